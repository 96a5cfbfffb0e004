"""Running a subject: tensors in many layouts in, arrays out, and what must not happen checked.

Checked at every call: inputs and cotangents are unchanged, and once per batch that the same call
twice gives the same bits. Which other inputs require gradients varies from sample to sample.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.random import Generator
from torch import Tensor

from bridge.runtime.definitions import Definitions
from bridge.runtime.inputs import Values
from bridge.runtime.laws import Comparison
from bridge.runtime.layouts import LAYOUTS
from bridge.runtime.modes import NotInMode
from bridge.runtime.samples import Batch
from bridge.runtime.tracked.formats import Format
from bridge.runtime.tracked.trace import Reals

DTYPES = {
    "float64": torch.float64,
    "float32": torch.float32,
    "float16": torch.float16,
    "bfloat16": torch.bfloat16,
}


@dataclass(frozen=True, slots=True)
class Setup:
    """How one sample is handed over: the layout of each tensor, and which require gradients."""

    layouts: Mapping[str, str]
    require_grad: frozenset[str]


PLAIN = Setup({}, frozenset())


@dataclass(frozen=True, slots=True)
class Incident:
    """Something other than a wrong value; `raised`: the call ended in an exception."""

    sample: int
    text: str
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Hand:
    """One sample as tensors, and copies of these for comparison afterwards."""

    tensors: dict[str, Tensor]
    kept: dict[str, Tensor]


def setups(rng: Generator, batch: Batch) -> list[Setup]:
    """For each sample: layouts at random, no other inputs with gradients, or all, or one."""
    keys = [*batch.arrays, *batch.extra]
    names = list(LAYOUTS)
    layouts = rng.integers(len(names), size=(batch.count, len(keys)))
    plan = []
    for i in range(batch.count):
        chosen = {k: names[j] for k, j in zip(keys, layouts[i], strict=True)} if i else {}
        one = list(batch.arrays)[i % max(len(batch.arrays), 1)] if batch.arrays else ""
        subset = ((), tuple(batch.arrays), (one,))[i % 3]
        plan.append(Setup(chosen, frozenset(subset)))
    return plan


class Hands:
    """The samples of a batch as tensors, each made when it is first asked for."""

    def __init__(self, batch: Batch, fmt: Format, plan: Sequence[Setup]) -> None:
        dtype = DTYPES[fmt.name]
        arrays = {**batch.arrays, **batch.extra}
        self._whole = {key: torch.from_numpy(v).to(dtype) for key, v in arrays.items()}
        self._plan = plan
        self._made: dict[int, Hand] = {}

    def __getitem__(self, i: int) -> Hand:
        if i not in self._made:
            self._made[i] = _hand({k: t[i] for k, t in self._whole.items()}, self._plan[i])
        return self._made[i]


def hands(batch: Batch, fmt: Format, plan: Sequence[Setup]) -> list[Hand]:
    """All samples as tensors."""
    made = Hands(batch, fmt, plan)
    return [made[i] for i in range(len(plan))]


def _hand(kept: dict[str, Tensor], setup: Setup) -> Hand:
    made = {}
    for key, t in kept.items():
        laid = LAYOUTS[setup.layouts.get(key, "contiguous")](t)
        made[key] = laid.requires_grad_() if key in setup.require_grad else laid
    return Hand(made, kept)


def run_each(
    law: Comparison, py: Definitions, batch: Batch, given: Sequence[Hand], *, twice: bool
) -> tuple[Reals, Incident | None]:
    """The subject's results sample by sample, stacked; the first incident ends the run."""
    results: list[Values] = []
    for i, hand in enumerate(given):
        try:
            result = to_array(law.run(batch, hand.tensors, py))
            again = to_array(law.run(batch, hand.tensors, py)) if twice and not i else result
        except Exception as error:
            return _stacked(results), Incident(i, _raised(error), raised=True)
        results.append(result)
        if not np.array_equal(result, again, equal_nan=True):
            return _stacked(results), Incident(i, "the same call twice gave two results")
        if (changed := _changed(hand)) is not None:
            return _stacked(results), Incident(i, f"{changed} was changed in place")
    return _stacked(results), None


def run_whole(
    law: Comparison, py: Definitions, batch: Batch, fmt: Format
) -> tuple[Reals, Incident | None]:
    """The subject's results from one call on the whole batch."""
    dtype = DTYPES[fmt.name]
    kept = {
        k: torch.from_numpy(v).to(dtype) for k, v in (*batch.arrays.items(), *batch.extra.items())
    }
    hand = Hand({k: t.clone() for k, t in kept.items()}, kept)
    try:
        result = to_array(law.run(batch, hand.tensors, py))
    except Exception as error:
        return np.zeros((0,), np.longdouble), Incident(0, _raised(error), raised=True)
    changed = _changed(hand)
    incident = None if changed is None else Incident(0, f"{changed} was changed in place")
    return result.astype(np.longdouble), incident


def _raised(error: Exception) -> str:
    if isinstance(error, NotInMode):
        raise error
    return f"{type(error).__name__}: {error}"


def to_array(t: Tensor) -> Values:
    return t.detach().to(torch.float64).numpy()


def _stacked(results: list[Values]) -> Reals:
    return np.stack(results).astype(np.longdouble) if results else np.zeros((0,), np.longdouble)


def _changed(hand: Hand) -> str | None:
    """The name of an input whose values are no longer what was handed over."""
    tensors = hand.tensors
    return next((k for k, t in hand.kept.items() if not torch.equal(tensors[k], t)), None)
