"""A bug of ours, planted: `verify PATH` tells it at the theorems concerned, `gen` stops."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bridge.cli import main
from bridge.emit import reference
from bridge.errors import InternalError
from bridge.exact import theorems
from bridge.lower.arithmetic import unary
from bridge.meaning import TABLE

SPEC = """\
import Mathlib

def wave (x : ℝ) : ℝ := Real.sin x

def square (x : ℝ) : ℝ := x * x

theorem wave_neg (x : ℝ) : wave (-x) = -wave x := by sorry

theorem square_neg (x : ℝ) : square (-x) = square x := by sorry
"""
Patch = pytest.MonkeyPatch


def lower_sin_as_cos(patch: Patch) -> None:
    meaning = TABLE.get("Real.sin")
    assert meaning is not None
    patch.setitem(TABLE._entries, "Real.sin", replace(meaning, lower=unary("cos")))


def spell_no_wave(patch: Patch, error: Exception | None = None) -> None:
    emit = reference.emit_function

    def spelled(backend: Any, program: Any, name: str, *rest: Any, **options: Any) -> Any:
        if name == "wave":
            raise error or InternalError("no-spelling", "planted")
        return emit(backend, program, name, *rest, **options)

    patch.setattr(reference, "emit_function", spelled)


def fail_to_spell_wave(patch: Patch) -> None:
    spell_no_wave(patch, KeyError("planted"))


def evaluate_no_wave(patch: Patch) -> None:
    def examined(evaluator: Any, theorem: Any, *rest: Any) -> theorems.Examined:
        if theorem.name == "wave_neg":
            raise InternalError("hole", "planted")
        return theorems.examine(evaluator, theorem, *rest)

    patch.setattr("bridge.examining.examine", examined)


PLANTED: tuple[tuple[Callable[[Patch], None], str, int], ...] = (
    (lower_sin_as_cos, r"\[disagreement\] the emitted `wave` gives .* the exact evaluator", 3),
    (spell_no_wave, r"\[no-spelling\] planted", 3),
    (fail_to_spell_wave, r"\[internal-error\] a bug in lean-bridge: KeyError: 'planted'", 3),
    (evaluate_no_wave, r"\[hole\] planted", 7),
)


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: Patch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Spec.lean").write_text(SPEC, encoding="utf-8")
    return tmp_path


def verified(path: str) -> tuple[int, dict[str, Any]]:
    code = main(["verify", path, "--draws", "10", "--json", "out.json"])
    found: dict[str, Any] = json.loads(Path("out.json").read_text(encoding="utf-8"))
    return code, found


def test_without_a_bug_every_theorem_is_green(spec: Path) -> None:
    code, found = verified("Spec.lean")
    assert code == 0
    assert {r["name"]: r["verdict"] for r in found["results"]} == {
        "wave_neg": "holds",
        "square_neg": "holds",
    }


@pytest.mark.parametrize(
    ("plant", "told", "line"), PLANTED, ids=lambda p: getattr(p, "__name__", "")
)
def test_a_bug_is_the_verdict_error_of_the_theorems_concerned(
    plant: Callable[[Patch], None],
    told: str,
    line: int,
    spec: Path,
    monkeypatch: Patch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    plant(monkeypatch)
    code, found = verified("Spec.lean")
    assert code == 1
    results = {r["name"]: r for r in found["results"]}
    assert {n: r["verdict"] for n, r in results.items()} == {
        "wave_neg": "error",
        "square_neg": "holds",
    }
    assert (results["wave_neg"]["file"], results["wave_neg"]["line"]) == ("Spec.lean", 7)
    reason = results["wave_neg"]["reason"]
    assert reason.startswith("internal error (a bug in lean-bridge, please report it)")
    assert re.search(rf"Spec\.lean:{line}:1: {told}", reason)
    assert reason in capsys.readouterr().out


@pytest.mark.parametrize("plant", [p for p, *_ in PLANTED])
def test_a_bug_ends_gen_and_nothing_is_written(
    plant: Callable[[Patch], None],
    spec: Path,
    monkeypatch: Patch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    plant(monkeypatch)
    assert main(["gen", "Spec.lean"]) == 3
    assert "please report it" in capsys.readouterr().err
    assert [p.name for p in spec.iterdir()] == ["Spec.lean"]


def test_a_theorem_that_no_test_computes_is_not_held_true_by_an_evaluator_in_doubt(
    spec: Path, monkeypatch: Patch
) -> None:
    text = SPEC + "\ntheorem smooth (x : ℝ) : DifferentiableAt ℝ wave x := by sorry\n"
    (spec / "Spec.lean").write_text(text, encoding="utf-8")
    _, found = verified("Spec.lean")
    assert [r["verdict"] for r in found["results"] if r["name"] == "smooth"] == ["holds"]
    lower_sin_as_cos(monkeypatch)
    code, found = verified("Spec.lean")
    assert code == 1
    assert [r["verdict"] for r in found["results"] if r["name"] == "smooth"] != ["holds"]


def test_a_bug_in_a_definition_that_no_theorem_uses_is_told_and_red(
    spec: Path, monkeypatch: Patch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SPEC.replace("wave (-x) = -wave x", "x + 0 = x")
    (spec / "Spec.lean").write_text(text, encoding="utf-8")
    lower_sin_as_cos(monkeypatch)
    code, found = verified("Spec.lean")
    assert code == 1
    assert {r["verdict"] for r in found["results"]} == {"holds"}
    (bug,) = found["bugs"]
    assert "Spec.lean:3:1: [disagreement] the emitted `wave`" in bug
    assert bug in capsys.readouterr().out
