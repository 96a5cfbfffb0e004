"""Each construct of Lean that statements and data use is read, and as what."""

import pytest

from bridge.syntax.ast import Forall, Ident, Match, Opaque, StructInstance
from bridge.syntax.notation import DEFAULT, SCOPED
from bridge.syntax.printer import show
from tests.project.reading import only

TOPOLOGY = DEFAULT.extended(rule for rule in SCOPED if rule.namespace == "Topology")

STATEMENTS = """
(x y : ℕ) {α : Type*} [Inhabited α] ⦃z : ℕ⦄ (h : x = y := by simp) (n : ℕ := 3) : x = y
x y : x = y
(f : (x : ℕ) → {y : ℕ} → [Inhabited ℕ] → ℕ) : f = f
: ∀ x ∈ s, 0 < f x
: ∀ ε > 0, ∃ δ > 0, ∀ x, |x - a| < δ → |f x - f a| < ε
: ∀ᵉ (x ∈ s) (y ∈ t), x < y
: ∃! x, x ^ 2 = a ∧ 0 ≤ x
: ∃ (x : ℕ) (_ : 0 < x), x = x
: ∑ i ∈ Finset.range n with i % 2 = 0, f i = 0
: ∑ i, ∑ j ∈ s i, f i j = ∏ ij : ℕ × ℕ, g ij
: ∑' n : ℕ, (f n)⁻¹ = ⨆ i, ⨅ j, g i j
: ∫ x in a..b, f x ∂μ = ∫ x, f x * g x ∂(ν.prod μ)
: ∀ᵐ x ∂μ, ∀ᶠ n in atTop, f n x = 0
: ⋃ i < n, s i ⊆ ⋂ (i) (_ : p i), t i
: {x : ℝ | 0 < x} = {x ∈ s | p x} ∪ {f x | (x : ℝ) (_ : 0 < x)} ∪ {f y | y : ℝ}
: {x : ℝ // 0 < x} = ↥(Set.Ioi (0 : ℝ))
: {(x, y) : ℝ × ℝ | x < y} = ∅
: ‖f x‖ ≤ ‖‖x‖ - ‖y‖‖ * ‖x‖₊ ∧ |x| = |-|x| + ‖|r|‖|
: ⟪x, ∑ i ∈ s, y i⟫_ℝ = ⟪y, x⟫_𝕜
: f =O[l] g ∧ f =ᶠ[𝓝 x] g ∧ Tendsto f (𝓝[≠] x) (𝓝[s] y)
: (f : E →L[𝕜] F) = (g : E ≃ₗᵢ[𝕜] F) ∘L h
: deriv^[n] f x = f^[n + 1] x ∧ a[i] = a[i]! ∧ a[i]? = none ∧ a[i]'h = b[i, j]
: (· + 1) = (fun x => x + 1) ∧ (f · x) ∘ (·.1) = (‖·‖) ∧ (↑) = id
: (fun (x, y) ↦ x + y) = fun ⟨x, y⟩ => y + x
: (fun x : ℕ => x) = fun | 0 => 1 | n + 1 => n
: (match x, y with | 0, _ => 1 | n + 1, m => n * m) = 0
: (if h : 0 < x then f h else if let some y := z then y else 0) = 0
: let y := x + 1; have h : y = y := rfl; y = x
: (show 1 = 1 from rfl) = (show 1 = 1 by rfl)
: f <| g <| h x = x |> g |>.toFun y
: x.1.2 = (f x).1 ∧ x.2⁻¹ = x.foo.bar y ∧ .zero = .succ n
: ⟨x, by simp, rfl⟩ = { fst := x, snd := y : Prod ℕ ℕ } ∧ { s with x, y := 2 } = { s with }
: #[1, 2] = #[] ∧ ![1, 2] = !![1, 2; 3, 4] 0 ∧ [a, b] = []
: «odd name» = Foo.«bar baz».1
: f (n := 3) (α := ℕ) .. = @f ℕ _ ∧ @(f) = @Foo.bar.{u, v} ℕ
: s!"a {f "b"} c" = "\\"" ∧ r"\\" = r#"a"b"# ∧ 'x' = '\\n' ∧ `name = ``Foo.bar
: 0x1F = 0b101 + 1_000 + 2.5e-3
: a ∣ b ∧ ¬a ∈ s ∧ a ∉ t ∧ s ⊆ t ∧ f '' s = f ⁻¹' t ∧ sᶜ \\ t = s ×ˢ t
: (nomatch h : ℕ) = nomatch h, g
: Nonempty (Σ i, β i) ∧ (Π i, β i) = Π₀ i, β i
: ℝ≥0∞ = ℝ≥0 ∧ ℕ∞ = ℕ∞
: ‹x = y› ▸ h = open Nat in h ∘ set_option autoImplicit true in g
: ∂_{m} f = ∇ f x ∧ T†.range = (Tᗮ)ᗮ
: f (by exact ⟨1, 2⟩) (calc a = b := h
      _ = c := g) = 0
""".strip().splitlines()


def joined() -> list[str]:
    """Lines that are indented go on with the one before."""
    found: list[str] = []
    for line in STATEMENTS:
        if line.startswith(" "):
            found[-1] += f"\n{line}"
        else:
            found.append(line)
    return found


@pytest.mark.parametrize("statement", joined())
def test_a_statement_with_this_construct_is_read(statement: str) -> None:
    text = f"open scoped Topology\ntheorem t {statement} := by\n  simp\n"
    made = only(text)
    assert made.type is not None
    assert not isinstance(made.type, Opaque)
    assert made.statement == f"theorem t {statement}"


@pytest.mark.parametrize(
    "statement", [s for s in joined() if s.startswith(":") and "calc" not in s]
)  # fmt: skip
def test_what_is_printed_is_read_as_the_same_term(statement: str) -> None:
    made = only(f"open scoped Topology\ntheorem t {statement} := rfl\n")
    assert made.type is not None
    again = only(f"open scoped Topology\ntheorem t : {show(made.type, TOPOLOGY)} := rfl\n")
    assert again.type == made.type


def shown(statement: str) -> str:
    made = only(f"theorem t : {statement} := rfl\n")
    assert made.type is not None
    return show(made.type)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("∀ x > 0, p x", "∀ x, x > 0 → p x"),
        ("∃ x ∈ s, p x", "∃ x, x ∈ s ∧ p x"),
        ("∀ᵉ (x ∈ s) (y ∈ t), p x y", "∀ x, x ∈ s → (∀ y, y ∈ t → p x y)"),
        ("{x ∈ s | p x} = t", "{x | x ∈ s ∧ p x} = t"),
        ("{f x | x : ℝ} = t", "{x0✝ | ∃ x : ℝ, f x = x0✝} = t"),
        ("{x : ℝ // p x} = t", "Subtype (fun (x : ℝ) => p x) = t"),
        ("(↑) = f", "(fun x0✝ => ↑x0✝) = f"),
        ("if let some y := z then p else q", "match z with | some y => p | _ => q"),
        ("T†.range = U", "(T†).range = U"),
        ("f ‖x‖ |y| = z", "f ‖x‖ |y| = z"),
    ],
)
def test_what_is_written_out(text: str, meaning: str) -> None:
    assert shown(text) == meaning


def test_pattern_matching_definitions_keep_their_clauses() -> None:
    made = only("""
    def f : ℕ → ℕ → ℕ
      | 0, m => m
      | n + 1, m =>
        let k := f n m
        match k with
        | 0 => 1
        | k + 1 => k
    termination_by n => n
    decreasing_by simp
    """)
    assert [len(a.patterns) for a in made.alternatives] == [2, 2]
    assert made.value is None


def test_nested_matches_end_by_layout() -> None:
    made = only("""
    def f (x y : Option ℕ) : ℕ :=
      match x with
      | some n =>
        let k := match y with
          | some m => m
          | none => 0
        if k = 0 then n
        else
          match y with
          | some _ => 1
          | none => 2
      | none => 3
    """)
    assert isinstance(made.value, Match)
    assert len(made.value.alternatives) == 2


def test_structures_with_parents_defaults_binders_and_docs() -> None:
    made = only("""
    structure S (α : Type*) extends A α, toB : B α where
      private mk ::
      /-- First. -/
      x : ℕ := 3
      (y z : α)
      {w : α}
      @[simp] law (a b : α) : a = b := by simp
      toFun := id
    deriving Repr
    """)
    assert [f.name for f in made.fields] == ["x", "y", "z", "w", "law", "toFun"]
    assert len(made.fields[4].binders) == 1
    assert made.fields[0].default is not None
    assert [show(p) for p in made.parents] == ["A α", "B α"]


def test_inductive_types_with_their_constructors() -> None:
    made = only("""
    inductive T (α : Type*) : ℕ → Type _ where
      /-- Nothing. -/
      | nil : T α 0
      | cons (x : α) {n : ℕ} (rest : T α n) : T α (n + 1)
      deriving Repr
    """)
    assert [c.name for c in made.constructors] == ["nil", "cons"]
    assert len(made.constructors[1].binders) == 3


def test_instances_by_where() -> None:
    made = only("""
    instance instFoo : Foo ℕ where
      toFun x := x + 1
      inv
        | 0 => 0
        | n + 1 => n
      law a b := by
        simp
      __ := other
    """)
    assert isinstance(made.value, StructInstance)
    assert [f.name for f in made.value.fields] == ["toFun", "inv", "law", "__"]


def test_structure_instances_by_lines() -> None:
    made = only("""
    def a : S := { b with
      x := 1
      y := fun z =>
        z + 1 }
    """)
    assert isinstance(made.value, StructInstance)
    assert [f.name for f in made.value.fields] == ["x", "y"]


def test_a_let_ends_where_its_line_does_and_goes_on_after_an_operator() -> None:
    made = only("""
    def a (x : ℕ) : ℕ :=
      let y :=
      f x
        + 1
      let z := if x = 0 then
        1
      else
        2
      y + z
    """)
    assert show(made.value) == "let y := f x + 1; let z := if x = 0 then 1 else 2; y + z"


def test_aliases_mean_what_they_name() -> None:
    assert only("alias a := Foo.b\n").value == Ident("Foo.b")
    assert show(only("alias ⟨_, b⟩ := Foo.c\n").value) == "Foo.c.mpr"


def test_a_dependent_arrow_is_a_quantifier() -> None:
    made = only("theorem t : (x : ℕ) → x = x := fun _ => rfl\n")
    assert isinstance(made.type, Forall)


def test_what_is_not_read_is_kept_with_the_reason() -> None:
    made = only("def a : IO Unit := do\n  let x ← f\n  pure ()\n")
    assert isinstance(made.value, Opaque)
    assert made.value.what == "do"


def test_a_where_that_defines_nothing_is_kept_with_the_reason() -> None:
    made = only("def a : ℕ := f 1\nwhere\n  (x) := 2\n  := 3\n")
    assert isinstance(made.value, Opaque)
    assert made.value.what.startswith("syntax")
