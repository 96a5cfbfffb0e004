"""Running one claim against one subject in one group of modes: draw, evaluate, compare, tally."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.random import Generator

from bridge.runtime.comparing import Expected, compared, expectation
from bridge.runtime.drawing import Drawer, Drawn, draw_values
from bridge.runtime.execution import Incident, Setup, run_each, run_whole, setups
from bridge.runtime.hypotheses import judge
from bridge.runtime.inputs import GRIDS, Grid, cotangents
from bridge.runtime.laws import DIRECTION, WEIGHT, Comparison, Derivative, Law, Vmapped
from bridge.runtime.lift import BATCH_SIZES, EXACT_MEAN_SIZES, Lift, Lifted, find_lift
from bridge.runtime.modes import (
    FUNC,
    GRAPH,
    MODES,
    Group,
    Mode,
    ModeUnavailable,
    NotInMode,
)
from bridge.runtime.outcome import Mismatch, Outcome
from bridge.runtime.plan import Cell, cells
from bridge.runtime.samples import Batch, Sample
from bridge.runtime.shrink import cropped, resized_arrays
from bridge.runtime.subjects import Subject
from bridge.runtime.tracked import FLOAT64, NoRule, Trace
from bridge.runtime.variables import Variable, size_names

SHARE = {"values": 1.0, "reverse": 1.0, "forward": 0.5, "nested": 0.4, "vmap": 1.0, "batch": 0.5}
COSTLY_SAMPLES = 2
KINK_SAMPLES = 6
COTANGENT = "cotangent"
# What PyTorch says of an autograd.Function that torch.func cannot transform.
FUNCTORCH_NEEDS = ("setup_context", "generate_vmap_rule", "vmap staticmethod")
SECOND_ORDER = (("jvp", FUNC), ("vjp", FUNC), ("autograd", GRAPH))


@dataclass(frozen=True, slots=True)
class Task:
    """A claim's equations, one subject, one group. `output` has the shape of the cotangent."""

    theorem: str
    subject: Subject
    group: Group
    laws: tuple[Law, ...]
    seed: int
    draws: int
    output: Callable[[Sample], Any] | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """One comparison on one batch, with the modes to run it in."""

    comparison: Comparison
    modes: tuple[Mode, ...]
    batch: Batch
    expected: Expected


@dataclass(slots=True)
class Runner:
    task: Task
    drawer: Drawer
    outcome: Outcome = field(init=False)
    grids: dict[str, int] = field(default_factory=dict)
    kinks_seen: int = 0

    def __post_init__(self) -> None:
        self.outcome = Outcome(self.drawer.tally)

    def run(self) -> Outcome:
        """All cells of the plan, up to the first mismatch."""
        for number, cell in enumerate(self._plan()):
            rng = np.random.default_rng((self.task.seed, number))
            self._run_cell(rng, cell)
            if self.outcome.mismatch is not None:
                break
        return self.outcome

    def _plan(self) -> list[Cell]:
        names = size_names(self.drawer.variables)
        rng = np.random.default_rng(self.task.seed)
        draws = max(1, round(self.task.draws * SHARE[self.task.group]))
        powers = self._needs_powers(rng, names)
        plan = cells(rng, names, draws, powers_of_two=bool(powers))
        return [c for c in plan if c.lane == "bound" or powers is not None]

    def _needs_powers(self, rng: Generator, names: tuple[str, ...]) -> bool | None:
        """Whether only sizes that are powers of two give exact results; None: not even these."""
        for powers, size in ((False, 3), (True, 2)):
            cell = Cell("exact", FLOAT64, "integers", dict.fromkeys(names, size), 1)
            drawn = self._drawn(rng, cell, GRIDS[-1], 1)
            if drawn.batch.count == 0 or all(self._grained(law, drawn.batch) for law in self.task.laws):
                return powers
        return None

    def _grained(self, law: Law, batch: Batch) -> bool:
        return law.expect(batch, Trace(FLOAT64, batch.count)).account.grain is not None

    def _run_cell(self, rng: Generator, cell: Cell) -> None:
        drawn, prepared = self._prepared(rng, cell)
        for one in prepared:
            plan = setups(rng, one.batch)
            for mode in one.modes:
                self._compare(one, mode, cell, plan)
                if self.outcome.mismatch is not None:
                    return
        if drawn.kinks.count and cell.lane == "exact" and cell.format is FLOAT64:
            self._at_kinks(rng, cell, drawn.kinks)

    # Drawing, and what is expected.

    def _prepared(self, rng: Generator, cell: Cell) -> tuple[Drawn, list[Prepared]]:
        """In the exact lane: on the most generous grid on which the references are exact."""
        start = self.grids.get(cell.format.name, 0) if cell.lane == "exact" else len(GRIDS) - 1
        for index in range(start, len(GRIDS)):
            drawn = self._drawn(rng, cell, GRIDS[index], cell.count)
            if not drawn.batch.count:
                return drawn, []
            prepared = list(self._comparisons(rng, cell, GRIDS[index], drawn.batch))
            if cell.lane == "bound" or all(p.expected.exact for p in prepared):
                self.grids[cell.format.name] = index
                return drawn, prepared
        return drawn, [p for p in prepared if p.expected.exact]

    def _drawn(self, rng: Generator, cell: Cell, grid: Grid, count: int) -> Drawn:
        drawn = self.drawer.draw(rng, cell, grid, count)
        return Drawn(
            self._completed(rng, cell, grid, drawn.batch),
            self._completed(rng, cell, grid, drawn.kinks),
        )

    def _completed(self, rng: Generator, cell: Cell, grid: Grid, batch: Batch) -> Batch:
        """The batch with a cotangent of the shape of the claim's output."""
        if self.task.output is None or not batch.count:
            return batch
        one = Law("", lambda s, py: None, self.task.output)
        shape = one.expect(batch.take(slice(1)), Trace(cell.format, 1)).value.shape[1:]
        values = cotangents(rng, draw_values(rng, (batch.count, *shape), cell, grid))
        completed = batch.updated({COTANGENT: values})
        return replace(completed, variables=(*batch.variables, Variable(COTANGENT, "array")))

    def _comparisons(
        self, rng: Generator, cell: Cell, grid: Grid, batch: Batch
    ) -> Iterator[Prepared]:
        group = self.task.group
        for law in self.task.laws:
            if group == "batch":
                yield from self._lifted(rng, cell, law, batch)
                continue
            comparison = Vmapped(law) if group == "vmap" else law
            yield self._usable(comparison, MODES[group], batch, _expect(comparison, batch, cell))
            if group == "nested":
                yield from self._second_order(rng, cell, grid, law, batch)

    def _usable(
        self, comparison: Comparison, modes: tuple[Mode, ...], batch: Batch, expected: Expected
    ) -> Prepared:
        """Without the samples on which nothing can be said; these are counted."""
        usable = expected.usable
        self.outcome.tally.undecided += int((~usable).sum())
        if usable.all():
            return Prepared(comparison, modes, batch, expected)
        return Prepared(comparison, modes, batch.take(usable), expected.take(usable))

    def _second_order(
        self, rng: Generator, cell: Cell, grid: Grid, law: Law, batch: Batch
    ) -> Iterator[Prepared]:
        """Both sides differentiated once more, where hypotheses leave a neighbourhood."""
        if self.drawer.closed or not batch.arrays:
            return
        result = law.expect(batch.take(slice(1)), Trace(cell.format, 1)).value.shape[1:]
        shapes = {DIRECTION + k: v.shape[1:] for k, v in batch.arrays.items()} | {WEIGHT: result}
        extra = {k: draw_values(rng, (batch.count, *s), cell, grid) for k, s in shapes.items()}
        moved = replace(batch, extra=extra)
        for how, mode in SECOND_ORDER:
            comparison = Derivative(law, how)  # type: ignore[arg-type]
            try:
                expected = _expect(comparison, moved, cell)
            except NoRule as error:
                self.outcome.note(f"no second-order check: {error}")
                return
            named = replace(mode, name=f"second order: {how}")
            if cell.lane == "bound" or expected.exact:
                yield self._usable(comparison, (named,), moved, expected)

    def _lifted(
        self, rng: Generator, cell: Cell, law: Law, batch: Batch
    ) -> Iterator[Prepared]:
        lift = find_lift(law, self.task.subject, batch)
        if lift is None:
            self.outcome.note(f"not run on batches: {law.label or 'the claim'}")
            return
        comparison = Lifted(law, lift, self._batch_size(rng, cell, lift))
        groups = self._groups(comparison, batch, cell)
        if groups.count:
            expected = _expect(comparison, groups, cell)
            yield self._usable(comparison, MODES["batch"], groups, expected)

    def _batch_size(self, rng: Generator, cell: Cell, lift: Lift) -> int:
        exact_mean = lift.mean and cell.lane == "exact"
        return int(rng.choice(EXACT_MEAN_SIZES if exact_mean else BATCH_SIZES))

    def _groups(self, lifted: Lifted, batch: Batch, cell: Cell) -> Batch:
        """Groups of samples that share the shared variables and all meet the hypotheses."""
        wanted = -(-batch.count // lifted.size) * lifted.size
        spread = batch.take(np.arange(wanted) % batch.count)
        groups = lifted.grouped(spread)
        if not self.drawer.hypotheses:
            return groups
        judged = judge(self.drawer.hypotheses, lifted.flat(groups), cell.format)
        good = (judged.accepted & ~judged.outside).reshape(-1, lifted.size).all(axis=1)
        return groups.take(good)

    # Comparing.

    def _compare(self, one: Prepared, mode: Mode, cell: Cell, plan: list[Setup]) -> None:
        name = self._mode_name(mode)
        if name in self.outcome.unavailable or not one.batch.count:
            return
        count = min(one.batch.count, COSTLY_SAMPLES) if mode.costly else one.batch.count
        try:
            found = self._mismatch(one, mode, cell, plan[:count], count)
        except NotInMode:
            return
        except ModeUnavailable as error:
            self.outcome.unavailable[name] = str(error)
            return
        self.outcome.mismatch = found

    def _mode_name(self, mode: Mode) -> str:
        return "vmap" if self.task.group == "vmap" else mode.name

    def _mismatch(
        self, one: Prepared, mode: Mode, cell: Cell, plan: list[Setup], count: int
    ) -> Mismatch | None:
        batch = one.batch.take(slice(count))
        subject = self.task.subject
        if self.task.group == "vmap":
            got, incident = run_whole(one.comparison, subject, mode, batch, cell.format)
        else:
            got, incident = run_each(one.comparison, subject, mode, batch, cell.format, plan)
        difference = compared(one.expected, got)
        if difference.bad is None and incident is not None and incident.raised:
            self._excuse(incident, mode, cell)
        if difference.bad is None and incident is None:
            row = self.outcome.row(self._mode_name(mode), cell)
            row.add(difference.samples, difference.entries, difference.ratio)
            return None
        bad = difference.bad if difference.bad is not None else incident.sample  # type: ignore[union-attr]
        wrong = difference.bad is not None
        return Mismatch(
            one.comparison,
            mode,
            cell,
            batch,
            bad,
            plan,
            "wrong value" if wrong else incident.text,  # type: ignore[union-attr]
            one.expected.value[bad],
            got[bad] if wrong else None,
            one.expected.error[bad],
        )

    def _excuse(self, incident: Incident, mode: Mode, cell: Cell) -> None:
        """An exception is a failure, except where the subject has no rule for a derived mode."""
        if self.task.group in ("values", "reverse", "batch"):
            if not any(text in incident.text for text in FUNCTORCH_NEEDS):
                return
        elif 0 in cell.sizes.values():
            raise NotInMode
        elif any(row.mode == self._mode_name(mode) for row in self.outcome.rows.values()):
            return
        raise ModeUnavailable(incident.text.splitlines()[0])

    def again(self, mismatch: Mismatch, batch: Batch, plan: list[Setup]) -> Mismatch | None:
        """The mismatch, if any, of another batch on which the hypotheses hold."""
        comparison, cell = mismatch.comparison, mismatch.cell
        flat = comparison.flat(batch) if isinstance(comparison, Lifted) else batch
        if not self.drawer.accepts(flat, cell.format):
            return None
        expected = _expect(comparison, batch, cell)
        if mismatch.mode is None or (cell.lane == "exact" and not expected.exact):
            return None
        one = Prepared(comparison, (mismatch.mode,), batch, expected)
        return self._mismatch(one, mismatch.mode, cell, plan, batch.count)

    def resized(self, mismatch: Mismatch, sizes: dict[str, int]) -> Batch | None:
        """The mismatch's batch with smaller sizes."""
        batch = resized_arrays(mismatch.batch, sizes)
        if batch is None:
            return None
        fmt, flat = mismatch.cell.format, batch
        if isinstance(mismatch.comparison, Lifted):
            flat = mismatch.comparison.flat(batch)
        if self.task.output is not None:
            result = Law("", lambda s, py: None, self.task.output).expect(flat, Trace(fmt, flat.count))
            batch = _with_cotangent(batch, result.value.shape[1:])
        if WEIGHT in batch.extra and isinstance(mismatch.comparison, Derivative):
            result = mismatch.comparison.law.expect(batch, Trace(fmt, batch.count))
            weight = cropped(batch.extra[WEIGHT], result.value.shape[1:])
            batch = replace(batch, extra={**batch.extra, WEIGHT: weight})
        return batch

    # Exact kinks: outside the theorem, so a difference is a convention, not a failure.

    def _at_kinks(self, rng: Generator, cell: Cell, kinks: Batch) -> None:
        room = KINK_SAMPLES - self.kinks_seen
        batch = kinks.take(slice(max(room, 0)))
        if not batch.count or self.task.group not in ("reverse", "forward"):
            return
        self.kinks_seen += batch.count
        for law in self.task.laws:
            one = Prepared(law, (), batch, _expect(law, batch, cell))
            if one.expected.exact:
                self._convention(one, cell, setups(rng, batch))

    def _convention(self, one: Prepared, cell: Cell, plan: list[Setup]) -> None:
        results = []
        for mode in MODES[self.task.group][:1] + MODES["reverse"][:1]:
            try:
                got, incident = run_each(
                    one.comparison, self.task.subject, mode, one.batch, cell.format, plan
                )
            except (NotInMode, ModeUnavailable):
                continue
            if incident is None:
                results.append(got)
        if results and compared(one.expected, results[0]).bad is not None:
            self.outcome.note("convention at the kink: the subject differs from the closed form")


def _with_cotangent(batch: Batch, shape: tuple[int, ...]) -> Batch:
    """The batch with its cotangent, and that one's direction, cut to a smaller shape."""
    cut = batch.updated({COTANGENT: cropped(batch.arrays[COTANGENT], shape)})
    key = DIRECTION + COTANGENT
    if key not in batch.extra:
        return cut
    return replace(cut, extra={**cut.extra, key: cropped(batch.extra[key], shape)})


def _expect(comparison: Comparison, batch: Batch, cell: Cell) -> Expected:
    trace = Trace(cell.format, batch.count)
    return expectation(comparison.expect(batch, trace), trace)
