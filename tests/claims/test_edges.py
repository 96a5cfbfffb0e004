"""Where numbers leave the floats' range, or a function has no derivative, true theorems pass."""

import json
from pathlib import Path
from typing import Any

import pytest

from bridge.cli import main

FILE = Path(__file__).parent / "Edges.lean"


def verified(file: Path, folder: Path, *options: str) -> list[dict[str, Any]]:
    out = folder / "out.json"
    main(["verify", str(file), *options, "--json", str(out)])
    results: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))["results"]
    return results


@pytest.mark.parametrize("seed", ["1", "2", "3906501912"])
def test_true_theorems_pass_whatever_the_seed(seed: str, tmp_path: Path) -> None:
    results = verified(FILE, tmp_path, "--seed", seed)
    assert len(results) >= 15
    assert {r["name"]: r["verdict"] for r in results if r["verdict"] != "pass"} == {}


@pytest.mark.parametrize(
    "statement",
    [
        "deriv (fun x : ℝ => max x 0) x = if 0 ≤ x then 1 else 0",
        "deriv (fun x : ℝ => max x 0) x = if 0 < x then 2 else 0",
        "HasDerivAt (fun x : ℝ => max x 0) (if 0 < x then 1 else 0) x",
        "deriv (fun x : ℝ => x ^ 2) x = if x = 0 then 1 else 2 * x",
        "HasDerivAt Real.log x⁻¹ x",
        "HasDerivAt (fun t : ℝ => |t - 5|) (if x < 5 then -1 else 1) x",
    ],
)
def test_a_wrong_value_where_pieces_meet_fails(statement: str, tmp_path: Path) -> None:
    file = tmp_path / "T.lean"
    file.write_text(f"import Mathlib\ntheorem t (x : ℝ) : {statement} := by sorry\n", "utf-8")
    assert [r["verdict"] for r in verified(file, tmp_path)] == ["fail"]


def test_a_point_without_derivative_is_told(tmp_path: Path) -> None:
    (result,) = (r for r in verified(FILE, tmp_path) if r["name"].endswith("relu_total"))
    assert "has no derivative there, and Lean's is 0" in json.dumps(result, ensure_ascii=False)
