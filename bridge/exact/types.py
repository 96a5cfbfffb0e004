"""Types as run-time values, and what a finite-dimensional space can do: coordinates and norms.

Elements: a real is a `Scalar`; a natural number or index is an `int`; everything that is applied
is a Python callable of one argument (arrays, functions, linear maps); equivalences are pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from operator import index
from typing import Any, Protocol, TypeAlias

from bridge.core.work import step
from bridge.errors import NotSupported
from bridge.exact import scalars
from bridge.exact.scalars import ONE, ZERO, Root, Scalar
from bridge.exact.truth import conjunction, equivalence
from bridge.exact.unknowns import Proposition, epoch

Value: TypeAlias = Any  # closed by the types below; Python cannot say which belongs to which


@dataclass(frozen=True, slots=True)
class Atomic:
    """`ℝ`, `ℕ`, `ℤ`, `Prop`, `Type`, `ENNReal` …"""

    name: str


@dataclass(frozen=True, slots=True)
class FinType:
    size: int


def indices(n: Value) -> FinType:
    """`Fin n`, also for a number that is not known."""
    return FinType(index(n))


@dataclass(frozen=True, slots=True)
class FunctionType:
    """`(x : domain) → codomain x`."""

    domain: Type
    codomain: Callable[[Value], Type] = field(compare=False)


@dataclass(frozen=True, slots=True)
class LpType:
    """`WithLp p V`."""

    p: Value
    inner: Type


@dataclass(frozen=True, slots=True)
class MatrixType:
    """`Matrix m n α`: `*` is the matrix product, and there is no norm."""

    rows: Type
    columns: Type
    entry: Type


@dataclass(frozen=True, slots=True)
class MapType:
    """Linear maps, bundled; equivalences are pairs of maps."""

    domain: Type
    codomain: Type
    equivalence: bool = False


@dataclass(frozen=True, slots=True)
class ProductType:
    left: Type
    right: Type


class Family(Protocol):
    """What is known about a structure or inductive type: see `bridge.exact.families`."""

    constructors: tuple[str, ...]

    def equal(self, arguments: tuple[Value, ...], a: Value, b: Value) -> Proposition: ...

    def fields(
        self, arguments: tuple[Value, ...], value: Value
    ) -> Iterator[tuple[Type, Value]]: ...

    def names(self) -> tuple[str, ...]: ...

    def build(
        self, arguments: tuple[Value, ...], constructor: str, choose: Callable[[Type], Value]
    ) -> Value | None: ...


@dataclass(frozen=True, slots=True)
class RecordType:
    """A structure of the project, at its parameters; elements are tuples of fields."""

    name: str
    arguments: tuple[Value, ...] = ()
    family: Family | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FamilyType:
    """An inductive type of the project, at its parameters and indices; elements are `Made`."""

    name: str
    arguments: tuple[Value, ...]
    family: Family = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Made:
    """A constructor applied to all its fields."""

    constructor: str
    fields: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class ListType:
    """`List α`: elements are tuples."""

    entry: Type


@dataclass(frozen=True, slots=True)
class SetType:
    """`Finset α`: elements are tuples or ranges without repetition."""

    entry: Type


@dataclass(frozen=True, slots=True)
class SubType:
    """`{x : base // holds x}`: elements are those of the base; `members` are all of them, where
    they are listed."""

    base: Type
    holds: Callable[[Value], Value] = field(compare=False, repr=False)
    members: Sequence[Value] | None = None


@dataclass(frozen=True, slots=True)
class OptionType:
    """`Option α`: elements are made by `Option.none` and `Option.some`."""

    entry: Type


Type: TypeAlias = (
    Atomic | FinType | FunctionType | LpType | MatrixType | MapType | ProductType | RecordType
    | FamilyType | ListType | OptionType | SetType | SubType
)  # fmt: skip

STRING, ORDERING, SIGN = Atomic("String"), Atomic("Ordering"), Atomic("SignType")
WORD, WORD_SIZE = Atomic("UInt32"), 2**32
NNREAL, RATIONAL = Atomic("NNReal"), Atomic("Rat")
REAL, NATURAL, INTEGER = Atomic("Real"), Atomic("Nat"), Atomic("Int")
NUMBERS = (REAL, NNREAL, RATIONAL)
PROPOSITION, UNIVERSE = Atomic("Prop"), Atomic("Type")


class Table:
    """A function whose values are computed once; what a lambda over indices becomes."""

    __slots__ = ("_epoch", "_function", "_known")

    def __init__(self, function: Callable[[Value], Value]) -> None:
        self._function = function
        self._known: dict[int, Value] = {}
        self._epoch = epoch()

    def __call__(self, x: Value) -> Value:
        if not isinstance(x, int):
            return self._function(x)
        if self._epoch is not epoch():
            self._known, self._epoch = {}, epoch()
        if x not in self._known:
            self._known[x] = self._function(x)
        return self._known[x]


def elements(t: Type) -> Sequence[Value]:
    """The elements of a finite type."""
    match t:
        case FinType(size):
            step(size)
            return range(size)
        case Atomic("Prop"):
            return (False, True)
        case ProductType(left, right):
            return [(a, b) for a in elements(left) for b in elements(right)]
        case SubType(base, holds, members):
            return [x for x in elements(base) if holds(x)] if members is None else members
    raise NotSupported("infinite-type", f"{describe(t)} cannot be enumerated")


def is_finite(t: Type) -> bool:
    """Whether all elements can be visited one by one."""
    if isinstance(t, ProductType):
        return is_finite(t.left) and is_finite(t.right)
    if isinstance(t, SubType):
        return t.members is not None or is_finite(t.base)
    return isinstance(t, FinType) or t == PROPOSITION


def describe(t: Type) -> str:
    match t:
        case Atomic(name) | RecordType(name) | FamilyType(name):
            return name
        case FinType(n):
            return f"Fin {n}"
        case _:
            return type(t).__name__


def dimension(t: Type) -> int:
    """The number of real coordinates."""
    return len(coordinates(t, None)) if t != REAL else 1


def fibers(t: Type) -> list[tuple[Value, Type]] | None:
    """The components of an array-like type by index; None for other types."""
    match t:
        case FunctionType(index, codomain) if is_finite(index):
            return [(i, codomain(i)) for i in elements(index)]
        case LpType(_, inner):
            return fibers(inner)
        case MatrixType(rows, columns, entry):
            row = FunctionType(columns, lambda _: entry)
            return [(i, row) for i in elements(rows)]
        case _:
            return None


def coordinates(t: Type, value: Value) -> list[Scalar]:
    """The real coordinates of an element (of 0 where the element is None)."""
    if t == REAL:
        return [ZERO if value is None else value]
    parts = fibers(t)
    if parts is not None:
        return [
            c for i, fiber in parts for c in coordinates(fiber, None if value is None else value(i))
        ]
    match t:
        case ProductType(left, right):
            pair = (None, None) if value is None else value
            return [*coordinates(left, pair[0]), *coordinates(right, pair[1])]
        case MapType(domain, codomain, False):
            images = [None if value is None else value(e) for e in basis(domain)]
            return [c for image in images for c in coordinates(codomain, image)]
        case _:
            raise NotSupported("no-coordinates", f"{describe(t)} is no finite-dimensional space")


def element(t: Type, coordinates: Iterable[Scalar]) -> Value:
    """The element with these coordinates."""
    return _element(t, iter(coordinates))


def _element(t: Type, supply: Any) -> Value:
    if t == REAL:
        return next(supply)
    parts = fibers(t)
    if parts is not None:
        known = {i: _element(fiber, supply) for i, fiber in parts}
        return Table(lambda i: known[i])
    match t:
        case ProductType(left, right):
            return (_element(left, supply), _element(right, supply))
        case MapType(domain, codomain, False):
            columns = [_element(codomain, supply) for _ in basis(domain)]
            return linear(domain, codomain, columns)
        case _:
            raise NotSupported("no-coordinates", f"{describe(t)} is no finite-dimensional space")


def linear(domain: Type, codomain: Type, columns: list[Value]) -> Callable[[Value], Value]:
    """The linear map with these images of the basis."""

    def apply(x: Value) -> Value:
        total = zero(codomain)
        for weight, column in zip(coordinates(domain, x), columns, strict=True):
            if not (isinstance(weight, Fraction) and weight == 0):
                total = add(codomain, total, scale(codomain, weight, column))
        return total

    return apply


def basis(t: Type) -> list[Value]:
    """The standard basis; orthonormal where the type has an inner product."""
    n = len(coordinates(t, None))
    return [element(t, [ONE if i == j else ZERO for j in range(n)]) for i in range(n)]


def pointwise(t: Type, operation: Callable[..., Scalar], *values: Value) -> Value:
    """An operation on reals, entry by entry; on functions and maps, argument by argument."""
    if t in NUMBERS:
        return operation(*values)
    parts = fibers(t)
    if parts is not None:
        fiber = dict(parts)
        return Table(lambda i: pointwise(fiber[i], operation, *(v(i) for v in values)))
    match t:
        case FunctionType(_, codomain):
            return lambda x: pointwise(codomain(x), operation, *(v(x) for v in values))
        case MapType(_, codomain, False):
            return lambda x: pointwise(codomain, operation, *(v(x) for v in values))
        case ProductType(left, right):
            first = pointwise(left, operation, *(v[0] for v in values))
            return (first, pointwise(right, operation, *(v[1] for v in values)))
        case _:
            raise NotSupported("no-arithmetic", f"there is no arithmetic on {describe(t)} here")


def zero(t: Type) -> Value:
    if is_integral(t):
        return 0
    return pointwise(t, lambda: ZERO)


def add(t: Type, a: Value, b: Value) -> Value:
    return pointwise(t, scalars.add, a, b)


def scale(t: Type, factor: Scalar, a: Value) -> Value:
    return pointwise(t, lambda x: scalars.mul(factor, x), a)


def equal(t: Type, a: Value, b: Value) -> Proposition:
    """Equality at a type: of numbers, of arrays entry by entry, of linear maps on a basis, of
    what constructors make field by field."""
    if is_integral(t):
        return a == b  # type: ignore[no-any-return]
    if t in NUMBERS:
        return scalars.equal(a, b)
    parts = fibers(t)
    if parts is not None:
        return conjunction(equal(fiber, a(i), b(i)) for i, fiber in parts)
    match t:
        case Atomic("Prop"):
            return equivalence(a, b)
        case Atomic("ENNReal" | "Type" | "String" | "Ordering"):
            return bool(a == b)
        case SetType(entry):
            return all(member(entry, b, x) for x in a) and all(member(entry, a, x) for x in b)
        case ProductType(left, right):
            return conjunction((equal(left, a[0], b[0]), equal(right, a[1], b[1])))
        case ListType(entry):
            if len(a) != len(b):
                return False
            return conjunction(equal(entry, x, y) for x, y in zip(a, b, strict=True))
        case OptionType(entry):
            if a.constructor != b.constructor:
                return False
            pairs = zip(a.fields, b.fields, strict=True)
            return conjunction(equal(entry, x, y) for x, y in pairs)
        case FamilyType(_, arguments, family) | RecordType(_, arguments, family) if family:
            return family.equal(arguments, a, b)
        case SubType(base):
            return equal(base, a, b)
        case MapType(domain, codomain, False):
            return conjunction(equal(codomain, a(e), b(e)) for e in basis(domain))
        case _:
            raise NotSupported("no-equality", f"equality of {describe(t)} cannot be decided here")


def member(t: Type, collection: Iterable[Value], x: Value) -> bool:
    """Whether an element is in a finite set."""
    return any(equal(t, x, y) for y in collection)


def is_integral(t: Type) -> bool:
    """Whether the elements are Python integers."""
    if isinstance(t, SubType):
        return is_integral(t.base)
    return t in (NATURAL, INTEGER, WORD, SIGN) or isinstance(t, FinType)


def inner(t: Type, a: Value, b: Value) -> Scalar:
    """The inner product: of numbers, and of L2 arrays of such."""
    if t == REAL:
        return scalars.mul(a, b)
    if isinstance(t, LpType) and t.p == 2 and (parts := fibers(t)) is not None:
        total: Scalar = ZERO
        for i, fiber in parts:
            total = scalars.add(total, inner(fiber, a(i), b(i)))
        return total
    raise NotSupported("no-inner-product", f"{describe(t)} has no inner product")


def norm(t: Type, a: Value) -> Scalar:
    """The norm that Mathlib puts on a type: L2 on `WithLp 2`, the supremum on functions."""
    if t == REAL:
        return scalars.absolute(a)
    if isinstance(t, LpType):
        return Root(inner(t, a, a))
    if isinstance(t, FunctionType) and (parts := fibers(t)) is not None:
        largest: Scalar = ZERO
        for i, fiber in parts:
            largest = scalars.maximum(largest, scalars.plain(norm(fiber, a(i))))
        return largest
    raise NotSupported("no-norm", f"{describe(t)} has no norm without an instance in scope")
