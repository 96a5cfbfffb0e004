"""The Lean definitions in PyTorch, differentiable, on single samples. Written by lean-bridge."""

from ._lean import divide, log, power, sqrt
from .linear import affine, linearInputDeriv, matCLM
from .mlp import a1, affineMat, mlpVecMat, y, z1
from .mse import mse, mseGrad
from .relu import relu, reluDeriv, reluDerivCLM, reluMask, reluVec
from .weights import matApplyLin, matApplyLM, outer, toMatE, toMatrix

__all__ = [
    "a1",
    "affine",
    "affineMat",
    "divide",
    "linearInputDeriv",
    "log",
    "matApplyLM",
    "matApplyLin",
    "matCLM",
    "mlpVecMat",
    "mse",
    "mseGrad",
    "outer",
    "power",
    "relu",
    "reluDeriv",
    "reluDerivCLM",
    "reluMask",
    "reluVec",
    "sqrt",
    "toMatE",
    "toMatrix",
    "y",
    "z1",
]
