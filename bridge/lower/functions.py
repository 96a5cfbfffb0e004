"""Definitions of the project as functions of arrays: signatures, calls, and their programs.

A definition becomes a function if its arguments are numbers, arrays, sizes and indices and its
result, once all arguments of its type are given, is an array. Indices among the arguments become
the first axes of the result. Everything else is unfolded where it is used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bridge.core.environment import Definition, Environment
from bridge.core.expr import TYPE, Const, Expr, Lam, Let, Pi, spine
from bridge.core.work import TooMuchWork, limited
from bridge.errors import InternalError, NotSupported
from bridge.ir.dims import Dim
from bridge.lower.evaluate import Evaluation, Scope, telescope
from bridge.lower.families import StuckAtSize
from bridge.lower.index import (
    Array,
    Call,
    Function,
    Index,
    Place,
    Size,
    Variable,
    access,
    build,
    free_indices,
    fresh_index,
    fresh_variable,
)
from bridge.lower.simplify import simplify
from bridge.lower.transpose import transpose
from bridge.lower.values import (
    CONDITIONS,
    NATURAL,
    TYPES,
    UNIT,
    Closure,
    FunctionType,
    MapType,
    Type,
    Value,
    apply,
    axes,
    curry,
    index_value,
    is_plain,
    places,
    reflect,
    reify,
    scalar,
    shape,
    shape_of,
)
from bridge.meaning.table import Table
from bridge.source import Span
from bridge.syntax.ast import BinderKind

_BUNDLERS = frozenset({"LinearMap.mk", "ContinuousLinearMap.mk", "LinearMap.toContinuousLinearMap"})


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument in Lean: `role` is data, size, place or erased; `value` stands for it."""

    name: str
    role: str
    value: Value
    type: Type | None = None
    variable: Variable | None = None  # of data


@dataclass(frozen=True, slots=True)
class Signature:
    """How a definition is called: its arguments in Lean, and those that Python is given."""

    name: str
    arguments: tuple[Argument, ...]  # also those that its result takes
    result: Type
    linear: bool  # in the last argument

    @property
    def parameters(self) -> tuple[Variable, ...]:
        return tuple(a.variable for a in self.arguments if a.variable is not None)

    @property
    def sizes(self) -> tuple[str, ...]:
        """The dimensions that must be given, because no shape tells them."""
        told = {name for p in self.parameters for dim in p.shape for name in solvable(dim)}
        names = (a.name for a in self.arguments if a.role == "size")
        return tuple(name for name in names if name not in told)

    @property
    def places(self) -> tuple[Index, ...]:
        return tuple(a.value for a in self.arguments if isinstance(a.value, Index))

    @property
    def is_entrywise(self) -> bool:
        """Whether the function is one of numbers alone, so that it works entry by entry."""
        roles = {a.role for a in self.arguments}
        numbers = all(p.shape == () for p in self.parameters)
        return roles - {"erased"} == {"data"} and numbers and shape_of(self.result) == ()


@dataclass(frozen=True, slots=True)
class Lowered:
    """The program of a function: an array over its parameters."""

    function: Function
    signature: Signature
    parameters: tuple[Variable, ...]
    array: Array


class Functions:
    """The functions of one project, lowered when first asked for."""

    def __init__(self, environment: Environment, table: Table) -> None:
        self.environment = environment
        self.evaluation = Evaluation(environment, table, self.call)
        self._signatures: dict[str, Signature | None] = {}
        self._fixed: dict[str, dict[int, Value]] = {}
        self._definitions: dict[str, Definition | None] = {}
        self._places: dict[str, tuple[int, ...]] = {}
        self._lowered: dict[Function, Lowered | TooMuchWork] = {}

    def definition(self, name: str) -> Definition | None:
        """The definition, or as the project tells it again for lowering."""
        if name not in self._definitions:
            restated = self.environment.restated(name)
            self._definitions[name] = restated or self.environment.definition(name)
        return self._definitions[name]

    # -- signatures --

    def signature(self, name: str) -> Signature | None:
        """How the definition is called; None if it is no function of arrays."""
        if name not in self._signatures:
            definition = self.definition(name)
            if definition is not None and self._to_fix(definition) and name not in self._fixed:
                return None  # until it is met at a type
            with limited():
                found = None if definition is None else self._open(definition)
            self._signatures[name] = found
            if found is not None and self._is_stuck(name):
                self._signatures[name] = None
        return self._signatures[name]

    def _is_stuck(self, name: str) -> bool:
        """Whether the definition matches on a dimension: it is then unfolded where it is known."""
        try:
            self.lowered(Function(name))
        except StuckAtSize:
            return True
        except NotSupported:
            return False  # told where the function is asked for
        return False

    def _open(self, definition: Definition) -> Signature | None:
        if definition.value is None or definition.kind in ("theorem", "lemma", "instance"):
            return None
        hints = self._hints(definition.value)
        taken = {binder.name for binder in telescope(definition.type)}
        scope, arguments = Scope(), list[Argument]()
        type = definition.type
        while isinstance(type, Pi):
            hint = hints[len(arguments)] if len(arguments) < len(hints) else None
            name = type.name if type.name != "_" else _free_name(hint, taken, linear=False)
            fixed = self._fixed.get(definition.name, {}).get(len(arguments))
            if fixed is not None:
                argument: Argument | None = Argument(name, "erased", fixed)
            else:
                argument = self._argument(name, type, scope)
            if argument is None:
                return None
            taken.add(name)
            arguments.append(argument)
            scope, type = scope.bind(argument.value), type.body
        result = self.evaluation.evaluate(type, scope)
        if not isinstance(result, TYPES):
            return None
        return _finish(definition.name, arguments, result, hints[len(arguments) :], taken)

    def _argument(self, name: str, binder: Pi, scope: Scope) -> Argument | None:
        if binder.kind is BinderKind.INSTANCE:
            return None if self._carries_data(binder.type) else Argument(name, "erased", UNIT)
        kind = self.evaluation.evaluate(binder.type, scope)
        if isinstance(kind, CONDITIONS):
            return Argument(name, "erased", UNIT)
        return _symbolic(name, kind) if isinstance(kind, TYPES) else None

    def _carries_data(self, instance: Expr) -> bool:
        """Whether a class is the project's own."""
        head, _ = spine(instance)
        known = self.environment.definition(head.name) if isinstance(head, Const) else None
        return known is not None and known.structure is not None

    def _hints(self, value: Expr) -> list[str]:
        """The names that a value itself gives to its arguments."""
        head, args = spine(value)
        match value, head:
            case Let(_, _, _, body), _:
                return self._hints(body)
            case Lam(name, _, body), _:
                return [name, *self._hints(body)]
            case _, Const(name) if name in _BUNDLERS and args:
                return self._hints(args[-1])
            case _, Const(name) if not self._is_meaning(name):
                called = self.signature(name)
                return [] if called is None else [a.name for a in called.arguments[len(args) :]]
            case _:
                return []

    def _is_meaning(self, name: str) -> bool:
        return name in self.evaluation.table

    # -- calls --

    def call(self, definition: Definition, scope: Scope) -> Value:
        """The definition as a value: a call where it can be one, else its own value."""
        definition = self.definition(definition.name) or definition
        places = self._to_fix(definition)
        if not places:
            return self._called(definition, scope, ())

        def at(*args: Value) -> Value:
            fixed = {k: args[k] for k in places}
            if self._fixed.setdefault(definition.name, fixed) != fixed:
                return apply(self._unfolded(definition, scope), *args)
            return self._called(definition, scope, args)

        return curry(places[-1] + 1, at)

    def _called(self, definition: Definition, scope: Scope, given: tuple[Value, ...]) -> Value:
        """A call with its first arguments given."""
        signature = self.signature(definition.name)
        if signature is None:
            return apply(self._unfolded(definition, scope), *given)

        def run(*args: Value) -> Value:
            return self._call(definition, signature, (*given, *args), scope)

        names = tuple(a.name for a in signature.arguments[len(given) :])
        return curry(len(names), run, names)

    def _to_fix(self, definition: Definition) -> tuple[int, ...]:
        """The arguments that are types, or instances of the project's own classes.

        A definition becomes a function at the first such arguments that it is met with, in most
        projects ℝ; elsewhere it is unfolded.
        """
        if definition.name not in self._places:
            self._places[definition.name] = tuple(
                k
                for k, binder in enumerate(telescope(definition.type))
                if binder.type == TYPE
                or (binder.kind is BinderKind.INSTANCE and self._carries_data(binder.type))
            )
        return self._places[definition.name]

    def _unfolded(self, definition: Definition, scope: Scope) -> Value:
        if definition.value is None:
            raise InternalError("no-value", f"`{definition.name}` has no value")
        return self.evaluation.evaluate(definition.value, scope.unfolding())

    def _call(
        self, definition: Definition, signature: Signature, args: tuple[Value, ...], scope: Scope
    ) -> Value:
        types, result = self._types(definition.type, signature, args)
        given = list(zip(signature.arguments, args, types, strict=True))
        arrays = tuple(_entries(t, v) for a, v, t in given if a.role == "data" and t is not None)
        at = tuple(p for a, v, _ in given if a.role == "place" for p in places(v))
        if any(free_indices(array) for array in arrays) and not signature.is_entrywise:
            return apply(self._unfolded(definition, scope), *args)
        missing = set(signature.sizes)
        sizes = tuple(scalar(v) for a, v, _ in given if a.role == "size" and a.name in missing)

        def unfold(new: tuple[Array, ...]) -> Array:
            values = _with_arrays(given, new)
            value = apply(self._unfolded(definition, scope), *values)
            return simplify(_over_places(at, reify(result, value)))

        called = Call(
            Function(definition.name, linear=signature.linear),
            sizes,
            arrays,
            (*(p.size for p in at), *shape(result)),
            unfold,
        )
        return reflect(result, called, at)

    def _types(
        self, type: Expr, signature: Signature, args: tuple[Value, ...]
    ) -> tuple[list[Type | None], Type]:
        """The types of the arguments of a call, and of its result."""
        scope, types = Scope(), list[Type | None]()
        rest = list(zip(signature.arguments, args, strict=True))
        while isinstance(type, Pi) and rest:
            argument, value = rest.pop(0)
            plain = argument.role in ("erased", "size")
            types.append(None if plain else self.evaluation.type(type.type, scope))
            scope, type = scope.bind(value), type.body
        result = self.evaluation.type(type, scope)
        for _ in rest:
            domain, result = _arrow(result)
            types.append(domain)
        return types, result

    # -- programs --

    def lowered(self, function: Function) -> Lowered:
        """The program of a function, simplified."""
        known = self._lowered.get(function)
        if known is None:
            try:
                with limited():
                    make = self._adjoint if function.adjoint else self._definition
                    known = make(function)
            except TooMuchWork as error:
                known = TooMuchWork.of(error.within(function.name, self._head(function)).diagnostic)
            self._lowered[function] = known
        if isinstance(known, TooMuchWork):
            raise TooMuchWork.of(known.diagnostic)
        return known

    def _head(self, function: Function) -> Span | None:
        definition = self.definition(function.name)
        return definition.source.head if definition and definition.source else None

    def _definition(self, function: Function) -> Lowered:
        definition = self.definition(function.name)
        signature = self.signature(function.name)
        if definition is None or definition.value is None or signature is None:
            raise NotSupported("no-function", f"`{function.name}` is no function of arrays")
        source = None if definition.span is None else definition.span.source
        value = self.evaluation.evaluate(definition.value, Scope(source=source))
        value = apply(value, *(a.value for a in signature.arguments))
        array = _over_places(signature.places, reify(signature.result, value))
        return Lowered(function, signature, signature.parameters, simplify(array))

    def _adjoint(self, function: Function) -> Lowered:
        base = self.lowered(replace(function, adjoint=False))
        *others, variable = base.parameters
        taken = {p.name for p in others}
        name = next(n for n in ("δ", "u", "w", "cotangent") if n not in taken)
        cotangent = fresh_variable(name, base.array.shape)
        array = simplify(transpose(base.array, variable, cotangent))
        return Lowered(function, base.signature, (*others, cotangent), array)


def solvable(dim: Dim) -> tuple[str, ...]:
    """The dimension that the length of such an axis tells: n for `n` and `n + 1`."""
    return tuple(n for n in dim.symbols if (dim - Dim.symbol(n)).value is not None)


def _symbolic(name: str, kind: Type) -> Argument | None:
    """A variable of the type; None if it is none that functions of arrays take."""
    if kind == NATURAL:
        return Argument(name, "size", Size(Dim.symbol(name)), kind)
    sizes = axes(kind)
    if sizes is not None:
        fresh = tuple(fresh_index(name, size) for size in sizes)
        return Argument(name, "place", index_value(fresh, kind), kind) if len(fresh) == 1 else None
    form = shape_of(kind)
    if form is None:
        return None
    variable = fresh_variable(name, form)
    return Argument(name, "data", reflect(kind, variable), kind, variable)


def _finish(
    name: str, arguments: list[Argument], result: Type, hints: list[str], taken: set[str]
) -> Signature | None:
    """Add the arguments that the result takes, until it is an array."""
    linear = False
    while shape_of(result) is None:
        if not isinstance(result, FunctionType | MapType):
            return None
        linear = isinstance(result, MapType)
        chosen = _free_name(hints.pop(0) if hints else None, taken, linear)
        argument = _symbolic(chosen, result.domain)
        if argument is None:
            return None
        taken.add(chosen)
        arguments.append(argument)
        result = result.codomain
    linear = linear and not any(a.role == "place" for a in arguments)
    return Signature(name, tuple(arguments), result, linear)


def _free_name(hint: str | None, taken: set[str], linear: bool) -> str:
    usual = ["v", "u", "w"] if linear else ["x", "v", "u", "w"]
    hints = [hint] if hint and hint.isidentifier() and hint != "_" else []
    numbered = [f"v{k}" for k in range(1, len(taken) + 2)]
    return next(name for name in [*hints, *usual, *numbered] if name not in taken)


def _arrow(type: Type) -> tuple[Type, Type]:
    if isinstance(type, FunctionType | MapType):
        return type.domain, type.codomain
    raise InternalError("arity", "a call has more arguments than its type")


def _entries(type: Type, value: Value) -> Array:
    """The array of the entries of an argument, the same one each time it is used."""
    if not isinstance(value, Closure) or not is_plain(type):
        return simplify(reify(type, value))
    known = next((array for at, array in value.tables if at == type), None)
    if known is None:
        known = simplify(reify(type, value))
        value.tables.append((type, known))
    return known


def _with_arrays(
    given: list[tuple[Argument, Value, Type | None]], new: tuple[Array, ...]
) -> list[Value]:
    """The arguments of a call with other arrays as its data."""
    remaining = list(new)
    return [
        reflect(t, remaining.pop(0)) if a.role == "data" and t is not None else v
        for a, v, t in given
    ]


def _over_places(at: tuple[Place, ...], array: Array) -> Array:
    """The array with first axes for the places that it depends on."""
    if not at:
        return array
    outer = tuple(p for p in at if isinstance(p, Index))
    if len(outer) != len(at) or len(set(outer)) != len(outer):
        raise NotSupported("index-argument", "a call at a fixed or repeated index")
    inner = tuple(fresh_index("ijkl"[n % 4], size) for n, size in enumerate(array.shape))
    return build((*outer, *inner), access(array, inner))
