"""Statements with known truth get the right verdict, from the file to the report.

`Reading.lean` has ways in which Lean is written, `Library.lean` constants of Mathlib. What is true
is green, what is false is red; nothing that Lean accepts is called wrong text.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bridge.cli import main

HERE = Path(__file__).parent
KINDS = ("true_", "false_")  # theorems; the others are laws of definitions
GREEN = {"holds", "pass"}


@pytest.mark.parametrize("file", ["Reading", "Library"])
def test_each_statement_has_the_verdict_that_its_name_tells(file: str, tmp_path: Path) -> None:
    out = tmp_path / "verdicts.json"
    main(["verify", str(HERE / f"{file}.lean"), "--draws", "5", "--json", str(out)])
    results = json.loads(out.read_text(encoding="utf-8"))["results"]
    found = {r["name"].rpartition(".")[2]: r["verdict"] for r in results}
    named = {n: v for n, v in found.items() if n.startswith(KINDS) and " (" not in n}
    wrong = {n: v for n, v in named.items() if (v in GREEN) is not n.startswith("true_")}
    red = {n: v for n, v in named.items() if n.startswith("false_") and v != "fail"}
    assert len(named) == (HERE / f"{file}.lean").read_text(encoding="utf-8").count("\ntheorem ")
    assert wrong == red == {}
