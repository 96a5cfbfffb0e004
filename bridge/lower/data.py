"""Pairs, truth values, and elements of `Fin n` by their number."""

from __future__ import annotations

from bridge.errors import NotSupported
from bridge.lower.index import Constant, Coordinate, Position, Size
from bridge.lower.values import Pair, Value, dimension


def pair(_a: Value, _b: Value, first: Value, second: Value) -> Value:
    return Pair(first, second)


def first(_a: Value, _b: Value, both: Value) -> Value:
    return pair_of(both).first


def second(_a: Value, _b: Value, both: Value) -> Value:
    return pair_of(both).second


def pair_of(value: Value) -> Pair:
    """The value as a pair; a variable is refused."""
    if isinstance(value, Pair):
        return value
    raise NotSupported("pair", "a pair that is a variable is not handled yet")


def index_of(n: Value, number: Value, _proof: Value) -> Value:
    """`⟨k, h⟩ : Fin n`, where `k` is fixed or the number of an index."""
    match number:
        case Coordinate(place):
            return place
        case Constant(value) if value.denominator == 1:
            return Position(int(value), dimension(n))
        case Size(dim) if dim.value is not None:
            return Position(dim.value, dimension(n))
        case _:
            raise NotSupported("place", "an index that is computed cannot be lowered yet")
