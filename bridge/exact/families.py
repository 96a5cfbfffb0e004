"""Inductive types and structures of a project, literally: constructors, their fields, equality.

An element of an inductive type is `Made`; of a structure, the tuple of its fields; natural
numbers, truth values and lists are Python's own, and are seen here through the same constructors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from operator import index
from typing import Protocol

from bridge.core.environment import Definition, Environment
from bridge.core.expr import (
    BVar,
    Const,
    Expr,
    FVar,
    Lit,
    Pi,
    free_variables,
    fresh_fvar,
    instantiate,
    spine,
)
from bridge.errors import NotSupported
from bridge.exact import types
from bridge.exact.truth import conjunction, tried
from bridge.exact.types import Made, Type, Value
from bridge.exact.unknowns import Proposition, Whole


class Reader(Protocol):
    """What a family needs of the evaluator."""

    environment: Environment

    def evaluate(self, e: Expr, variables: Mapping[FVar, Value] | None = None) -> Value: ...

    def is_proposition(self, e: Expr) -> bool: ...


def view(value: Value, family: str = "") -> tuple[str, tuple[Value, ...]]:
    """The constructor of an element and its fields."""
    if isinstance(value, Whole):
        value = index(value)
    match value:
        case _ if family == "Subtype":
            return "Subtype.mk", (value, None)
        case int() if family == "Int":
            return ("Int.negSucc", (-value - 1,)) if value < 0 else ("Int.ofNat", (value,))
        case Made(constructor, fields):
            return constructor, fields
        case bool():
            return f"Bool.{str(value).lower()}", ()
        case int():
            return ("Nat.succ", (value - 1,)) if value else ("Nat.zero", ())
        case ():
            return "List.nil", ()
        case (head, *tail):
            return "List.cons", (head, tuple(tail))
        case _:
            raise TypeError(f"{value!r} is made by no constructor")


@dataclass(frozen=True, slots=True)
class Telescope:
    """A constructor with its binders opened; `indices` are those of its result."""

    parameters: tuple[FVar, ...]
    fields: tuple[FVar, ...]
    indices: tuple[Expr, ...]
    recursive: bool


class Family:
    """One inductive type or structure of a project."""

    def __init__(self, reader: Reader, definition: Definition) -> None:
        self.reader = reader
        self.name = definition.name
        inductive, structure = definition.inductive, definition.structure
        if structure is not None:
            self.constructors: tuple[str, ...] = (structure.constructor,)
            self.parameters = structure.parameters
        else:
            assert inductive is not None
            self.constructors, self.parameters = inductive.constructors, inductive.parameters
        self.is_structure = structure is not None
        self._telescopes: dict[str, Telescope] = {}

    def telescope(self, constructor: str) -> Telescope:
        if constructor not in self._telescopes:
            definition = self.reader.environment.definition(constructor)
            assert definition is not None
            self._telescopes[constructor] = self._opened(definition.type)
        return self._telescopes[constructor]

    def _opened(self, type: Expr) -> Telescope:
        variables: list[FVar] = []
        while isinstance(type, Pi):
            variables.append(fresh_fvar(type.name, type.type))
            type = instantiate(type.body, variables[-1])
        fields = tuple(variables[self.parameters :])
        indices = spine(type)[1][self.parameters :]
        recursive = any(self._mentions(v.type) for v in fields)
        return Telescope(tuple(variables[: self.parameters]), fields, indices, recursive)

    def _mentions(self, type: Expr) -> bool:
        head, args = spine(type)
        if isinstance(type, Pi):
            return self._mentions(type.type) or self._mentions(type.body)
        return head == Const(self.name) or any(self._mentions(a) for a in args)

    def at_indices(self, arguments: tuple[Value, ...], t: Telescope) -> dict[FVar, Value] | None:
        """What the type says about the fields of a constructor; None if it is of another index."""
        known = dict(zip(t.parameters, arguments[: self.parameters], strict=True))
        for pattern, value in zip(t.indices, arguments[self.parameters :], strict=True):
            if not self._match(pattern, value, t, known):
                return None
        return known

    def _match(self, e: Expr, value: Value, t: Telescope, known: dict[FVar, Value]) -> bool:
        if isinstance(e, FVar) and e in t.fields and e not in known:
            known[e] = value
            return True
        head, args = spine(e)
        if isinstance(head, Const) and head.name == "HAdd.hAdd" and isinstance(args[-1], Lit):
            n = int(args[-1].value)
            return bool(value >= n) and self._match(args[-2], value - n, t, known)
        made = self.reader.environment.definition(head.name) if isinstance(head, Const) else None
        if made is not None and made.kind == "constructor" and made.inductive is not None:
            constructor, fields = view(value, made.inductive.name)
            own = args[made.inductive.parameters :]
            return constructor == made.name and all(
                self._match(a, v, t, known) for a, v in zip(own, fields, strict=True)
            )
        if isinstance(head, Const) and head.name == "List.append":
            return self._match_append(args[-2], args[-1], value, t, known)
        if any(v in t.fields and v not in known for v in free_variables(e)):
            return True  # compared once the fields are known
        return bool(self.reader.evaluate(e, known) == value)

    def _match_append(
        self, front: Expr, back: Expr, value: Value, t: Telescope, known: dict[FVar, Value]
    ) -> bool:
        """`xs ++ [a, b]`: the back is as long as it is written."""
        length, rest = 0, back
        while spine(rest)[0] == Const("List.cons"):
            length, rest = length + 1, spine(rest)[1][-1]
        if spine(rest)[0] != Const("List.nil") or length > len(value):
            return length <= len(value)
        cut = len(value) - length
        return self._match(front, value[:cut], t, known) and self._match(
            back, value[cut:], t, known
        )

    def fields(self, arguments: tuple[Value, ...], value: Value) -> Iterator[tuple[Type, Value]]:
        """The fields of an element with their types, proofs and instances left out."""
        constructor, values = self._parts(value)
        t = self.telescope(constructor)
        known = dict(zip(t.parameters, arguments[: self.parameters], strict=True))
        for variable, field in zip(t.fields, values, strict=True):
            known[variable] = field
            if not self.is_silent(variable.type):
                yield self.reader.evaluate(variable.type, known), field

    def keeps_laws(self, arguments: tuple[Value, ...], value: Value) -> Proposition:
        """Whether an element of a structure satisfies the propositions among its fields."""
        constructor, values = self._parts(value)
        t = self.telescope(constructor)
        known = dict(zip(t.parameters, arguments[: self.parameters], strict=True))
        known |= dict(zip(t.fields, values, strict=True))
        laws = (v.type for v in t.fields if self.reader.is_proposition(v.type))
        return conjunction(tried(partial(self.reader.evaluate, law, known) for law in laws))

    def names(self) -> tuple[str, ...]:
        """Of the fields of a structure that `fields` gives."""
        t = self.telescope(self.constructors[0])
        return tuple(v.name for v in t.fields if not self.is_silent(v.type))

    def is_silent(self, type: Expr) -> bool:
        """Whether a field carries no data: a proof, or an instance of a class of Mathlib."""
        head = spine(type)[0]
        definition = (
            self.reader.environment.definition(head.name) if isinstance(head, Const) else None
        )
        erased = definition is not None and definition.kind == "class" and not definition.structure
        return (
            erased
            or not isinstance(head, Const | FVar | Pi | BVar)
            or self.reader.is_proposition(type)
        )

    def _parts(self, value: Value) -> tuple[str, tuple[Value, ...]]:
        return (self.constructors[0], value) if self.is_structure else view(value)

    def equal(self, arguments: tuple[Value, ...], a: Value, b: Value) -> Proposition:
        if self._parts(a)[0] != self._parts(b)[0]:
            return False
        pairs = zip(self.fields(arguments, a), self.fields(arguments, b), strict=True)
        return conjunction(types.equal(t, x, y) for (t, x), (_, y) in pairs)

    def holds(self, arguments: tuple[Value, ...]) -> Proposition:
        """Whether a structure of laws holds: all its fields do."""
        if not self.is_structure:
            raise NotSupported("inductive-predicate", f"`{self.name}` cannot be decided here")
        t = self.telescope(self.constructors[0])
        known = dict(zip(t.parameters, arguments, strict=True))
        for variable in t.fields:
            known[variable] = None
        laws = (
            v.type
            for v in t.fields
            if self.reader.is_proposition(v.type) or not self.is_silent(v.type)
        )
        return conjunction(tried(partial(self.reader.evaluate, law, known) for law in laws))

    def build(
        self, arguments: tuple[Value, ...], constructor: str, choose: Callable[[Type], Value]
    ) -> Value | None:
        """An element made by a constructor, fields chosen one by one; None if the type has no
        such element or a law of the structure fails."""
        t = self.telescope(constructor)
        known = self.at_indices(arguments, t)
        if known is None:
            return None
        for variable in t.fields:
            if variable in known:
                continue
            if self.reader.is_proposition(variable.type):
                if not self.reader.evaluate(variable.type, known):
                    return None
                known[variable] = None
            elif self.is_silent(variable.type):
                known[variable] = None
            else:
                known[variable] = choose(self.reader.evaluate(variable.type, known))
        for wanted, value in zip(t.indices, arguments[self.parameters :], strict=True):
            if self.reader.evaluate(wanted, known) != value:
                return None
        made = tuple(known[v] for v in t.fields)
        return made if self.is_structure else Made(constructor, made)
