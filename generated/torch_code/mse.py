"""PyTorch code of lean_specs/LeanSpecs/Mse.lean, differentiable, for any dtype and device.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

import torch
from torch import Tensor

from ._lean import divide


def mse(t: Tensor, y: Tensor) -> Tensor:
    """(n,), (n,) -> ()    LeanSpecs.mse, lean_specs/LeanSpecs/Mse.lean

    The mean of the squared errors of a prediction `y` of the target `t`.
    Without entries it is 0: in Lean, `0⁻¹ = 0`.

    def mse {n : ℕ} (t : Vec n) : Vec n → ℝ :=
      fun y => (n : ℝ)⁻¹ * ‖y - t‖ ^ 2
    """
    (n,) = t.shape
    sum_sq = torch.sum((y - t) ** 2)  # ‖y - t‖ ^ 2
    return divide(sum_sq, n)


def mseGrad(y: Tensor, t: Tensor) -> Tensor:
    """(n,), (n,) -> (n,)    LeanSpecs.mseGrad, lean_specs/LeanSpecs/Mse.lean

    The gradient of `mse t` at the prediction `y`.

    def mseGrad {n : ℕ} (y t : Vec n) : Vec n :=
      (2 / (n : ℝ)) • (y - t)
    """
    (n,) = y.shape
    return divide(2, n) * (y - t)
