"""Reads a Lean text through the real reader and says what becomes of a theorem in it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from bridge.elaborate import Constants
from bridge.exact.evaluator import Evaluator
from bridge.exact.theorems import Examined, examine
from bridge.project import read_project

DRAWS = 40


def constants(folder: Path, text: str, restated: dict[str, str] | None = None) -> Constants:
    file = folder / "Spec.lean"
    file.write_text("import Mathlib\n\n" + dedent(text), encoding="utf-8")
    project = read_project([file], folder)
    assert not project.refused
    return Constants(project.declarations, project.notations, project.exports, restated)


def outcome(environment: Constants, name: str) -> Examined:
    definition = environment.definition(name)
    assert definition is not None
    return examine(Evaluator(environment), definition, DRAWS, name)
