"""Values for the variables of a statement, one by one, as its binders and hypotheses ask.

Abstract spaces are ℝᵏ; functions between spaces are polynomial maps; a hypothesis that says what a
variable is (the derivative of a function, the value of a term) is made true, any other rejects the
draw when it fails.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import cast

from bridge.core.expr import (
    NAT,
    REAL,
    BVar,
    Const,
    Expr,
    FVar,
    Pi,
    Sort,
    apply,
    free_variables,
    fresh_fvar,
    instantiate,
    replace_fvars,
    spine,
)
from bridge.core.propositions import quantified
from bridge.errors import BridgeError, NotSupported
from bridge.exact import types
from bridge.exact.draw import Draw, show
from bridge.exact.evaluator import Evaluator
from bridge.exact.families import Family
from bridge.exact.sampling import SIZES, NoElement, Polynomial, sample
from bridge.exact.scalars import Undecided
from bridge.exact.solving import solve
from bridge.exact.types import Type, Value
from bridge.syntax.ast import BinderKind


def _telescope(evaluator: Evaluator, type: Expr, draw: Draw) -> Iterator[tuple[FVar, Pi]]:
    """The binders of a statement, each opened with a variable that is then assigned."""
    while (binder := _binder(evaluator, type, draw)) is not None:
        variable = fresh_fvar(binder.name, binder.type)
        yield variable, binder
        type = instantiate(binder.body, variable)
    draw.values[_GOAL] = type


def _binder(evaluator: Evaluator, type: Expr, draw: Draw) -> Pi | None:
    """The outermost `∀`; one that a definition hides only if it is over infinitely many elements,
    of which some are then drawn."""
    if isinstance(type, Pi):
        return type
    hidden = quantified(type, evaluator.environment)
    if hidden is None or evaluator.is_proposition(hidden.type):
        return None
    if not draw.values.keys() >= set(free_variables(hidden.type)):
        return None
    return None if types.is_finite(evaluator.evaluate(hidden.type, draw.values)) else hidden


_GOAL = fresh_fvar("goal", Sort("Prop"))


def open_goal(draw: Draw) -> Expr:
    """What is left of a statement when all its variables are assigned."""
    return cast(Expr, draw.values.pop(_GOAL))


def _assign(
    evaluator: Evaluator, statement: Expr, draw: Draw, generator: random.Random, largest: int
) -> bool:
    """Assign every variable; False if a hypothesis fails."""
    waiting: dict[FVar, Type] = {}
    for variable, binder in _telescope(evaluator, statement, draw):
        if binder.kind is BinderKind.INSTANCE:
            if evaluator.is_proposition(variable.type):
                if not _satisfied(evaluator, variable.type, draw, waiting):
                    return False
                draw.values[variable] = None
            else:
                draw.values[variable] = _instance(evaluator, variable, draw)
        elif variable.type == Sort("Type"):
            _assign_type(variable, binder.body, draw, lambda: min(generator.choice(SIZES), largest))
        elif evaluator.is_proposition(variable.type):
            if not _satisfied(evaluator, variable.type, draw, waiting):
                return False
            draw.values[variable] = None
        else:
            _assign_data(evaluator, variable, draw, waiting, generator, largest)
        draw.variables.append(variable)
    for variable, type in waiting.items():
        show(draw, variable, type, sample(type, generator))
    return True


def _satisfied(
    evaluator: Evaluator, hypothesis: Expr, draw: Draw, waiting: dict[FVar, Type]
) -> bool:
    """Whether a hypothesis holds, made true where it says what a variable is."""
    if _is_smooth(evaluator, hypothesis, draw):
        return True
    if solve(evaluator, hypothesis, draw, waiting) and isinstance(hypothesis, Pi):
        return True  # made so, for every element
    return bool(evaluator.evaluate(hypothesis, draw.values))


def _is_smooth(evaluator: Evaluator, hypothesis: Expr, draw: Draw) -> bool:
    """Whether a hypothesis says no more than that a drawn map is smooth, as all of these are."""
    head, args = spine(hypothesis)
    if not isinstance(head, Const) or head.name not in SMOOTH:
        return False
    return any(isinstance(a, FVar) and isinstance(draw.values.get(a), Polynomial) for a in args)


SMOOTH = frozenset({"Differentiable", "Continuous", "DifferentiableOn", "ContinuousOn"})


def _assign_data(
    evaluator: Evaluator,
    variable: FVar,
    draw: Draw,
    waiting: dict[FVar, Type],
    generator: random.Random,
    largest: int,
) -> None:
    if variable.type == NAT:
        draw.values[variable] = min(generator.choice(SIZES), largest)
        draw.show(variable, str(draw.values[variable]))
        return
    type = evaluator.evaluate(variable.type, draw.values)
    if isinstance(type, types.MapType):
        waiting[variable] = type  # a hypothesis may say what it is
    elif isinstance(type, types.RecordType):
        show(draw, variable, type, _record(evaluator, variable, type, draw, generator, largest))
    else:
        show(draw, variable, type, sample(type, generator))


CANDIDATES = 3  # how many definitions of the project are tried for one draw


def _record(
    evaluator: Evaluator,
    variable: FVar,
    type: types.RecordType,
    draw: Draw,
    generator: random.Random,
    largest: int,
) -> Value:
    """An element of a structure: drawn, or, where its laws cannot be decided, one that the project
    defines."""
    assert isinstance(type.family, Family)
    names = list(evaluator.environment.elements_of(type.name))
    try:
        return sample(type, generator)
    except NoElement:
        if not names:
            raise
    except Undecided:
        pass
    generator.shuffle(names)
    for name in names[: CANDIDATES if draw.depth == 0 else 1]:
        found = _declared(evaluator, name, variable, draw, generator, largest)
        if found is not None:
            return found
    if not names:
        raise NotSupported("no-element", f"the project defines no element of `{type.name}`")
    raise NoElement(f"no definition of type {type.name} fits")


def _declared(
    evaluator: Evaluator,
    name: str,
    variable: FVar,
    draw: Draw,
    generator: random.Random,
    largest: int,
) -> Value | None:
    """A definition of the project at drawn arguments; parameters of the wanted type that may
    still change become those of the definition."""
    try:
        definition = evaluator.environment.definition(name)
        inner = Draw(depth=draw.depth + 1)
        if definition is None or definition.value is None:
            return None
        if not _assign(evaluator, definition.type, inner, generator, largest):
            return None
        own = spine(open_goal(inner))[1]
        if not _fit(evaluator, spine(variable.type)[1], own, draw, inner):
            return None
        return evaluator.evaluate(apply(Const(name), *inner.variables), inner.values)
    except (BridgeError, Undecided, NoElement):
        if evaluator.limit and evaluator.steps > evaluator.limit:
            raise
        return None


def _fit(
    evaluator: Evaluator, wanted: tuple[Expr, ...], own: tuple[Expr, ...], draw: Draw, inner: Draw
) -> bool:
    changes: dict[FVar, Value] = {}
    for w, o in zip(wanted, own, strict=True):
        value = evaluator.evaluate(o, inner.values)
        if isinstance(w, FVar) and w not in changes and draw.can_change(w):
            changes[w] = value
        elif evaluator.evaluate(w, draw.values | changes) != value:
            return False
    for variable, value in changes.items():
        show(draw, variable, evaluator.evaluate(variable.type, draw.values), value)
    return True


def _assign_type(variable: FVar, rest: Expr, draw: Draw, choose: Callable[[], int]) -> None:
    """A type variable is what its classes make of it: a space, a finite index type, else ℝ."""
    classes = _classes(rest)
    if classes & SPACES and not classes & FIELDS:
        dimension = choose()
        draw.values[variable] = _space(dimension)
    elif classes & FINITE and classes <= OF_INDICES:
        dimension = choose()
        draw.values[variable] = types.FinType(dimension)
    else:
        draw.values[variable] = types.REAL
        draw.types[variable] = REAL
        draw.show(variable, "ℝ")
        return
    draw.show(variable, f"{types.describe(draw.values[variable])}, dimension {dimension}")


SPACES = frozenset(
    "NormedAddCommGroup SeminormedAddCommGroup NormedSpace InnerProductSpace Module".split()
)
FINITE = frozenset("Fintype Finite DecidableEq".split())
OF_INDICES = FINITE | frozenset(
    "Nonempty Inhabited Nontrivial Unique Subsingleton LE LT Preorder PartialOrder "
    "LinearOrder".split()
)
FIELDS = frozenset("RCLike NontriviallyNormedField NormedField Field Ring CommRing".split())


def _classes(rest: Expr) -> set[str]:
    """The classes whose first argument, or last, is the outermost bound variable."""
    found, depth = set(), 0
    while isinstance(rest, Pi):
        head, args = spine(rest.type)
        if rest.kind is BinderKind.INSTANCE and isinstance(head, Const) and BVar(depth) in args:
            name = head.name
            module = name in ("Module", "NormedSpace", "InnerProductSpace")
            if not module or args[-1] == BVar(depth):
                found.add(name)
        rest, depth = rest.body, depth + 1
    return found


def _instance(evaluator: Evaluator, variable: FVar, draw: Draw) -> Value:
    """The instance of a project's class at the types drawn; Mathlib's carry no data."""
    wanted = replace_fvars(variable.type, draw.types)
    head = spine(wanted)[0]
    definition = evaluator.environment.definition(head.name) if isinstance(head, Const) else None
    if definition is None or definition.structure is None:
        return None
    return evaluator.evaluate(evaluator.environment.instance(wanted), draw.values)


def _space(dimension: int) -> Type:
    index = types.FinType(dimension)
    return types.LpType(2, types.FunctionType(index, lambda _: types.REAL))
