"""What the checks report, as plain data for JSON. Imports nothing heavy: the plugin reads this."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Verdict = Literal["pass", "holds", "fail", "vacuous", "undecided", "unsupported", "error"]

# From the verdict that decides to the one that is outweighed by any other.
SEVERITY: tuple[Verdict, ...] = (
    "error",
    "fail",
    "vacuous",
    "undecided",
    "unsupported",
    "pass",
    "holds",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One subject in one mode, format and lane."""

    name: str
    against: str
    mode: str
    dtype: str
    lane: str
    verdict: Verdict
    draws: int
    acceptance: float
    worst_ratio: float | None
    tolerance: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One check of one claim: what a test contributes to the report."""

    name: str
    file: str
    form: str
    verdict: Verdict
    seed: int
    reason: str = ""
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(slots=True)
class Recorder:
    """Records of the test that is running; the plugin takes them after each test."""

    records: list[Record] = field(default_factory=list)

    def take(self) -> list[Record]:
        taken, self.records = self.records, []
        return taken


RECORDER = Recorder()


def worst(verdicts: list[Verdict]) -> Verdict:
    """The verdict of a whole, from those of its parts."""
    return min(verdicts, key=SEVERITY.index)
