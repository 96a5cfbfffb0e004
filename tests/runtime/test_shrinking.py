"""Counterexamples are small: sizes, entries and layouts that the failure does not need are gone."""

from __future__ import annotations

import re

import torch
from torch import Tensor

from bridge.runtime import Subject, operation
from tests.runtime.checking import of_subject, run
from tests.runtime.mini import claims
from tests.runtime.mini.mutants import MUTANTS
from tests.runtime.mini.subjects import LOWERED

BY_NAME = {m.name: m for m in MUTANTS}


def sizes(told: str) -> dict[str, int]:
    (line,) = (line for line in told.splitlines() if line.strip().startswith("hidDim ="))
    return {name: int(n) for name, n in re.findall(r"(\w+) = (\d+)", line)}


def test_a_fault_that_shows_at_one_by_one_is_shown_there() -> None:
    told = run(of_subject(claims.test_grad_W1, BY_NAME["mask dropped"], "reverse"))[1]
    assert sizes(told) == {"hidDim": 1, "inDim": 1, "outDim": 1}
    assert set(re.findall(r"-?\d+(?:\.\d+)?", told.split("counterexample")[1].split("expected")[0]))


def test_a_fault_of_square_weights_needs_two_rows() -> None:
    told = run(of_subject(claims.test_grad_x, BY_NAME["W for Wt if square"], "reverse"))[1]
    assert max(sizes(told).values()) == 2


def test_a_fault_of_large_sizes_keeps_that_size() -> None:
    told = run(of_subject(claims.test_grad_x, BY_NAME["wrong from 64"], "reverse"))[1]
    found = sorted(sizes(told).values())
    assert found[-1] == 64
    assert found[0] == 1
    assert found[1] <= 4  # the hypothesis keeps a second input alive


def test_a_layout_that_matters_is_told_and_the_others_are_not() -> None:
    case = of_subject(claims.test_hasFDerivAt_mlp_wrt_W2, BY_NAME["assumes contiguous"], "reverse")
    told = run(case)[1]
    (layout,) = (line for line in told.splitlines() if line.strip().startswith("layout"))
    assert layout.split() == ["layout", "cotangent", layout.split()[-1]]


def test_a_wrong_value_does_not_shrink_into_an_exception() -> None:
    def mlp(W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor, x: Tensor) -> Tensor:
        if W1.shape[1] < 2:
            raise RuntimeError("too narrow")
        return LOWERED.find("mlp")(W1, b1, W2, b2, x) + torch.sum(x) - x[0]

    subject = Subject("narrow", {"mlp": operation(mlp)}, base=LOWERED)
    record, told = run(of_subject(claims.test_grad_x, subject, "reverse"))
    assert record.verdict == "fail"
    assert "too narrow" in told or sizes(told)["inDim"] == 2
