"""Which Lean files there are, what their modules are called, and their text."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bridge.errors import SpecError
from bridge.source import Source

LAKE = ("lakefile.toml", "lakefile.lean")
_IMPORT = re.compile(r"^(?:public |meta |private )*import\s+(?:all\s+)?([\w.«»]+)", re.M)
_COMMENT = re.compile(r"/-.*?-/|--[^\n]*", re.S)
_TARGET = re.compile(r"^\s*lean_(?:lib|exe)\s+(«[^»]+»|[\w.]+)", re.M)
_ROOTS = re.compile(r"roots\s*:=\s*#\[([^\]]*)\]|root\s*:=\s*(`[\w.«»]+)")
_SOURCES = re.compile(r'srcDir\s*:=\s*"([^"]*)"')


def lean_files(path: Path) -> list[Path]:
    """The Lean files at a path, sorted; the lakefile and build folders are none."""
    if path.is_dir():
        return _sorted(path.resolve().rglob("*.lean"))
    if not path.is_file():
        raise SpecError("no-file", f"{path} does not exist")
    return [path.resolve()]


def project_files(path: Path) -> list[Path]:
    """The Lean files at a path; at the root of a Lake project, those of its libraries and
    programs, where it names some."""
    return _sorted(_of_targets(path.resolve())) or lean_files(path)


def _sorted(files: Iterable[Path]) -> list[Path]:
    return sorted({f for f in files if f.name != "lakefile.lean" and ".lake" not in f.parts})


def _of_targets(root: Path) -> list[Path]:
    files: list[Path] = []
    for folder, module in targets(root):
        path = folder / module.replace(".", "/")
        files += [f for f in [path.with_name(f"{path.name}.lean")] if f.is_file()]
        files += path.rglob("*.lean") if path.is_dir() else []
    return files


def targets(root: Path) -> list[tuple[Path, str]]:
    """The root modules of a Lake project's libraries and programs, each with its source folder."""
    if (root / "lakefile.toml").is_file():
        return _from_toml(root)
    if (root / "lakefile.lean").is_file():
        return _from_lean(root)
    return []


def _from_toml(root: Path) -> list[tuple[Path, str]]:
    try:
        table = tomllib.loads((root / "lakefile.toml").read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SpecError("bad-lakefile", f"lakefile.toml is no TOML: {error}") from error
    base = root / str(table.get("srcDir", "."))
    found: list[tuple[Path, str]] = []
    for target in (*_tables(table, "lean_lib"), *_tables(table, "lean_exe")):
        name = str(target.get("name", ""))
        roots = target.get("roots") or [target.get("root", name)]
        found += [(base / str(target.get("srcDir", ".")), str(r)) for r in roots]
    return found


def _tables(table: dict[str, Any], key: str) -> list[dict[str, Any]]:
    entries = table.get(key, [])
    return [e for e in entries if isinstance(e, dict)] if isinstance(entries, list) else []


def _from_lean(root: Path) -> list[tuple[Path, str]]:
    """Read as far as its `lean_lib` and `lean_exe` declarations go; a lakefile is a program."""
    text = _COMMENT.sub("", (root / "lakefile.lean").read_text(encoding="utf-8", errors="replace"))
    starts = list(_TARGET.finditer(text))
    found: list[tuple[Path, str]] = []
    for here, after in zip(starts, [*starts[1:], None], strict=True):
        body = text[here.end() : after.start() if after else len(text)]
        source = _SOURCES.search(body)
        folder = root / source.group(1) if source else root
        roots = [r for m in _ROOTS.finditer(body) for r in (m.group(1) or m.group(2)).split(",")]
        names = roots or [here.group(1)]
        found += [(folder, name.strip().strip("`«»")) for name in names if name.strip()]
    return found


def project_root(file: Path) -> Path:
    """The nearest folder with a lakefile, else the folder of the file."""
    for folder in file.parents:
        if any((folder / name).is_file() for name in LAKE):
            return folder
    return file.parent


def is_lake(root: Path) -> bool:
    return any((root / name).is_file() for name in LAKE)


def common_root(files: Sequence[Path]) -> Path:
    """The folder that module names start from where no lakefile tells it: one from which the
    files' imports of each other are found, else the deepest that holds all files."""
    known = set(files)
    for file in files:
        for module in _IMPORT.findall(file.read_text(encoding="utf-8", errors="replace")):
            inner = f"{module.replace('.', '/')}.lean"
            for folder in file.parents:
                if folder / inner in known:
                    return folder
    return Path(os.path.commonpath([f.parent for f in files]))


def module_name(file: Path, root: Path) -> str:
    return ".".join(file.relative_to(root).with_suffix("").parts)


def read_source(path: Path, base: Path) -> Source:
    """A file as a source; text that is not UTF-8 is an error that says where."""
    return decode(path.read_bytes(), shown(path, base))


def decode(data: bytes, path: str) -> Source:
    """Bytes as a source."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SpecError(
            "not-utf8",
            f"{path}:{line}: byte {error.start} is not UTF-8",
            hint="save the file as UTF-8",
        ) from None
    return Source(path, text.removeprefix("\ufeff").replace("\r\n", "\n"))


def shown(path: Path, base: Path) -> str:
    """A path as diagnostics show it."""
    try:
        return path.relative_to(base).as_posix()
    except ValueError:
        return path.as_posix()
