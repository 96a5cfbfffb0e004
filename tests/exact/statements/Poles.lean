import Mathlib

open Real

noncomputable section
namespace Poles
variable (x y p : ℝ)

-- where a root, a reciprocal or a logarithm meets 0 there is no derivative
theorem log_at_zero : ¬ DifferentiableAt ℝ Real.log 0 := by sorry
theorem log_everywhere_false : DifferentiableAt ℝ Real.log x := by sorry
theorem root_at_zero : ¬ DifferentiableAt ℝ Real.sqrt 0 := by sorry
theorem root_everywhere_false : Differentiable ℝ Real.sqrt := by sorry
theorem root_below_false (h : x ≤ 0) : HasDerivAt Real.sqrt 0 x := by sorry
theorem root_slope_false : HasDerivAt Real.sqrt (1 / (2 * √x)) x := by sorry
theorem inverse_at_zero : ¬ DifferentiableAt ℝ (fun x : ℝ => x⁻¹) 0 := by sorry
theorem inverse_everywhere_false : HasDerivAt (fun x : ℝ => x⁻¹) (-(x ^ 2)⁻¹) x := by sorry
theorem shifted_pole_false : DifferentiableAt ℝ (fun t : ℝ => (t - y)⁻¹) x := by sorry
theorem around_a_pole : ¬ DifferentiableAt ℝ (fun x : ℝ => 3 + Real.exp (2 * x⁻¹)) 0 := by sorry
theorem bounded_quotient : DifferentiableAt ℝ (fun x : ℝ => x / (1 + x ^ 2)) x := by sorry
theorem total_derivative : deriv Real.log x = x⁻¹ := by sorry
theorem root_of_entry_false {n : ℕ} (x : Fin n → ℝ) (i : Fin n) :
    DifferentiableAt ℝ (fun x : Fin n → ℝ => √(x i)) x := by sorry

-- real powers
theorem power_above_one : DifferentiableAt ℝ (fun x : ℝ => x ^ (3 / 2 : ℝ)) 0 := by sorry
theorem power_below_one : ¬ DifferentiableAt ℝ (fun x : ℝ => x ^ (1 / 3 : ℝ)) 0 := by sorry
theorem power_below_one_false : DifferentiableAt ℝ (fun x : ℝ => x ^ (1 / 3 : ℝ)) x := by sorry
theorem root_of_negative : (-2 : ℝ) ^ (1 / 2 : ℝ) = 0 := by sorry
theorem log_of_power (h : 0 < x) : Real.log (x ^ y) = y * Real.log x := by sorry
theorem log_of_power_false : Real.log (x ^ (1 / 2 : ℝ)) = 1 / 2 * Real.log x := by sorry
theorem power_slope (h : x ≠ 0) : HasDerivAt (fun x : ℝ => x ^ (-2 : ℤ)) (-2 * x ^ (-3 : ℤ)) x := by sorry
theorem power_slope_false (h : x ≠ 0) : HasDerivAt (fun x : ℝ => x ^ (-2 : ℤ)) (2 * x ^ (-3 : ℤ)) x := by sorry

-- pieces that meet at a number that only the statement names
theorem far_kink (h : x ≠ 5) : deriv (fun t : ℝ => |t - 5|) x = if x < 5 then -1 else 1 := by sorry
theorem far_kink_false : HasDerivAt (fun t : ℝ => |t - 5|) (if x < 5 then -1 else 1) x := by sorry
theorem fraction_kink_false : HasDerivAt (fun t : ℝ => |t - 1 / 7|) (if x < 1 / 7 then -1 else 1) x := by sorry
theorem decimal_kink_false : HasDerivAt (fun t : ℝ => |t + 0.25|) (if x < -0.25 then -1 else 1) x := by sorry
def threshold : ℝ := 1000
theorem named_kink_false : HasDerivAt (fun t : ℝ => max t threshold) (if x < threshold then 0 else 1) x := by sorry

-- sums of powers
theorem geometric (n : ℕ) : ∑ i ∈ Finset.range n, x ^ i * (x - 1) = x ^ n - 1 := by sorry
theorem geometric_false (n : ℕ) : ∑ i ∈ Finset.range n, x ^ i * (x - 1) = x ^ n := by sorry

end Poles
