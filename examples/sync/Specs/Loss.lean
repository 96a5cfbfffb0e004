import Mathlib

/-! # A loss, and what descends along it -/

namespace Specs

noncomputable section

/-- Half the squared error of one number. -/
def loss (y t : ℝ) : ℝ := (y - t) ^ 2 / 2

/-- Its derivative in the prediction. -/
def slope (y t : ℝ) : ℝ := y - t

/-- One step of gradient descent. -/
def step (η y t : ℝ) : ℝ := y - η * slope y t

/-- The loss is never negative. -/
theorem loss_nonneg (y t : ℝ) : 0 ≤ loss y t := by
  unfold loss
  positivity

/-- The slope is the derivative. -/
theorem hasDerivAt_loss (y t : ℝ) : HasDerivAt (fun y => loss y t) (slope y t) y := by
  unfold loss slope
  have h := ((hasDerivAt_id y).sub_const t).pow 2
  simpa using h.div_const 2

/-- A step of size one meets the target. -/
theorem step_one (y t : ℝ) : step 1 y t = t := by
  unfold step slope
  ring

end

end Specs
