"""Numbers for a statement's variables that a solver proposes, exactly: rational, algebraic, or the
logarithm of such."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb, fmpq, fmpz_poly

from bridge.exact.scalars import PRECISION, Scalar, Undecided
from bridge.exact.symbols.elements import Supply
from bridge.exact.symbols.formulas import atom
from bridge.exact.symbols.ring import Generator
from bridge.exact.symbols.session import Session, running
from bridge.exact.types import Value

CLOSE = Fraction(1, 10**20)
Proposal = Callable[[Session], Scalar]


@dataclass(frozen=True, slots=True)
class Root:
    """The root of a polynomial (coefficients from the constant on) between two rationals."""

    coefficients: tuple[int, ...]
    low: Fraction
    high: Fraction

    def __call__(self, session: Session) -> Scalar:
        n = len(self.coefficients) - 1
        lead = self.coefficients[-1]
        ring = session.ring
        name = f"root of {self.coefficients} near {float(self.low):.6g}"
        g = ring.generator(("root of", self.coefficients, self.low), lambda i: Generator(i, name))
        if g.enclosure is None:
            enclosed = self.enclosure()
            g.enclosure = lambda: enclosed
            x = ring.gen(g)
            rest = ring.constant(Fraction(0))
            for k, c in enumerate(self.coefficients[:-1]):
                rest = rest - x**k * ring.constant(Fraction(c, lead))
            low, high = x - ring.constant(self.low), x - ring.constant(self.high)
            none: frozenset[int] = frozenset()
            g.facts = (
                atom(x**n - rest, "=", none),
                atom(low, ">", none),
                atom(high, "<", none),
            )
            g.relation = (n, rest)
            ring.rewritten.append(g)
        return session.use(g)

    def enclosure(self) -> arb:
        """By halving the interval, at whose ends the polynomial has different signs."""
        low, high = self.low, self.high
        rising = self._value(high) > 0
        for _ in range(PRECISION):
            middle = (low + high) / 2
            if (self._value(middle) > 0) is rising:
                high = middle
            else:
                low = middle
        half = (high - low) / 2
        centre = low + half
        exact = arb(fmpq(centre.numerator, centre.denominator))
        return exact + arb(0, arb(fmpq(half.numerator, half.denominator)))

    def _value(self, x: Fraction) -> Fraction:
        total = Fraction(0)
        for c in reversed(self.coefficients):
            total = total * x + c
        return total


def root(number: Any) -> Root:
    """What z3 calls an algebraic number."""
    near = number.approx(25)
    middle = Fraction(near.numerator_as_long(), near.denominator_as_long())
    low, high = middle - CLOSE, middle + CLOSE
    coefficients = [int(c.as_long()) for c in number.poly()]
    for factor, _ in fmpz_poly(coefficients).factor()[1]:
        found = Root(tuple(int(c) for c in factor.coeffs()), low, high)
        if found._value(low) * found._value(high) < 0:
            return found
    raise Undecided("an algebraic number that is not isolated")


@dataclass(frozen=True, slots=True)
class Composed:
    """A function of another proposal, times a rational number: `log 2 / 3`."""

    name: str
    inside: Proposal
    factor: Fraction = Fraction(1)

    def __call__(self, session: Session) -> Scalar:
        from bridge.exact import scalars

        function = {"log": scalars.log, "exp": scalars.exp, "sqrt": scalars.sqrt}[self.name]
        return scalars.mul(self.factor, function(self.inside(session)))


@dataclass(frozen=True, slots=True)
class Exactly:
    """A rational number."""

    value: Fraction

    def __call__(self, session: Session) -> Scalar:
        return self.value


@dataclass(frozen=True, slots=True)
class Turns:
    """A rational multiple of `π`."""

    factor: Fraction

    def __call__(self, session: Session) -> Scalar:
        return session.pi() * self.factor


class Given(Supply):
    """The numbers of a proposal, in order; 0 where it has none left."""

    def __init__(self, numbers: list[Proposal], choices: list[int]) -> None:
        self._numbers: Iterator[Proposal] = iter(numbers)
        self._choices = iter(choices)

    def real(self, name: str, *, nonnegative: bool = False) -> Scalar:
        value = next(self._numbers, Exactly(Fraction(0)))(running())
        if nonnegative:
            from bridge.exact import scalars

            if not scalars.compared(value, "≥"):
                raise Undecided("a number that must not be negative is")
        return value

    def rational(self, name: str) -> Scalar:
        value = self.real(name)
        if not isinstance(value, Fraction):
            raise Undecided("a rational number is needed")
        return value

    def whole(self, name: str, *, natural: bool) -> Value:
        value = next(self._numbers, Exactly(Fraction(0)))(running())
        if not isinstance(value, Fraction) or value.denominator != 1 or (natural and value < 0):
            raise Undecided("an integer is needed")
        return int(value)

    def choice(self, name: str, count: int) -> int:
        return next(self._choices, 0) % count
