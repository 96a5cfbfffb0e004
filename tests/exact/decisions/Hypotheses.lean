import Mathlib
open Real

/-! Hypotheses that few inputs meet, or none. -/

noncomputable section
namespace Hypotheses

theorem far_false (x : ℝ) (h : 1000 < x) : x < 1001 := by sorry
theorem far (x : ℝ) (h : 1000 < x) : 1000000 < x ^ 2 := by sorry
theorem narrow (x : ℝ) (h : 0.7 < x) (h' : x < 0.701) : 0 < x * (1 - x) := by sorry
theorem narrow_false (x : ℝ) (h : 0.7 < x) (h' : x < 0.701) : x * (1 - x) < 0.2095 := by sorry
theorem cube (x : ℝ) (h : x ^ 3 = 2) : 1 < x ∧ x < 2 := by sorry
theorem cube_false (x : ℝ) (h : x ^ 3 = 2) : x < 1.25 := by sorry
theorem golden (x : ℝ) (h : x ^ 2 = x + 1) (hx : 0 < x) : x⁻¹ = x - 1 := by sorry
theorem golden_false (x : ℝ) (h : x ^ 2 = x + 1) : x⁻¹ = x := by sorry
theorem ellipse_false (x y : ℝ) (h : x ^ 2 + 3 * y ^ 2 = 1) : y ≤ 1 / 2 := by sorry
theorem rotation (A : Matrix (Fin 2) (Fin 2) ℝ) (h : A * A.transpose = 1) :
    A.det = 1 ∨ A.det = -1 := by sorry
theorem rotation_false (A : Matrix (Fin 2) (Fin 2) ℝ) (h : A * A.transpose = 1) : A.det = 1 := by
  sorry
theorem log_two (x : ℝ) (h : exp x = 2) : 0 < x := by sorry
theorem log_two_false (x : ℝ) (h : exp x = 2) : x < 0.69 := by sorry
theorem large_natural_false (n : ℕ) (h : 500 < n) : n % 7 ≠ 3 := by sorry
theorem large_natural (n : ℕ) (h : 500 < n) : 250 < n / 2 + 1 := by sorry
theorem implication (a b : ℝ) (h : a < 0 → b = 1) (ha : a < -7) : b = 1 := by sorry
theorem implication_false (a b : ℝ) (h : a < 0 → b = 1) : b = 1 := by sorry
theorem quantified (a : ℝ) (h : ∀ x : ℝ, a * x ≤ x ^ 2) : a = 0 := by sorry
theorem quantified_false (a : ℝ) (h : ∀ x : ℝ, 0 < x → a * x ≤ x ^ 2) : a = 0 := by sorry
theorem existing (a : ℝ) (h : ∃ x : ℝ, x ^ 2 + a < 0) : a < 0 := by sorry
theorem existing_false (a : ℝ) (h : ∃ x : ℝ, x ^ 2 + a < 1) : a < 0 := by sorry

-- what contradicts itself is vacuous, unless the conclusion is a negation
theorem order_vacuous (a b c : ℝ) (h : a < b) (h' : b < c) (h'' : c < a) : a = 17 := by sorry
theorem square_vacuous (x : ℝ) (h : x ^ 2 + 1 = 0) : x = 1 := by sorry
theorem exp_vacuous (x : ℝ) (h : exp x + 1 ≤ 1) : x = 1 := by sorry
theorem between_vacuous (n : ℕ) (h : 7 < n) (h' : n < 8) : n = 1 := by sorry
theorem parity_vacuous (n : ℕ) (h : n % 2 = 1) (h' : 2 ∣ n) : n = 5 := by sorry
theorem arrow_vacuous (x : ℝ) : x < 0 → 0 < x → x = 3 := by sorry
theorem not_both (x : ℝ) (h : x < 0) (h' : 0 < x) : False := by sorry
theorem not_equal (x : ℝ) (h : x < 0) : x ≠ 1 := by sorry
theorem irreflexive (x y : ℝ) : x < y → ¬ y < x := by sorry

end Hypotheses
