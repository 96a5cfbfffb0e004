"""`lean-bridge check`: do Lean, lock and generated files agree?

Where no hash differs, nothing is read. Otherwise everything is built again in memory and compared
by meaning, so that an edited comment is no drift and a changed exponent is.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from bridge import config, lock
from bridge.drift import Change, compare, cosmetic
from bridge.errors import SpecError

OK, RED = 0, 1


def run(settings_file: Path | None, paths: list[Path], style: str) -> int:
    """Print what drifted; 0 if nothing did, 1 otherwise."""
    settings = config.load(settings_file, Path.cwd())
    known = lock.load(settings.lock_path)
    if known is None:
        raise SpecError(
            "no-lock", f"there is no {settings.out}/bridge.lock", hint="run `lean-bridge gen` first"
        )
    if _unchanged(settings, known):
        _print([], (), known, style)
        return OK
    from bridge.pipeline import build

    fresh = build(settings, paths)
    disk = lock.on_disk(settings.out_path, known.outputs)
    changes = compare(known, fresh.lock, disk)
    _print(changes, () if changes else cosmetic(known, fresh.lock), known, style)
    return RED if changes else OK


def _unchanged(settings: config.Settings, known: lock.Lock) -> bool:
    from bridge.quick import unchanged

    return unchanged(settings, known)


def _print(changes: list[Change], refreshed: tuple[str, ...], known: lock.Lock, style: str) -> None:
    if style == "json":
        print(json.dumps({"in_sync": not changes, "changes": [asdict(c) for c in changes]}))
        return
    for change in changes:
        print(_github(change) if style == "github" else _text(change))
    theorems = sum(1 for e in known.declarations.values() if e.kind == "theorem")
    if not changes:
        print(f"in sync: {theorems} theorems, {len(known.outputs)} generated files")
    if refreshed:
        print(f"{len(refreshed)} files would be refreshed by `lean-bridge gen` (no drift)")


def _text(change: Change) -> str:
    lines = [f"{change.file}: {change.name}: {change.message}  [{change.kind}]"]
    lines += [f"    {line}" for line in change.detail]
    if change.affected:
        lines.append(f"    affects {', '.join(change.affected)}")
    return "\n".join(lines)


def _github(change: Change) -> str:
    message = "%0A".join([change.message, *change.detail])
    return f"::error file={change.file},title={change.name}::{message}"
