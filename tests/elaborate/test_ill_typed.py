"""Text that Lean rejects is wrong text here as well; what is like it and right is read."""

from pathlib import Path

import pytest

from bridge.errors import SpecError
from tests.elaborate.reading import constants

HEADER = """\
abbrev Vec (n : ℕ) := EuclideanSpace ℝ (Fin n)
variable {m n : ℕ} (x y : Vec n) (a b : ℝ) (k : ℕ) (f : ℝ → ℝ) (p : Prop)
variable (W : Matrix (Fin m) (Fin n) ℝ) (S : Matrix (Fin n) (Fin n) ℝ) (w : Fin n → ℝ)
variable (A : Vec n →L[ℝ] Vec m) (T : Vec n →L[ℝ] Vec n) (B : (Fin n → ℝ) →L[ℝ] ℝ)
variable {E : Type} [NormedAddCommGroup E] [InnerProductSpace ℝ E] (u v : E)
variable {R : Type} [CommRing R] (r s : R) {α : Type} (i j : α)
variable {O : Type} [LinearOrder O] (c d : O)

"""
NO_SORTS = (
    "a", "5", "a = b → a", "a → a = b", "∀ z : ℝ, z", "∀ z : 3, z = z", "∃ z : a, z = z",
    "∃ z : ℝ, z", "a = b ∧ 0", "¬ a", "f", "if a then True else False", "(a : 2) = 0",
    "∑ z : k, w z = 0", "fderiv 1 f a = 0", "u", "let z := a; z",
)  # fmt: skip
NO_STATEMENTS = ("ℕ", "ℝ → ℝ", "Fin k", "HasDerivAt f a", "∀ z : ℝ, Fin 3")
LACKING = (
    "|x| = x", "(2 / x) = x", "x / y = x", "x * y = x", "x ^ 2 = x", "x⁻¹ = x", "x ≤ y", "x = 1",
    "x + 2 = x", "max x y = x", "x ⊔ y = x", "y • x = x", "∏ z : Fin k, x = x", "|W| = W",
    "W ^ 2 = W", "W = 1", "W⁻¹ = W", "A = 1", "A + 2 = A", "A ^ 2 = A", "|T| = T", "max T T = T",
    "B.adjoint 1 = w", "inner ℝ w w = 0", "inner ℝ (a, b) (b, a) = 0", "|k| = k", "-k = k",
    "k⁻¹ = k", "k ^ a = 1", "a • k = k", "‖p‖ = 0", "p + p = p", "a • p", "(a = b) * 2 = 1",
    "(2 : ℝ) • (EuclideanSpace.equiv (Fin n) ℝ) = EuclideanSpace.equiv (Fin n) ℝ",
    "∑ z : ℝ, z = 0", "‖f‖ = 0", "deriv (fun z : ℕ => a) k = 0", "deriv (fun z : ℝ => k) a = 0",
    "x 0 = 0", "W 0 1 = 0", "(1.5 : ℕ) = k", "[a] + [b] = [a]", "|u| = u", "u * v = u", "u = 1",
    "r / s = r", "|r| = r", "r ≤ s", "i + j = i", "i ≤ j", "c + d = c", "|c| = c", "‖r‖ = 0",
)  # fmt: skip
WELL_TYPED = (
    "|w| = w", "2 / w = w⁻¹", "w * w ^ 2 = w", "w ≤ max w w", "w = 1", "w + 2 = w", "w ⊓ w = w",
    "w • w = w", "∏ z : Fin k, w = w", "(2 : ℝ) • x - 3 • y + -x = 0", "‖x‖ * dist x y = 0",
    "S ^ 2 = S * S", "S = 1 ∨ S⁻¹ = 2", "W * Wᵀ = 1", "T = 1 ∧ T ^ 2 = T * T", "T + 2 = T",
    "A.adjoint = 0", "inner ℝ x y = 0", "‖w‖ = 0", "‖T‖ = 0", "|(k : ℤ)| = k", "-k = (0 : ℤ)",
    "(k : ℝ) ^ a = 1 ∧ a ^ k = 1 ∧ a ^ (-2 : ℤ) = 1 ∧ a ^ a = 1", "k • a = a ∧ a • f = f",
    "p ≤ p ∧ (p ⊓ p) = p", "f * f - 2 • f = (3 : ℝ → ℝ)", "(a, b) + 1 = |(a, b)|", "a % 2 = b",
    "((2 : ℝ) • (EuclideanSpace.equiv (Fin n) ℝ) : Vec n →L[ℝ] (Fin n → ℝ)) = 0",
    "∑ z : Bool, a = 0", "∀ z : Vec 3, z 0 = 0", "∀ z : Vec (n + 1), z 0 = 0", "(1.5 : ℝ) = a",
    "‖u‖ ^ 2 = inner ℝ u u ∧ (2 : ℝ) • u = u - v + 0 ∧ 2 • u = u", "r * s + 2 - r ^ 3 = -s",
    "max c d = c ∧ c ≤ d", "i = j", "∀ s : Finset ℕ, ∀ z : s, z = z", "if a < b then p else ¬p",
)  # fmt: skip
BROUGHT = (
    "instance : Mul (EuclideanSpace ℝ (Fin 2)) := ⟨fun z _ => z⟩\n"
    "theorem t (x y : Vec 2) : x * y = x := sorry",
    "local instance {n : ℕ} : Max (Vec n) := ⟨fun z _ => z⟩\n"
    "theorem t (x y : Vec n) : max x y = x := sorry",
    "theorem t [LE (EuclideanSpace ℝ (Fin n))] : x ≤ y := sorry",
    "theorem t [NeZero n] : x 0 = 0 := sorry",
    "theorem t {α : Type} [OfNat α 0] (z : α) : z = 0 := sorry",
    "theorem t {β : Type} [Div β] [Lattice β] [AddGroup β] (z : β) : |z / z| ≤ z := sorry",
)
TOO_EARLY = (
    "theorem t : late a = a := sorry\ndef late (z : ℝ) : ℝ := z",
    "def t (z : ℝ) : ℝ := N.late z\nnamespace N\ndef late (z : ℝ) : ℝ := z\nend N",
    "structure P where\n  z : ℝ\ntheorem t (q : P) : q.late = 0 := sorry\n"
    "def P.late (q : P) := q.z",
    "structure P where\n  z : ℝ\ntheorem t : P.z .late = 0 := sorry\ndef P.late : P := ⟨0⟩",
)


def refusal(folder: Path, text: str) -> str:
    """The code of the `SpecError` that a declaration named `t` raises."""
    with pytest.raises(SpecError) as caught:
        constants(folder, HEADER + text).definition("t")
    diagnostic = caught.value.diagnostic
    assert diagnostic.span is not None
    assert diagnostic.declaration == "t"
    return diagnostic.code


@pytest.mark.parametrize("statement", NO_SORTS)
def test_what_is_no_type_is_no_proposition_either(statement: str, tmp_path: Path) -> None:
    code = refusal(tmp_path, f"theorem t : {statement} := sorry\n")
    assert code in ("type-expected", "type-mismatch")


@pytest.mark.parametrize("binder", ["1", "a", "x", "f", "A", "fun z : ℝ => z"])
def test_a_hypothesis_is_a_proposition(binder: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, f"theorem t (h : {binder}) : a = a := rfl\n") == "type-expected"


@pytest.mark.parametrize("type", NO_STATEMENTS)
def test_a_theorem_states_a_proposition(type: str, tmp_path: Path) -> None:
    code = refusal(tmp_path, f"theorem t : {type} := sorry\n")
    assert code in ("no-proposition", "type-expected")


@pytest.mark.parametrize("statement", LACKING)
def test_an_operation_needs_an_instance(statement: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, f"theorem t : {statement} := sorry\n") == "no-instance"


@pytest.mark.parametrize("statement", WELL_TYPED)
def test_what_has_its_instances_is_read(statement: str, tmp_path: Path) -> None:
    text = f"{HEADER}theorem t : {statement} := sorry\n"
    assert constants(tmp_path, text).definition("t") is not None


@pytest.mark.parametrize("text", BROUGHT)
def test_an_instance_of_the_project_is_one(text: str, tmp_path: Path) -> None:
    assert constants(tmp_path, HEADER + text).definition("t") is not None


@pytest.mark.parametrize("text", TOO_EARLY)
def test_a_name_means_nothing_before_its_declaration(text: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, text) == "declared-later"


def test_a_mutual_block_sees_all_of_itself(tmp_path: Path) -> None:
    text = """\
        mutual
        inductive Tree where
          | node : Forest → Tree
        inductive Forest where
          | leaf : Forest
          | more : Tree → Forest → Forest
        end
        """
    assert constants(tmp_path, text).canonical("Forest.more") == "Forest.more"


def test_dimensions_of_a_case_are_known_in_it(tmp_path: Path) -> None:
    text = """\
        def first : {n : ℕ} → (Fin n → ℝ) → ℝ
          | 0, _ => 0
          | _ + 1, x => x 0
        """
    assert constants(tmp_path, text).definition("first") is not None
