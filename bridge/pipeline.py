"""The whole build on one screen: Lean files in, generated files and lock out. Writes nothing.

read → elaborate → classify → lower → emit → validate → examine the theorems exactly → lock
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bridge.bindings import bound_definitions, read_bindings
from bridge.config import Accepted, Settings
from bridge.core.environment import Definition
from bridge.core.expr import constants
from bridge.core.normal import Digests
from bridge.digests import tool_digest
from bridge.elaborate import Constants
from bridge.emit.audit import Meant, audit
from bridge.emit.package import Package, emit_package
from bridge.errors import (
    BridgeError,
    Diagnostic,
    InternalError,
    NotSupported,
    SpecError,
    bugs_as_refusals,
    together,
)
from bridge.exact.evaluator import Evaluator
from bridge.exact.restated import agreement
from bridge.exact.theorems import Evidence, Examined
from bridge.examining import FOLDER, Examination, Store
from bridge.forms import exact
from bridge.forms.laws import stated
from bridge.lock import Entry, Lock
from bridge.meaning.project import read_meanings
from bridge.pins import check_pins
from bridge.project import Project, read_project
from bridge.project.files import project_root
from bridge.record import Meanings, input_digests, record
from bridge.refusal import THEOREMS, Refusal, refusal
from bridge.report.results import accept
from bridge.syntax.ast import Declaration
from bridge.validate import NOT_VALIDATED, validate

EXACT_DRAWS = 60


@dataclass(frozen=True, slots=True)
class Theorem:
    """A theorem that became a check, against these subjects in the generated tests."""

    name: str
    file: str
    line: int
    form: str
    proof: str
    subjects: tuple[str, ...]
    exact: Examined

    @property
    def exact_verdict(self) -> str:
        return {"fails": "fail"}.get(self.exact.verdict, self.exact.verdict)

    @property
    def exact_reason(self) -> str:
        if self.exact.verdict == "fails":
            values = "\n".join(f"    {line}" for line in self.exact.counterexample)
            told = "  the statement is false in exact arithmetic"
            return f"{told}, for example at\n{values}" if values else told
        shown = self.exact.reason and self.exact.verdict != "holds"
        return f"  {self.exact.reason}" if shown else ""


@dataclass(slots=True)
class Elaborated:
    """Every declaration of the requested modules, elaborated or refused."""

    project: Project
    base: Path  # what the paths of files are relative to
    environment: Constants
    definitions: dict[str, Definition] = field(default_factory=dict)
    stated: dict[str, Definition] = field(default_factory=dict)  # theorems that types state
    replaced: set[str] = field(default_factory=set)  # by some of these
    # theorems over structures with laws: those that no definition instantiates, and those that
    # some do, but whose structures have elements that can be drawn
    lawful: list[tuple[Definition, BridgeError]] = field(default_factory=list)
    general: list[Definition] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    errors: list[BridgeError] = field(default_factory=list)  # what is told there and is no refusal
    problems: tuple[Diagnostic, ...] = ()  # commands and imports that could not be read

    def checkable(self) -> list[Definition]:
        """Definitions and theorems to emit."""
        every = (*self.definitions.values(), *self.stated.values())
        return [d for d in every if d.name not in self.replaced]

    def theorems(self) -> list[Definition]:
        return [d for d in self.checkable() if d.kind in THEOREMS]

    def note(self, error: BridgeError) -> None:
        """Keep what is wrong text or a bug of ours; a refusal is kept as that alone."""
        if not isinstance(error, NotSupported):
            self.errors.append(error)


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


def build(
    settings: Settings,
    paths: Sequence[Path] = (),
    known: Lock | None = None,
    *,
    lenient: bool = False,
    keep: bool = True,
) -> Build:
    """Build the specs of the settings, or just `paths`.

    What cannot be handled yet, wrong text and bugs of ours each cost the declaration that they
    stand in, and no more. Unless `lenient`, wrong text and bugs are then an error that tells all of
    them, and what was refused.

    With a `known` lock, what it says about a declaration whose closure has not changed is taken
    over: no function of it is validated and no theorem examined again. For comparing, not writing.
    Unless `keep`, nothing is written, results that a later run could use included.
    """
    check_pins()
    done = _elaborated(settings, paths, lenient=lenient)
    _state_laws(done)
    trusted = _trusted(settings, done, known)
    with _examination(settings, done, trusted, keep=keep) as examination:
        package = _package(settings, done, trusted, complete=not paths, lenient=lenient)
        _compare_restated(settings, examination.evaluator)
        theorems, refusals = _told(settings, done, package, examination, trusted)
        if done.errors and not lenient:
            raise together(done.errors)
    lock = record(settings, done, package.files, package.modules, theorems, refusals)
    return Build(done, package, theorems, refusals, lock)


@contextmanager
def _examination(
    settings: Settings, done: Elaborated, trusted: dict[str, Entry], *, keep: bool
) -> Iterator[Examination]:
    """The theorems, examined while the rest of the build goes on."""
    digests = Digests(done.environment, Meanings(done.environment).digest)

    def closure(d: Definition) -> str:
        """With the elements of its structures, which are drawn."""
        names = (n for c in constants(d.type) for n in done.environment.elements_of(c.name))
        found = (done.environment.elaborated(n) for n in names)
        return "\n".join([digests.closure(d), *(digests.closure(e) for e in found if e)])

    store = Store(settings.root / FOLDER, closure, EXACT_DRAWS, keep)
    examination = Examination(Evaluator(done.environment), store)
    every = [*done.theorems(), *done.general, *(d for d, _ in done.lawful)]
    known = {n for n, entry in trusted.items() if entry.exact is not None}
    examination.begin(d for d in every if d.kind in THEOREMS and d.name not in known)
    try:
        yield examination
    finally:
        examination.end()
    store.write()


def _told(
    settings: Settings,
    done: Elaborated,
    package: Package,
    examination: Examination,
    trusted: dict[str, Entry],
) -> tuple[dict[str, Theorem], list[Refusal]]:
    """What is said of each theorem: what it became, or why it is refused."""
    bound = bound_definitions(settings.bindings_path)
    unchecked = [*package.refused, *done.lawful]
    theorems = _without_subject(examination, unchecked, trusted, bound)
    theorems |= _in_general(examination, done.general, trusted)
    refused = [(d, e) for d, e in unchecked if d.name not in theorems]
    refusals = [*done.refusals, *(refusal(d.source, e, d) for d, e in refused if d.source)]
    for definition in done.theorems():
        try:
            made = _theorem(examination, definition, package, trusted)
        except BridgeError as error:
            assert definition.source is not None
            refusals.append(refusal(definition.source, error, definition))
            done.note(error)
        else:
            if made is not None:
                theorems[made.name] = made
    return theorems, refusals


def _package(
    settings: Settings,
    done: Elaborated,
    trusted: dict[str, Entry],
    *,
    complete: bool,
    lenient: bool,
) -> Package:
    """The validated package; unless `lenient`, none where text is wrong or a bug was met."""
    try:
        package = _emit_validated(settings, done, trusted, complete=complete)
    except BridgeError as error:
        if lenient or not done.errors:
            raise
        # what it says may only follow from what could not be read
        raise together(done.errors) from error
    for _, refused in package.refused:
        done.note(refused)
    if done.errors and not lenient:
        theorems = (e for d, e in package.refused if d.kind in THEOREMS)
        unread = (NotSupported.of(r.diagnostic) for r in done.refusals if r.claim and not r.wrong)
        raise together([*done.errors, *unread, *theorems])
    return package


def _without_subject(
    examination: Examination,
    unchecked: Sequence[tuple[Definition, BridgeError]],
    trusted: dict[str, Entry],
    bound: frozenset[str],
) -> dict[str, Theorem]:
    """Theorems that became no test, but that the exact evaluator decides alone; not those that rest
    on what a bug was found in: it may be the evaluator's."""
    environment = examination.evaluator.environment
    differentiation, found = exact.Differentiation(environment), {}
    bugs = {d.name for d, e in unchecked if isinstance(e, InternalError)}
    for definition, error in unchecked:
        code = error.diagnostic.code
        if definition.kind not in THEOREMS:
            continue
        try:
            with bugs_as_refusals():
                if differentiation.needs_subject(definition, code, bound):
                    continue
                if bugs and bugs & exact.rests_on(environment, definition):
                    continue
                made = _examined_theorem(examination, definition, exact.NAME, (), trusted)
        except BridgeError as why:  # what lowering said of it is told, and this
            error.noted(f"the exact evaluator: {why.diagnostic.message}")
            continue
        if made is not None:
            found[made.name] = made
    return found


def _in_general(
    examination: Examination, general: list[Definition], trusted: dict[str, Entry]
) -> dict[str, Theorem]:
    """Theorems over structures with laws, on drawn elements: besides those that the project
    defines. One about which nothing is found is stated of these alone."""
    found = {}
    for definition in general:
        try:
            made = _examined_theorem(examination, definition, exact.NAME, (), trusted)
        except BridgeError:
            continue
        if made is not None and made.exact.verdict in ("holds", "fails"):
            found[made.name] = made
    return found


def _state_laws(done: Elaborated) -> None:
    """Add the theorems that types of definitions state."""
    is_proposition = Evaluator(done.environment).is_proposition
    found = stated(done.environment, done.definitions.values(), is_proposition)
    done.stated = {d.name: d for d in found.theorems}
    done.replaced = found.replaced | {d.name for d, _ in found.refused}
    done.lawful, done.general = list(found.refused), found.general


def _meant(settings: Settings, package: Package) -> Meant:
    """What the generated files may hold."""
    checks = (*package.checks.values(), *package.bindings.values())
    return Meant(
        frozenset(package.library.names.given()),
        settings.package,
        frozenset(package.files),
        frozenset(s for check in checks for s in check.subjects),
        read_bindings(settings.bindings_path),
    )


def _trusted(settings: Settings, done: Elaborated, known: Lock | None) -> dict[str, Entry]:
    """What a lock of this very tool says about declarations that have not changed since."""
    if known is None or known.tool != tool_digest() or known.inputs != input_digests(settings):
        return {}
    digests = Digests(done.environment, Meanings(done.environment).digest)
    found = {}
    for d in done.definitions.values():
        entry = known.declarations.get(digests.stable_name(d))
        if entry is not None and entry.closure == digests.closure(d):
            found[d.name] = entry
    return found


def _emit_validated(
    settings: Settings,
    done: Elaborated,
    trusted: dict[str, Entry],
    *,
    complete: bool,
) -> Package:
    """The package, without what cannot be compared with the exact evaluator, disagrees with it or
    cannot be spelled."""
    excluded = dict[str, BridgeError]()
    for name, entry in trusted.items():
        if entry.refusal is not None and entry.refusal.startswith(f"[{NOT_VALIDATED}]"):
            excluded[name] = NotSupported(NOT_VALIDATED, entry.refusal.partition("] ")[2])
    while True:
        try:
            package = emitted(settings, done, excluded, complete=complete)
        except BridgeError as error:
            where = error.diagnostic.declaration
            if where is None or where in excluded:
                raise
            excluded[where] = error
            done.note(error)
            continue
        failed = validate(package, done.environment, trusted)
        if not failed:
            return package
        excluded |= failed
        for met in failed.values():
            done.note(met)


def emitted(
    settings: Settings,
    done: Elaborated,
    excluded: Mapping[str, BridgeError] | None = None,
    *,
    complete: bool = True,
) -> Package:
    """The package of what was elaborated, read back before anything of it is run."""
    definitions = done.checkable()
    package = emit_package(
        settings, done.environment, definitions, complete=complete, excluded=excluded or {}
    )
    audit(package.files, _meant(settings, package))
    return package


def elaborate(
    settings: Settings, paths: Iterable[Path] = (), *, lenient: bool = False
) -> Elaborated:
    """Read and elaborate. What is refused, wrong text and bugs of ours are collected: each costs
    what it stands in, and no more. Unless `lenient`, wrong text and bugs are then one error."""
    done = _elaborated(settings, paths, lenient=lenient)
    if done.errors and not lenient:
        raise together(done.errors)
    return done


def _elaborated(settings: Settings, paths: Iterable[Path], *, lenient: bool) -> Elaborated:
    """Unless `lenient`, commands and imports that cannot be read are among the errors."""
    wanted = [p.resolve() for p in paths] or [settings.root / settings.specs]
    base = _base(settings, wanted)
    project = read_project(wanted, base, strict=not lenient, eager=False)
    done = Elaborated(project, base, _constants(settings, project), problems=project.refused)
    if not lenient:
        done.errors += map(SpecError.of, project.refused)
    for name in project.requested:
        module = project.modules[name]
        if not module.declarations and not module.imports and not project.refused:
            raise SpecError("empty-file", f"{module.path}: no declaration was found")
        for declaration in module.declarations:
            _elaborate_one(done, declaration)
    return done


def _constants(settings: Settings, project: Project) -> Constants:
    """The environment, with what the project says about its own constants."""
    meanings = read_meanings(settings.root / path for path in settings.meanings)
    return Constants(
        project.declarations,
        project.notations,
        project.exports,
        meanings.restated,
        project.reach.sees,
        project.reach.foreign,
    )


def _compare_restated(settings: Settings, evaluator: Evaluator) -> None:
    """A definition that the project tells again must be the one that it tells again."""
    environment = evaluator.environment
    for name in read_meanings(settings.root / path for path in settings.meanings).restated:
        original = environment.definition(name)
        if original is None:
            continue  # of a file that is not part of this build
        again = environment.restated(name)
        assert again is not None
        tested = agreement(evaluator, original, again, EXACT_DRAWS)
        if tested.verdict != "holds":
            raise SpecError(
                "restated",
                f"`{name}` is told again as something else: {tested.verdict}",
                original.source.head if original.source else None,
                notes=tested.counterexample,
            )


def _base(settings: Settings, wanted: list[Path]) -> Path:
    """The root of the settings; for files outside it, that of their Lean project."""
    inside = all(p.is_relative_to(settings.root) for p in wanted)
    return settings.root if inside else project_root(wanted[0])


def _elaborate_one(done: Elaborated, declaration: Declaration) -> None:
    try:
        definition = done.environment.definition(declaration.name)
    except BridgeError as error:
        done.refusals.append(refusal(declaration, error))
        done.note(error)
        return
    if definition is not None:
        done.definitions[declaration.name] = definition


def _theorem(
    examination: Examination, definition: Definition, package: Package, trusted: dict[str, Entry]
) -> Theorem | None:
    """What the evaluator says about a theorem that became a claim; None if it became none."""
    claim = package.claims.get(definition.name)
    if claim is None:
        return None
    subjects = package.checks[definition.name].subjects
    return _examined_theorem(examination, definition, claim.form, subjects, trusted)


def _examined_theorem(
    examination: Examination,
    definition: Definition,
    form: str,
    subjects: tuple[str, ...],
    trusted: dict[str, Entry],
) -> Theorem | None:
    source = definition.source
    if source is None or source.head is None:
        return None
    tested = _examined(trusted.get(definition.name))
    if tested is None:
        tested = examination.of(definition)
    return Theorem(
        definition.name,
        source.head.source.path,
        source.head.line,
        form,
        source.proof.value,
        subjects,
        tested,
    )


def _examined(known: Entry | None) -> Examined | None:
    """What a lock says about a theorem."""
    if known is None or known.exact is None:
        return None
    verdict = {"fail": "fails"}.get(known.exact, known.exact)
    return Examined(verdict, 0, 0, evidence=Evidence.of(known.evidence or ""))
