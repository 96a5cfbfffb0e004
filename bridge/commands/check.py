"""`lean-bridge check`: do Lean, lock and generated files agree?

Where no hash differs, nothing is read. Otherwise everything is built again in memory and compared
by meaning, so that an edited comment is no drift and a changed exponent is.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from bridge import config, lock
from bridge.changes import Change
from bridge.digests import digest_files, files_below
from bridge.drift import compare, refreshed
from bridge.errors import SpecError
from bridge.quick import read_lock, summary, unchanged

OK, RED = 0, 1
FORMATS = ("text", "json", "github", "sarif")


def run(settings_file: Path | None, paths: list[Path], style: str, *, explain: bool = False) -> int:
    """Print what drifted; 0 if nothing did, 1 otherwise."""
    settings = config.load(settings_file, Path.cwd())
    known = lock.load(settings.lock_path)
    if known is None:
        raise SpecError(
            "no-lock", f"there is no {settings.out}/bridge.lock", hint="run `lean-bridge gen` first"
        )
    plain = read_lock(str(settings.lock_path))
    if not paths and plain and unchanged(str(settings.root), settings.table(), plain):
        changes, refresh = list[Change](), tuple[str, ...]()
    else:
        changes, refresh = drift(settings, known, paths)
    placed = [_within(c, _prefix(settings.root)) for c in changes]
    _print(placed, refresh, known, style, explain=explain)
    return RED if changes else OK


def drift(
    settings: config.Settings, known: lock.Lock, paths: list[Path]
) -> tuple[list[Change], tuple[str, ...]]:
    """What changed, and which files would be written anew although nothing did."""
    from bridge.pipeline import build
    from bridge.record import places

    fresh = build(settings, paths, known, keep=False)
    out = str(settings.out_path)
    disk = digest_files(out, files_below(out))
    lines = places(fresh.elaborated, fresh.lock.declarations)
    return compare(known, fresh.lock, disk, lines), refreshed(known, fresh.lock)


def _prefix(root: Path) -> str:
    """Where the project is in the checkout that GitHub shows, if it runs there."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or not root.is_relative_to(Path(workspace).resolve()):
        return ""
    below = root.relative_to(Path(workspace).resolve()).as_posix()
    return "" if below == "." else f"{below}/"


def _within(change: Change, prefix: str) -> Change:
    """The change with its places below `prefix`."""
    origin = change.origin
    if origin is not None and origin.file:
        origin = replace(origin, file=prefix + origin.file)
    affected = tuple(prefix + path for path in change.affected)
    return replace(change, file=prefix + change.file, origin=origin, affected=affected)


def _print(
    changes: list[Change], refresh: tuple[str, ...], known: lock.Lock, style: str, *, explain: bool
) -> None:
    if style == "json":
        from bridge.report.json import drift_json

        print(drift_json(changes, refresh))
    elif style == "sarif":
        from bridge.report.sarif import drift_sarif

        print(drift_sarif(changes))
    elif not changes:
        print(_in_sync(refresh, known))
    elif style == "github":
        from bridge.report.github import drift_annotations

        print(drift_annotations(changes))
    else:
        from bridge.report.text import drift_text

        print(drift_text(changes, explain=explain))


def _in_sync(refresh: tuple[str, ...], known: lock.Lock) -> str:
    lines = [summary({"declarations": _kinds(known), "outputs": known.outputs})]
    if refresh:
        noun = "file" if len(refresh) == 1 else "files"
        lines.append(f"{len(refresh)} {noun} would be refreshed by `lean-bridge gen` (no drift)")
    return "\n".join(lines)


def _kinds(known: lock.Lock) -> dict[str, dict[str, str]]:
    return {name: {"kind": e.kind} for name, e in known.declarations.items()}
