"""Hypotheses: counted rejection, constructions where that is hopeless, and vacuity told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from bridge.runtime import Check, Sample
from bridge.runtime.constructions import SINGLES, SWEEPS, TRIES, Search
from bridge.runtime.hypotheses import Hypothesis, judge
from bridge.runtime.records import Record
from bridge.runtime.samples import Batch
from bridge.runtime.tracked import FLOAT64
from bridge.runtime.variables import parse_variable
from tests.runtime.checking import cases, run
from tests.runtime.mini.subjects import LOWERED


def about_relu(assumption: Callable[[Sample], Any], **shapes: str) -> Callable[[Check], None]:
    """relu x = x, under the given hypothesis."""

    def relu_is_identity(check: Check) -> None:
        check.draw(**shapes)
        check.assume("the hypothesis", assumption)
        check.equal(lambda s, py: py.relu(s.x), lambda s: s.x)

    return relu_is_identity


def result(test: Callable[[Check], None]) -> tuple[Record, str]:
    (first, *_) = cases(test, [LOWERED], derivative=False)
    return run(first)


def test_acceptance_is_counted() -> None:
    record, told = result(about_relu(lambda s: s.x >= 0, x=""))
    assert (record.verdict, told) == ("pass", "")
    assert 0.3 < record.lines[0].acceptance < 0.8


def test_rare_hypotheses_are_met_by_construction_and_that_is_told() -> None:
    record, told = result(about_relu(lambda s: s.x > 0, x="n m"))
    assert (record.verdict, told) == ("pass", "")
    assert any(note.startswith("constructed: ") for note in record.notes)


@pytest.mark.parametrize(
    "assumption",
    [
        lambda s: s.x == 0,
        lambda s: np.abs(s.x) == s.x,
        lambda s: s.x == s.y,
        lambda s: (np.sum(s.x) == 1) & np.all(s.x > 0) & (np.sum(s.y) == 1) & np.all(s.y > 0),
        lambda s: (np.sqrt(np.sum(s.x**2)) == 1) & (np.sqrt(np.sum(s.y**2)) == 1),
    ],
    ids=["x = 0", "|x| = x", "x = y", "weights", "unit vectors"],
)
def test_equations_are_met_by_construction(assumption: Callable[[Sample], Any]) -> None:
    def claim(check: Check) -> None:
        check.draw(x="n", y="n")
        check.assume("…", assumption)
        check.equal(lambda s, py: py.relu(s.x) - py.relu(s.x), lambda s: s.x - s.x)

    record, told = result(claim)
    assert (record.verdict, told) == ("pass", "")


INTERVALS = tuple(f"{name}{end}" for name in "abc" for end in ("_lo", "_hi", ""))


def _between(low: str, name: str, high: str) -> Callable[[Sample], Any]:
    return lambda s: (getattr(s, low) < getattr(s, name)) & (getattr(s, name) < getattr(s, high))


def test_many_hypotheses_are_met_one_after_another() -> None:
    """Three numbers, each in an interval of its own: one draw in 216 without a construction."""

    def claim(check: Check) -> None:
        check.draw(**dict.fromkeys(INTERVALS, ""))
        for name in "abc":
            low, high = f"{name}_lo", f"{name}_hi"
            check.assume(f"{low} < {name} < {high}", _between(low, name, high))
        check.equal(lambda s, py: s.a - s.a, lambda s: s.b - s.b)

    record, told = result(claim)
    assert (record.verdict, told) == ("pass", "")
    assert any("a_lo ≤ a" in note for note in record.notes)


def test_the_search_for_a_construction_ends_when_nothing_helps() -> None:
    variables = tuple(parse_variable(f"x{k}", "") for k in range(40))
    batch = Batch(variables, {}, {v.name: np.ones(2) for v in variables}, {}, 2)
    search, judged = Search(), 0

    def never(_: Batch) -> tuple[float, float]:
        nonlocal judged
        judged += 1
        return 0.0, 0.0

    for _ in range(100):
        assert search.construction(batch, never) is None
    assert judged <= TRIES + (SWEEPS + 1) * SINGLES


def test_a_hypothesis_that_no_draw_satisfies_is_undecided_and_not_green() -> None:
    record, told = result(about_relu(lambda s: s.x != s.x, x=""))
    assert record.verdict == "undecided"
    assert "none of" in record.reason
    assert "no input was found" in told


def test_a_sample_is_accepted_only_if_the_hypothesis_is_certain() -> None:
    """0.1 + 0.2 - 0.3 is 5.6e-17 in float64: near enough to 0 that its sign says nothing."""
    batch = Batch((parse_variable("x", "n"),), {"n": 3}, {"x": np.array([[0.1, 0.2, 0.3]])}, {}, 1)
    hypothesis = Hypothesis("x₀ + x₁ - x₂ ≠ 0", lambda s: s.x[0] + s.x[1] - s.x[2] != 0)
    judged = judge((hypothesis,), batch, FLOAT64)
    assert not judged.accepted.any()


def test_only_a_failed_inequation_is_a_kink() -> None:
    values = np.array([[0.0, 1.0], [1.0, 2.0], [0.0, -1.0]])
    batch = Batch((parse_variable("x", "n"),), {"n": 2}, {"x": values}, {}, 3, grain=0)
    no_zero = Hypothesis("∀ i, x i ≠ 0", lambda s: s.x != 0)
    not_negative = Hypothesis("∀ i, 0 ≤ x i", lambda s: s.x >= 0)
    judged = judge((no_zero, not_negative), batch, FLOAT64)
    assert judged.accepted.tolist() == [False, True, False]
    assert judged.kink.tolist() == [True, False, False]


def test_outside_the_common_domain_nothing_is_compared() -> None:
    """1 / 0 is 0 in Lean and inf in torch; where the guard fails, neither is wrong."""

    def inverse(check: Check) -> None:
        check.draw(x="")
        check.defined("x ≠ 0", lambda s: s.x != 0)
        check.equal(lambda s, py: 1 / s.x, lambda s: 1 / s.x)

    record, told = result(inverse)
    assert (record.verdict, told) == ("pass", "")


def test_a_claim_all_of_whose_samples_are_outside_is_undecided() -> None:
    def never(check: Check) -> None:
        check.draw(x="")
        check.defined("False", lambda s: s.x != s.x)
        check.equal(lambda s, py: s.x, lambda s: s.x)

    record, told = result(never)
    assert record.verdict == "undecided"
    assert "undecided" in told
