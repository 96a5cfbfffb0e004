"""Running a claim against one subject in one group of modes: compare, tally, stop if wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from bridge.runtime.allowance import allowed
from bridge.runtime.comparing import Difference, Expected, compared
from bridge.runtime.definitions import Definitions
from bridge.runtime.evaluation import (
    COTANGENT,
    Evaluated,
    Evaluation,
    expect,
    result_shape,
)
from bridge.runtime.execution import (
    Hand,
    Hands,
    Incident,
    Setup,
    hands,
    run_each,
    run_whole,
    setups,
)
from bridge.runtime.jumps import jumps
from bridge.runtime.kinks import at_kinks
from bridge.runtime.laws import (
    DIRECTION,
    WEIGHT,
    Comparison,
    Derivative,
    Law,
    References,
    Vmapped,
)
from bridge.runtime.lift import Lifted
from bridge.runtime.modes import Group, Mode, ModeUnavailable, NotInMode
from bridge.runtime.outcome import Mismatch, Outcome
from bridge.runtime.overflow import overflows
from bridge.runtime.plan import Cell
from bridge.runtime.samples import Batch
from bridge.runtime.shrink import cropped, resized_arrays
from bridge.runtime.subjects import Subject
from bridge.runtime.tracked.trace import Reals
from bridge.runtime.variants import Prepared, Variants

# What PyTorch says of an autograd.Function that torch.func cannot transform.
FUNCTORCH_NEEDS = (
    "setup_context",
    "generate_vmap_rule",
    "vmap staticmethod",
    "implement the jvp function",
)


@dataclass(frozen=True, slots=True)
class Task:
    """A claim's equations, one subject, one group.

    `total`: the equations are about derivatives as Lean has them, 0 where there is none.
    """

    subject: Subject
    group: Group
    laws: tuple[Law, ...]
    seed: int
    total: bool = False


@dataclass(slots=True)
class Runner:
    task: Task
    evaluation: Evaluation
    outcome: Outcome = field(init=False)
    variants: Variants = field(init=False)
    worked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        task, drawer = self.task, self.evaluation.drawer
        self.outcome = Outcome(drawer.tally)
        self.variants = Variants(
            task.group, task.subject, task.laws, drawer, task.seed, self.outcome.notes
        )

    def run(self) -> Outcome:
        """All cells of the plan, up to the first mismatch."""
        for number in range(len(self.evaluation.plan)):
            made = self.evaluation.cell(number)
            if made.batch.count:
                self._run_cell(made)
            if self.outcome.mismatch is not None:
                break
            at_kinks(self.task.group, self.task.subject, self.task.laws, made, self.outcome)
        return self.outcome

    def _run_cell(self, made: Evaluated) -> None:
        for one in self.variants.of(made):
            self.outcome.undecided += one.unusable
            plan = setups(made.rng(self.task.seed), one.batch)
            given = Hands(one.batch, made.cell.format, plan)
            for mode in one.modes:
                if one.batch.count and _way(mode, one.comparison) not in self.outcome.unavailable:
                    self._compare(_thinned(one, mode, made.number), mode, made.cell, plan, given)
                if self.outcome.mismatch is not None:
                    return

    def _compare(
        self, one: Chosen, mode: Mode, cell: Cell, plan: list[Setup], given: Hands
    ) -> None:
        whole = isinstance(one.prepared.comparison, Vmapped)
        chosen = [] if whole else [given[i] for i in one.indices]
        setup = [plan[i] for i in one.indices]
        try:
            self.outcome.mismatch = self._mismatch(one.prepared, mode, cell, setup, chosen)
        except NotInMode:
            return
        except ModeUnavailable as error:
            self.outcome.unavailable[_way(mode, one.prepared.comparison)] = str(error)

    def _mismatch(
        self,
        one: Prepared,
        mode: Mode,
        cell: Cell,
        plan: list[Setup],
        given: Sequence[Hand],
    ) -> Mismatch | None:
        py, law = Definitions(self.task.subject, mode), one.comparison
        if isinstance(law, Vmapped):
            got, incident = run_whole(law, py, one.batch, cell.format)
        else:
            got, incident = run_each(law, py, one.batch, given, twice=mode.samples is None)
        expected, difference = self._decided(one, cell, got)
        if difference.bad is None and incident is None:
            row = self.outcome.row(mode.name, cell)
            row.add(difference.samples, difference.entries, difference.ratio)
            row.exact &= expected.exact
            self.worked.add(_way(mode, law))
            return None
        wrong = difference.bad is not None
        if not wrong and incident is not None and incident.raised:
            self._excuse(incident, _way(mode, law), cell)
        bad = difference.bad if difference.bad is not None else incident.sample  # type: ignore[union-attr]
        return Mismatch(
            law,
            mode,
            cell,
            one.batch,
            bad,
            plan,
            "wrong value" if wrong else incident.text,  # type: ignore[union-attr]
            expected.value[bad],
            got[bad] if wrong else None,
            expected.error[bad],
            expected,
        )

    def _decided(self, one: Prepared, cell: Cell, got: Reals) -> tuple[Expected, Difference]:
        """The comparison, without samples that say nothing of the subject."""
        expected = one.expected
        difference = compared(expected, got)
        if difference.bad is not None:
            expected = self._allowed(one, cell, got)
            difference = compared(expected, got)
        while difference.bad is not None:
            reason = self._says_nothing(one, cell, difference.bad)
            if reason is None:
                break
            expected = expected.without(difference.bad)
            self.outcome.undecided += 1
            self.outcome.note(f"samples left out: {reason}")
            difference = compared(expected, got)
        return expected, difference

    def _allowed(self, one: Prepared, cell: Cell, got: Reals) -> Expected:
        """What is expected, with bounds that know the statement's own side."""
        expected = one.expected.take(slice(len(got)))
        batch = one.batch.take(slice(len(got)))
        wider = allowed(one.comparison, self.task.subject, batch, cell, expected, got)
        self.outcome.undecided += int((expected.usable & ~wider.expected.usable).sum())
        for note in wider.notes:
            self.outcome.note(note)
        return wider.expected

    def _says_nothing(self, one: Prepared, cell: Cell, bad: int) -> str | None:
        """Why a sample that is off is no failure; None where it is one."""
        task, sample = self.task, one.batch.take(slice(bad, bad + 1))
        if overflows(one.comparison, task.subject, sample, cell.format):
            return f"an intermediate is out of range in {cell.format.name}"
        ours = task.subject.base is None and task.group != "values"
        if task.total and ours and jumps(one.comparison, task.subject, sample):
            return "the function has no derivative there, and Lean's is 0"
        return None

    def _excuse(self, incident: Incident, way: str, cell: Cell) -> None:
        """An exception is a failure, except where the subject has no rule for a derived mode."""
        if self.task.group in ("values", "reverse", "batch"):
            if not any(text in incident.text for text in FUNCTORCH_NEEDS):
                return
        elif 0 in cell.sizes.values():
            raise NotInMode
        elif way in self.worked:
            return
        raise ModeUnavailable(incident.text.splitlines()[0])

    # For shrinking.

    def again(self, mismatch: Mismatch, batch: Batch, plan: list[Setup]) -> Mismatch | None:
        """The mismatch, if any, of another batch on which the hypotheses hold."""
        comparison, cell = mismatch.comparison, mismatch.cell
        if isinstance(comparison, References):
            return None
        flat = comparison.flat(batch) if isinstance(comparison, Lifted) else batch
        if not self.evaluation.drawer.accepted(flat, cell.format).all():
            return None
        expected = expect(comparison, batch, cell)
        if mismatch.mode is None or (cell.lane == "exact" and not expected.exact):
            return None
        if not expected.usable.all():
            return None
        one = Prepared(comparison, (mismatch.mode,), batch, expected, 0)
        given = hands(batch, cell.format, plan)
        return self._mismatch(one, mismatch.mode, cell, plan, given)

    def resized(self, mismatch: Mismatch, sizes: dict[str, int]) -> Batch | None:
        """The mismatch's batch with smaller sizes."""
        batch, comparison = resized_arrays(mismatch.batch, sizes), mismatch.comparison
        if batch is None:
            return None
        flat = comparison.flat(batch) if isinstance(comparison, Lifted) else batch
        if self.evaluation.output is not None:
            shape = result_shape(self.evaluation.output, flat, mismatch.cell)
            batch = _with_cotangent(batch, shape)
        if isinstance(comparison, Derivative):
            shape = result_shape(comparison.law.right, batch, mismatch.cell)
            weight = cropped(batch.extra[WEIGHT], shape)
            batch = replace(batch, extra={**batch.extra, WEIGHT: weight})
        return batch


def _way(mode: Mode, comparison: Comparison) -> str:
    """A mode with what it is used for: a subject may have a rule for Jᵀ u and none for J v."""
    return f"{mode.name}, {comparison.label}" if comparison.label else mode.name


@dataclass(frozen=True, slots=True)
class Chosen:
    """The part of a batch that a mode runs on."""

    prepared: Prepared
    indices: tuple[int, ...]


def _thinned(one: Prepared, mode: Mode, number: int) -> Chosen:
    """As many samples as the mode is given, others from cell to cell."""
    count = one.batch.count
    if mode.samples is None or mode.samples >= count:
        return Chosen(one, tuple(range(count)))
    indices = tuple(sorted({(number + i) % count for i in range(mode.samples)}))
    index = np.array(indices)
    part = replace(one, batch=one.batch.take(index), expected=one.expected.take(index))
    return Chosen(part, indices)


def _with_cotangent(batch: Batch, shape: tuple[int, ...]) -> Batch:
    """The batch with its cotangent, and that one's direction, cut to a smaller shape."""
    cut = batch.updated({COTANGENT: cropped(batch.arrays[COTANGENT], shape)})
    key = DIRECTION + COTANGENT
    if key not in batch.extra:
        return cut
    return replace(cut, extra={**cut.extra, key: cropped(batch.extra[key], shape)})
