import Mathlib

/-! Natural numbers and integers, of every size. -/

namespace Integers

theorem below_false (n : ℕ) : n < 1000 := by sorry
theorem never_false (n : ℤ) : n ≠ -123 := by sorry
theorem product_false (a b : ℕ) : a * b ≠ 221 := by sorry
theorem triple_false (a b c : ℕ) (h : 0 < a) (h' : 0 < b) : a ^ 2 + b ^ 2 ≠ c ^ 2 := by sorry
theorem blocks (k : ℕ) (h : 0 < k) : k ≤ 4 * ((k + 3) / 4) := by sorry
theorem blocks_false (k : ℕ) : 4 * ((k + 3) / 4) ≤ k + 2 := by sorry
theorem remainder (k : ℕ) : k % 6 < 6 := by sorry
theorem remainder_false (k : ℕ) : k % 6 < 5 := by sorry
theorem division (a : ℕ) : a = 5 * (a / 5) + a % 5 := by sorry
theorem truncated (a b : ℕ) : a - b + b = max a b := by sorry
theorem truncated_false (a b : ℕ) : a - b + b = a := by sorry
theorem cast_difference (a b : ℕ) (h : b ≤ a) : ((a - b : ℕ) : ℝ) = a - b := by sorry
theorem cast_difference_false (a b : ℕ) : ((a - b : ℕ) : ℝ) = a - b := by sorry
theorem even_square (k : ℤ) (h : k % 2 = 0) : k ^ 2 % 4 = 0 := by sorry
theorem floor_below (x : ℝ) : (⌊x⌋ : ℝ) ≤ x := by sorry
theorem floor_sum_false (x y : ℝ) : ⌊x + y⌋ = ⌊x⌋ + ⌊y⌋ := by sorry
theorem floor_shift (x : ℝ) : ⌊x + 1⌋ = ⌊x⌋ + 1 := by sorry
theorem negative_false (k : ℤ) : 0 ≤ k + 40 := by sorry
theorem no_gap (m n : ℕ) (h : m < n) : m + 1 ≤ n := by sorry
theorem no_gap_false (x y : ℝ) (h : x < y) : x + 1 ≤ y := by sorry
theorem linear (a b : ℤ) (h : 3 * a = 6 * b + 3) : a = 2 * b + 1 := by sorry

end Integers
