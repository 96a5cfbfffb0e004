"""Functions of a real that are polynomials piece by piece; all their laws are computed.

`|x - c|`, steps, ramps, `x * |x|`, what is flat on an interval, and polynomials themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import NamedTuple

from bridge.exact import polynomials, scalars
from bridge.exact.known import Known, Law, both
from bridge.exact.polynomials import End, Poly, after, plus, poly, slope, span, value
from bridge.exact.scalars import ZERO, Scalar


class Piece(NamedTuple):
    """A polynomial on an open interval."""

    low: End
    high: End
    formula: Poly


class Meeting(NamedTuple):
    """Where two pieces meet: what comes from the left, the value, what comes from the right."""

    point: Fraction
    left: Poly
    value: Fraction
    right: Poly

    @property
    def continuous(self) -> bool:
        return value(self.left, self.point) == self.value == value(self.right, self.point)

    @property
    def slopes(self) -> tuple[Fraction, Fraction]:
        return value(slope(self.left), self.point), value(slope(self.right), self.point)

    @property
    def smooth(self) -> bool:
        return self.continuous and self.slopes[0] == self.slopes[1]


@dataclass(frozen=True, slots=True)
class Pieces(Known):
    """`polynomials[i]` between the points `i - 1` and `i`, and a value at each point."""

    points: tuple[Fraction, ...]
    polynomials: tuple[Poly, ...]
    values: tuple[Fraction, ...]

    def __post_init__(self) -> None:
        assert list(self.points) == sorted(set(self.points)), "points increase"
        assert len(self.points) == len(self.values) == len(self.polynomials) - 1

    def pieces(self) -> Iterator[Piece]:
        ends: tuple[End, ...] = (-inf, *self.points, inf)
        for low, high, formula in zip(ends, ends[1:], self.polynomials, strict=False):
            yield Piece(low, high, formula)

    def meetings(self) -> Iterator[Meeting]:
        return map(Meeting, self.points, self.polynomials, self.values, self.polynomials[1:])

    # The function itself

    def __call__(self, x: Scalar) -> Scalar:
        """The first piece, and what changes at each point: `max (x - c) 0` times a polynomial
        where the function is continuous, so that a derivative there needs no more than slopes."""
        total = _at(self.polynomials[0], x)
        for meeting in self.meetings():
            total = _added(total, _change(meeting, x))
        return total

    @property
    def text(self) -> str:
        return f"x ↦ {self._formula()}"

    def _formula(self) -> str:
        found = polynomials.text(self.polynomials[-1])
        for point, left, at, right in reversed(list(self.meetings())):
            if at == value(left, point):
                start = f"if x ≤ {point} then"
            elif at == value(right, point):
                start = f"if x < {point} then"
            else:
                found = f"if x = {point} then {at} else {found}"
                start = f"if x < {point} then"
            found = f"{start} {polynomials.text(left)} else {found}"
        return found

    # Other functions made of it

    def simple(self) -> Pieces:
        """The same function without points where nothing changes."""
        kept = [m for m in self.meetings() if not (m.left == m.right and m.continuous)]
        formulas = (self.polynomials[0], *(m.right for m in kept))
        return Pieces(tuple(m.point for m in kept), formulas, tuple(m.value for m in kept))

    def reflected(self) -> Pieces:
        """`x ↦ f (-x)`."""
        back = poly(0, -1)
        formulas = tuple(after(p, back) for p in reversed(self.polynomials))
        points = tuple(-c for c in reversed(self.points))
        return Pieces(points, formulas, tuple(reversed(self.values)))

    def moved(self, right: Fraction, up: Fraction) -> Pieces:
        """`x ↦ f (x - right) + up`."""
        shift = poly(-right, 1)
        formulas = tuple(plus(after(p, shift), poly(up)) for p in self.polynomials)
        points = tuple(c + right for c in self.points)
        return Pieces(points, formulas, tuple(v + up for v in self.values))

    def times(self, factor: Fraction) -> Pieces:
        formulas = tuple(polynomials.scaled(p, factor) for p in self.polynomials)
        return Pieces(self.points, formulas, tuple(factor * v for v in self.values))

    # Laws

    def holds(self, law: Law) -> bool | None:
        answer: bool | None = getattr(self, law)
        return answer

    def lipschitz_with(self, constant: Fraction) -> bool | None:
        return None if self.lipschitz is None else self.lipschitz <= constant

    @property
    def continuous(self) -> bool:
        return all(m.continuous for m in self.meetings())

    def continuous_at(self, x: Fraction) -> bool:
        return all(m.continuous for m in self.meetings() if m.point == x)

    @property
    def differentiable(self) -> bool:
        return all(m.smooth for m in self.meetings())

    def _rises(self, strictly: bool) -> bool | None:
        found: list[bool | None] = []
        for point, left, at, right in self.meetings():
            found.append(value(left, point) <= at <= value(right, point))
        for low, high, formula in self.pieces():
            change = span(slope(formula), low, high)
            found.append(None if change is None else change[0] >= 0)
            found.append(not strictly or len(formula) > 1)
        return both(*found)

    @property
    def monotone(self) -> bool | None:
        return self._rises(strictly=False)

    @property
    def strictly_monotone(self) -> bool | None:
        return self._rises(strictly=True)

    @property
    def antitone(self) -> bool | None:
        return self.times(-scalars.ONE).monotone

    @property
    def strictly_antitone(self) -> bool | None:
        return self.times(-scalars.ONE).strictly_monotone

    def _bends_up(self, strictly: bool) -> bool | None:
        found: list[bool | None] = [self.continuous]
        found += [m.slopes[0] <= m.slopes[1] for m in self.meetings()]
        for low, high, formula in self.pieces():
            bend = span(slope(slope(formula)), low, high)
            found.append(None if bend is None else bend[0] >= 0)
            found.append(not strictly or len(formula) > 2)
        return both(*found)

    @property
    def convex(self) -> bool | None:
        return self._bends_up(strictly=False)

    @property
    def strictly_convex(self) -> bool | None:
        return self._bends_up(strictly=True)

    @property
    def concave(self) -> bool | None:
        return self.times(-scalars.ONE).convex

    @property
    def strictly_concave(self) -> bool | None:
        return self.times(-scalars.ONE).strictly_convex

    @property
    def even(self) -> bool:
        return self.simple() == self.reflected().simple()

    @property
    def odd(self) -> bool:
        return self.times(-scalars.ONE).simple() == self.reflected().simple()

    @property
    def additive(self) -> bool:
        simple = self.simple()
        formula = simple.polynomials[0]
        return not simple.points and len(formula) <= 2 and value(formula, ZERO) == 0

    @property
    def injective(self) -> bool | None:
        """Of a continuous function: strictly monotone one way or the other."""
        rises, falls = self.strictly_monotone, self.strictly_antitone
        if rises or falls:
            return True
        return False if self.continuous and rises is falls is False else None

    @property
    def surjective(self) -> bool | None:
        reach = self.range
        if reach is None or not self.continuous:
            return None
        return (
            True if reach == (-inf, inf) else False if reach[0] > -inf or reach[1] < inf else None
        )

    @property
    def lipschitz(self) -> End | None:
        if not self.continuous:
            return inf
        found: End = ZERO
        for low, high, formula in self.pieces():
            change = span(slope(formula), low, high)
            if change is None:
                return None
            found = max(found, -change[0], change[1])
        return found

    @property
    def range(self) -> tuple[End, End] | None:
        spans = [span(formula, low, high) for low, high, formula in self.pieces()]
        if None in spans:
            return None
        ends = [end for s in spans if s is not None for end in s]
        return min(*ends, *self.values), max(*ends, *self.values)

    def periodic(self, period: Fraction) -> bool:
        """What is periodic and a polynomial near infinity is constant."""
        simple = self.simple()
        return period == 0 or (not simple.points and len(simple.polynomials[0]) < 2)


def _added(a: Scalar, b: Scalar) -> Scalar:
    """A sum; a number to which nothing is added stays the same object."""
    if isinstance(a, Fraction) and a == 0:
        return b
    return a if isinstance(b, Fraction) and b == 0 else scalars.add(a, b)


def _at(p: Poly, x: Scalar) -> Scalar:
    """By Horner's rule."""
    total: Scalar = ZERO
    for c in reversed(p):
        product = x if total == 1 and isinstance(total, Fraction) else scalars.mul(total, x)
        total = _added(product, c)
    return total


def _change(meeting: Meeting, x: Scalar) -> Scalar:
    """What is added to the left piece from a point on."""
    point, left, at, right = meeting
    rest = after(plus(right, polynomials.scaled(left, -scalars.ONE)), poly(point, 1))
    apart = scalars.sub(x, point)
    if meeting.continuous:
        return _at(rest, scalars.maximum(apart, ZERO))  # `rest` is 0 at 0
    side = scalars.sign(apart)
    if side == 0 and not isinstance(scalars.plain(x), scalars.Dual):
        return at - value(left, point)
    return _at(rest, apart) if side > 0 else ZERO
