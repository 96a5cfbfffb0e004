"""The lock of a build: what was read, what each declaration says, what was made of it."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

from bridge.bindings import read_bindings
from bridge.config import Settings
from bridge.core.environment import Definition, Environment
from bridge.core.expr import Pi, constants
from bridge.core.normal import Digests
from bridge.core.show import show
from bridge.digests import digest_files, digest_text, tool_digest
from bridge.emit.lean import lean_text
from bridge.errors import BridgeError
from bridge.exact.evaluator import Evaluator
from bridge.lock import CLAIMS, Entry, Hypothesis, Lock
from bridge.meaning import TABLE
from bridge.meaning.project import read_meanings
from bridge.proofs import Proofs
from bridge.syntax.ast import BinderKind, Declaration

if TYPE_CHECKING:
    from bridge.pipeline import Elaborated, Theorem
    from bridge.refusal import Refusal


def record(
    settings: Settings,
    done: Elaborated,
    files: Mapping[str, str],
    modules: Mapping[str, str],
    theorems: Mapping[str, Theorem],
    refusals: Iterable[Refusal],
) -> Lock:
    """The lock of a build; `modules` are the Python modules by Lean file."""
    project = done.project
    recorder = Recorder(done, theorems, {r.name: r for r in refusals})
    entries = recorder.entries()
    used = sorted({m for e in entries.values() for m in e.meanings})
    return Lock(
        tool=tool_digest(),
        settings=settings.table(),
        sources=digest_files(str(done.base), sorted(m.path for m in project.modules.values())),
        inputs=input_digests(settings),
        bindings=_bindings(settings),
        meanings={name: recorder.meanings.digest(name) for name in used},
        own_meanings=_own_meanings(settings),
        modules=dict(sorted(modules.items())),
        declarations=entries,
        outputs={path: digest_text(text) for path, text in files.items()},
        toolchain=_toolchain(project.root),
    )


def input_digests(settings: Settings) -> dict[str, str]:
    """The hashes of the files beside the Lean files: bindings and meanings."""
    paths = [*([settings.bindings] if settings.bindings else []), *settings.meanings]
    return digest_files(str(settings.root), paths)


def places(done: Elaborated, entries: Mapping[str, Entry]) -> dict[str, int]:
    """The line of each declaration, by its name in the lock."""
    lines = {d.name: d.head.line for d in done.project.declarations.values() if d.head}
    digests = Digests(done.environment, Meanings(done.environment).digest)
    named = {digests.stable_name(d): d.name for d in done.definitions.values()}
    return {name: lines.get(named.get(name, name), 1) for name in entries}


class Recorder:
    """Makes the entries: of every declaration that was asked for, and of all below them."""

    def __init__(
        self, done: Elaborated, theorems: Mapping[str, Theorem], refusals: Mapping[str, Refusal]
    ) -> None:
        self.done, self.theorems, self.refusals = done, theorems, refusals
        self.meanings = Meanings(done.environment)
        self.digests = Digests(done.environment, self.meanings.digest)
        self.evaluator = Evaluator(done.environment)
        self.proofs = Proofs(done.project.declarations)

    def entries(self) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        todo, seen = list(self.done.definitions.values()), set[str]()
        while todo:
            definition = todo.pop()
            if definition.name not in seen:
                seen.add(definition.name)
                found[self.digests.stable_name(definition)] = self._read(definition)
                todo += self._below(definition)
        for name, refusal in self.refusals.items():
            declaration = self.done.project.declarations.get(name)
            if declaration is not None and name not in seen:
                found[name] = _refused(declaration, refusal)
        return dict(sorted(found.items()))

    def _below(self, d: Definition) -> list[Definition]:
        found = (self.done.environment.definition(name) for name in self.digests.uses(d))
        return [used for used in found if used is not None]

    def _read(self, d: Definition) -> Entry:
        source = d.source
        assert source is not None
        assert source.head is not None
        refusal, theorem = self.refusals.get(d.name), self.theorems.get(d.name)
        entry = Entry(
            kind=source.kind,
            file=source.head.source.path,
            statement=_text(source),
            own=self.digests.own(d),
            closure=self.digests.closure(d),
            uses=tuple(map(self.digests.stable_name, self._below(d))),
            meanings=self.digests.meanings(d),
            parameters=_parameters(d),
            proof=source.proof.value,
            refusal=None if refusal is None else _reason(refusal),
        )
        return self._claim(d, entry, theorem) if entry.is_claim else entry

    def _claim(self, d: Definition, entry: Entry, theorem: Theorem | None) -> Entry:
        binders, goal = self.digests.telescope(d, self.evaluator.is_proposition)
        return replace(
            entry,
            binders=tuple(Hypothesis(b.name, b.text, b.digest, b.is_hypothesis) for b in binders),
            goal=goal,
            rests_on=self.proofs.rests_on(d.name),
            form=theorem.form if theorem else "unsupported",
            exact=theorem.exact_verdict if theorem else None,
            evidence=theorem.exact.evidence.text if theorem else None,
        )


def _refused(declaration: Declaration, refusal: Refusal) -> Entry:
    """A declaration without a normal form is held by its text, without comments and layout."""
    text = _text(declaration)
    own = f"text:{digest_text(' '.join(text.split()))}"
    form = "unsupported" if declaration.kind in CLAIMS else None
    return Entry(
        declaration.kind,
        refusal.file,
        text,
        own,
        own,
        proof=declaration.proof.value,
        form=form,
        refusal=_reason(refusal),
    )


def _reason(refusal: Refusal) -> str:
    return f"[{refusal.diagnostic.code}] {refusal.diagnostic.message}"


def _text(declaration: Declaration) -> str:
    try:
        return "\n".join(lean_text(declaration))
    except BridgeError:  # a statement that could not be parsed; the refusal tells why
        return f"{declaration.kind} {declaration.name}"


def _parameters(d: Definition) -> tuple[str, ...]:
    """The names of the parameters before the colon, which are names in Python."""
    names, type = [], d.type
    for _ in range(d.arity or 0):
        if not isinstance(type, Pi):
            break
        if type.kind is not BinderKind.INSTANCE:
            names.append(type.name)
        type = type.body
    return tuple(names)


class Meanings:
    """Digests of the meaning table's entries, each with those that its definition mentions."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._digests: dict[str, str] = {}

    def digest(self, name: str) -> str:
        if name not in self._digests:
            self._digests[name] = "…"  # where an entry mentions itself
            self._digests[name] = digest_text(json.dumps(self._said(name)))
        return self._digests[name]

    def _said(self, name: str) -> list[Any]:
        entry, definition = TABLE.get(name), self._environment.definition(name)
        value = None if definition is None else definition.value
        below = () if value is None else sorted({c.name for c in constants(value)} - {name})
        if entry is None:
            return [name, "" if definition is None else show(definition.type)]
        given = [entry.signature, entry.body, entry.unfoldable, entry.domain]
        code = [_spelled(entry.exact), _spelled(entry.lower)]
        return [*given, code, [f"{n}:{self.digest(n)}" for n in below]]


def _spelled(value: Callable[..., Any] | None) -> list[str]:
    """Which function it is; the plain values in its closure are part of it. Its code is the
    tool's, and no part of a meaning."""
    if value is None:
        return []
    named = [_called(value)]
    if not isinstance(value, FunctionType):
        return named
    held = [cell.cell_contents for cell in value.__closure__ or ()]
    return named + [_called(h) if callable(h) else str(h) for h in held if _is_plain(h)]


def _called(value: Callable[..., Any]) -> str:
    return str(getattr(value, "__qualname__", ""))


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | Fraction | FunctionType)


def _bindings(settings: Settings) -> dict[str, str]:
    """Each binding as one line, by subject and definition."""
    found = {}
    for subject in read_bindings(settings.bindings_path):
        for b in subject.bindings:
            said = [("module" if b.is_module else "call", ast.unparse(b.expression))]
            said += [("parameters", ", ".join(f"{k} = {v}" for k, v in b.parameters))]
            said += [("batch", " ".join(b.batch)), ("reduction", b.reduction)]
            said += [("imports", " ".join(subject.imports))]
            text = "; ".join(f"{k}: {v}" for k, v in said if v)
            found[f"{subject.name}: {b.definition}"] = text
    return dict(sorted(found.items()))


def _own_meanings(settings: Settings) -> dict[str, str]:
    """What each meaning file says, by file and key."""
    found = dict[str, str]()
    for path in settings.meanings:
        said = read_meanings([settings.root / path])
        found |= {f"{path}: {name}": text for name, text in said.restated.items()}
    return dict(sorted(found.items()))


def _toolchain(root: Path) -> dict[str, str]:
    """The Lean toolchain and the revisions of the manifest, where the project has them."""
    found = {}
    toolchain = root / "lean-toolchain"
    if toolchain.is_file():
        found["lean"] = toolchain.read_text(encoding="utf-8", errors="replace").strip()
    try:
        manifest = json.loads((root / "lake-manifest.json").read_text(encoding="utf-8"))
        packages = manifest["packages"]
        found |= {p["name"]: p["rev"] for p in packages if "rev" in p}
    except (OSError, ValueError, KeyError, TypeError):
        return found
    return found
