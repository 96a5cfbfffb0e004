"""The Lean definitions and closed forms in NumPy, on single samples. Written by lean-bridge."""

from ._lean import divide, log, power, sqrt
from .loss import (
    hasDerivAt_loss,
    hasDerivAt_loss_adjoint,
    loss,
    slope,
    step,
    step_one_lhs,
    step_one_rhs,
)

__all__ = [
    "divide",
    "hasDerivAt_loss",
    "hasDerivAt_loss_adjoint",
    "log",
    "loss",
    "power",
    "slope",
    "sqrt",
    "step",
    "step_one_lhs",
    "step_one_rhs",
]
