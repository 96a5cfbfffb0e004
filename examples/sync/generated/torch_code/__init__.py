"""The Lean definitions in PyTorch, differentiable, on single samples. Written by lean-bridge."""

from ._lean import divide, log, power, sqrt
from .loss import loss, slope, step

__all__ = [
    "divide",
    "log",
    "loss",
    "power",
    "slope",
    "sqrt",
    "step",
]
