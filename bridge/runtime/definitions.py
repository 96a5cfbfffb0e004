"""`py`, as a claim sees it: the subject's definitions, and derivatives under the current mode."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from bridge.runtime.modes import Function, Mode, NotInMode
from bridge.runtime.subjects import Module, Subject


class Definitions:
    """`py.mse(t, y)` calls the subject; `py.vjp(f, x)(u)` and `py.jvp(f, x)(v)` differentiate."""

    def __init__(self, subject: Subject, mode: Mode) -> None:
        self._subject = subject
        self._mode = mode

    def __getattr__(self, name: str) -> Callable[..., Any]:
        definition = self._subject.find(name)
        if self._mode.in_place and isinstance(definition, Module):
            return definition.in_place
        return definition

    def vjp(self, f: Function, x: Any) -> Callable[[Any], Tensor]:
        """u ↦ (D f x)ᵀ u."""
        pull = self._mode.pull
        if pull is None:
            raise NotInMode(f"{self._mode.name} gives no J^T u")
        at = as_tensor(x)
        return lambda u: pull(_tensors(f), at, as_tensor(u, at))

    def jvp(self, f: Function, x: Any) -> Callable[[Any], Tensor]:
        """v ↦ (D f x) v."""
        push = self._mode.push
        if push is None:
            raise NotInMode(f"{self._mode.name} gives no J v")
        at = as_tensor(x)
        return lambda v: push(_tensors(f), at, as_tensor(v, at).expand(at.shape))

    def jacobian(self, f: Function, x: Any) -> Tensor:
        """D f x as an array: the axes of f x, then those of x."""
        at = as_tensor(x)
        if self._mode.push is not None:
            return self._columns(f, at)
        return self._rows(f, at)

    def _columns(self, f: Function, at: Tensor) -> Tensor:
        basis = torch.eye(at.numel(), dtype=at.dtype, device=at.device)
        y = _tensors(f)(at.detach())
        columns = [self.jvp(f, at)(e.reshape(at.shape)) for e in basis]
        flat = torch.stack(columns, -1) if columns else y.new_zeros((*y.shape, 0))
        return flat.reshape(*y.shape, *at.shape)

    def _rows(self, f: Function, at: Tensor) -> Tensor:
        y = _tensors(f)(at.detach())
        basis = torch.eye(y.numel(), dtype=at.dtype, device=at.device)
        rows = [self.vjp(f, at)(e.reshape(y.shape)) for e in basis]
        flat = torch.stack(rows) if rows else at.new_zeros((0, *at.shape))
        return flat.reshape(*y.shape, *at.shape)


def as_tensor(x: Any, like: Tensor | None = None) -> Tensor:
    if isinstance(x, Tensor):
        return x
    return torch.as_tensor(x, dtype=like.dtype if like is not None else torch.float64)


def _tensors(f: Function) -> Callable[[Tensor], Tensor]:
    return lambda x: as_tensor(f(x), x)
