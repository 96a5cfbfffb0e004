"""`lean-bridge gen`: references, tests and lock, all of them or none."""

from __future__ import annotations

import difflib
from pathlib import Path

from bridge import config, lock
from bridge.quick import unchanged

OK, RED = 0, 1


def run(settings_file: Path | None, paths: list[Path], *, diff: bool = False) -> int:
    """Regenerate; 0 if every theorem became a check that is green in exact arithmetic."""
    settings = config.load(settings_file, Path.cwd())
    known = lock.load(settings.lock_path)
    if known is not None and not paths and not diff and unchanged(settings, known):
        print(f"nothing to do: {len(known.outputs)} generated files are up to date")
        return OK
    from bridge.pipeline import build
    from bridge.report.terminal import refusals
    from bridge.write import replace_tree

    fresh = build(settings, paths)
    files = {**fresh.files, "bridge.lock": fresh.lock.dump()}
    if diff:
        print(_diff(settings.out_path, files), end="")
        return OK
    changed = replace_tree(settings.out_path, files)
    refusals(fresh)
    refused = sum(1 for r in fresh.refusals if r.claim)
    print(
        f"{len(fresh.theorems)} theorems became checks, {refused} did not; "
        f"{len(files)} files, {len(changed)} changed in {settings.out}/"
    )
    return OK if fresh.green(settings.accepted) else RED


def _diff(out: Path, files: dict[str, str]) -> str:
    """What would change, as a unified diff."""
    lines: list[str] = []
    for path, text in sorted(files.items()):
        old = (out / path).read_text(encoding="utf-8") if (out / path).is_file() else ""
        lines += difflib.unified_diff(
            old.splitlines(keepends=True),
            text.splitlines(keepends=True),
            f"old/{path}",
            f"new/{path}",
        )
    return "".join(lines)
