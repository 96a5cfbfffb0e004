import Mathlib

/-! How Lean is written: what is accepted is read. Theorems named `true_` are true, `false_` false. -/

namespace Reading

open InnerProduct Nat Finset

/-! ## Variables without a type -/

section
variable {ι κ} [Fintype ι] [DecidableEq ι] [Fintype κ]

theorem true_swapped_sums (f : ι → κ → ℝ) : ∑ i, ∑ k, f i k = ∑ k, ∑ i, f i k := by sorry
theorem false_swapped_sums (f : ι → κ → ℝ) : ∑ i, ∑ k, f i k = 1 + ∑ k, ∑ i, f i k := by sorry
theorem true_diagonal (d : ι → ℝ) (i : ι) : Matrix.diagonal d i i = d i := by sorry
end

/-! ## Sets and subtypes as types -/

theorem true_sum_over_set (s : Finset ℕ) (f : ℕ → ℝ) : ∑ i : s, 2 * f i = 2 * ∑ i ∈ s, f i := by sorry
theorem false_sum_over_set (s : Finset ℕ) (f : ℕ → ℝ) : ∑ i : s, f i = ∑ i ∈ s, f (i + 1) := by sorry
theorem true_card_of_set {n : ℕ} (s : Finset (Fin n)) : Fintype.card s = s.card := by sorry
theorem true_attached (s : Finset ℕ) : ∑ i ∈ s.attach, (i : ℕ) = ∑ i ∈ s, i := by sorry
theorem true_interval (x : Set.Icc (0 : ℝ) 1) : (x : ℝ) ^ 2 ≤ x := by sorry
theorem false_interval (x : Set.Icc (0 : ℝ) 1) : (x : ℝ) ^ 2 < x := by sorry
theorem true_positive (x y : {x : ℝ // 0 < x}) : 0 < (x : ℝ) * y := by sorry
theorem false_positive (x : {x : ℝ // 0 < x}) : x.1 ≤ 1 := by sorry
theorem true_above {n : ℕ} (f : Fin n → ℝ) :
    ∑ i : {i : Fin n // 0 < i.val}, f i = ∑ i with 0 < i.val, f i := by sorry
theorem true_chosen (f : {x : ℝ // 0 < x} → ℝ) (x : ℝ) (h : 0 < x) (y : {x : ℝ // 0 < x})
    (e : x = y) : f ⟨x, h⟩ = f y := by sorry
theorem true_counted (n : ℕ+) : 1 ≤ (n : ℕ) := by sorry

/-! ## Notations -/

section
variable {E F : Type*} [NormedAddCommGroup E] [InnerProductSpace ℝ E] [CompleteSpace E]
  [NormedAddCommGroup F] [InnerProductSpace ℝ F] [CompleteSpace F] (A : E →L[ℝ] F)

theorem true_gram (x : E) : (A†.comp A) x = (A†) (A x) := by sorry
theorem false_gram (x : E) : (A†.comp A) x = x := by sorry
end

theorem true_factorial (n : ℕ) : (n + 1)! = (n + 1) * n ! := by sorry
theorem true_choice (b : Bool) (x : ℝ) : (bif b then x else -x) ^ 2 = x ^ 2 := by sorry
theorem true_pairs (xs : List (ℝ × ℝ)) :
    (xs.map fun (a, b) => a + b).sum = (xs.map Prod.fst).sum + (xs.map Prod.snd).sum := by sorry
theorem true_at_pair (p : ℝ × ℝ) : (fun (x, y) => x - y) p = p.1 - p.2 := by sorry

/-! ## Implicit objects, defaults -/

structure Cost (E : Type*) where
  value : E → ℝ

namespace Cost
variable {E : Type*} {c : Cost E}
def excess (x y : E) : ℝ := c.value x - c.value y
theorem true_excess (x y : E) : c.excess x y = -c.excess y x := by sorry
theorem false_excess (x y : E) : c.excess x y = c.excess y x := by sorry
end Cost

def scaled (x : ℝ) (k : ℝ := 2) : ℝ := k * x
theorem true_default (x : ℝ) : scaled x = x + x := by sorry
theorem true_given (x : ℝ) : scaled x 3 = x + x + x := by sorry
theorem false_default (x : ℝ) : scaled x = x := by sorry
def before (n : ℕ) (_h : 0 < n := by decide) : ℕ := n - 1
theorem true_automatic : before 3 = 2 := by sorry

/-! ## Numbers as matrices and as functions -/

theorem true_cast_matrix {n : ℕ} (k : ℕ) (x : Fin n → ℝ) :
    ((k : ℕ) : Matrix (Fin n) (Fin n) ℝ) *ᵥ x = (k : ℝ) • x := by sorry
theorem false_cast_matrix {n : ℕ} (i j : Fin n) :
    ((2 : ℤ) : Matrix (Fin n) (Fin n) ℝ) i j = 2 := by sorry
theorem true_cast_function {n : ℕ} (k : ℕ) (i : Fin n) : ((k : ℕ) : Fin n → ℝ) i = k := by sorry

/-! ## Commands of the project -/

syntax (name := remarkCmd) "REMARK" str : command
macro_rules | `(REMARK $_) => `(section end)

structure Rate where
  rate : ℝ
  decay : ℝ

REMARK "to be continued"

def Rate.step (r : Rate) (x g : ℝ) : ℝ := x - r.rate * (g + r.decay * x)

REMARK "and so on"

theorem true_step (r : Rate) (g : ℝ) : r.step 0 g = -(r.rate * g) := by sorry
theorem false_step (r : Rate) (x g : ℝ) : r.step x g = x - r.rate * g := by sorry

/-! ## Structures with laws -/

structure Bounds where
  low : ℚ
  high : ℚ
  ordered : low ≤ high

def Bounds.common (a b : Bounds) : Option Bounds :=
  if h : max a.low b.low ≤ min a.high b.high then some ⟨_, _, h⟩ else none

theorem true_common {a b c : Bounds} (h : a.common b = some c) : c.high ≤ a.high := by sorry
theorem false_common {a b c : Bounds} (h : a.common b = some c) : c.high = a.high := by sorry

structure Weights (n : ℕ) where
  weight : Fin n → ℝ
  nonneg : ∀ i, 0 ≤ weight i
  total : ∑ i, weight i = 1

theorem true_weight {n : ℕ} (w : Weights n) (i : Fin n) : w.weight i ≤ 1 := by sorry
theorem false_weight {n : ℕ} (w : Weights n) (i : Fin n) : 0 < w.weight i := by sorry

structure Curve where
  factor : ℝ
  nonneg : 0 ≤ factor

def flat : Curve := ⟨0, by simp⟩

theorem true_curve (c : Curve) (x : ℝ) : 0 ≤ c.factor * x ^ 2 := by sorry
theorem false_curve (c : Curve) : c.factor = 0 := by sorry

/-! ## Arguments that wait for the type of the result -/

noncomputable def shifted {n : ℕ} (x : EuclideanSpace ℝ (Fin n)) : EuclideanSpace ℝ (Fin n) :=
  WithLp.toLp 2 fun i => ∑ j : Fin n, if (j : ℕ) = (i : ℕ) + 1 then x j else 0

theorem true_shifted {n : ℕ} (c : ℝ) (x : EuclideanSpace ℝ (Fin n)) :
    shifted (c • x) = c • shifted x := by sorry

def line {m n : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) (i : Fin m) : EuclideanSpace ℝ (Fin n) :=
  WithLp.toLp 2 (fun j => A i j)

theorem true_line {m n : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) (i : Fin m) (r : ℝ)
    (h : r ≤ ‖line A i‖) : r - 1 ≤ ‖line A i‖ := by sorry
theorem false_line {m n : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) (i : Fin m) (r : ℝ)
    (h : r ≤ ‖line A i‖) : r + 1 ≤ ‖line A i‖ := by sorry

/-! ## Predicates as arguments -/

def Everywhere (p : ℝ → Prop) : Prop := ∀ x, p x
def Within (p q : ℝ → Prop) : Prop := ∀ x, p x → q x

theorem false_everywhere (a : ℝ) : a = 0 ∨ Everywhere (fun x => 0 ≤ x) := by sorry
theorem false_inside (a : ℝ) : a = 0 ∨ Within (fun x => 0 ≤ x) (fun x => 1 ≤ x) := by sorry
theorem true_inside (a : ℝ) : a = 0 ∨ Within (fun x => 1 ≤ x) (fun x => 0 ≤ x) := by sorry

/-! ## Derivatives that are no array programs -/

theorem true_partial {n : ℕ} (x : Fin n → ℝ) (i : Fin n) :
    HasDerivAt (fun t => ∑ j, (Function.update x i t) j ^ 3) (3 * x i ^ 2) (x i) := by sorry
theorem false_partial {n : ℕ} (x : Fin n → ℝ) (i : Fin n) :
    HasDerivAt (fun t => ∑ j, (Function.update x i t) j ^ 3) (3 * x i) (x i) := by sorry
theorem true_pair_slope (a b v w : ℝ) :
    fderiv ℝ (fun p : ℝ × ℝ => p.1 ^ 2 + p.2) (a, b) (v, w) = 2 * a * v + w := by sorry
theorem false_pair_slope (a b v w : ℝ) :
    fderiv ℝ (fun p : ℝ × ℝ => p.1 ^ 2 + p.2) (a, b) (v, w) = 2 * a * w + v := by sorry
theorem true_each_slope {n : ℕ} (x : Fin n → ℝ) :
    HasFDerivAt (fun x : Fin n → ℝ => fun i => 3 * x i)
      (ContinuousLinearMap.pi fun i =>
        (3 : ℝ) • (ContinuousLinearMap.proj i : (Fin n → ℝ) →L[ℝ] ℝ)) x := by sorry
theorem true_one_side : HasDerivWithinAt (fun t : ℝ => |t|) (-1) (Set.Iic 0) 0 := by sorry
theorem false_one_side : HasDerivWithinAt (fun t : ℝ => |t|) (-1) (Set.Ici 0) 0 := by sorry

end Reading
