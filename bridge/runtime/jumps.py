"""Where the derivative in an equation jumps.

Lean's `deriv f x` and `fderiv ℝ f x` are 0 where `f` has no derivative, and autograd gives that of
a branch. Where a derivative comes to different values from two sides there is none. That excuses
the lowered code, whose branches are ours; a library that is bound answers for what it gives there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from bridge.runtime.comparing import compared, expectation
from bridge.runtime.definitions import Definitions
from bridge.runtime.execution import PLAIN, hands
from bridge.runtime.laws import Comparison, Law, Vmapped
from bridge.runtime.modes import GRAD
from bridge.runtime.samples import Batch
from bridge.runtime.subjects import Subject
from bridge.runtime.tracked.formats import FLOAT64
from bridge.runtime.tracked.trace import Reals, Trace

STEP = 2.0**-30
DIRECTIONS = 6
APART = 1e-3  # relative; a smooth derivative changes by about STEP


def jumps(comparison: Comparison, subject: Subject, sample: Batch) -> bool:
    """Whether on both sides of the sample the equation holds, with two different values."""
    law = comparison.law if isinstance(comparison, Vmapped) else comparison
    if not isinstance(law, Law):
        return False
    rng = np.random.default_rng(5)
    for _ in range(DIRECTIONS):
        signs = {k: rng.choice((-STEP, STEP), v.shape) for k, v in sample.arrays.items()}
        one, other = (_value(law, subject, _moved(sample, signs, side)) for side in (1, -1))
        if one is not None and other is not None and _apart(one, other):
            return True
    return False


def _moved(sample: Batch, by: dict[str, Any], side: int) -> Batch:
    return replace(
        sample.updated({k: v + side * by[k] for k, v in sample.arrays.items()}), grain=None
    )


def _value(law: Law, subject: Subject, sample: Batch) -> Reals | None:
    """What the subject gives, if that is what the equation says."""
    trace = Trace(FLOAT64, 1)
    expected = expectation(law.expect(sample, trace), trace)
    (hand,) = hands(sample, FLOAT64, [PLAIN])
    try:
        result = law.run(sample, hand.tensors, Definitions(subject, GRAD))
    except Exception:  # what the call itself is worth is judged elsewhere
        return None
    got = np.asarray(result.detach().numpy(), np.longdouble)[None]
    holds = expected.usable.all() and compared(expected, got).bad is None
    return got if holds else None


def _apart(a: Reals, b: Reals) -> bool:
    size = 1 + max(float(np.abs(x).max(initial=0)) for x in (a, b))
    return bool(float(np.abs(a - b).max(initial=0)) > APART * size)
