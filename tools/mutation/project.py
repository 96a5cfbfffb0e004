"""A project in memory, with its mutants: which changes there are, and what a changed text says."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bridge.config import Settings
from bridge.core.environment import Definition
from bridge.core.expr import NAT, Pi
from bridge.core.normal import Digests, serialize
from bridge.exact.evaluator import Evaluator
from bridge.pipeline import Elaborated, elaborate
from bridge.record import Meanings
from bridge.syntax import ast
from bridge.syntax.ast import Declaration
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
    closures: dict[str, str] = field(init=False)
    evaluator: Evaluator = field(init=False)

    def __post_init__(self) -> None:
        self.evaluator = Evaluator(self.done.environment)
        digests = self.digests
        self.closures = {d.name: digests.closure(d) for d in self.done.theorems()}

    @property
    def digests(self) -> Digests:
        environment = self.done.environment
        return Digests(environment, Meanings(environment).digest)

    def weight(self, theorem: Definition) -> int:
        """How much stands below a theorem: what rests on little is examined first."""
        digests, seen, todo = self.digests, set[str](), [theorem.name]
        while todo:
            d = self.done.environment.definition(todo.pop())
            if d is not None and d.name not in seen:
                seen.add(d.name)
                todo += digests.uses(d)
        return len(seen)


def read(folder: Path, specs: str) -> Read:
    """Read a project; raises `SpecError` where it is not well typed."""
    return Read(elaborate(Settings(folder, specs=specs)))


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
    declared = [(d, d.source) for d in project.done.definitions.values() if d.source is not None]
    terms: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for d, source in declared:
        terms[_file(source)] |= dict(_terms(source, _hypotheses(project, d)))
    for d, source in declared:
        if d.kind not in (*STATED, *DEFINED):
            continue
        around = Around(alike, tuple(terms[_file(source)].items()), _dimensions(d))
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
    return frozenset(b.name for b in binders if b.is_hypothesis) if d.kind in STATED else frozenset()


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
