"""The Lean definitions in PyTorch, differentiable, on single samples. Written by lean-bridge."""

from .loss import loss, slope, step

__all__ = [
    "loss",
    "slope",
    "step",
]
