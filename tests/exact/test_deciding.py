"""Statements are decided: true ones for all inputs at small sizes, false ones by an input that the
evaluator confirms, contradictory hypotheses by a certificate.

The texts are `decisions/*.lean`: a theorem whose name ends in `_false` is false, in `_vacuous`
vacuous, and all others are true.
"""

from functools import cache
from pathlib import Path

import pytest

from bridge.elaborate import Constants
from bridge.exact.deciding import Decision, decide
from bridge.exact.evaluator import Evaluator
from bridge.exact.written import numerals
from bridge.project import read_project

FOLDER = Path(__file__).parent / "decisions"
ENDINGS = {"false": "false", "vacuous": "vacuous"}


@cache
def evaluator() -> Evaluator:
    project = read_project([FOLDER])
    assert not project.refused
    return Evaluator(Constants(project.declarations, project.notations, project.exports))


@cache
def names() -> tuple[str, ...]:
    declarations = evaluator().environment.declarations()
    return tuple(d.name for d in declarations if d.kind == "theorem")


def decided(name: str) -> Decision:
    theorem = evaluator().environment.definition(name)
    assert theorem is not None
    return decide(evaluator(), theorem, numerals(theorem.type, evaluator().environment))


def wanted(name: str) -> str:
    return ENDINGS.get(name.rpartition("_")[2], "true")


def test_there_are_many_of_each() -> None:
    verdicts = [wanted(name) for name in names()]
    assert verdicts.count("true") >= 70
    assert verdicts.count("false") >= 60
    assert verdicts.count("vacuous") >= 6


@pytest.mark.parametrize("name", names())
def test_a_statement_is_decided(name: str) -> None:
    found = decided(name)
    assert found.verdict == wanted(name), found
    assert found.verdict != "true" or found.met, found


@pytest.mark.parametrize("name", [n for n in names() if wanted(n) == "false"][::7])
def test_a_decision_is_the_same_each_time(name: str) -> None:
    assert decided(name) == decided(name)
