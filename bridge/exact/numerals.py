"""Numerals at their types: `2 : ℝ`, `1 : E →L[ℝ] E` (the identity), `0 : Matrix m n ℝ` …"""

from __future__ import annotations

from fractions import Fraction

from bridge.errors import NotSupported
from bridge.exact import types
from bridge.exact.types import Type, Value


def numeral(value: Fraction, t: Type) -> Value:
    """The element of `t` that a numeral stands for."""
    match t:
        case types.Atomic("Nat" | "Int" | "ENNReal"):
            return int(value)
        case types.Atomic("Real" | "NNReal" | "Rat"):
            return value
        case types.Atomic("UInt32"):
            return int(value) % types.WORD_SIZE
        case types.FinType(n):
            return int(value) % n
        case types.MapType(domain, _, False):
            identity: Value = lambda x: x  # noqa: E731
            return identity if value == 1 else _multiple(value, t, domain)
        case types.MatrixType(rows):
            return _diagonal(value, rows)
        case types.FunctionType() | types.LpType():
            return types.pointwise(t, lambda: value)
        case _:
            raise NotSupported("numeral", f"a numeral at {types.describe(t)} has no value here")


def _multiple(value: Fraction, t: types.MapType, domain: Type) -> Value:
    return lambda x: types.scale(t.codomain, value, x) if value else types.zero(t.codomain)


def _diagonal(value: Fraction, rows: Type) -> Value:
    del rows
    return types.Table(lambda i: types.Table(lambda j: value if i == j else Fraction(0)))
