"""`∀` and `∃` over unknowns: the body is explored, and its paths become the cases of a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import TypeVar, cast

from bridge.exact.sampling import NoElement
from bridge.exact.scalars import Exhausted, Scalar, Undecided
from bridge.exact.symbols.elements import Supply, element
from bridge.exact.symbols.formulas import UNKNOWN, Case, Formula, Quantified, joined
from bridge.exact.symbols.paths import Explored, Path, explore
from bridge.exact.symbols.ring import LARGEST, SMALLEST, Again, Budget, Generator, OutOfBudget
from bridge.exact.symbols.session import Session
from bridge.exact.symbols.solver import BRIEF, UNSAT
from bridge.exact.symbols.wholes import integer
from bridge.exact.types import Type, Value
from bridge.exact.unknowns import Proposition

T = TypeVar("T")
STEPS = 8_000  # of deciding one quantifier among known numbers
CALL = 400  # that each of them counts at least
STEPS_OF_ALL = 80_000  # of deciding all of them, for the samples of one statement
MOST_BEGINNINGS = 12
INTEGERS = ("natural", "integer")


class Bound(Supply):
    """Unknowns of a quantifier."""

    def __init__(self, session: Session, depth: int) -> None:
        self.session, self.depth = session, depth
        self.generators: list[Generator] = []
        self.premises: list[Formula] = []

    def _generator(self, name: str, kind: str) -> Generator:
        """Premises hold on all paths: so on each the same unknown is of the same kind."""
        place = len(self.generators)

        def make(i: int) -> Generator:
            return Generator(i, name, kind in INTEGERS, frozenset({i}))

        key = ("bound", self.depth, place, name, kind)
        g = self.session.ring.generator(key, make)
        self.generators.append(g)
        path = self.session.here()
        path.bound |= g.bases
        return g

    def _require(self, premise: Proposition) -> None:
        if not isinstance(premise, bool):
            self.premises.append(cast(Formula, premise))

    def real(self, name: str, *, nonnegative: bool = False) -> Scalar:
        kind = "not negative" if nonnegative else "real"
        x = self.session.use(self._generator(name, kind))
        if nonnegative:
            self._require(x.compared("≥"))
        return x

    def rational(self, name: str) -> Scalar:
        raise Undecided("a quantifier over rational numbers")

    def whole(self, name: str, *, natural: bool) -> Value:
        kind = INTEGERS[not natural]
        n = integer(self.session, self.session.ring.gen(self._generator(name, kind)))
        if natural:
            known = cast(Proposition, n >= 0)
            self._require(known)
            self.session.here().assume(cast("Formula | bool", known))
        return n

    def choice(self, name: str, count: int) -> int:
        g = self._generator(name, f"one of {count}")
        x = self.session.ring.gen(g)
        places = [x - self.session.ring.constant(Fraction(k)) for k in range(count)]
        equal = [self.session.related(p, "=") for p in places]
        self._require(joined(False, equal))
        path = self.session.here()
        chosen = path.choose(name, lambda: range(count))
        path.assume(cast(Formula, equal[chosen]))
        return chosen


def quantified(
    session: Session, universal: bool, type: Type, body: Callable[[Value], Value]
) -> Proposition:
    """The formula of a quantifier; a truth value where the body is decided without."""
    depth = sum(1 for _ in session.here().chain())
    supplies: list[Bound] = []

    def run(path: Path) -> Proposition:
        supplies.append(Bound(session, depth))
        try:
            x = element(type, "x", supplies[-1])
        except NoElement:
            return universal
        return cast(Proposition, body(x))

    explored = list(explore(session, run))
    cases = tuple(_case(e) for e in explored)
    values = {c.value for c in cases if isinstance(c.value, bool)}
    if len(values) == 1 and all(isinstance(c.value, bool) for c in cases):
        return values.pop()
    bound = {g.index: g for s in supplies for g in s.generators}
    premises = {id(p): p for s in supplies for p in s.premises}
    made = {i: g for e in explored for i, g in e.path.made.items() if i not in bound}
    return Quantified(
        universal,
        tuple(bound.values()),
        tuple(made.values()),
        tuple(premises.values()),
        cases,
        _bases(cases) - frozenset(bound),
    )


def _case(e: Explored[Proposition]) -> Case:
    value = UNKNOWN if isinstance(e.value, Undecided) else cast("Formula | bool", e.value)
    return Case(tuple(e.path.assumptions), tuple(e.path.facts), value)


def _bases(cases: Iterable[Case]) -> frozenset[int]:
    found: frozenset[int] = frozenset()
    for c in cases:
        for f in (*c.condition, *c.facts):
            found |= f.bases
        if not isinstance(c.value, bool):
            found |= c.value.bases
    return found


class _Allowance:
    budget: Budget | None = None


@contextmanager
def allowance(steps: int = STEPS_OF_ALL) -> Iterator[None]:
    """Inside the block, all quantifiers among known numbers together cost so many steps at most."""
    outer, _Allowance.budget = _Allowance.budget, Budget(steps)
    try:
        yield
    finally:
        _Allowance.budget = outer


def decided(universal: bool, type: Type, body: Callable[[Value], Value]) -> bool:
    """A quantifier among known numbers, by the solver."""

    def run(session: Session) -> bool:
        found = {
            _settled(session, e)
            for e in explore(session, lambda _: quantified(session, universal, type, body))
        }
        if len(found) != 1:
            raise Undecided(NOT_SHOWN)
        return found.pop()

    common = _Allowance.budget
    if common is None:
        return beginning_again(run, Budget(STEPS))
    if common.left <= 0:
        raise Exhausted(NOT_SHOWN)
    own = Budget(min(STEPS, common.left))
    try:
        return beginning_again(run, own)
    except OutOfBudget as reason:
        if own.given < STEPS:
            raise Exhausted(str(reason)) from None
        raise
    finally:
        common.left -= own.spent + CALL


NOT_SHOWN = "whether it holds of infinitely many elements is not shown"


def _settled(session: Session, e: Explored[Proposition]) -> bool:
    """The truth of a formula without unknowns."""
    if isinstance(e.value, Undecided):
        raise e.value
    if isinstance(e.value, bool):
        return e.value
    for answer in (True, False):
        wrong = e.value.negated() if answer else e.value
        if session.ask([cast(Formula, wrong)], 2 * BRIEF, e.path).found == UNSAT:
            return answer
    raise Undecided(NOT_SHOWN)


def beginning_again(
    run: Callable[[Session], T],
    budget: Budget,
    pool: tuple[Fraction, ...] = (),
    chosen: int = 3,
) -> T:
    """Run in a session; again in larger ones, or with finer units, as is needed."""
    capacity, units = SMALLEST, dict[object, Fraction]()
    for _ in range(MOST_BEGINNINGS):
        session = Session.new(capacity, budget, pool)
        session.units, session.chosen = units, chosen
        try:
            return run(session)
        except Again:
            if len(session.ring.generators) >= capacity:
                capacity *= 2
        if capacity > LARGEST:
            break
    raise OutOfBudget("too many numbers are unknown")
