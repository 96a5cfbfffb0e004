"""Unknown integers: polynomials of unknowns that the solver takes for integers."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from flint import fmpq

from bridge.exact.scalars import ONE, Undecided
from bridge.exact.symbols.formulas import Formula
from bridge.exact.symbols.paths import Beyond, Path
from bridge.exact.symbols.quotients import Quotient, polynomial
from bridge.exact.symbols.ring import Generator, Poly, key, rational
from bridge.exact.symbols.solver import BRIEF, SAT
from bridge.exact.unknowns import Proposition, Symbol, Whole

if TYPE_CHECKING:
    from bridge.exact.symbols.session import Session

HIGHEST = 20  # such a value: arrays of that size, or powers
Number: TypeAlias = Any  # an `int` or an `Integer`: both have Python's arithmetic


class Integer(Whole):
    """A polynomial with integer values."""

    __slots__ = ("poly", "session")

    def __init__(self, session: Session, poly: Poly) -> None:
        self.session, self.poly = session, poly

    def _of(self, other: Number) -> Poly:
        return _poly(self.session, other)

    def __add__(self, other: Number) -> Number:
        return integer(self.session, self.poly + self._of(other))

    def __sub__(self, other: Number) -> Number:
        return integer(self.session, self.poly - self._of(other))

    def __rsub__(self, other: int) -> Number:
        return integer(self.session, self._of(other) - self.poly)

    def __mul__(self, other: Number) -> Number:
        return integer(self.session, self.session.ring.multiply(self.poly, self._of(other)))

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self) -> Number:
        return integer(self.session, -self.poly)

    def __abs__(self) -> Number:
        return self if self >= 0 else -self

    def __pow__(self, n: Number) -> Number:
        return integer(self.session, self.session.ring.power(self.poly, n.__index__()))

    def __rpow__(self, base: int) -> int:
        return int(base ** self.__index__())

    def __floordiv__(self, other: Number) -> Number:
        return _divided(self.session, self, other)[0]

    def __mod__(self, other: Number) -> Number:
        return _divided(self.session, self, other)[1]

    def __rfloordiv__(self, other: int) -> Number:
        return _divided(self.session, other, self)[0]

    def __rmod__(self, other: int) -> Number:
        return _divided(self.session, other, self)[1]

    def _related(self, other: Number, relation: str) -> Proposition:
        return self.session.related(settled(self.session, self.poly - self._of(other)), relation)

    def __lt__(self, other: Number) -> Proposition:
        return self._related(other, "<")

    def __le__(self, other: Number) -> Proposition:
        return self._related(other, "≤")

    def __gt__(self, other: Number) -> Proposition:
        return self._related(other, ">")

    def __ge__(self, other: Number) -> Proposition:
        return self._related(other, "≥")

    def __eq__(self, other: object) -> Proposition:  # type: ignore[override]
        if not isinstance(other, int | Integer):
            return False
        return self._related(other, "=")

    def __ne__(self, other: object) -> Proposition:  # type: ignore[override]
        if not isinstance(other, int | Integer):
            return True
        return self._related(other, "≠")

    def __bool__(self) -> bool:
        return bool(self != 0)

    def __hash__(self) -> int:
        return hash(self.__index__())

    def __index__(self) -> int:
        return chosen(self)

    def __int__(self) -> int:
        return chosen(self)

    def real(self) -> Symbol | Fraction:
        return polynomial(self.session, settled(self.session, self.poly))


def integer(session: Session, p: Poly) -> Number:
    p = settled(session, session.ring.reduced(p))
    if p.is_constant():
        return int(rational(p.leading_coefficient())) if not p.is_zero() else 0
    return Integer(session, p)


def chosen(w: Integer) -> int:
    """The value of an integer that is needed as such: each of the smallest that are possible.

    The rest is `Beyond`: nothing is said about it, except where there is none.
    """
    session = w.session
    known = settled(session, w.poly)
    if known.is_constant():
        return int(rational(known.leading_coefficient())) if not known.is_zero() else 0
    owner = session.here().owner(session.bases(w.poly))
    value = owner.choose(key(w.poly), lambda: [*_candidates(w, owner)])
    if value <= REST:
        owner.assume(_truth(w > REST - value - 1))
        raise Beyond("larger sizes are not looked at")
    found = integer(session, w.poly - session.ring.constant(Fraction(value)))
    if isinstance(found, Integer):
        owner.assume(_truth(session.related(found.poly, "=")))
    owner.sizes[name_of(session, w.poly)] = value
    used = session.ring.used(w.poly)
    if len(used) == 1 and w.poly == session.ring.gen(used[0]):
        owner.fixed[used[0].index] = value
    return value


def settled(session: Session, p: Poly) -> Poly:
    """A polynomial with the integers put in that were chosen on this path."""
    values: dict[int, int] = {}
    for path in session.here().chain():
        values |= path.fixed
    found = {g.index: fmpq(values[g.index]) for g in session.ring.used(p) if g.index in values}
    return p.subs(found) if found else p


REST = -(10**9)  # less k: all values from k on


def name_of(session: Session, p: Poly) -> str:
    """An integer as its variable is called, or as a polynomial of such."""
    text = key(p)
    for g in sorted(session.ring.used(p), key=lambda g: -g.index):
        text = text.replace(f"g{g.index}", g.name)
    return text


def _candidates(w: Integer, owner: Path) -> Iterable[int]:
    session, found, last = w.session, 0, 0
    known = _implied_value(w, owner)
    if known is not None:
        yield known
        return
    natural = not owner.possible(_formula(w < 0))
    start = _least(w, owner) if natural else 0
    for k in range(start, start + HIGHEST) if natural else _around_zero():
        if k > HIGHEST or found >= session.chosen:
            break
        equal = session.related(w.poly - session.ring.constant(Fraction(k)), "=")
        if not isinstance(equal, bool) and owner.possible(_formula(equal)):
            found, last = found + 1, k
            yield k
            beyond = _formula(w > k) if natural else None
            if beyond is not None and not owner.possible(beyond):
                return
    yield REST - (last + 1 if natural else 0)


def _implied_value(w: Integer, owner: Path) -> int | None:
    """The only value that an integer can have here, if the solver finds one and no other."""
    session = w.session
    answer = session.ask([], BRIEF, owner)
    if answer.found != SAT:
        return None
    value = answer.model.eval(session.solver.polynomial(w.poly), model_completion=True)
    try:
        k = value.as_long()
    except AttributeError:
        return None
    other = session.related(w.poly - session.ring.constant(Fraction(k)), "≠")
    if isinstance(other, bool) or owner.possible(_formula(other)):
        return None
    return int(k)


def _least(w: Integer, owner: Path) -> int:
    """A number below which the integer cannot lie, found by halving."""
    low, high = 0, 1
    while high <= 1024 and not owner.possible(_formula(w < high)):
        low, high = high, 2 * high
    while low + 1 < high:
        middle = (low + high) // 2
        if owner.possible(_formula(w < middle)):
            high = middle
        else:
            low = middle
    return low


def _around_zero() -> Iterable[int]:
    yield 0
    for k in range(1, 4):
        yield from (k, -k)


def _truth(p: Proposition) -> Formula | bool:
    return p  # type: ignore[return-value]


def _formula(p: Proposition) -> Formula:
    assert not isinstance(p, bool)
    return p  # type: ignore[return-value]


def _divided(session: Session, a: Number, b: Number) -> tuple[Number, Number]:
    """Python's quotient and remainder, which are Lean's where the divisor is positive."""
    if isinstance(b, int) and b < 0:
        quotient, rest = _divided(session, -a, -b)
        return quotient, -rest
    if isinstance(b, Integer) and not b > 0:
        quotient, rest = _divided(session, -a, -b)
        return quotient, -rest
    if not isinstance(b, int) and not isinstance(a, int) and a.__class__ is not Integer:
        raise Undecided("a quotient of such integers")
    top, bottom = _poly(session, a), _poly(session, b)
    name = ("div", key(top), key(bottom))

    def make(place: int) -> Generator:
        return Generator(place, f"({key(top)}) / ({key(bottom)})", True, session.bases(top, bottom))

    g = session.ring.generator(name, make)
    q = session.ring.gen(g)
    rest = top - session.ring.multiply(q, bottom)
    facts = (session.related(rest, "≥"), session.related(bottom - rest, ">"))
    session.use(g, facts)
    return integer(session, q), integer(session, rest)


def _poly(session: Session, a: Number) -> Poly:
    return a.poly if isinstance(a, Integer) else session.ring.constant(Fraction(int(a)))


def floor(session: Session, a: Quotient) -> Number:
    """`⌊a⌋`: an integer with `⌊a⌋ ≤ a < ⌊a⌋ + 1`."""
    if not session.bases(a.num, a.den):
        known = session.enclosed(a)
        low, high = known.lower().floor().unique_fmpz(), known.upper().floor().unique_fmpz()
        if low is not None and low == high:
            return int(low)

    def make(place: int) -> Generator:
        return Generator(place, f"⌊{a!r}⌋", True, session.bases(a.num, a.den))

    g = session.ring.generator(("floor", key(a.num), key(a.den)), make)
    rest = session.number(a + -session.number(polynomial(session, session.ring.gen(g))))
    below = session.number(rest * Fraction(-1) + ONE)
    session.use(g, (session.compared(rest, "≥"), session.compared(below, ">")))
    return integer(session, session.ring.gen(g))
