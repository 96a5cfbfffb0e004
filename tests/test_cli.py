"""The command line: exit codes, what is written, what is printed."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from bridge.cli import main

SPECS = Path(__file__).parents[1] / "lean_specs"
GOOD = """\
import Mathlib

/-- The square of a number. -/
def square (x : ℝ) : ℝ := x * x

theorem hasDerivAt_square (x : ℝ) : HasDerivAt square (2 * x) x := by sorry

theorem square_neg (x : ℝ) : square (-x) = square x := by sorry
"""
SETTINGS = '[tool.lean-bridge]\nspecs = "specs"\nout = "out"\npackage = "out"\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "specs").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(project: Path, text: str) -> None:
    (project / "specs" / "Spec.lean").write_text(text, encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    files = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def test_gen_writes_references_tests_and_lock(project: Path) -> None:
    write(project, GOOD)
    assert main(["gen"]) == 0
    assert set(tree(project / "out")) == {
        "__init__.py",
        "bridge.lock",
        "numpy_reference/__init__.py",
        "numpy_reference/_lean.py",
        "numpy_reference/spec.py",
        "tests/__init__.py",
        "tests/subjects.py",
        "tests/test_spec.py",
        "torch_code/__init__.py",
        "torch_code/_lean.py",
        "torch_code/spec.py",
    }


def test_gen_twice_gives_the_same_bytes_and_does_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, GOOD)
    assert main(["gen"]) == 0
    before = tree(project / "out")
    assert main(["gen"]) == 0
    assert "nothing to do" in capsys.readouterr().out
    assert tree(project / "out") == before


def test_an_unsupported_theorem_is_told_and_the_others_are_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, GOOD + "theorem odd (x : ℝ) : Real.cbrt x = x := by sorry\n")
    assert main(["gen"]) == 1
    out = capsys.readouterr().out
    assert "specs/Spec.lean:9:23: [unknown-constant]" in out
    assert "2 theorems became checks, 1 did not" in out
    assert "in odd" in out
    assert "square_neg" in (project / "out/tests/test_spec.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "statement",
    [
        "(x y : ℝ) (h : x ≤ y) : deriv square x ≤ deriv square y",
        "(x : ℝ) (h : 0 < deriv square x) : 0 < square x",
        "(x : ℝ) : deriv square x = 2 * x ∨ 0 ≤ square x",
    ],
    ids=["goal", "hypothesis", "part of a goal"],
)
def test_a_condition_on_derivatives_is_left_to_the_exact_evaluator(
    project: Path, statement: str
) -> None:
    write(project, GOOD + f"theorem odd {statement} := by sorry\n")
    assert main(["verify", "--draws", "10", "--json", "out.json"]) == 0
    data = json.loads((project / "out.json").read_text(encoding="utf-8"))
    (odd,) = (r for r in data["results"] if r["name"] == "odd")
    assert (odd["verdict"], odd["form"], odd["subjects"]) == ("holds", "exact", [])
    false = statement.replace("x ≤ y", "y ≤ x").replace("< square x", "< -x").replace("∨", "∧")
    write(project, GOOD + f"theorem odd {false.replace('0 ≤', '0 <')} := by sorry\n")
    assert main(["verify", "--draws", "10"]) == 1


@pytest.mark.parametrize(
    ("statement", "false"),
    [
        (
            "(x : ℝ) : deriv square x = 2 * x ∧ deriv square x ≤ 2 * x",
            "(x : ℝ) : deriv square x = 2 * x ∧ deriv square x ≤ x",
        ),
        (
            "(x y : ℝ) : HasFDerivAt (fun p : ℝ × ℝ => p.1) (ContinuousLinearMap.fst ℝ ℝ ℝ) (x, y)",
            "(x y : ℝ) : HasFDerivAt (fun p : ℝ × ℝ => p.1) (ContinuousLinearMap.snd ℝ ℝ ℝ) (x, y)",
        ),
        (
            "(x y : ℝ) : fderiv ℝ (fun p : ℝ × ℝ => p.1 * p.2) (x, y) (1, 0) = y",
            "(x y : ℝ) : fderiv ℝ (fun p : ℝ × ℝ => p.1 * p.2) (x, y) (1, 0) = x",
        ),
        (
            "(x : ℝ) : HasDerivAt (fun t => (t, t)) (1, 1) x",
            "(x : ℝ) : HasDerivAt (fun t => (t, t)) (1, 0) x",
        ),
    ],
    ids=["two kinds of parts", "a pair as the point", "fderiv at a pair", "a pair as the value"],
)
def test_what_lowering_refuses_of_derivatives_is_left_to_the_exact_evaluator(
    project: Path, statement: str, false: str
) -> None:
    write(project, GOOD + f"theorem odd {statement} := by sorry\n")
    assert main(["verify", "--draws", "10", "--json", "out.json"]) == 0
    data = json.loads((project / "out.json").read_text(encoding="utf-8"))
    (odd,) = (r for r in data["results"] if r["name"] == "odd")
    assert (odd["verdict"], odd["form"], odd["subjects"]) == ("holds", "exact", [])
    write(project, GOOD + f"theorem odd {false} := by sorry\n")
    assert main(["verify", "--draws", "10"]) == 1


def test_a_strict_derivative_is_a_derivative(project: Path) -> None:
    write(project, GOOD.replace("HasDerivAt square", "HasStrictDerivAt square"))
    assert main(["gen"]) == 0
    assert "check.derivative(" in (project / "out/tests/test_spec.py").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        (GOOD + "theorem t (x : ℝ) : x + * 2 = x := by sorry\n", 2, "[syntax]"),
        (GOOD + "theorem t {n : ℕ} (x : Fin n → ℝ) : square x = 0 := by sorry\n", 2, "mismatch"),
        ("-- nothing here\n", 2, "[empty-file]"),
        ("", 2, "[empty-file]"),
        ("import Spec.Missing\n" + GOOD, 2, "[missing-import]"),
    ],
)
def test_what_cannot_be_read_writes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str], text: str, code: int, shown: str
) -> None:
    (project / "specs" / "lakefile.toml").write_text('name = "Specs"\n', encoding="utf-8")
    write(project, text)
    assert main(["gen"]) == code
    assert shown in capsys.readouterr().err
    assert not (project / "out").exists()


def test_text_that_is_not_utf8_is_refused_with_its_place(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "specs" / "Spec.lean").write_bytes(GOOD.encode() + b"-- \xff\n")
    assert main(["gen"]) == 2
    assert "UTF-8" in capsys.readouterr().err


def test_settings_that_are_wrong_are_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, GOOD)
    (project / "pyproject.toml").write_text("[tool.lean-bridge]\nspec = 1\n", encoding="utf-8")
    assert main(["gen"]) == 2
    assert "unknown setting `spec`" in capsys.readouterr().err


def test_verify_gives_a_verdict_per_theorem_and_json(project: Path) -> None:
    write(project, GOOD)
    assert main(["verify", "--draws", "20", "--json", "out.json"]) == 0
    data = json.loads((project / "out.json").read_text(encoding="utf-8"))
    assert data["schema"] == "lean-bridge/verify/2"
    assert {"tool", "torch", "seed", "results"} <= set(data)
    verdicts = {r["name"]: r["verdict"] for r in data["results"]}
    assert verdicts == {"hasDerivAt_square": "pass", "square_neg": "holds"}
    first = data["results"][0]
    assert (first["file"], first["line"]) == ("specs/Spec.lean", 6)
    assert {"name", "against", "mode", "dtype", "verdict", "draws", "worst_ratio"} <= set(
        first["subjects"][0]
    )
    assert data["results"][1]["evidence"]["kind"] == "decided"
    assert not (project / "out").exists()


def test_verify_of_a_false_theorem_is_red_with_a_counterexample(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, GOOD.replace("(2 * x) x", "(3 * x) x"))
    assert main(["verify", "--draws", "20"]) == 1
    out = capsys.readouterr().out
    assert "the statement is false in exact arithmetic" in out
    assert "counterexample" in out
    assert "x = 1" in out
    assert "expected  3" in out
    assert "got       2" in out


FALSE = """\
def energy {n : ℕ} (x : Fin n → ℝ) : ℝ := ∑ i, x i ^ 2
theorem le_all {n : ℕ} (x y : Fin n → ℝ) (h : 0 ≤ x) : x ≤ y ∧ 0 ≤ energy x := by sorry
theorem twice (x : ℝ) : HasDerivAt (fun t => t ^ 2) (2 * x) x ∧
    HasDerivAt (fun t => t ^ 3) (2 * x ^ 2) x := by sorry
"""


def test_a_false_proposition_tells_the_comparison_that_fails(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, FALSE)
    assert main(["verify", "--draws", "20"]) == 1
    _, first, second = capsys.readouterr().out.split(" does not hold of ")
    assert re.search(r"^  false     [-.\d]+ ≤ [-.\d]+  at \[0\]$", first, re.M)
    assert "expected" not in first
    assert "hypothesis: ∀ i, 0 ≤ x i" in first
    depends_on_one = ("cotangent = " in second) != ("direction = " in second)
    assert depends_on_one


BOUND = """\
[[subject]]
name = "wrong"
[subject.bind]
square.call = "torch.square(x) + torch.relu(x - 3)"

[[subject]]
name = "right"
[subject.bind]
square.call = "torch.square(x)"
"""


def test_a_red_subject_is_told_with_what_it_runs_and_the_others_with_their_verdicts(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, GOOD)
    (project / "bindings.toml").write_text(BOUND, encoding="utf-8")
    (project / "pyproject.toml").write_text(SETTINGS + 'bindings = "bindings.toml"\n')
    assert main(["verify", "--draws", "40"]) == 1
    out = capsys.readouterr().out
    assert "  subject   wrong\n  runs      square = torch.square(x) + torch.relu(x - 3)\n" in out
    assert "  in all    lowered, right: pass; wrong: fail\n" in out


def test_what_lowering_refuses_of_a_bound_definition_stays_refused(project: Path) -> None:
    of_pairs = "fderiv ℝ (fun p : ℝ × ℝ => square p.1 * p.2) (x, y) (1, 0) = 2 * x * y"
    write(project, GOOD + f"theorem odd (x y : ℝ) : {of_pairs} := by sorry\n")
    (project / "bindings.toml").write_text(BOUND, encoding="utf-8")
    (project / "pyproject.toml").write_text(SETTINGS + 'bindings = "bindings.toml"\n')
    assert main(["verify", "--draws", "5", "--json", "out.json"]) == 1
    data = json.loads((project / "out.json").read_text(encoding="utf-8"))
    (odd,) = (r for r in data["results"] if r["name"] == "odd")
    assert odd["verdict"] == "unsupported"


DEADLY = "import os\n\nif os.getpid() != {}:\n    os.kill(os.getpid(), 9)\n"


def test_a_killed_suite_is_an_error_and_no_traceback(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, GOOD)
    bound = '[[subject]]\nname = "deadly"\n[subject.bind]\nsquare.call = "deadly.square(x)"\n'
    (project / "bindings.toml").write_text(bound, encoding="utf-8")
    (project / "deadly.py").write_text(DEADLY.format(os.getpid()), encoding="utf-8")
    (project / "pyproject.toml").write_text(SETTINGS + 'bindings = "bindings.toml"\n')
    assert main(["verify"]) == 2
    told = "error: [process-killed] the generated suite was killed (SIGKILL)"
    assert told in capsys.readouterr().err


def test_an_accepted_verdict_is_green_with_its_reason(project: Path) -> None:
    write(project, GOOD + "theorem odd (x : ℝ) : Real.cbrt x = x := by sorry\n")
    accepted = (
        '\n[[tool.lean-bridge.accepted]]\nname = "odd"\nverdict = "unsupported"\n'
        'reason = "no cube roots yet"\n'
    )
    (project / "pyproject.toml").write_text(SETTINGS + accepted, encoding="utf-8")
    assert main(["gen"]) == 0


def test_a_file_that_stands_alone_is_verified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Alone.lean").write_text(GOOD, encoding="utf-8")
    assert main(["verify", "Alone.lean", "--draws", "10"]) == 0


def test_what_cannot_be_read_in_a_file_that_stands_alone_costs_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = (
        "theorem unread (x : ℝ) : x + = x := rfl\n"
        "theorem untyped (x : ℝ) (v : Fin 2 → ℝ) : square v = x := by sorry\n"
        "variable (n : ⟦)\n"
        "theorem after (x : ℝ) : square x = x * x := by sorry\n"
    )
    (tmp_path / "Alone.lean").write_text(GOOD + wrong, encoding="utf-8")
    assert main(["verify", "Alone.lean", "--draws", "10", "--json", "out.json"]) == 1
    data = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert {r["name"]: r["verdict"] for r in data["results"]} == {
        "hasDerivAt_square": "pass",
        "square_neg": "holds",
        "unread": "error",
        "untyped": "error",
        "after": "holds",
    }
    assert len(data["problems"]) == 1
    out = capsys.readouterr().out
    assert re.search(r"Alone.lean:9:\d+: \[syntax\]", out)
    assert "not read: Alone.lean:11:" in out
    assert main(["gen", "Alone.lean"]) == 2  # what is written is held to more


def test_explain_shows_statement_meaning_code_and_verdict(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, GOOD)
    assert main(["explain", "hasDerivAt_square"]) == 0
    out = capsys.readouterr().out
    for part in ("specs/Spec.lean:6", "HasDerivAt", "def test_hasDerivAt_square", "holds"):
        assert part in out


def test_explain_of_an_unknown_name_is_an_error(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, GOOD)
    assert main(["explain", "nothing"]) == 2
    assert "[no-such-name]" in capsys.readouterr().err


def test_check_is_red_after_an_edit_of_meaning_and_green_after_one_of_layout(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, GOOD)
    assert main(["gen"]) == 0
    assert main(["check"]) == 0
    write(project, GOOD.replace("x * x", "x  *  x -- squared"))
    assert main(["check"]) == 0
    write(project, GOOD.replace("x * x", "x * x * 1"))
    capsys.readouterr()
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert "square" in out
    assert "hasDerivAt_square" in out


def test_check_is_red_after_a_hand_edit(project: Path) -> None:
    write(project, GOOD)
    assert main(["gen"]) == 0
    reference = project / "out/numpy_reference/spec.py"
    reference.write_text(reference.read_text(encoding="utf-8") + "\n# mine\n", encoding="utf-8")
    assert main(["check"]) == 1


def test_check_without_a_lock_is_an_error(project: Path) -> None:
    write(project, GOOD)
    assert main(["check"]) == 2


def test_the_specs_of_this_repository_are_in_sync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = SPECS.parent
    for name in ("lean_specs", "generated"):
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 0
