import Mathlib

/-! Types that a definition makes of others have instances of their own. `true_` theorems are true,
`false_` ones are not, `refused_` ones use instances that are not followed. -/

noncomputable section
def Trop : Type := ℝ
def up (x : ℝ) : Trop := x
def dn (x : Trop) : ℝ := x
instance : Add Trop := ⟨fun a b => (min a b : ℝ)⟩
instance instMulTrop : Mul Trop where
  mul a b := (dn a + dn b : ℝ)
instance : Zero Trop := ⟨up 100⟩
instance : One Trop := ⟨up 0⟩
instance : Neg Trop := ⟨fun a => up (-dn a - 1)⟩
instance : LT Trop := ⟨fun a b => dn b < dn a⟩
instance : Max Trop := ⟨fun a b => up (dn a * dn b)⟩
instance : SMul ℝ Trop := ⟨fun c a => up (c + dn a)⟩
theorem true_mul (x y : ℝ) : dn (up x * up y) = x + y := rfl
theorem false_mul (x y : ℝ) : dn (up x * up y) = x * y := by sorry
theorem true_distrib (a b c : Trop) : a * (b + c) = a * b + a * c := by sorry
theorem false_distrib (a b c : Trop) : a + (b * c) = (a + b) * (a + c) := by sorry
theorem true_one (a : Trop) : 1 * a = a := by sorry
theorem true_zero : dn 0 = 100 := rfl
theorem false_zero : dn 0 = 0 := by sorry
theorem true_one_val : dn 1 = 0 := rfl
theorem false_one_val : dn 1 = 1 := by sorry
theorem true_neg (x : ℝ) : dn (-up x) = -x - 1 := rfl
theorem false_neg (x : ℝ) : dn (-up x) = -x := by sorry
theorem true_lt (x y : ℝ) (h : y < x) : up x < up y := h
theorem false_lt (x y : ℝ) (h : x < y) : up x < up y := by sorry
theorem true_gt (x y : ℝ) (h : x < y) : up x > up y := h
theorem true_max (x y : ℝ) : dn (max (up x) (up y)) = x * y := rfl
theorem false_max (x y : ℝ) : dn (max (up x) (up y)) = max x y := by sorry
theorem true_smul (c x : ℝ) : dn (c • up x) = c + x := rfl
theorem false_smul (c x : ℝ) : dn (c • up x) = c * x := by sorry
theorem true_idem (a : Trop) : a + a = a := by sorry
theorem false_idem (a : Trop) : a * a = a := by sorry
def Second : Type := ℝ
def Second.of (x : ℝ) : Second := x
def Second.val (x : Second) : ℝ := x
instance : Add Second := ⟨fun a b => Second.of (max a.val b.val)⟩
theorem true_two (x y : ℝ) : (Second.of x + Second.of y).val + dn (up x + up y) = x + y := by sorry
theorem false_two (x y : ℝ) : (Second.of x + Second.of y).val = dn (up x + up y) := by sorry
def Third : Type := Trop
def third (x : ℝ) : Third := x
def Third.out (x : Third) : ℝ := x
instance : Add Third := inferInstanceAs (Add Trop)
instance : Mul Third := inferInstanceAs (Mul ℝ)
theorem true_third (x y : ℝ) : (third x + third y).out = min x y := rfl
theorem false_third (x y : ℝ) : (third x + third y).out = x + y := by sorry
theorem true_third_mul (x y : ℝ) : (third x * third y).out = x * y := rfl
theorem false_third_mul (x y : ℝ) : (third x * third y).out = x + y := by sorry
abbrev T' := Trop
theorem true_abbrev (a b : T') : dn (a + b) = min (dn a) (dn b) := rfl
theorem false_abbrev (a b : T') : dn (a + b) = dn a + dn b := by sorry
abbrev R' := ℝ
theorem true_plain (a b : R') : a + b = b + a := by sorry
theorem false_plain (a b : R') : a + b = min a b := by sorry
@[reducible] def Q' := ℝ
theorem true_reducible (a b : Q') : a + b = b + a := by sorry
theorem false_reducible (a b : Q') : a + b = min a b := by sorry
def W (n : ℕ) : Type := Fin n → ℝ
instance (n : ℕ) : Add (W n) := ⟨fun a b i => a i * b i⟩
instance (n : ℕ) : Norm (W n) := ⟨fun a => ∑ i, |a i|⟩
theorem true_w (n : ℕ) (a b : W n) (i : Fin n) : (a + b) i = a i * b i := rfl
theorem false_w (n : ℕ) (a b : W n) (i : Fin n) : (a + b) i = a i + b i := by sorry
theorem true_triangle (n : ℕ) (a b : W n) (h : ∀ i, |a i| ≤ 1) : ‖a + b‖ ≤ ‖b‖ := by sorry
theorem false_triangle (n : ℕ) (a b : W n) : ‖a + b‖ ≤ ‖a‖ + ‖b‖ := by sorry
class Size (α : Type) where
  size : α → ℝ
instance : Size ℝ := ⟨fun x => |x|⟩
instance : Size Trop := ⟨fun x => dn x + 1⟩
theorem true_size (x : ℝ) : Size.size x = |x| := rfl
theorem false_size (x : ℝ) : Size.size x = x + 1 := by sorry
theorem true_size_trop (x : ℝ) : Size.size (up x) = x + 1 := rfl
theorem false_size_trop (x : ℝ) : Size.size (up x) = |x| := by sorry
structure Pair where
  fst : Trop
  snd : Trop
theorem true_field (p : Pair) : dn (p.fst + p.snd) ≤ dn p.fst := by sorry
theorem false_field (p : Pair) : dn (p.fst + p.snd) = dn p.fst + dn p.snd := by sorry
instance : Add Pair := ⟨fun p q => ⟨p.fst + q.fst, p.snd * q.snd⟩⟩
theorem true_struct (p q : Pair) : dn (p + q).snd = dn p.snd + dn q.snd := rfl
theorem false_struct (p q : Pair) : dn (p + q).fst = dn p.fst + dn q.fst := by sorry
def Bare : Type := ℝ
def D (n : ℕ) : Type := Fin n → ℝ
deriving AddCommGroup, Module ℝ
theorem true_derived (n : ℕ) (a b : D n) (i : Fin n) : (a + b) i = a i + b i := rfl
theorem false_derived (n : ℕ) (a b : D n) (i : Fin n) : (a + b) i = a i * b i := by sorry
theorem true_derived_smul (n : ℕ) (c : ℝ) (a b : D n) : c • (a + b) = c • a + c • b := by sorry
def E (n : ℕ) : Type := EuclideanSpace ℝ (Fin n)
instance (n : ℕ) : NormedAddCommGroup (E n) := inferInstanceAs (NormedAddCommGroup (EuclideanSpace ℝ (Fin n)))
instance (n : ℕ) : InnerProductSpace ℝ (E n) := inferInstanceAs (InnerProductSpace ℝ (EuclideanSpace ℝ (Fin n)))
theorem true_cauchy (n : ℕ) (a b : E n) : |inner ℝ a b| ≤ ‖a‖ * ‖b‖ := by sorry
theorem false_cauchy (n : ℕ) (a b : E n) : ‖a‖ * ‖b‖ ≤ inner ℝ a b := by sorry
def dbl (x : ℝ) : Trop := up (2 * x)
theorem true_into (x y : ℝ) : dn (dbl x + dbl y) = 2 * min x y := by sorry
theorem false_into (x y : ℝ) : dn (dbl x + dbl y) = 2 * (x + y) := by sorry
def addAll {α : Type} [Add α] (a b c : α) : α := a + b + c
theorem true_generic (x y z : ℝ) : addAll x y z = x + (y + z) := by sorry
theorem refused_generic (x y z : ℝ) : dn (addAll (up x) (up y) (up z)) = x + (y + z) := by sorry
theorem refused_bare (a b : Bare) : a + b = b + a := by sorry
theorem refused_sum (f : Fin 3 → Trop) : dn (∑ i, f i) = dn (f 0) + dn (f 1) + dn (f 2) := by sorry
structure Clipped where
  val : ℝ
instance : Sub Clipped := ⟨fun a b => ⟨max (a.val - b.val) 0⟩⟩
instance : Coe Clipped ℝ := ⟨Clipped.val⟩
theorem true_coe (a : Clipped) : (a : ℝ) - a = 0 := by sorry
theorem true_coe_sub (a b : Clipped) : 0 ≤ ((a - b : Clipped) : ℝ) := by sorry
theorem false_coe_sub (a b : Clipped) : ((a - b : Clipped) : ℝ) = (a : ℝ) - b := by sorry
theorem true_coe_argument (a : Clipped) (f : ℝ → ℝ) : f ↑a = f a.val := rfl
theorem true_coe_sum (xs : Fin 3 → Clipped) : ∑ i, (xs i : ℝ) = ∑ i, (xs i).val := rfl
structure Turn where
  half : ℝ
instance : Coe ℝ Turn where
  coe x := ⟨x / 2⟩
def Turn.quarter (t : Turn) : ℝ := t.half / 2
theorem true_coe_in (x : ℝ) : Turn.quarter x = x / 4 := by sorry
theorem false_coe_in (x : ℝ) : (x : Turn).half = x := by sorry
end
