"""What terms evaluate to: types, numbers in index notation, and Python closures for functions.

Arrays are closures from places to entries. `reflect` turns an array into such a value, `reify`
turns a value back into an array; in between nothing is left of `toLp`, equivalences and bundling.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from bridge.errors import InternalError, NotSupported
from bridge.ir.dims import Dim
from bridge.lower.index import (
    Access,
    Array,
    Binary,
    Build,
    Call,
    Compare,
    Condition,
    Constant,
    Coordinate,
    Derivative,
    Every,
    Index,
    Logic,
    Named,
    Negation,
    Place,
    Position,
    Reduce,
    Same,
    Scalar,
    Select,
    Shape,
    Size,
    Symbol,
    Truth,
    Unary,
    Variable,
    build,
    fresh_index,
)

# -- types --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberType:
    """`ℝ`, `ℕ`, `ℤ`, `Bool`, `ℝ≥0∞`: types of one entry, by Lean name."""

    name: str


@dataclass(frozen=True, slots=True)
class SortType:
    """`Prop` or `Type`."""

    name: str


@dataclass(frozen=True, slots=True)
class FinType:
    size: Dim


@dataclass(frozen=True, slots=True)
class PairType:
    first: Type
    second: Type


@dataclass(frozen=True, slots=True)
class FunctionType:
    domain: Type
    codomain: Type


@dataclass(frozen=True, slots=True)
class LpType:
    """`WithLp p V`: the entries of `V` under another norm."""

    exponent: Fraction | None
    inner: Type


@dataclass(frozen=True, slots=True)
class MatrixType:
    rows: Type
    columns: Type
    entry: Type


@dataclass(frozen=True, slots=True)
class MapType:
    """A linear map, continuous or not."""

    domain: Type
    codomain: Type


@dataclass(frozen=True, slots=True)
class EquivType:
    domain: Type
    codomain: Type


@dataclass(frozen=True, slots=True)
class SpaceType:
    """An abstract space, taken as ℝᵏ with k its own dimension."""

    name: str


@dataclass(frozen=True, slots=True)
class FinsetType:
    element: Type


@dataclass(frozen=True, slots=True)
class RecordType:
    """A structure of the project, or a class that is erased."""

    name: str
    args: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What an element of a family amounts to, and the way there and back."""

    type: Type
    wrap: Callable[[Value], Value]
    unwrap: Callable[[Value], Value]


Choose: TypeAlias = "Callable[[str, Type], Value]"  # by the name and type of a field


@dataclass(frozen=True, slots=True)
class FamilyType:
    """An inductive type or structure of the project, at its arguments: see
    `bridge.lower.families`. `build` makes an element of the only constructor that fits, from what
    a function chooses for each field."""

    name: str
    args: tuple[Value, ...]
    content: Content | None = field(default=None, compare=False)
    build: Callable[[Choose], Value] | None = field(default=None, compare=False)


Type: TypeAlias = (
    NumberType | SortType | FinType | PairType | FunctionType | LpType | MatrixType | MapType
    | EquivType | SpaceType | FinsetType | RecordType | FamilyType
)  # fmt: skip

REAL, NATURAL, NNREAL = NumberType("Real"), NumberType("Nat"), NumberType("NNReal")

# -- values -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Closure:
    """A function. `name` is that of its argument in Lean, if it has one. `tables` are its entries
    where they have been asked for, by type: an array that is used twice is worked out once."""

    apply: Callable[[Value], Value] = field(compare=False)
    name: str | None = None
    tables: list[tuple[Type, Array]] = field(default_factory=list, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair, or an equivalence: there and back."""

    first: Value
    second: Value


@dataclass(frozen=True, slots=True)
class Made:
    """An element of an inductive type or structure of the project, by its constructor.

    `origin`: the constant that it is the value of, if it is an instance.
    """

    constructor: str
    fields: tuple[Value, ...]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Universe:
    """`Finset.univ`."""

    element: Type


@dataclass(frozen=True, slots=True)
class Interval:
    """`Finset.range n`."""

    size: Dim


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list: its length, and the entry at an index."""

    size: Dim
    at: Callable[[Value], Value] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Equation:
    """`left = right` between arrays, functions or linear maps."""

    type: Type
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class HasDerivative:
    """`function` is differentiable at `at` (None: everywhere), with this derivative (None: any)."""

    domain: Type
    codomain: Type
    function: Value
    derivative: Value | None = None
    at: Value | None = None


@dataclass(frozen=True, slots=True)
class Everywhere:
    """`∀ x, fact`, where the fact is about a derivative."""

    fact: HasDerivative


@dataclass(frozen=True, slots=True)
class Conjunction:
    """`p ∧ q ∧ …` where some part is no condition, or is about a derivative; with Lean's texts."""

    parts: tuple[Value, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A proof or an instance."""


UNIT = Unit()
Value: TypeAlias = (
    Type | Scalar | Place | Condition | Closure | Pair | Made | Universe | Interval
    | Sequence | Equation | HasDerivative | Everywhere | Conjunction | Unit
)  # fmt: skip

SCALARS = (Access, Constant, Symbol, Size, Coordinate, Unary, Binary, Reduce, Select)
CONDITIONS = (Truth, Compare, Same, Logic, Negation, Every)
TYPES = (
    NumberType, SortType, FinType, PairType, FunctionType, LpType, MatrixType, MapType, EquivType,
    SpaceType, FinsetType, RecordType, FamilyType,
)  # fmt: skip
ARRAYS = (Variable, Named, Build, Call, Derivative)


_TOLD = {
    Pair: "a pair",
    Made: "an element of a structure",
    Closure: "a function",
    Interval: "an interval",
    Sequence: "a list",
}


def scalar(value: Value) -> Scalar:
    """The value as a number."""
    if isinstance(value, SCALARS):
        return value
    told = "a condition" if isinstance(value, CONDITIONS) else _TOLD.get(type(value), "this")
    raise NotSupported("not-a-number", f"{told} cannot stand where an array has a number")


def condition(value: Value) -> Condition:
    """The value as a proposition."""
    if isinstance(value, CONDITIONS):
        return value
    if value == SortType("True"):
        return Truth(True)
    if isinstance(value, HasDerivative | Everywhere):
        raise NotSupported(
            "differentiability", "differentiability as a condition is checked against no subject"
        )
    raise NotSupported("condition", "this proposition cannot be decided entry by entry")


def as_type(value: Value) -> Type:
    if isinstance(value, TYPES):
        return value
    raise NotSupported("type", "this type is not one that arrays are made of")


def places(value: Value) -> tuple[Place, ...]:
    """The value as coordinates; a pair gives one per component."""
    match value:
        case Index() | Position():
            return (value,)
        case Pair(first, second):
            return (*places(first), *places(second))
        case _:
            raise NotSupported("place", "an index that is computed cannot be lowered yet")


def dimension(value: Value) -> Dim:
    """The natural number as the size of an axis."""
    match value:
        case Size(dim):
            return dim
        case Constant(number) if number.denominator == 1 and number >= 0:
            return Dim.constant(int(number))
        case _:
            raise NotSupported(
                "dimension", "this dimension is no polynomial in the dimensions of the arguments"
            )


def apply(f: Value, *args: Value) -> Value:
    """`f a b …`; an equivalence is applied forwards."""
    for arg in args:
        if isinstance(f, Pair):
            f = f.first
        if not isinstance(f, Closure):
            raise InternalError("not-a-function", f"{type(f).__name__} is applied to an argument")
        f = f.apply(arg)
    return f


def curry(arity: int, f: Callable[..., Value], names: tuple[str, ...] = ()) -> Value:
    """A function of `arity` arguments, one at a time; `names` are what Lean calls them."""

    def go(args: tuple[Value, ...]) -> Value:
        if len(args) == arity:
            return f(*args)
        return Closure(lambda a: go((*args, a)), names[len(args)] if names else None)

    return go(())


# -- between arrays and values --------------------------------------------------------------------


def axes(type: Type) -> Shape | None:
    """The sizes of an index type: of `Fin n`, `Fin m × Fin n`."""
    match type:
        case FinType(size):
            return (size,)
        case PairType(first, second):
            a, b = axes(first), axes(second)
            return None if a is None or b is None else (*a, *b)
        case _:
            return None


def step(type: Type) -> tuple[Shape, Type] | None:
    """An array type as sizes of its first axes and the type of what they lead to."""
    match type:
        case FunctionType(domain, codomain):
            sizes = axes(domain)
            return None if sizes is None else (sizes, codomain)
        case LpType(_, inner):
            return step(inner)
        case FamilyType(content=Content(inner)):
            return step(inner)
        case MatrixType(rows, columns, entry):
            sizes = axes(rows)
            return None if sizes is None else (sizes, FunctionType(columns, entry))
        case SpaceType(name):
            return (Dim.symbol(name),), REAL
        case _:
            return None


def shape_of(type: Type) -> Shape | None:
    """The shape of an array of real numbers, `()` for one number; None for other types."""
    if type == REAL:
        return ()
    if isinstance(type, LpType):
        return shape_of(type.inner)
    if isinstance(type, FamilyType):
        return None if type.content is None else shape_of(type.content.type)
    head = step(type)
    if head is None:
        return None
    rest = shape_of(head[1])
    return None if rest is None else (*head[0], *rest)


def shape(type: Type) -> Shape:
    """The shape of an array type; other types are refused."""
    known = shape_of(type)
    if known is None:
        raise NotSupported("no-array", "a value here is no number and no array of real numbers")
    return known


def reflect(type: Type, array: Array, at: tuple[Place, ...] = ()) -> Value:
    """The entries of an array, from the axis `len(at)` on, as a value of the type."""
    if isinstance(type, FamilyType) and type.content is not None:
        return type.content.wrap(reflect(type.content.type, array, at))
    if isinstance(type, LpType) and isinstance(type.inner, FamilyType):
        return reflect(type.inner, array, at)
    head = step(type)
    if head is None:
        return Access(array, at)
    sizes, rest = head
    return _over(len(sizes), lambda given: reflect(rest, array, (*at, *given)))


def _over(count: int, f: Callable[[tuple[Place, ...]], Value]) -> Value:
    """A function of one index (one that is a tuple, if it has several axes)."""
    return Closure(lambda index: f(_checked(places(index), count)))


def _checked(given: tuple[Place, ...], count: int) -> tuple[Place, ...]:
    if len(given) != count:
        raise InternalError("index", f"{len(given)} coordinates for {count} axes")
    return given


def index_value(given: tuple[Place, ...], type: Type) -> Value:
    """Coordinates as an element of an index type."""
    if isinstance(type, PairType):
        split = len(axes(type.first) or ())
        return Pair(index_value(given[:split], type.first), index_value(given[split:], type.second))
    return given[0]


def reify(type: Type, value: Value) -> Array:
    """The array of the entries of a value."""
    indices: list[Index] = []
    while True:
        type, value = _content(type, value)
        head = step(type)
        if head is None:
            return build(tuple(indices), scalar(value))
        name = index_name(len(indices), value)
        if any(name == i.name for i in indices):
            name = next(c for c in "ijklmnpqrs" if all(c != i.name for i in indices))
        fresh = [fresh_index(name, size) for size in head[0]]
        indices += fresh
        domain = _domain(type)
        value = apply(value, index_value(tuple(fresh), domain))
        type = head[1]


def is_plain(type: Type) -> bool:
    """Whether a type is known by what it is equal to: one that holds no values."""
    match type:
        case NumberType() | FinType() | SpaceType():
            return True
        case PairType(a, b) | FunctionType(a, b):
            return is_plain(a) and is_plain(b)
        case MatrixType(a, b, c):
            return is_plain(a) and is_plain(b) and is_plain(c)
        case LpType(_, inner):
            return is_plain(inner)
        case _:
            return False


def _content(type: Type, value: Value) -> tuple[Type, Value]:
    """A value as what it amounts to, without constructors around it."""
    while isinstance(type, FamilyType):
        content = type.content
        if content is None:
            break
        type, value = content.type, content.unwrap(value)
    return type, value


def index_name(depth: int, *values: Value) -> str:
    """What the values call their argument, or the usual letter of the axis."""
    names = (v.name for v in values if isinstance(v, Closure))
    return next((n for n in names if n and n != "_"), "ijkl"[depth % 4])


def _domain(type: Type) -> Type:
    match type:
        case FunctionType(domain, _):
            return domain
        case MatrixType(rows, _, _):
            return rows
        case LpType(_, inner):
            return _domain(inner)
        case SpaceType(name):
            return FinType(Dim.symbol(name))
        case _:
            raise InternalError("no-axis", "a type without axes has no index")
