"""No true theorem is called wrong because floats round, and no false one is let through for it."""

import json
from pathlib import Path
from typing import Any

import pytest

from bridge.cli import main

FILE = Path(__file__).parent / "Rounding.lean"
RIGHT = {"true": {"pass", "holds"}, "false": {"fail"}}


def verdicts(folder: Path, *options: str) -> dict[str, str]:
    out = folder / "out.json"
    main(["verify", str(FILE), *options, "--json", str(out)])
    results: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))["results"]
    return {r["name"].removeprefix("Rounding."): r["verdict"] for r in results}


@pytest.mark.parametrize("options", [("--draws", "40"), ("--draws", "10", "--seed", "11")])
def test_a_verdict_is_the_truth_whatever_rounds(options: tuple[str, ...], tmp_path: Path) -> None:
    found = verdicts(tmp_path, *options)
    names = {kind: [n for n in found if n.startswith(f"{kind}_")] for kind in RIGHT}
    assert len(names["true"]) == len(names["false"]) >= 40
    wrong = {n: found[n] for kind in RIGHT for n in names[kind] if found[n] not in RIGHT[kind]}
    assert wrong == {}
