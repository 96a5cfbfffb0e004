"""The batch lift: gradients of shared variables are sums, results of batched ones come by row."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from bridge.runtime import Check, Subject, operation
from bridge.runtime.laws import Law
from bridge.runtime.lift import find_lift
from bridge.runtime.samples import Batch
from bridge.runtime.variables import parse_variable
from tests.runtime.checking import cases, of_subject, run
from tests.runtime.mini import claims
from tests.runtime.mini.mutants import MUTANTS
from tests.runtime.mini.subjects import LOWERED, TORCH_NN

BY_NAME = {m.name: m for m in MUTANTS}


def batch() -> Batch:
    shapes = {"W": (2, 3), "b": (2,), "x": (3,), "t": (2,)}
    axes = {"W": "m n", "b": "m", "x": "n", "t": "m"}
    arrays = {k: np.ones((4, *shape)) for k, shape in shapes.items()}
    variables = tuple(parse_variable(k, a) for k, a in axes.items())
    return Batch(variables, {"m": 2, "n": 3}, arrays, {}, 4, grain=0)


def law(at: str) -> Law:
    """VJP[fun v => mse t (W x + b), v] 1."""

    def left(s, py):
        def loss(v):
            given = {"W": s.W, "b": s.b, "x": s.x, at: v}
            return py.mse(s.t, py.affineMat(given["W"], given["b"], given["x"]))

        return py.vjp(loss, getattr(s, at))(1.0)

    return Law("", left, lambda s: 0)


def test_weights_are_shared_and_summed_over() -> None:
    lift = find_lift(law("W"), TORCH_NN, batch())
    assert lift is not None
    assert (lift.rows, lift.summed, lift.mean) == (frozenset({"x", "t"}), True, True)


def test_inputs_come_by_row() -> None:
    lift = find_lift(law("x"), TORCH_NN, batch())
    assert lift is not None
    assert (lift.rows, lift.summed) == (frozenset({"x", "t"}), False)


def test_a_subject_that_takes_no_batches_is_not_lifted() -> None:
    assert find_lift(law("W"), LOWERED, batch()) is None


def test_a_batched_value_where_none_is_taken_is_not_lifted() -> None:
    """The loss of the lowered code takes one sample only."""
    only_affine = Subject("affine", {"affineMat": TORCH_NN.find("affineMat")}, base=LOWERED)
    assert find_lift(law("W"), only_affine, batch()) is None


def test_an_averaged_bias_gradient_is_seen_only_on_batches() -> None:
    mutant = BY_NAME["averaged bias"]
    assert run(of_subject(claims.test_grad_b1, mutant, "reverse"))[0].verdict == "pass"
    record, told = run(of_subject(claims.test_grad_b1, mutant, "batch"))
    assert record.verdict == "fail"
    assert "mode      batch" in told


@pytest.mark.parametrize("reduction", ["sum", "rows"])
def test_a_declared_reduction_must_be_the_real_one(reduction: str) -> None:
    """A mean declared as a sum, or as one result per sample, fails."""

    def half_square(t: Tensor, y: Tensor) -> Tensor:
        return torch.nn.functional.mse_loss(y, t)

    wrong = Subject(
        "wrong",
        {"mse": operation(half_square, batch="t y", reduction=reduction)},
        base=TORCH_NN,
    )

    def gradient(check: Check) -> None:
        check.draw(t="n", y="n")
        check.equal(
            lambda s, py: py.vjp(lambda y: py.mse(s.t, y), s.y)(1.0),
            lambda s: 2 * (s.y - s.t) / s.y.shape[0],
        )

    found = {case.group: run(case)[0].verdict for case in cases(gradient, [wrong])}
    assert found["reverse"] == "pass"
    assert found["batch"] == "fail"
