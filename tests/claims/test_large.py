"""What a theorem costs is bounded by counted steps, and costs no other its verdict."""

import json
import time
from pathlib import Path

import pytest

from bridge.cli import main

SMALL = "theorem small (x : ℝ) : x - x = 0 := by sorry\n"
WITHIN = 20  # seconds, on a machine that does other things as well
TOO_MUCH = [
    "theorem t (x : Fin 100000 → ℝ) : ∑ i, (x i - x i) = 0 := by sorry",
    "theorem t (A : Matrix (Fin 3000) (Fin 3000) ℝ) : A - A = 0 := by sorry",
    "theorem t : ∑ i ∈ Finset.range 10000000, (0 : ℝ) = 0 := by sorry",
    "theorem t (x : ℝ) : x ^ 100000000 = x ^ 100000000 * 1 := by sorry",
    "theorem t (x : ℝ) : x + 10 ^ 30000000 - 10 ^ 30000000 = x := by sorry",
    "theorem t : ∀ i : Fin 1000000, (i : ℕ) < 1000000 := by sorry",
    "theorem t (n : ℕ) : 3 ^ (10 ^ 9) = 3 ^ (10 ^ 9) + n - n := by sorry",
    "theorem t (A : Matrix (Fin 50) (Fin 50) ℝ) : A.transpose.det = A.det := by sorry",
    "theorem t (A : Matrix (Fin 30) (Fin 30) ℝ) (h : A.det ≠ 0) : A * A⁻¹ = 1 := by sorry",
]


@pytest.mark.parametrize("statement", TOO_MUCH)
def test_too_much_work_is_told_within_seconds(statement: str, tmp_path: Path) -> None:
    file, out = tmp_path / "T.lean", tmp_path / "out.json"
    file.write_text(f"import Mathlib\n{statement}\n{SMALL}", encoding="utf-8")
    start = time.process_time()
    main(["verify", str(file), "--draws", "10", "--json", str(out)])
    assert time.process_time() - start < WITHIN
    results = {r["name"]: r for r in json.loads(out.read_text(encoding="utf-8"))["results"]}
    assert results["small"]["verdict"] == "holds"
    assert results["t"]["verdict"] in ("unsupported", "holds")
    assert results["t"]["verdict"] == "holds" or "too" in results["t"]["reason"]


def test_two_thousand_numbers_are_checked(tmp_path: Path) -> None:
    file, out = tmp_path / "T.lean", tmp_path / "out.json"
    statement = "theorem t (x : Fin 2000 → ℝ) : ∑ i, (x i - x i) = 0 := by sorry"
    file.write_text(f"import Mathlib\n{statement}\n", encoding="utf-8")
    main(["verify", str(file), "--draws", "10", "--json", str(out)])
    (result,) = json.loads(out.read_text(encoding="utf-8"))["results"]
    assert result["verdict"] == "holds"
