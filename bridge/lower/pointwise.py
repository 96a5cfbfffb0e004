"""Operations on the entries of arrays, functions and maps; numerals of every type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from bridge.errors import NotSupported
from bridge.ir.dims import Dim
from bridge.lower.index import (
    ONE,
    ZERO,
    Binary,
    Constant,
    Place,
    Position,
    Same,
    Scalar,
    Select,
    Size,
)
from bridge.lower.values import (
    Closure,
    FinType,
    FunctionType,
    LpType,
    MapType,
    MatrixType,
    NumberType,
    SpaceType,
    Type,
    Value,
    apply,
    axes,
    places,
    scalar,
    step,
)


@dataclass(frozen=True, slots=True)
class Noted:
    """A primitive whose first argument is the Lean text that it is written as."""

    f: Callable[..., Value]

    def __call__(self, *args: Value) -> Value:
        return self.f(None, *args)


def inner_type(type: Type) -> Type | None:
    """The type of the values of a function-like type; None for numbers."""
    match type:
        case FunctionType(_, codomain) | MapType(_, codomain):
            return codomain
        case LpType(_, inner):
            return inner_type(inner)
        case MatrixType() | SpaceType():
            head = step(type)
            return None if head is None else head[1]
        case _:
            return None


def entries(type: Type) -> Type:
    """The type of the entries of an array."""
    while (below := inner_type(type)) is not None:
        type = below
    return type


def pointwise(type: Type, f: Callable[..., Value], *values: Value) -> Value:
    """`f` on the entries of values of one type."""
    below = inner_type(type)
    if below is None:
        return f(*values)
    name = next((v.name for v in values if isinstance(v, Closure) and v.name), None)
    return Closure(lambda x: pointwise(below, f, *(apply(v, x) for v in values)), name)


def numeral(type: Type, value: Fraction) -> Value:
    """`0`, `1`, `2` at any type: a number, a constant function, a multiple of the identity."""
    match type:
        case FinType(size):
            return Position(int(value), size)
        case NumberType("Nat") if value.denominator == 1:
            return Size(Dim.constant(int(value)))
        case NumberType():
            return Constant(value)
        case MapType(domain, codomain) if value and domain == codomain:
            return Closure(lambda x: pointwise(codomain, _scaled(Constant(value)), x))
        case MatrixType(rows, columns, _) if value and rows == columns:
            return diagonal(rows, lambda place: Constant(value))
        case _:
            return pointwise(type, lambda: Constant(value))


def _scaled(factor: Scalar) -> Callable[[Value], Value]:
    return lambda x: factor if x == ONE else Binary("multiply", factor, scalar(x))


def diagonal(type: Type, entry: Callable[[Place], Scalar]) -> Value:
    """The matrix with these entries on the diagonal."""
    if axes(type) is None or len(axes(type) or ()) != 1:
        raise NotSupported("diagonal", "a diagonal over this index type")

    def at(i: Value) -> Value:
        (p,) = places(i)
        return Closure(lambda j: Select(Same(p, places(j)[0]), entry(p), ZERO), "j")

    return Closure(at, "i")
