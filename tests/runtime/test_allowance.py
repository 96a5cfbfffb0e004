"""What a subject may be off: bounds that know the statement's side, and that blunt no check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from bridge.runtime import Check, Subject
from bridge.runtime.allowance import INACCURATE, NOT_EXACT
from bridge.runtime.records import Record
from bridge.runtime.tracked import ORACLE, Trace, Tracked
from tests.runtime.checking import cases, run

Function = Callable[[Tensor], Tensor]
STATEMENTS: dict[Callable[[Check], None], tuple[Callable[..., Any], Function]] = {}


def told(test: Callable[[Check], None], definition: Any, group: str = "reverse") -> Record:
    """The record of a group of modes for a subject that is bound to `g`; None: lowered code."""
    reference, code = STATEMENTS[test]
    own = Subject("code", {"g": code}, references={"g": reference})
    subject = own if definition is None else Subject("bound", {"g": definition}, base=own)
    (case,) = (c for c in cases(test, [subject]) if c.group == group)
    return run(case)[0]


def statement(reference: Callable[..., Any], code: Function) -> Callable[..., Any]:
    """A claim about `g`, with its lowered code in NumPy and in PyTorch."""

    def mark(test: Callable[[Check], None]) -> Callable[[Check], None]:
        STATEMENTS[test] = reference, code
        return test

    return mark


def cancelling(x: Any) -> Any:
    return (x + 1) ** 2 - x**2 - 2 * x


@statement(cancelling, cancelling)
def constant(check: Check) -> None:
    """The derivative of (x + 1)² - x² - 2 x is 0."""
    check.draw(x="")
    check.equal(lambda s, py: py.vjp(lambda x: py.g(x), s.x)(1.0), lambda s: 0 * s.x)


def times(factor: float) -> Callable[[Tensor], Tensor]:
    return lambda x: factor * x


@statement(lambda x: 3 * x, times(3))
def triple(check: Check) -> None:
    check.draw(x="n", u="n")
    check.equal(lambda s, py: py.vjp(lambda x: py.g(x), s.x)(s.u), lambda s: 3 * s.u)


@pytest.mark.parametrize("group", ["reverse", "forward", "nested", "vmap"])
def test_code_may_lose_what_the_statement_cancels(group: str) -> None:
    def pushed(check: Check) -> None:
        check.draw(x="")
        check.equal(lambda s, py: py.jvp(lambda x: py.g(x), s.x)(1.0), lambda s: 0 * s.x)

    statement(cancelling, cancelling)(pushed)
    assert told(pushed if group == "forward" else constant, None, group).verdict == "pass"


def test_a_library_may_lose_it_against_a_closed_form_of_0() -> None:
    assert told(constant, cancelling).verdict == "pass"


def test_a_fault_is_seen_beside_what_cancels() -> None:
    assert told(constant, lambda x: cancelling(x) + 1e-9 * x).verdict == "fail"


@pytest.mark.parametrize("relative", [1e-7, 1e-14, 1e-15])
def test_a_relative_fault_of_sums_and_products_is_seen(relative: float) -> None:
    assert told(triple, times(3 * (1 + relative))).verdict == "fail"


def test_a_root_on_the_way_to_an_exact_result_is_no_fault() -> None:
    record = told(triple, lambda x: torch.sqrt(torch.tensor(3.0, dtype=x.dtype)) ** 2 * x)
    assert record.verdict == "pass"
    assert NOT_EXACT in record.notes


def sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


def log_of_complement(x: Any) -> Any:
    return np.log(1 - sigmoid(x))


@statement(log_of_complement, lambda x: torch.log(1 - torch.sigmoid(x)))
def saturating(check: Check) -> None:
    """The derivative of log (1 - σ x) is -σ x, which does not cancel."""
    check.draw(x="")
    check.equal(lambda s, py: py.vjp(lambda x: py.g(x), s.x)(1.0), lambda s: -sigmoid(s.x))


def test_code_that_saturates_as_the_statement_does_says_nothing() -> None:
    assert told(saturating, None).verdict == "pass"


def test_a_library_without_saturation_passes() -> None:
    assert told(saturating, lambda x: torch.nn.functional.logsigmoid(-x)).verdict == "pass"


def test_nan_where_the_value_can_be_told_is_wrong() -> None:
    record = told(saturating, lambda x: torch.log(1 - torch.sigmoid(x)))
    assert record.verdict == "fail"


def root_above(x: Any) -> Any:
    return (1 + x * x) ** 0.5 - x


def root_above_without_difference(x: Any) -> Any:
    return 1 / ((1 + x * x) ** 0.5 + x)


@statement(root_above, root_above)
def slope_of_difference(check: Check) -> None:
    """The derivative of √(1 + x²) - x, without the difference in it."""
    check.draw(x="")
    check.assume("1 ≤ x", lambda s: s.x >= 1)
    check.assume("x ≤ 1000", lambda s: s.x <= 1000)
    check.equal(
        lambda s, py: py.vjp(lambda x: py.g(x), s.x)(1.0),
        lambda s: -1 / ((1 + s.x * s.x) ** 0.5 * ((1 + s.x * s.x) ** 0.5 + s.x)),
    )


def test_between_both_bounds_it_is_inaccurate() -> None:
    record = told(slope_of_difference, root_above)
    assert record.verdict == "pass"
    assert INACCURATE in record.notes
    assert max(line.worst_ratio or 0 for line in record.lines) > 1


def test_a_fault_beyond_both_is_wrong() -> None:
    assert told(slope_of_difference, lambda x: root_above(x) + 1e-9 * x).verdict == "fail"


def test_the_better_form_is_not_called_so() -> None:
    record = told(slope_of_difference, root_above_without_difference)
    assert record.verdict == "pass"
    assert INACCURATE not in record.notes


def test_the_bound_of_a_huge_quotient_does_not_underflow() -> None:
    trace = Trace(ORACLE, 1)
    x = Tracked.inputs(np.array([[10002.0, 9999.0]]), trace)
    share = np.exp(x) / np.sum(np.exp(x))
    exact = np.exp(-np.longdouble(3)) / (1 + np.exp(-np.longdouble(3)))
    assert abs(share.value[0, 1] - exact) <= share.error[0, 1]
    assert share.error[0, 1] > 0


@pytest.mark.parametrize(
    ("number", "off"), [(0.5, 0), (3.0, 0), (0.1, 2.0**-66), (1 / 3, 2.0**-53)]
)
def test_a_float_stands_for_the_number_that_is_written(number: float, off: float) -> None:
    constant = Tracked.constant(number, Trace(ORACLE, 1))
    assert constant.exact == (off == 0)
    assert constant.error[0] >= off
    assert abs(constant.value[0] * 30 - round(number * 30)) <= 30 * constant.error[0]
