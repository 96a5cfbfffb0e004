"""What is known of a theorem itself, without any subject: decided for all inputs, or on samples.

Both ways are always tried. A counterexample of either makes it false. What is decided at some sizes
only is green if samples at larger ones are too; what contradicts itself is vacuous only where that
is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bridge.core.environment import Definition
from bridge.exact.crossing import crossed, is_inequation
from bridge.exact.deciding import NOT_CONFIRMED, Decision, Sizes, decide, listed
from bridge.exact.evaluator import Evaluator
from bridge.exact.samples import NOT_MET, Sampled, assignment, sampled
from bridge.exact.written import numerals

__all__ = ["Evidence", "Examined", "assignment", "examine"]

CROSS_CHECK = 12  # samples of what is decided for all inputs: of the decision, not the statement
TOO_FEW = "hardly an input was found that meets the hypotheses"
DECIDED, SAMPLED = "decided", "sampled"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a verdict about a statement rests on: samples, or every real input at these sizes (with
    none of them, all inputs)."""

    kind: str
    sizes: Sizes = ()

    @property
    def text(self) -> str:
        """For the lock.

        >>> Evidence("decided", (("m", (0, 1)), ("n", (0, 1, 2)))).text
        'decided at m = 0, 1; n = 0, 1, 2'
        """
        return f"{self.kind} at {listed(self.sizes)}" if self.sizes else self.kind

    @classmethod
    def of(cls, text: str) -> Evidence:
        """What `text` says.

        >>> Evidence.of("decided at m = 0, 1; n = 2").sizes
        (('m', (0, 1)), ('n', (2,)))
        """
        kind, _, sizes = text.partition(" at ")
        pairs = (size.rpartition(" = ") for size in sizes.split("; ") if size)
        return cls(kind or SAMPLED, tuple((n, tuple(map(int, v.split(", ")))) for n, _, v in pairs))

    @property
    def short(self) -> str:
        """For a table: the sizes that all of them have.

        >>> Evidence("decided", (("m", (0, 1)), ("n", (0, 1, 2)))).short
        'decided 0..1'
        """
        if not self.sizes:
            return self.kind
        common = sorted(set.intersection(*(set(values) for _, values in self.sizes)))
        if not common:
            return f"{self.kind} at sizes"
        return (
            f"{self.kind} {common[0]}..{common[-1]}" if common[1:] else f"{self.kind} {common[0]}"
        )


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of testing a theorem: `holds`, `fails`, `undecided` or `vacuous`."""

    verdict: str
    draws: int
    accepted: int
    undecided: int = 0
    counterexample: tuple[str, ...] = ()
    reason: str = ""
    evidence: Evidence = Evidence(SAMPLED)

    @property
    def acceptance(self) -> float:
        return self.accepted / self.draws if self.draws else 0.0


def examine(evaluator: Evaluator, theorem: Definition, draws: int, seed: str) -> Examined:
    """Decide the statement, and evaluate it on `draws` inputs that satisfy its hypotheses."""
    decision = decide(evaluator, theorem, numerals(theorem.type, evaluator.environment))
    evidence = Evidence(DECIDED, decision.sizes)
    if decision.verdict == "false":
        return Examined("fails", 1, 1, 0, decision.counterexample, evidence=evidence)
    if decision.verdict == "vacuous":
        return Examined("vacuous", 0, 0, reason=decision.reason, evidence=evidence)
    if decision.verdict == "true" and decision.everywhere and decision.met:
        draws = min(draws, CROSS_CHECK)
    found = combined(decision, sampled(evaluator, theorem, draws, seed))
    if found.verdict == "holds" and decision.reason == NOT_CONFIRMED:
        return _thin(evaluator, theorem, found, seed)
    return found


def _thin(evaluator: Evaluator, theorem: Definition, found: Examined, seed: str) -> Examined:
    """Where the solver sees a counterexample, draws say little of `a ≠ b`: they seldom hit it."""
    if not is_inequation(theorem.type):
        return found
    shown = crossed(evaluator, theorem, seed)
    if shown:
        return replace(found, verdict="fails", counterexample=shown)
    return replace(found, verdict="undecided", reason=NOT_CONFIRMED)


def combined(decision: Decision, samples: Sampled) -> Examined:
    """The verdict where deciding found no counterexample."""
    told = Examined(
        samples.verdict,
        samples.draws,
        samples.accepted,
        samples.undecided,
        samples.counterexample,
        samples.reason,
    )
    if decision.verdict != "true":
        return _not_decided(decision, told)
    decided = replace(told, verdict="holds", evidence=Evidence(DECIDED, decision.sizes))
    if samples.verdict == "fails":
        return _contradicted(told) if decision.everywhere else told
    if not decision.met and samples.verdict not in ("holds", "few"):
        return replace(told, verdict="undecided", reason=_unmet(decision))
    if decision.everywhere:
        return replace(decided, reason="" if samples.verdict == "none" else told.reason)
    if samples.verdict == "undecided":
        return told
    if decision.limited and samples.largest < decision.looked_beyond:
        return replace(told, verdict="undecided", reason=_unmet_beyond(decision))
    return decided


def _not_decided(decision: Decision, told: Examined) -> Examined:
    if told.verdict == "few":
        return replace(told, verdict="undecided", reason=TOO_FEW)
    if told.verdict == "none":
        return replace(told, verdict="undecided", reason=_unmet(decision))
    return told


def _unmet(decision: Decision) -> str:
    return f"{NOT_MET} (sizes {listed(decision.sizes)})" if decision.sizes else NOT_MET


def _unmet_beyond(decision: Decision) -> str:
    where = listed(decision.sizes)
    return f"it is true at {where}; {NOT_MET} at larger sizes" if where else NOT_MET


def _contradicted(told: Examined) -> Examined:
    """Every input was shown to be fine, and one is not: one of the two is wrong, and it is ours."""
    values = ", ".join(told.counterexample)
    reason = f"it was decided to be true, and a sample says that it is false: {values}"
    return replace(told, verdict="undecided", counterexample=(), reason=f"(our bug) {reason}")
