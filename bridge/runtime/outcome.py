"""What a run found: rows for the report, and the first failure."""

from __future__ import annotations

from dataclasses import dataclass, field

from bridge.runtime.comparing import Expected
from bridge.runtime.drawing import Tally
from bridge.runtime.execution import Setup
from bridge.runtime.laws import Comparison, References
from bridge.runtime.modes import Mode
from bridge.runtime.plan import Cell
from bridge.runtime.samples import Batch
from bridge.runtime.tracked import Relation
from bridge.runtime.tracked.trace import Reals


@dataclass(slots=True)
class Row:
    """One mode of one subject in one format and lane. `compared` counts samples."""

    mode: str
    dtype: str
    lane: str
    draws: int = 0
    entries: int = 0
    worst_ratio: float | None = None
    verdict: str = "pass"
    note: str = ""
    exact: bool = True  # whether every result was compared without tolerance

    def add(self, samples: int, entries: int, ratio: float | None) -> None:
        self.draws += samples
        self.entries += entries
        if ratio is not None:
            self.worst_ratio = max(self.worst_ratio or 0.0, ratio)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A batch on which the subject is wrong: at sample `bad`, with layouts as in `plan`.

    `everywhere`: what is expected of all samples, where these are computed by one call. `false`:
    the comparisons of a proposition that fail.
    """

    comparison: Comparison | References
    mode: Mode | None
    cell: Cell
    batch: Batch
    bad: int
    plan: list[Setup]
    text: str
    expected: Reals
    got: Reals | None
    bound: Reals
    everywhere: Expected | None = None
    false: tuple[Relation, ...] = ()


@dataclass(slots=True)
class Outcome:
    """Everything that one claim, subject and group gave."""

    tally: Tally
    rows: dict[tuple[str, str, str], Row] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)  # an ordered set
    unavailable: dict[str, str] = field(default_factory=dict)
    undecided: int = 0
    mismatch: Mismatch | None = None

    def row(self, mode: str, cell: Cell) -> Row:
        key = (mode, cell.format.name, cell.lane)
        return self.rows.setdefault(key, Row(*key))

    def note(self, text: str) -> None:
        self.notes[text] = None

    @property
    def compared(self) -> int:
        return sum(row.entries for row in self.rows.values())

    @property
    def worst_ratio(self) -> float | None:
        ratios = [row.worst_ratio for row in self.rows.values() if row.worst_ratio is not None]
        return max(ratios, default=None)
