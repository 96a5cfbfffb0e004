"""`lean-bridge gen`: references, tests and lock, all of them or none."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

from bridge import config, lock
from bridge.errors import SpecError
from bridge.quick import read_lock, unchanged

OK, RED = 0, 1


def run(settings_file: Path | None, paths: list[Path], *, diff: bool = False) -> int:
    """Regenerate; 0 if every theorem became a check that is green in exact arithmetic."""
    settings = config.load(settings_file, Path.cwd())
    ours = lock.listed(settings.lock_path)
    plain = read_lock(str(settings.lock_path))
    if not diff and not paths and plain and unchanged(str(settings.root), settings.table(), plain):
        return _nothing(settings, plain["outputs"])
    from bridge.pipeline import build
    from bridge.report.terminal import refusals
    from bridge.write import replace_tree

    fresh = build(settings, paths, keep=not diff)
    files = {**fresh.files, config.LOCK: fresh.lock.dump()}
    if paths:
        _refuse_loss(settings, fresh.lock, ours)
    if diff:
        print(_diff(settings.out_path, files, ours), end="")
        return OK
    changed = replace_tree(settings.out_path, files, {*ours, config.LOCK})
    refusals(fresh)
    refused = sum(1 for r in fresh.refusals if r.claim)
    print(
        f"{len(fresh.theorems)} theorems became checks, {refused} did not; "
        f"{len(files)} files, {len(changed)} changed in {settings.out}/"
    )
    return OK if fresh.green(settings.accepted) else RED


def _nothing(settings: config.Settings, outputs: Mapping[str, str]) -> int:
    """Nothing is to be written; whether everything is green stands in the lock."""
    known = lock.load(settings.lock_path)
    print(f"nothing to do: {len(outputs)} generated files are up to date")
    return OK if known is not None and known.green(settings.accepted) else RED


def _refuse_loss(settings: config.Settings, fresh: lock.Lock, ours: frozenset[str]) -> None:
    """Some Lean files only: what comes from the others must not go."""
    lost = sorted(ours - set(fresh.outputs))
    if lost:
        raise SpecError(
            "partial-output",
            f"{settings.out}/ holds `{lost[0]}`, which does not come from the given files",
            hint="run `lean-bridge gen` without paths, or with a --config that names another `out`",
        )


def _diff(out: Path, files: Mapping[str, str], ours: frozenset[str]) -> str:
    """What would change, as a unified diff."""
    lines: list[str] = []
    for path in sorted({*files, *ours}):
        old, new = _lines(_on_disk(out / path)), _lines(files.get(path, ""))
        lines += difflib.unified_diff(old, new, f"old/{path}", f"new/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _on_disk(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
