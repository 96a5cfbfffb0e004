"""What is wrong with one declaration costs no other, and one run tells all that is wrong."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bridge.cli import main
from bridge.lower.arithmetic import unary
from bridge.meaning import TABLE

AROUND = """\
theorem fine (x : ℝ) : x + 0 = x := add_zero x
theorem wrong (x : ℝ) : x + 1 = x := by sorry
"""
DEEP = "(" * 2000 + "x" + ")" * 2000
UNREAD = {
    "structure": "structure Broken where\n  carrier : ℝ\n  op : ℝ ◁ ℝ",
    "parent": "structure Broken extends ◁ where\n  carrier : ℝ",
    "class": "class Broken (α : Type) where\n  op : α → ◁ α",
    "inductive": "inductive Broken where\n  | leaf : ℝ ◁ → Broken",
    "instance": "instance : Add ◁ := ⟨fun a b => a⟩",
    "element": "structure S where\n  a : ℝ\n  h : 0 ≤ a\ndef broken : S ◁ := ⟨1, by simp⟩",
    "variable": "variable (n : ◁)",
    "notation": 'notation "foo" x => x ◁',
    "definition": "def broken (x : ℝ ◁) : ℝ := x",
    "theorem": "theorem broken (x : ℝ ◁) : x = x := rfl",
    "deep": f"theorem broken (x : ℝ) : {DEEP} = x := rfl",
    "deep definition": f"def broken (x : ℝ) : ℝ := {DEEP}",
    "comment": "/- never closed",
}


def verified(text: str, folder: Path, *options: str) -> tuple[int, dict[str, Any]]:
    file, out = folder / "T.lean", folder / "out.json"
    file.write_text(f"import Mathlib\n{text}", encoding="utf-8")
    code = main(["verify", str(file), "--draws", "10", *options, "--json", str(out)])
    return code, json.loads(out.read_text(encoding="utf-8"))


@pytest.mark.parametrize("what", UNREAD)
def test_what_cannot_be_read_costs_itself_alone(what: str, tmp_path: Path) -> None:
    last = what == "comment"  # nothing can follow it
    text = f"{AROUND}{UNREAD[what]}\n" if last else f"{UNREAD[what]}\n{AROUND}"
    code, found = verified(text, tmp_path)
    verdicts = {r["name"]: r["verdict"] for r in found["results"]}
    assert (verdicts.pop("fine"), verdicts.pop("wrong")) == ("holds", "fail")
    assert set(verdicts.values()) <= {"error", "unsupported"}
    assert code == 1


@pytest.mark.parametrize("what", [w for w in UNREAD if not w.startswith("deep")])
def test_text_that_cannot_be_read_is_told_and_red(what: str, tmp_path: Path) -> None:
    first = AROUND.splitlines()[0]
    code, found = verified(f"{first}\n{UNREAD[what]}\n", tmp_path)
    told = [*found["problems"], *(r["reason"] for r in found["results"] if r["reason"])]
    assert any("T.lean:" in text for text in told)
    assert code == 1


def test_what_rests_on_unread_text_says_where_that_is(tmp_path: Path) -> None:
    text = "theorem uses (b : Broken) : b.carrier = b.carrier := rfl\n"
    _, found = verified(f"{UNREAD['structure']}\n{text}{AROUND}", tmp_path)
    (uses,) = (r for r in found["results"] if r["name"] == "uses")
    assert uses["verdict"] == "error"
    assert "T.lean:4:10: [unknown-token]" in uses["reason"]
    assert "^" in uses["reason"]


def test_a_scan_counts_what_stands_beside_unread_text(tmp_path: Path) -> None:
    file, out = tmp_path / "T.lean", tmp_path / "out.json"
    file.write_text(f"import Mathlib\n{UNREAD['structure']}\n{AROUND}", encoding="utf-8")
    assert main(["scan", str(file), "--json", str(out)]) == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["claims"] == ["fine", "wrong"]
    assert [r["name"] for r in found["unread"]] == ["Broken"]


SPEC = """\
import Mathlib

def wave (x : ℝ) : ℝ := Real.sin x

def other (x : ℝ) : ℝ := Real.cos x

theorem wave_neg (x : ℝ) : wave (-x) = -wave x := by sorry
"""


@pytest.fixture
def specs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = '[tool.lean-bridge]\nspecs = "specs"\nout = "out"\npackage = "out"\n'
    (tmp_path / "pyproject.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "specs").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path / "specs" / "Spec.lean"


def swap_sin_and_cos(patch: pytest.MonkeyPatch) -> None:
    for name, wrong in (("Real.sin", "cos"), ("Real.cos", "sin")):
        meaning = TABLE.get(name)
        assert meaning is not None
        patch.setitem(TABLE._entries, name, replace(meaning, lower=unary(wrong)))


def test_gen_tells_all_wrong_text_and_writes_nothing(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = "theorem a (x : ℝ ◁) : x = x := rfl\ntheorem b (x : ℝ) : x + = x := rfl\n"
    specs.write_text(f"{SPEC}{wrong}variable (n : ◁)\n", encoding="utf-8")
    assert main(["gen"]) == 2
    told = capsys.readouterr().err
    assert [line for line in (8, 9, 10) if f"specs/Spec.lean:{line}:" in told] == [8, 9, 10]
    assert not (specs.parents[1] / "out").exists()


def test_gen_tells_all_functions_that_disagree(
    specs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    specs.write_text(SPEC, encoding="utf-8")
    swap_sin_and_cos(monkeypatch)
    assert main(["gen"]) == 3
    told = capsys.readouterr().err
    assert "the emitted `wave`" in told
    assert "the emitted `other`" in told
    assert not (specs.parents[1] / "out").exists()


def test_wrong_text_and_disagreement_are_told_in_one_run(
    specs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    specs.write_text(f"{SPEC}theorem a (x : ℝ ◁) : x = x := rfl\n", encoding="utf-8")
    swap_sin_and_cos(monkeypatch)
    assert main(["gen"]) == 2
    told = capsys.readouterr().err
    assert "[unknown-token]" in told
    assert told.count("[disagreement]") == 2


def test_check_tells_all_wrong_text(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    specs.write_text(SPEC, encoding="utf-8")
    assert main(["gen"]) == 0
    wrong = "theorem a (x : ℝ ◁) : x = x := rfl\ntheorem b (x : ℝ) : x + = x := rfl\n"
    specs.write_text(SPEC + wrong, encoding="utf-8")
    assert main(["check"]) == 2
    told = capsys.readouterr().err
    assert "Spec.lean:8:" in told
    assert "Spec.lean:9:" in told
