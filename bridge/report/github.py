"""Drift as annotations of GitHub Actions, on the Lean lines."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.changes import Change
from bridge.report.text import short


def drift_annotations(changes: Sequence[Change]) -> str:
    """One workflow command per change."""
    return "\n".join(annotation(c.file, c.line, f"{c.kind}: {c.name}", short(c)) for c in changes)


def annotation(file: str, line: int, title: str, message: str) -> str:
    """`::error file=…,line=…,title=…::message`; what would end a field is escaped.

    >>> annotation("A.lean", 3, "50%, a:b", "one\\ntwo")
    '::error file=A.lean,line=3,title=50%25%2C a%3Ab::one%0Atwo'
    """
    fields = f"file={_property(file)},line={line},title={_property(title)}"
    return f"::error {fields}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
