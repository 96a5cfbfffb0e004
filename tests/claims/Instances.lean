import Mathlib

/-! Instances of Mathlib's classes, declared in every way for types of every kind. Names as in
`Synonyms.lean`. -/

open InnerProductSpace
noncomputable section
namespace A
def S := ℝ
def S.mk (x : ℝ) : S := x
def S.get (x : S) : ℝ := x
instance : LE S := ⟨fun a b => b.get ≤ a.get⟩
instance : Inhabited S := ⟨S.mk 7⟩
instance : Inv S := ⟨fun a => S.mk (a.get + 1)⟩
instance : Div S := ⟨fun a b => S.mk (a.get - b.get)⟩
instance : Pow S ℕ := ⟨fun a n => S.mk (a.get * n)⟩
instance : Sub S where
  sub a b := S.mk (a.get * b.get)
instance : Min S := ⟨fun a b => S.mk (a.get + b.get)⟩
theorem true_le (a b : S) (h : a ≤ b) : b.get ≤ a.get := h
theorem false_le (a b : S) (h : a ≤ b) : a.get ≤ b.get := by sorry
theorem true_ge (a b : S) (h : a ≥ b) : a.get ≤ b.get := h
theorem true_default : (default : S).get = 7 := rfl
theorem false_default : (default : S).get = 0 := by sorry
theorem true_inv (a : S) : (a⁻¹).get = a.get + 1 := rfl
theorem false_inv (a : S) : (a⁻¹).get = a.get⁻¹ := by sorry
theorem true_div (a b : S) : (a / b).get = a.get - b.get := rfl
theorem false_div (a b : S) : (a / b).get = a.get / b.get := by sorry
theorem true_pow (a : S) : (a ^ 3).get = 3 * a.get := by sorry
theorem false_pow (a : S) : (a ^ 3).get = a.get ^ 3 := by sorry
theorem true_sub (a b : S) : (a - b).get = (b - a).get := by sorry
theorem false_sub (a b : S) : (a - b).get = -(b - a).get := by sorry
theorem true_min (a b : S) : (min a b).get = a.get + b.get := rfl
theorem false_min (a b : S) : (min a b).get ≤ a.get := by sorry
theorem true_let (x : ℝ) : (let a : S := x; (a - a).get) = x * x := rfl
theorem false_let (x : ℝ) : (let a : S := x; (a - a).get) = 0 := by sorry
theorem true_ascribed (x y : ℝ) : S.get ((x : S) - y : ℝ) = x - y := by sorry
theorem refused_mono (f : ℝ → S) (h : Monotone f) : f 0 ≤ f 1 := h (by norm_num)
theorem refused_pi (f g : ℝ → S) : (f - g) 0 = f 0 - g 0 := rfl
theorem refused_prod (p q : S × ℝ) : (p - q).2 = p.2 - q.2 := rfl
theorem refused_lt (a b : S) : ¬ (a < b ∧ b < a) := by sorry
end A
def L (n : ℕ) := Fin n → ℝ
instance (n : ℕ) : Inner ℝ (L n) := ⟨fun a b => ∑ i, 2 * a i * b i⟩
theorem true_inner (n : ℕ) (a b : L n) : inner ℝ a b = 2 * ∑ i, a i * b i := by sorry
theorem false_inner (n : ℕ) (a b : L n) : inner ℝ a b = ∑ i, a i * b i := by sorry
theorem true_inner' (n : ℕ) (a b : L n) : ⟪a, b⟫_ℝ = ⟪b, a⟫_ℝ := by sorry
instance lNorm (n : ℕ) : Norm (L n) where
  norm a := ‖(WithLp.toLp 2 a : EuclideanSpace ℝ (Fin n))‖
theorem true_l2 (a : L 2) : ‖a‖ ^ 2 = a 0 ^ 2 + a 1 ^ 2 := by sorry
theorem false_l2 (a : L 2) : ‖a‖ = max |a 0| |a 1| := by sorry
def Q (α : Type) : Type := α × α
def Q.of {α : Type} (a b : α) : Q α := (a, b)
instance {α : Type} [Add α] : Add (Q α) := ⟨fun p q => Q.of (p.1 + q.2) (p.2 + q.1)⟩
theorem true_q (p q : Q ℝ) : (p + q).1 = p.1 + q.2 := rfl
theorem false_q (p q : Q ℝ) : (p + q).1 = p.1 + q.1 := by sorry
instance : Add A.S := ⟨fun a b => A.S.mk (a.get * b.get)⟩
theorem refused_q (p q : Q A.S) : (p + q).1 = p.1 + q.2 := rfl
def G : Type := ℝ
def G.v (g : G) : ℝ := g
def G.i (g : ℝ) : G := g
instance : AddCommGroup G where
  add a b := G.i (a.v + b.v + 1)
  zero := G.i (-1)
  neg a := G.i (-a.v - 2)
  nsmul := nsmulRec
  zsmul := zsmulRec
  add_assoc := by sorry
  zero_add := by sorry
  add_zero := by sorry
  add_comm := by sorry
  neg_add_cancel := by sorry
theorem true_g (a b : G) : (a + b).v = a.v + b.v + 1 := rfl
theorem false_g (a b : G) : (a + b).v = a.v + b.v := by sorry
theorem true_g_zero (a : G) : a + 0 = a := add_zero a
theorem true_g_sub (a b : G) : (a - b).v = a.v - b.v - 1 := by sorry
theorem false_g_sub (a b : G) : (a - b).v = a.v - b.v := by sorry
theorem true_g_neg (a : G) : a + -a = 0 := by sorry
def H : Type := ℝ
instance : Field H := inferInstanceAs (Field ℝ)
instance : LinearOrder H := inferInstanceAs (LinearOrder ℝ)
theorem true_h (a b : H) : (a + b) ^ 2 = a ^ 2 + 2 * a * b + b ^ 2 := by ring
theorem false_h (a b : H) : (a + b) ^ 2 = a ^ 2 + b ^ 2 := by sorry
theorem true_h_abs (a : H) : 0 ≤ |a| := abs_nonneg a
theorem true_h_max (a b : H) : max a b = max b a := max_comm a b
theorem false_h_max (a b : H) : max a b = a := by sorry
theorem true_h_sum (f : Fin 3 → H) : ∑ i, f i = f 0 + f 1 + f 2 := by sorry
class Scored (α : Type) extends Add α where
  score : α → ℝ
instance : Scored A.S where
  add a b := A.S.mk (a.get - b.get)
  score a := a.get
def both {α : Type} [Scored α] (a b : α) : ℝ := Scored.score (a + b)
theorem refused_both (a b : A.S) : both a b = a.get - b.get := rfl
namespace Loc
def K : Type := ℝ
def K.v (k : K) : ℝ := k
scoped instance : Add K := ⟨fun a b => (a.v * b.v : ℝ)⟩
theorem true_k (a b : K) : (a + b).v = a.v * b.v := rfl
theorem false_k (a b : K) : (a + b).v = a.v + b.v := by sorry
end Loc
instance : Norm (Fin 2 → ℝ) := ⟨fun x => |x 0| + |x 1|⟩
theorem true_overridden (x : Fin 2 → ℝ) : ‖x‖ = |x 0| + |x 1| := rfl
theorem false_overridden (x : Fin 2 → ℝ) : ‖x‖ = max |x 0| |x 1| := by sorry
end
