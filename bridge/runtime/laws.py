"""What is compared: a subject's result and a reference's, and variants derived from the pair.

`Law` is the claim itself. `Derivative` differentiates both sides along a direction in all variables
(second order). `Vmapped` runs the subject on the whole batch at once. The batch lift is in
`bridge.runtime.lift`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor

from bridge.runtime.definitions import Definitions, as_tensor
from bridge.runtime.modes import How, dense
from bridge.runtime.samples import Batch, Sample, assemble, tracked_sample
from bridge.runtime.tracked import Dim, Trace, Tracked
from bridge.runtime.tracked.array import as_tracked
from bridge.runtime.tracked.contraction import sum_
from bridge.runtime.tracked.dual import Dual, as_dual
from bridge.runtime.tracked.following import following

Tensors = Mapping[str, Tensor]
DIRECTION = "direction of "  # + key: the direction in which a variable is moved
WEIGHT = "weight of the result"


class Comparison(Protocol):
    """One thing to compare per sample."""

    @property
    def label(self) -> str: ...

    def run(self, batch: Batch, tensors: Tensors, py: Definitions) -> Tensor: ...

    def expect(self, batch: Batch, trace: Trace) -> Tracked: ...


@dataclass(frozen=True, slots=True)
class Law:
    """The subject's side and the reference's side of one equation.

    `unused` are variables of the claim that only its other laws are about.
    """

    label: str
    left: Callable[[Sample, Definitions], Any]
    right: Callable[[Sample], Any]
    unused: tuple[str, ...] = ()

    def run(self, batch: Batch, tensors: Tensors, py: Definitions) -> Tensor:
        return as_tensor(self.left(torch_sample(batch, tensors), py))

    def expect(self, batch: Batch, trace: Trace) -> Tracked:
        with following(trace, self.right):
            result = self.right(tracked_sample(batch, trace))
        return as_tracked(result, trace)


@dataclass(frozen=True, slots=True)
class Derivative:
    """Both sides differentiated along a direction; in reverse, paired with a weight."""

    law: Law
    how: How

    @property
    def label(self) -> str:
        return f"derivative of {self.law.label}" if self.law.label else "derivative of both sides"

    def run(self, batch: Batch, tensors: Tensors, py: Definitions) -> Tensor:
        keys = tuple(batch.arrays)
        at = tuple(dense(tensors[k]) for k in keys)
        along = tuple(tensors[DIRECTION + k] for k in keys)

        def left(*xs: Tensor) -> Tensor:
            return self.law.run(batch, dict(zip(keys, xs, strict=True)), py)

        return differentiated(self.how, left, at, along, tensors[WEIGHT])

    def expect(self, batch: Batch, trace: Trace) -> Tracked:
        def dual(key: str) -> Dual:
            value = Tracked.inputs(batch.arrays[key], trace, grain=batch.grain)
            along = Tracked.inputs(batch.extra[DIRECTION + key], trace, grain=batch.grain)
            return Dual(value, along)

        sample = assemble(batch, dual, lambda n: Dim(n, trace))
        with following(trace, self.law.right):
            both = as_dual(self.law.right(sample), trace)
        result = _through(both, [batch.extra[DIRECTION + key] for key in batch.arrays])
        trace.undecided |= trace.kinked
        if self.how == "jvp":
            return result
        weight = Tracked.inputs(batch.extra[WEIGHT], trace, grain=batch.grain)
        return sum_(result * weight)


def _through(both: Dual, directions: list[Any]) -> Tracked:
    """The tangent, which a subject may compute from terms of the size of what it differentiates:
    `s - s * s` for the second derivative of softplus, where a closed form has `s * (1 - s)`.
    What no rounding touches stays exact."""
    tangent, value = as_tracked(both.tangent, both.trace), as_tracked(both.value, both.trace)
    if tangent.exact:
        return tangent
    longest = np.zeros(len(tangent.value))
    for direction in directions:
        flat = np.abs(np.reshape(direction, (len(direction), -1)))
        longest = np.maximum(longest, flat.max(axis=1, initial=0))
    along = np.reshape(longest, (-1, *(1,) * value.ndim))
    magnitude = tangent.magnitude + value.magnitude * along
    return tangent.like(np.broadcast_to(tangent.value, magnitude.shape), magnitude)


Several = tuple[Tensor, ...]


def differentiated(
    how: How, left: Callable[..., Tensor], at: Several, along: Several, weight: Tensor
) -> Tensor:
    """The derivative of `left` at `at` along `along`; unless `how` is jvp, paired with a weight."""
    if how == "jvp":
        return torch.func.jvp(left, at, along)[1]  # type: ignore[no-any-return]
    gradients = func_gradients if how == "vjp" else autograd_gradients
    parts = zip(gradients(left, at, weight), along, strict=True)
    return sum(((g * d).sum() for g, d in parts), torch.zeros((), dtype=weight.dtype))


def func_gradients(left: Callable[..., Tensor], at: Several, w: Tensor) -> Any:
    return torch.func.vjp(left, *at)[1](w)


def autograd_gradients(left: Callable[..., Tensor], at: Several, w: Tensor) -> Any:
    leaves = tuple(t.detach().requires_grad_() for t in at)
    y = left(*leaves)
    if not y.requires_grad:
        return tuple(torch.zeros_like(t) for t in at)
    return torch.autograd.grad(y, leaves, w, allow_unused=True, materialize_grads=True)


@dataclass(frozen=True, slots=True)
class Vmapped:
    """The law under torch.func.vmap: one call for the whole batch."""

    law: Law

    @property
    def label(self) -> str:
        return self.law.label

    def run(self, batch: Batch, tensors: Tensors, py: Definitions) -> Tensor:
        keys = tuple(batch.arrays)

        def left(*xs: Tensor) -> Tensor:
            return self.law.run(batch, dict(zip(keys, xs, strict=True)), py)

        together = torch.func.vmap(left, randomness="same")
        return together(*(tensors[k] for k in keys))

    def expect(self, batch: Batch, trace: Trace) -> Tracked:
        return self.law.expect(batch, trace)


@dataclass(frozen=True, slots=True)
class References:
    """Two references, in which no subject occurs; `right` None: `left` is a proposition."""

    left: Callable[[Sample], Any]
    right: Callable[[Sample], Any] | None
    label: str = ""


def torch_sample(batch: Batch, tensors: Tensors) -> Sample:
    return assemble(batch, tensors.__getitem__, int)
