"""Every change of meaning is drift of the right class, and names the right declaration."""

from pathlib import Path

import pytest

from bridge.report.classes import CLASSES
from tests.sync.edits import BELOW, EDITS
from tests.sync.project import Edit, changes, drift_after

pytestmark = pytest.mark.filterwarnings("error")


def label(edit: Edit) -> str:
    return f"{edit.kind}: {edit.title}, {edit.name}"


def test_the_project_is_in_sync(project: Path) -> None:
    assert changes(project) == []


def test_the_edits_are_many() -> None:
    assert len(EDITS) >= 40


@pytest.mark.parametrize("edit", EDITS, ids=label)
def test_an_edit_is_reported_as_its_class_with_the_right_name(
    edit: Edit, project: Path, tmp_path: Path
) -> None:
    found = drift_after(project, tmp_path, edit.apply)
    assert (edit.kind, edit.name) in {(c.kind, c.name) for c in found}, found
    assert all(c.kind in CLASSES for c in found)


@pytest.mark.parametrize("edit", BELOW, ids=label)
def test_drift_stays_with_what_stands_on_the_change(
    edit: Edit, project: Path, tmp_path: Path
) -> None:
    """A theorem is named only if the definition that changed is in its closure."""
    found = drift_after(project, tmp_path, edit.apply)
    changed = {c.name for c in found if c.kind == "definition"}
    for change in found:
        if change.kind == "below":
            assert change.path[0] == change.name
            assert change.path[-1] in changed
            assert change.origin is not None
            assert change.origin.old != change.origin.new
