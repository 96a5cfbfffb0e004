"""A `∀` or `∃` over infinitely many elements that is not shown is never green, however many other
inputs are fine."""

from pathlib import Path

import pytest

from bridge.elaborate import Constants
from bridge.exact.evaluator import Evaluator
from bridge.exact.theorems import examine
from bridge.project import read_project


def verdict(statement: str, folder: Path) -> str:
    text = f"import Mathlib\ntheorem t {statement} := by sorry\n"
    (folder / "T.lean").write_text(text, encoding="utf-8")
    project = read_project([folder])
    environment = Constants(project.declarations, project.notations, project.exports)
    theorem = environment.definition("t")
    assert theorem is not None
    return examine(Evaluator(environment), theorem, 30, "t").verdict


TRUE = [
    "(p : ℕ → Prop) (h : ∀ n, p n) : p 7",
    "(n : ℕ) : ∃ k : ℕ, k = n ∧ Nat.sqrt k ≤ n",
    "(n : ℕ) : ∃ k : ℕ, n < k.factorial",
    "(n : ℕ) (h : n ≠ 1) : ∃ p : ℕ, p.Prime ∧ n % p = 0",
]
FALSE = [
    "(n : ℕ) : ∃ p : ℕ, p.Prime ∧ n % p = 0 ∧ p ≠ n + 1",
    "(n : ℕ) : ∃ p : ℕ, p.Prime ∧ n % p = 0",
    "(p : ℕ → Prop) (h : p 0) (hs : ∀ n, p n → p (n + 2)) : p 5",
]


@pytest.mark.parametrize("statement", TRUE)
def test_what_is_not_shown_is_not_red(statement: str, tmp_path: Path) -> None:
    assert verdict(statement, tmp_path) in ("holds", "undecided")


@pytest.mark.parametrize("statement", FALSE)
def test_an_input_without_a_known_witness_is_not_green(statement: str, tmp_path: Path) -> None:
    assert verdict(statement, tmp_path) in ("fails", "undecided")
