"""The comparison that needs only hashes of files, for runs in which nothing changed.

Works on plain data and imports next to nothing, so that `check` on an unchanged project costs
little more than hashing its files. Whatever is not plainly equal is left to the full comparison.
"""

from __future__ import annotations

import os

from bridge.digests import digest_files, files_below, lean_files, read, tool_digest
from bridge.pyproject import find_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LOCK = "bridge.lock"
VERSION = 3
PLAIN = ("", "--format text", "--format=text", "--format github", "--format=github")


def in_sync(options: list[str]) -> str | None:
    """What `check` prints if nothing changed; None if the full comparison must look."""
    if " ".join(options) not in PLAIN:
        return None
    root, table = find_table(None, os.getcwd())
    lock = read_lock(f"{root}/{table['out']}/{LOCK}")
    return summary(lock) if lock is not None and unchanged(root, table, lock) else None


def read_lock(path: str) -> dict[str, Any] | None:
    """The lock as plain data; None unless it is one of this version."""
    try:
        lock = parse(read(path).decode())
    except (OSError, ValueError, RecursionError):
        return None
    return lock if isinstance(lock, dict) and lock.get("version") == VERSION else None


def parse(text: str) -> Any:
    """JSON, by the scanner of the `json` package: that itself would load regular expressions."""
    try:
        from _json import make_scanner
    except ImportError:
        from json import loads

        return loads(text)
    try:
        value, end = make_scanner(_DECODER)(text, 0)
    except StopIteration:
        raise ValueError("no JSON") from None
    if text[end:].strip():
        raise ValueError("more than JSON")
    return value


class _Plain:
    """What the scanner asks of a decoder."""

    strict, object_hook, object_pairs_hook = True, None, None
    parse_float, parse_int, parse_constant = float, int, float


_DECODER: Any = _Plain


def unchanged(root: str, table: dict[str, Any], lock: dict[str, Any]) -> bool:
    """Whether nothing that the output depends on, and no output, differs from the lock."""
    sources, inputs, outputs = lock["sources"], lock["inputs"], lock["outputs"]
    out = f"{root}/{table['out']}"
    return (
        lock["settings"] == table
        and set(lean_files(f"{root}/{table['specs']}", table["specs"])) <= set(sources)
        and digest_files(root, sources) == sources
        and digest_files(root, inputs) == inputs
        and {*files_below(out)} == {*outputs, LOCK}
        and digest_files(out, outputs) == outputs
        and lock["tool"] == tool_digest()
    )


def summary(lock: dict[str, Any]) -> str:
    """`in sync: 21 theorems, 23 generated files`."""
    kinds = [entry["kind"] for entry in lock["declarations"].values()]
    theorems = sum(kind in ("theorem", "lemma") for kind in kinds)
    return f"in sync: {theorems} theorems, {len(lock['outputs'])} generated files"
