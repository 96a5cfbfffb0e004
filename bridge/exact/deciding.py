"""Decides a theorem for all real inputs, at each small choice of sizes; or refutes it exactly.

The statement is evaluated on unknowns, on every path (`bridge.exact.symbols`). Where the goal is
true on each, it is decided at the sizes that were looked at. Where the solver proposes numbers for
which it is false, the evaluator is asked about these numbers: only what it confirms counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from typing import Any, TypeAlias, cast

from bridge.core.environment import Definition
from bridge.core.expr import Expr, free_variables
from bridge.core.work import limited
from bridge.errors import BridgeError
from bridge.exact.binders import Opened, depends_on_size, is_negation, opened
from bridge.exact.draw import Draw
from bridge.exact.evaluator import Evaluator
from bridge.exact.explain import explained
from bridge.exact.sampling import NoElement
from bridge.exact.scalars import Scalar, Undecided
from bridge.exact.symbols.elements import Supply
from bridge.exact.symbols.formulas import Formula, negated
from bridge.exact.symbols.given import Given, Proposal
from bridge.exact.symbols.paths import Beyond, Discard, Explored, Path, explore
from bridge.exact.symbols.proposals import inverted, special, value_of
from bridge.exact.symbols.quantified import beginning_again
from bridge.exact.symbols.ring import Budget, Generator
from bridge.exact.symbols.session import Session
from bridge.exact.symbols.solver import BRIEF, LONG, SAT, UNSAT
from bridge.exact.symbols.wholes import integer
from bridge.exact.truth import truth_value
from bridge.exact.types import Value
from bridge.exact.unknowns import Proposition, Truth

CHEAP = 2_500  # steps at three values of each size: where it took no more, a fourth is tried
STEPS = 60_000  # of deciding one statement
MOST_POOL = 4  # numbers of the statement at which facts about functions are stated
WORK = 2_000_000  # elements that are visited
CONFIRMING = 6_000  # of evaluating it at one proposal
SIMPLE = tuple(
    Fraction(a, b) for a, b in ((0, 1), (1, 1), (-1, 1), (2, 1), (-2, 1), (1, 2), (3, 1))
)
MOST_SIMPLIFIED = 12  # numbers of a counterexample that are made simple
WITNESSES = 6  # paths that are tried for an input that meets the hypotheses
INVERTED = ("exp", "cos", "sin")  # functions whose arguments are found from their values
EVALUATIONS = 50  # of terms, that cost as much as one step
MOST_ALIKE = 8  # of these, sizes up to which samples must reach
NOT_CONFIRMED = "the solver proposes a counterexample that is not confirmed"
ATTEMPTS = 60  # at confirming what the solver proposes, per path


Sizes: TypeAlias = tuple[tuple[str, tuple[int, ...]], ...]


def listed(sizes: Sizes) -> str:
    """Sizes for people.

    >>> listed((("n", (0, 1, 2)),))
    'n = 0, 1, 2'
    """
    return "; ".join(f"{name} = {', '.join(map(str, values))}" for name, values in sizes)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided: `true`, `false`, `vacuous` or `open`, and how.

    `sizes` are the values of the numbers that were looked at one by one: what is true is true at
    these; with none of them, everywhere. `met` says that some input meets the hypotheses.
    """

    verdict: str
    sizes: Sizes = ()
    paths: int = 0
    steps: int = 0
    met: bool = False
    limited: bool = False  # larger sizes were left out
    alike: int = 0  # variables of one type that has a size
    counterexample: tuple[str, ...] = ()
    reason: str = ""

    @property
    def everywhere(self) -> bool:
        """Whether nothing was left out: neither sizes nor larger numbers."""
        return not self.sizes and not self.limited

    @property
    def looked_beyond(self) -> int:
        """A size that samples must reach to say something of those that were not looked at: 3, or
        more than the largest that was, and as many as there are vectors of one space."""
        largest = max((v for _, values in self.sizes for v in values), default=0)
        return max(3 if largest <= 3 else largest + 1, self.alike)


class Free(Supply):
    """Unknowns for the variables of a statement."""

    def __init__(self, session: Session, path: Path) -> None:
        self.session, self.path = session, path
        self.generators: list[Generator] = []

    def _generator(self, name: str, integer: bool, rational: bool = False) -> Generator:
        place = len(self.generators)

        def make(i: int) -> Generator:
            return Generator(i, name, integer, frozenset({i}))

        g = self.session.ring.generator(("free", place, name, integer, rational), make)
        self.generators.append(g)
        return g

    def real(self, name: str, *, nonnegative: bool = False) -> Scalar:
        x = self.session.use(self._generator(name, False))
        if nonnegative:
            self.path.assume(cast("Formula | bool", x.compared("≥")))
        return x

    def rational(self, name: str) -> Scalar:
        return self.session.use(self._generator(name, False, True))

    def whole(self, name: str, *, natural: bool) -> Value:
        n = integer(self.session, self.session.ring.gen(self._generator(name, True)))
        if natural:
            self.path.assume(cast("Formula | bool", n >= 0))
        return n

    def choice(self, name: str, count: int) -> int:
        chosen = self.path.choose(name, lambda: range(count))
        self.path.picks.append(chosen)
        return chosen


@dataclass(slots=True)
class Leaf:
    """What a path came to."""

    free: Free
    goal: Proposition | Undecided
    negation: bool
    doubts: list[Undecided]


@dataclass(slots=True)
class Deciding:
    """One theorem, in one session."""

    evaluator: Evaluator
    theorem: Definition
    session: Session
    sizes: dict[str, set[int]] = field(default_factory=dict)
    limited: bool = False
    alike: int = 0
    ends: int = 0
    open: str = ""
    unmet: list[Explored[Leaf]] = field(default_factory=list)

    def run(self) -> Decision:
        for explored in explore(self.session, self._evaluate):
            self._note_sizes(explored.path)
            if isinstance(explored.value, Beyond):
                self.limited = True
                continue
            self.ends += 1
            found = self._end(explored)
            if found is not None:
                return found
        return self._summed_up()

    def _note_sizes(self, path: Path) -> None:
        for name, value in path.sizes.items():
            self.sizes.setdefault(name, set()).add(value)

    def _note_alike(self, draw: Draw) -> None:
        data = (v for v in draw.variables if draw.values.get(v) is not None)
        types = Counter(v.type for v in data if free_variables(v.type))
        self.alike = max((self.alike, *types.values()))

    def _evaluate(self, path: Path) -> Leaf:
        free = Free(self.session, path)
        evaluator = Evaluator(self.evaluator.environment)
        evaluator.limit = self.evaluator.limit
        try:
            found = opened(
                evaluator,
                self.theorem.type,
                free,
                lambda p: path.assume(cast("Formula | bool", p)),
            )
        except NoElement:
            raise Discard(path) from None
        self._note_alike(found.draw)
        goal: Proposition | Undecided
        try:
            goal = cast(Proposition, evaluator.evaluate(found.goal, found.draw.values))
            goal = goal if isinstance(goal, Truth) else truth_value(goal)
        except Beyond:
            raise
        except Undecided as reason:
            goal = reason
        finally:
            self.session.ring.budget.spend(evaluator.steps // EVALUATIONS)
        return Leaf(free, goal, is_negation(found.goal), found.doubts)

    def _end(self, explored: Explored[Leaf]) -> Decision | None:
        """A decision, if the end of a path brings one."""
        if isinstance(explored.value, Undecided):
            self.open = self.open or str(explored.value)
            return None
        leaf = explored.value
        if leaf.goal is True:
            self.unmet.append(explored)
            return None
        if isinstance(leaf.goal, Undecided):
            self.open = self.open or str(leaf.goal)
            return self._refuted(explored, [])
        wrong = [] if leaf.goal is False else [negated(cast("Formula | bool", leaf.goal))]
        with self.session.on(explored.path):
            answer = self.session.ask(cast("list[Formula]", wrong), LONG)
        if answer.found == UNSAT:
            if wrong or leaf.negation:
                self.unmet.append(explored)
            return None
        refuted = self._refuted(explored, cast("list[Formula]", wrong))
        if refuted is None and not self.open:
            self.open = NOT_CONFIRMED
        return refuted

    def _refuted(self, explored: Explored[Leaf], wrong: list[Formula]) -> Decision | None:
        """A counterexample on this path that the evaluator confirms."""
        for numbers in islice(self._proposals(explored, wrong), ATTEMPTS):
            shown = self._false_at(numbers, explored.path.picks)
            if shown is not None:
                return self._decision("false", counterexample=shown, met=True)
        return None

    def _proposals(
        self, explored: Explored[Leaf], wrong: list[Formula]
    ) -> Iterator[list[Proposal]]:
        """Numbers that the solver finds, as simple as it allows."""
        assert isinstance(explored.value, Leaf)
        free, path = explored.value.free.generators, explored.path
        with self.session.on(explored.path):
            model = self._simple_model(free, wrong)
        if model is None:
            yield from special(None, self.session, path, free)
            return
        yield [value_of(model, self.session, path, g) for g in free]
        if len(self.session.ring.generators) == len(free):
            return  # what the solver says of these is all there is
        for turns, sign in ((0, 1), (1, -1), (-1, 1)):
            found = inverted(model, self.session, explored.path, free, turns, Fraction(sign))
            if not found:
                break
            yield [found.get(g.index) or value_of(model, self.session, path, g) for g in free]
        yield from special(model, self.session, path, free)

    def _simple_model(self, free: list[Generator], wrong: list[Formula]) -> Any:
        answer = self.session.ask(wrong, LONG)
        if answer.found != SAT:
            return None
        model, fixed = answer.model, list(wrong)
        chosen = self.session.here().fixed
        varied = [g for g in free if g.index not in chosen]
        for g in (*self._functions(), *varied[:MOST_SIMPLIFIED]):
            for value in SIMPLE:
                p = self.session.ring.gen(g) - self.session.ring.constant(value)
                equal = cast(Formula, self.session.related(p, "="))
                answer = self.session.ask([*fixed, equal], BRIEF)
                if answer.found == SAT:
                    model = answer.model
                    fixed.append(equal)
                    break
        return model

    def _functions(self) -> list[Generator]:
        """Functions of this path whose arguments follow from their values."""
        path = self.session.here()
        return [
            g
            for place, g in self.session.ring.known.items()
            if g.index in path.made and isinstance(place, tuple) and place[0] in INVERTED
        ]

    # -- confirming -----------------------------------------------------------------------------

    def _false_at(self, numbers: list[Proposal], choices: list[int]) -> tuple[str, ...] | None:
        """How the statement is false at these numbers, if the evaluator shows that it is."""
        found: tuple[str, ...] | None = self._at(numbers, choices, _shown_false)
        return found

    def _met_at(self, numbers: list[Proposal], choices: list[int]) -> bool:
        """Whether these numbers are shown to meet the hypotheses."""
        return self._at(numbers, choices, lambda *_: True) is not None

    def _at(
        self,
        numbers: list[Proposal],
        choices: list[int],
        then: Callable[[Session, Evaluator, Opened], Any],
    ) -> Any:
        evaluator = Evaluator(self.evaluator.environment)
        statement = self.theorem.type

        def run(session: Session) -> Any:
            path = Path(session, None, ())

            def assume(p: Proposition) -> None:
                if not _shown(session, p):
                    raise Undecided("a hypothesis that these numbers are not shown to meet")

            with session.on(path):
                found = opened(evaluator, statement, Given(numbers, choices), assume)
                if found.doubts:
                    raise found.doubts[0]
                value = then(session, evaluator, found)
            return None if path.alternatives else value  # known numbers leave no alternative

        common = self.session.ring.budget
        own = Budget(min(CONFIRMING, max(common.left, 0)))
        try:
            return beginning_again(run, own)
        except (Undecided, NoElement, Discard, BridgeError, ArithmeticError, RecursionError):
            return None
        finally:
            common.left -= own.spent + evaluator.steps // EVALUATIONS

    # -- the end --------------------------------------------------------------------------------

    def _summed_up(self) -> Decision:
        if self.open or (self.limited and not self.ends):
            return self._decision("open", reason=self.open or NOT_MET)
        met = self._met()
        if met:
            return self._decision("true", met=True)
        impossible = all(self._impossible(e) for e in self.unmet)
        if not impossible or self.limited:
            return self._decision("true", reason=NOT_MET)
        negation = bool(self.unmet) and all(cast(Leaf, e.value).negation for e in self.unmet)
        if negation or _concludes_negation(self.theorem.type):
            return self._decision("true", met=True)
        if self._contradicts():
            return self._decision("vacuous", reason="the hypotheses contradict each other")
        return self._decision("open", reason=NOT_MET)

    def _met(self) -> bool:
        """Whether an input is found that meets the hypotheses."""
        for explored in list(reversed(self.unmet))[:WITNESSES]:
            if not explored.path.assumptions and not cast(Leaf, explored.value).doubts:
                return True
            for numbers in islice(self._proposals(explored, []), ATTEMPTS):
                if self._met_at(numbers, explored.path.picks):
                    return True
        return False

    def _impossible(self, explored: Explored[Leaf]) -> bool:
        with self.session.on(explored.path):
            return self.session.ask([], LONG).found == UNSAT

    def _contradicts(self) -> bool:
        """Whether hypotheses that mention no size, and nothing that has one, exclude everything."""
        if not self.sizes:
            return True
        left_out = depends_on_size(self.theorem.type, self.evaluator)
        sizes: dict[str, int] = {}

        def run(path: Path) -> None:
            free = Free(self.session, path)
            evaluator = Evaluator(self.evaluator.environment)
            try:
                opened(
                    evaluator,
                    self.theorem.type,
                    free,
                    lambda p: path.assume(cast("Formula | bool", p)),
                    left_out,
                )
            except NoElement:
                raise Discard(path) from None
            sizes.update(path.sizes)
            if self.session.ask([], LONG).found == UNSAT:
                raise Discard(path)

        return not list(explore(self.session, run)) and not sizes

    def _decision(self, verdict: str, **more: Any) -> Decision:
        sizes = tuple((name, tuple(sorted(values))) for name, values in sorted(self.sizes.items()))
        return Decision(
            verdict,
            sizes,
            self.ends,
            self.session.ring.budget.spent,
            limited=self.limited,
            alike=min(self.alike, MOST_ALIKE),
            **more,
        )


NOT_MET = "no input was found that meets the hypotheses"


def _shown(session: Session, p: Proposition) -> bool:
    """Whether a proposition is shown to hold, of numbers that are known."""
    if not isinstance(p, Truth):
        return bool(p)
    return session.ask([cast(Formula, p.negated())], LONG).found == UNSAT


def _shown_false(session: Session, evaluator: Evaluator, found: Opened) -> tuple[str, ...] | None:
    goal = cast(Proposition, evaluator.evaluate(found.goal, found.draw.values))
    false = _shown(session, goal.negated()) if isinstance(goal, Truth) else not goal
    if not false:
        return None
    return (*found.draw.shown, *_explained(evaluator, found.goal, found.draw))


def _explained(evaluator: Evaluator, goal: Expr, draw: Draw) -> tuple[str, ...]:
    try:
        return explained(evaluator, goal, draw.values)
    except (Undecided, BridgeError):
        return ()


def _concludes_negation(statement: Expr) -> bool:
    from bridge.core.expr import Pi

    while isinstance(statement, Pi):
        statement = statement.body
    return is_negation(statement)


def decide(evaluator: Evaluator, theorem: Definition, pool: tuple[Fraction, ...]) -> Decision:
    """Decide a theorem, within a budget of counted steps."""
    budget = Budget(STEPS)

    pool = tuple(dict.fromkeys(c for x in pool[:MOST_POOL] for c in (x, -x)))

    def run(session: Session) -> Decision:
        return Deciding(evaluator, theorem, session).run()

    try:
        with limited(WORK, "deciding this takes too many steps"):
            found = beginning_again(run, budget, pool)
            if found.verdict == "true" and found.sizes and found.steps <= CHEAP:
                return _at_more_sizes(run, found, pool)
            return found
    except (Undecided, BridgeError) as reason:
        return Decision("open", reason=str(reason))
    except Exception as bug:  # costs the decision, and no more: samples are tried
        return Decision("open", reason=f"(our bug) {type(bug).__name__}: {bug}"[:200])


def _at_more_sizes(
    run: Callable[[Session], Decision], found: Decision, pool: tuple[Fraction, ...]
) -> Decision:
    """The same with a fourth value of each size; what was found before where that is too much."""
    try:
        more = beginning_again(run, Budget(STEPS // 4), pool, chosen=4)
    except (Undecided, BridgeError):
        return found
    return more if more.verdict in ("true", "false") else found
