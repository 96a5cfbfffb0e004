import LeanSpecs.Notation
import LeanSpecs.Vectors
import Mathlib.Analysis.InnerProductSpace.Calculus

/-! # Mean squared error -/

namespace LeanSpecs

open scoped AutoDiff

noncomputable section

/-- The mean of the squared errors of a prediction `y` of the target `t`.
Without entries it is 0: in Lean, `0⁻¹ = 0`. -/
def mse {n : ℕ} (t : Vec n) : Vec n → ℝ :=
  fun y => (n : ℝ)⁻¹ * ‖y - t‖ ^ 2

/-- The gradient of `mse t` at the prediction `y`. -/
def mseGrad {n : ℕ} (y t : Vec n) : Vec n :=
  (2 / (n : ℝ)) • (y - t)

/-- The derivative of the loss in a direction is the inner product with `2 / n * (y - t)`.

TorchLean: `hasFDerivAt_mse`; Mathlib: `HasFDerivAt.norm_sq`. -/
lemma hasFDerivAt_mse {n : ℕ} (t y : Vec n) :
    HasFDerivAt (mse (n := n) t) ((2 / (n : ℝ)) • innerSL ℝ (y - t)) y := by
  sorry

/-- Reverse mode from the seed 1 returns the gradient.

TorchLean: `mseGrad_eq_adjoint_fderiv`; Mathlib: `ContinuousLinearMap.adjoint_innerSL_apply`. -/
lemma mseGrad_eq_adjoint_fderiv {n : ℕ} (t y : Vec n) :
    VJP[mse (n := n) t, y] (1 : ℝ) = mseGrad (n := n) y t := by
  sorry

/-- At the target there is nothing left to learn: the loss is 0, and so is its gradient. -/
lemma mse_at_target {n : ℕ} (t : Vec n) :
    mse t t = 0 ∧ VJP[mse (n := n) t, t] (1 : ℝ) = 0 := by
  sorry

end

end LeanSpecs
