"""One decision: its ring, its solver, the path that is followed now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, cast

from flint import arb, fmpq

from bridge.exact import unknowns
from bridge.exact.scalars import ONE, Undecided
from bridge.exact.symbols.formulas import UNKNOWN, Atom, Formula, atom, joined
from bridge.exact.symbols.paths import ANY, Path
from bridge.exact.symbols.quotients import Quotient, polynomial
from bridge.exact.symbols.ring import Budget, Generator, Poly, Ring, key, rational
from bridge.exact.symbols.solver import BRIEF, UNSAT, Answer, Solver
from bridge.exact.unknowns import Domain, Proposition, Symbol, Truth, Whole

FACTORED_TERMS = 150  # polynomials with more terms are taken as they are


@dataclass(slots=True)
class Factors:
    """A polynomial as `sign * product`, up to a positive number."""

    sign: int
    factors: tuple[tuple[Poly, int], ...]


@dataclass(slots=True, eq=False)
class Session(Domain):
    """Computes with unknowns, and answers what is asked about them on the path at hand."""

    ring: Ring
    solver: Solver
    pool: tuple[Fraction, ...] = ()  # numbers at which facts about functions are stated
    chosen: int = 3  # values of an integer that is needed as such: the smallest possible ones
    path: Path | None = None
    units: dict[Any, Fraction] = field(default_factory=dict)  # see `elementary`
    exponents: dict[int, Symbol | Fraction] = field(default_factory=dict)  # what `exp` was taken of
    _factors: dict[str, Factors] = field(default_factory=dict)

    @classmethod
    def new(cls, capacity: int, budget: Budget, pool: tuple[Fraction, ...] = ()) -> Session:
        ring = Ring(capacity, budget)
        return cls(ring, Solver(ring), pool)

    @contextmanager
    def on(self, path: Path) -> Iterator[None]:
        """Follow a path; what the numbers are is asked there."""
        outer, self.path = self.path, path
        before = unknowns.enter(self, path)
        try:
            yield
        finally:
            unknowns.enter(*before)
            self.path = outer

    def here(self) -> Path:
        if self.path is None:
            raise Undecided("an unknown is asked for after its evaluation has ended")
        return self.path

    # -- generators ---------------------------------------------------------------------------

    def use(self, g: Generator, facts: Iterable[Proposition] = ()) -> Symbol:
        """A generator as a number on this path, with what is true of it here."""
        owner = self.here().owner(g.bases)
        if g.index not in owner.made:
            owner.made[g.index] = g
            for fact in (*g.facts, *facts):
                self.note(fact)
        return cast(Symbol, polynomial(self, self.ring.gen(g)))

    def note(self, fact: Proposition) -> None:
        """A true fact about numbers of this path."""
        if isinstance(fact, bool):
            return
        formula = cast(Formula, fact)
        self.here().owner(formula.bases).facts.append(formula)

    def bases(self, *polynomials: Poly) -> frozenset[int]:
        """The unknowns that numbers depend on."""
        found: frozenset[int] = frozenset()
        for p in polynomials:
            for g in self.ring.used(p):
                found |= g.bases
        return found

    # -- propositions ---------------------------------------------------------------------------

    def conjunction(self, parts: Iterable[Proposition]) -> Proposition:
        return joined(True, parts)

    def unknown(self) -> Truth:
        return UNKNOWN

    def compared(self, q: Quotient, relation: str) -> Proposition:
        """`q = 0`, `q > 0` or `q ≥ 0`, by the factors of `q` whose sign is not known here."""
        if not self.bases(q.num, q.den):
            found = self._constant_sign(q)
            if found is not None:
                return _holds(found, relation)
        above, below = self._split(q.num), self._split(q.den)
        zeros = [self.related(f, "=") for f, _ in above.factors]
        if relation == "=":
            return joined(False, zeros)
        odd = [f for f, e in above.factors if e % 2] + [f for f, e in below.factors if e % 2]
        even = [f for f, e in above.factors if e % 2 == 0]
        sign = above.sign * below.sign
        strict = relation == ">"
        main: Proposition
        if odd:
            product = self.ring.constant(Fraction(sign))
            for f in odd:
                product = self.ring.multiply(product, f)
            main = self.related(product, relation)
        else:
            main = sign > 0
        ends = [self.related(f, "≠" if strict else "=") for f in even]
        return joined(strict, [main, *ends])

    def related(self, p: Poly, relation: str) -> Proposition:
        """An atom; a truth value where the sign of a constant decides it."""
        if p.is_constant():
            c = rational(p.leading_coefficient()) if not p.is_zero() else Fraction(0)
            return _holds((c > 0) - (c < 0), relation)
        return atom(p, relation, self.bases(p))

    def _split(self, p: Poly) -> Factors:
        """The factors without those whose sign is known here."""
        whole, kept = self._factored(p), []
        sign = whole.sign
        for f, exponent in whole.factors:
            known = self.known_sign(f)
            if known is None or known == 0:
                kept.append((f, exponent))
            elif exponent % 2:
                sign *= known
        return Factors(sign, tuple(kept))

    def _factored(self, p: Poly) -> Factors:
        text = key(p)
        if text not in self._factors:
            self._factors[text] = self._factor(p)
        return self._factors[text]

    def _factor(self, p: Poly) -> Factors:
        if p.is_constant():
            return Factors(1 if p.leading_coefficient() > 0 else -1, ())
        if len(p) > FACTORED_TERMS:
            return Factors(1, ((p, 1),))
        self.ring.budget.spend(20 + len(p))
        content, factors = p.factor()
        return Factors(1 if content > 0 else -1, tuple((f, int(e)) for f, e in factors))

    def known_sign(self, f: Poly) -> int | None:
        """1 or -1 where it is known that a polynomial has that sign here; 0 where it is 0."""
        if self._is_positive(f):
            return 1
        flipped = f.leading_coefficient() < 0
        known = ANY  # what is assumed where a question about it would be asked
        if self.path is not None:
            known = self.path.owner(self.bases(f)).sign(key(-f if flipped else f))
        if len(known) != 1:
            return None
        found = next(iter(known))
        return -found if flipped else found

    def _is_positive(self, p: Poly) -> bool:
        """Whether all terms are squares times positive numbers, one of them without a square."""
        strict = False
        gens = self.ring.generators
        for monomial, c in zip(p.monoms(), p.coeffs(), strict=True):
            odd = [i for i, e in enumerate(monomial) if e % 2 and not gens[i].positive]
            if c <= 0 or odd:
                return False
            strict = strict or all(gens[i].positive for i, e in enumerate(monomial) if e)
        return strict

    # -- constants ----------------------------------------------------------------------------

    def _constant_sign(self, q: Quotient) -> int | None:
        """The sign of a number without unknowns, where an enclosure tells."""
        enclosed = self.enclosure(q.num) * self.enclosure(q.den)
        return 1 if enclosed > 0 else -1 if enclosed < 0 else None

    def enclosure(self, p: Poly) -> arb:
        """Where a polynomial in constants lies."""
        total = arb(0)
        for monomial, c in zip(p.monoms(), p.coeffs(), strict=True):
            term = arb(fmpq(c))
            for i, e in enumerate(monomial):
                if e:
                    enclosure = self.ring.generators[i].enclosure
                    if enclosure is None:
                        raise Undecided("an enclosure of an unknown number is needed")
                    term *= enclosure() ** int(e)
            total += term
        return total

    def enclosed(self, a: Symbol | Fraction) -> arb:
        if isinstance(a, Fraction):
            return arb(fmpq(a.numerator, a.denominator))
        assert isinstance(a, Quotient)
        return self.enclosure(a.num) / self.enclosure(a.den)

    # -- questions ------------------------------------------------------------------------------

    def fork(self, f: Formula) -> bool:
        return self.here().owner(f.bases).fork(f)

    def possible(self, path: Path, f: Formula) -> bool:
        return self.ask([f], BRIEF, path).found != UNSAT

    def ask(self, formulas: Iterable[Formula], limit: int, path: Path | None = None) -> Answer:
        """What the solver says, under all that a path assumes."""
        start = path or self.here()
        known = [f for p in start.chain() for f in (*p.assumptions, *p.facts)]
        known = [f for f in known if not self._is_settled(f, start)]
        return self.solver.ask([*known, *formulas], limit)

    def _is_settled(self, f: Formula, path: Path) -> bool:
        """Whether it speaks of nothing but integers that were chosen: then it holds."""
        if not isinstance(f, Atom):
            return False
        fixed = {i for p in path.chain() for i in p.fixed}
        return all(g.index in fixed for g in self.ring.used(f.polynomial))

    # -- numbers --------------------------------------------------------------------------------

    def function(self, name: str, a: Symbol | Fraction) -> Symbol | Fraction:
        from bridge.exact.symbols.elementary import FUNCTIONS

        return FUNCTIONS[name](self, a)

    def pi(self) -> Symbol:
        from bridge.exact.symbols.elementary import pi

        return pi(self)

    def floor(self, a: Symbol) -> Whole | int:
        from bridge.exact.symbols.wholes import floor

        return cast("Whole | int", floor(self, cast(Quotient, a)))

    def quantified(self, universal: bool, type: Any, body: Callable[[Any], Any]) -> Proposition:
        from bridge.exact.symbols.quantified import quantified

        return quantified(self, universal, type, body)

    def logarithm(self, term: Symbol, inside: Poly) -> None:
        """Note what a constant is the logarithm of."""
        (g,) = self.ring.used(cast(Quotient, term).num)
        g.log_of = inside

    def number(self, a: Symbol | Fraction) -> Quotient:
        if isinstance(a, Quotient):
            return a
        assert isinstance(a, Fraction)
        return Quotient(self, self.ring.constant(a), self.ring.constant(ONE))


def _holds(sign: int, relation: str) -> bool:
    from bridge.exact.symbols.paths import SIGNS

    return sign in SIGNS[relation]


def running() -> Session:
    """The session of the evaluation at hand."""
    found = unknowns.domain()
    if not isinstance(found, Session):
        raise Undecided("an unknown is asked for after its evaluation has ended")
    return found
