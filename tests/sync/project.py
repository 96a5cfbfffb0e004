"""A small project that is in sync, and edits of copies of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bridge import config, lock
from bridge.changes import Change
from bridge.commands.check import drift
from bridge.pipeline import build
from bridge.write import replace_tree

SPEC = Path(__file__).parent / "spec"


@dataclass(frozen=True)
class Edit:
    """`old` becomes `new` in one file; `kind` is the class of drift, `name` what it is about."""

    title: str
    file: str
    old: str
    new: str
    kind: str = ""
    name: str = ""

    def apply(self, root: Path) -> None:
        path = root / self.file
        text = path.read_text(encoding="utf-8")
        assert self.old in text, f"{self.title}: the text to change is not there"
        path.write_text(text.replace(self.old, self.new, 1), encoding="utf-8")


def generate(root: Path) -> None:
    """What `lean-bridge gen` does, in this process."""
    settings = config.load(root / "pyproject.toml", root)
    made = build(settings)
    ours = {*lock.listed(settings.lock_path), config.LOCK}
    replace_tree(settings.out_path, {**made.files, config.LOCK: made.lock.dump()}, ours)


def copy(base: Path, folder: Path) -> Path:
    root = folder / "project"
    shutil.copytree(base, root)
    return root


def changes(root: Path) -> list[Change]:
    """What `lean-bridge check` reports, in this process."""
    settings = config.load(root / "pyproject.toml", root)
    known = lock.load(settings.lock_path)
    assert known is not None
    return drift(settings, known, [])[0]


def drift_after(base: Path, folder: Path, edit: Callable[[Path], object]) -> list[Change]:
    """The drift of a copy of a project after an edit."""
    root = copy(base, folder)
    edit(root)
    return changes(root)
