"""The same tensor in other memory layouts."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor


def contiguous(t: Tensor) -> Tensor:
    return t.clone(memory_format=torch.contiguous_format)


def transposed(t: Tensor) -> Tensor:
    """Column-major."""
    return t.mT.clone(memory_format=torch.contiguous_format).mT if t.ndim > 1 else strided(t)


def strided(t: Tensor) -> Tensor:
    """Every second entry of a longer buffer along the last axis."""
    if not t.ndim:
        return offset(t)
    buffer = t.new_full((*t.shape[:-1], 2 * t.shape[-1]), float("nan"))
    view = buffer[..., ::2]
    return view.copy_(t)


def offset(t: Tensor) -> Tensor:
    """A view that does not start at the beginning of its storage."""
    buffer = t.new_full((t.numel() + 3,), float("nan"))
    return buffer[3:].view(t.shape).copy_(t)


def expanded(t: Tensor) -> Tensor:
    """Stride 0 along the axes where all entries are equal; as it is where there is none."""
    for axis in range(t.ndim):
        if t.shape[axis] > 1 and bool((t == t.narrow(axis, 0, 1)).all()):
            t = t.narrow(axis, 0, 1).clone().expand(t.shape)
    return t


LAYOUTS: dict[str, Callable[[Tensor], Tensor]] = {
    "contiguous": contiguous,
    "transposed": transposed,
    "strided": strided,
    "offset": offset,
    "expanded": expanded,
}
