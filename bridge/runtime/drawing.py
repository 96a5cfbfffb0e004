"""Drawing one batch that satisfies the hypotheses, and counting how many draws did."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.random import Generator

from bridge.runtime.constructions import ENOUGH, Search
from bridge.runtime.hypotheses import Hypothesis, judge
from bridge.runtime.inputs import BOUND, EXACT, Grid, Values, representable
from bridge.runtime.plan import Cell
from bridge.runtime.samples import Batch
from bridge.runtime.tracked.formats import Format
from bridge.runtime.tracked.trace import Mask
from bridge.runtime.variables import Shape, Variable

ROUNDS = 3  # pools drawn before a cell is given up


@dataclass(slots=True)
class Tally:
    """Counts over all cells of a claim. `how` says which construction was used, if any.

    `accepted` counts draws that met the hypotheses as drawn; `met` those and the constructed ones.
    """

    drawn: int = 0
    accepted: int = 0
    met: int = 0
    outside: int = 0
    how: set[str] = field(default_factory=set)

    @property
    def acceptance(self) -> float:
        return self.accepted / self.drawn if self.drawn else 0.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """The accepted samples of a cell, and those at an exact kink."""

    batch: Batch
    kinks: Batch


@dataclass(slots=True)
class Drawer:
    """Draws for one claim."""

    variables: tuple[Variable, ...]
    hypotheses: tuple[Hypothesis, ...]
    tally: Tally = field(default_factory=Tally)
    search: Search = field(default_factory=Search)
    closed: bool = False

    def draw(self, rng: Generator, cell: Cell, grid: Grid, count: int) -> Drawn:
        """Up to `count` accepted samples; fewer if the hypotheses are rarely met."""
        numbers = _numbers(rng, self.variables, cell)
        if numbers is None:  # an index below 0: nothing to say at these sizes
            nothing = self._pool(rng, cell, grid, {}, 1).take(slice(0))
            return Drawn(nothing, nothing)
        size = 2 * count + 6 if self.hypotheses else count
        if not any(v.arrays(cell.sizes) for v in self.variables):
            size = count = 1  # all that varies is drawn once per cell
        pools: list[tuple[Batch, Mask]] = []
        kinks: list[tuple[Batch, Mask]] = []
        for _ in range(ROUNDS):
            batch = self._pool(rng, cell, grid, numbers, size)
            accepted, kink = self._judge(batch, cell.format)
            kinks.append((batch, kink))
            if accepted.mean() < ENOUGH and self.hypotheses:
                batch, accepted = self._constructed(batch, accepted, cell.format)
            pools.append((batch, accepted))
            if sum(int(a.sum()) for _, a in pools) >= count:
                break
        return Drawn(_joined(pools).take(slice(count)), _joined(kinks).take(slice(count)))

    def accepted(self, batch: Batch, fmt: Format) -> Mask:
        """Which samples meet the hypotheses, for certain, inside the common domain."""
        if not self.hypotheses:
            return np.ones(batch.count, np.bool_)
        judged = judge(self.hypotheses, batch, fmt)
        return judged.accepted & ~judged.outside

    def _pool(
        self, rng: Generator, cell: Cell, grid: Grid, numbers: dict[str, int], size: int
    ) -> Batch:
        shapes = {k: s for v in self.variables for k, s in v.arrays(cell.sizes).items()}
        arrays = {k: draw_values(rng, (size, *s), cell, grid) for k, s in shapes.items()}
        grain = grid.grain if cell.lane == "exact" else None
        return Batch(self.variables, cell.sizes, arrays, numbers, size, grain)

    def _judge(self, batch: Batch, fmt: Format) -> tuple[Mask, Mask]:
        if not self.hypotheses:
            everywhere = np.ones(batch.count, np.bool_)
            self.tally.drawn += batch.count
            self.tally.accepted += batch.count
            self.tally.met += batch.count
            return everywhere, ~everywhere
        judged = judge(self.hypotheses, batch, fmt)
        self.closed |= judged.closed
        self.tally.drawn += batch.count
        self.tally.accepted += int(judged.accepted.sum())
        self.tally.met += int(judged.accepted.sum())
        self.tally.outside += int((judged.accepted & judged.outside).sum())
        return judged.accepted & ~judged.outside, judged.kink

    def _constructed(self, batch: Batch, accepted: Mask, fmt: Format) -> tuple[Batch, Mask]:
        def rate(candidate: Batch) -> tuple[float, float]:
            judged = judge(self.hypotheses, _fitted(candidate, fmt), fmt)
            return float(judged.accepted.mean()), judged.share

        construction = self.search.construction(batch, rate)
        if construction is None:
            return batch, accepted
        self.tally.how.add(construction.name)
        made = _fitted(construction.make(batch), fmt)
        judged = judge(self.hypotheses, made, fmt)
        self.tally.met += int(judged.accepted.sum())
        self.tally.outside += int((judged.accepted & judged.outside).sum())
        return made, judged.accepted & ~judged.outside


def draw_values(rng: Generator, shape: Shape, cell: Cell, grid: Grid) -> Values:
    """Values of the cell's input class, sample axis first, each sample on its own."""
    if cell.lane == "exact":
        return EXACT[cell.inputs](rng, shape, grid)
    drawn = [BOUND[cell.inputs](rng, shape[1:], cell.format) for _ in range(shape[0])]
    return representable(np.stack(drawn), cell.format) if drawn else np.zeros(shape)


def _numbers(rng: Generator, variables: tuple[Variable, ...], cell: Cell) -> dict[str, int] | None:
    """Natural numbers and indices; None where an index has no value."""
    drawn = {}
    for v in variables:
        if v.kind == "natural":
            drawn[v.name] = int(rng.integers(1, 6))
        elif v.kind == "index":
            (bound,) = v.shape(cell.sizes)
            if not bound:
                return None
            drawn[v.name] = int(rng.integers(bound))
    return drawn


def _fitted(batch: Batch, fmt: Format) -> Batch:
    """A constructed batch: representable again, on the half-odd grid."""
    grain = None if batch.grain is None else min(batch.grain, -1)
    arrays = {k: representable(v, fmt) for k, v in batch.arrays.items()}
    return replace(batch, arrays=arrays, grain=grain)


def _joined(parts: list[tuple[Batch, Mask]]) -> Batch:
    chosen = [batch.take(mask) for batch, mask in parts]
    first = chosen[0]
    grains = [b.grain for b in chosen if b.grain is not None]
    arrays = {k: np.concatenate([b.arrays[k] for b in chosen]) for k in first.arrays}
    count = sum(b.count for b in chosen)
    return replace(first, count=count, arrays=arrays, grain=min(grains, default=None))
