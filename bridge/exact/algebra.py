"""Exact values of notions of algebra: units of a ring, definite matrices."""

from __future__ import annotations

from itertools import combinations

from bridge.errors import NotSupported
from bridge.exact import scalars, types
from bridge.exact.determinants import determinant
from bridge.exact.scalars import ZERO, Scalar, Undecided
from bridge.exact.types import Type, Value


def is_unit(t: Type, a: Value) -> bool:
    """Whether an element has an inverse: of a field, of ℕ and ℤ, of square matrices."""
    match t:
        case types.Atomic("Nat"):
            return bool(a == 1)
        case types.Atomic("Int"):
            return a in (1, -1)
        case types.Atomic() if t in types.NUMBERS:
            return not scalars.equal(a, ZERO)
        case types.MatrixType(rows, columns, entry) if entry in types.NUMBERS:
            return not scalars.equal(determinant(_square(rows, columns, a)), ZERO)
        case _:
            raise NotSupported("units", f"the units of {types.describe(t)} are not known here")


def _square(rows: Type, columns: Type, a: Value) -> list[list[Scalar]]:
    places = types.elements(columns)
    return [[scalars.plain(a(i)(j)) for j in places] for i in types.elements(rows)]


LARGEST = 6  # rows of a matrix of which all principal minors are computed


def is_positive_semidefinite(index: Type, m: Value) -> bool:
    """A symmetric matrix all of whose principal minors are at least 0."""
    square = _square(index, index, m)
    if len(square) > LARGEST:
        raise Undecided(f"whether a matrix of more than {LARGEST} rows is positive semidefinite")
    every = range(len(square))
    chosen = (c for k in every for c in combinations(every, k + 1))
    return _is_symmetric(square) and all(_minor_sign(square, c) >= 0 for c in chosen)


def is_positive_definite(index: Type, m: Value) -> bool:
    """A symmetric matrix all of whose leading minors are positive."""
    square = _square(index, index, m)
    leading = (tuple(range(k + 1)) for k in range(len(square)))
    return _is_symmetric(square) and all(_minor_sign(square, c) > 0 for c in leading)


def _is_symmetric(square: list[list[Scalar]]) -> bool:
    pairs = combinations(range(len(square)), 2)
    return all(scalars.equal(square[i][j], square[j][i]) for i, j in pairs)


def _minor_sign(square: list[list[Scalar]], chosen: tuple[int, ...]) -> int:
    """The sign of the determinant of these rows and columns."""
    return scalars.sign(determinant([[square[i][j] for j in chosen] for i in chosen]))
