import Spec.Basic

/-! # Theorems about them -/

namespace Spec

open Other

/-- Twice a sum. -/
theorem double_add (x y : ℝ) : double (x + y) = double x + double y := by
  unfold double; ring

/-- A shift by nothing. -/
theorem shift_zero (x : ℝ) : shift x 0 = double x := by
  simp [shift]

/-- A positive number stays positive. -/
theorem double_pos (x : ℝ) (hx : 0 < x) : 0 < double x := by
  unfold double; linarith

/-- Between two numbers. -/
theorem double_mono (x y : ℝ) (hxy : x ≤ y) : double x ≤ double y := by
  unfold double; linarith

/-- No energy is negative. -/
theorem energy_nonneg {n : ℕ} (v : Vec n) : 0 ≤ half_energy v := by
  have h : 0 ≤ energy v := helper v
  unfold half_energy; linarith

/-- The bump is even. -/
theorem bump_even (x : ℝ) : bump (-x) = bump x := by
  simp [bump]

/-- Three times a number. -/
theorem triple_eq (x : ℝ) : triple x = ⟦x⟧₂ + x := by
  unfold triple double; ring

/-- More than nothing. -/
theorem above_pos (x : ℝ) : 0 < above x := by
  unfold above; positivity

/-- Growing. -/
theorem le_add (x : ℝ) : ∀ y : ℝ, 0 ≤ y → x ≤ x + y := by
  intro y hy; linarith

section Vectors

variable {n : ℕ} (v w : Vec n) (c : ℝ)

/-- Energy scales with the square. -/
theorem energy_smul : energy (c • v) = c ^ 2 * energy v := by
  sorry

/-- Adding coordinates. -/
theorem raised_apply (i : Fin n) : raised v i = v i + 1 := rfl

end Vectors

/-- An affine map of the scale one. -/
theorem run_one (b x : ℝ) : (Affine.mk 1 b).run x = x + b := by
  simp [Affine.run]

/-- Zero is where it starts. -/
theorem run_zero (a : Affine) : a.run 0 = a.offset := by
  simp [Affine.run]

end Spec
