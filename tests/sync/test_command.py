"""The command as CI runs it: quick where nothing changed, red where something did, repeatable."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from bridge.digests import digest_files, files_below
from tests.sync.project import Edit, copy, generate

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "sync"
CLAIMS = "Spec/Claims.lean"
HEAVY = (
    "lark", "jinja2", "numpy", "torch", "flint", "rich", "argparse", "dataclasses", "inspect",
    "hashlib", "pathlib", "json", "tomllib", "re", "typing", "importlib.metadata",
    "bridge.errors", "bridge.pipeline",
)  # fmt: skip


def bridge(
    root: Path, *words: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    command = [sys.executable, "-m", "bridge", *words]
    return subprocess.run(
        command, cwd=root, env=variables, capture_output=True, text=True, check=False
    )


def imported(root: Path, *words: str) -> set[str]:
    """The modules that a command has imported, beyond those of every start."""
    code = (
        "import sys; before = set(sys.modules); sys.argv[1:] = %r\n"
        "from bridge.__main__ import main; main(); print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code % (list(words),)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split())


def test_a_check_without_a_change_imports_nothing_heavy(project: Path) -> None:
    found = imported(project, "check")
    assert "bridge.quick" in found
    assert not found & set(HEAVY)


def test_the_entry_point_is_the_quick_one() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'lean-bridge = "bridge.__main__:main"' in text
    tree = ast.parse((ROOT / "bridge" / "__main__.py").read_text(encoding="utf-8"))
    modules = {n.module for n in tree.body if isinstance(n, ast.ImportFrom)}
    assert modules == {"__future__"}


def test_a_change_that_undoes_itself_is_quick_again(project: Path, tmp_path: Path) -> None:
    root = copy(project, tmp_path)
    edit = Edit("", CLAIMS, "shift x 0 = double x", "shift x 1 = double x")
    edit.apply(root)
    Edit("", CLAIMS, edit.new, edit.old).apply(root)
    assert "bridge.pipeline" not in imported(root, "check")


def test_ci_sees_a_mutated_theorem(project: Path, tmp_path: Path) -> None:
    root = copy(project, tmp_path)
    green = bridge(root, "check")
    assert (green.returncode, green.stderr) == (0, "")
    Edit("", CLAIMS, "c ^ 2 * energy v", "c ^ 3 * energy v").apply(root)
    red = bridge(root, "check")
    assert red.returncode == 1
    assert re.search(r"Spec/Claims\.lean:\d+: Spec\.energy_smul: the statement changed", red.stdout)
    assert "Traceback" not in red.stderr


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (CLAIMS, "theorem t (x : ℝ) : x = := by\n"),
        ("pyproject.toml", "[tool.lean-bridge]\nspecs = 3\n"),
        ("pyproject.toml", "[tool.lean-bridge\n"),
        ("bindings.toml", "[[subject]]\n"),
        ("generated/bridge.lock", "{"),
    ],
)
def test_what_cannot_be_read_is_red_with_a_reason(
    file: str, text: str, project: Path, tmp_path: Path
) -> None:
    root = copy(project, tmp_path)
    (root / file).write_text(text, encoding="utf-8")
    done = bridge(root, "check")
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr


def test_the_sample_project_is_in_sync_and_its_guard_is_awake() -> None:
    done = subprocess.run(
        [EXAMPLE / "ci.sh"],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "LEAN_BRIDGE": f"{sys.executable} -m bridge",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("in sync: 3 theorems")
    assert done.stdout.endswith("the guard is awake\n")


def test_the_sample_project_uses_the_action_and_the_hook() -> None:
    workflow = (EXAMPLE / ".github/workflows/sync.yml").read_text(encoding="utf-8")
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    action = (ROOT / "action.yml").read_text(encoding="utf-8")
    used = re.search(r"- id: (\S+)", (EXAMPLE / ".pre-commit-config.yaml").read_text())
    assert used
    assert f"- id: {used[1]}\n" in hooks
    for given in re.findall(r"^          (\w+): ", workflow, re.MULTILINE):
        assert given in ("python-version", "sarif_file") or f"\n  {given}:\n" in action
    assert "using: composite" in action


# -- the same output in every run -----------------------------------------------------------------


def outputs(root: Path) -> dict[str, str]:
    out = str(root / "generated")
    return digest_files(out, files_below(out))


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "Asia/Kathmandu", "COLUMNS": "40"},
    ],
    ids=["C", "UTF-8"],
)
def test_output_depends_on_nothing_around_it(
    environment: dict[str, str], project: Path, tmp_path: Path
) -> None:
    root = copy(project, tmp_path)
    shutil.rmtree(root / "generated")
    done = bridge(root, "gen", environment=environment)
    assert "Traceback" not in done.stderr
    assert outputs(root) == outputs(project)


def test_output_does_not_depend_on_the_order_of_files(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folders list their files in any order; here in the opposite one."""
    root = copy(project, tmp_path)
    shutil.rmtree(root / "generated")
    real = Path.rglob

    def rglob(path: Path, pattern: str) -> list[Path]:
        return sorted(real(path, pattern), reverse=True)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rglob", rglob)
        patch.setattr(Path, "iterdir", lambda p: iter(sorted(p.glob("*"), reverse=True)))
        generate(root)
    assert outputs(root) == outputs(project)


def test_two_runs_write_the_same_bytes(project: Path, tmp_path: Path) -> None:
    root = copy(project, tmp_path)
    shutil.rmtree(root / "generated")
    generate(root)
    ours, theirs = root / "generated", project / "generated"
    for path in files_below(str(theirs)):
        assert (ours / path).read_bytes() == (theirs / path).read_bytes(), path


def test_no_machine_path_stands_in_the_output(project: Path) -> None:
    for path in files_below(str(project / "generated")):
        text = (project / "generated" / path).read_text(encoding="utf-8")
        assert str(project) not in text
        assert str(ROOT) not in text


def test_the_lock_lists_every_file_that_was_written(project: Path) -> None:
    lock = json.loads((project / "generated/bridge.lock").read_text(encoding="utf-8"))
    assert {*lock["outputs"], "bridge.lock"} == set(files_below(str(project / "generated")))
