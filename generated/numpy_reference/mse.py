"""NumPy reference of lean_specs/LeanSpecs/Mse.lean.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

import numpy as np
from numpy.typing import NDArray

from ._lean import divide


def mse(t: NDArray, y: NDArray) -> float:
    """(n,), (n,) -> ()    LeanSpecs.mse, lean_specs/LeanSpecs/Mse.lean

    The mean of the squared errors of a prediction `y` of the target `t`.
    Without entries it is 0: in Lean, `0⁻¹ = 0`.

    def mse {n : ℕ} (t : Vec n) : Vec n → ℝ :=
      fun y => (n : ℝ)⁻¹ * ‖y - t‖ ^ 2
    """
    (n,) = t.shape
    sum_sq = np.sum((y - t) ** 2)  # ‖y - t‖ ^ 2
    return divide(1, n) * sum_sq


def mseGrad(y: NDArray, t: NDArray) -> NDArray:
    """(n,), (n,) -> (n,)    LeanSpecs.mseGrad, lean_specs/LeanSpecs/Mse.lean

    The gradient of `mse t` at the prediction `y`.

    def mseGrad {n : ℕ} (y t : Vec n) : Vec n :=
      (2 / (n : ℝ)) • (y - t)
    """
    (n,) = y.shape
    return divide(2, n) * (y - t)


def hasFDerivAt_mse(t: NDArray, y: NDArray, dy: NDArray) -> float:
    """(n,), (n,), (n,) -> ()

    derivative given by LeanSpecs.hasFDerivAt_mse, lean_specs/LeanSpecs/Mse.lean

    lemma hasFDerivAt_mse {n : ℕ} (t y : Vec n) :
      HasFDerivAt (mse (n := n) t) ((2 / (n : ℝ)) • innerSL ℝ (y - t)) y
    """
    (n,) = t.shape
    total = np.einsum("i,i->", y - t, dy)  # innerSL
    return divide(2, n) * total


def hasFDerivAt_mse_adjoint(t: NDArray, y: NDArray, δ: float) -> NDArray:
    """(n,), (n,), () -> (n,)

    its adjoint, given by LeanSpecs.hasFDerivAt_mse, lean_specs/LeanSpecs/Mse.lean
    """
    (n,) = t.shape
    return divide(2, n) * ((y - t) * δ)


def mseGrad_eq_adjoint_fderiv(t: NDArray, y: NDArray) -> NDArray:
    """(n,), (n,) -> (n,)

    closed form of LeanSpecs.mseGrad_eq_adjoint_fderiv, lean_specs/LeanSpecs/Mse.lean

    lemma mseGrad_eq_adjoint_fderiv {n : ℕ} (t y : Vec n) :
      VJP[mse (n := n) t, y] (1 : ℝ) = mseGrad (n := n) y t
    """
    return mseGrad(y, t)


def mse_at_target_1_lhs(t: NDArray) -> float:
    """(n,) -> ()

    left side of conjunct 1 of LeanSpecs.mse_at_target, lean_specs/LeanSpecs/Mse.lean

    lemma mse_at_target {n : ℕ} (t : Vec n) :
      mse t t = 0 ∧ VJP[mse (n := n) t, t] (1 : ℝ) = 0
    """
    return mse(t, t)


def mse_at_target_1_rhs() -> float:
    """-> ()

    right side of conjunct 1 of LeanSpecs.mse_at_target, lean_specs/LeanSpecs/Mse.lean
    """
    return 0


def mse_at_target_2(n: int) -> NDArray:
    """ℕ -> (n,)

    closed form of conjunct 2 of LeanSpecs.mse_at_target, lean_specs/LeanSpecs/Mse.lean

    lemma mse_at_target {n : ℕ} (t : Vec n) :
      mse t t = 0 ∧ VJP[mse (n := n) t, t] (1 : ℝ) = 0
    """
    return np.zeros((n,))
