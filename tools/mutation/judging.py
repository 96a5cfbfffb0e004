"""What the project says about a mutant, theorem by theorem, until one is false."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bridge.core.environment import Definition
from bridge.errors import BridgeError, SpecError, bugs_as_refusals, is_bug
from bridge.exact.deciding import decide
from bridge.exact.draw import Draw
from bridge.exact.evaluator import Evaluator
from bridge.exact.samples import assignment, sampled
from bridge.exact.sampling import SIZES, Generator, NoElement
from bridge.exact.scalars import Undecided
from bridge.exact.theorems import DECIDED, Examined, examine
from bridge.exact.written import numerals
from tools.mutation.project import Mutant, Read, changed

DRAWS, QUICK = 40, 80
LARGE = (1, 2, 3, 4, 5, 7, 10, 14, 20)
LARGE_DRAWS, LARGE_TRIES, STEPS_OF_LARGE = 12, 120, 1_000_000
ORDER = ("red", "decided", "decided, no input", "vacuous", "undecided", "refused",
         "green on samples alone", "false at larger sizes", "contradiction", "bug")  # fmt: skip
WRONG = frozenset(ORDER[-4:])  # what must not be
NOT_JUDGED = ("undecided", "refused")
ILL_TYPED, SAME = "ill typed", "the same"


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: `status` is the worst of the theorems that it touches, or `red`."""

    status: str
    theorem: str = ""
    detail: tuple[str, ...] = ()
    touched: int = 0
    largest: int = 0  # the largest size of a sample on which all of them are true

    @property
    def well_typed(self) -> bool:
        return self.status not in (ILL_TYPED, SAME)


class Large(Generator):
    """Draws sizes up to 20 where a small one would be drawn."""

    def choice(self, seq):  # type: ignore[no-untyped-def]
        return super().choice(LARGE if seq is SIZES else seq)


def judge(base: Read, mutant: Mutant) -> Found:
    """What becomes of a project with a mutant in it."""
    try:
        with bugs_as_refusals():
            again = changed(base, mutant)
    except SpecError as error:
        return Found(ILL_TYPED, detail=(error.diagnostic.message,))
    except BridgeError as error:
        return Found("bug" if is_bug(error) else "refused", detail=(error.diagnostic.render(),))
    return verdict(base, again)


def verdict(base: Read, again: Read) -> Found:
    """`red` if a theorem that says something else now is false; else the worst of all."""
    theorems = {d.name: d for d in again.done.theorems()}
    touched = [theorems[n] for n, c in again.closures.items() if base.closures.get(n) != c]
    found = [
        Found("bug" if r.bug else "refused", r.name, (r.diagnostic.render(),))
        for r in again.done.refusals
    ]
    if not touched and not found:
        return Found(SAME)
    light_first = sorted(touched, key=lambda d: len(again.below(d.name)))
    for theorem in light_first:
        shown = _refuted_by_samples(again.evaluator, theorem)
        if shown:
            return Found("red", theorem.name, shown, len(touched))
    for theorem in light_first:
        one = _of_theorem(again.evaluator, theorem)
        if one.status == "red":
            return replace(one, touched=len(touched))
        found.append(one)
    worst = max(found, key=lambda f: ORDER.index(f.status))
    largest = min((f.largest for f in found if f.status == "decided"), default=0)
    return replace(worst, touched=len(touched), largest=largest)


def _refuted_by_samples(evaluator: Evaluator, theorem: Definition) -> tuple[str, ...]:
    """A counterexample that few samples find: such a theorem need not be decided."""
    try:
        with bugs_as_refusals():
            return sampled(evaluator, theorem, QUICK, theorem.name).counterexample
    except BridgeError:
        return ()


def _of_theorem(evaluator: Evaluator, theorem: Definition) -> Found:
    try:
        with bugs_as_refusals():
            return _told(evaluator, theorem, examine(evaluator, theorem, DRAWS, theorem.name))
    except BridgeError as error:
        status = "bug" if is_bug(error) else "refused"
        return Found(status, theorem.name, (error.diagnostic.render(),))


def _told(evaluator: Evaluator, theorem: Definition, told: Examined) -> Found:
    name = theorem.name
    if told.verdict == "fails":
        if told.evidence.kind != DECIDED and (wrong := _contradicted(evaluator, theorem)):
            return Found("contradiction", name, (*told.counterexample, wrong))
        return Found("red", name, told.counterexample)
    if told.verdict != "holds":
        status = "bug" if "our bug" in told.reason else told.verdict
        return Found(status, name, (told.reason,))
    if told.evidence.kind != DECIDED:
        return Found("green on samples alone", name, (f"{told.accepted} draws", told.reason))
    largest, shown = at_large_sizes(evaluator, theorem)
    if shown:
        return Found("false at larger sizes", name, (told.evidence.text, *shown))
    status = "decided" if told.accepted else "decided, no input"
    return Found(status, name, (told.evidence.text,), largest=largest)


def _contradicted(evaluator: Evaluator, theorem: Definition) -> str:
    """Whether what samples refute was decided to be true, at sizes that the samples have."""
    decision = decide(evaluator, theorem, numerals(theorem.type, evaluator.environment))
    if decision.verdict != "true":
        return ""
    sizes = [s for _, values in decision.sizes for s in values]
    generator = Generator(theorem.name)
    for draw, false in _evaluated(evaluator, theorem, generator, max(sizes, default=0)):
        if false:
            return f"decided to be true at {decision.sizes}, false at {draw.shown}"
    return ""


def at_large_sizes(evaluator: Evaluator, theorem: Definition) -> tuple[int, tuple[str, ...]]:
    """The largest size at which the statement was evaluated, and where it is false, if it is."""
    largest = 0
    for draw, false in _evaluated(evaluator, theorem, Large(theorem.name), LARGE[-1]):
        if false:
            return 0, tuple(draw.shown)
        sizes = [v for v in draw.values.values() if type(v) is int]
        largest = max(largest, *sizes, 0)
    return largest, ()


def _evaluated(
    evaluator: Evaluator, theorem: Definition, generator: random.Random, largest: int
) -> Iterator[tuple[Draw, bool]]:
    """Draws that meet the hypotheses, and whether the statement is false there; tries are over
    after some draws, or after some steps."""
    last, met = evaluator.steps + 4 * STEPS_OF_LARGE, 0
    for _ in range(LARGE_TRIES):
        if met == LARGE_DRAWS or evaluator.steps > last:
            break
        evaluator.limit = evaluator.steps + STEPS_OF_LARGE
        try:
            found = assignment(evaluator, theorem.type, generator, largest)
            if found is not None:
                draw, goal = found
                met += 1
                yield draw, not evaluator.evaluate(goal, draw.values) and not draw.assumed
        except (Undecided, NoElement, RecursionError):
            continue
        finally:
            evaluator.limit = 0
