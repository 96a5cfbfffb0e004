"""Exact values that need a number itself: rounding, parity."""

from __future__ import annotations

from fractions import Fraction
from math import floor as floor_of

from bridge.errors import NotSupported
from bridge.exact import scalars, types
from bridge.exact.scalars import ZERO, Scalar, Undecided, maximum
from bridge.exact.types import Type, Value
from bridge.exact.unknowns import Proposition, Symbol, domain

__all__ = ["ZERO", "even", "floor", "maximum", "odd"]


def floor(a: Scalar) -> Value:
    """`⌊a⌋`, where an enclosure tells it."""
    number = scalars.plain(a)
    if isinstance(number, int | Fraction):
        return floor_of(number)
    if isinstance(number, scalars.Dual | scalars.NoSlope):
        raise Undecided("a rounded number is differentiated")
    if isinstance(number, Symbol):
        running = domain()
        assert running is not None
        return running.floor(number)
    low, high = number.lower().floor().unique_fmpz(), number.upper().floor().unique_fmpz()
    if low is None or low != high:
        raise Undecided("an enclosure does not tell how a number is rounded")
    return int(low)


def even(t: Type, a: Value) -> Proposition:
    """`∃ r, a = r + r`: of every real."""
    if t == types.REAL:
        return True
    return _whole(t, a) % 2 == 0  # type: ignore[no-any-return]


def odd(t: Type, a: Value) -> Proposition:
    """`∃ m, a = 2 * m + 1`: of every real."""
    if t == types.REAL:
        return True
    return _whole(t, a) % 2 == 1  # type: ignore[no-any-return]


def _whole(t: Type, a: Value) -> Value:
    if t not in (types.NATURAL, types.INTEGER):
        raise NotSupported("parity", f"parity in {types.describe(t)} has no exact value here")
    return a
