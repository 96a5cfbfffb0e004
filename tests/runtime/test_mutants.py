"""Every wrong backward is caught by the mini suite; the right one passes; a convention is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import torch

from bridge.runtime import Subject
from bridge.runtime.claims import DERIVATIVE_GROUPS
from tests.runtime.checking import of_subject, run
from tests.runtime.mini import claims
from tests.runtime.mini.mutants import AT_KINK, MUTANTS, RIGHT, RIGHT_WITH_JVP

TESTS = (
    claims.test_hasFDerivAt_mlp_wrt_x,
    claims.test_grad_b1,
    claims.test_hasFDerivAt_mlp_wrt_W2,
    claims.test_grad_W1,
)
REQUIRED = {
    "mask dropped",
    "ignores cotangent",
    "W for Wt if square",
    "assumes contiguous",
    "relative 1e-7",
    "averaged bias",
    "mutates cotangent",
    "wrong from 64",
}


def verdicts(
    subject: Subject, groups: Sequence[str] = DERIVATIVE_GROUPS, tests: Sequence[Any] = TESTS
) -> Iterator[Any]:
    """Of every claim and group, the record and the text, one after the other."""
    return (run(of_subject(test, subject, group)) for test in tests for group in groups)


def test_all_faults_are_among_the_mutants() -> None:
    names = {m.name for m in MUTANTS}
    assert names >= REQUIRED
    assert len(names) + 1 == 16  # the sixteenth is the mask with ≥, see below


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda m: m.name)
def test_a_wrong_backward_is_caught(mutant: Subject) -> None:
    caught = next((told for record, told in verdicts(mutant) if record.verdict == "fail"), None)
    assert caught is not None
    assert "counterexample" in caught


def test_the_right_backward_passes() -> None:
    groups = ("reverse", "nested", "vmap", "batch")
    found = [record.verdict for record, _ in verdicts(RIGHT, groups, TESTS[:2])]
    assert found == ["pass"] * (2 * len(groups))


def test_the_right_derivative_passes_in_forward_mode_as_well() -> None:
    """Nested modes left out: PyTorch's jvp of the jvp of such a Function is wrong (#197867)."""
    groups = ("reverse", "forward", "vmap", "batch")
    found = [record.verdict for record, _ in verdicts(RIGHT_WITH_JVP, groups, TESTS[:1])]
    assert found == ["pass"] * len(groups)


def test_a_mode_that_the_subject_does_not_support_is_no_pass() -> None:
    record, told = run(of_subject(claims.test_grad_W1, RIGHT, "forward"))
    assert record.verdict == "unsupported"
    assert told.startswith("skipped")
    assert {line.verdict for line in record.lines} == {"unsupported"}


def test_another_mask_at_the_kink_is_a_convention_where_the_theorem_excludes_kinks() -> None:
    record, told = run(of_subject(claims.test_hasFDerivAt_mlp_wrt_x, AT_KINK, "reverse"))
    assert (record.verdict, told) == ("pass", "")
    assert "convention at the kink: ≥ for > differs from the closed form" in record.notes


def test_another_mask_at_the_kink_is_a_failure_where_the_claim_includes_kinks() -> None:
    record, told = run(of_subject(claims.test_hasFDerivAt_relu, AT_KINK, "reverse"))
    assert record.verdict == "fail"
    assert "x = [0]" in told


def gradcheck_notices(mutant: Subject) -> bool:
    """gradcheck with its default settings, on ordinary samples of an ordinary shape."""
    torch.manual_seed(0)
    shapes = ((3, 4), (3,), (2, 3), (2,), (4,))
    arrays = [torch.randn(shape, dtype=torch.float64, requires_grad=True) for shape in shapes]
    target = torch.randn(2, dtype=torch.float64)

    def loss(*arrays: torch.Tensor) -> Any:
        return mutant.find("mse")(target, mutant.find("mlp")(*arrays))

    return not torch.autograd.gradcheck(loss, arrays, raise_exception=False)


def test_gradcheck_misses_most_of_them() -> None:
    """A comparison on record, not a requirement: why these checks exist."""
    missed = {m.name for m in (*MUTANTS, AT_KINK) if not gradcheck_notices(m)}
    assert missed >= REQUIRED - {"mask dropped", "ignores cotangent"}
    assert len(missed) >= 12
