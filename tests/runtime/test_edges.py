"""Claims at the edges: no arrays, no variables, real numbers, indices, empty arrays, two checks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch

from bridge.runtime import Check, Subject, claim
from bridge.runtime.claims import DERIVATIVE_GROUPS, VALUE_GROUPS
from bridge.runtime.laws import Law
from bridge.runtime.overflow import overflows
from bridge.runtime.samples import Batch
from bridge.runtime.tracked import FLOAT32, FLOAT64
from bridge.runtime.variables import parse_variable
from tests.runtime.checking import FILE, cases, run
from tests.runtime.mini.subjects import LOWERED, TORCH_NN

POWERS = Subject(
    "powers",
    {
        "power": lambda x, k: x**k,
        "entry": lambda x, i: x[i],
        "two": lambda: torch.tensor(2.0, dtype=torch.float64),
        "square": lambda x: x * x,
    },
    base=LOWERED,
)


def verdicts(
    test: Callable[[Check], None], subject: Subject = POWERS, **options: bool
) -> dict[str, str]:
    """By group of modes."""
    found = {}
    for case in cases(test, [subject], **options):
        record, told = run(case)
        assert not told or told.startswith("skipped"), told
        found[str(case.group)] = record.verdict
    return found


def test_a_natural_number_is_an_argument() -> None:
    def derivative_of_power(check: Check) -> None:
        check.draw(x="", k="ℕ")
        check.equal(
            lambda s, py: py.vjp(lambda x: py.power(x, s.k), s.x)(1.0),
            lambda s: s.k * s.x ** (s.k - 1),
        )

    found = verdicts(derivative_of_power)
    assert found == dict.fromkeys(DERIVATIVE_GROUPS[:-1], "pass")


def test_no_array_at_all() -> None:
    def power_of_two(check: Check) -> None:
        check.draw(k="ℕ")
        check.equal(
            lambda s, py: py.power(py.two(), s.k), lambda s: np.prod([2 + 0 * s.k] * int(s.k))
        )

    assert verdicts(power_of_two, derivative=False)["values"] == "pass"
    assert verdicts(power_of_two, derivative=False)["vmap"] == "unsupported"


def test_no_variable_at_all() -> None:
    def two(check: Check) -> None:
        check.equal(lambda s, py: py.two(), lambda s: 2.0)

    assert verdicts(two, derivative=False)["values"] == "pass"


def test_a_real_number_and_derivative_false() -> None:
    def square(check: Check) -> None:
        check.draw(x="")
        check.equal(lambda s, py: py.square(s.x), lambda s: s.x * s.x)

    expected = dict.fromkeys(VALUE_GROUPS[:-1], "pass")
    assert verdicts(square, derivative=False) == expected


def test_an_index_stays_inside_and_at_size_0_there_is_none() -> None:
    def gradient_of_an_entry(check: Check) -> None:
        check.draw(x="n", i="Fin n")
        check.equal(
            lambda s, py: py.vjp(lambda x: py.entry(x, s.i), s.x)(1.0),
            lambda s: np.where(np.arange(len(s.x)) == s.i, 1.0 + 0 * s.x, 0.0 * s.x),
        )

    assert set(verdicts(gradient_of_an_entry).values()) == {"pass"}


def test_a_jacobian_is_compared_entry_by_entry() -> None:
    def diagonal(check: Check) -> None:
        check.draw(x="n")
        check.equal(
            lambda s, py: py.jacobian(lambda x: py.square(x), s.x), lambda s: np.diag(2 * s.x)
        )

    found = verdicts(diagonal)
    assert found.pop("nested") in ("pass", "unsupported")
    assert set(found.values()) == {"pass"}


def test_empty_results_are_compared_by_shape() -> None:
    def wrong_shape(check: Check) -> None:
        check.draw(x="n")
        check.equal(lambda s, py: torch.relu(s.x)[:1], lambda s: np.maximum(s.x, 0))

    (first, *_) = cases(wrong_shape, [LOWERED], derivative=False)
    record, told = run(first)
    assert record.verdict == "fail"
    assert "shapes" in told


def test_each_of_two_checks_counts() -> None:
    def both(check: Check) -> None:
        check.draw(x="n")
        check.equal(lambda s, py: py.square(s.x), lambda s: s.x * s.x)
        check.equal(lambda s, py: py.square(s.x), lambda s: s.x * s.x * s.x)

    (first, *_) = cases(both, [POWERS], derivative=False)
    record, told = run(first)
    assert (record.verdict, record.part) == ("fail", 1)
    assert told


def test_a_test_without_a_check_is_no_pass() -> None:
    @claim("Mini.nothing", file=FILE, subjects=[LOWERED])
    def nothing(check: Check) -> None:
        check.draw(x="n")

    with pytest.raises(AssertionError, match="makes no check"):
        nothing(nothing.lean_cases[0])


def test_an_identity_fails_with_numbers() -> None:
    def wrong(check: Check) -> None:
        check.draw(x="n")
        check.identity(lambda s: np.einsum("i,i->", s.x, s.x), lambda s: np.sum(s.x))

    record, told = run(cases(wrong)[0])
    assert record.verdict == "fail"
    assert "expected" in told


def test_a_proposition_is_judged_where_it_is_certain() -> None:
    def squares_are_positive(check: Check) -> None:
        check.draw(x="n")
        check.holds(lambda s: np.einsum("i,i->", s.x, s.x) >= 0)

    def squares_are_large(check: Check) -> None:
        check.draw(x="n")
        check.holds(lambda s: np.einsum("i,i->", s.x, s.x) >= 1)

    assert run(cases(squares_are_positive)[0])[0].verdict == "holds"
    record, told = run(cases(squares_are_large)[0])
    assert record.verdict == "fail"
    assert "the statement is false" in told


def test_where_the_loss_overflows_its_small_gradient_says_nothing() -> None:
    """In float32 (y - t)² is infinite from 1e20 on, and forward mode makes nan of it."""
    variables = tuple(parse_variable(name, "n") for name in ("t", "y"))

    def sample(size: float) -> Batch:
        arrays = {"t": np.zeros((1, 2)), "y": np.full((1, 2), size)}
        return Batch(variables, {"n": 2}, arrays, {}, 1)

    law = Law("", lambda s, py: py.vjp(lambda y: py.mse(s.t, y), s.y)(1.0), lambda s: 0)
    assert overflows(law, LOWERED, sample(1e25), FLOAT32)
    assert not overflows(law, LOWERED, sample(1e15), FLOAT32)
    assert overflows(law, LOWERED, sample(1e200), FLOAT64)
    assert not overflows(law, TORCH_NN, sample(1e200), FLOAT64)
