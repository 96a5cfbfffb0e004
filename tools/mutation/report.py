"""What a run says: the counts, a table of kinds, and what has to be read, in the order made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tools.mutation.judging import ILL_TYPED, NOT_JUDGED, ORDER, SAME, WRONG, Found
from tools.mutation.project import Mutant

MEANT = {
    "red": "shown to be false",
    "decided": "decided to be true, and true on samples at larger sizes",
    "decided, no input": "decided to be true, but no sample met the hypotheses",
    "vacuous": "the hypotheses contradict each other",
    "undecided": "neither shown to be true nor false",
    "refused": "not read or not evaluated, with the reason",
    "green on samples alone": "WRONG: nothing but samples says that it is true",
    "false at larger sizes": "WRONG: decided to be true, and false on a larger sample",
    "contradiction": "WRONG: deciding and samples disagree",
    "bug": "WRONG: an internal error",
    SAME: "another way to write what was there",
    ILL_TYPED: "text that Lean rejects",
}
TO_READ = ("decided", "decided, no input", "vacuous")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A mutant, its texts and what was found."""

    mutant: Mutant
    squared: bool
    line: int
    old: str
    new: str
    found: Found
    seconds: float

    @property
    def where(self) -> str:
        m, file = self.mutant, self.mutant.file.rpartition("/")[2]
        name = m.declaration.rpartition(".")[2]
        return f"{file}:{self.line} {name}: {m.kind}{', equal dimensions' * self.squared}"

    def short(self) -> str:
        return f"{self.found.status}: {self.where}"

    def told(self) -> str:
        """For reading: the change, and why it has its status."""
        f = self.found
        theorem = f"{f.theorem.rpartition('.')[2]}: " if f.theorem else ""
        at = f"; samples up to size {f.largest}" if f.largest else ""
        others = f"; {f.touched} theorems touched" if f.touched > 1 else ""
        changed = [*_marked("-", self.old), *_marked("+", self.new)]
        return "\n".join(
            [self.where, *changed, f"    {theorem}{', '.join(filter(None, f.detail))}{at}{others}"]
        )


def _marked(mark: str, text: str) -> list[str]:
    return [f"    {mark} {line.strip()}" for line in text.splitlines()]


def report(every: Sequence[Outcome], seconds: float) -> str:
    """All of it."""
    parts = [counts(every, seconds), table(every)]
    parts += _section(every, WRONG, "WRONG")
    parts += _section(every, NOT_JUDGED, "Without a verdict")
    parts += _section(every, TO_READ, "To be read: is each of these true?")
    return "\n\n".join(parts)


def counts(every: Sequence[Outcome], seconds: float) -> str:
    """How many there are of each status, worst last; the sums."""
    status = Counter(o.found.status for o in every)
    good = [o for o in every if o.found.well_typed]
    squared = sum(o.squared for o in good)
    slowest = max((o.seconds for o in every), default=0)
    cpu = sum(o.seconds for o in every)
    lines = [f"{len(good)} well-typed mutants, {squared} of them of equal dimensions"]
    lines += [f"{status[s]:5}  {s}: {MEANT[s]}" for s in ORDER if status[s] or s in WRONG]
    lines.append(f"besides {status[ILL_TYPED]} {MEANT[ILL_TYPED]}, {status[SAME]} {MEANT[SAME]}")
    lines.append(f"{seconds:.0f} s, of the processors {cpu:.0f} s, {slowest:.0f} s the slowest")
    return "\n".join(lines)


def table(every: Sequence[Outcome]) -> str:
    """Kinds of change by status; nothing where there is none."""
    columns = [s for s in (*ORDER, SAME, ILL_TYPED) if any(o.found.status == s for o in every)]
    counted = Counter((o.mutant.kind, o.found.status) for o in every)
    kinds = sorted({o.mutant.kind for o in every})
    width = max(map(len, kinds), default=0)

    def row(name: str, cells: Iterator[str]) -> str:
        shown = (cell.rjust(len(c)) for cell, c in zip(cells, columns, strict=True))
        return "  ".join((name.ljust(width), *shown)).rstrip()

    head = row("", iter(columns))
    rows = [row(k, (str(counted[k, c] or "·") for c in columns)) for k in kinds]
    return "\n".join([head, *rows])


def _section(
    every: Sequence[Outcome], statuses: Sequence[str] | frozenset[str], title: str
) -> list[str]:
    found = [o for o in every if o.found.status in statuses]
    if not found:
        return []
    heading = f"{title} ({len(found)})"
    listed = [f"{n:3} {o.told()}" for n, o in enumerate(found, 1)]
    return ["\n".join([heading, "-" * len(heading), *listed])]
