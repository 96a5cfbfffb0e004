"""Verdicts: of a claim, the worst of its subjects and checks; a skipped one is never a pass."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.runtime.records import Record, collected


def verdict(*parts: tuple[str, int, Any]) -> str:
    records = [
        Record("T", "T.lean", subject, "equation", verdict, 0, f"because {verdict}", part=part)
        for subject, part, verdict in parts
    ]
    (result,) = collected(r.as_json() for r in records)
    assert result.verdict in ("pass", "holds") or result.reason == f"because {result.verdict}"
    assert result.green == (result.verdict in ("pass", "holds"))
    return result.verdict


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([("a", 0, "pass"), ("a", 0, "pass")], "pass"),
        ([("a", 0, "unsupported"), ("a", 0, "pass")], "pass"),
        ([("a", 0, "unsupported"), ("a", 0, "unsupported")], "unsupported"),
        ([("a", 0, "pass"), ("b", 0, "unsupported")], "unsupported"),
        ([("a", 0, "pass"), ("a", 1, "unsupported")], "unsupported"),
        ([("a", 0, "pass"), ("a", 0, "fail")], "fail"),
        ([("a", 0, "vacuous"), ("a", 0, "fail")], "fail"),
        ([("a", 0, "fail"), ("a", 0, "error")], "error"),
        ([("reference", 0, "holds")], "holds"),
        ([("reference", 0, "holds"), ("a", 1, "pass")], "pass"),
    ],
)
def test_the_verdict_of_the_whole(parts: list[tuple[str, int, Any]], expected: str) -> None:
    assert verdict(*parts) == expected


def test_claims_of_the_same_name_in_two_files_are_two() -> None:
    records = [Record("T", file, "a", "equation", "pass", 0) for file in ("A.lean", "B.lean")]
    assert len(collected(r.as_json() for r in records)) == 2
