"""Normal forms of statements, as text to be hashed.

Bound names, layout, binder grouping, notation and spans are gone in core terms already. A constant
of the project is written by name in `own` (what the statement itself says) and by the digest of
its own closure in `closure` (what it says with everything below it), so that a change below shows
in the second and a rename below only in the first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
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
)
from bridge.errors import InternalError


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


class Digests:
    """Digests of the constants of one environment, each computed once."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._closures: dict[str, str] = {}

    def own(self, d: Definition) -> str:
        """What the declaration itself says."""
        return sha256(_text(d, lambda name: name))

    def closure(self, d: Definition) -> str:
        """What the declaration says together with every definition below it."""
        known = self._closures.get(d.name)
        if known is None:
            self._closures[d.name] = d.name  # where it calls itself
            known = sha256(_text(d, self._below))
            self._closures[d.name] = known
        return known

    def _below(self, name: str) -> str:
        definition = self._environment.definition(name)
        if definition is None or definition.source is None:
            return name  # of the meaning table, whose digest is kept apart
        return self.closure(definition)

    def uses(self, d: Definition) -> tuple[str, ...]:
        """The constants of the project that a declaration mentions."""
        mentioned = {c.name: None for e in (d.type, d.value) if e is not None for c in constants(e)}
        return tuple(n for n in mentioned if self._of_project(n) and n != d.name)

    def _of_project(self, name: str) -> bool:
        definition = self._environment.definition(name)
        return definition is not None and definition.source is not None


def _text(d: Definition, name: Callable[[str], str]) -> str:
    value = "" if d.value is None else serialize(d.value, name)
    fields = "" if d.field_index is None else f".{d.field_index}"
    kind = "theorem" if d.kind in ("theorem", "lemma") else "definition"
    return f"{kind}{fields} {serialize(d.type, name)} := {value}"
