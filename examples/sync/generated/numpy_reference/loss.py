"""NumPy reference of Specs/Loss.lean.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

from numpy.typing import NDArray


def loss(y: NDArray, t: NDArray) -> NDArray:
    """(), () -> ()    Specs.loss, Specs/Loss.lean

    Half the squared error of one number.

    def loss (y t : ℝ) : ℝ := (y - t) ^ 2 / 2
    """
    return (y - t) ** 2 / 2


def slope(y: NDArray, t: NDArray) -> NDArray:
    """(), () -> ()    Specs.slope, Specs/Loss.lean

    Its derivative in the prediction.

    def slope (y t : ℝ) : ℝ := y - t
    """
    return y - t


def step(η: NDArray, y: NDArray, t: NDArray) -> NDArray:
    """(), (), () -> ()    Specs.step, Specs/Loss.lean

    One step of gradient descent.

    def step (η y t : ℝ) : ℝ := y - η * slope y t
    """
    return y - η * slope(y, t)


def hasDerivAt_loss(y: float, t: float, dy: float) -> float:
    """(), (), () -> ()    derivative given by Specs.hasDerivAt_loss, Specs/Loss.lean

    theorem hasDerivAt_loss (y t : ℝ) : HasDerivAt (fun y => loss y t) (slope y t) y
    """
    return dy * slope(y, t)


def hasDerivAt_loss_adjoint(y: float, t: float, δ: float) -> float:
    """(), (), () -> ()    its adjoint, given by Specs.hasDerivAt_loss, Specs/Loss.lean"""
    return δ * slope(y, t)


def step_one_lhs(y: float, t: float) -> float:
    """(), () -> ()    left side of Specs.step_one, Specs/Loss.lean

    theorem step_one (y t : ℝ) : step 1 y t = t
    """
    return step(1, y, t)


def step_one_rhs(t: float) -> float:
    """() -> ()    right side of Specs.step_one, Specs/Loss.lean"""
    return t
