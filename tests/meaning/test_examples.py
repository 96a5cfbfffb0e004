"""Every entry of the meaning table keeps its examples, evaluated exactly.

An example is a closed Lean proposition; the conventions of Lean and Mathlib at the edges of a
domain (`x / 0 = 0`, `log 0 = 0`, truncated subtraction …) are among them.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bridge.elaborate import Constants
from bridge.elaborate.declarations import elaborate_declaration
from bridge.exact.evaluator import Evaluator
from bridge.meaning import TABLE, Meaning
from bridge.syntax import parse_signature

CONSTANTS = Constants()
EVALUATOR = Evaluator(CONSTANTS)
EXAMPLES = [(m.name, e) for m in TABLE for e in m.examples]


def truth(proposition: str) -> bool | None:
    parsed = replace(parse_signature(f"example_ : {proposition}"), kind="theorem")
    *_, statement = elaborate_declaration(CONSTANTS, parsed)
    return EVALUATOR.decide(statement.type)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_of_the_table_is_true(name: str, example: str) -> None:
    assert truth(example) is True


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 250


@pytest.mark.parametrize("meaning", list(TABLE), ids=lambda m: m.name)
def test_every_entry_has_an_example(meaning: Meaning) -> None:
    assert meaning.examples


@pytest.mark.parametrize("meaning", list(TABLE), ids=lambda m: m.name)
def test_every_entry_elaborates(meaning: Meaning) -> None:
    definition = CONSTANTS.definition(meaning.name)
    assert definition is not None
    assert definition.name == meaning.name


@pytest.mark.parametrize(
    "false",
    ["(1 : ℝ) / 0 = 1", "Real.log 0 = 1", "(2 : ℕ) - 3 = 1", "fderiv ℝ (fun x : ℝ => |x|) 0 1 = 1"],
)
def test_a_false_proposition_is_false(false: str) -> None:
    assert truth(false) is False
