"""Writing all generated files or none, safe against interruption and against two runs at once.

The new tree is built in full in a sibling folder and then exchanged with the old one in one step,
so that a reader sees the old tree or the new one. Only files that lean-bridge wrote are replaced
or removed: a file of anybody else in the output folder stops the run.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import glob
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from bridge.digests import files_below
from bridge.errors import SpecError

_EXCHANGE = 2  # RENAME_EXCHANGE
_HERE = -100  # AT_FDCWD
_SHOWN = 5


def replace_tree(out: Path, files: Mapping[str, str], ours: Collection[str] = ()) -> list[str]:
    """Make `out` hold exactly `files` (relative path to text); the paths whose text changed.

    `ours` are files that an earlier run wrote, and that may go.
    """
    out = Path(os.path.realpath(out))
    refuse_clashes(files)
    try:
        with _exclusive(out):
            present = set(files_below(str(out)))
            _refuse_foreign(out, files, present - set(ours))
            changed = [p for p, text in files.items() if _read(out / p) != text]
            if changed or present - set(files):
                _swap(out, files, set(changed))
            return sorted({*changed, *(present - set(files))})
    except OSError as error:
        raise SpecError(
            "cannot-write",
            f"{out.name}: {error.strerror or error}",
            hint="nothing was changed",
        ) from error


def refuse_clashes(files: Collection[str]) -> None:
    """Two files that some file systems take for one, and paths that lead elsewhere."""
    seen: dict[str, str] = {}
    for path in files:
        parts = path.split("/")
        if "\\" in path or "\0" in path or not all(parts) or set(parts) & {".", ".."}:
            raise SpecError("bad-path", f"`{path}` would be written outside the output folder")
        key = unicodedata.normalize("NFKC", path).casefold()
        if key in seen:
            message = f"`{seen[key]}` and `{path}` are one file where case does not count"
            raise SpecError("clashing-files", message, hint="rename one of the Lean files")
        seen[key] = path


def _refuse_foreign(out: Path, files: Mapping[str, str], unknown: set[str]) -> None:
    """Files that no lock lists, and that hold something else than what would be written."""
    foreign = sorted(p for p in unknown if p not in files or _read(out / p) != files[p])
    if foreign:
        shown = ", ".join(f"`{p}`" for p in foreign[:_SHOWN])
        more = f" and {len(foreign) - _SHOWN} more" if len(foreign) > _SHOWN else ""
        raise SpecError(
            "foreign-files",
            f"the output folder {out.name}/ holds files that lean-bridge did not write: "
            f"{shown}{more}",
            hint="move them elsewhere, or delete them if they are leftovers; nothing was changed",
        )


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return None


def _swap(out: Path, files: Mapping[str, str], changed: set[str]) -> None:
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-new-", dir=out.parent))
    try:
        os.chmod(fresh, 0o755)
        for path, text in files.items():
            target = fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if path in changed:
                target.write_bytes(text.encode("utf-8"))
            else:
                _keep(out / path, target)
        _exchange(out, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _keep(old: Path, new: Path) -> None:
    """The same file, with its time, where the file system allows two names for one file."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        shutil.copy2(old, new)


def _exchange(out: Path, fresh: Path) -> None:
    """Put `fresh` where `out` is; `fresh` then holds the old tree, or nothing.

    Where the system cannot exchange two folders, there are two renames. Between them a crash leaves
    the old tree beside its place, where `_recover` finds it.
    """
    if not out.exists():
        os.rename(fresh, out)
    elif not exchanged(fresh, out):
        old = _aside(out)
        os.rename(out, old)
        os.rename(fresh, out)
        shutil.rmtree(old, ignore_errors=True)


def exchanged(a: Path, b: Path) -> bool:
    """Exchange two folders in one step; False where the system has no way to."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    if rename(_HERE, os.fsencode(a), _HERE, os.fsencode(b), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(b))


def _aside(out: Path) -> Path:
    return out.with_name(f".{out.name}-old")


def _recover(out: Path) -> None:
    """Finish or undo what an interrupted run left: a missing tree comes back, leftovers go."""
    old = _aside(out)
    if old.exists() and not out.exists():
        os.rename(old, out)
    shutil.rmtree(old, ignore_errors=True)
    for leftover in out.parent.glob(f".{glob.escape(out.name)}-new-*"):
        shutil.rmtree(leftover, ignore_errors=True)


@contextlib.contextmanager
def _exclusive(out: Path) -> Iterator[None]:
    """Keep other runs out of the parent folder; waits for one that is there. Ends with the process,
    however it ends, and leaves no file behind."""
    import fcntl

    out.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(out.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        _recover(out)
        yield
    finally:
        os.close(handle)
