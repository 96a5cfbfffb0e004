"""What the checks report, as plain data. Imports nothing heavy: the pytest plugin reads this."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Verdict = Literal["pass", "holds", "fail", "vacuous", "undecided", "unsupported", "error"]

# The verdict of a whole is the first of these that one of its parts has. A mode that a subject does
# not support (`unsupported`) does not take away what the other modes have shown.
SEVERITY: tuple[Verdict, ...] = (
    "error",
    "fail",
    "vacuous",
    "undecided",
    "pass",
    "holds",
    "unsupported",
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


@dataclass(slots=True)
class Result:
    """One claim, gathered from all its tests. `line` is filled in by who knows the Lean file."""

    name: str
    file: str
    form: str
    verdict: Verdict
    seed: int
    reason: str = ""
    subjects: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0
    line: int | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def subject_names(self) -> list[str]:
        return list(dict.fromkeys(s["name"] for s in self.subjects))

    @property
    def modes(self) -> list[str]:
        ran = (s["mode"] for s in self.subjects if s["verdict"] != "unsupported")
        return list(dict.fromkeys(ran))

    @property
    def draws(self) -> int:
        return sum(s["draws"] for s in self.subjects)

    @property
    def acceptance(self) -> float:
        return min((s["acceptance"] for s in self.subjects), default=0.0)

    @property
    def worst_ratio(self) -> float | None:
        ratios = [s["worst_ratio"] for s in self.subjects if s["worst_ratio"] is not None]
        return max(ratios, default=None)


def collected(records: Iterable[dict[str, Any]]) -> list[Result]:
    """Records by claim, in the order in which claims first occur."""
    results: dict[tuple[str, str], Result] = {}
    for r in records:
        key = (r["file"], r["name"])
        first = Result(r["name"], r["file"], r["form"], r["verdict"], r["seed"])
        known = results.setdefault(key, first)
        known.verdict = worst([known.verdict, r["verdict"]])
        known.subjects += r["lines"]
        known.notes += [n for n in r["notes"] if n not in known.notes]
        known.reason = known.reason or r["reason"]
        known.seconds = round(known.seconds + r["seconds"], 3)
    return list(results.values())


def worst(verdicts: list[Verdict]) -> Verdict:
    """The verdict of a whole, from those of its parts."""
    return min(verdicts, key=SEVERITY.index)
