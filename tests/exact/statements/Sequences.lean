import Mathlib

/-! Sequences about which a hypothesis says something for every term. -/

namespace Sequences

theorem first_of_nonnegative {a : ℕ → ℝ} (h : ∀ k, 0 ≤ a k) : 0 ≤ a 0 := sorry
theorem first_of_nonnegative_false {a : ℕ → ℝ} (h : ∀ k, 0 ≤ a k) : 0 < a 3 := sorry
theorem shifted_sums {a : ℕ → ℝ} (h : ∀ k, 0 ≤ a k) (n : ℕ) :
    ∑ k ∈ Finset.range n, (a (k + 1) + a (k + 2)) ≤ 2 * ∑ k ∈ Finset.range (n + 2), a k := sorry
theorem shifted_sums_false {a : ℕ → ℝ} (h : ∀ k, 0 ≤ a k) (n : ℕ) :
    ∑ k ∈ Finset.range n, (a (k + 1) + a (k + 2)) ≤ ∑ k ∈ Finset.range (n + 2), a k := sorry
theorem decreasing {a : ℕ → ℝ} (h : ∀ k, a (k + 1) ≤ a k) : a 4 ≤ a 3 := sorry
theorem decreasing_false {a : ℕ → ℝ} (h : ∀ k, a (k + 1) ≤ a k) : 0 ≤ a 3 := sorry
theorem indices_grow {i : ℕ → ℕ} (h : ∀ k, i k < i (k + 1)) : 2 ≤ i 2 := sorry
theorem indices_grow_false {i : ℕ → ℕ} (h : ∀ k, i k < i (k + 1)) : 3 ≤ i 2 := sorry
theorem bounded_is_small_false {a : ℕ → ℝ} (h : ∀ k, |a k| ≤ 2) : |a 0 + a 1| ≤ 3 := sorry
theorem bounded_sum {a : ℕ → ℝ} (h : ∀ k, |a k| ≤ 2) : |a 0 + a 1| ≤ 4 := sorry
theorem positive_terms_differ_false {a : ℕ → ℝ} (h : ∀ k, 0 < a k) : a 0 ≠ a 5 := sorry

end Sequences
