"""Numbers at the ends of the floats' range say nothing against a true theorem."""

import json
from pathlib import Path

import pytest

from bridge.cli import main

FILE = Path(__file__).parent / "Edges.lean"


@pytest.mark.parametrize("seed", ["1", "2", "3906501912"])
def test_true_theorems_pass(seed: str, tmp_path: Path) -> None:
    out = tmp_path / "edges.json"
    assert main(["verify", str(FILE), "--seed", seed, "--json", str(out)]) == 0
    results = json.loads(out.read_text(encoding="utf-8"))["results"]
    assert len(results) >= 11
    assert {r["verdict"] for r in results} == {"pass"}
