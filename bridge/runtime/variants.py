"""Which comparisons a group of modes makes on a cell: the laws, and what is derived from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from bridge.runtime.comparing import Expected
from bridge.runtime.drawing import Drawer, draw_values
from bridge.runtime.evaluation import Evaluated, expect, result_shape
from bridge.runtime.laws import DIRECTION, WEIGHT, Comparison, Derivative, Law, Vmapped
from bridge.runtime.lift import BATCH_SIZES, EXACT_MEAN_SIZES, Lift, Lifted, find_lift
from bridge.runtime.modes import MODES, SECOND_ORDER, Group, Mode
from bridge.runtime.samples import Batch
from bridge.runtime.subjects import Subject
from bridge.runtime.tracked import NoRule


@dataclass(frozen=True, slots=True)
class Prepared:
    """One comparison on one batch, with the modes to run it in; all samples are usable."""

    comparison: Comparison
    modes: tuple[Mode, ...]
    batch: Batch
    expected: Expected
    unusable: int


@dataclass(frozen=True, slots=True)
class Variants:
    """The comparisons of one group for one subject. `notes` collects what could not be made."""

    group: Group
    subject: Subject
    laws: tuple[Law, ...]
    drawer: Drawer
    seed: int
    notes: dict[str, None]

    def of(self, made: Evaluated) -> Iterator[Prepared]:
        for law, expected in zip(self.laws, made.expected, strict=True):
            modes = _on_cell(MODES[self.group], made.number)
            if self.group == "batch":
                yield from self._lifted(made, law, modes)
            elif self.group == "vmap":
                yield from self._vmapped(made, law, modes, expected)
            elif modes:
                yield usable(law, modes, made.batch, expected)
            if self.group == "nested":
                yield from self._second_order(made, law)

    def _vmapped(
        self, made: Evaluated, law: Law, modes: tuple[Mode, ...], expected: Expected
    ) -> Iterator[Prepared]:
        if not made.batch.arrays:
            self.notes["not run under vmap: there is no array to map over"] = None
        elif modes:
            yield usable(Vmapped(law), modes, made.batch, expected)

    def _second_order(self, made: Evaluated, law: Law) -> Iterator[Prepared]:
        """Both sides differentiated once more, where hypotheses leave a neighbourhood."""
        chosen = [(how, mode) for how, mode in SECOND_ORDER if _on_cell((mode,), made.number)]
        if self.drawer.closed or not made.batch.arrays or not chosen:
            return
        batch = self._moved(made, law)
        for how, mode in chosen:
            comparison = Derivative(law, how)
            try:
                expected = expect(comparison, batch, made.cell)
            except NoRule as error:
                self.notes[f"no second-order check: {error}"] = None
                return
            if made.cell.lane == "bound" or expected.exact:
                yield usable(comparison, (mode,), batch, expected)

    def _moved(self, made: Evaluated, law: Law) -> Batch:
        """A few samples with a direction for every variable and a weight for the result."""
        batch, rng = made.batch.take(slice(2)), made.rng(self.seed)
        shapes = {DIRECTION + k: v.shape[1:] for k, v in batch.arrays.items()}
        shapes[WEIGHT] = result_shape(law.right, batch, made.cell)
        extra = {
            key: draw_values(rng, (batch.count, *shape), made.cell, made.grid)
            for key, shape in shapes.items()
        }
        return replace(batch, extra=extra)

    def _lifted(self, made: Evaluated, law: Law, modes: tuple[Mode, ...]) -> Iterator[Prepared]:
        lift = find_lift(law, self.subject, made.batch)
        if lift is None:
            self.notes[f"not run on batches: {law.label or 'the claim'}"] = None
            return
        comparison = Lifted(law, lift, self._batch_size(made, lift))
        groups = self._groups(comparison, made)
        if groups.count and modes:
            yield usable(comparison, modes, groups, expect(comparison, groups, made.cell))

    def _batch_size(self, made: Evaluated, lift: Lift) -> int:
        exact_mean = lift.mean and made.cell.lane == "exact"
        sizes = EXACT_MEAN_SIZES if exact_mean else BATCH_SIZES
        return sizes[made.number % len(sizes)]

    def _groups(self, lifted: Lifted, made: Evaluated) -> Batch:
        """Groups of samples that share the shared variables and all meet the hypotheses."""
        batch = made.batch
        wanted = -(-batch.count // lifted.size) * lifted.size
        groups = lifted.grouped(batch.take(np.arange(wanted) % batch.count))
        good = self.drawer.accepted(lifted.flat(groups), made.cell.format)
        return groups.take(good.reshape(-1, lifted.size).all(axis=1))


def usable(
    comparison: Comparison, modes: tuple[Mode, ...], batch: Batch, expected: Expected
) -> Prepared:
    """Without the samples on which nothing can be said; these are counted."""
    good = expected.usable
    if good.all():
        return Prepared(comparison, modes, batch, expected, 0)
    return Prepared(comparison, modes, batch.take(good), expected.take(good), int((~good).sum()))


def _on_cell(modes: tuple[Mode, ...], number: int) -> tuple[Mode, ...]:
    """Costly modes run on every second, third, ... cell."""
    return tuple(mode for mode in modes if number % mode.every == 0)
