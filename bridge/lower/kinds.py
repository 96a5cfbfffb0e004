"""The types of the table, and the number of an element of `Fin`."""

from __future__ import annotations

from collections.abc import Callable

from bridge.ir.dims import Dim
from bridge.lower.index import Constant, Coordinate, Position, Size
from bridge.lower.values import (
    EquivType,
    FinsetType,
    FinType,
    LpType,
    MapType,
    MatrixType,
    NumberType,
    PairType,
    Value,
    as_type,
    dimension,
    places,
)


def number_type(name: str) -> Callable[[], Value]:
    return lambda: NumberType(name)


def fin(n: Value) -> Value:
    return FinType(dimension(n))


def product(a: Value, b: Value) -> Value:
    return PairType(as_type(a), as_type(b))


def with_lp(p: Value, inner: Value) -> Value:
    exponent = p.value if isinstance(p, Constant) else None
    return LpType(exponent, as_type(inner))


def matrix(rows: Value, columns: Value, entry: Value) -> Value:
    return MatrixType(as_type(rows), as_type(columns), as_type(entry))


def map_type(_field: Value, domain: Value, codomain: Value) -> Value:
    return MapType(as_type(domain), as_type(codomain))


def equiv_type(_field: Value, domain: Value, codomain: Value) -> Value:
    return EquivType(as_type(domain), as_type(codomain))


def finset(element: Value) -> Value:
    return FinsetType(as_type(element))


def coordinate(_n: Value, i: Value) -> Value:
    (place,) = places(i)
    return Size(Dim.constant(place.value)) if isinstance(place, Position) else Coordinate(place)
