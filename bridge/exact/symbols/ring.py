"""The polynomials that symbols are made of, and what is known of each generator."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from flint import Ordering, arb, fmpq, fmpq_mpoly_ctx

from bridge.exact.scalars import Undecided

if TYPE_CHECKING:
    from bridge.exact.symbols.formulas import Formula

Poly = Any  # flint.fmpq_mpoly, which ships no type information
SMALLEST, LARGEST = 64, 512  # generators
MOST_TERMS = 1500  # of one polynomial


class Again(Exception):
    """The decision is begun again: in a larger ring, or with finer units (see `elementary`)."""


class OutOfBudget(Undecided):
    """What deciding may cost is spent."""


@dataclass(slots=True, eq=False)
class Generator:
    """An unknown number, or a number that is known by what it satisfies.

    `bases` are the unknowns that it depends on; none: it is a constant, and `enclosure` says where
    it lies. `relation` (n, p) rewrites its n-th power to p. `facts` are true wherever it is used.
    """

    index: int
    name: str
    integer: bool = False
    bases: frozenset[int] = frozenset()
    positive: bool = False
    relation: tuple[int, Poly] | None = None
    enclosure: Callable[[], arb] | None = None
    facts: tuple[Formula, ...] = ()
    log_of: Poly | None = None  # the polynomial f > 0 that it is the logarithm of
    whole: bool = False  # takes integer values, though it stands among reals


@dataclass(slots=True)
class Budget:
    """What deciding one statement may cost, in counted steps."""

    left: int
    given: int = 0

    def __post_init__(self) -> None:
        self.given = self.left

    @property
    def spent(self) -> int:
        return self.given - max(self.left, 0)

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise OutOfBudget("deciding this takes more steps than one statement is allowed")


@dataclass(slots=True)
class Ring:
    """Polynomials with rational coefficients in all generators of one decision."""

    capacity: int
    budget: Budget
    generators: list[Generator] = field(default_factory=list)
    known: dict[Hashable, Generator] = field(default_factory=dict)
    context: Any = None
    gens: tuple[Poly, ...] = ()
    rewritten: list[Generator] = field(default_factory=list)  # those with a relation
    products: list[tuple[Poly, Poly]] = field(default_factory=list)

    def __post_init__(self) -> None:
        names = [f"g{i}" for i in range(self.capacity)]
        self.context = fmpq_mpoly_ctx.get(names, Ordering.degrevlex)
        self.gens = self.context.gens()

    def generator(self, key: Hashable, make: Callable[[int], Generator]) -> Generator:
        """The generator of that key, made when it is first asked for."""
        if key not in self.known:
            if len(self.generators) >= self.capacity:
                raise Again
            made = make(len(self.generators))
            self.known[key] = made
            self.generators.append(made)
            if made.relation is not None:
                self.rewritten.append(made)
        return self.known[key]

    def constant(self, a: Fraction) -> Poly:
        return self.context.constant(fmpq(a.numerator, a.denominator))

    def gen(self, g: Generator) -> Poly:
        return self.gens[g.index]

    def used(self, p: Poly) -> list[Generator]:
        """The generators that occur in a polynomial."""
        if p.is_constant():
            return []
        return [self.generators[i] for i, d in enumerate(p.degrees()) if d > 0]

    def multiply(self, a: Poly, b: Poly) -> Poly:
        n, m = len(a), len(b)
        self.budget.spend(1 + n * m // 8)
        if n * m > 40 * MOST_TERMS:
            raise Undecided("polynomials with too many terms")
        return self.reduced(a * b)

    def power(self, a: Poly, n: int) -> Poly:
        if n > 64 and len(a) > 1:
            raise Undecided("a power that is too high")
        result = self.constant(Fraction(1))
        while n:
            if n & 1:
                result = self.multiply(result, a)
            n >>= 1
            if n:
                a = self.multiply(a, a)
        return result

    def reduced(self, p: Poly) -> Poly:
        """The polynomial with all powers rewritten that have a relation."""
        if len(p) > MOST_TERMS:
            raise Undecided("polynomials with too many terms")
        for g in reversed(self.rewritten):
            assert g.relation is not None
            degree = g.relation[0]
            while not p.is_constant() and p.degrees()[g.index] >= degree:
                p = self._rewrite(p, g)
        return p

    def _rewrite(self, p: Poly, g: Generator) -> Poly:
        """One power of `g` taken out of every term that has it."""
        assert g.relation is not None
        degree, value = g.relation
        keep: dict[tuple[int, ...], Any] = {}
        high: dict[tuple[int, ...], Any] = {}
        for monomial, coefficient in p.to_dict().items():
            e = monomial[g.index]
            if e < degree:
                keep[monomial] = coefficient
            else:
                high[(*monomial[: g.index], e - degree, *monomial[g.index + 1 :])] = coefficient
        self.budget.spend(len(keep) + len(high) * len(value))
        return self.context.from_dict(keep) + self.context.from_dict(high) * value


def rational(c: Any) -> Fraction:
    """A coefficient."""
    c = fmpq(c)
    return Fraction(int(c.p), int(c.q))


def key(p: Poly) -> str:
    """Polynomials cannot be hashed; their text can."""
    return str(p)
