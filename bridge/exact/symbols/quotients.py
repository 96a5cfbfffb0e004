"""Real numbers as quotients of polynomials in lowest terms: equal ones look the same."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from bridge.exact.scalars import ONE, ZERO
from bridge.exact.symbols.ring import Poly, Ring, rational
from bridge.exact.unknowns import Proposition, Symbol

if TYPE_CHECKING:
    from bridge.exact.symbols.session import Session

GCD_TERMS = 400  # beyond, common factors stay


class Quotient(Symbol):
    """`num / den`; `den` is not 0 on the path where this was made."""

    __slots__ = ("den", "num", "session")

    def __init__(self, session: Session, num: Poly, den: Poly) -> None:
        self.session, self.num, self.den = session, num, den

    @property
    def ring(self) -> Ring:
        return self.session.ring

    def __add__(self, other: Symbol | Fraction) -> Symbol | Fraction:
        ring = self.ring
        if isinstance(other, Fraction):
            if not other:
                return self
            return Quotient(self.session, self.num + self.den * ring.constant(other), self.den)
        assert isinstance(other, Quotient)
        if self.den == other.den:
            return quotient(self.session, self.num + other.num, self.den)
        num = ring.multiply(self.num, other.den) + ring.multiply(other.num, self.den)
        return quotient(self.session, num, ring.multiply(self.den, other.den))

    def __mul__(self, other: Symbol | Fraction) -> Symbol | Fraction:
        ring = self.ring
        if isinstance(other, Fraction):
            if other == 1:
                return self
            scaled = Quotient(self.session, self.num * ring.constant(other), self.den)
            return scaled if other else ZERO
        assert isinstance(other, Quotient)
        num = ring.multiply(self.num, other.num)
        return quotient(self.session, num, ring.multiply(self.den, other.den))

    def __neg__(self) -> Quotient:
        return Quotient(self.session, -self.num, self.den)

    def inverse(self) -> Symbol | Fraction:
        return quotient(self.session, self.den, self.num)

    def power(self, n: int) -> Symbol | Fraction:
        ring = self.ring
        return quotient(self.session, ring.power(self.num, n), ring.power(self.den, n))

    def compared(self, relation: str) -> Proposition:
        return self.session.compared(self, relation)

    def shown(self, digits: int) -> str:
        return str(self.session.enclosed(self).str(digits, radius=False))

    def __repr__(self) -> str:
        return f"({self.num}) / ({self.den})"


def quotient(session: Session, num: Poly, den: Poly) -> Symbol | Fraction:
    """The quotient in lowest terms; a rational number where it is one."""
    ring = session.ring
    num = ring.reduced(num)
    if num.is_zero():
        return ZERO
    if not den.is_constant():
        if len(num) <= GCD_TERMS and len(den) <= GCD_TERMS:
            ring.budget.spend(len(num) + len(den))
            common = num.gcd(den)
            if not common.is_constant():
                num, den = num / common, den / common
        lead = ring.constant(ONE / rational(den.leading_coefficient()))
        num, den = num * lead, den * lead
    if den.is_constant():
        num = num * ring.constant(ONE / rational(den.leading_coefficient()))
        den = ring.constant(ONE)
        if num.is_constant():
            return rational(num.leading_coefficient())
    return Quotient(session, num, den)


def polynomial(session: Session, p: Poly) -> Symbol | Fraction:
    return quotient(session, p, session.ring.constant(ONE))
