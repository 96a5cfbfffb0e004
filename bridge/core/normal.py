"""Normal forms of declarations, as text to be hashed.

Bound names, layout, binder grouping, notation and spans are gone in core terms already. `own` is
what a declaration itself says, with the project's constants numbered in order of occurrence (`uses`
says which they are). `closure` is what it says with everything below it: a constant of the project
by the digest of its own closure, one of the meaning table by the digest of its entry. So a change
below shows in `closure` only, and a rename shows in neither.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from bridge.core.environment import Definition, Environment
from bridge.core.expr import (
    App,
    BVar,
    Const,
    Erased,
    Expr,
    FVar,
    Lam,
    Let,
    Lit,
    Meta,
    Pi,
    Sort,
    constants,
    fresh_fvar,
    instantiate,
    replace_fvars,
)
from bridge.core.show import show
from bridge.errors import InternalError
from bridge.syntax.ast import BinderKind

_STATED = frozenset({"theorem", "lemma", "axiom"})
_ANONYMOUS = "✝"


def serialize(e: Expr, name: Callable[[str], str]) -> str:
    """A term as text: prefix notation, constants through `name`."""
    match e:
        case BVar(index):
            return f"#{index}"
        case Const(constant):
            return name(constant)
        case App(fn, arg):
            return f"({serialize(fn, name)} {serialize(arg, name)})"
        case Lam(_, type, body):
            return f"(λ {serialize(type, name)} {serialize(body, name)})"
        case Pi(_, type, body):
            return f"(Π {serialize(type, name)} {serialize(body, name)})"
        case Let(_, type, value, body):
            parts = " ".join(serialize(x, name) for x in (type, value, body))
            return f"(let {parts})"
        case Lit(value, type):
            return f"({value} : {serialize(type, name)})"
        case Sort(sort):
            return sort
        case Erased():
            return "_"
        case FVar() | Meta():
            raise InternalError("open-term", "a term with free variables has no normal form")
        case _:
            assert_never(e)


def sha256(text: str) -> str:
    """`sha256:…` of a text, after newline normalisation."""
    data = text.replace("\r\n", "\n").encode()
    return "sha256:" + hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Binder:
    """A parameter or hypothesis of a statement. `digest` names variables as Lean does, so that it
    says the same wherever the binder stands."""

    name: str
    text: str
    digest: str
    is_hypothesis: bool


class Digests:
    """Digests of the constants of one environment, each computed once.

    `meaning` gives the digest of a constant of the meaning table.
    """

    def __init__(self, environment: Environment, meaning: Callable[[str], str]) -> None:
        self._environment = environment
        self._meaning = meaning
        self._closures: dict[str, str] = {}
        self._open: list[str] = []  # the declarations whose closure is being taken

    def own(self, d: Definition) -> str:
        """What the declaration itself says."""
        numbers = {name: f"§{k}" for k, name in enumerate(self.uses(d))}
        numbers[d.name] = "§"

        def name(constant: str) -> str:
            owner, part = self._owner(constant)
            return constant if owner is None else f"{numbers[owner.name]}{part}"

        return sha256("\n".join(self._texts(d, name)))

    def closure(self, d: Definition) -> str:
        """What the declaration says together with every definition below it."""
        return self._closure(d)[0]

    def uses(self, d: Definition) -> tuple[str, ...]:
        """The declarations of the project that a declaration mentions, in order of occurrence."""
        owners = (self._owner(name)[0] for name in self._mentioned(d))
        return tuple(dict.fromkeys(o.name for o in owners if o is not None and o.name != d.name))

    def meanings(self, d: Definition) -> tuple[str, ...]:
        """The constants of the meaning table that a declaration mentions."""
        return tuple(sorted(n for n in self._mentioned(d) if self._owner(n)[0] is None))

    def stable_name(self, d: Definition) -> str:
        """The full name; an anonymous instance is known by what it says."""
        name, mark, _ = d.name.partition(_ANONYMOUS)
        return f"{name}{mark}{self.closure(d)[7:19]}" if mark else name

    def _closure(self, d: Definition) -> tuple[str, int]:
        """The digest, and the outermost open declaration that it refers back to."""
        if d.name in self._closures:
            return self._closures[d.name], len(self._open)
        depth = len(self._open)
        outermost = depth
        self._open.append(d.name)

        def name(constant: str) -> str:
            nonlocal outermost
            owner, part = self._owner(constant)
            if owner is None:
                return f"{constant}:{self._meaning(constant)}"
            if owner.name in self._open:
                place = self._open.index(owner.name)
                outermost = min(outermost, place)
                return f"↺{depth - place}{part}"
            digest, back = self._closure(owner)
            outermost = min(outermost, back)
            return f"{digest}{part}"

        digest = sha256("\n".join(self._texts(d, name)))
        self._open.pop()
        if outermost == depth:  # else it depends on where the circle was entered
            self._closures[d.name] = digest
        return digest, outermost

    def _texts(self, d: Definition, name: Callable[[str], str]) -> Iterator[str]:
        yield "statement" if d.kind in _STATED else "definition"
        for part in (d, *self._parts(d)):
            yield part.name.removeprefix(d.name)
            yield serialize(part.type, name)
            yield "" if part.value is None else serialize(part.value, name)

    def _mentioned(self, d: Definition) -> tuple[str, ...]:
        terms = [e for part in (d, *self._parts(d)) for e in (part.type, part.value)]
        return tuple(dict.fromkeys(c.name for e in terms if e is not None for c in constants(e)))

    def _parts(self, d: Definition) -> list[Definition]:
        """The constants that say what a structure or an inductive type is, or that a definition
        declares inside itself."""
        if d.structure is not None and d.name == d.structure.name:
            fields = (f"{d.name}.{field}" for field in d.structure.fields)
            return self._known((d.structure.constructor, *fields))
        if d.inductive is not None and d.name == d.inductive.name:
            return self._known(d.inductive.constructors)
        return self._local(d)

    def _known(self, names: Iterable[str]) -> list[Definition]:
        found = (self._environment.definition(name) for name in names)
        return [part for part in found if part is not None]

    def _local(self, d: Definition) -> list[Definition]:
        """The functions of its `let rec`s."""
        found: dict[str, Definition] = {}
        todo = [d]
        while todo:
            value = todo.pop().value
            names = () if value is None or d.source is None else constants(value)
            for part in self._known(c.name for c in names):
                if part.source is d.source and part.name not in (d.name, *found):
                    found[part.name] = part
                    todo.append(part)
        return list(found.values())

    def _owner(self, name: str) -> tuple[Definition | None, str]:
        """The declaration of the project that a constant is or is part of, and which part."""
        d = self._environment.definition(name)
        if d is None or d.source is None:
            return None, ""
        whole = d.source.name
        if whole == name:
            return d, ""
        return self._environment.definition(whole), name.removeprefix(whole)

    def telescope(
        self, d: Definition, is_proposition: Callable[[Expr], bool]
    ) -> tuple[tuple[Binder, ...], str]:
        """The binders of a statement, and the digest of what they lead to."""
        binders: list[Binder] = []
        named: dict[FVar, Expr] = {}
        type = d.type
        while isinstance(type, Pi):
            said = replace_fvars(type.type, named)
            text = show(said).replace(_ANONYMOUS, "")
            claimed = type.kind is not BinderKind.INSTANCE and is_proposition(type.type)
            binders.append(Binder(type.name, text, self._named(said), claimed))
            variable = fresh_fvar(type.name, type.type)
            named[variable] = Const(f"{_ANONYMOUS}{type.name}")
            type = instantiate(type.body, variable)
        return tuple(binders), self._named(replace_fvars(type, named))

    def _named(self, e: Expr) -> str:
        return sha256(serialize(e, lambda name: name))[7:23]
