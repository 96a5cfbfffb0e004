"""Comparing what a subject gave with what the reference says, sample by sample."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bridge.runtime.tracked import Trace, Tracked
from bridge.runtime.tracked.trace import Mask, Reals

HEADROOM = 24  # bits: partial products may be that much larger than the result


@dataclass(frozen=True, slots=True)
class Expected:
    """The reference's values, the bound per entry, and which samples say something."""

    value: Reals
    error: Reals
    usable: Mask
    exact: bool
    told: Reals | None = None  # the bound that errors are told against, if it is another one

    def take(self, index: Any) -> Expected:
        """Some samples."""
        told = None if self.told is None else self.told[index]
        return Expected(self.value[index], self.error[index], self.usable[index], self.exact, told)

    def without(self, sample: int) -> Expected:
        """Nothing is said about this sample any more."""
        usable = self.usable.copy()
        usable[sample] = False
        return replace(self, usable=usable)

    @property
    def tolerance(self) -> str:
        return "exact" if self.exact else "derived bound"


def expectation(result: Tracked, trace: Trace, *, rounded: bool = False) -> Expected:
    """The result spread over all samples of the trace; what may overflow says nothing. `rounded`:
    with the derived bound even where nothing rounds."""
    shape = (trace.size, *result.value.shape[1:])
    value = np.broadcast_to(result.value, shape)
    error = np.broadcast_to(result.bound if rounded else result.error, shape)
    magnitude = np.broadcast_to(result.magnitude, shape)
    room = magnitude <= np.ldexp(trace.format.largest, -HEADROOM)
    finite = (
        (np.isfinite(value) & np.isfinite(error) & room)
        .reshape(trace.size, math.prod(shape[1:]))
        .all(axis=1)
    )
    return Expected(value, error, trace.usable & finite, result.exact and not rounded)


@dataclass(frozen=True, slots=True)
class Difference:
    """`bad`: the first sample that is off by more than its bound."""

    bad: int | None
    samples: int
    entries: int
    ratio: float | None


def compared(expected: Expected, got: Reals) -> Difference:
    """Compare the first `len(got)` samples."""
    count = len(got)
    value, error = expected.value[:count], expected.error[:count]
    told = error if expected.told is None else expected.told[:count]
    usable = expected.usable[:count]
    if got.shape[1:] != value.shape[1:]:
        return Difference(0 if count else None, count, 0, None)
    with np.errstate(invalid="ignore", divide="ignore"):
        off = np.abs(got - value)
        within = (off <= error) | ~_spread(usable, value)
        ratio = np.where(_spread(usable, value) & (told > 0), off / told, 0)
    bad = np.flatnonzero(~within.reshape(count, math.prod(value.shape[1:])).all(axis=1))
    per_sample = int(np.prod(value.shape[1:], dtype=np.int64))
    samples = int(usable.sum())
    return Difference(
        int(bad[0]) if bad.size else None,
        samples,
        samples * per_sample,
        None if expected.exact else float(ratio.max(initial=0)),
    )


def _spread(mask: Mask, like: Reals) -> Mask:
    return mask.reshape(-1, *(1,) * (like.ndim - 1))
