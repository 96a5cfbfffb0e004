"""The subject-independent half of a check: draws, and what the references say about them.

All groups and subjects of a claim see the same samples, so this half is computed once per claim and
kept while its tests run (`evaluation_for`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.random import Generator

from bridge.runtime.comparing import Expected, expectation
from bridge.runtime.drawing import Drawer, Drawn, draw_values
from bridge.runtime.inputs import GRIDS, Grid, cotangents
from bridge.runtime.laws import Comparison, Law
from bridge.runtime.plan import Cell, cells
from bridge.runtime.samples import Batch, Sample
from bridge.runtime.tracked import FLOAT64, Trace
from bridge.runtime.variables import Shape, Variable, size_names

COTANGENT = "cotangent"
Reference = Callable[[Sample], Any]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One cell: accepted samples, samples at a kink, and what each law's reference gives."""

    number: int
    cell: Cell
    grid: Grid
    batch: Batch
    kinks: Batch
    expected: tuple[Expected, ...]

    def rng(self, seed: int) -> Generator:
        """For what is drawn besides: layouts, directions, batch sizes."""
        return np.random.default_rng((seed, self.number, 1))


@dataclass(slots=True)
class Evaluation:
    """The cells of one claim; `output` is the reference whose result the cotangent pairs with."""

    laws: tuple[Law, ...]
    drawer: Drawer
    seed: int
    draws: int
    output: Reference | None = None
    _plan: list[Cell] | None = None
    _done: dict[int, Evaluated] = field(default_factory=dict)
    _grids: dict[str, int] = field(default_factory=dict)

    @property
    def plan(self) -> list[Cell]:
        if self._plan is None:
            names = size_names(self.drawer.variables)
            rng = np.random.default_rng(self.seed)
            powers = self._needs_powers(rng, names)
            plan = cells(rng, names, self.draws, powers_of_two=bool(powers))
            self._plan = [c for c in plan if c.lane == "bound" or powers is not None]
        return self._plan

    def cell(self, number: int) -> Evaluated:
        if number not in self._done:
            self._done[number] = self._evaluated(number, self.plan[number])
        return self._done[number]

    def _needs_powers(self, rng: Generator, names: tuple[str, ...]) -> bool | None:
        """Whether only sizes that are powers of two give exact results; None: not even these."""
        for powers, size in ((False, 3), (True, 2)):
            cell = Cell("exact", FLOAT64, "integers", dict.fromkeys(names, size), 1)
            batch = self._drawn(rng, cell, GRIDS[-1]).batch
            if not batch.count or all(_is_dyadic(law, batch) for law in self.laws):
                return powers
        return None

    def _evaluated(self, number: int, cell: Cell) -> Evaluated:
        """In the exact lane: on the most generous grid on which all references are exact."""
        rng = np.random.default_rng((self.seed, number))
        first = self._grids.get(cell.format.name, 0) if cell.lane == "exact" else len(GRIDS) - 1
        for index in range(first, len(GRIDS)):
            drawn = self._drawn(rng, cell, GRIDS[index])
            expected = tuple(expect(law, drawn.batch, cell) for law in self.laws)
            if cell.lane == "bound" or all(e.exact for e in expected):
                self._grids[cell.format.name] = index
                return Evaluated(number, cell, GRIDS[index], drawn.batch, drawn.kinks, expected)
        nothing = drawn.batch.take(slice(0))
        return Evaluated(number, cell, GRIDS[-1], nothing, nothing, expected)

    def _drawn(self, rng: Generator, cell: Cell, grid: Grid) -> Drawn:
        drawn = self.drawer.draw(rng, cell, grid, cell.count)
        return Drawn(
            self._completed(rng, cell, grid, drawn.batch),
            self._completed(rng, cell, grid, drawn.kinks),
        )

    def _completed(self, rng: Generator, cell: Cell, grid: Grid, batch: Batch) -> Batch:
        """The batch with a cotangent of the shape of the claim's output."""
        if self.output is None or not batch.count:
            return batch
        shape = result_shape(self.output, batch, cell)
        values = cotangents(rng, draw_values(rng, (batch.count, *shape), cell, grid))
        completed = batch.updated({COTANGENT: values})
        return replace(completed, variables=(*batch.variables, Variable(COTANGENT, "array")))


def expect(comparison: Comparison, batch: Batch, cell: Cell) -> Expected:
    """What the reference says about every sample of the batch."""
    trace = Trace(cell.format, batch.count)
    if not batch.count:
        nothing = np.zeros((0,), np.longdouble)
        return Expected(nothing, nothing, np.zeros((0,), np.bool_), exact=True)
    return expectation(comparison.expect(batch, trace), trace)


def result_shape(reference: Reference, batch: Batch, cell: Cell) -> Shape:
    """The shape of the reference's result for one sample."""
    one = Law("", lambda s, py: None, reference)
    result = one.expect(batch.take(slice(1)), Trace(cell.format, min(batch.count, 1)))
    return result.value.shape[1:]


def _is_dyadic(law: Law, batch: Batch) -> bool:
    return law.expect(batch, Trace(FLOAT64, batch.count)).account.grain is not None


_kept: tuple[Any, dict[int, Evaluation]] = (None, {})


def evaluation_for(claim: Any, part: int, make: Callable[[], Evaluation]) -> Evaluation:
    """The evaluation of a check of this claim; kept until another claim is asked for."""
    global _kept
    if _kept[0] != claim:
        _kept = (claim, {})
    found = _kept[1]
    if part not in found:
        found[part] = make()
    return found[part]
