"""A test of several conjuncts: each is checked on its own, in the cases that are about it, and one
that is red is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bridge.runtime import Check, CheckFailed, Subject, settings
from bridge.runtime.claims import claim
from bridge.runtime.records import RECORDER, Record, collected
from tests.runtime.checking import FILE, cases, of_subject
from tests.runtime.mini.claims import test_last_layer as last_layer
from tests.runtime.mini.mutants import BIAS_DOUBLED, BOTH_DOUBLED, RIGHT, WEIGHTS_DOUBLED
from tests.runtime.mini.subjects import LOWERED

WEIGHTS, BIAS, LOSS = "HasFDerivAt … W2", "VJP[…, b2] δ = δ", "mse t t = 0"


@pytest.fixture(autouse=True)
def scripts(tmp_path: Path) -> Iterator[Path]:
    before = settings.current()
    settings.use(settings.Settings(scripts=tmp_path))
    yield tmp_path
    settings.use(before)


def told(case: Any) -> tuple[list[Record], str]:
    """All records of a case, and what it said if it failed."""
    RECORDER.take()
    text = ""
    try:
        claim(case.name, file=case.file)(case.test)(case)
    except CheckFailed as failure:
        text = str(failure)
    except pytest.skip.Exception as skipped:
        text = f"skipped: {skipped.msg}"
    return RECORDER.take(), text


def verdicts(records: list[Record]) -> dict[str, str]:
    return {r.lines[0].conjunct: r.verdict for r in records}


@pytest.mark.parametrize(
    ("subject", "wrong"),
    [
        (WEIGHTS_DOUBLED, {WEIGHTS}),
        (BIAS_DOUBLED, {BIAS}),
        (BOTH_DOUBLED, {WEIGHTS, BIAS}),
        (RIGHT, set()),
    ],
    ids=lambda given: getattr(given, "name", None),
)
def test_a_fault_in_each_conjunct_is_caught_and_named(
    subject: Subject, wrong: set[str], scripts: Path
) -> None:
    records, text = told(of_subject(last_layer, subject, "reverse"))
    assert {c for c, verdict in verdicts(records).items() if verdict == "fail"} == wrong
    assert set(re.findall(r"\n  conjunct  (.*)\n", text)) == wrong
    heads = [path.read_text("utf-8") for path in scripts.iterdir()]
    assert {re.search(r"# conjunct: (.*)\n", head)[1] for head in heads} == wrong
    assert len(heads) == len(wrong)


def test_a_subject_is_asked_for_its_own_conjuncts_and_the_references_for_theirs() -> None:
    with_subject, _ = told(of_subject(last_layer, LOWERED, "forward"))
    (without,) = (c for c in last_layer.lean_cases if c.subject is None)
    reference, _ = told(without)
    assert verdicts(with_subject) == {WEIGHTS: "pass", BIAS: "pass"}
    assert verdicts(reference) == {LOSS: "holds"}
    assert [r.part for r in (*with_subject, *reference)] == [0, 1, 2]
    (result,) = collected(r.as_json() for r in (*with_subject, *reference))
    assert (result.verdict, result.form) == ("pass", "conjunction")
    assert result.draws == sum(line.draws for r in (*with_subject, *reference) for line in r.lines)
    assert result.subject_names == ["lowered", "reference"]


def test_a_mode_that_no_conjunct_has_is_skipped() -> None:
    records, text = told(of_subject(last_layer, RIGHT, "forward"))
    assert {r.verdict for r in records} == {"unsupported"}
    assert text.startswith("skipped")


def test_a_check_that_decides_nothing_hides_no_failure() -> None:
    def both(check: Check) -> None:
        check.draw(x="")
        check.conjunct("first")
        check.holds(lambda s: s.x / 3 * 3 > s.x)
        check.conjunct("second")
        check.identity(lambda s: s.x + 1, lambda s: s.x)

    records, text = told(cases(both)[0])
    assert [r.verdict for r in records] == ["undecided", "fail"]
    assert "first: undecided" in text
    assert "  conjunct  second\n" in text
    (result,) = collected(r.as_json() for r in records)
    assert result.verdict == "fail"


def test_a_claim_whose_subjects_are_missing_is_no_pass() -> None:
    (without,) = (c for c in last_layer.lean_cases if c.subject is None)
    with pytest.raises(CheckFailed, match="has none"):
        claim(without.name, file=FILE)(without.test)(replace(without, mixed=False))
