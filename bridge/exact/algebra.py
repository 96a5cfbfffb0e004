"""Exact values of notions of algebra: units of a ring."""

from __future__ import annotations

from bridge.errors import NotSupported
from bridge.exact import scalars, types
from bridge.exact.determinants import determinant
from bridge.exact.scalars import ZERO
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
            places = types.elements(columns)
            square = [[scalars.plain(a(i)(j)) for j in places] for i in types.elements(rows)]
            return not scalars.equal(determinant(square), ZERO)
        case _:
            raise NotSupported("units", f"the units of {types.describe(t)} are not known here")
