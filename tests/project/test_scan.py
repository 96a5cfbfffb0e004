"""`lean-bridge scan`: numbers that add up, refusals with a place, a baseline, a cache."""

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from bridge.cli import main
from bridge.project.project import Module
from bridge.scan import cache
from bridge.scan.outcome import Outcome
from bridge.scan.theorems import Judge

FILES = {
    "lakefile.toml": '[[lean_lib]]\nname = "Lib"\n',
    "Lib.lean": "import Lib.A\nimport Lib.B\nimport Lib.Missing\n",
    "Lib/A.lean": """\
def double (x : ℝ) : ℝ := 2 * x
theorem double_zero : double 0 = 0 := by simp [double]
theorem double_add (x y : ℝ) : double (x + y) = double x + double y := by
  unfold double; ring
theorem about_nothing : Foo.bar = Foo.bar := rfl
theorem unread (x : ℝ) : x + = x := rfl
def also_unread : ⟦ := 1
""",
    "Lib/B.lean": """\
import Lib.A
variable (n : ⟦)
lemma double_double (x : ℝ) : double (double x) = 4 * x := by
  unfold double; ring
""",
    "Elsewhere.lean": "theorem not_in_the_library : 1 = 1 := rfl\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return root


def scan(project: Path, *options: str) -> tuple[int, dict[str, Any]]:
    code = main(["scan", str(project), "--json", "out.json", "--jobs", "1", *options])
    found: dict[str, Any] = json.loads(Path("out.json").read_text(encoding="utf-8"))
    return code, found


def test_every_declaration_is_accounted_for_exactly_once(project: Path) -> None:
    code, found = scan(project)
    assert code == 0
    assert found["schema"] == 3
    assert found["files"] == 3
    assert found["declarations"] == {"seen": 7, "parsed": 5, "after_exit": 0}
    theorems = found["theorems"]
    assert (theorems["seen"], theorems["parsed"]) == (5, 4)
    assert theorems["claims"] + theorems["refused"] == theorems["seen"]
    assert theorems["claims"] <= theorems["elaborated"] <= theorems["parsed"]
    assert theorems["without_subject"] <= theorems["elaborated"] - theorems["claims"]
    assert sum(found["by_form"].values()) == theorems["claims"] == len(found["claims"])
    assert {"double_zero", "double_add", "double_double"} <= set(found["claims"])


def test_declarations_after_exit_are_told_and_are_not_among_those_seen(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "Lib/B.lean"
    after = "#exit\ntheorem c : 1 = 2 := rfl\n/-- d -/\nprivate def d := 1\n/- never closed\n"
    path.write_text(path.read_text(encoding="utf-8") + after, encoding="utf-8")
    _, found = scan(project)
    assert found["declarations"] == {"seen": 7, "parsed": 5, "after_exit": 2}
    assert "c" not in found["claims"]
    assert "2 more after `#exit`" in capsys.readouterr().out


def test_every_refusal_has_a_file_a_line_a_code_and_a_message(project: Path) -> None:
    _, found = scan(project)
    by_name = {r["name"]: r for r in found["refusals"] + found["unread"]}
    assert by_name["unread"]["line"] == 6
    assert by_name["unread"]["code"] == "syntax"
    assert by_name["about_nothing"]["code"] == "unknown-constant"
    assert by_name["also_unread"]["file"] == "Lib/A.lean"
    assert {r["code"] for r in found["problems"]} == {"syntax", "missing-import"}
    for refusal in by_name.values():
        assert refusal["file"].startswith("Lib")
        assert refusal["line"] > 0
        assert refusal["message"]


def test_what_is_printed_names_the_counts_and_reasons(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan(project)
    out = capsys.readouterr().out
    assert "5 of       7" in out
    assert "unknown-constant" in out
    assert "Lib/A.lean:5" in out


def test_a_lost_claim_is_red_with_its_reason(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan(project)
    Path("out.json").rename("base.json")
    assert scan(project, "--baseline", "base.json")[0] == 0
    file = project / "Lib" / "A.lean"
    text = file.read_text(encoding="utf-8")
    text = text.replace("double 0 = 0", "double Foo.zero = 0").replace("double_add", "renamed")
    file.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert scan(project, "--baseline", "base.json")[0] == 1
    out = capsys.readouterr().out
    assert "double_zero: Lib/A.lean:2: [unknown-constant]" in out
    assert "double_add: is no longer declared" in out


def test_a_baseline_that_is_none_is_an_error(project: Path) -> None:
    Path("bad.json").write_text("[]", encoding="utf-8")
    assert main(["scan", str(project), "--baseline", "bad.json"]) == 2
    assert main(["scan", str(project), "--baseline", "absent.json"]) == 2


def test_several_processes_find_what_one_does(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, alone = scan(project)
    for entry in Path(".lean-bridge/scan").glob("*.json"):
        entry.unlink()
    monkeypatch.setattr("bridge.scan.parallel.CHUNK", 1)
    main(["scan", str(project), "--json", "two.json", "--jobs", "2"])
    assert json.loads(Path("two.json").read_text(encoding="utf-8")) == alone


def test_a_killed_process_ends_the_scan_with_the_file_that_was_being_judged(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    judge_module, here = Judge.module, os.getpid()

    def killed_at_b(judge: Judge, module: Module) -> Outcome:
        if module.path == "Lib/B.lean":
            assert os.getpid() != here
            os.kill(os.getpid(), signal.SIGKILL)
        return judge_module(judge, module)

    monkeypatch.setattr("bridge.scan.parallel.CHUNK", 1)
    monkeypatch.setattr(Judge, "module", killed_at_b)
    signal.alarm(120)  # a scan that waits for ever ends this process
    try:
        assert main(["scan", str(project), "--json", "out.json", "--jobs", "2"]) == 2
    finally:
        signal.alarm(0)
    err = capsys.readouterr().err
    assert "error: [process-killed] a process of the scan was killed" in err
    assert "note: Lib/B.lean was being judged" in err
    assert "hint: `--jobs 1`" in err
    assert not Path("out.json").exists()
    assert not list(Path(".lean-bridge").rglob("*.json"))


def test_an_unchanged_project_is_not_read_again_and_a_damaged_cache_is_rebuilt(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, first = scan(project)
    (entry,) = Path(".lean-bridge/scan").glob("*.json")

    def fail(*args: object, **options: object) -> None:
        raise AssertionError("read again")

    with monkeypatch.context() as patched:
        patched.setattr("bridge.project.read_project", fail)
        assert scan(project)[1] == first
    for damage in ("", "{", "[]", '{"files": 1, "outcomes": [{"seen": 3}]}'):
        entry.write_text(damage, encoding="utf-8")
        assert scan(project)[1] == first


def test_a_changed_file_or_tool_is_another_key(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted(project.rglob("*.lean"))
    key = cache.key_of(files, project, "")
    monkeypatch.setattr(cache, "tool_digest", lambda: "another tool")
    assert cache.key_of(files, project, "") != key
    monkeypatch.undo()
    (project / "Lib" / "B.lean").write_text("-- changed\n", encoding="utf-8")
    assert cache.key_of(files, project, "") != key


def test_reading_only_counts_no_claims(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, found = scan(project, "--parse-only")
    assert found["theorems"]["parsed"] == 4
    assert found["theorems"]["claims"] == 0
    assert "claims" not in capsys.readouterr().out


def test_an_inductive_type_that_cannot_be_read_costs_no_theorem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "import Mathlib\ninductive T where\n  | a (h : ∀ x, x ∈ , y)\n"
    (tmp_path / "A.lean").write_text(f"{text}theorem t (x : ℝ) : x = x := rfl\n", encoding="utf-8")
    _, found = scan(tmp_path)
    assert found["claims"] == ["t"]
    assert [r["name"] for r in found["unread"]] == ["T"]


def test_a_name_of_a_file_that_is_not_imported_means_nothing(project: Path) -> None:
    files = {
        "Lib.lean": "import Lib.A\nimport Lib.B\nimport Lib.C\nimport Lib.D\n",
        "Lib/A.lean": "def scale (x : ℝ) : ℝ := 3 * x\n",
        "Lib/B.lean": "theorem blind (x : ℝ) : scale x = 3 * x := rfl\n",
        "Lib/C.lean": "import Lib.A\ntheorem sees (x : ℝ) : scale x = 3 * x := rfl\n",
        "Lib/D.lean": "import Lib.C\ntheorem sees_too (x : ℝ) : scale x = 3 * x := rfl\n",
    }
    for name, text in files.items():
        (project / name).write_text(text, encoding="utf-8")
    _, found = scan(project)
    assert found["claims"] == ["sees", "sees_too"]
    assert [(r["name"], r["code"]) for r in found["refusals"]] == [("blind", "unknown-constant")]
