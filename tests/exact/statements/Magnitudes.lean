import Mathlib

open Real Finset

noncomputable section
namespace Magnitudes
variable (x y z a b c : ℝ) (m n k : ℕ) (i j : ℤ)

-- thresholds: whole numbers
theorem forty_false : n < 40 := by sorry
theorem not_forty_false : n ≠ 40 := by sorry
theorem below_square_false (h : n < 100) : n ^ 2 < 9000 := by sorry
theorem below_square (h : n < 100) : n ^ 2 < 10000 := by sorry
theorem small_or_big_false : n ≤ 12 ∨ 14 ≤ n := by sorry
theorem halves_false : n / 2 ≤ 3 := by sorry
theorem blocks_false (h : 0 < n) : (n + 15) / 16 = 1 := by sorry
theorem blocks : n ≤ (n + 15) / 16 * 16 := by sorry
theorem remainder_false : n % 16 ≤ 12 := by sorry
theorem remainder : n % 16 < 16 := by sorry
theorem minus_false : -30 ≤ i := by sorry
theorem integer_square_false : i ^ 2 ≤ 400 := by sorry
theorem integer_between (h : 10 ≤ i) (h' : i ≤ 12) : i * i ≤ 144 := by sorry
theorem integer_between_false (h : 10 ≤ i) (h' : i ≤ 12) : i * i ≤ 143 := by sorry
theorem kilobyte_false : n * 1024 < 2 ^ 20 := by sorry
theorem million_false : n ^ 2 < 10 ^ 10 := by sorry
theorem difference_false : m - n ≤ 5 := by sorry
theorem sub_add_false : m - n + n = m := by sorry
theorem sub_add (h : n ≤ m) : m - n + n = m := by sorry

-- thresholds: reals
theorem hundred_false : x < 100 := by sorry
theorem near_false (h : 0 < x) : 1 / 1000000 ≤ x := by sorry
theorem tiny_false (h : 0 < x) : 1e-40 ≤ x := by sorry
theorem decimal_false : x ≠ 0.3 := by sorry
theorem third_false : x ≠ 1 / 3 := by sorry
theorem just_above_false (h : 0.5 < x) : 0.51 ≤ x := by sorry
theorem middle (h : 1 / 3 < x) (h' : x < 2 / 5) : 3 * x < 2 := by sorry
theorem middle_false (h : 1 / 3 < x) (h' : x < 2 / 5) : x < 0.36 := by sorry
theorem step_false : (if x < 17 then (0 : ℝ) else 1) = 0 := by sorry
theorem clip_false : max (-6) (min 6 x) = x := by sorry
theorem clip (h : |x| ≤ 6) : max (-6) (min 6 x) = x := by sorry
theorem relu6_false : min 6 (max 0 x) = max 0 x := by sorry
theorem huge_false : x ^ 2 ≤ 1e30 := by sorry
theorem linear_growth_false : x ^ 2 ≤ 100 * |x| + 1000 := by sorry

-- tight hypotheses
theorem simplex_two (h : x + y = 1) (hx : 0 ≤ x) (hy : 0 ≤ y) : x * y ≤ 1 / 4 := by sorry
theorem simplex_two_false (h : x + y = 1) (hx : 0 ≤ x) (hy : 0 ≤ y) : x * y < 1 / 4 := by sorry
theorem chain_of_three (h1 : 0 < a) (h2 : a < b) (h3 : b < c) (h4 : c < 1) : a * c < 1 := by sorry
theorem chain_of_three_false (h1 : 0 < a) (h2 : a < b) (h3 : b < c) (h4 : c < 1) : c < a + b := by sorry
theorem step_size (ha : 0 < a) (hb : 0 < b) (h : a * b < 1 / 8) : 4 * (a * b) < 1 := by sorry
theorem step_size_false (ha : 0 < a) (hb : 0 < b) (h : a * b < 1 / 8) : 16 * (a * b) < 1 := by sorry
theorem interval_false (h : x ∈ Set.Ioo (5 : ℝ) 6) : x < 5.5 := by sorry
theorem interval (h : x ∈ Set.Icc (5 : ℝ) 6) : x ^ 2 ≤ 36 := by sorry
theorem far_false (h : 50 < |x|) : 0 < x := by sorry
theorem far (h : 50 < |x|) : 2500 < x ^ 2 := by sorry
theorem ball_false (h : (x - 10) ^ 2 + (y - 20) ^ 2 ≤ 1) : x + y ≤ 30 := by sorry
theorem ball (h : (x - 10) ^ 2 + (y - 20) ^ 2 ≤ 1) : x ≤ 11 := by sorry
theorem unit_circle_false (h : x ^ 2 + y ^ 2 = 1) : x = 1 ∨ x = -1 ∨ x = 0 := by sorry
theorem corner_false (ha : 100 < a) (hb : b < -100) : 0 < c * c := by sorry
theorem corner_pair_false (ha : 100 < a) (hb : a < 101) : x * y ≠ -1 ∨ x ≤ y := by sorry

-- sizes and lengths
theorem length_false (xs : List ℝ) : xs.length < 7 := by sorry
theorem long_false (xs : List ℕ) (h : 9 < xs.length) : xs.length = 10 := by sorry
theorem long (xs : List ℕ) (h : 9 < xs.length) : xs ≠ [] := by sorry
theorem entries_false {n : ℕ} (v : Fin n → ℝ) (h : ∀ i, v i ≤ 1) : ∑ i, v i ≤ 7 := by sorry
theorem entries {n : ℕ} (v : Fin n → ℝ) (h : ∀ i, v i ≤ 1) : ∑ i, v i ≤ n := by sorry
theorem squares_false {n : ℕ} (v : Fin n → ℝ) : ∑ i, v i ^ 2 ≤ 1000 := by sorry
theorem wide_false (h : 5 < n) (v : Fin n → ℝ) : ∑ i, v i ≠ 0 := by sorry
theorem size_false {n : ℕ} (v : Fin n → ℝ) : n ≤ 10 := by sorry
theorem gauss : 2 * ∑ i ∈ range n, i = n * (n - 1) := by sorry
theorem gauss_false : ∑ i ∈ range n, i ≤ 40 := by sorry
theorem power_false : 2 ^ n ≤ 20 * n + 1 := by sorry
theorem factorial_false : n.factorial ≤ 4 ^ n := by sorry
theorem power_positive : 0 < 2 ^ n := by sorry
theorem cube_bound_false : n ^ 3 ≤ 3 ^ n + 1 ∧ n ≤ 11 := by sorry
theorem matrix_false {n : ℕ} (A : Matrix (Fin n) (Fin n) ℝ) : n < 4 := by sorry
theorem trace_false {n : ℕ} : (1 : Matrix (Fin n) (Fin n) ℝ).trace ≤ 5 := by sorry

-- analysis
theorem exponential_false : exp x ≤ 1 + 2 * |x| + 3 * x ^ 2 + x ^ 4 := by sorry
theorem exponential : 1 + x ≤ exp x := by sorry
theorem saturation_false (h : 1 ≤ x) : tanh x < 1 - 1e-15 := by sorry
theorem logarithm_false (h : 1 ≤ x) : log x ≤ 10 := by sorry
theorem decreasing_false (h : 0 ≤ x) (h' : x ≤ y) : cos y ≤ cos x := by sorry
theorem zero_of_sine_false (h : sin x = 0) : x = 0 := by sorry
theorem never_two_false : exp x ≠ 2 := by sorry
theorem sigmoid_false : 1 / (1 + exp (-x)) ≤ 0.999 := by sorry
theorem sigmoid : 1 / (1 + exp (-x)) < 1 := by sorry

-- definitions are looked through
def ceilDiv (k n : ℕ) : ℕ := (k + n - 1) / n
def threshold : ℝ := 12.75
def gate (x : ℝ) : ℝ := if x ≤ threshold then x else threshold
theorem gate_false : gate x = x := by sorry
theorem gate_bound : gate x ≤ threshold := by sorry
theorem ceil_false (h : 0 < k) : ceilDiv k 64 = 1 := by sorry
theorem ceil (h : 0 < k) : 0 < ceilDiv k 64 := by sorry
def steps : ℕ → ℕ
  | 0 => 0
  | n + 1 => steps n + 2
theorem steps_double : steps n = 2 * n := by sorry
theorem steps_false : steps n ≤ 30 := by sorry

/-! Sizes beyond those that are decided. -/

theorem a_long_list_has_a_sum_false (xs : List ℝ) (h : 15 < xs.length) : xs.sum ≠ 0 := sorry

section
variable {E : Type*} [NormedAddCommGroup E] [InnerProductSpace ℝ E]

theorem three_directions_false (x y z : E) (hxy : inner ℝ x y = 0) (hyz : inner ℝ y z = 0)
    (hxz : inner ℝ x z = 0) (hx : x ≠ 0) (hy : y ≠ 0) : z = 0 := sorry

theorem four_directions_false (x y z w : E) (hxy : inner ℝ x y = 0) (hyz : inner ℝ y z = 0)
    (hxz : inner ℝ x z = 0) (hxw : inner ℝ x w = 0) (hyw : inner ℝ y w = 0) (hzw : inner ℝ z w = 0)
    (hx : x ≠ 0) (hy : y ≠ 0) (hz : z ≠ 0) : w = 0 := sorry

end

end Magnitudes
