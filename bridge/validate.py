"""Every emitted function against the exact evaluator, at several sizes, before anything is written.

The evaluator reads the core term of the definition or theorem literally; the function came through
index notation, transposition and printing. They share no code, so that a disagreement is our bug:
an `InternalError` that names the function, the sample and both values.

The function runs three ways: in NumPy and PyTorch in float64, and on tracked arrays, which give the
bound on how far rounding may take the other two from the exact value.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Container
from contextlib import ExitStack
from dataclasses import dataclass, field
from fractions import Fraction
from math import prod
from types import ModuleType
from typing import Any, assert_never

import numpy as np

from bridge.core.environment import Definition, Environment
from bridge.core.expr import NAT, REAL, TYPE, Const, Expr, FVar, Pi, fresh_fvar, instantiate, spine
from bridge.core.propositions import conjuncts
from bridge.core.work import limited
from bridge.emit.library import Emitted, Part, reference_parts
from bridge.emit.load import loaded
from bridge.emit.package import Package
from bridge.errors import BridgeError, InternalError, NotSupported, bugs_as_refusals
from bridge.exact import scalars, types
from bridge.exact.evaluator import Evaluator
from bridge.exact.families import Family
from bridge.exact.primitives import adjoint
from bridge.exact.samples import TOO_LARGE as TOO_MUCH
from bridge.exact.samples import WORK_OF_DRAW, assignment
from bridge.exact.sampling import NoElement, sample
from bridge.exact.scalars import Scalar, Undecided
from bridge.exact.types import Type, Value
from bridge.forms.claim import Claim, DerivativeGoal, EquationGoal, IdentityGoal, PropositionGoal
from bridge.lower.functions import Signature
from bridge.lower.index import Variable
from bridge.runtime.tracked import FLOAT64, Dim, Trace, Tracked
from bridge.runtime.tracked.array import as_tracked
from bridge.runtime.tracked.following import following
from bridge.syntax.ast import BinderKind

ROUNDS = 8  # samples per function
LARGE, ROUNDS_IF_LARGE = 500, 2  # numbers in one sample, of which fewer are drawn
TRIES = 12 * ROUNDS  # draws, of which hypotheses may reject some
LARGEST = 3  # size of an axis
NOT_VALIDATED = "not-validated"
TOO_LARGE = 2000  # coordinates of one value
SHOWN = 30  # entries of an array in a message
# The heads of goals whose sides and derivatives are arguments.
_READ = frozenset(
    "Eq HasFDerivAt HasStrictFDerivAt HasDerivAt HasStrictDerivAt HasGradientAt".split()
)


@dataclass(slots=True)
class Sample:
    """Arguments by name, the exact value, and the places that were fixed in Lean."""

    arrays: dict[str, list[Scalar]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    at: tuple[int, ...] = ()
    expected: list[Scalar] = field(default_factory=list)


def validate(
    package: Package,
    environment: Environment,
    trusted: Container[str] = (),
) -> dict[str, BridgeError]:
    """The declarations whose functions could not be compared, and why, and those whose functions
    disagree with the evaluator, each with an `InternalError`; `trusted` ones are left out."""
    evaluator, failed = Evaluator(environment), dict[str, BridgeError]()
    with ExitStack() as stack:
        modules = {
            folder: stack.enter_context(loaded(package.files, folder))
            for folder in ("numpy_reference", *RUN)
            if f"{folder}/__init__.py" in package.files
        }
        for emitted in package.library.emitted.values():
            if emitted.definition.name in trusted:
                continue
            try:
                with bugs_as_refusals():
                    _validate(_sampler(package, evaluator, emitted), emitted, modules)
            except BridgeError as error:
                failed[emitted.definition.name] = error
    return _first_causes(package, failed)


def _first_causes(package: Package, failed: dict[str, BridgeError]) -> dict[str, BridgeError]:
    """Without theorems that disagree while definitions do: they may do so by what they call."""
    wrong = {name for name, error in failed.items() if isinstance(error, InternalError)}
    claims = wrong & package.claims.keys()
    return {n: e for n, e in failed.items() if n not in claims} if wrong - claims else failed


def _is_large(drawn: Sample | None) -> bool:
    return drawn is not None and sum(map(len, drawn.arrays.values())) > LARGE


def _sampler(
    package: Package, evaluator: Evaluator, emitted: Emitted
) -> Callable[[random.Random], Sample | None]:
    definition = emitted.definition
    if emitted.is_claim:
        claim = package.claims[definition.name]
        part = reference_parts(claim)[emitted.part]
        return lambda generator: _of_claim(evaluator, claim, part, generator)
    signature = package.library.functions.signature(definition.name)
    assert signature is not None
    return lambda generator: _of_definition(evaluator, definition, signature, emitted, generator)


def _validate(
    sampler: Callable[[random.Random], Sample | None],
    emitted: Emitted,
    modules: dict[str, ModuleType],
) -> None:
    generator = random.Random(emitted.name)
    compared = 0
    for _ in range(TRIES):
        try:
            with limited(WORK_OF_DRAW, TOO_MUCH):
                drawn = sampler(generator)
        except (NoElement, Undecided):
            continue
        if drawn is not None and _agrees(drawn, emitted, modules):
            compared += 1
        if compared == ROUNDS or (compared == ROUNDS_IF_LARGE and _is_large(drawn)):
            return
    if not compared:
        raise NotSupported(
            NOT_VALIDATED,
            f"`{emitted.name}` could not be compared with the exact evaluator on any sample",
        )


# -- samples ------------------------------------------------------------------------------------


def _of_definition(
    evaluator: Evaluator,
    definition: Definition,
    signature: Signature,
    emitted: Emitted,
    generator: random.Random,
) -> Sample | None:
    """Arguments at random, in the order of the definition's type and then of its result's."""
    drawn, values = Sample(), dict[FVar, Value]()
    value = evaluator.evaluate(Const(definition.name))
    type: Expr = definition.type
    names = [a.name for a in signature.arguments]
    while isinstance(type, Pi):
        name, given = names.pop(0), _fixed(evaluator, type)
        variable = fresh_fvar(name, type.type)
        if given is not None:
            value = value(evaluator.evaluate(given))
            type = instantiate(type.body, given)
            continue
        values[variable] = _argument(evaluator, variable, type, values, drawn, generator)
        value = value(values[variable])
        type = instantiate(type.body, variable)
    result = evaluator.evaluate(type, values)
    while names:
        name = names.pop(0)
        domain, codomain = _arrow(result)
        if emitted.part == "adjoint" and not names:
            return _transposed(drawn, emitted, domain, codomain, value, generator)
        element = _drawn(drawn, name, domain, generator)
        value, result = value(element), codomain
    drawn.expected = _numbers(result, value)
    return drawn


def _fixed(evaluator: Evaluator, binder: Pi) -> Expr | None:
    """ℝ for a type, and its instance of a class of the project; None for other arguments."""
    if binder.type == TYPE:
        return REAL
    head, _ = spine(binder.type)
    known = evaluator.environment.definition(head.name) if isinstance(head, Const) else None
    if binder.kind is BinderKind.INSTANCE and known is not None and known.structure is not None:
        return evaluator.environment.instance(binder.type)
    return None


def _argument(
    evaluator: Evaluator,
    variable: FVar,
    binder: Pi,
    values: dict[FVar, Value],
    drawn: Sample,
    generator: random.Random,
) -> Value:
    if binder.kind is BinderKind.INSTANCE or evaluator.is_proposition(variable.type):
        return None
    if variable.type == NAT:
        drawn.numbers[variable.name] = generator.choice((0, 1, 2, 2, LARGEST))
        return drawn.numbers[variable.name]
    kind = evaluator.evaluate(variable.type, values)
    if isinstance(kind, types.FinType):
        place = int(sample(kind, generator))
        drawn.at = (*drawn.at, place)
        return place
    return _drawn(drawn, variable.name, kind, generator)


def _drawn(drawn: Sample, name: str, kind: Type, generator: random.Random) -> Value:
    """A random element, remembered by its coordinates."""
    element = sample(kind, generator)
    drawn.arrays[name] = _numbers(kind, element)
    if len(drawn.arrays[name]) > TOO_LARGE:
        raise NotSupported("too-large", f"`{name}` has more than {TOO_LARGE} entries")
    return element


def _numbers(kind: Type, value: Value) -> list[Scalar]:
    """The real numbers of an array; of an element of a family, those of its only such field."""
    found = _numbers_in(kind, value)
    if found is None:
        raise NotSupported("no-array", f"{types.describe(kind)} is no array of real numbers")
    return found


def _numbers_in(kind: Type, value: Value) -> list[Scalar] | None:
    if kind in (types.REAL, types.NNREAL):
        return [value]
    parts = types.fibers(kind)
    if parts is not None:
        below = [_numbers_in(fiber, value(i)) for i, fiber in parts]
        return None if None in below else [c for row in below for c in row or ()]
    if isinstance(kind, types.MapType) and not kind.equivalence:
        columns = [_numbers_in(kind.codomain, value(e)) for e in types.basis(kind.domain)]
        rows = zip(*(c for c in columns if c is not None), strict=True)
        return None if None in columns else [c for row in rows for c in row]
    if isinstance(kind, types.FamilyType):
        fields = (_numbers_in(t, v) for t, v in kind.family.fields(kind.arguments, value))
        arrays = [f for f in fields if f is not None]
        return arrays[0] if len(arrays) == 1 else None
    return None


def _transposed(
    drawn: Sample,
    emitted: Emitted,
    domain: Type,
    codomain: Type,
    linear: Value,
    generator: random.Random,
) -> Sample:
    """The adjoint of a linear map, at a random cotangent."""
    name = emitted.program.parameters[-1].name
    cotangent = _drawn(drawn, name, codomain, generator)
    weights = _numbers(codomain, cotangent)
    drawn.expected = [_dot(_numbers(codomain, linear(e)), weights) for e in types.basis(domain)]
    return drawn


def _dot(a: list[Scalar], b: list[Scalar]) -> Scalar:
    total: Scalar = scalars.ZERO
    for x, y in zip(a, b, strict=True):
        total = scalars.add(total, scalars.mul(x, y))
    return total


def _arrow(t: Type) -> tuple[Type, Type]:
    match t:
        case types.FunctionType(domain, codomain):
            return domain, codomain(None)
        case types.MapType(domain, codomain):
            return domain, codomain
        case _:
            raise InternalError("arity", f"{types.describe(t)} takes no further argument")


def _of_claim(
    evaluator: Evaluator, claim: Claim, part: Part, generator: random.Random
) -> Sample | None:
    """The variables of a theorem at random, and the part of a goal that the function computes."""
    assigned = assignment(evaluator, claim.definition.type, generator, LARGEST)
    if assigned is None:
        return None
    draw, goal = assigned
    drawn = Sample()
    for variable, value in draw.values.items():
        _remember(evaluator, drawn, variable, value, draw.values)
    for size in claim.shifted & drawn.numbers.keys():
        drawn.numbers[size] -= 1
        if drawn.numbers[size] < 0:
            return None  # the claim is about the other sizes
    place = claim.conjuncts.index(part.conjunct)
    head, args = spine(conjuncts(goal, evaluator.environment)[place])
    values = (evaluator.evaluate(a, draw.values) for a in args)
    given = [v for v in values if v is not None]  # instances have no value
    if not isinstance(head, Const) or head.name not in _READ:
        raise NotSupported(NOT_VALIDATED, "the goal has its sides inside a case or function")
    match part.conjunct.goal:
        case DerivativeGoal() as derivative:
            return _derivative_part(drawn, derivative, head.name, given, part.role, generator)
        case EquationGoal(arguments=arguments, flipped=flipped):
            side = given[1 if flipped else 2]
        case IdentityGoal(arguments=arguments):
            side = given[2 if part.role == "rhs" else 1]
        case PropositionGoal():
            raise InternalError("no-oracle", "a proposition adds no function to the reference")
        case _:
            assert_never(part.conjunct.goal)
    return _side(drawn, arguments, given[0], side, generator)


def _remember(
    evaluator: Evaluator, drawn: Sample, variable: FVar, value: Value, values: dict[FVar, Value]
) -> None:
    """The value of a variable of the theorem, under the name that the function knows it by."""
    if value is None or evaluator.is_proposition(variable.type):
        return
    if variable.type == TYPE:
        _note_dimension(drawn, variable.name, value)
        return
    kind = types.NATURAL if variable.type == NAT else evaluator.evaluate(variable.type, values)
    _note(drawn, variable.name, kind, value)


def _note_dimension(drawn: Sample, name: str, type: Type) -> None:
    """A type variable that stands for a finite index type or a space is a size by its name."""
    if isinstance(type, types.FinType):
        drawn.numbers[name] = type.size
    elif isinstance(type, types.LpType):
        drawn.numbers[name] = len(types.basis(type))


def _note(drawn: Sample, name: str, kind: Type, value: Value) -> None:
    """A number, a place, an array, or the fields of a structure, each under its own name."""
    if kind == types.NATURAL:
        drawn.numbers[name] = value
    elif isinstance(kind, types.FinType):
        drawn.at = (*drawn.at, value)
    elif (numbers := _numbers_in(kind, value)) is not None:
        drawn.arrays[name] = numbers
    elif isinstance(kind, types.RecordType) and isinstance(kind.family, Family):
        family = kind.family
        fields = family.telescope(family.constructors[0]).fields
        told = [v.name for v in fields if not family.is_silent(v.type)]
        for field_name, (field_kind, field) in zip(
            told, family.fields(kind.arguments, value), strict=True
        ):
            _note(drawn, f"{name}_{field_name}", field_kind, field)


def _side(
    drawn: Sample,
    arguments: tuple[str, ...],
    kind: Type,
    value: Value,
    generator: random.Random,
) -> Sample:
    """One side of an equation; functions and linear maps at the arguments that the claim added."""
    for name in arguments:
        domain, codomain = _arrow(kind)
        value, kind = value(_drawn(drawn, name, domain, generator)), codomain
    drawn.expected = _numbers(kind, value)
    return drawn


def _derivative_part(
    drawn: Sample,
    goal: DerivativeGoal,
    head: str,
    given: list[Value],
    role: str,
    generator: random.Random,
) -> Sample:
    """The derivative that `HasFDerivAt f f' x` and its relatives give, along a direction."""
    match head:
        case "HasFDerivAt" | "HasStrictFDerivAt":
            domain, codomain, linear = given[1], given[2], given[-2]
        case "HasDerivAt" | "HasStrictDerivAt":
            domain, codomain, slope = types.REAL, given[1], given[-2]
            linear = lambda v: types.scale(codomain, v, slope)  # noqa: E731
        case "HasGradientAt":
            domain, codomain, slope = given[1], types.REAL, given[-2]
            linear = lambda v: types.inner(domain, slope, v)  # noqa: E731
        case _:
            raise InternalError("no-oracle", f"`{head}` is a form that validation does not know")
    if role == "adjoint":
        cotangent = _drawn(drawn, goal.cotangent.name, codomain, generator)
        back = adjoint(types.REAL, domain, codomain, linear)(cotangent)
        drawn.expected = types.coordinates(domain, back)
        _spread(drawn, goal.cotangent)
    else:
        direction = _drawn(drawn, goal.direction.name, domain, generator)
        drawn.expected = types.coordinates(codomain, linear(direction))
    return drawn


def _spread(drawn: Sample, cotangent: Variable) -> None:
    """A cotangent at the places that were fixed in Lean is one at all places, 0 elsewhere."""
    if not drawn.at:
        return
    own = drawn.arrays[cotangent.name]
    sizes = [_size(dim, drawn.numbers) for dim in cotangent.shape[: len(drawn.at)]]
    first = int(np.ravel_multi_index(drawn.at, sizes)) * len(own)
    spread: list[Scalar] = [scalars.ZERO] * (prod(sizes) * len(own))
    spread[first : first + len(own)] = own
    drawn.arrays[cotangent.name], drawn.at = spread, ()


# -- comparison ---------------------------------------------------------------------------------


def _agrees(drawn: Sample, emitted: Emitted, modules: dict[str, ModuleType]) -> bool:
    """Whether the sample decided something; a disagreement is an error."""
    arrays, sizes = _arguments(drawn, emitted)
    reference = getattr(modules["numpy_reference"], emitted.name)
    try:
        followed = _followed(reference, sizes, arrays, drawn.at)
        if followed is None or _leaves_range(reference, sizes, arrays):
            return False
        value, error = followed
        results = {
            "tracked arrays": value,
            "numpy_reference": _flat(reference(*sizes, *arrays), drawn.at),
        }
        for folder, run in RUN.items():
            if (code := getattr(modules.get(folder), emitted.name, None)) is not None:
                results[folder] = _flat(run(code, sizes, arrays), drawn.at)
    except OverflowError:  # of a number that is no array, in Python
        return False
    except Exception as raised:
        problem = f"raises {type(raised).__name__}: {raised}"
        raise _disagreement(drawn, emitted, problem) from raised
    for name, got in results.items():
        _compare(drawn, emitted, name, got, error)
    return True


def _followed(
    reference: Callable[..., Any], sizes: list[int], arrays: list[Any], at: tuple[int, ...]
) -> tuple[Any, Any] | None:
    """The values, and how far floats may be from them; None where that cannot be told."""
    trace = Trace(FLOAT64, 1)
    tracked = [Tracked.inputs(a[None], trace, grain=None) for a in arrays]
    with following(trace, reference):
        result = reference(*(Dim(n, trace) for n in sizes), *tracked)
    value, error = _entries(as_tracked(result, trace), at)
    told = not trace.undecided.any() and np.isfinite(error).all()
    return (value, error) if told else None


def _leaves_range(reference: Callable[..., Any], sizes: list[int], arrays: list[Any]) -> bool:
    """Whether something on the way is larger than any float: that is no fault of the function."""
    try:
        with np.errstate(over="raise"):
            reference(*sizes, *arrays)
    except FloatingPointError:
        return True
    return False


def _arguments(drawn: Sample, emitted: Emitted) -> tuple[list[Any], list[int]]:
    sizes = dict(drawn.numbers)
    arrays = []
    for parameter in emitted.program.parameters:
        shape = tuple(_size(dim, sizes) for dim in parameter.shape)
        if parameter.name not in drawn.arrays:
            raise NotSupported(NOT_VALIDATED, f"no sample gives a value to `{parameter.name}`")
        flat = [_float(c) for c in drawn.arrays[parameter.name]]
        arrays.append(np.array(flat, dtype=np.float64).reshape(shape))
    return arrays, [sizes[name] for name in emitted.program.sizes]


def _size(dim: Any, sizes: dict[str, int]) -> int:
    total = 0
    for monomial, coefficient in dim.terms:
        product = coefficient
        for name in monomial:
            product *= sizes[name]
        total += product
    return int(total)


def _float(c: Scalar) -> float:
    plain = scalars.plain(c)
    assert isinstance(plain, Fraction)
    return float(plain)


def _entries(result: Tracked, at: tuple[int, ...]) -> tuple[Any, Any]:
    return np.ravel(result.value[0][at]), np.ravel(
        np.broadcast_to(result.error, result.value.shape)[0][at]
    )


def _flat(result: Any, at: tuple[int, ...]) -> Any:
    return np.ravel(np.asarray(result, dtype=np.float64)[at])


def _on_torch(code: Callable[..., Any], sizes: list[int], arrays: list[Any]) -> Any:
    import torch

    result = code(*sizes, *(torch.from_numpy(np.array(a)) for a in arrays))
    return result.numpy() if isinstance(result, torch.Tensor) else result


# How the functions of a backend's folder are run on NumPy arrays.
RUN: dict[str, Callable[[Callable[..., Any], list[int], list[Any]], Any]] = {
    "torch_code": _on_torch,
}


def _compare(drawn: Sample, emitted: Emitted, name: str, got: Any, error: Any) -> None:
    if len(got) != len(drawn.expected):
        problem = f"gives {len(got)} entries in {name}, the exact evaluator {len(drawn.expected)}"
        raise _disagreement(drawn, emitted, problem)
    for entry, exact, bound in zip(got, drawn.expected, error, strict=True):
        if not _within(entry, exact, bound):
            exactly = str(scalars.plain(exact))
            problem = f"gives {entry} in {name}, the exact evaluator {exactly}"
            raise _disagreement(drawn, emitted, problem)


UNDERFLOW = Fraction(1, 2**1022)  # what numbers of the statement alone may lose: no array does it


def _within(entry: Any, exact: Scalar, bound: Any) -> bool:
    """Whether a float is as near as it must be. A ball that allows it contradicts nothing."""
    if not np.isfinite(entry):
        return False
    value = Fraction(*np.longdouble(entry).as_integer_ratio())
    allowed = Fraction(*np.longdouble(bound).as_integer_ratio()) + UNDERFLOW
    exact = scalars.plain(exact)
    if isinstance(exact, Fraction):
        return abs(value - exact) <= allowed
    return not abs(scalars.ball(value) - scalars.ball(exact)) > scalars.ball(allowed)


def _disagreement(drawn: Sample, emitted: Emitted, problem: str) -> InternalError:
    shown = [f"{k} = {v}" for k, v in drawn.numbers.items()]
    for name, entries in drawn.arrays.items():
        listed = ", ".join(str(scalars.plain(c)) for c in entries[:SHOWN])
        shown.append(f"{name} = [{listed}{', …' if len(entries) > SHOWN else ''}]")
    source = emitted.definition.source
    error = InternalError(
        "disagreement", f"the emitted `{emitted.name}` {problem}", notes=tuple(shown)
    )
    return error.within(emitted.definition.name, source.head if source else None)
