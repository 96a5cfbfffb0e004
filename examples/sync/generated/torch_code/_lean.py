"""Functions that are total in Lean and not in PyTorch. Written by lean-bridge.

Where a branch is not taken, its argument is moved to a harmless value, so that no NaN enters the
gradient.
"""

import math

import torch
from torch import Tensor


def divide(a: Tensor | float, b: Tensor | float) -> Tensor | float:
    """`a / b`, and 0 where `b` is 0."""
    if not isinstance(b, Tensor):
        return a / b if b else torch.zeros_like(a) if isinstance(a, Tensor) else 0.0
    zero = b == 0
    return torch.where(zero, 0.0, a / torch.where(zero, 1.0, b))


def log(x: Tensor | float) -> Tensor | float:
    """`Real.log x`, which is `log |x|`, and 0 at 0."""
    if not isinstance(x, Tensor):
        return math.log(abs(x)) if x else 0.0
    zero = x == 0
    return torch.where(zero, 0.0, torch.log(torch.abs(torch.where(zero, 1.0, x))))


def power(x: Tensor | float, y: Tensor | float) -> Tensor:
    """`x ^ y` of real numbers: `|x| ^ y * cos (π y)` below 0, and `0 ^ y` is 0 unless `y` is.

    Not by `**`, whose mixed second derivative is 0 where `y` is 0 (PyTorch 2.13).
    """
    x = x if isinstance(x, Tensor) else torch.full_like(y, x)
    y = y if isinstance(y, Tensor) else torch.full_like(x, y)
    zero = x == 0
    size = torch.exp(y * torch.log(torch.abs(torch.where(zero, 1.0, x))))
    total = torch.where(x < 0, size * torch.cos(math.pi * y), size)
    return torch.where(zero, (y == 0).to(x.dtype), total)


def sqrt(x: Tensor | float) -> Tensor | float:
    """`Real.sqrt x`, which is 0 below 0."""
    if not isinstance(x, Tensor):
        return math.sqrt(max(x, 0.0))
    positive = x > 0
    return torch.where(positive, torch.sqrt(torch.where(positive, x, 1.0)), 0.0)
