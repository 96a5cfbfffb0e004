"""Hashes of texts, files and of this package. Imports next to nothing: `check` starts here.

Every hash is taken after newline normalisation, so that a checkout with CRLF is no change.
"""

from __future__ import annotations

import os
import sys

from bridge import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

try:  # hashlib loads OpenSSL, which takes longer than what is hashed here
    from _blake2 import blake2b

    if sys.version_info >= (3, 12):
        from _sha2 import sha256
    else:
        from _sha256 import sha256
except ImportError:
    from hashlib import blake2b, sha256

PREFIX = "sha256:"
_AFTERWARDS = ("runtime", "report", "commands")  # what runs when all is generated
_SOURCES = (".py", ".lark", ".txt", ".jinja2")
CACHES = frozenset({"__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"})
DROPPINGS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def digest(data: bytes) -> str:
    """`sha256:…` of some bytes."""
    hashed: str = sha256(data.replace(b"\r\n", b"\n")).hexdigest()
    return PREFIX + hashed


def digest_text(text: str) -> str:
    return digest(text.encode("utf-8", "surrogatepass"))


def read(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read()


def digest_file(path: str) -> str | None:
    """The hash of a file; None if it is not there."""
    try:
        return digest(read(path))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def digest_files(root: str, paths: Iterable[str]) -> dict[str, str]:
    """The hashes of those files that exist, by path below `root`."""
    found = ((p, digest_file(f"{root}/{p}")) for p in paths)
    return {p: d for p, d in found if d is not None}


def files_below(folder: str, prefix: str = "") -> Iterator[str]:
    """All files below a folder, as paths relative to it with forward slashes; no caches."""
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.is_dir():
            if entry.name not in CACHES:
                yield from files_below(entry.path, f"{prefix}{entry.name}/")
        elif entry.name not in DROPPINGS:
            yield prefix + entry.name


def lean_files(specs: str, prefix: str) -> list[str]:
    """The Lean files of a file or folder, below `prefix`; lakefiles and build folders are none."""
    if not os.path.isdir(specs):
        return [prefix]
    below = (f for f in files_below(specs) if f.endswith(".lean"))
    wanted = (f for f in below if os.path.basename(f) != "lakefile.lean")
    return [f"{prefix}/{f}" for f in wanted if ".lake" not in f.split("/")]


def tool_digest() -> str:
    """The version, and a hash of what generation runs: a changed tool is noticed."""
    package = os.path.dirname(__file__)
    hashed = blake2b(digest_size=32)
    for path in files_below(package):
        if path.endswith(_SOURCES) and path.partition("/")[0] not in _AFTERWARDS:
            hashed.update(f"{path}\n".encode())
            hashed.update(read(f"{package}/{path}").replace(b"\r\n", b"\n"))
    return f"{__version__} blake2b:{hashed.hexdigest()}"
