"""At exact kinks: a difference is a convention, but forward and reverse mode must agree."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.autograd import Function

from bridge.runtime import Check, Subject
from tests.runtime.checking import cases, run
from tests.runtime.mini.subjects import LOWERED


def subject(name: str, relu: Any) -> Subject:
    return Subject(name, {"relu": relu}, base=LOWERED)


def derivative(check: Check) -> None:
    """HasFDerivAt relu …, away from 0."""
    check.draw(x="n")
    check.assume("∀ i, x i ≠ 0", lambda s: s.x != 0)
    check.derivative(
        lambda s, py: lambda x: py.relu(x),
        at="x",
        jvp=lambda s, dx: np.where(s.x > 0, dx, 0),
        vjp=lambda s, δ: np.where(s.x > 0, δ, 0),
    )


def results(relu: Any) -> dict[str, tuple[Any, str]]:
    found = cases(derivative, [subject(f"relu {id(relu)}", relu)])
    return {str(case.group): run(case) for case in found}


class TwoConventions(Function):
    """Derivative 1 at 0 in reverse mode, 0 in forward mode."""

    @staticmethod
    def forward(x: Tensor) -> Tensor:
        return x.clamp(min=0)

    @staticmethod
    def setup_context(ctx: Any, inputs: Any, output: Any) -> None:
        ctx.save_for_backward(*inputs)
        ctx.save_for_forward(*inputs)

    @staticmethod
    def backward(ctx: Any, u: Tensor) -> Tensor:
        return u * (ctx.saved_tensors[0] >= 0)

    @staticmethod
    def jvp(ctx: Any, v: Tensor) -> Tensor:
        return v * (ctx.saved_tensors[0] > 0)


def test_the_same_value_at_the_kink_is_told() -> None:
    record, told = results(torch.relu)["reverse"]
    assert (record.verdict, told) == ("pass", "")
    assert any(note.endswith("is as the closed form") for note in record.notes)


def test_another_value_at_the_kink_is_a_convention_and_no_failure() -> None:
    record, told = results(lambda x: x.clamp(min=0))["reverse"]
    assert (record.verdict, told) == ("pass", "")
    assert any(note.endswith("differs from the closed form") for note in record.notes)


def test_two_conventions_in_two_modes_are_told() -> None:
    record, _ = results(TwoConventions.apply)["forward"]
    assert record.verdict == "pass"
    assert any("forward and reverse mode give different derivatives" in n for n in record.notes)
