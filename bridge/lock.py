"""`bridge.lock`: what was generated from what. JSON, versioned, one entry per line where it can be.

The quick comparison (`unchanged`) needs only hashes of files: a no-change `gen` or `check` reads
no Lean. Otherwise everything is built again in memory and `drift.compare` tells what changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bridge import __version__
from bridge.errors import SpecError

VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One declaration: `own` and `closure` as in `core.normal`, `parameters` as in Python."""

    kind: str
    file: str
    statement: str
    own: str
    closure: str
    uses: tuple[str, ...]
    parameters: tuple[str, ...]
    proof: str
    form: str | None = None  # of theorems: the form of the claim, or `unsupported`
    exact: str | None = None  # of theorems: what the exact evaluator says on samples


@dataclass(frozen=True, slots=True)
class Lock:
    """Everything that the output depends on, and the output."""

    tool: str
    settings: str
    bindings: str | None
    sources: Mapping[str, str]
    declarations: Mapping[str, Entry]
    outputs: Mapping[str, str]
    version: int = field(default=VERSION)

    def dump(self) -> str:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def load(path: Path) -> Lock | None:
    """The lock at `path`; None if there is none. A lock that cannot be read is an error."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise SpecError("bad-lock", f"{path.name} cannot be read: {error}") from error
    if data.get("version") != VERSION:
        raise SpecError(
            "lock-version",
            f"{path.name} has version {data.get('version')}, this tool writes {VERSION}",
            hint="run `lean-bridge gen` and read the diff",
        )
    entries = {
        name: Entry(**{**e, "uses": tuple(e["uses"]), "parameters": tuple(e["parameters"])})
        for name, e in data.pop("declarations").items()
    }
    return Lock(declarations=entries, **data)


def hash_text(text: str) -> str:
    """`sha256:…` after newline normalisation, so that a checkout with CRLF is no change."""
    return "sha256:" + hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def hash_file(path: Path) -> str:
    data = path.read_bytes().replace(b"\r\n", b"\n")
    return "sha256:" + hashlib.sha256(data).hexdigest()


def hash_files(root: Path, files: Iterable[Path]) -> dict[str, str]:
    """The hash of each file by its path relative to `root`, with forward slashes."""
    return {f.relative_to(root).as_posix(): hash_file(f) for f in sorted(files)}


def tool_digest() -> str:
    """The version, and a hash of this package's own files: a changed tool is noticed."""
    package = Path(__file__).parent
    sources = [p for ext in ("py", "lark", "jinja2") for p in package.rglob(f"*.{ext}")]
    text = "".join(f"{name}{digest}" for name, digest in hash_files(package, sources).items())
    return f"{__version__} {hash_text(text)}"


def on_disk(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """The hashes of those files that exist."""
    return {p: hash_file(root / p) for p in paths if (root / p).is_file()}
