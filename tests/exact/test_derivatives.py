"""Where it cannot be told whether there is a derivative, a statement is never green."""

from pathlib import Path

import pytest

from bridge.elaborate import Constants
from bridge.exact.evaluator import Evaluator
from bridge.exact.theorems import Examined, examine
from bridge.project import read_project


def examined(statement: str, folder: Path) -> Examined:
    text = f"import Mathlib\nopen Real\ntheorem t {statement} := by sorry\n"
    (folder / "T.lean").write_text(text, encoding="utf-8")
    project = read_project([folder])
    assert not project.refused
    evaluator = Evaluator(Constants(project.declarations, project.notations, project.exports))
    theorem = evaluator.environment.definition("t")
    assert theorem is not None
    return examine(evaluator, theorem, 60, "t")


@pytest.mark.parametrize(
    "statement",
    [
        ": DifferentiableAt ℝ (fun t : ℝ => √(t ^ 2)) 0",
        ": DifferentiableAt ℝ (fun t : ℝ => (t ^ 2)⁻¹) 0",
        ": DifferentiableAt ℝ (fun t : ℝ => Real.log (t ^ 2)) 0",
        ": DifferentiableAt ℝ (fun x : EuclideanSpace ℝ (Fin 2) => ‖x‖) 0",
        ": DifferentiableAt ℝ (fun x : Fin 2 → ℝ => x 1 * (if |x 0| = 0 then 1 else 0)) 0",
        ": fderiv ℝ (fun x : Fin 2 → ℝ => if max (x 0) 0 = min (x 0) 0 then x 1 else 0) 0 = 0",
        ": DifferentiableAt ℝ (fun t : ℝ => if 0 < t ^ 2 then (1 : ℝ) else 0) 0",
        ": ¬ DifferentiableAt ℝ (fun t : ℝ => t ^ 2 * t⁻¹) 0",
        ": ¬ DifferentiableAt ℝ (fun t : ℝ => Real.sin t⁻¹ * t) 0",
        "(x : ℝ) : HasDerivAt (fun t => √(t ^ 2)) (x / √(x ^ 2)) x",
    ],
)
def test_what_first_order_does_not_decide_is_undecided(statement: str, tmp_path: Path) -> None:
    assert examined(statement, tmp_path).verdict == "undecided"


def test_the_point_of_doubt_is_told(tmp_path: Path) -> None:
    found = examined("(x : ℝ) : DifferentiableAt ℝ (fun t => √(t ^ 2)) x", tmp_path)
    assert found.reason == "a square root is differentiated at 0, at x := 0"


def test_a_doubt_that_a_hypothesis_excludes_is_none(tmp_path: Path) -> None:
    found = examined("(x : ℝ) (h : x ≠ 0) : DifferentiableAt ℝ (fun t => √(t ^ 2)) x", tmp_path)
    assert found.verdict == "holds"
