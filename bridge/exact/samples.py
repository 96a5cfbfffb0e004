"""Tests a theorem on samples: its statement, literally, on exact inputs.

Numbers are drawn small and often 0, so that kinks are met; dimensions include 0 and 1. A
hypothesis that fails rejects the draw; `bridge.exact.drawing` says how variables are assigned.
"""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from bridge.core.environment import Definition
from bridge.core.expr import Expr
from bridge.core.work import TooMuchWork, left, limited
from bridge.errors import NotSupported
from bridge.exact.counting import counted_through
from bridge.exact.draw import Draw
from bridge.exact.drawing import _assign, open_goal
from bridge.exact.evaluator import Evaluator
from bridge.exact.explain import explained
from bridge.exact.sampling import SIZES, Generator, NoElement
from bridge.exact.scalars import Exhausted, NotShown, Undecided, UnknownDerivative
from bridge.exact.symbols.quantified import allowance
from bridge.exact.written import written

STEPS, STEPS_OF_DRAW = 400_000, 60_000  # of evaluation, for a theorem and for one draw
# Where simpler counterexamples are looked for, how often, and how many are enough to choose from.
SMALL_SIZES, RETRIES, ENOUGH = (1, 2), 60, 6
# Elements visited in one draw; a draw beyond LARGE is of a large statement, which few draws test.
WORK_OF_DRAW, LARGE, LARGE_DRAWS = 60_000, 4_000, 8
TOO_LARGE = "evaluating this takes too many steps: a size, a range or a number in it is too large"
FEWEST = 3  # draws that meet the hypotheses, for a verdict
SOME = 12  # draws that are enough to say something where quantifiers cost much
PATIENCE = 8  # how many draws are tried for each one that is wanted


NOT_MET = "no input was found that meets the hypotheses"


@dataclass(frozen=True, slots=True)
class Sampled:
    """What samples say: `holds`, `fails`, `undecided`; `none` or `few` that meet the hypotheses,
    where it holds on these few."""

    verdict: str
    draws: int
    accepted: int
    undecided: int = 0
    counterexample: tuple[str, ...] = ()
    reason: str = ""
    largest: int = 0  # size, of what the accepted draws have


class PerhapsFalse(Undecided):
    """The goal is false, if what was taken to hold does hold."""


LIKELY = ("holds", "few", "none")
DOUBTS = (PerhapsFalse, UnknownDerivative, NotShown)


def sampled(evaluator: Evaluator, theorem: Definition, draws: int, seed: str) -> Sampled:
    """Evaluate the statement on `draws` random inputs that satisfy its hypotheses, if as many are
    found; stops at the first counterexample."""
    with allowance():
        found = _sampled(evaluator, theorem, draws, seed)
    return _counted(evaluator, theorem, found) if found.verdict in LIKELY else found


def _counted(evaluator: Evaluator, theorem: Definition, found: Sampled) -> Sampled:
    """What was found, unless small numbers that were not drawn say more."""
    counted = counted_through(evaluator, theorem)
    if counted.counterexample:
        shown = counted.counterexample
        return Sampled("fails", found.draws, counted.accepted, found.undecided, shown)
    if found.verdict != "holds" and found.accepted + counted.accepted < FEWEST:
        return found
    largest = max(found.largest, counted.largest)
    return replace(found, verdict="holds", largest=largest)


@dataclass(slots=True)
class _Tally:
    """What the draws so far said."""

    evaluator: Evaluator
    theorem: Definition
    generator: Generator
    draws: int  # that are wanted
    last: int  # step of the evaluation
    tried: int = 0
    accepted: int = 0  # draws whose hypotheses hold
    undecided: int = 0  # of these, draws whose goal is not decided
    unshown: int = 0  # draws whose hypotheses are not shown to hold
    exhausted: bool = False  # whether quantifiers could not be looked at any more
    doubtful: bool = False  # may be false on a draw whose hypotheses hold: see `DOUBTS`
    ended: bool = False
    large: int = 0  # draws of a large statement
    size: int = 0  # the largest that a draw has whose hypotheses hold
    reason: str = NOT_MET
    shown: tuple[str, ...] | None = None  # of a counterexample

    def goes_on(self) -> bool:
        wanted = (
            not self.ended
            and self.shown is None
            and self.accepted < self.draws
            and self.tried < self.draws * PATIENCE
            and self.undecided + self.unshown < 2 * self.draws
        )
        if wanted and self.evaluator.steps > self.last:
            self.reason = "the evaluation takes too many steps"
            return False
        return wanted

    def draw(self) -> None:
        """One more draw, and what the statement is on it."""
        self.evaluator.limit = self.evaluator.steps + STEPS_OF_DRAW
        self.tried += 1
        draw, before = Draw(), self.accepted
        try:
            self._evaluate(draw)
        except NoElement:
            pass
        except RecursionError:
            raise NotSupported("too-deep", "evaluating the statement nests too deeply") from None
        except TooMuchWork as error:
            if self.tried == 1:  # the smallest draw
                raise
            self.undecided += 1
            self._note(error.diagnostic.message)
        except Exhausted as why:
            self._note_exhausted(why, met=self.accepted > before)
        except Undecided as why:
            self._note_undecided(why, draw, met=self.accepted > before)

    def _evaluate(self, draw: Draw) -> None:
        evaluator, theorem, generator = self.evaluator, self.theorem, self.generator
        largest = min(self.tried - 1, SIZES[-1])  # the first draws are the small ones
        with limited(WORK_OF_DRAW, TOO_LARGE):
            if not _assign(evaluator, theorem.type, draw, generator, largest):
                return
            self.accepted += 1
            self.size = max(self.size, draw.size)
            goal = open_goal(draw)
            holds = _holds(evaluator, goal, draw)
            self.large += left() < WORK_OF_DRAW - LARGE
        if not holds:
            self.shown = _simpler(evaluator, theorem, generator) or _shown(evaluator, goal, draw)
        self.ended = self.large == self.tried == LARGE_DRAWS

    def _note(self, reason: str) -> None:
        """The reason of a doubt is the one that is told."""
        self.reason = self.reason if self.doubtful else reason

    def _note_exhausted(self, why: Exhausted, *, met: bool) -> None:
        self.exhausted = True
        self.accepted -= met
        self.unshown += not met
        self._note(str(why))
        # no quantifier can be looked at any more: what was seen so far counts
        self.ended = self.doubtful or (met and self.accepted >= SOME)
        self.undecided += met and not self.ended

    def _note_undecided(self, why: Undecided, draw: Draw, *, met: bool) -> None:
        self.unshown += not met
        self.undecided += met
        if met and isinstance(why, DOUBTS):
            self.doubtful, self.reason = True, _at(draw, why)
        else:
            self._note(str(why))

    def result(self) -> Sampled:
        if self.shown is not None:
            return self._said("fails", counterexample=self.shown)
        scarce = self.exhausted and 0 < self.accepted < SOME
        unclear = self.undecided and self.undecided >= self.accepted
        blind = self.accepted == 0 and (self.unshown or self.evaluator.steps > self.last)
        if self.doubtful or scarce or unclear or blind:
            return self._said("undecided", reason=self.reason)
        if self.accepted == 0:
            return self._said("none", reason=self.reason)
        clear = self.accepted - self.undecided
        few = clear < min(self.draws, FEWEST) and self.tried >= self.draws
        told = self.reason if self.undecided else ""
        return self._said("few" if few else "holds", reason=told, largest=self.size)

    def _said(self, verdict: str, **more: Any) -> Sampled:
        return Sampled(verdict, self.tried, self.accepted, self.undecided, **more)


def _sampled(evaluator: Evaluator, theorem: Definition, draws: int, seed: str) -> Sampled:
    generator = Generator(seed, written(theorem.type, evaluator.environment))
    tally = _Tally(evaluator, theorem, generator, draws, evaluator.steps + STEPS)
    while tally.goes_on():
        tally.draw()
    evaluator.limit = 0
    return tally.result()


def _at(draw: Draw, why: Undecided) -> str:
    """The reason, with the values that it is about."""
    return f"{why}, at {', '.join(draw.shown)}" if draw.shown else str(why)


def _shown(evaluator: Evaluator, goal: Expr, draw: Draw) -> tuple[str, ...]:
    return (*draw.shown, *explained(evaluator, goal, draw.values))


def _simpler(
    evaluator: Evaluator, theorem: Definition, generator: random.Random
) -> tuple[str, ...]:
    """The shortest of many counterexamples at the smallest sizes that have any."""
    for largest in SMALL_SIZES:
        tries = (_refuted(evaluator, theorem, generator, largest) for _ in range(RETRIES))
        found = list(islice(filter(None, tries), ENOUGH))
        if found:
            return min(found, key=_reading_effort)
    return ()


def _refuted(
    evaluator: Evaluator, theorem: Definition, generator: random.Random, largest: int
) -> tuple[str, ...]:
    """A counterexample, if one more draw gives one."""
    evaluator.limit = evaluator.steps + STEPS_OF_DRAW
    draw = Draw()
    with suppress(NoElement, Undecided, TooMuchWork), limited(WORK_OF_DRAW, TOO_LARGE):
        if _assign(evaluator, theorem.type, draw, generator, largest):
            goal = open_goal(draw)
            if not _holds(evaluator, goal, draw):
                return _shown(evaluator, goal, draw)
    return ()


def _reading_effort(shown: tuple[str, ...]) -> tuple[int, int]:
    """Little text is read fast; arrays without entries say little."""
    text = " ".join(shown)
    return text.count("[]"), len(text)


def _holds(evaluator: Evaluator, goal: Expr, draw: Draw) -> bool:
    """Whether the goal is true; a false one that rests on probes is not decided."""
    if evaluator.evaluate(goal, draw.values):
        return True
    if draw.assumed:
        raise PerhapsFalse("false, if a `∀` over infinitely many elements holds that it mentions")
    return False


def assignment(
    evaluator: Evaluator, statement: Expr, generator: random.Random, largest: int
) -> tuple[Draw, Expr] | None:
    """Random values of the variables of a statement, and its goal; None if a hypothesis fails."""
    draw = Draw()
    if not _assign(evaluator, statement, draw, generator, largest):
        return None
    return draw, open_goal(draw)
