"""Running single cases inside a test, with the records they leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from bridge.runtime import Check, CheckFailed, Subject, claim
from bridge.runtime.case import Case
from bridge.runtime.records import RECORDER, Record

FILE = "lean_specs/LeanSpecs/Mini.lean"


def cases(test: Callable[[Check], None], subjects: Sequence[Subject] = (), **options: Any) -> Any:
    """The cases of a claim made on the spot."""
    return claim(f"Mini.{test.__name__}", file=FILE, subjects=subjects, **options)(test).lean_cases


def run(case: Case) -> tuple[Record, str]:
    """The last record of the case, and what it said if it failed."""
    RECORDER.take()
    told = ""
    try:
        wrapped = claim(case.name, file=case.file, subjects=[case.subject] if case.subject else [])
        wrapped(case.test)(case)
    except CheckFailed as failure:
        told = str(failure)
    except pytest.skip.Exception as skipped:
        told = f"skipped: {skipped.msg}"
    return RECORDER.take()[-1], told


def of_subject(test: Any, subject: Subject, group: str) -> Case:
    """The generated test's case, for another subject."""
    return replace(test.lean_cases[0], subject=subject, group=group)
