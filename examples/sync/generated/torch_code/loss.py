"""PyTorch code of Specs/Loss.lean, differentiable, for any dtype and device.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

from torch import Tensor


def loss(y: Tensor, t: Tensor) -> Tensor:
    """(), () -> ()    Specs.loss, Specs/Loss.lean

    Half the squared error of one number.

    def loss (y t : ℝ) : ℝ := (y - t) ^ 2 / 2
    """
    return (y - t) ** 2 / 2


def slope(y: Tensor, t: Tensor) -> Tensor:
    """(), () -> ()    Specs.slope, Specs/Loss.lean

    Its derivative in the prediction.

    def slope (y t : ℝ) : ℝ := y - t
    """
    return y - t


def step(η: Tensor, y: Tensor, t: Tensor) -> Tensor:
    """(), (), () -> ()    Specs.step, Specs/Loss.lean

    One step of gradient descent.

    def step (η y t : ℝ) : ℝ := y - η * slope y t
    """
    return y - η * slope(y, t)
