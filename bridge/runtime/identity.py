"""Claims in which no subject occurs: the references themselves, in the oracle's precision.

In the exact lane equality is exact; otherwise it holds up to the oracle's own error. What is a
proposition (an inequality, an equivalence) must not be certainly false; an equation or a `≤` in it
holds up to the oracle's own error as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bridge.runtime.comparing import compared, expectation
from bridge.runtime.drawing import Drawer
from bridge.runtime.inputs import GRIDS
from bridge.runtime.laws import Law, References
from bridge.runtime.outcome import Mismatch, Outcome
from bridge.runtime.plan import Cell, cells
from bridge.runtime.samples import Batch, Sample, tracked_sample
from bridge.runtime.shrink import resized_arrays
from bridge.runtime.tracked import ORACLE, Condition, Trace, Tracked
from bridge.runtime.tracked.following import following
from bridge.runtime.tracked.pointwise import subtract
from bridge.runtime.variables import size_names

Reference = Callable[[Sample], Any]
DTYPE = "oracle"


@dataclass(slots=True)
class IdentityRunner:
    """Compares two references, or judges one proposition (`right` None)."""

    drawer: Drawer
    left: Reference
    right: Reference | None
    seed: int
    draws: int

    def run(self) -> Outcome:
        outcome = Outcome(self.drawer.tally)
        rng = np.random.default_rng(self.seed)
        plan = cells(rng, size_names(self.drawer.variables), self.draws, powers_of_two=False)
        for number, cell in enumerate(c for c in plan if c.format.name == "float64"):
            rng = np.random.default_rng((self.seed, number))
            batch = self.drawer.draw(rng, cell, GRIDS[0], cell.count).batch
            if batch.count:
                outcome.mismatch = self._check(batch, cell, outcome)
            if outcome.mismatch is not None:
                break
        return outcome

    def again(self, mismatch: Mismatch, batch: Batch, plan: Any) -> Mismatch | None:
        if not self.drawer.accepted(batch, mismatch.cell.format).all():
            return None
        return self._check(batch, mismatch.cell, Outcome(self.drawer.tally))

    def resized(self, mismatch: Mismatch, sizes: dict[str, int]) -> Batch | None:
        return resized_arrays(mismatch.batch, sizes)

    def _check(self, batch: Batch, cell: Cell, outcome: Outcome) -> Mismatch | None:
        if self.right is None:
            return self._judge(batch, cell, outcome)
        trace = Trace(ORACLE, batch.count, total=True)
        left = Law("", _no_subject, self.left).expect(batch, trace)
        right = Law("", _no_subject, self.right).expect(batch, trace)
        if left.value.shape[1:] != right.value.shape[1:]:
            return self._mismatch(batch, cell, 0, "shapes differ", right, left)
        difference = subtract(left, right)
        expected = expectation(difference, trace)
        found = compared(expected, np.zeros_like(expected.value))
        row = outcome.row("reference", cell)
        row.dtype = DTYPE
        row.add(found.samples, found.entries, found.ratio)
        outcome.undecided += batch.count - found.samples
        if found.bad is None:
            return None
        return self._mismatch(batch, cell, found.bad, "the two sides differ", right, left)

    def _judge(self, batch: Batch, cell: Cell, outcome: Outcome) -> Mismatch | None:
        trace = Trace(ORACLE, batch.count, total=True)
        with following(trace, self.left):
            answer = self.left(tracked_sample(batch, trace))
        if not isinstance(answer, Condition):
            holds = np.full(batch.count, bool(np.all(answer)))
            held, failed = holds, ~holds
        else:
            _, failed = answer.per_sample(batch.count)
            held = answer.nearly(batch.count)
        decided = (held | failed) & trace.usable
        row = outcome.row("reference", cell)
        row.dtype = DTYPE
        row.add(int(decided.sum()), int(decided.sum()), None)
        outcome.undecided += int((~decided).sum())
        bad = np.flatnonzero(failed & trace.usable)
        if not bad.size:
            return None
        found = self._mismatch(batch, cell, int(bad[0]), "the statement is false", None, None)
        relations = answer.relations if isinstance(answer, Condition) else ()
        return replace(found, false=tuple(r for r in relations if r.fails(found.bad)))

    def _mismatch(
        self,
        batch: Batch,
        cell: Cell,
        bad: int,
        text: str,
        right: Tracked | None,
        left: Tracked | None,
    ) -> Mismatch:
        none = np.zeros((), np.longdouble)

        def entry(x: Tracked | None) -> Any:
            if x is None:
                return none
            return np.broadcast_to(x.value, (batch.count, *x.value.shape[1:]))[bad]

        claim = References(self.left, self.right)
        return Mismatch(claim, None, cell, batch, bad, [], text, entry(right), entry(left), none)


def _no_subject(*_: Any) -> Any:
    return None
