"""What is tested (from lean_specs/bindings.toml).

Written by lean-bridge: edit the bindings and run `lean-bridge gen`.
"""

import torch

from bridge.runtime import Subject, lowered, module, operation
from generated import torch_code

LOWERED = lowered(torch_code)

TORCH_NN = Subject(
    "torch.nn",
    {
        "matCLM": operation(lambda W, v: torch.nn.functional.linear(v, W), batch="v"),
        "affine": module(
            lambda W, b, x: torch.nn.Linear(W.shape[1], W.shape[0]),
            parameters={"weight": "W", "bias": "b"},
            batch="x",
        ),
        "affineMat": module(
            lambda W, b, x: torch.nn.Linear(W.shape[1], W.shape[0]),
            parameters={"weight": "W", "bias": "b"},
            batch="x",
        ),
        "reluVec": operation(lambda x: torch.nn.functional.relu(x), batch="x"),
        "mlpVecMat": module(
            lambda W1, b1, W2, b2, x: torch.nn.Sequential(
                torch.nn.Linear(W1.shape[1], W1.shape[0]),
                torch.nn.ReLU(),
                torch.nn.Linear(W2.shape[1], W2.shape[0]),
            ),
            parameters={"0.weight": "W1", "0.bias": "b1", "2.weight": "W2", "2.bias": "b2"},
            batch="x",
        ),
        "mse": operation(lambda t, y: torch.nn.MSELoss()(y, t), batch="t y", reduction="mean"),
    },
    against="torch.nn.Linear, MSELoss, ReLU, Sequential, torch.nn.functional.linear, relu",
    base=LOWERED,
)
