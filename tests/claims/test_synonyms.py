"""An operation at a type of the project is the one that its own instance says, as in Lean."""

import json
import re
from pathlib import Path

import pytest

from bridge.cli import main

HERE = Path(__file__).parent
RIGHT = {
    "true": {"pass", "holds"},
    "false": {"fail"},
    "refused": {"unsupported"},
}


def verdicts(file: Path, folder: Path) -> dict[str, str]:
    out = folder / "out.json"
    main(["verify", str(file), "--draws", "10", "--json", str(out)])
    results = json.loads(out.read_text(encoding="utf-8"))["results"]
    return {r["name"].rpartition(".")[2]: r["verdict"] for r in results}


@pytest.mark.parametrize("name", ["Synonyms", "Instances"])
def test_each_operation_is_that_of_its_instance(name: str, tmp_path: Path) -> None:
    file = HERE / f"{name}.lean"
    stated = re.findall(r"^theorem (\w+'?)", file.read_text(encoding="utf-8"), re.M)
    assert len(stated) > 40
    found = verdicts(file, tmp_path)
    assert set(found) == set(stated)
    wrong = {n: v for n, v in found.items() if v not in RIGHT[n.partition("_")[0]]}
    assert wrong == {}


SYNONYM = """\
import Mathlib
def T : Type := ℝ
def T.of (x : ℝ) : T := x
def T.out (x : T) : ℝ := x
{}
theorem t (x y : ℝ) : (T.of x + T.of y).out = {} := by sorry
"""


@pytest.mark.parametrize(
    ("instance", "value", "verdict"),
    [
        ("instance : Add T := ⟨fun a b => (a.out * b.out : ℝ)⟩", "x * y", "holds"),
        ("instance : Add T := ⟨fun a b => (a.out * b.out : ℝ)⟩", "x + y", "fail"),
        ("instance : Add T where\n  add a b := T.of (a.out - b.out)", "x - y", "holds"),
        ("instance : Add T := { add := fun a b => T.of (max a.out b.out) }", "max x y", "holds"),
        ("@[instance] def inst : Add T := Add.mk fun a b => T.of 1", "1", "holds"),
        ("instance : Add T := inferInstanceAs (Add ℝ)", "x + y", "holds"),
        ("instance : Add T := inferInstanceAs <| Add ℝ", "x + y", "holds"),
        ("instance : Field T := inferInstanceAs (Field ℝ)", "x + y", "holds"),
        ("instance : Add T := (inferInstance : Add ℝ)", "x * y", "fail"),
        ("instance : Add T := by\n  unfold T\n  infer_instance", "x + y", "holds"),
        ("instance : Add T := by delta T; infer_instance", "x + y", "holds"),
        ("instance : Add T := by exact ⟨fun a b => T.of (a.out * b.out)⟩", "x * y", "unsupported"),
        ("instance : Mul T := ⟨fun a b => T.of 0⟩", "x + y", "unsupported"),
        ("attribute [simp] T.out", "x + y", "unsupported"),
        (
            "instance : Add T := ⟨fun _ _ => T.of 0⟩\ninstance : Add T := ⟨fun _ _ => T.of 1⟩",
            "1",
            "holds",
        ),
        (
            "instance : Add T := ⟨fun _ _ => T.of 0⟩\nnamespace N\n"
            "scoped instance : Add T := ⟨fun _ _ => T.of 1⟩\nend N",
            "0",
            "holds",
        ),
    ],
)
def test_every_way_to_say_an_instance(
    instance: str, value: str, verdict: str, tmp_path: Path
) -> None:
    file = tmp_path / "T.lean"
    file.write_text(SYNONYM.format(instance, value), encoding="utf-8")
    assert verdicts(file, tmp_path) == {"t": verdict}
