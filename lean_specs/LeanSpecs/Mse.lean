import LeanSpecs.Notation

/-! The mean squared error of one sample, and its gradient. -/

namespace LeanSpecs

open scoped LeanSpecs

noncomputable section

/-- Mean squared error of a prediction `y` against the target `t`. With no coordinates it is 0,
since `0⁻¹ = 0` in Lean. -/
def mse {n : ℕ} (t : Vec n) : Vec n → ℝ :=
  fun y => (n : ℝ)⁻¹ * ‖y - t‖ ^ 2

/-- Its gradient in the prediction. -/
def mseGrad {n : ℕ} (y t : Vec n) : Vec n :=
  (2 / (n : ℝ)) • (y - t)

/-- The derivative of the loss pairs a direction with the gradient.
Upstream: `hasFDerivAt_mse`. -/
lemma hasFDerivAt_mse {n : ℕ} (t y : Vec n) :
    HasFDerivAt (mse (n := n) t) ((2 / (n : ℝ)) • innerSL ℝ (y - t)) y := by
  sorry

/-- Reverse mode from the seed 1 gives the gradient.
Upstream: `mseGrad_eq_adjoint_fderiv`. -/
lemma mseGrad_eq_adjoint_fderiv {n : ℕ} (t y : Vec n) :
    VJP[mse (n := n) t, y] (1 : ℝ) = mseGrad (n := n) y t := by
  sorry

end

end LeanSpecs
