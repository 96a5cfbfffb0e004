"""Hypotheses, judged on a batch: a sample is accepted where all of them certainly hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bridge.runtime.samples import Batch, Sample, tracked_sample
from bridge.runtime.tracked import Condition, Format, Trace
from bridge.runtime.tracked.following import following
from bridge.runtime.tracked.trace import Mask


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """`guard`: not a hypothesis of the theorem, but where Lean and numbers agree."""

    text: str
    holds: Callable[[Sample], Any]
    guard: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """Per sample: accepted, at a kink (only a `≠` hypothesis fails), outside the common domain.

    `share`: of all hypotheses on all samples, how many hold.
    """

    accepted: Mask
    kink: Mask
    outside: Mask
    closed: bool  # an equation is among the hypotheses: samples have no neighbourhood
    share: float


def judge(hypotheses: tuple[Hypothesis, ...], batch: Batch, fmt: Format) -> Judged:
    """Evaluate all hypotheses on a batch; what is not certain is not accepted."""
    trace = Trace(fmt, batch.count, no_subject=True)
    sample = tracked_sample(batch, trace)
    accepted, only_ties = np.ones(batch.count, np.bool_), np.ones(batch.count, np.bool_)
    outside, closed = np.zeros(batch.count, np.bool_), False
    shares: list[float] = []
    for hypothesis in hypotheses:
        with following(trace, hypothesis.holds):
            held, failed, operator = _evaluate(hypothesis, sample, batch.count)
        closed |= operator == "equal"
        if hypothesis.guard:
            outside |= ~held
            continue
        shares.append(float(held.mean()))
        accepted &= held
        only_ties &= held | (failed & (operator == "not_equal"))
    usable = trace.usable
    kink = only_ties & ~accepted & usable
    share = sum(shares) / len(shares) if shares else 1.0
    return Judged(accepted & usable, kink, outside | trace.outside, closed, share)


def _evaluate(hypothesis: Hypothesis, sample: Sample, count: int) -> tuple[Mask, Mask, str]:
    answer = hypothesis.holds(sample)
    if not isinstance(answer, Condition):
        everywhere = np.full(count, bool(np.all(answer)))
        return everywhere, ~everywhere, ""
    held, failed = answer.per_sample(count)
    return held, failed, answer.operator or ""
