"""Normalisation layers on constant slices, as functions of the numbers in TorchLean's theorems."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional

EPSILON = 1e-5  # the theorems are about every epsilon
SLICE = 4  # equal values that are normalised together


def _constant(x: Tensor, *shape: int) -> Tensor:
    return x.expand(shape).contiguous()


def layer_norm(x: Tensor, gamma: Tensor, beta: Tensor) -> Tensor:
    """One feature: every slice is constant. () -> ()"""
    y = functional.layer_norm(x.reshape(1, 1), (1,), gamma.reshape(1), beta.reshape(1), EPSILON)
    return y.reshape(())


def group_norm(x: Tensor, gamma: Tensor, beta: Tensor) -> Tensor:
    """One group of equal values. () -> ()"""
    values = _constant(x, 1, 1, SLICE)
    y = functional.group_norm(values, 1, gamma.reshape(1), beta.reshape(1), EPSILON)
    return y[0, 0, 0]


def instance_norm(x: Tensor, gamma: Tensor, beta: Tensor) -> Tensor:
    """One channel of equal values. () -> ()"""
    values = _constant(x, 1, 1, SLICE)
    weight, bias = gamma.reshape(1), beta.reshape(1)
    y = functional.instance_norm(values, weight=weight, bias=bias, eps=EPSILON)
    return y[0, 0, 0]


def batch_norm(x: Tensor, gamma: Tensor, beta: Tensor) -> Tensor:
    """A batch of equal values, in training. () -> ()"""
    values = _constant(x, SLICE, 1)
    weight, bias = gamma.reshape(1), beta.reshape(1)
    y = functional.batch_norm(values, None, None, weight, bias, training=True, eps=EPSILON)
    return y[0, 0]


def scale_gradient(layer: Callable[[Tensor, Tensor, Tensor], Tensor]) -> Callable[..., Tensor]:
    """dy times the derivative of one output in the scale. (), () -> ()"""

    def gradient(dy: Tensor, x: Tensor) -> Tensor:
        one, zero = torch.ones_like(x), torch.zeros_like(x)
        _, pull = torch.func.vjp(lambda gamma: layer(x, gamma, zero), one)
        (found,) = pull(dy)
        return found

    return gradient


layer_norm_scale = scale_gradient(layer_norm)
group_norm_scale = scale_gradient(group_norm)
instance_norm_scale = scale_gradient(instance_norm)
batch_norm_scale = scale_gradient(batch_norm)
