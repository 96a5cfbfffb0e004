"""Hypotheses: counted rejection, and by construction where rejection is hopeless.

A construction knows no theorem. It changes one variable at a time (onto the half-odd grid k + 1/2,
to its absolute value, to another variable of the same shape, ...) and is chosen by the acceptance
measured; two are composed where one is not enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from bridge.runtime.inputs import Values
from bridge.runtime.samples import Batch, Sample, tracked_sample
from bridge.runtime.tracked import Condition, Format, Trace
from bridge.runtime.tracked.trace import Mask

ENOUGH = 0.1  # acceptance below which a construction is looked for
GOOD = 0.5  # acceptance with which the search for one ends

Arrays = dict[str, Values]
Construction = Callable[[Batch], Batch]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """`guard`: not a hypothesis of the theorem, but where Lean and numbers agree."""

    text: str
    holds: Callable[[Sample], Any]
    guard: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """Per sample: accepted, at a kink (only a `≠` hypothesis fails), outside the common domain."""

    accepted: Mask
    kink: Mask
    outside: Mask
    closed: bool  # an equation is among the hypotheses: samples have no neighbourhood


def judge(hypotheses: tuple[Hypothesis, ...], batch: Batch, fmt: Format) -> Judged:
    """Evaluate all hypotheses on a batch; what is not certain is not accepted."""
    trace = Trace(fmt, batch.count)
    sample = tracked_sample(batch, trace)
    accepted, only_ties = np.ones(batch.count, np.bool_), np.ones(batch.count, np.bool_)
    outside, closed = np.zeros(batch.count, np.bool_), False
    for hypothesis in hypotheses:
        held, failed, operator = _evaluate(hypothesis, sample, batch.count)
        closed |= operator == "equal"
        if hypothesis.guard:
            outside |= ~held
            continue
        accepted &= held
        only_ties &= held | (failed & (operator == "not_equal"))
    usable = trace.usable
    kink = only_ties & ~accepted & usable
    return Judged(accepted & usable, kink, outside | trace.outside, closed)


def _evaluate(hypothesis: Hypothesis, sample: Sample, count: int) -> tuple[Mask, Mask, str]:
    answer = hypothesis.holds(sample)
    if not isinstance(answer, Condition):
        everywhere = np.full(count, bool(np.all(answer)))
        return everywhere, ~everywhere, ""
    held, failed = answer.per_sample(count)
    return held, failed, answer.operator or ""


def half_odd(values: Values) -> Values:
    return np.floor(values) + 0.5


CONSTRUCTIONS: dict[str, Callable[[Values], Values]] = {
    "k + 1/2": half_odd,
    "absolute value": np.abs,
    "absolute value + 1": lambda v: np.abs(v) + 1,
    "0": np.zeros_like,
    "1": np.ones_like,
    "sorted": lambda v: np.sort(v, axis=-1) if v.ndim > 1 else v,
    "symmetric": lambda v: v + np.swapaxes(v, -1, -2) if _square(v) else v,
}


def _square(v: Values) -> bool:
    return v.ndim > 2 and v.shape[-1] == v.shape[-2]


def constructions(batch: Batch) -> Iterator[tuple[str, Construction]]:
    """All single changes: of one variable on its own, of one to another, of all at once."""
    for name, change in CONSTRUCTIONS.items():
        for key in batch.arrays:
            yield f"{key} := {name}", _of_one(key, change)
        yield f"all := {name}", _of_all(change)
    for key, values in batch.arrays.items():
        for other, others in batch.arrays.items():
            if key != other and values.shape == others.shape:
                yield f"{key} := {other}", _copied(key, other)


def _of_one(key: str, change: Callable[[Values], Values]) -> Construction:
    return lambda batch: batch.updated({key: change(batch.arrays[key])})


def _of_all(change: Callable[[Values], Values]) -> Construction:
    return lambda batch: batch.updated({k: change(v) for k, v in batch.arrays.items()})


def _copied(key: str, other: str) -> Construction:
    return lambda batch: batch.updated({key: batch.arrays[other]})


def best_construction(
    batch: Batch, acceptance: Callable[[Batch], float]
) -> tuple[str, Construction] | None:
    """The mildest change with a good acceptance, else the best one or composition of two.

    Mild changes leave both sides of a condition in play: with all signs positive a missing mask
    would go unseen. None if nothing helps.
    """
    rated = [(acceptance(make(batch)), name, make) for name, make in constructions(batch)]
    if not rated:
        return None
    good = (r for r in rated if r[0] >= GOOD)
    rate, name, make = next(good, max(rated, key=lambda r: r[0]))
    if rate >= ENOUGH:
        return name, make
    pairs = [
        (acceptance(second(first(batch))), f"{a}, {b}", _composed(first, second))
        for a, first in constructions(batch)
        for b, second in constructions(batch)
        if a < b
    ]
    rate, name, make = max([*pairs, (rate, name, make)], key=lambda r: r[0])
    return (name, make) if rate > 0 else None


def _composed(first: Construction, second: Construction) -> Construction:
    return lambda batch: second(first(batch))
