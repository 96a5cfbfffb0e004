"""Subjects of the mini suite: the lowered code, and real modules bound to it."""

from __future__ import annotations

import torch
from torch import nn

from bridge.runtime import Subject, lowered, module, operation
from tests.runtime.mini import torch_code

LOWERED = lowered(torch_code)


def _mlp(W1, b1, W2, b2, x):
    hidden, inputs = W1.shape
    return nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, len(b2)))


TORCH_NN = Subject(
    "torch.nn",
    {
        "affineMat": module(
            lambda W, b, x: nn.Linear(W.shape[1], W.shape[0]),
            parameters={"weight": "W", "bias": "b"},
            batch="x",
        ),
        "relu": operation(lambda x: torch.nn.functional.relu(x), batch="x"),
        "mlp": module(
            _mlp,
            parameters={"0.weight": "W1", "0.bias": "b1", "2.weight": "W2", "2.bias": "b2"},
            batch="x",
        ),
        "mse": operation(lambda t, y: nn.MSELoss()(y, t), batch="t y", reduction="mean"),
    },
    against="torch.nn.Linear, torch.nn.ReLU, torch.nn.MSELoss",
    base=LOWERED,
)

SUBJECTS = (LOWERED, TORCH_NN)
