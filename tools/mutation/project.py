"""A project in memory, with its mutants: which changes there are, and what a changed text says."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bridge.config import Settings
from bridge.core.environment import Definition
from bridge.core.expr import NAT, Const, Pi, spine
from bridge.core.normal import Digests, serialize
from bridge.elaborate import Constants
from bridge.errors import NotSupported, SpecError
from bridge.exact.evaluator import Evaluator
from bridge.pipeline import Elaborated, elaborate
from bridge.project import Project
from bridge.project.commands import read_module
from bridge.project.notations import Declared
from bridge.record import Meanings
from bridge.refusal import refusal
from bridge.source import Source
from bridge.syntax import ast
from bridge.syntax.ast import BinderKind, Declaration
from tools.mutation.kinds import KINDS, Around, Kind, placed
from tools.mutation.sites import STATED, Site, sites

DEFINED = ("def", "abbrev", "instance")
MOST_BORROWED = 40  # characters of a term that is put elsewhere
_WORD = re.compile(r"[^\W\d][\w'!?]*")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change of one stretch of one file."""

    kind: str
    declaration: str
    file: str
    start: int
    end: int
    new: str

    def applied(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]

    def lines(self, text: str) -> tuple[str, str]:
        """The lines that it changes, before and after."""
        first = text.rfind("\n", 0, self.start) + 1
        last = text.find("\n", self.end)
        last = len(text) if last < 0 else last
        return text[first:last], text[first : self.start] + self.new + text[self.end : last]


@dataclass(slots=True)
class Read:
    """A project that was read, with the digest of each theorem's closure."""

    done: Elaborated
    closures: dict[str, str]
    evaluator: Evaluator = field(init=False)
    digests: Digests = field(init=False)

    def __post_init__(self) -> None:
        environment = self.done.environment
        self.evaluator = Evaluator(environment)
        self.digests = Digests(environment, Meanings(environment).digest)
        for d in self.done.theorems():
            if d.name not in self.closures:
                self.closures[d.name] = self.digests.closure(d)

    def below(self, name: str) -> set[str]:
        """What stands below a declaration, and itself."""
        seen, todo = set[str](), [name]
        while todo:
            d = self.done.environment.definition(todo.pop())
            if d is not None and d.name not in seen:
                seen.add(d.name)
                todo += self.digests.uses(d)
        return seen

    def above(self, name: str) -> set[str]:
        """What rests on a declaration, and itself."""
        return {name} | {d for d in self.done.definitions if name in self.below(d)}


def read(folder: Path, specs: str) -> Read:
    """Read a project; raises `SpecError` where it is not well typed."""
    return Read(elaborate(Settings(folder, specs=specs)), {})


def changed(base: Read, mutant: Mutant) -> Read:
    """The project with a changed file: its declaration is parsed again, and what rests on it is
    elaborated again. Raises `SpecError` where that is not well typed."""
    project, above = base.done.project, base.above(mutant.declaration)
    again = _declaration(project, mutant)
    declarations = {**project.declarations, again.name: again}
    reach = project.reach
    environment = Constants(declarations, project.notations, project.exports, sees=reach.sees)
    known = base.done.environment._done
    environment._done = {n: d for n, d in known.items() if _owner(n, declarations) not in above}
    done = Elaborated(replace(project, declarations=declarations), base.done.base, environment)
    for name in base.done.definitions:
        if (refused := _elaborated(done, name)) is not None:
            done.refusals.append(refusal(declarations[name], refused))
    return Read(done, {n: c for n, c in base.closures.items() if n not in above})


def _owner(name: str, declarations: Mapping[str, Declaration]) -> str:
    """The declaration that a constant belongs to."""
    while name not in declarations and "." in name:
        name = name.rpartition(".")[0]
    return name


def _elaborated(done: Elaborated, name: str) -> NotSupported | None:
    try:
        definition = done.environment.definition(name)
    except NotSupported as error:
        return error
    if definition is not None:
        done.definitions[name] = definition
    return None


def _declaration(project: Project, mutant: Mutant) -> Declaration:
    """The changed declaration, from the whole changed file."""
    text = mutant.applied(source_text(project, mutant.file))
    passed_on = [d for d in project.declared if _is_seen(project, d, mutant.file)]
    module, _ = read_module(Source(mutant.file, text), passed_on, eager=False)
    found = {d.name: d for d in module.declarations}
    if mutant.declaration not in found or module.refused:
        raise SpecError("syntax", "the file falls into other declarations")
    return found[mutant.declaration]


def _is_seen(project: Project, notation: Declared, file: str) -> bool:
    span = notation.notation.span
    there = span.source.path if span is not None else ""
    return there != file and project.reach.sees(file, there) is not False


def source_text(project: Project, file: str) -> str:
    heads = (d.head for d in project.declarations.values() if d.head is not None)
    return next(h.source.text for h in heads if h.source.path == file)


# -- all changes --------------------------------------------------------------------------------


def mutants(project: Read, generator: random.Random) -> Iterator[Mutant]:
    """All changes, each once, in random order, every kind as often as another while it has any."""
    by_kind: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in dict.fromkeys(_every(project)):
        by_kind[mutant.kind].append(mutant)
    for found in by_kind.values():
        generator.shuffle(found)
    while by_kind:
        kind = generator.choice(sorted(by_kind))
        yield by_kind[kind].pop()
        if not by_kind[kind]:
            del by_kind[kind]


def _every(project: Read) -> Iterator[Mutant]:
    alike = _alike(project)
    transposed = _transposed(project)
    declared = [(d, d.source) for d in project.done.definitions.values() if d.source is not None]
    terms: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for d, source in declared:
        terms[_file(source)] |= dict(_terms(source, _hypotheses(project, d)))
    for d, source in declared:
        if d.kind not in (*STATED, *DEFINED):
            continue
        own = tuple(terms[_file(source)].items())
        around = Around(alike, own, _dimensions(d), transposed)
        for site in sites(source, _hypotheses(project, d)):
            for kind in KINDS:
                yield from _of_kind(kind, site, around, source)
        if d.kind in STATED:
            yield from _without_hypotheses(source, _hypotheses(project, d))


def _of_kind(kind: Kind, site: Site, around: Around, source: Declaration) -> Iterator[Mutant]:
    name = kind.__name__.replace("_", " ")
    for new in kind(site, around):
        if new != site.old:
            written = placed(site, new)
            yield Mutant(name, source.name, _file(source), site.start, site.end, written)


def _without_hypotheses(source: Declaration, hypotheses: frozenset[str]) -> Iterator[Mutant]:
    for binder in source.binders:
        if hypotheses & set(binder.names) and binder.span is not None:
            span = binder.span
            place = (_file(source), span.start, span.end)
            yield Mutant("drop hypothesis", source.name, *place, "")


def _file(source: Declaration) -> str:
    assert source.span is not None
    return source.span.source.path


def _hypotheses(project: Read, d: Definition) -> frozenset[str]:
    binders, _ = project.digests.telescope(d, project.evaluator.is_proposition)
    return frozenset(b.name for b in binders if b.is_hypothesis and d.kind in STATED)


def _dimensions(d: Definition) -> frozenset[str]:
    found, type = set(), d.type
    while isinstance(type, Pi):
        if type.type == NAT:
            found.add(type.name)
        type = type.body
    return frozenset(found)


def _terms(source: Declaration, hypotheses: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for site in sites(source, hypotheses):
        if isinstance(site.node, ast.Apply) and len(site.old) <= MOST_BORROWED:
            yield site.old, frozenset(_WORD.findall(site.old)) & set(site.scope)


def _alike(project: Read) -> dict[str, tuple[str, ...]]:
    """The definitions of the same type, by their last names; and what Lean has in pairs."""
    by_type: dict[str, list[str]] = defaultdict(list)
    for d in project.done.definitions.values():
        if d.kind in DEFINED:
            by_type[serialize(d.type, str)].append(d.name.rpartition(".")[2])
    alike = {n: tuple(m for m in ns if m != n) for ns in by_type.values() for n in ns}
    return {"max": ("min",), "min": ("max",)} | alike


def _transposed(project: Read) -> dict[tuple[str, int], str]:
    """By last name and number of arguments, of the definitions that make matrices or maps."""
    found = {}
    for d in project.done.definitions.values():
        type, explicit = d.type, 0
        while isinstance(type, Pi):
            type, explicit = type.body, explicit + (type.kind is BinderKind.EXPLICIT)
        head = spine(type)[0]
        if d.kind in DEFINED and isinstance(head, Const) and head.name in TRANSPOSED:
            found[d.name.rpartition(".")[2], explicit] = TRANSPOSED[head.name]
    return found


TRANSPOSED = {"Matrix": "transpose", "ContinuousLinearMap": "adjoint"}
