"""Constructs of real projects, each in a small text: what they mean, by theorems about them."""

from pathlib import Path

import pytest

from bridge.errors import NotSupported, SpecError
from tests.elaborate.reading import constants, outcome

STRUCTURES = """\
    structure Config where
      width : ℕ := 4
      depth : ℕ := width + 1
    structure Wide extends Config where
      bias : ℕ := 7
    def plain : Config := {}
    def commas : Config :=
      { width := 1
        , depth := 2 }
    def narrow (c : Config) : Config := { c with width := 2 }
    def wide (w : Wide) : Wide := { w with width := 9 }
    """

CLASSES = """\
    class Carrier (α : Type) extends Add α, Mul α, Zero α where
      bump : α → α
    noncomputable instance : Carrier ℝ where
      bump x := x + 1
    variable {α : Type} [Carrier α]
    class Lower (α : Type) [Carrier α] where
      low : α → α → α
    noncomputable instance : Lower ℝ where
      low x y := min x y
    structure Rows (α : Type) [Carrier α] [DecidableRel ((· > ·) : α → α → Prop)] (n : ℕ)
        (h : n ≠ 0) where
      row : Fin n → α
    variable [DecidableRel ((· > ·) : α → α → Prop)]
    def read {n : ℕ} {h : n ≠ 0} (r : Rows α n h) (i : Fin n) : α := Carrier.bump (r.row i)
    variable [Lower α]
    open Lower
    def least (a b c : α) : α :=
      let p := Lower.low a b
      let q := Lower.low a c
      low p q
    """

BLOCKS = """\
    def square (x : ℝ) : ℝ := x * x
    structure Slope (f : ℝ → ℝ) where
      value : ℝ → ℝ
    noncomputable def slope : Slope square := by
      have h : (fun x : ℝ => square x) = fun x => x ^ 2 := by
        funext x; unfold square; ring
      have unread := h.trans rfl
      set y := fun x : ℝ => 2 * x with hy
      refine { value := y }
    def moved (z : ℝ) : ℝ := z + 0
    structure At (z : ℝ) where
      value : ℝ
    def at_moved (z : ℝ) : At (moved z) := ⟨3 * z⟩
    noncomputable def at_same (z : ℝ) : At z := by
      have e : moved z = z := by simp [moved]
      rw [← e]; exact at_moved z
    def scaled (k : ℝ) (a : At k) : At (2 * k) := ⟨a.value⟩
    noncomputable def at_twice (z : ℝ) : At (2 * z) := by
      apply scaled
      have unread : z = z := rfl
      exact ⟨5 * z⟩
    """

CASTS = """\
    def regroup {a b c : ℕ} (g : (Fin (a * (b * c)) → ℝ) → Fin (a * (b * c)) → ℝ) :
        (Fin (a * b * c) → ℝ) → Fin (a * b * c) → ℝ :=
      fun v => (fun y => y ∘ Fin.cast (Nat.mul_assoc a b c))
        (g (v ∘ Fin.cast (Nat.mul_assoc a b c).symm))
    noncomputable def largest {n : ℕ} (x : Fin n → Bool → ℝ) (k : Fin n) : Bool :=
      Classical.choose ((Finset.univ : Finset Bool).exists_max_image (x k) ⟨true, by simp⟩)
    def halves {h : ℕ} (x : Fin (2 * h) → ℝ) : ℝ := ∑ i, x i
    def parts (z : ℤ) : ℕ := match z with | .ofNat n => n | .negSucc n => n + 1
    """

RUNS = """\
    variable {β : Type} {f : β → β → β}
    structure Op (f : β → β → β) where
      unit : β
    def Op.step (o : Op f) (x : β) : β := f o.unit x
    inductive Run (o : Op f) {n : ℕ} : β → (Fin n → β) → Type where
      | done {x v} : Run o x v
    """

ARROWS = """\
    structure Step where
      by_ : ℕ
    def then_ (a b : Step) : Step := ⟨a.by_ + b.by_⟩
    infixr:80 " >>> " => then_
    """

WEDGE = """\
    def join (a b : ℕ) : ℕ := a + b
    infixl:75 " ∧ " => join
    """

ARRAYS = """\
    structure Queue where
      items : Array ℕ
    def Queue.enter (q : Queue) (n : ℕ) : Queue := { q with items := q.items.push n }
    def area {d : ℕ} (sizes : Vector ℕ d) : ℕ := sizes.toList.prod
    """

ORDER = """\
    def double (x : ℝ) : ℝ := 2 * x
    namespace Pair
    def both (x : ℝ) : ℝ := double x
    def double (x : ℝ) : ℝ := 3 * x
    def after (x : ℝ) : ℝ := double x
    def count : ℕ → ℕ
      | 0 => 7
      | _ + 1 => 8
    def _root_.Other.count : ℕ → ℕ
      | 0 => 1
      | n + 1 => count n + 1
    end Pair
    """

CASES = {
    WEDGE: {  # a symbol of the project that the meaning table uses as Lean's
        "(n : ℕ) : (n ∧ 1) = n + 1": "holds",
        ": Function.Bijective (fun n : Fin 3 => n)": "holds",
        ": Function.Bijective (fun _ : Fin 3 => (0 : Fin 3))": "fails",
    },
    ARRAYS: {
        "(q : Queue) (n : ℕ) : (q.enter n).items.size = q.items.size + 1": "holds",
        "(q : Queue) (n : ℕ) : (q.enter n).items.size = q.items.size": "fails",
        "(q : Queue) (n : ℕ) : (q.enter n).items[q.items.size]? = some n": "holds",
        "(q : Queue) (i : ℕ) (h : i < q.items.size) : (q.enter 1).items[i]! = q.items[i]": "holds",
        "(q : Queue) (i : ℕ) (h : i < q.items.size) : q.items[i] = q.items[i]! + 1": "fails",
        "(xs ys : Array ℝ) : (xs ++ ys).sum = xs.sum + ys.sum": "holds",
        "(xs : Array ℝ) : xs.map (2 * ·) = xs": "fails",
        "(h w : ℕ) : area #v[h, w] = h * w": "holds",
        "(v : Vector ℕ 3) : area v = v[0] * v[1] * v.get 2": "holds",
        "(v : Vector ℕ 2) : area v = v[0]": "fails",
        "(h w : ℕ) : area (d := 2) ⟨#[h, w], by simp⟩ = h * w": "holds",
    },
    ORDER: {  # a name means what is declared before it
        "(x : ℝ) : Pair.both x = 2 * x": "holds",
        "(x : ℝ) : Pair.both x = 3 * x": "fails",
        "(x : ℝ) : Pair.after x = 3 * x": "holds",
        "(n : ℕ) : Other.count n = n + 1": "holds",  # a function in its own definition
    },
    RUNS: {
        "(o : Op (· + ·)) (v : Fin 2 → ℕ) (h : Run o (1 : ℕ) v) : o.step 1 = o.unit + 1": "holds",
    },
    ARROWS: {  # a symbol of the project that is Lean's as well: the operands tell
        "(a b : Step) : (a >>> b).by_ = a.by_ + b.by_": "holds",
        "(n : ℕ) : n >>> 1 = n / 2": "holds",
        "(n : ℕ) : n >>> 1 = n + 1": "fails",
    },
    STRUCTURES: {
        ": plain.width = 4 ∧ plain.depth = 5": "holds",
        ": plain.depth = 4": "fails",
        ": commas.depth = 2": "holds",
        "(c : Config) : (narrow c).width = 2 ∧ (narrow c).depth = c.depth": "holds",
        "(c : Config) : (narrow c).depth = 3": "fails",
        "(w : Wide) : (wide w).width = 9 ∧ (wide w).bias = w.bias": "holds",
        "(w : Wide) : (wide w).depth = 10": "fails",
    },
    CLASSES: {
        "(r : Rows ℝ 2 (by decide)) : read r 0 = r.row 0 + 1": "holds",
        "(r : Rows ℝ 2 (by decide)) : read r 0 = r.row 0": "fails",
        "(a b c : ℝ) : least a b c = min a (min b c)": "holds",
        "(a b c : ℝ) : least a b c = min a b": "fails",
    },
    BLOCKS: {
        "(x : ℝ) : deriv square x = slope.value x": "holds",
        "(x : ℝ) : square x = slope.value x": "fails",
        "(z : ℝ) : (at_same z).value = 3 * z": "holds",
        "(z : ℝ) : (at_same z).value = z": "fails",
        "(z : ℝ) : (at_twice z).value = 5 * z": "holds",
        "(z : ℝ) : (at_twice z).value = z": "fails",
    },
    CASTS: {
        "(v : Fin (2 * 1 * 2) → ℝ) : regroup (fun y => y) v = v": "holds",
        "(v : Fin (2 * 1 * 2) → ℝ) : regroup (fun y => 2 • y) v = v": "fails",
        "(x : Fin 2 → Bool → ℝ) (k : Fin 2) (b : Bool) : x k b ≤ x k (largest x k)": "holds",
        "(x : Fin 2 → Bool → ℝ) (k : Fin 2) (b : Bool) : x k (largest x k) ≤ x k b": "fails",
        "(x : Fin 6 → ℝ) : halves x = ∑ i, x i": "holds",
        "(z : ℤ) : (parts z : ℤ) = |z|": "holds",
        "(z : ℤ) : (parts z : ℤ) = z": "fails",
    },
    "": {
        # the type of a variable that a later term tells
        "(L : List (Fin 3)) : ∀ p ∈ L, p.val < 3": "holds",
        "(rows : List (List ℕ)) : ∀ r ∈ rows, r.length = 0": "fails",
        "(x y : Fin 3 → ℝ) (i : Fin 3) : (x + y) i = x i + y i": "holds",
        "(P : Fin 3 → Prop) [∀ k, Decidable (P k)] : ∑ k, (if P k then 1 else 0) ≤ 3": "holds",
        "(P : Fin 3 → Prop) [∀ k, Decidable (P k)] : ∑ k, (if P k then 1 else 0) ≤ 2": "fails",
        "(x : UInt32) : x ^^^ x = 0": "holds",
        "(x y : UInt32) : (x + y).toNat = x.toNat + y.toNat": "fails",
        "(i : Fin 3) : -i + i = 0": "holds",
        # numbers and texts
        "(q : ℚ) : ((q + 1 : ℚ) : ℝ) = (q : ℝ) + 1": "holds",
        "(a : ℤ) : 0 ≤ a": "fails",
        "(a b : ℤ) : a ≤ b <-> b ≥ a": "holds",
        "(a b : ℤ) : a ≤ b <-> b ≤ a": "fails",
        "(a b : ℤ) (h : b ≠ 0) : a / b * b + a % b = a ∧ 0 ≤ a % b": "holds",
        '(s : String) : (s ++ "a").length = s.length + 1': "holds",
        '(s : String) : s ++ "a" = "a" ++ s': "fails",
    },
}  # fmt: skip
STATED = [(text, statement) for text, cases in CASES.items() for statement in cases]


@pytest.mark.parametrize(("text", "statement"), STATED, ids=[s for _, s in STATED])
def test_the_verdict_of_a_theorem(tmp_path: Path, text: str, statement: str) -> None:
    environment = constants(tmp_path, f"{text}\n    theorem t {statement} := by sorry\n")
    assert outcome(environment, "t").verdict == CASES[text][statement]


def test_a_long_list_is_read(tmp_path: Path) -> None:
    numbers = ", ".join(str(k % 7) for k in range(900))
    environment = constants(
        tmp_path, f"def xs : List ℕ := [{numbers}]\ntheorem t : xs.length = 900 := by sorry\n"
    )
    assert outcome(environment, "t").verdict == "holds"


REFUSED = {
    # a proof would tell the implicit argument, and is not read
    "noncomputable def pick : ℕ := Classical.choose (Mystery.lemma 3)": NotSupported,
    "structure P where\n  a : ℕ\n  b : ℕ\ndef p : P := { a := 1 }": SpecError,
    "structure P where\n  a : ℕ\ndef p (q : P) : P := { q with c := 1 }": SpecError,
    "theorem p : (∀ k, v k ≤ 1) := by sorry": NotSupported,
    'def p (n : ℕ) : String := s!"{n}"': NotSupported,
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_understood_is_told_from_what_is_wrong(tmp_path: Path, text: str) -> None:
    environment = constants(tmp_path, f"{text}\n")
    name = "pick" if "pick" in text else "p"
    with pytest.raises(REFUSED[text]) as told:
        environment.definition(name)
    assert told.value.diagnostic.span is not None
