"""A `∀` or `∃` over infinitely many elements that is not shown is never green, however many other
inputs are fine."""

from pathlib import Path

import pytest

from bridge.elaborate import Constants
from bridge.exact.evaluator import Evaluator
from bridge.exact.theorems import examine
from bridge.project import read_project

UNSHOWN = [
    "(n : ℕ) : ∃ k : ℕ, k.factorial = n.factorial * (k - n + 1) ∧ Nat.sqrt k ≤ n + n % 2 * k",
    "(p : ℕ → Prop) (h : ∀ n, p n) : p 7",
    "(n : ℕ) (h : n ≠ 1) : ∃ p : ℕ, p.Prime ∧ p % (n + 1) = 1",
]


@pytest.mark.parametrize("statement", UNSHOWN)
def test_what_is_not_shown_is_not_red_either(statement: str, tmp_path: Path) -> None:
    (tmp_path / "T.lean").write_text(
        f"import Mathlib\ntheorem t {statement} := by sorry\n", encoding="utf-8"
    )
    project = read_project([tmp_path])
    environment = Constants(project.declarations, project.notations, project.exports)
    theorem = environment.definition("t")
    assert theorem is not None
    assert examine(Evaluator(environment), theorem, 30, "t").verdict in ("holds", "undecided")


def test_an_input_without_a_known_witness_is_not_green(tmp_path: Path) -> None:
    """For 0 and 2 there is a witness at once; at 1 there is none, and the solver cannot tell."""
    statement = "(n : ℕ) : ∃ p : ℕ, p.Prime ∧ n % p = 0 ∧ p ≠ n + 1"
    (tmp_path / "T.lean").write_text(
        f"import Mathlib\ntheorem t {statement} := by sorry\n", encoding="utf-8"
    )
    project = read_project([tmp_path])
    environment = Constants(project.declarations, project.notations, project.exports)
    theorem = environment.definition("t")
    assert theorem is not None
    assert examine(Evaluator(environment), theorem, 30, "t").verdict in ("fails", "undecided")
