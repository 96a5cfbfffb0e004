"""Drift that is not in the text of a declaration: files, settings, tool, locks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bridge import config, lock, record
from bridge.changes import Change
from bridge.commands import check, generate
from bridge.drift import compare
from bridge.errors import SpecError
from bridge.meaning import TABLE
from bridge.pipeline import build
from tests.sync.project import Edit, changes, copy, drift_after
from tests.sync.project import generate as regenerate

CLAIMS, BASIC = "Spec/Claims.lean", "Spec/Basic.lean"
DOUBLE = Edit("a factor", BASIC, "ℝ := 2 * x", "ℝ := 3 * x")


def kinds(found: list[Change]) -> set[tuple[str, str]]:
    return {(c.kind, c.name) for c in found}


def edit_lock(root: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    path = root / "generated" / "bridge.lock"
    data = json.loads(path.read_text(encoding="utf-8"))
    edit(data)
    path.write_text(json.dumps(data), encoding="utf-8")


# -- generated files ----------------------------------------------------------------------------


def test_a_missing_generated_file_is_drift(project: Path, tmp_path: Path) -> None:
    found = drift_after(
        project, tmp_path, lambda r: (r / "generated/tests/test_claims.py").unlink()
    )
    assert kinds(found) == {("missing", "tests/test_claims.py")}


def test_a_generated_file_edited_by_hand_is_drift(project: Path, tmp_path: Path) -> None:
    def weaken(root: Path) -> None:
        path = root / "generated/numpy_reference/basic.py"
        path.write_text(path.read_text(encoding="utf-8") + "\n# easier\n", encoding="utf-8")

    assert kinds(drift_after(project, tmp_path, weaken)) == {("edited", "numpy_reference/basic.py")}


def test_a_file_that_nobody_generated_is_drift(project: Path, tmp_path: Path) -> None:
    found = drift_after(
        project, tmp_path, lambda r: (r / "generated/tests/conftest.py").write_text("x = 1\n")
    )
    assert kinds(found) == {("extra", "tests/conftest.py")}


def test_caches_are_no_drift(project: Path, tmp_path: Path) -> None:
    def cache(root: Path) -> None:
        folder = root / "generated/tests/__pycache__"
        folder.mkdir()
        (folder / "test_claims.cpython-311.pyc").write_bytes(b"x")

    assert drift_after(project, tmp_path, cache) == []


def test_a_removed_lean_file_is_drift_of_each_of_its_declarations(
    project: Path, tmp_path: Path
) -> None:
    found = drift_after(project, tmp_path, lambda r: (r / CLAIMS).unlink())
    removed = {c.name for c in found if c.kind == "removed"}
    assert {"Spec.double_add", "Spec.bump_even", "Spec.run_zero"} <= removed


def test_a_declaration_in_another_file_has_moved(project: Path, tmp_path: Path) -> None:
    text = "theorem above_pos (x : ℝ) : 0 < above x := by\n  unfold above; positivity\n"

    def move(root: Path) -> None:
        Edit("", CLAIMS, text, "").apply(root)
        Edit("", BASIC, "/-- A scale and", f"{text}\n/-- A scale and").apply(root)

    assert ("moved", "Spec.above_pos") in kinds(drift_after(project, tmp_path, move))


# -- meanings, settings, tool -------------------------------------------------------------------


def test_a_changed_meaning_is_drift_of_what_uses_it(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = replace(TABLE._entries["Real.exp"], domain="0 < x")
    monkeypatch.setitem(TABLE._entries, "Real.exp", changed)
    (change,) = [c for c in changes(copy(project, tmp_path)) if c.kind == "meaning"]
    assert change.name == "Spec.bump_even"
    assert change.path == ("Spec.bump_even", "Spec.bump", "Real.exp")


def test_another_tool_that_reads_the_same_text_differently_is_a_class_of_its_own(
    project: Path, tmp_path: Path
) -> None:
    def older(data: dict[str, Any]) -> None:
        data["tool"] = "0.0.1 sha256:0000"
        data["outputs"]["numpy_reference/basic.py"] = "sha256:0000"
        data["declarations"]["Spec.bump"]["own"] = "sha256:1111"
        data["declarations"]["Spec.bump"]["closure"] = "sha256:1111"

    root = copy(project, tmp_path)
    edit_lock(root, older)
    found = changes(root)
    told = [c for c in found if c.kind == "tool"]
    assert {c.name for c in told} >= {"Spec.bump"}
    assert all("0.0.1 sha256:0000" in c.message for c in told)


def test_another_tool_with_other_output_says_which_files(project: Path, tmp_path: Path) -> None:
    def older(data: dict[str, Any]) -> None:
        data["tool"] = "0.0.1 sha256:0000"
        data["outputs"]["numpy_reference/basic.py"] = "sha256:0000"

    root = copy(project, tmp_path)
    edit_lock(root, older)
    (change,) = [c for c in changes(root) if c.kind == "tool"]
    assert change.affected == ("numpy_reference/basic.py",)


def test_another_tool_with_the_same_output_is_no_drift(project: Path, tmp_path: Path) -> None:
    root = copy(project, tmp_path)
    edit_lock(root, lambda data: data.update(tool="0.0.1 sha256:0000"))
    assert changes(root) == []


def test_a_meaning_file_that_changed_is_drift(project: Path, tmp_path: Path) -> None:
    root = copy(project, tmp_path)
    Edit(
        "", "pyproject.toml", "[tool.lean-bridge]", '[tool.lean-bridge]\nmeanings = ["own.toml"]'
    ).apply(root)
    (root / "own.toml").write_text("restated = {}\n")
    regenerate(root)
    (root / "own.toml").write_text("# nothing yet\nrestated = {}\n")
    assert changes(root) == []
    square = '"Spec.energy" = "energy {n : ℕ} (v : Vec n) : ℝ := ∑ i, v i ^ 2"'
    (root / "own.toml").write_text(f"[restated]\n{square}\n")
    assert ("meaning-file", "Spec.energy") in kinds(changes(root))


def test_a_theorem_that_becomes_false_says_so(project: Path, tmp_path: Path) -> None:
    edit = Edit("", CLAIMS, "shift x 0 = double x", "shift x 0 = double x + x")
    (change,) = drift_after(project, tmp_path, edit.apply)
    assert (change.kind, change.name) == ("statement", "Spec.shift_zero")
    assert "it is false in exact arithmetic (was `holds`)" in change.message


def test_another_verdict_of_the_evaluator_is_a_class_of_its_own(
    project: Path, tmp_path: Path
) -> None:
    root = copy(project, tmp_path)
    edit_lock(root, lambda data: data.update(tool="0.0.1 sha256:0000"))
    edit_lock(root, lambda d: d["declarations"]["Spec.bump_even"].update(exact="fail"))
    Edit("", CLAIMS, "open Other", "-- a comment\nopen Other").apply(root)
    assert kinds(changes(root)) == {("exact", "Spec.bump_even")}


def test_a_check_of_another_form_is_a_class_of_its_own(project: Path, tmp_path: Path) -> None:
    root = copy(project, tmp_path)
    edit_lock(root, lambda d: d["declarations"]["Spec.bump_even"].update(form="proposition"))
    Edit("", CLAIMS, "open Other", "-- a comment\nopen Other").apply(root)
    assert kinds(changes(root)) == {("form", "Spec.bump_even")}


def test_what_a_check_takes_over_from_the_lock_is_what_a_build_finds(project: Path) -> None:
    settings = config.load(project / "pyproject.toml", project)
    known = lock.load(settings.lock_path)
    assert build(settings).lock == build(settings, known=known).lock == known


# -- anonymous instances, circles, order --------------------------------------------------------


def test_an_instance_without_a_name_is_known_by_what_it_says(tmp_path: Path) -> None:
    text = (
        "import Mathlib\n\nclass Scale (α : Type) where\n  factor : ℝ\n\n"
        "noncomputable instance : Scale ℝ where\n  factor := 2\n\n"
        "noncomputable instance : Scale ℕ where\n  factor := 3\n"
    )
    first = names_of(tmp_path / "a", text)
    first_one, second_one = instances(text)
    head = text.partition("noncomputable")[0]
    swapped = f"{head}{second_one}\n\n{first_one}\n"
    assert swapped != text
    assert names_of(tmp_path / "b", swapped) == first


def instances(text: str) -> list[str]:
    return [f"noncomputable{part.rstrip()}" for part in text.split("noncomputable")[1:]]


def names_of(folder: Path, text: str) -> list[str]:
    folder.mkdir()
    (folder / "Spec.lean").write_text(text, encoding="utf-8")
    return sorted(build(config.Settings(folder, specs="Spec.lean")).lock.declarations)


def test_a_rename_is_recognised_although_something_below_changed(
    project: Path, tmp_path: Path
) -> None:
    root = copy(project, tmp_path)
    DOUBLE.apply(root)
    Edit("", CLAIMS, "theorem double_add", "theorem double_sum").apply(root)
    found = {(c.kind, c.name) for c in changes(root)}
    assert ("renamed", "Spec.double_add") in found
    assert ("below", "Spec.double_sum") in found
    assert not {k for k, _ in found} & {"removed", "added"}


def test_renaming_a_definition_everywhere_is_one_rename(project: Path, tmp_path: Path) -> None:
    root = copy(project, tmp_path)
    for path in (root / BASIC, root / CLAIMS, root / "bindings.toml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\bdouble\b", "twice", text), encoding="utf-8")
    found = [c for c in changes(root) if c.kind != "bindings"]
    assert kinds(found) == {("renamed", "Spec.double")}


# -- the lock -----------------------------------------------------------------------------------


def refused(root: Path) -> SpecError:
    with pytest.raises(SpecError) as caught:
        check.run(root / "pyproject.toml", [], "text")
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"version": 2}',
        "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> x\n",
        "\0",
        '"x"',
        "[" * 100_000,
    ],
)
def test_a_lock_that_cannot_be_read_is_refused(text: str, project: Path, tmp_path: Path) -> None:
    root = copy(project, tmp_path)
    (root / "generated/bridge.lock").write_text(text, encoding="utf-8")
    error = refused(root)
    assert error.diagnostic.code in ("bad-lock", "lock-version")
    assert "bridge.lock" in str(error)


def test_an_older_lock_is_refused_and_gen_replaces_it(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy(project, tmp_path)
    edit_lock(root, lambda data: data.update(version=1))
    error = refused(root)
    assert error.diagnostic.code == "lock-version"
    assert error.diagnostic.hint == "run `lean-bridge gen` and read the diff"
    generate.run(root / "pyproject.toml", [])
    assert changes(root) == []


def test_gen_resolves_a_merge_conflict_in_the_lock(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy(project, tmp_path)
    path = root / "generated/bridge.lock"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n", encoding="utf-8")
    (root / "generated/tests/test_claims.py").write_text("# theirs\n", encoding="utf-8")
    assert refused(root).diagnostic.code == "bad-lock"
    generate.run(root / "pyproject.toml", [])
    assert path.read_text(encoding="utf-8") == text
    assert changes(root) == []


def test_a_newer_lock_is_refused(project: Path, tmp_path: Path) -> None:
    root = copy(project, tmp_path)
    edit_lock(root, lambda data: data.update(version=99))
    assert refused(root).diagnostic.hint == "use the newer lean-bridge that wrote it"


def test_a_missing_lock_is_refused(project: Path, tmp_path: Path) -> None:
    root = copy(project, tmp_path)
    (root / "generated/bridge.lock").unlink()
    assert refused(root).diagnostic.code == "no-lock"


def test_a_lean_file_that_cannot_be_read_is_refused(project: Path, tmp_path: Path) -> None:
    root = copy(project, tmp_path)
    (root / CLAIMS).write_bytes(b"theorem t : \xff\n")
    assert refused(root).diagnostic.code == "not-utf8"


def test_a_changed_lock_is_drift(project: Path, tmp_path: Path) -> None:
    root = copy(project, tmp_path)
    edit_lock(root, lambda d: d["declarations"]["Spec.bump_even"].update(closure="sha256:00"))
    assert ("tool", "Spec.bump_even") in kinds(changes(root))


def test_comparing_a_lock_with_itself_is_no_drift(project: Path) -> None:
    known = lock.load(project / "generated/bridge.lock")
    assert known is not None
    assert compare(known, known, {**known.outputs, "bridge.lock": ""}) == []


# -- paths through definitions, gen --diff --------------------------------------------------------


def test_the_path_leads_to_the_definition_that_changed(project: Path, tmp_path: Path) -> None:
    edit = Edit("", BASIC, "∑ i, v i * v i", "∑ i, v i")
    found = drift_after(project, tmp_path, edit.apply)
    (change,) = [c for c in found if c.name == "Spec.energy_nonneg" and c.kind == "below"]
    assert change.path == ("Spec.energy_nonneg", "Spec.half_energy", "Spec.energy")
    assert change.origin is not None
    assert change.origin.old.endswith("∑ i, v i * v i")
    assert change.origin.new.endswith("∑ i, v i")
    assert (change.file, change.origin.file) == (CLAIMS, BASIC)
    lines = (project / CLAIMS).read_text(encoding="utf-8").splitlines()
    assert lines[change.line - 1].startswith("theorem energy_nonneg")
    assert "generated/tests/test_claims.py" in change.affected
    assert "generated/numpy_reference/basic.py" in change.affected


def test_gen_diff_shows_what_would_change_and_writes_nothing(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy(project, tmp_path)
    DOUBLE.apply(root)
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    generate.run(root / "pyproject.toml", [], diff=True)
    shown = capsys.readouterr().out
    assert "-    return 2 * x" in shown
    assert "+    return 3 * x" in shown
    assert {p: p.read_bytes() for p in root.rglob("*") if p.is_file()} == before


def test_a_digest_of_a_meaning_says_the_same_in_every_run(project: Path) -> None:
    known = lock.load(project / "generated/bridge.lock")
    assert known is not None
    settings = config.load(project / "pyproject.toml", project)
    from bridge.pipeline import elaborate

    meanings = record.Meanings(elaborate(settings).environment)
    assert {m: meanings.digest(m) for m in known.meanings} == known.meanings
