import Mathlib

/-! Statements that are true, one of every kind that becomes a check. `False.lean` holds a twin of
each that is false. -/

namespace Catalogue

abbrev Vec (n : ℕ) := EuclideanSpace ℝ (Fin n)

/-! ## Derivatives -/

def cube (x : ℝ) : ℝ := x ^ 3

theorem cube_has_deriv (x : ℝ) : HasDerivAt cube (3 * x ^ 2) x := by sorry

theorem cube_deriv (x : ℝ) : deriv cube x = 3 * x ^ 2 := by sorry

theorem shifted_deriv (x : ℝ) : HasDerivAt cube (3 * (x + 1) ^ 2) (x + 1) := by sorry

theorem sq_norm_gradient {n : ℕ} (x : Vec n) :
    HasGradientAt (fun y : Vec n => ‖y‖ ^ 2) ((2 : ℝ) • x) x := by sorry

theorem log_deriv (x : ℝ) (hx : 0 < x) : HasDerivAt Real.log x⁻¹ x := by sorry

theorem relu_deriv (x : ℝ) (hx : x ≠ 0) :
    HasDerivAt (fun y => max y 0) (if 0 < x then 1 else 0) x := by sorry

theorem matrix_jacobian {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) (x v : Fin n → ℝ) :
    fderiv ℝ (fun y => W.mulVec y) x v = W.mulVec v := by sorry

/-! ## Several claims at once -/

theorem slope_and_value (x : ℝ) : HasDerivAt cube (3 * x ^ 2) x ∧ cube 0 = 0 := by sorry

theorem slope_and_bound (x : ℝ) : deriv cube x = 3 * x ^ 2 ∧ 0 ≤ x ^ 2 := by sorry

theorem both_arguments {m n : ℕ} (x : Vec m) (y : Vec n) :
    HasGradientAt (fun x : Vec m => ‖x‖ ^ 2) ((2 : ℝ) • (x + x)) (x + x) ∧
      fderiv ℝ (fun y : Vec n => ‖y‖ ^ 2) y = (2 : ℝ) • innerSL ℝ y ∧
      HasGradientAt (fun y : Vec n => ‖y‖ ^ 2) ((2 : ℝ) • (y + y)) (y + y) := by sorry

theorem chain_and_sum {f g : ℝ → ℝ} {f' g' x : ℝ} (hf : HasDerivAt f f' x)
    (hg : HasDerivAt g g' (f x)) :
    HasDerivAt (fun y => g (f y)) (g' * f') x ∧ deriv (fun y => f y + y) x = f' + 1 := by sorry

def HasSlope (f : ℝ → ℝ) (f' x : ℝ) : Prop := HasDerivAt f f' x ∧ deriv f x = f'

theorem behind_names (x : ℝ) : let slope := 3 * x ^ 2; HasSlope cube slope x := by sorry

/-! ## Functions and linear maps as variables -/

theorem chain {f g : ℝ → ℝ} {f' g' x : ℝ} (hf : HasDerivAt f f' x) (hg : HasDerivAt g g' (f x)) :
    HasDerivAt (fun y => g (f y)) (g' * f') x := by sorry

theorem everywhere {f f' : ℝ → ℝ} (x : ℝ) (hf : ∀ z, HasDerivAt f (f' z) z) :
    HasDerivAt (fun y => f (2 * y)) (2 * f' (2 * x)) x := by sorry

theorem linear_map_zero {m n : ℕ} (A : Vec n →L[ℝ] Vec m) (x y : Vec n) :
    A (x + y) = A x + A y := by sorry

theorem adjoint_pairs {m n : ℕ} (A : Vec n →L[ℝ] Vec m) (x : Vec n) (y : Vec m) :
    inner ℝ (A x) y = inner ℝ x (A.adjoint y) := by sorry

/-! ## Equations, inequalities, propositions -/

theorem dot_comm {n : ℕ} (x y : Fin n → ℝ) : x ⬝ᵥ y = y ⬝ᵥ x := by sorry

theorem square_nonneg (x : ℝ) : 0 ≤ x ^ 2 := by sorry

theorem max_le_iff (a b c : ℝ) : max a b ≤ c ↔ a ≤ c ∧ b ≤ c := by sorry

theorem entries {m n : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) (i : Fin m) (j : Fin n) :
    A.transpose j i = A i j := by sorry

/-! ## A family of arrays, and a class of numbers -/

inductive Form where
  | one : Form
  | row : ℕ → Form → Form

inductive Grid (α : Type) : Form → Type where
  | entry : α → Grid α .one
  | rows : ∀ {n f}, (Fin n → Grid α f) → Grid α (.row n f)

def Grid.get {n : ℕ} (g : Grid ℝ (.row n .one)) (i : Fin n) : ℝ :=
  match g with
  | .rows f => match f i with
    | .entry x => x

def Grid.total {n : ℕ} (g : Grid ℝ (.row n .one)) : ℝ :=
  (List.finRange n).foldl (fun acc i => acc + g.get i) 0

theorem grid_total {n : ℕ} (g : Grid ℝ (.row n .one)) : g.total = ∑ i, g.get i := by sorry

class Numbers (α : Type) where
  two : α
  plus : α → α → α

noncomputable instance : Numbers ℝ := ⟨2, fun a b => a + b⟩

def twice {α : Type} [Numbers α] (x : α) : α := Numbers.plus x x

theorem twice_deriv (x : ℝ) : HasDerivAt (twice (α := ℝ)) Numbers.two x := by sorry

/-! ## Sizes that a definition tells apart -/

def firstOr : (n : ℕ) → (Fin n → ℝ) → ℝ
  | 0, _ => 0
  | _ + 1, x => x 0

theorem first_of_sum {n : ℕ} (x y : Fin n → ℝ) :
    firstOr n (fun i => x i + y i) = firstOr n x + firstOr n y := by sorry

/-! ## Structures with laws -/

structure Smooth where
  f : ℝ → ℝ
  slope : ℝ → ℝ
  correct : ∀ x, HasDerivAt f (slope x) x

noncomputable def sine : Smooth := ⟨Real.sin, Real.cos, by sorry⟩

theorem smooth_deriv (s : Smooth) (x : ℝ) : deriv s.f x = s.slope x := by sorry

/-! ## Records of parameters -/

structure Layer (m n : ℕ) where
  weight : Matrix (Fin m) (Fin n) ℝ
  bias : Fin m → ℝ

def Layer.run {m n : ℕ} (l : Layer m n) (x : Fin n → ℝ) : Fin m → ℝ :=
  fun i => ∑ j, l.weight i j * x j + l.bias i

theorem layer_difference {m n : ℕ} (l : Layer m n) (x y : Fin n → ℝ) :
    l.run x - l.run y = l.weight.mulVec (x - y) := by sorry

/-! ## Type variables, and classes that are hypotheses -/

theorem sum_over_type {ι : Type*} [Fintype ι] (f g : ι → ℝ) :
    ∑ i, (f i + g i) = ∑ i, f i + ∑ i, g i := by sorry

theorem square_over_type {ι : Type*} [Fintype ι] (x y : EuclideanSpace ℝ ι) :
    fderiv ℝ (fun z : EuclideanSpace ℝ ι => ∑ i, z i * z i) x y = 2 * ∑ i, x i * y i := by sorry

theorem inner_deriv {E : Type*} [NormedAddCommGroup E] [InnerProductSpace ℝ E] (x y v : E) :
    fderiv ℝ (fun z => inner ℝ z y) x v = inner ℝ v y := by sorry

theorem ring_square {R : Type*} [CommRing R] (x y : R) :
    (x + y) ^ 2 = x ^ 2 + 2 * x * y + y ^ 2 := by sorry

theorem mean_times_size {n : ℕ} [NeZero n] (c : ℝ) : (∑ _i : Fin n, c) / n = c := by sorry

theorem mean_of_constant {ι : Type*} [Fintype ι] [Nonempty ι] (c : ℝ) :
    (∑ _i : ι, c) / Fintype.card ι = c := by sorry

theorem quotient_of_fact (p : ℝ) [Fact (1 ≤ p)] : p / p = 1 := by sorry

/-! ## Goals behind a definition or a `let` -/

def Adjoint {n : ℕ} (f g : (Fin n → ℝ) → Fin n → ℝ) : Prop :=
  ∀ x y, ∑ i, f x i * y i = ∑ i, x i * g y i

theorem scaling_is_adjoint {n : ℕ} (c : ℝ) :
    Adjoint (n := n) (fun x i => c * x i) (fun y i => c * y i) := by sorry

theorem let_square (x : ℝ) :
    let y := x + x
    y * y = 4 * x ^ 2 := by sorry

/-! ## Derivatives at each index, and arrays that differ -/

theorem norm_gradient {E : Type*} [NormedAddCommGroup E] [InnerProductSpace ℝ E] [CompleteSpace E]
    (x : E) (h : x ≠ 0) : gradient (fun x : E => ‖x‖) x = (‖x‖)⁻¹ • x := by sorry

theorem squares_at {n : ℕ} (x v : Fin n → ℝ) (i : Fin n) :
    fderiv ℝ (fun x : Fin n → ℝ => x i * x i) x v = 2 * x i * v i := by sorry

theorem slope_at {n : ℕ} (x : Fin n → ℝ) (t : ℝ) (i : Fin n) :
    HasDerivAt (fun t => x i * t ^ 2) (2 * x i * t) t := by sorry

theorem half_square_loss {m n : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) (b : Fin m → ℝ) (x v : Vec n) :
    fderiv ℝ (fun x : Vec n => (1 / 2 : ℝ) * ∑ i, ((A.mulVec x.ofLp) i - b i) ^ 2) x v =
      ∑ i, (A.mulVec v.ofLp) i * ((A.mulVec x.ofLp) i - b i) := by sorry

theorem energy_pos {m n : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) (h : ¬ A = 0) :
    0 < ∑ i, ∑ j, A i j ^ 2 := by sorry

/-! ## Partial derivatives -/

def basis {n : ℕ} (i : Fin n) : Fin n → ℝ := fun k => if k = i then 1 else 0

noncomputable def partialDeriv {m n : ℕ} (f : (Fin m → ℝ) → Fin n → ℝ) (x : Fin m → ℝ) (i : Fin m)
    (j : Fin n) : ℝ :=
  fderiv ℝ f x (basis i) j

theorem partial_of_squares {n : ℕ} (x : Fin n → ℝ) (i j : Fin n) :
    partialDeriv (fun y k => y k ^ 2) x i j = if i = j then 2 * x i else 0 := by sorry

theorem partial_of_product {m n : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) (x : Fin n → ℝ) (i : Fin n)
    (j : Fin m) : partialDeriv A.mulVec x i j = A j i := by sorry

theorem gradient_of_entry {n : ℕ} (x : Vec n) (i j : Fin n) :
    gradient (fun x : Vec n => x i ^ 2) x j = if i = j then 2 * x i else 0 := by sorry

theorem between_bounds {n : ℕ} (l x u : Fin n → ℝ) (hl : l ≤ x) (hu : x ≤ u) : l ≤ u := by sorry

/-! ## Derivatives of derivatives, and of functions as a whole -/

theorem curvature (x : ℝ) : iteratedDeriv 2 cube x = 6 * x := by sorry

theorem within (a : ℝ) : deriv (fun y => y * deriv (fun z => z * y) 1) a = 2 * a := by sorry

theorem hessian {n : ℕ} (x u v : Vec n) :
    fderiv ℝ (fun y => fderiv ℝ (fun z : Vec n => ‖z‖ ^ 2) y u) x v =
      2 * inner ℝ u v := by sorry

theorem hessian_of_gradient {n : ℕ} (x v : Vec n) :
    fderiv ℝ (gradient (fun z : Vec n => ‖z‖ ^ 2)) x v = (2 : ℝ) • v := by sorry

noncomputable def logistic (x : ℝ) : ℝ := 1 / (1 + Real.exp (-x))

theorem function_deriv : deriv (fun x => Real.log (1 + Real.exp x)) = logistic := by sorry

theorem slope_as_indicator (x : ℝ) (hx : x ≠ 0) :
    deriv (fun y => max y 0) x = Set.indicator (Set.Ioi 0) 1 x := by sorry

theorem slope_as_sign (x : ℝ) (hx : x ≠ 0) : deriv (fun y => |y|) x = SignType.sign x := by sorry

theorem bounded_scaling (L : NNReal) (x : ℝ) : deriv (fun y => (L : ℝ) * y) x = |(L : ℝ)| := by
  sorry

end Catalogue
