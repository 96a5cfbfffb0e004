"""The whole build on one screen: Lean files in, generated files and lock out. Writes nothing.

read → elaborate → classify → lower → emit → validate → examine the theorems exactly → lock
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bridge.config import Accepted, Settings
from bridge.core.environment import Definition
from bridge.core.expr import Pi
from bridge.core.normal import Digests
from bridge.elaborate import Constants
from bridge.emit.package import Package, emit_package
from bridge.errors import BridgeError, Diagnostic, NotSupported, SpecError
from bridge.exact.evaluator import Evaluator
from bridge.exact.theorems import Tested, examine
from bridge.lock import Entry, Lock, hash_file, hash_text, tool_digest
from bridge.project import Project, read_project
from bridge.project.project import project_root
from bridge.quick import bindings_digest
from bridge.report.results import accept
from bridge.syntax.ast import BinderKind, Declaration
from bridge.syntax.printer import show_statement
from bridge.validate import validate

THEOREMS = frozenset({"theorem", "lemma"})
EXACT_DRAWS = 60


@dataclass(frozen=True, slots=True)
class Refusal:
    """A declaration that became no function or check, and why. `claim`: it is a theorem."""

    name: str
    file: str
    line: int
    diagnostic: Diagnostic
    claim: bool


@dataclass(frozen=True, slots=True)
class Theorem:
    """A theorem that became a check, against these subjects in the generated tests."""

    name: str
    file: str
    line: int
    form: str
    proof: str
    subjects: tuple[str, ...]
    exact: Tested

    @property
    def exact_verdict(self) -> str:
        return {"fails": "fail"}.get(self.exact.verdict, self.exact.verdict)

    @property
    def exact_reason(self) -> str:
        if self.exact.verdict == "fails":
            values = "\n".join(f"    {line}" for line in self.exact.counterexample)
            return f"  the statement is false in exact arithmetic, for example at\n{values}"
        return f"  {self.exact.reason}" if self.exact.reason else ""


@dataclass(slots=True)
class Elaborated:
    """Every declaration of the requested modules, elaborated or refused."""

    project: Project
    base: Path  # what the paths of files are relative to
    environment: Constants
    definitions: dict[str, Definition] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)

    def theorems(self) -> list[Definition]:
        return [d for d in self.definitions.values() if d.kind in THEOREMS]


@dataclass(frozen=True, slots=True)
class Build:
    """Everything that a run makes, in memory."""

    elaborated: Elaborated
    package: Package
    theorems: dict[str, Theorem]
    refusals: list[Refusal]
    lock: Lock

    @property
    def files(self) -> dict[str, str]:
        return self.package.files

    def green(self, accepted: tuple[Accepted, ...]) -> bool:
        """Whether every theorem became a check and holds exactly, or is accepted as it is."""
        refused = {r.name: "unsupported" for r in self.refusals if r.claim}
        verdicts = {t.name: t.exact_verdict for t in self.theorems.values()} | refused
        return all(v == "holds" or accept(n, v, accepted) for n, v in verdicts.items())


def build(settings: Settings, paths: Sequence[Path] = ()) -> Build:
    """Build the specs of the settings, or just `paths`."""
    done = elaborate(settings, paths)
    package = _emit_validated(settings, done, complete=not paths)
    refusals = [*done.refusals, *(_refusal(d.source, e) for d, e in package.refused if d.source)]
    evaluator = Evaluator(done.environment)
    theorems = {}
    for definition in done.theorems():
        try:
            made = _theorem(evaluator, definition, package)
        except NotSupported as error:
            assert definition.source is not None
            refusals.append(_refusal(definition.source, error))
        else:
            if made is not None:
                theorems[made.name] = made
    return Build(done, package, theorems, refusals, _lock(settings, done, package, theorems))


def _emit_validated(settings: Settings, done: Elaborated, *, complete: bool) -> Package:
    """The package, without what cannot be compared with the exact evaluator."""
    definitions, excluded = list(done.definitions.values()), dict[str, NotSupported]()
    while True:
        package = emit_package(
            settings, done.environment, definitions, complete=complete, excluded=excluded
        )
        failed = validate(package, done.environment)
        if not failed:
            return package
        excluded |= failed


def elaborate(settings: Settings, paths: Iterable[Path] = ()) -> Elaborated:
    """Read and elaborate. Wrong text is an error at once; what is valid but not handled yet is
    collected."""
    wanted = [p.resolve() for p in paths] or [settings.root / settings.specs]
    base = _base(settings, wanted)
    project = read_project(wanted, base)
    done = Elaborated(
        project, base, Constants(project.declarations, project.notations, project.exports)
    )
    for diagnostic in project.refused:
        raise SpecError.of(diagnostic)
    for name in project.requested:
        module = project.modules[name]
        if not module.declarations and not module.imports:
            raise SpecError("empty-file", f"{module.path}: no declaration was found")
        for declaration in module.declarations:
            _elaborate_one(done, declaration)
    return done


def _base(settings: Settings, wanted: list[Path]) -> Path:
    """The root of the settings; for files outside it, that of their Lean project."""
    inside = all(p.is_relative_to(settings.root) for p in wanted)
    return settings.root if inside else project_root(wanted[0])


def _elaborate_one(done: Elaborated, declaration: Declaration) -> None:
    try:
        definition = done.environment.definition(declaration.name)
    except NotSupported as error:
        done.refusals.append(_refusal(declaration, error))
        return
    if definition is not None:
        done.definitions[declaration.name] = definition


def _refusal(declaration: Declaration, error: BridgeError) -> Refusal:
    head = declaration.head
    error = error.within(declaration.name, head)
    return Refusal(
        declaration.name,
        head.source.path if head else "",
        head.line if head else 0,
        error.diagnostic,
        declaration.kind in THEOREMS,
    )


def _theorem(evaluator: Evaluator, definition: Definition, package: Package) -> Theorem | None:
    """What the evaluator says about a theorem that became a claim; None if it became none."""
    claim, source = package.claims.get(definition.name), definition.source
    if claim is None or source is None or source.head is None:
        return None
    return Theorem(
        definition.name,
        source.head.source.path,
        source.head.line,
        claim.form,
        source.proof.value,
        package.checks[definition.name].subjects,
        examine(evaluator, definition, EXACT_DRAWS, definition.name),
    )


def _lock(
    settings: Settings, done: Elaborated, package: Package, theorems: dict[str, Theorem]
) -> Lock:
    digests = Digests(done.environment)
    return Lock(
        tool=tool_digest(),
        settings=hash_text(settings.digest_text()),
        bindings=bindings_digest(settings),
        sources={m.path: hash_file(done.base / m.path) for m in done.project.modules.values()},
        declarations={
            name: _entry(d, digests, theorems.get(name)) for name, d in done.definitions.items()
        },
        outputs={path: hash_text(text) for path, text in package.files.items()},
    )


def _entry(d: Definition, digests: Digests, theorem: Theorem | None) -> Entry:
    source = d.source
    assert source is not None
    assert source.head is not None
    is_theorem = d.kind in THEOREMS
    return Entry(
        kind="theorem" if is_theorem else d.kind,
        file=source.head.source.path,
        statement=show_statement(source),
        own=digests.own(d),
        closure=digests.closure(d),
        uses=digests.uses(d),
        parameters=_parameters(d),
        proof=source.proof.value,
        form=(theorem.form if theorem else "unsupported") if is_theorem else None,
        exact=theorem.exact_verdict if theorem else None,
    )


def _parameters(d: Definition) -> tuple[str, ...]:
    """The names of the parameters, which are the names in Python."""
    names, type = [], d.type
    while isinstance(type, Pi):
        if type.kind is not BinderKind.INSTANCE:
            names.append(type.name)
        type = type.body
    return tuple(names)
