"""The evaluator tests theorems: true ones hold on every draw, false ones get a counterexample."""

from functools import cache
from pathlib import Path

import pytest

from bridge.elaborate import Constants
from bridge.errors import SpecError
from bridge.exact import theorems as exact
from bridge.exact.evaluator import Evaluator
from bridge.project import Project, read_project
from tests.mutants import EQUIVALENT, MUTANTS, REFUSED, SPECS, Mutant

DRAWS = 200  # until a mutant fails
DRAWS_OF_SPECS = 60
DRAWS_OF_EQUIVALENT = 20


@cache
def specs() -> tuple[Project, Evaluator]:
    return load(SPECS)


def load(folder: Path) -> tuple[Project, Evaluator]:
    project = read_project([folder])
    constants = Constants(project.declarations, project.notations, project.exports)
    return project, Evaluator(constants)


def theorems() -> list[str]:
    return [d.name for d in specs()[0].declarations.values() if d.kind in ("theorem", "lemma")]


def result_of(evaluator: Evaluator, name: str, draws: int = DRAWS) -> exact.Examined:
    definition = evaluator.environment.definition(name)
    assert definition is not None
    return exact.examine(evaluator, definition, draws, name)


def test_the_family_is_complete() -> None:
    assert len(theorems()) >= 20
    assert len(MUTANTS) >= 45
    assert len(REFUSED) >= 8


@pytest.mark.parametrize("name", theorems())
def test_every_theorem_of_the_specs_holds_exactly(name: str) -> None:
    result = result_of(specs()[1], name, DRAWS_OF_SPECS)
    assert result.verdict == "holds"
    assert result.acceptance > 0.5


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda m: m.name)
def test_a_changed_statement_has_a_counterexample(mutant: Mutant, tmp_path: Path) -> None:
    _, evaluator = load(mutant.apply(tmp_path))
    for name in mutant.red:
        result = result_of(evaluator, f"LeanSpecs.{name}")
        assert result.verdict == "fails", f"{name} stays green"
        assert result.counterexample


@pytest.mark.parametrize("mutant", REFUSED, ids=lambda m: m.name)
def test_dimensions_that_do_not_fit_are_told(mutant: Mutant, tmp_path: Path) -> None:
    _, evaluator = load(mutant.apply(tmp_path))
    for name in mutant.red:
        with pytest.raises(SpecError) as told:
            result_of(evaluator, f"LeanSpecs.{name}")
        assert told.value.diagnostic.span is not None


@pytest.mark.parametrize("mutant", EQUIVALENT, ids=lambda m: m.name)
def test_another_way_to_say_the_same_stays_green(mutant: Mutant, tmp_path: Path) -> None:
    assert mutant.reason
    _, evaluator = load(mutant.apply(tmp_path))
    for name in mutant.red:
        assert result_of(evaluator, f"LeanSpecs.{name}", DRAWS_OF_EQUIVALENT).verdict == "holds"
