"""The committed generated suite catches a subject with a wrong backward, and passes a right one."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from bridge.runtime import Subject
from bridge.runtime.claims import DERIVATIVE_GROUPS
from bridge.runtime.records import Record
from generated.tests import test_mlp, test_relu
from generated.tests.subjects import LOWERED
from tests.runtime.checking import run
from tests.runtime.mini import mutants
from tests.runtime.test_mutants import REQUIRED

NETWORK = (
    test_mlp.test_hasFDerivAt_mlp_wrt_x,
    test_mlp.test_grad_b1_mse,
    test_mlp.test_hasFDerivAt_mlp_wrt_W2,
    test_mlp.test_grad_W1_mse,
)
RELU = test_relu.test_hasFDerivAt_reluVec


def network(mini: Subject) -> Subject:
    """The subject of the mini suite under the names that the generated suite uses."""
    bound = {"mlpVecMat": mini.find("mlp"), "mse": mini.find("mse")}
    return Subject(mini.name, bound, mini.against, base=LOWERED)


def results(
    subject: Subject, tests: Sequence[Any], groups: Sequence[str] = DERIVATIVE_GROUPS
) -> Iterator[tuple[Record, str]]:
    """Of every generated test and group of modes: the record and the text, one by one."""
    for test in tests:
        for group in groups:
            yield run(replace(test.lean_cases[0], subject=subject, group=group))


@pytest.mark.parametrize("mutant", mutants.MUTANTS, ids=lambda m: m.name)
def test_a_wrong_backward_is_caught(mutant: Subject) -> None:
    found = results(network(mutant), NETWORK)
    caught = next((told for record, told in found if record.verdict == "fail"), None)
    assert caught is not None
    assert "counterexample" in caught
    assert "expected" in caught


def test_every_network_test_is_one_of_the_generated_claims() -> None:
    claims = [
        t for t in vars(test_mlp).values() if inspect.isfunction(t) and hasattr(t, "lean_cases")
    ]
    assert set(NETWORK) <= set(claims)


def test_the_faults_that_must_be_caught_are_among_them() -> None:
    assert {m.name for m in mutants.MUTANTS} >= REQUIRED


def test_a_right_backward_passes() -> None:
    """No jvp: forward mode is told to be unsupported, and nothing else is missing."""
    groups = ("reverse", "nested", "vmap", "batch")
    found = [r.verdict for r, _ in results(network(mutants.RIGHT), NETWORK[:2], groups)]
    assert found == ["pass"] * len(found)
    assert len(found) == 2 * len(groups)


def test_a_right_derivative_passes_in_forward_mode_as_well() -> None:
    subject = network(mutants.RIGHT_WITH_JVP)
    ((record, told),) = results(subject, NETWORK[:1], ("forward",))
    assert (record.verdict, told) == ("pass", "")


@pytest.mark.parametrize(
    ("test", "subject"),
    [
        (NETWORK[0], network(mutants.AT_KINK)),
        (RELU, Subject("≥ for >", {"reluVec": mutants.relu(mutants.loosely)}, base=LOWERED)),
    ],
    ids=["network", "relu"],
)
def test_another_mask_at_the_kink_is_a_convention(test: Any, subject: Subject) -> None:
    ((record, told),) = results(subject, (test,), ("reverse",))
    assert (record.verdict, told) == ("pass", "")
    assert "convention at the kink: ≥ for > differs from the closed form" in record.notes
