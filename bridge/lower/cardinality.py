"""How many elements a type has: what classes such as `Nonempty` and `Nontrivial` say."""

from __future__ import annotations

from fractions import Fraction

from bridge.errors import NotSupported
from bridge.ir.dims import Dim
from bridge.lower.index import Compare, Constant, Size, Truth
from bridge.lower.values import NumberType, Type, Value, as_type, axes, shape_of


def card(type: Value) -> Value:
    """`Fintype.card` of an index type."""
    return Size(_product(_index_axes(as_type(type))))


def is_inhabited(type: Value) -> Value:
    """`Nonempty`, `Inhabited`: an index type has a place on each axis; arrays and numbers exist."""
    kind = as_type(type)
    return Truth(True) if _is_data(kind) else _at_least(1, _index_axes(kind))


def is_nontrivial(type: Value) -> Value:
    """`Nontrivial`: there are two elements; of arrays, as soon as they have an entry."""
    kind = as_type(type)
    if isinstance(kind, NumberType):
        return Truth(True)
    shape = shape_of(kind)
    return _at_least(2, _index_axes(kind)) if shape is None else _at_least(1, shape)


def is_subsingleton(type: Value) -> Value:
    """`Subsingleton`: there are no two elements."""
    kind = as_type(type)
    if isinstance(kind, NumberType):
        return Truth(False)
    shape = shape_of(kind)
    size = _product(_index_axes(kind) if shape is None else shape)
    return Compare("less_equal", Size(size), Constant(Fraction(1 if shape is None else 0)))


def _is_data(type: Type) -> bool:
    return isinstance(type, NumberType) or shape_of(type) is not None


def _index_axes(type: Type) -> tuple[Dim, ...]:
    sizes = axes(type)
    if sizes is None:
        raise NotSupported("finite-type", "how many elements this type has is not known")
    return sizes


def _product(sizes: tuple[Dim, ...]) -> Dim:
    total = Dim.constant(1)
    for size in sizes:
        total *= size
    return total


def _at_least(count: int, sizes: tuple[Dim, ...]) -> Compare:
    return Compare("less_equal", Constant(Fraction(count)), Size(_product(sizes)))
