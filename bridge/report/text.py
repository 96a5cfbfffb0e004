"""Drift for people: one line per theorem, old and new below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bridge.changes import Change
from bridge.report.classes import CLASSES, remedy


def drift_text(changes: Sequence[Change], *, explain: bool = False) -> str:
    """All changes as text, and their number."""
    blocks = ["\n".join(_lines(c, explain)) for c in changes]
    kinds = sorted({c.kind for c in changes})
    noun = "change" if len(changes) == 1 else "changes"
    tail = f"{len(changes)} {noun} ({', '.join(kinds)}): Lean and Python are not in sync"
    return "\n".join([*blocks, tail])


def _lines(c: Change, explain: bool) -> Iterator[str]:
    yield f"{c.file}:{c.line}: {c.name}: {c.message}  [{c.kind}]"
    yield from _both(c.old, c.new)
    if c.origin is not None and (c.origin.old or c.origin.new):
        yield f"    {c.origin.file}:{c.origin.line}: {c.origin.name}"
        yield from _both(c.origin.old, c.origin.new)
    yield from (f"    {line}" for line in c.detail)
    if c.affected:
        yield f"    affects {', '.join(c.affected)}"
    if explain:
        yield f"    why: {CLASSES[c.kind]}"
        yield f"    then: {remedy(c.kind)}"


def _both(old: str, new: str) -> Iterator[str]:
    for mark, text in (("old", old), ("new", new)):
        if text:
            first, *rest = text.split("\n")
            yield f"    {mark}  {first}"
            yield from (f"         {line}" for line in rest)


def short(c: Change) -> str:
    """A change in one paragraph, for annotations."""
    lines = [c.message]
    old, new = (c.origin.old, c.origin.new) if c.origin else (c.old, c.new)
    lines += [f"{mark}: {text}" for mark, text in (("old", old), ("new", new)) if text]
    lines += c.detail
    if c.affected:
        lines.append(f"affects {', '.join(c.affected)}")
    return "\n".join(lines)
