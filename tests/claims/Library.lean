import Mathlib

/-! Mathlib's constants, in statements with known truth: `true_` ones are true, `false_` ones false. -/

namespace Library

open Finset

/-! ## Quantifiers over finitely many -/

theorem false_some_entry (xs : List ℕ) : ∃ x ∈ xs, 0 ≤ x := by sorry
theorem true_some_entry (xs : List ℕ) (h : 0 < xs.sum) : ∃ x ∈ xs, 0 < x := by sorry
theorem false_all_or_some (s : Finset ℕ) : (∀ x ∈ s, x < 3) ∨ ∃ x ∈ s, 4 ≤ x := by sorry
theorem true_all_or_some (s : Finset ℕ) : (∀ x ∈ s, x < 3) ∨ ∃ x ∈ s, 3 ≤ x := by sorry
theorem false_below (n : ℕ) : ∃ k < n, n = k + 1 := by sorry
theorem true_unique (a b : ℝ) (h : a ≠ 0) : ∃! x : ℝ, a * x = b := by sorry
theorem false_unique (n : ℕ) : ∃! i : Fin n, (i : ℕ) < 2 := by sorry

/-! ## Finite sets -/

theorem true_image (s : Finset ℕ) : (s.image fun x => x / 2).card ≤ s.card := by sorry
theorem false_image (s : Finset ℕ) : (s.image fun x => x / 2).card = s.card := by sorry
theorem true_insert (s : Finset ℕ) (a : ℕ) (h : a ∉ s) : #(insert a s) = #s + 1 := by sorry
theorem false_insert (s : Finset ℕ) (a : ℕ) : #(insert a s) = #s + 1 := by sorry
theorem true_two (a b : ℕ) (h : a ≠ b) : ({a, b} : Finset ℕ).card = 2 := by sorry
theorem true_parts (s : Finset (Fin 3)) : s.powerset.card = 2 ^ s.card := by sorry
theorem true_apart (s t : Finset ℕ) (h : Disjoint s t) : #(s ∪ t) = #s + #t := by sorry
theorem true_grid (s t : Finset ℕ) : #(s ×ˢ t) = #s * #t := by sorry
theorem true_filter {n : ℕ} (x : Fin n → ℝ) : #{i | 0 < x i} + #{i | x i ≤ 0} = n := by sorry
theorem true_supremum {n : ℕ} (x : Fin (n + 1) → ℝ) (i : Fin (n + 1)) : x i ≤ ⨆ j, x j := by sorry
theorem false_supremum {n : ℕ} (x : Fin (n + 1) → ℝ) (i : Fin (n + 1)) : ⨆ j, x j ≤ x i := by sorry

/-! ## Sets -/

theorem true_described (x : ℝ) (h : x ∈ {y : ℝ | 0 < y ∧ y < 1}) : x ^ 2 < x := by sorry
theorem false_included (a b : ℝ) : Set.Icc 0 a ⊆ Set.Icc 0 b := by sorry
theorem true_same : {x : ℝ | x ^ 2 ≤ 1} = Set.Icc (-1) 1 := by sorry
theorem false_same : {x : ℝ | x ^ 2 ≤ 1} = Set.Ioo (-1) 1 := by sorry
theorem true_ball (x y r : ℝ) (h : y ∈ Metric.ball x r) : |y - x| < r := by sorry
theorem true_injective_on : Set.InjOn (fun x : ℝ => x ^ 2) (Set.Ici 0) := by sorry
theorem false_injective_on : Set.InjOn (fun x : ℝ => x ^ 2) (Set.Ici (-1)) := by sorry
theorem true_least : IsLeast (Set.Icc (0 : ℝ) 1) 0 := by sorry
theorem false_least : IsLeast (Set.Ioc (0 : ℝ) 1) 0 := by sorry
theorem false_minimum : IsMinOn (fun x : ℝ => (x - 1) ^ 2) Set.univ 0 := by sorry
theorem true_rising : MonotoneOn (fun x : ℝ => x ^ 2) (Set.Ici 0) := by sorry
theorem false_rising : StrictMonoOn (fun x : ℝ => x ^ 2) (Set.Icc (-1) 1) := by sorry
theorem false_continuous : Continuous (fun x : ℝ => if x ≤ 2 then x else x + 1) := by sorry

/-! ## Lists and options -/

theorem true_flat (xs : List (List ℕ)) : xs.flatten.length = (xs.map List.length).sum := by sorry
theorem true_counted (xs : List ℕ) (a : ℕ) (h : xs.Nodup) : xs.count a ≤ 1 := by sorry
theorem false_counted (xs : List ℕ) (a : ℕ) : xs.count a ≤ 1 := by sorry
theorem true_last (xs : List ℕ) (a : ℕ) : (xs ++ [a]).getLast? = some a := by sorry
theorem true_sorted (xs : List ℕ) : (xs.mergeSort.zipIdx).length = xs.length := by sorry
theorem false_distinct (xs : List ℕ) : xs.toFinset.card = xs.length := by sorry
theorem true_rest (o : Option ℕ) : (o <|> some 3).isSome := by sorry
theorem true_every (xs : List ℕ) (h : xs.all (· < 3)) : ∀ x ∈ xs, x < 3 := by sorry

/-! ## Numbers -/

theorem true_multiple (a b : ℕ) : a ∣ Nat.lcm a b := by sorry
theorem false_prime (p : ℕ) (h : p.Prime) : Odd p := by sorry
theorem true_congruent (a b n : ℕ) (h : a ≡ b [MOD n]) : a % n = b % n := by sorry
theorem true_fibonacci (n : ℕ) : Nat.fib (n + 2) = Nat.fib n + Nat.fib (n + 1) := by sorry
theorem false_unit (a : ℤ) (h : a ≠ 0) : IsUnit a := by sorry

/-! ## Matrices -/

theorem true_inverse (A : Matrix (Fin 2) (Fin 2) ℝ) (h : IsUnit A.det) : A⁻¹ * A = 1 := by sorry
theorem false_inverse (A : Matrix (Fin 2) (Fin 2) ℝ) : A⁻¹ * A = 1 := by sorry
theorem true_adjugate (A : Matrix (Fin 2) (Fin 2) ℝ) :
    A.adjugate * A = A.det • (1 : Matrix (Fin 2) (Fin 2) ℝ) := by sorry
theorem true_semidefinite (a b : ℝ) : (Matrix.vecMulVec ![a, b] ![a, b]).PosSemidef := by sorry
theorem false_definite (a b : ℝ) : (Matrix.vecMulVec ![a, b] ![a, b]).PosDef := by sorry
theorem false_commute (A B : Matrix (Fin 2) (Fin 2) ℝ) : Commute A B := by sorry

end Library
