"""What the evaluator makes of hypotheses, classes and quantifiers, on small theorems."""

from pathlib import Path

import pytest

from tests.elaborate.reading import constants, outcome

CASES = {
    # a hypothesis that says what a variable is makes it so
    "(f f' : ℝ → ℝ) (hf : ∀ z, HasDerivAt f (f' z) z) (x : ℝ) : deriv f x = f' x": "holds",
    "(f f' : ℝ → ℝ) (hf : ∀ z, HasDerivAt f (f' z) z) (x : ℝ) : deriv f x = f' x + 1": "fails",
    "(f : ℝ → ℝ) (a x : ℝ) (hf : HasDerivAt f a x) : deriv f x = a": "holds",
    "(x y : ℝ) (h : y = x + 1) : y - x = 1": "holds",
    "(m n : ℕ) (h : m = n) (v : Fin m → ℝ) : ∑ i, v (Fin.cast h.symm i) = ∑ i, v i": "holds",
    # infinitely many elements: the solver decides
    "(a : ℝ) : ∀ x : ℝ, 0 ≤ (x - a) ^ 2": "holds",
    "(a : ℝ) : ∀ x : ℝ, 0 ≤ x - a": "fails",
    "(f : ℝ → ℝ) (hf : ∀ x y : ℝ, |f x - f y| ≤ |x - y|) : |f 1 - f 0| ≤ 1": "holds",
    ": ∃ x : ℝ, x ^ 2 = 5": "holds",
    # classes that are propositions are hypotheses
    "{ι : Type} [Fintype ι] [Nonempty ι] : 0 < Fintype.card ι": "holds",
    "{ι : Type} [Fintype ι] : 0 < Fintype.card ι": "fails",
    "(n : ℕ) [NeZero n] : 0 < n": "holds",
    "(n : ℕ) : 0 < n": "fails",
    "(n : ℕ) (h : n < 0) : n = 5": "vacuous",
    # numbers
    "(x : ℝ) (h : 0 < x) : x ^ (1 / 2 : ℝ) = √x": "holds",
    "(i : Fin 3) : (i + 1 : Fin 3) ≠ i": "holds",
    "(x : ℝ) : (⌊x⌋ : ℝ) ≤ x ∧ x < ⌊x⌋ + 1": "holds",
    "(A : Matrix (Fin 2) (Fin 2) ℝ) : Aᵀ.det = A.det": "holds",
}


@pytest.mark.parametrize("statement", CASES)
def test_the_verdict_of_a_small_theorem(tmp_path: Path, statement: str) -> None:
    environment = constants(tmp_path, f"theorem t {statement} := by sorry\n")
    assert outcome(environment, "t").verdict == CASES[statement]
