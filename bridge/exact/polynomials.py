"""Polynomials with rational coefficients, constant first: arithmetic, and their range."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from typing import TypeAlias

Poly: TypeAlias = tuple[Fraction, ...]
End: TypeAlias = Fraction | float  # `float` for ±∞ only


def poly(*coefficients: Fraction | int) -> Poly:
    """Without leading zeros.

    >>> poly(1, 0, 2, 0)
    (Fraction(1, 1), Fraction(0, 1), Fraction(2, 1))
    """
    found = [Fraction(c) for c in coefficients]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def value(p: Poly, x: Fraction) -> Fraction:
    total = Fraction(0)
    for c in reversed(p):
        total = total * x + c
    return total


def plus(p: Poly, q: Poly) -> Poly:
    size = max(len(p), len(q))
    both = ((a[i] if i < len(a) else Fraction(0) for a in (p, q)) for i in range(size))
    return poly(*(x + y for x, y in both))


def times(p: Poly, q: Poly) -> Poly:
    found = [Fraction(0)] * max(len(p) + len(q) - 1, 0)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            found[i + j] += a * b
    return poly(*found)


def scaled(p: Poly, factor: Fraction) -> Poly:
    return poly(*(factor * c for c in p))


def after(p: Poly, inner: Poly) -> Poly:
    """`x ↦ p (inner x)`."""
    total: Poly = ()
    for c in reversed(p):
        total = plus(times(total, inner), poly(c))
    return total


def slope(p: Poly) -> Poly:
    """The derivative.

    >>> slope(poly(5, 3, 1)) == poly(3, 2)
    True
    """
    return poly(*(i * c for i, c in enumerate(p) if i))


def span(p: Poly, low: End, high: End) -> tuple[End, End] | None:
    """Infimum and supremum over an open interval; None where they may be irrational."""
    ends = [_limit(p, low, -1), _limit(p, high, 1)]
    if len(p) > 3:
        # a cubic takes every value on the line; a local extremum elsewhere need not be rational
        return (-inf, inf) if set(ends) == {-inf, inf} else None
    if len(p) == 3 and low < (turn := -p[1] / (2 * p[2])) < high:
        ends.append(value(p, turn))
    return min(ends), max(ends)


def _limit(p: Poly, end: End, side: int) -> End:
    if isinstance(end, Fraction):
        return value(p, end)
    if len(p) < 2:
        return value(p, Fraction(0))
    rises = (p[-1] > 0) == (side > 0 or len(p) % 2 == 1)
    return inf if rises else -inf


def text(p: Poly, variable: str = "x") -> str:
    """As Lean has it.

    >>> text(poly(1, -2, 1))
    'x ^ 2 - 2 * x + 1'
    """
    found = ""
    for i, c in sorted(enumerate(p), reverse=True):
        if c:
            sign = ("-" if not found else " - ") if c < 0 else ("" if not found else " + ")
            found += sign + _term(abs(c), i, variable)
    return found or "0"


def _term(c: Fraction, i: int, variable: str) -> str:
    power = variable if i == 1 else f"{variable} ^ {i}"
    if i == 0:
        return str(c)
    return power if c == 1 else f"{c} * {power}"
