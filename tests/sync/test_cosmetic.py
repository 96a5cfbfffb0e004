"""What changes nothing in what a project says is no drift."""

from pathlib import Path

import pytest

from tests.sync.cosmetic import COSMETIC
from tests.sync.project import Edit, changes, copy, drift_after


def test_the_edits_are_many() -> None:
    assert len({e.title for e in COSMETIC}) >= 40


@pytest.mark.parametrize("edit", COSMETIC, ids=lambda e: f"{e.title}, {e.file}")
def test_a_cosmetic_edit_is_no_drift(edit: Edit, project: Path, tmp_path: Path) -> None:
    assert drift_after(project, tmp_path, edit.apply) == []


def test_windows_line_endings_are_no_drift(project: Path, tmp_path: Path) -> None:
    root = copy(project, tmp_path)
    for path in [*root.rglob("*.lean"), *root.rglob("*.py"), *root.rglob("*.toml")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert changes(root) == []


def test_most_cosmetic_edits_together_are_no_drift(project: Path, tmp_path: Path) -> None:
    root = copy(project, tmp_path)
    applied = 0
    for edit in COSMETIC:
        if edit.old in (root / edit.file).read_text(encoding="utf-8"):
            edit.apply(root)
            applied += 1
    assert applied > len(COSMETIC) // 2
    assert changes(root) == []
