"""`@claim` and `@definition`: a generated function becomes tests, one per subject and group."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
import torch

from bridge.runtime.case import Case
from bridge.runtime.check import Check, CheckFailed
from bridge.runtime.modes import Group
from bridge.runtime.subjects import Subject

DERIVATIVE_GROUPS: tuple[Group, ...] = ("reverse", "forward", "nested", "vmap", "batch")
VALUE_GROUPS: tuple[Group, ...] = ("values", "vmap", "batch")

Test = Callable[[Check], None]


def claim(
    name: str,
    *,
    file: str,
    subjects: Sequence[Subject] = (),
    derivative: bool = True,
    mixed: bool = False,
) -> Callable[[Test], Any]:
    """A theorem. `derivative=False`: an equation in which nothing is differentiated. `mixed`: in
    some conjuncts of several no subject occurs; they are checked in a test of their own."""
    groups = DERIVATIVE_GROUPS if derivative else VALUE_GROUPS
    return lambda test: _tests(test, name, file, subjects, groups, mixed=mixed)


def definition(name: str, *, file: str, subjects: Sequence[Subject]) -> Callable[[Test], Any]:
    """A binding: the subject computes what the Lean definition says."""
    return lambda test: _tests(test, name, file, subjects, VALUE_GROUPS, is_definition=True)


def _tests(
    test: Test,
    name: str,
    file: str,
    subjects: Sequence[Subject],
    groups: tuple[Group, ...],
    *,
    is_definition: bool = False,
    mixed: bool = False,
) -> Any:
    cases = [
        Case(name, file, test, subject, group, is_definition, mixed)
        for subject in subjects
        for group in groups
        if group != "batch" or subject.takes_batches
    ]
    if mixed or not cases:
        cases.append(Case(name, file, test, mixed=mixed))

    @functools.wraps(test)
    def run(check: Case) -> None:
        made = Check(check)
        try:
            with _one_thread():
                test(made)
        except CheckFailed:
            raise
        except Exception as error:
            made.error(error)
            raise
        if not made.checked:
            raise CheckFailed(f"{name}: the test makes no check")
        if made.failures:
            raise CheckFailed("\n\n".join(made.failures))
        if len(made.unsupported) == made.checked:
            pytest.skip(f"{name}: {'; '.join(dict.fromkeys(made.unsupported))}")

    run.lean_cases = cases  # type: ignore[attr-defined] # for tests and tools
    return pytest.mark.parametrize("check", [pytest.param(c, id=c.id) for c in cases])(run)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Samples are small: sharing them out among threads takes many times as long as computing."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
