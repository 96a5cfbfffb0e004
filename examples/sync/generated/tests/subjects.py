"""What is tested (from Specs/bindings.toml).

Written by lean-bridge: edit the bindings and run `lean-bridge gen`.
"""

import torch

from bridge.runtime import Subject, lowered, operation
from generated import torch_code

LOWERED = lowered(torch_code)

TORCH_ = Subject(
    "torch",
    {
        "loss": operation(lambda y, t: torch.nn.functional.mse_loss(y, t) / 2),
    },
    against="torch.nn.functional.mse_loss",
    base=LOWERED,
)
