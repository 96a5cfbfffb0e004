"""`py`, as a claim sees it: the subject's definitions, and derivatives under the current mode."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from bridge.runtime.modes import Function, Mode, NotInMode, Operator
from bridge.runtime.subjects import Module, Subject


class Nesting:
    """Whether a derivative is being taken: inside of it others must be differentiable again."""

    def __init__(self) -> None:
        self.depth = 0

    def choose(self, outer: Any, inner: Any) -> Any:
        return inner if self.depth else outer

    def within(self, f: Function) -> Function:
        def inside(x: Any) -> Any:
            self.depth += 1
            try:
                return f(x)
            finally:
                self.depth -= 1

        return inside


class Definitions:
    """`py.mse(t, y)` calls the subject; `py.vjp(f, x)(u)` and `py.jvp(f, x)(v)` differentiate."""

    def __init__(self, subject: Subject, mode: Mode) -> None:
        self._subject = subject
        self._mode = mode
        self._nesting = Nesting()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        definition = self._subject.find(name)
        if self._mode.in_place and isinstance(definition, Module):
            return definition.in_place
        return definition

    def vjp(self, f: Function, x: Any) -> Callable[[Any], Tensor]:
        """u ↦ (D f x)ᵀ u."""
        pull = self._nesting.choose(self._mode.pull, self._mode.inner.pull)
        if pull is None:
            raise NotInMode(f"{self._mode.name} gives no J^T u")
        return pulling(pull, self._nesting.within(f), x)

    def jvp(self, f: Function, x: Any) -> Callable[[Any], Tensor]:
        """v ↦ (D f x) v."""
        push = self._nesting.choose(self._mode.push, self._mode.inner.push)
        if push is None:
            raise NotInMode(f"{self._mode.name} gives no J v")
        return pushing(push, self._nesting.within(f), x)

    def jacobian(self, f: Function, x: Any) -> Tensor:
        """D f x as an array: the axes of f x, then those of x."""
        push = self._nesting.choose(self._mode.push, self._mode.inner.push)
        if push is not None:
            return columns(push, self._nesting.within(f), x)
        if self._mode.pull is not None:
            return rows(self._mode.pull, self._nesting.within(f), x)
        raise NotInMode(f"{self._mode.name} gives no derivative")


# The following are plain functions, so that a standalone script can contain them.


def pulling(pull: Operator, f: Function, x: Any) -> Callable[[Any], Tensor]:
    """u ↦ (D f x)ᵀ u."""
    at = as_tensor(x)
    return lambda u: pull(on_tensors(f), at, as_tensor(u, at))


def pushing(push: Operator, f: Function, x: Any) -> Callable[[Any], Tensor]:
    """v ↦ (D f x) v."""
    at = as_tensor(x)
    return lambda v: push(on_tensors(f), at, as_tensor(v, at).expand(at.shape))


def columns(push: Operator, f: Function, x: Any) -> Tensor:
    """The Jacobian, one J e per entry of x."""
    at = as_tensor(x)
    basis = torch.eye(at.numel(), dtype=at.dtype, device=at.device)
    y = on_tensors(f)(at.detach())
    found = [pushing(push, f, at)(e.reshape(at.shape)) for e in basis]
    flat = torch.stack(found, -1) if found else y.new_zeros((*y.shape, 0))
    return flat.reshape(*y.shape, *at.shape)


def rows(pull: Operator, f: Function, x: Any) -> Tensor:
    """The Jacobian, one Jᵀ e per entry of f x."""
    at = as_tensor(x)
    y = on_tensors(f)(at.detach())
    basis = torch.eye(y.numel(), dtype=at.dtype, device=at.device)
    found = [pulling(pull, f, at)(e.reshape(y.shape)) for e in basis]
    flat = torch.stack(found) if found else at.new_zeros((0, *at.shape))
    return flat.reshape(*y.shape, *at.shape)


def as_tensor(x: Any, like: Tensor | None = None) -> Tensor:
    if isinstance(x, Tensor):
        return x
    return torch.as_tensor(x, dtype=like.dtype if like is not None else torch.float64)


def on_tensors(f: Function) -> Callable[[Tensor], Tensor]:
    return lambda x: as_tensor(f(x), x)
