"""The result of `verify`: one per theorem, with what was checked against which subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from bridge.config import Accepted

SCHEMA = "lean-bridge/verify/2"
# from best to worst; a theorem has the worst verdict of its parts
VERDICTS = (
    "pass", "holds", "tautology", "vacuous", "undecided", "unsupported", "fail", "error",
)  # fmt: skip
GREEN = frozenset({"pass", "holds"})


@dataclass(frozen=True, slots=True)
class SubjectResult:
    """One subject under one mode and dtype; `conjunct` is Lean's text, if there are several."""

    name: str
    against: str
    mode: str
    dtype: str
    verdict: str
    draws: int
    worst_ratio: float | None = None
    tolerance: str = ""
    acceptance: float | None = None
    reason: str = ""
    conjunct: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What the verdict about the statement itself rests on: `decided` for every real input at the
    values of `sizes` (with none: for all inputs), or `sampled` on so many draws."""

    kind: str
    sizes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    draws: int = 0
    short: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One theorem."""

    name: str
    file: str
    line: int
    form: str
    verdict: str
    reason: str = ""
    proof: str = ""
    evidence: Statement | None = None
    subjects: tuple[SubjectResult, ...] = ()
    accepted: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def green(self) -> bool:
        return self.verdict in GREEN or self.accepted is not None

    @property
    def draws(self) -> int:
        exact = self.evidence.draws if self.evidence is not None else 0
        return exact + sum(s.draws for s in self.subjects)


def worst(verdicts: list[str]) -> str:
    """The worst of several verdicts.

    >>> worst(["pass", "fail", "holds"])
    'fail'
    """
    return max(verdicts, key=VERDICTS.index)


def accept(name: str, verdict: str, accepted: tuple[Accepted, ...]) -> str | None:
    """The reason with which the project accepts this verdict for this theorem."""
    for entry in accepted:
        if entry.verdict == verdict and fnmatchcase(name, entry.name):
            return entry.reason
    return None


@dataclass(frozen=True, slots=True)
class Report:
    """All theorems of a run."""

    tool: str
    torch: str
    seed: str
    results: tuple[Result, ...] = field(default=())
    problems: tuple[str, ...] = ()  # what could not be read besides theorems
    bugs: tuple[str, ...] = ()  # of ours, met in definitions

    @property
    def green(self) -> bool:
        if not self.results or self.problems or self.bugs:
            return False
        return all(r.green for r in self.results)

    def json(self) -> dict[str, Any]:
        return {"schema": SCHEMA, **asdict(self)}
