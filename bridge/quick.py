"""The comparison that needs only hashes of files, for runs in which nothing changed.

Imports nothing beyond the standard library and settings, so that `check` starts quickly.
"""

from __future__ import annotations

from pathlib import Path

from bridge.config import Settings
from bridge.lock import Lock, hash_file, hash_text, on_disk, tool_digest


def unchanged(settings: Settings, lock: Lock) -> bool:
    """Whether nothing that the output depends on, and no output, differs from the lock."""
    specs = settings.root / settings.specs
    present = {f.relative_to(settings.root).as_posix() for f in _lean_files(specs)}
    return (
        lock.tool == tool_digest()
        and lock.settings == hash_text(settings.digest_text())
        and lock.bindings == bindings_digest(settings)
        and present <= set(lock.sources)
        and on_disk(settings.root, lock.sources) == dict(lock.sources)
        and on_disk(settings.out_path, lock.outputs) == dict(lock.outputs)
    )


def _lean_files(specs: Path) -> list[Path]:
    if specs.is_file():
        return [specs]
    return [
        f for f in specs.rglob("*.lean") if f.name != "lakefile.lean" and ".lake" not in f.parts
    ]


def bindings_digest(settings: Settings) -> str | None:
    """The hash of the bindings file, if there is one."""
    path = settings.bindings_path
    return hash_file(path) if path is not None and path.is_file() else None
