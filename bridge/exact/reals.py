"""Exact values that need a number itself: rounding, determinants."""

from __future__ import annotations

from fractions import Fraction
from math import floor as floor_of

from bridge.exact import scalars
from bridge.exact.scalars import ONE, ZERO, Scalar, Undecided


def floor(a: Scalar) -> int:
    """`⌊a⌋`, where an enclosure tells it."""
    number = scalars.plain(a)
    if isinstance(number, int | Fraction):
        return floor_of(number)
    if isinstance(number, scalars.Dual):
        raise Undecided("a rounded number is differentiated")
    low, high = number.lower().floor().unique_fmpz(), number.upper().floor().unique_fmpz()
    if low is None or low != high:
        raise Undecided("an enclosure does not tell how a number is rounded")
    return int(low)


def determinant(rows: list[list[Scalar]]) -> Scalar:
    """By expansion along the first row."""
    if not rows:
        return ONE
    total: Scalar = ZERO
    for j, entry in enumerate(rows[0]):
        minor = determinant([[*row[:j], *row[j + 1 :]] for row in rows[1:]])
        term = scalars.mul(entry, minor)
        total = scalars.add(total, term if j % 2 == 0 else scalars.neg(term))
    return total
