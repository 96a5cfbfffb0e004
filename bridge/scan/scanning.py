"""A scan from files to counts: from the cache where nothing changed, else read and judged."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bridge.config import Settings
from bridge.errors import SpecError
from bridge.meaning.project import read_meanings
from bridge.project.files import LAKE, is_lake, lean_files, project_files, project_root
from bridge.scan import cache
from bridge.scan.outcome import Outcome, Scan, refused

RECURSION = 3000  # Python frames; what needs more ends in a diagnostic


def scan(
    path: Path, settings: Settings, *, parse_only: bool = False, jobs: int | None = None
) -> Scan:
    """Scan the Lean files at a path. Paths in the result are relative to the project's root."""
    files = project_files(path)
    if not files:
        raise SpecError("no-lean-files", f"there is no Lean file in {path}")
    root = project_root(files[0])
    if not is_lake(root):
        root = path.resolve() if path.is_dir() else path.resolve().parent
    folder = settings.root / ".lean-bridge" / "scan"
    restated = read_meanings(settings.root / p for p in settings.meanings).restated
    asked = f"{path.resolve()} {parse_only} {sorted(restated.items())}"
    key = cache.key_of(_all_files(files, root), root, asked)
    known = cache.load(folder, key)
    if known is not None:
        return known
    found = _scan(files, root, restated, parse_only=parse_only, jobs=jobs)
    cache.store(folder, key, found)
    return found


def _all_files(files: list[Path], root: Path) -> list[Path]:
    """The files asked for, and those that they may import."""
    lakefiles = [root / name for name in LAKE if (root / name).is_file()]
    imported = [*project_files(root), *lean_files(root)] if lakefiles else []
    return sorted({*files, *imported, *lakefiles})


def _scan(
    files: list[Path],
    root: Path,
    restated: Mapping[str, str],
    *,
    parse_only: bool,
    jobs: int | None,
) -> Scan:
    from bridge.project import read_project
    from bridge.scan.parallel import judge_all

    with _undisturbed():
        project = read_project(files, root, strict=False)
        outcomes = judge_all(project, parse_only=parse_only, restated=restated, jobs=jobs)
    missing = [
        refused("", d, d.span.source.path if d.span else "", d.span.line if d.span else 0)
        for d in project.missing
    ]
    return Scan(len(files), (*outcomes, Outcome(0, 0, 0, 0, 0, 0, (), (), (), tuple(missing))))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No garbage collection, which finds nothing here, and room for deep terms."""
    limit = sys.getrecursionlimit()
    gc.disable()
    sys.setrecursionlimit(max(limit, RECURSION))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
        gc.enable()
