import Mathlib

open Real Finset

/-! False at few whole numbers, or at one number that no draw hits; true twins beside them. -/

noncomputable section
namespace Numbers

-- whole numbers that are counted through
theorem legendre_false (n : ℕ) : Nat.Prime (2 * n ^ 2 + 29) := by sorry
theorem legendre (n : ℕ) (h : n < 29) : Nat.Prime (2 * n ^ 2 + 29) := by sorry
theorem composite_false (n : ℕ) (h : 1 < n) (h' : n % 2 = 1) (h'' : n % 3 ≠ 0) : n.Prime := by sorry
theorem common_false (m n : ℕ) (h : m ≠ n) : Nat.gcd m n ≤ 9 := by sorry
theorem common (m n : ℕ) (h : 0 < m) : Nat.gcd m n ≤ m := by sorry
theorem central_false (n : ℕ) : (2 * n).choose n < 2 ^ (2 * n - 4) + 300 := by sorry
theorem growth_false (n : ℕ) : 2 ^ n ≤ n ^ 5 + 10 := by sorry
theorem growth (n : ℕ) : n < 2 ^ n := by sorry
theorem odd_sum (n : ℕ) : ∑ i ∈ range n, (2 * i + 1) = n * n := by sorry
theorem partial_sum_false (n : ℕ) : ∑ i ∈ range n, 1 / ((i : ℝ) + 2) < 3 := by sorry
theorem difference_false (a b : ℤ) : a ^ 3 - b ^ 2 ≠ 2 := by sorry
theorem residue_false (a : ℤ) (h : a % 5 = 4) : a % 7 ≠ 2 := by sorry
theorem next_prime_false (p : ℕ) (h : p.Prime) (h' : 30 < p) : p = 31 := by sorry

theorem power_false (n : ℕ) (x : ℝ) (h : 0 ≤ x) (h' : x ≤ 2) : x ^ n ≤ 6000 := by sorry
theorem power (n : ℕ) (x : ℝ) (h : 0 ≤ x) (h' : x ≤ 1) : x ^ n ≤ 1 := by sorry

-- a divisor is one of few
theorem factor (n : ℕ) (h : n ≠ 1) : ∃ p, p.Prime ∧ p ∣ n := by sorry
theorem factor_false (n : ℕ) : ∃ p, p.Prime ∧ p ∣ n := by sorry
theorem two_factors_false (n : ℕ) (h : 1 < n) : ∃ d, 1 < d ∧ d < n ∧ d ∣ n := by sorry

-- between two numbers there is a third, which is no fraction
theorem turning_false (x : ℝ) : sin x ≠ 2 / 3 := by sorry
theorem turning (x : ℝ) : sin x ≠ 3 / 2 := by sorry
theorem meeting_false (x : ℝ) : exp x ≠ 2 - x := by sorry
theorem meeting_positive_false (x : ℝ) (h : 0 < x) : x * log x ≠ 2 := by sorry
theorem apart_false (x : ℝ) : exp x < 3 - x ∨ 3 - x < exp x := by sorry
theorem apart (x : ℝ) : 0 < exp x + 1 ∨ exp x + 1 < 0 := by sorry
theorem never (x : ℝ) : exp x + x ^ 4 ≠ 0 := by sorry
def soft (x : ℝ) : ℝ := log (1 + exp x)
theorem soft_meets_false (x : ℝ) : soft x ≠ 1 / 3 := by sorry
theorem soft_never (x : ℝ) : soft x ≠ 0 := by sorry
theorem not_equal_false (x a : ℝ) (h : 1 < x) : ¬ exp x / x = 3 + (a - a) := by sorry

-- entries that reach the bound that a hypothesis gives each of them
theorem triangle_false {n : ℕ} (x : Fin n → ℕ) (h : ∀ i, x i ≤ i) : ∑ i, x i ≤ 14 := by sorry
theorem triangle {n : ℕ} (x : Fin n → ℕ) (h : ∀ i, x i ≤ i) : ∑ i, x i ≤ n * n := by sorry
theorem chained_false {n : ℕ} (x y : Fin n → ℝ) (h : ∀ i, y i ≤ (i : ℝ) + 1) (h' : ∀ i, |x i| ≤ y i) :
    ∑ i, x i ≤ 9 := by sorry

-- lists of different numbers, arrays of functions, laws behind a name
theorem different_false (xs : List ℕ) (h : xs.Nodup) (h' : xs.length = 4) : xs.sum = 6 := by sorry
theorem different (xs : List ℕ) (h : xs.Nodup) (h' : 1 < xs.length) : xs.sum ≠ 0 := by sorry
theorem sum_of_functions {n : ℕ} (f : Fin n → ℝ → ℝ) (x : ℝ)
    (h : ∀ i, DifferentiableAt ℝ (f i) x) :
    deriv (fun t => ∑ i, f i t) x = ∑ i, deriv (f i) x := by sorry
theorem sum_of_functions_false {n : ℕ} (f : Fin n → ℝ → ℝ) (x : ℝ) :
    deriv (fun t => ∑ i, f i t) x = ∑ i, deriv (f i) x := by sorry
theorem repeated (f : ℝ → ℝ) (h : Function.Periodic f 1) (x : ℝ) : f (x + 3) = f x := by sorry
theorem repeated_false (f : ℝ → ℝ) (h : Function.Periodic f 1) (x : ℝ) : f (x + 1 / 3) = f x := by sorry

end Numbers
end
