import Mathlib
open Real

/-! What exists: a witness for every input, or an input without one. -/

noncomputable section
namespace Existence

theorem inverse_false (a : ℝ) : ∃ y : ℝ, y * a = 1 := by sorry
theorem inverse (a : ℝ) (ha : 0 < a) : ∃ y : ℝ, y * a = 1 := by sorry
theorem cube_root (a : ℝ) : ∃ r : ℝ, r ^ 3 = a := by sorry
theorem fourth_root_false (a : ℝ) : ∃ r : ℝ, r ^ 4 = a := by sorry
theorem both_roots (a : ℝ) (h : 0 < a) : ∃ r s : ℝ, r ≠ s ∧ r ^ 2 = a ∧ s ^ 2 = a := by sorry
theorem both_roots_false (a : ℝ) (h : 0 ≤ a) : ∃ r s : ℝ, r ≠ s ∧ r ^ 2 = a ∧ s ^ 2 = a := by sorry
theorem crossing (a b c d : ℝ) (h : a * d - b * c ≠ 0) (u v : ℝ) :
    ∃ x y : ℝ, a * x + b * y = u ∧ c * x + d * y = v := by sorry
theorem crossing_false (a b c d u v : ℝ) : ∃ x y : ℝ, a * x + b * y = u ∧ c * x + d * y = v := by sorry
theorem logarithm_false (a : ℝ) (h : 0 ≤ a) : ∃ x : ℝ, exp x = a := by sorry
theorem multiple_of_three_false (k : ℕ) : ∃ j : ℕ, k = 3 * j := by sorry
theorem multiple_of_three (k : ℕ) : ∃ j r : ℕ, k = 3 * j + r ∧ r < 3 := by sorry
theorem natural_above_false (a : ℝ) : ∃ n : ℕ, (n : ℝ) = a + 1 := by sorry
theorem strictly_between (a b : ℝ) (h : a < b) : ∃ m : ℝ, a < m ∧ m < b := by sorry
theorem largest_false : ∃ m : ℝ, ∀ x : ℝ, x < m := by sorry
theorem above_all (x y z : ℝ) : ∃ m : ℝ, x < m ∧ y < m ∧ z < m := by sorry
theorem for_each_one (c : ℝ) : ∀ x : ℝ, ∃ y : ℝ, y - x = c := by sorry
theorem one_for_all_false (c : ℝ) : ∃ y : ℝ, ∀ x : ℝ, y - x = c := by sorry
theorem minimum : ∃ m : ℝ, ∀ x : ℝ, m ≤ x ^ 2 - 4 * x := by sorry
theorem minimum_false : ∃ m : ℝ, ∀ x : ℝ, m ≤ x ^ 3 := by sorry
theorem neighbourhood (x : ℝ) (h : 0 < x) : ∃ δ > 0, ∀ y : ℝ, |y - x| < δ → 0 < y := by sorry
theorem neighbourhood_false (x : ℝ) : ∃ δ > 0, ∀ y : ℝ, |y - x| < δ → y ≠ 3 := by sorry
theorem slope_continuous (x : ℝ) :
    ∀ ε > 0, ∃ δ > 0, ∀ y : ℝ, |y - x| < δ → |(y - 3 * y) - (x - 3 * x)| < ε := by sorry
def jump (x : ℝ) : ℝ := if x ≤ 2 then x else x + 1
theorem jump_continuous_false (x : ℝ) :
    ∀ ε > 0, ∃ δ > 0, ∀ y : ℝ, |y - x| < δ → |jump y - jump x| < ε := by sorry
theorem jump_continuous_beside (x : ℝ) (h : x ≠ 2) :
    ∀ ε > 0, ∃ δ > 0, ∀ y : ℝ, |y - x| < δ → |jump y - jump x| < ε := by sorry
theorem bounded_entries {n : ℕ} (v : Fin n → ℝ) : ∃ c : ℝ, 0 ≤ c ∧ ∀ i, v i ≤ c := by sorry
theorem unit_multiple_false (x y : ℝ) : ∃ c : ℝ, c * x = 1 ∧ c * y = 0 := by sorry
theorem vector_false (a b : ℝ) : ∃ v : Fin 2 → ℝ, v 0 + v 1 = a ∧ v 0 + v 1 = b := by sorry
theorem vector (a b : ℝ) : ∃ v : Fin 2 → ℝ, v 0 + v 1 = a ∧ v 0 - v 1 = b := by sorry
theorem in_interval (a b y : ℝ) (h : a ≤ y) (h' : y ≤ b) :
    ∃ t ∈ Set.Icc (0 : ℝ) 1, y = a + t * (b - a) := by sorry
theorem in_interval_false (a b y : ℝ) (h : a ≤ y) : ∃ t ∈ Set.Icc (0 : ℝ) 1, y = a + t * (b - a) := by
  sorry

end Existence
