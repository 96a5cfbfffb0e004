"""`bridge.lock`: what was generated from what. JSON, versioned, with digests of normal forms.

A lock of another version is refused, since its digests say something else; which files it lists is
read in every version, so that `gen` knows what it may replace.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bridge.config import Accepted
from bridge.errors import SpecError
from bridge.quick import VERSION
from bridge.report.results import accept

_CONFLICT = "\n>>>>>>> "
_OUTPUT = re.compile(r'^ +"([^"\\]+\.py)": "sha256:', re.MULTILINE)
CLAIMS = frozenset({"theorem", "lemma"})


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A binder of a theorem. `digest` names variables as Lean does."""

    name: str
    text: str
    digest: str
    is_hypothesis: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One declaration: `own` and `closure` as in `core.normal`, `parameters` as in Python.

    A declaration that was refused has the digest of its text as `own`, and its `refusal`.
    """

    kind: str
    file: str
    statement: str  # of definitions: with the value
    own: str
    closure: str
    uses: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    binders: tuple[Hypothesis, ...] = ()  # of theorems
    goal: str = ""  # of theorems: the digest of what follows the binders
    proof: str = "data"
    rests_on: tuple[str, ...] = ()  # `sorry`, axioms, `native_decide` below, as far as text shows
    form: str | None = None  # of theorems: the form of the claim, or `unsupported`
    exact: str | None = None  # of theorems: what the exact evaluator says
    evidence: str | None = None  # and what that rests on: every input (at some sizes), or samples
    refusal: str | None = None

    @property
    def is_claim(self) -> bool:
        return self.kind in CLAIMS

    @property
    def is_read(self) -> bool:
        """Whether `own` and `closure` are digests of a normal form."""
        return not self.own.startswith("text:")


@dataclass(frozen=True, slots=True)
class Lock:
    """Everything that the output depends on, and the output."""

    tool: str
    settings: Mapping[str, Any]
    sources: Mapping[str, str]  # Lean files
    inputs: Mapping[str, str]  # bindings and meaning files
    bindings: Mapping[str, str]  # by subject and definition, as written
    meanings: Mapping[str, str]  # digests of the table's entries that are used
    own_meanings: Mapping[str, str]  # what meaning files say, by file and key
    modules: Mapping[str, str]  # Lean file to Python module
    declarations: Mapping[str, Entry]
    outputs: Mapping[str, str]
    toolchain: Mapping[str, str] = field(default_factory=dict)  # for information
    version: int = VERSION

    def dump(self) -> str:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False, sort_keys=True) + "\n"

    def green(self, accepted: tuple[Accepted, ...]) -> bool:
        """Whether every theorem became a check and holds exactly, or is accepted as it is."""
        claims = {n: e for n, e in self.declarations.items() if e.is_claim}
        verdicts = {n: e.exact or "unsupported" for n, e in claims.items()}
        return all(v == "holds" or accept(n, v, accepted) for n, v in verdicts.items())


def load(path: Path) -> Lock | None:
    """The lock at `path`; None if there is none. A lock that cannot be read is an error."""
    data = _read(path)
    if data is None:
        return None
    _check_version(path.name, data.get("version"))
    try:
        entries = {name: _entry(dict(e)) for name, e in data.pop("declarations").items()}
        return Lock(declarations=entries, **data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _unreadable(path.name, f"it is not as lean-bridge writes it ({error})") from error


def listed(path: Path) -> frozenset[str]:
    """The files that the lock at `path` lists, whatever its version; none without a lock. After a
    merge that left a conflict, those of both sides."""
    if path.is_file() and _CONFLICT in (text := path.read_text(encoding="utf-8", errors="replace")):
        return frozenset(_OUTPUT.findall(text))
    data = _read(path)
    outputs = {} if data is None else data.get("outputs")
    if not isinstance(outputs, dict):
        raise _unreadable(path.name, "it lists no files")
    return frozenset(outputs)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable(path.name, str(error)) from error
    if not isinstance(data, dict):
        raise _unreadable(path.name, "it holds no table")
    return data


def _unreadable(name: str, reason: str) -> SpecError:
    hint = f"restore {name} from version control; after a merge, `lean-bridge gen` writes it anew"
    return SpecError("bad-lock", f"{name} cannot be read: {reason}", hint=hint)


def _check_version(name: str, found: object) -> None:
    if found == VERSION and not isinstance(found, bool):
        return
    newer = isinstance(found, int) and found > VERSION
    raise SpecError(
        "lock-version",
        f"{name} has version {found}, this lean-bridge writes {VERSION}",
        hint="use the newer lean-bridge that wrote it"
        if newer
        else "run `lean-bridge gen` and read the diff",
    )


def _entry(data: dict[str, Any]) -> Entry:
    binders = tuple(Hypothesis(**b) for b in data.pop("binders"))
    data |= {k: tuple(data[k]) for k in ("uses", "meanings", "parameters", "rests_on")}
    entry = Entry(binders=binders, **data)
    if not all(isinstance(v, str) for v in (entry.own, entry.closure, entry.file, entry.kind)):
        raise ValueError("an entry is incomplete")
    return entry
