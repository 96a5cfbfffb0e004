"""A user's own layer, with a planted bug: its backward forgets the ReLU's mask for negative z."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd import Function

SLOPE = 1


def masked(z: Tensor, u: Tensor) -> Tensor:
    return torch.where(z > 0, u, SLOPE * u)


class Hidden(Function):
    """max(W x + b, 0)."""

    @staticmethod
    def forward(W: Tensor, b: Tensor, x: Tensor) -> Tensor:
        return torch.relu(x @ W.T + b)

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Tensor, ...], output: Tensor) -> None:
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx: Any, u: Tensor) -> tuple[Tensor, ...]:
        W, b, x = ctx.saved_tensors
        u = masked(x @ W.T + b, u)
        return torch.outer(u, x), u, u @ W


hidden = Hidden.apply


def mlp(W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor, x: Tensor) -> Tensor:
    return nn.functional.linear(hidden(W1, b1, x), W2, b2)
