"""The whole build on one screen: Lean files in, generated files and lock out. Writes nothing.

read → elaborate → classify → lower → emit → validate → test the theorems exactly → lock
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bridge.config import Settings
from bridge.core.environment import Definition
from bridge.core.normal import Digests
from bridge.elaborate import Constants
from bridge.errors import BridgeError, Diagnostic, SpecError
from bridge.lock import Entry, Lock, hash_file, hash_text, tool_digest
from bridge.quick import bindings_digest
from bridge.project import Project, read_project
from bridge.syntax.ast import Declaration
from bridge.syntax.printer import show_statement

THEOREMS = frozenset({"theorem", "lemma"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """A declaration that did not become a check: which, and why."""

    name: str
    file: str
    line: int
    diagnostic: Diagnostic
    supported: bool  # False: valid Lean that is not handled yet


@dataclass(slots=True)
class Elaborated:
    """Every declaration of the requested modules, elaborated or refused."""

    project: Project
    environment: Constants
    definitions: dict[str, Definition] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)

    def theorems(self) -> list[Definition]:
        return [d for d in self.definitions.values() if d.kind in THEOREMS]


def elaborate(settings: Settings, paths: Iterable[Path] = ()) -> Elaborated:
    """Read and elaborate the specs (or just `paths`). Wrong text is an error at once; what is
    valid but not handled is collected."""
    wanted = list(paths) or [settings.root / settings.specs]
    project = read_project(wanted, settings.root)
    done = Elaborated(project, Constants(project.declarations, project.notations, project.exports))
    for diagnostic in project.refused:
        raise SpecError.of(diagnostic)
    for name in project.requested:
        module = project.modules[name]
        if not module.declarations and not module.imports:
            raise SpecError("empty-file", f"{module.path}: no declaration was found")
        for declaration in module.declarations:
            _elaborate_one(done, declaration)
    return done


def _elaborate_one(done: Elaborated, declaration: Declaration) -> None:
    try:
        definition = done.environment.definition(declaration.name)
    except SpecError:
        raise
    except BridgeError as error:
        done.refusals.append(refusal(declaration, error))
        return
    if definition is not None:
        done.definitions[declaration.name] = definition


def refusal(declaration: Declaration, error: BridgeError) -> Refusal:
    head = declaration.head
    return Refusal(
        declaration.name,
        head.source.path if head else "",
        head.line if head else 0,
        error.diagnostic,
        isinstance(error, SpecError),
    )


def lock_of(
    settings: Settings,
    done: Elaborated,
    files: dict[str, str],
    forms: dict[str, str],
    exact: dict[str, str],
) -> Lock:
    """The lock of a build."""
    digests = Digests(done.environment)
    entries = {
        name: _entry(d, digests, forms.get(name), exact.get(name))
        for name, d in done.definitions.items()
    }
    return Lock(
        tool=tool_digest(),
        settings=hash_text(settings.digest_text()),
        bindings=bindings_digest(settings),
        sources=source_digests(done.project, settings),
        declarations=entries,
        outputs={path: hash_text(text) for path, text in files.items()},
    )


def _entry(d: Definition, digests: Digests, form: str | None, exact: str | None) -> Entry:
    source = d.source
    assert source is not None
    assert source.head is not None
    return Entry(
        kind="theorem" if d.kind in THEOREMS else d.kind,
        file=source.head.source.path,
        statement=show_statement(source),
        own=digests.own(d),
        closure=digests.closure(d),
        uses=digests.uses(d),
        parameters=_parameters(d),
        proof=source.proof.value,
        form=form,
        exact=exact,
    )


def _parameters(d: Definition) -> tuple[str, ...]:
    from bridge.core.expr import Pi
    from bridge.syntax.ast import BinderKind

    names, type = [], d.type
    while isinstance(type, Pi):
        if type.kind is not BinderKind.INSTANCE:
            names.append(type.name)
        type = type.body
    return tuple(names)


def source_digests(project: Project, settings: Settings) -> dict[str, str]:
    """The hash of every Lean file that was read."""
    return {m.path: hash_file(settings.root / m.path) for m in project.modules.values()}
