"""Running a subject: tensors in many layouts in, arrays out, and what must not happen checked.

Checked at every call: inputs and cotangents are unchanged, and on the first sample the same call
twice gives the same bits. Which other inputs require gradients varies from sample to sample.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from numpy.random import Generator
from torch import Tensor

from bridge.runtime.definitions import Definitions
from bridge.runtime.inputs import Values
from bridge.runtime.laws import Comparison
from bridge.runtime.layouts import LAYOUTS
from bridge.runtime.modes import Mode, NotInMode
from bridge.runtime.samples import Batch
from bridge.runtime.subjects import Subject
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


@dataclass(frozen=True, slots=True)
class Incident:
    """Something other than a wrong value; `raised`: the call ended in an exception."""

    sample: int
    text: str
    raised: bool = False


def setups(rng: Generator, batch: Batch) -> list[Setup]:
    """For each sample: layouts at random, no other inputs with gradients, or all, or one."""
    keys = [*batch.arrays, *batch.extra]
    names = list(LAYOUTS)
    plan = []
    for i in range(batch.count):
        chosen = {key: names[int(rng.integers(len(names)))] for key in keys} if i else {}
        subset: tuple[str, ...] = ()
        if i % 3 == 1:
            subset = tuple(batch.arrays)
        elif i % 3 == 2 and batch.arrays:
            subset = (list(batch.arrays)[int(rng.integers(len(batch.arrays)))],)
        plan.append(Setup(chosen, frozenset(subset)))
    return plan


def tensors_of(batch: Batch, i: int, fmt: Format, setup: Setup) -> dict[str, Tensor]:
    """Sample i as tensors."""
    dtype = DTYPES[fmt.name]
    made = {}
    for key, values in (*batch.arrays.items(), *batch.extra.items()):
        t = torch.from_numpy(values[i : i + 1].copy()).to(dtype)[0]
        t = LAYOUTS[setup.layouts.get(key, "contiguous")](t)
        made[key] = t.requires_grad_() if key in setup.require_grad else t
    return made


def run_each(
    law: Comparison, subject: Subject, mode: Mode, batch: Batch, fmt: Format, plan: list[Setup]
) -> tuple[Reals, Incident | None]:
    """The subject's results sample by sample, stacked; the first incident ends the run."""
    results: list[Values] = []
    py = Definitions(subject, mode)
    for i in range(batch.count):
        tensors = tensors_of(batch, i, fmt, plan[i])
        kept = {key: t.detach().clone() for key, t in tensors.items()}
        try:
            result = to_array(law.run(batch, tensors, py))
            again = result if i else to_array(law.run(batch, tensors, py))
        except Exception as error:
            return _stacked(results), Incident(i, _raised(error), raised=True)
        results.append(result)
        if not np.array_equal(result, again, equal_nan=True):
            return _stacked(results), Incident(i, "the same call twice gave two results")
        for key, t in tensors.items():
            if not _same(t, kept[key]):
                return _stacked(results), Incident(i, f"{key} was changed in place")
    return _stacked(results), None


def run_whole(
    law: Comparison, subject: Subject, mode: Mode, batch: Batch, fmt: Format
) -> tuple[Reals, Incident | None]:
    """The subject's results from one call on the whole batch."""
    dtype = DTYPES[fmt.name]
    arrays = {**batch.arrays, **batch.extra}
    tensors = {key: torch.from_numpy(v.copy()).to(dtype) for key, v in arrays.items()}
    kept = {key: t.clone() for key, t in tensors.items()}
    try:
        result = law.run(batch, tensors, Definitions(subject, mode))
    except Exception as error:
        return np.zeros((0,), np.longdouble), Incident(0, _raised(error), raised=True)
    changed = next((key for key, t in tensors.items() if not _same(t, kept[key])), None)
    incident = None if changed is None else Incident(0, f"{changed} was changed in place")
    return to_array(result).astype(np.longdouble), incident


def _raised(error: Exception) -> str:
    if isinstance(error, NotInMode):
        raise error
    return f"{type(error).__name__}: {error}"


def to_array(t: Tensor) -> Values:
    return t.detach().to(torch.float64).numpy()


def _stacked(results: list[Values]) -> Reals:
    return np.stack(results).astype(np.longdouble) if results else np.zeros((0,), np.longdouble)


def _same(a: Tensor, b: Tensor) -> bool:
    """Equal bits; NaN equals NaN."""
    return torch.equal(a, b) or bool(((a == b) | (a.isnan() & b.isnan())).all())


