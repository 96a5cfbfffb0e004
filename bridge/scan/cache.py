"""Results of earlier scans, by the content of everything they depend on.

An entry that is damaged or of another shape counts as none. Writing is atomic.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from bridge.digests import tool_digest
from bridge.scan.outcome import SCHEMA, Scan, outcome_from_json, outcome_to_json

KEPT = 20  # entries; older ones are removed


def key_of(files: Iterable[Path], root: Path, settings: str) -> str:
    """A hash of the files' names and content, the settings and this tool."""
    digest = hashlib.sha256(f"{SCHEMA}\0{tool_digest()}\0{settings}\0".encode())
    for file in files:
        digest.update(f"{file.relative_to(root).as_posix()}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def load(folder: Path, key: str) -> Scan | None:
    """The scan that was stored under a key."""
    try:
        data = json.loads((folder / f"{key}.json").read_text(encoding="utf-8"))
        outcomes = tuple(outcome_from_json(o) for o in data["outcomes"])
        return Scan(int(data["files"]), outcomes)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def store(folder: Path, key: str, scan: Scan) -> None:
    """Store a scan; a folder that cannot be written to means no cache, and no error."""
    outcomes: list[dict[str, object]] = [outcome_to_json(o) for o in scan.outcomes]
    text = json.dumps({"files": scan.files, "outcomes": outcomes}, ensure_ascii=False)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / f"{key}.json", text)
        _remove_old(folder)


def _replace(target: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(prefix=".new-", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(name, target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _remove_old(folder: Path) -> None:
    entries = sorted(folder.glob("*.json"), key=lambda p: p.stat().st_mtime, reverse=True)
    for entry in entries[KEPT:]:
        entry.unlink(missing_ok=True)
