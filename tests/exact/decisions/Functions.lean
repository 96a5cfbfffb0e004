import Mathlib
open Real

/-! Exponentials, logarithms, roots, sines: by identities, and by bounds. -/

noncomputable section
namespace Functions

theorem exp_sum (a b c : ℝ) : exp (a + 2 * b - c) * exp c = exp a * exp b ^ 2 := by sorry
theorem exp_sum_false (a b : ℝ) : exp (a + b) = exp a + exp b := by sorry
theorem exp_halves (a : ℝ) : exp (a / 2) * exp (a / 3) * exp (a / 6) = exp a := by sorry
theorem log_exp (a : ℝ) : log (exp a * exp 1) = a + 1 := by sorry
theorem exp_log (x : ℝ) (h : 0 < x) : exp (2 * log x) = x ^ 2 := by sorry
theorem exp_log_below_false (x : ℝ) (h : x < 0) : exp (log x) = x := by sorry
theorem exp_log_below (x : ℝ) (h : x < 0) : exp (log x) = -x := by sorry
theorem log_product (x y : ℝ) (h : x ≠ 0) (h' : y ≠ 0) : log (x * y) = log x + log y := by sorry
theorem log_product_false (x y : ℝ) : log (x * y) = log x + log y := by sorry
theorem log_twelve : log 12 = 2 * log 2 + log 3 := by sorry
theorem root_product (x y : ℝ) (h : 0 ≤ x) : √(x * y) = √x * √y := by sorry
theorem root_product_false (x y : ℝ) : √(x * y) = √x * √y := by sorry
theorem root_square_false (x : ℝ) : √(x ^ 2) = x := by sorry
theorem root_square (x : ℝ) : √(x ^ 2) = |x| := by sorry
theorem root_eighteen : √18 = 3 * √2 := by sorry
theorem double_angle (a : ℝ) : sin (2 * a) = 2 * sin a * cos a := by sorry
theorem triple_angle (a : ℝ) : cos (3 * a) = 4 * cos a ^ 3 - 3 * cos a := by sorry
theorem difference_of_angles (a b : ℝ) : cos (a - b) = cos a * cos b + sin a * sin b := by sorry
theorem difference_of_angles_false (a b : ℝ) : cos (a - b) = cos a * cos b - sin a * sin b := by sorry
theorem third_of_pi : cos (π / 3) = 1 / 2 := by sorry
theorem whole_turns (n : ℕ) : sin (3 * π * n) = 0 := by sorry
theorem half_turns_false (n : ℕ) : cos (π * n) = 1 := by sorry
theorem pi_above : 3.14 < π := by sorry
theorem pi_above_false : 3.142 < π := by sorry
theorem e_below : exp 1 < 2.72 := by sorry
theorem sine_bound (x : ℝ) (h : 0 ≤ x) : sin x ≤ x := by sorry
theorem sine_bound_false (x : ℝ) : sin x ≤ x := by sorry
theorem tangent_line (x : ℝ) : 1 + x ≤ exp x := by sorry
theorem exp_monotone (x y : ℝ) (h : x < y) : exp x < exp y := by sorry
theorem exp_monotone_false (x y : ℝ) (h : x ≤ y) : exp x < exp y := by sorry
theorem tanh_below (x : ℝ) : tanh x < 1 := by sorry
theorem tanh_below_false (x : ℝ) : tanh x < 0.999999 := by sorry
theorem logistic_symmetry (x : ℝ) : 1 / (1 + exp (-x)) = 1 - 1 / (1 + exp x) := by sorry
theorem saturated (x : ℝ) (h : 50 ≤ x) : 1 / (1 + exp x) < 1e-21 := by sorry
theorem saturated_false (x : ℝ) (h : 50 ≤ x) : 1 / (1 + exp x) < 1e-22 := by sorry
theorem weights {n : ℕ} (x : Fin (n + 1) → ℝ) (c : ℝ) (i : Fin (n + 1)) :
    exp (x i + c) / ∑ j, exp (x j + c) = exp (x i) / ∑ j, exp (x j) := by sorry
theorem arctan_odd (x : ℝ) : arctan (-x) = -arctan x := by sorry
theorem arctan_below (x : ℝ) (h : 0 < x) : arctan x < x + 1e-9 := by sorry
theorem entropy_slope (x : ℝ) (h : 0 < x) : HasDerivAt (fun t => t * log t) (log x + 1) x := by sorry
theorem power_slope (x : ℝ) (h : 0 < x) : HasDerivAt (fun t : ℝ => t ^ (3 / 2 : ℝ)) (3 / 2 * √x) x := by
  sorry

end Functions
