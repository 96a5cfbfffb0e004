"""What the checks report, as plain data. Imports nothing heavy: the pytest plugin reads this."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Verdict = Literal["pass", "holds", "fail", "vacuous", "undecided", "unsupported", "error"]

# The verdict of a claim is the first of these that it has for one of its subjects.
SEVERITY: tuple[Verdict, ...] = (
    "error",
    "fail",
    "vacuous",
    "undecided",
    "unsupported",
    "pass",
    "holds",
)


GREEN: tuple[Verdict, ...] = ("pass", "holds")


@dataclass(frozen=True, slots=True)
class Line:
    """One subject in one mode, format and lane; `conjunct` is Lean's text, if there are several."""

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
    conjunct: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One check of one claim: what a test contributes to the report.

    `part`: which check of the test it is.
    """

    name: str
    file: str
    subject: str
    form: str
    verdict: Verdict
    seed: int
    reason: str = ""
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    script: str | None = None
    part: int = 0

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
    scripts: list[str] = field(default_factory=list)
    line: int | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def green(self) -> bool:
        return self.verdict in GREEN

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
    by_claim: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for record in records:
        by_claim.setdefault((record["file"], record["name"]), []).append(record)
    return [_result(of_claim) for of_claim in by_claim.values()]


def _result(records: list[dict[str, Any]]) -> Result:
    """One claim's records as one result."""
    first = records[0]
    verdict = _verdict(records)
    told = [r for r in records if r["verdict"] == verdict and r["reason"]]
    reasons = {r["part"]: r["reason"] for r in reversed(told)}  # the first of each check
    return Result(
        first["name"],
        first["file"],
        next((r["form"] for r in records if r["form"]), ""),
        verdict,
        first["seed"],
        "\n\n".join(dict.fromkeys(reasons[part] for part in sorted(reasons))),
        [line for r in records for line in r["lines"]],
        list(dict.fromkeys(note for r in records for note in r["notes"])),
        round(sum(r["seconds"] for r in records), 3),
        [r["script"] for r in records if r["script"]],
    )


def _verdict(records: list[dict[str, Any]]) -> Verdict:
    """The worst of its checks and subjects."""
    groups: dict[tuple[str, int], list[Verdict]] = {}
    for r in records:
        groups.setdefault((r["subject"], r["part"]), []).append(r["verdict"])
    return worst(_over_modes(verdicts) for verdicts in groups.values())


def _over_modes(verdicts: list[Verdict]) -> Verdict:
    """A group of modes that the subject does not support does not undo what others have shown."""
    shown = [v for v in verdicts if v != "unsupported"]
    return worst(shown) if shown else "unsupported"


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    return min(verdicts, key=SEVERITY.index)
