"""A counterexample is told as Lean would write it: data, lists, structures, functions."""

import re
from pathlib import Path

import pytest

from bridge.elaborate import Constants
from bridge.exact.evaluator import Evaluator
from bridge.exact.theorems import examine
from bridge.project import read_project

TEXT = """\
inductive Tree where
  | leaf : Tree
  | node : Tree → ℕ → Tree → Tree
def Tree.size : Tree → ℕ
  | .leaf => 0
  | .node l _ r => l.size + 1 + r.size
structure Point where
  x : ℝ
  n : ℕ
theorem tree (t : Tree) : t.size < 1 := sorry
theorem option (o : Option ℕ) : o = none := sorry
theorem pairs (xs : List (ℕ × Bool)) : xs = [] := sorry
theorem point (p : Point) : p.x = 7 ∧ p.n = 7 := sorry
theorem function (f : List ℕ → ℕ) : f [1] = 7 := sorry
theorem sequence (f : ℕ → ℕ) : f 1 = 7 := sorry
theorem formula (f : ℝ → ℝ) (x : ℝ) : f x = f (x + 1) := sorry
theorem map (f : (Fin 2 → ℝ) → Fin 2 → ℝ) (x : Fin 2 → ℝ) : f x = 0 := sorry
theorem strict (a b : ℝ) : a < b := sorry
theorem bool (b c : Bool) : (b && c) = true := sorry
theorem ordering (a b : ℕ) : compare a b = .lt := sorry
"""
TOLD = {
    "tree": r"t := Tree\.node (Tree\.leaf|\(Tree\.node .*\)) \d (Tree\.leaf|\(Tree\.node .*\))",
    "option": r"o := Option\.some \d",
    "pairs": r"xs := \[\(\d, (true|false)\)(, \(\d, (true|false)\))*\]",
    "point": r"p := \{ x := -?[\d/]+, n := \d \}",
    "function": r"f := a function with \[1\] ↦ \d",
    "sequence": r"f := (k ↦ .+|the sequence .+)",
    "formula": r"f := x ↦ (if x [<≤=] -?[\d/]+ then )?[-+*/^ \dx()∛sin]+( else .*)?",
    "map": r"f := x ↦ \[.*\](\(.*\)\])?( \+ \[\[.*\]\] x \+ \(\[.*\] · x\) \^ 2 \* \[1, 2\])?",
    "strict": r"left side  = -?[\d/]+",
    "bool": r"b := (true|false)",
    "ordering": r"left side  = Ordering\.(eq|gt)",
}


@pytest.fixture(scope="module")
def evaluator(tmp_path_factory: pytest.TempPathFactory) -> Evaluator:
    folder = tmp_path_factory.mktemp("counterexamples")
    Path(folder / "Data.lean").write_text(TEXT, encoding="utf-8")
    project = read_project([folder])
    assert not project.refused
    return Evaluator(Constants(project.declarations, project.notations, project.exports))


@pytest.mark.parametrize("name", TOLD)
def test_a_counterexample_can_be_read(evaluator: Evaluator, name: str) -> None:
    definition = evaluator.environment.definition(name)
    assert definition is not None
    result = examine(evaluator, definition, 80, name)
    assert result.verdict == "fails", result
    assert any(re.fullmatch(TOLD[name], line) for line in result.counterexample), result
