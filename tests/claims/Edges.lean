import Mathlib

open Real
open scoped Gradient

/-! True theorems whose numbers leave the range of floats, or come near to where Lean's functions and
the numerical ones part. -/

namespace Edges

theorem log_deriv (x : ℝ) (h : 0 < x) : HasDerivAt Real.log x⁻¹ x := by sorry

theorem root_deriv (x : ℝ) (h : 0 < x) : HasDerivAt Real.sqrt (1 / (2 * √x)) x := by sorry

theorem inverse_deriv (x : ℝ) (h : x ≠ 0) : HasDerivAt (fun x => x⁻¹) (-(x ^ 2)⁻¹) x := by sorry

theorem entropy_deriv (x : ℝ) (h : 0 < x) :
    HasDerivAt (fun x => x * Real.log x) (Real.log x + 1) x := by sorry

theorem power_deriv (x p : ℝ) (h : 0 < x) :
    HasDerivAt (fun x => x ^ p) (p * x ^ (p - 1)) x := by sorry

theorem exponent_deriv (x p : ℝ) (h : 0 < x) :
    HasDerivAt (fun p => x ^ p) (x ^ p * Real.log x) p := by sorry

theorem cube_root_deriv (x : ℝ) (h : 0 < x) :
    HasDerivAt (fun x => x ^ (1 / 3 : ℝ)) (1 / 3 * x ^ (-2 / 3 : ℝ)) x := by sorry

theorem softplus_deriv (ε x : ℝ) (h : 0 < ε) :
    HasDerivAt (fun z => Real.log (ε + Real.exp z)) (Real.exp x / (ε + Real.exp x)) x := by sorry

noncomputable def logistic (x : ℝ) : ℝ := 1 / (1 + Real.exp (-x))

theorem logistic_deriv (x : ℝ) :
    HasDerivAt logistic (logistic x * (1 - logistic x)) x := by sorry

theorem polynomial_deriv (n : ℕ) (a : Fin n → ℝ) (x : ℝ) :
    deriv (fun x => ∑ i, a i * x ^ (i : ℕ)) x = ∑ i, a i * (i : ℕ) * x ^ ((i : ℕ) - 1) := by sorry

theorem residual_gradient {n m : ℕ}
    (A : EuclideanSpace ℝ (Fin n) →L[ℝ] EuclideanSpace ℝ (Fin m)) (b : EuclideanSpace ℝ (Fin m))
    (x : EuclideanSpace ℝ (Fin n)) :
    ∇ (fun x => (1 / 2 : ℝ) * ‖A x - b‖ ^ 2) x = A.adjoint (A x - b) := by sorry

theorem relu_total (x : ℝ) : deriv (fun x : ℝ => max x 0) x = if 0 < x then 1 else 0 := by sorry

theorem min_total (x : ℝ) : deriv (fun x : ℝ => min x 0) x = if x < 0 then 1 else 0 := by sorry

theorem branch_total (x : ℝ) :
    deriv (fun x : ℝ => if x < 0 then 0 else x) x = if 0 < x then 1 else 0 := by sorry

theorem pieces_total (x : ℝ) :
    deriv (fun x : ℝ => max (2 * x - 1) x) x = if 1 < x then 2 else if x < 1 then 1 else 0 := by
  sorry

-- names that are none in Python
theorem primed_name (x : ℝ) : HasDerivAt (fun y' => y' ^ 2) (2 * x) x := by sorry

theorem quoted_name (x : ℝ) : HasDerivAt (fun «my y» => «my y» ^ 2) (2 * x) x := by sorry

theorem no_name (x : ℝ) (h : 0 < x) : HasDerivAt (√·) (1 / (2 * √x)) x := by sorry

end Edges
