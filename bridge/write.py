"""Writing all generated files or none, safe against interruption and against two runs at once.

The new tree is built in full in a sibling folder and then swapped in; a reader sees the old tree
or the new one. A lock file keeps a second run out while one is writing.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from bridge.errors import SpecError


def replace_tree(out: Path, files: Mapping[str, str]) -> list[str]:
    """Make `out` hold exactly `files` (relative path to text); the paths whose text changed."""
    with _exclusive(out):
        changed = [p for p, text in files.items() if _read(out / p) != text]
        extra = _generated(out) - set(files)
        if changed or extra:
            _swap(out, files)
        return sorted({*changed, *extra})


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return None


def _generated(out: Path) -> set[str]:
    if not out.is_dir():
        return set()
    files = (p for p in out.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {p.relative_to(out).as_posix() for p in files}


def _swap(out: Path, files: Mapping[str, str]) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-new-", dir=out.parent))
    try:
        os.chmod(fresh, 0o755)
        for path, text in files.items():
            target = fresh / path
            _refuse_escape(fresh, target)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode("utf-8"))
        _exchange(out, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _refuse_escape(folder: Path, target: Path) -> None:
    if not target.resolve().is_relative_to(folder.resolve()):
        raise SpecError("bad-path", f"`{target.name}` would be written outside the output folder")


def _exchange(out: Path, fresh: Path) -> None:
    """Put `fresh` where `out` is. Between the two renames a crash leaves the old tree beside its
    place, where `_recover` finds it."""
    old = out.with_name(f".{out.name}-old")
    if out.exists():
        os.replace(out, old)
    os.replace(fresh, out)
    shutil.rmtree(old, ignore_errors=True)


def _recover(out: Path) -> None:
    """Finish or undo what an interrupted run left: a missing tree comes back, leftovers go."""
    old = out.with_name(f".{out.name}-old")
    if old.exists() and not out.exists():
        os.replace(old, out)
    shutil.rmtree(old, ignore_errors=True)
    for leftover in out.parent.glob(f".{out.name}-new-*"):
        shutil.rmtree(leftover, ignore_errors=True)


@contextlib.contextmanager
def _exclusive(out: Path) -> Iterator[None]:
    """Hold the output folder's lock; waits for another run to finish."""
    import fcntl

    out.parent.mkdir(parents=True, exist_ok=True)
    with open(out.with_name(f".{out.name}.lock"), "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        _recover(out)
        yield
