"""All constants of a project and of the meaning table, elaborated when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from bridge.core.environment import Definition, Inductive
from bridge.core.expr import TYPE, Expr
from bridge.core.work import limited
from bridge.elaborate.context import Context
from bridge.elaborate.declarations import (
    elaborate_declaration,
    elaborate_structure,
    parent_fields,
)
from bridge.elaborate.inductives import cases_on, declare_inductive, elaborate_constructor
from bridge.elaborate.instances import synthesize
from bridge.elaborate.local_functions import local_functions
from bridge.elaborate.operations import operation_of, read_instance
from bridge.elaborate.terms import elaborate
from bridge.errors import BridgeError, InternalError, NotSupported, SpecError, bugs_as_refusals
from bridge.meaning import TABLE, Meaning
from bridge.meaning.data import CONSTRUCTORS, INDUCTIVES
from bridge.meaning.lemmas import LEMMAS
from bridge.meaning.operations import CLASSES
from bridge.meaning.types import ERASED_CLASSES
from bridge.syntax import parse_signature
from bridge.syntax.ast import Apply, Arrow, Declaration, Forall, Ident, Notation, Scope, Term

T = TypeVar("T")


def _is_active(instance: Declaration, scope: Scope) -> bool:
    """A `scoped` instance counts only where its namespace is open."""
    namespace = instance.scope.namespace
    if "scoped" not in instance.modifiers or f"{scope.namespace}.".startswith(f"{namespace}."):
        return True
    return any(
        namespace == n or namespace.endswith(f".{n}") for o in scope.opens for n in o.namespaces
    )


def _namespaces(names: Iterable[str]) -> frozenset[str]:
    """Every proper prefix of a name."""
    found: set[str] = set()
    for name in names:
        prefix = name.rpartition(".")[0]
        while prefix and prefix not in found:
            found.add(prefix)
            prefix = prefix.rpartition(".")[0]
    return frozenset(found)


def _is_element(d: Declaration, structure: str) -> bool:
    """Whether a definition is of a structure; the text is searched before its type is read."""
    if d.kind not in ("def", "abbrev", "instance") or d.span is None:
        return False
    return structure in d.span.text and _instance_of(d) == structure


def _class_name(type: Term | None) -> str:
    """The last part of the name that heads the type of an instance or definition."""
    while isinstance(type, Forall | Arrow):
        type = type.body if isinstance(type, Forall) else type.codomain
    head = type.fn if isinstance(type, Apply) else type
    return head.name.rpartition(".")[2] if isinstance(head, Ident) else ""


def _is_instance(d: Declaration) -> bool:
    return d.kind == "instance" or "instance" in d.attributes


def _instance_of(d: Declaration) -> str:
    """The class of an instance, without its namespace; none where that cannot be read."""
    with suppress(BridgeError):
        return _class_name(d.type)
    return ""


def _parts(d: Declaration) -> tuple[str, ...]:
    """The constants that a declaration makes besides its own name; none of one that cannot be
    read, which is told where it is asked for."""
    with suppress(BridgeError):
        match d.kind:
            case "structure" | "class":
                return ("mk", *(f.name for f in d.fields), *parent_fields(d))
            case "inductive":
                return (*(c.name for c in d.constructors), "casesOn")
            case _:
                return ()
    return ()


class Constants:
    """The environment: declarations by full name over the meaning table.

    A declaration that cannot be elaborated raises its error whenever it is asked for, so that
    what depends on it is refused with the cause, and everything else goes on.
    """

    def __init__(
        self,
        declarations: Mapping[str, Declaration] | None = None,
        notations: Mapping[str, Notation] | None = None,
        exports: Mapping[str, str] | None = None,
        restated: Mapping[str, str] | None = None,
        sees: Callable[[str, str], bool | None] | None = None,  # whether a file sees another
        foreign: Callable[[str], str | None] | None = None,  # unknown modules that a file imports
    ) -> None:
        self._restated = dict(restated or {})
        self._sees = sees
        self._foreign = foreign
        self._declarations = dict(declarations or {})
        self._order = {name: place for place, name in enumerate(self._declarations)}
        self._notations = dict(notations or {})
        self._signs: dict[str, list[Notation]] = {}
        for notation in self._notations.values():
            self._signs.setdefault(notation.sign, []).append(notation)
        self._exports = dict(exports or {})
        self._done: dict[str, Definition | BridgeError] = {}
        self._running: set[str] = set()
        self._kept: dict[str, Any] = {}
        self._elements: dict[str, tuple[str, ...]] = {}
        self._defaults: dict[str, dict[int, tuple[Term, Scope]]] = {}
        self._locals: dict[str, frozenset[str]] = {}  # the `let rec` functions of declarations
        self._namespaces = _namespaces((*self._declarations, *(m.name for m in TABLE)))
        self._instances: dict[str, list[str]] = {}
        for d in self._declarations.values():
            if _is_instance(d) and (of := _instance_of(d)):
                self._instances.setdefault(of, []).append(d.name)
        classes = {n.rpartition(".")[2] for n, d in self._declarations.items() if d.kind == "class"}
        self._operations = {name: fields for name, fields in CLASSES.items() if name not in classes}
        self._owners = {
            f"{d.name}.{part}": d
            for d in self._declarations.values()
            for part in (*_parts(d), *self._fields(d))
        }

    def _fields(self, d: Declaration) -> tuple[str, ...]:
        """The operations that an instance of a class of Mathlib may say."""
        return self._operations.get(_instance_of(d), ()) if _is_instance(d) else ()

    def canonical(self, name: str) -> str | None:
        if name in self._exports:
            return self._exports[name]
        known = name in self._declarations or name in self._owners or name in TABLE
        return name if known or name in LEMMAS or self._is_local(name) else None

    def is_known_to(self, name: str, reader: str) -> bool:
        place, limit = self._place(name), self._place(reader)
        if place is None or limit is None:
            return True
        if place > limit or self._sees is None:
            return place <= limit
        return bool(self._sees(self._file(reader), self._file(name)))

    def shares_block(self, name: str, reader: str) -> bool:
        owner, reading = self._owner(name), self._owner(reader)
        if owner is None or reading is None or owner.scope.mutual is None:
            return False
        return owner.scope.mutual == reading.scope.mutual and self.shares_file(name, reader)

    def shares_file(self, name: str, reader: str) -> bool:
        return self._sees is None or self._file(name) == self._file(reader)

    def _place(self, name: str) -> int | None:
        """Where a name of the project is declared, counted from the first declaration on."""
        declaration = self._owners.get(name)
        return self._order.get(name if declaration is None else declaration.name)

    def _owner(self, name: str) -> Declaration | None:
        """The declaration that makes a constant of the project."""
        return self._owners.get(name) or self._declarations.get(name)

    def _file(self, name: str) -> str:
        declaration = self._owner(name)
        head = None if declaration is None else declaration.head
        return "" if head is None else head.source.path

    def _is_local(self, name: str) -> bool:
        """Whether a name is that of a `let rec` inside a declaration."""
        owner = self._declarations.get(name.rpartition(".")[0])
        if owner is None or owner.kind in ("theorem", "lemma", "structure", "class", "inductive"):
            return False
        if owner.name not in self._locals:
            self._locals[owner.name] = frozenset(local_functions(owner))
        return name.rpartition(".")[2] in self._locals[owner.name]

    def names(self) -> Iterable[str]:
        return (*self._declarations, *(m.name for m in TABLE))

    def elements_of(self, structure: str) -> Iterable[str]:
        last = structure.rpartition(".")[2]
        if last not in self._elements:
            self._elements[last] = tuple(
                d.name for d in self._declarations.values() if _is_element(d, last)
            )
        return self._elements[last]

    def is_namespace(self, name: str) -> bool:
        return name in self._namespaces

    def declaration(self, name: str) -> Declaration | None:
        return self._declarations.get(name)

    def instances(self, name: str, scope: Scope | None) -> Iterable[str]:
        found = self._instances.get(name.rpartition(".")[2], ())
        if scope is None:
            return found
        return [n for n in found if _is_active(self._declarations[n], scope)]

    def kept(self, key: str, make: Callable[[], T]) -> T:
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    def defaults(self, name: str) -> Mapping[int, tuple[Term, Scope]]:
        if name not in self._defaults:
            self._defaults[name] = self._written_defaults(name)
        return self._defaults[name]

    def _written_defaults(self, name: str) -> dict[int, tuple[Term, Scope]]:
        declaration, meaning = self._declarations.get(name), TABLE.get(name)
        if declaration is None and meaning is not None and ":=" in meaning.signature:
            declaration = replace(parse_signature(meaning.signature), scope=Scope())
        if declaration is None or declaration.kind in ("structure", "class", "inductive"):
            return {}
        own = [b for b in declaration.binders for _ in b.names]
        if all(b.default is None for b in own):
            return {}
        definition = self.definition(name)
        first = len(own) if definition is None else (definition.arity or len(own))
        first -= len(own)  # variables of the scope come before
        scope = declaration.scope
        return {first + k: (b.default, scope) for k, b in enumerate(own) if b.default is not None}

    def instance(self, type: Expr) -> Expr:
        cx = Context(self, Scope(), elaborate)
        found = synthesize(cx, type, None)
        cx.settle()
        return cx.finish(found)

    def notation(self, symbol: str, reader: str) -> Notation | None:
        if symbol in self._notations:
            return self._notations[symbol]
        sign, _, places = symbol.partition("✝")
        for other in self._signs.get(sign, ()):
            if places or self._may_count(other, reader):
                return replace(other, symbol=symbol, expansion=None)
        return None

    def _may_count(self, notation: Notation, reader: str) -> bool:
        """Whether what was read as Lean's own notation may be this one in the file of `reader`:
        a binder notation that it sees, or one of which that cannot be told."""
        if self._sees is None or notation.span is None or self._place(reader) is None:
            return False
        here, there = self._file(reader), notation.span.source.path
        if notation.local and here != there:
            return False
        seen = self._sees(here, there)
        return seen is None or (seen and notation.expansion is None)

    def declarations(self) -> tuple[Declaration, ...]:
        return tuple(self._declarations.values())

    def definition(self, name: str) -> Definition | None:
        known = self._done.get(name)
        if known is None:
            try:
                with bugs_as_refusals():
                    known = self._elaborate(name)
            except BridgeError as error:
                known = self._excused(error)
            if known is None:
                return None
            self._done.setdefault(name, known)
        if isinstance(known, BridgeError):
            # anew, since an error that is raised again and again collects all the frames it met
            raise type(known).of(known.diagnostic)
        return known

    def _excused(self, error: BridgeError) -> BridgeError:
        """The error anew; a refusal where what seems wrong may be what an unknown module makes
        right."""
        told = error.diagnostic
        foreign = None
        if isinstance(error, SpecError) and told.span is not None and self._foreign is not None:
            foreign = self._foreign(told.span.source.path)
        if foreign is None:
            return type(error).of(told)
        note = f"what `{foreign}` declares is not known here; Lean may accept this because of it"
        return NotSupported.of(replace(told, notes=(*told.notes, note)))

    def elaborated(self, name: str) -> Definition | None:
        known = self._done.get(name)
        return known if isinstance(known, Definition) else None

    def _elaborate(self, name: str) -> Definition | None:
        if name in self._running:
            raise NotSupported("recursion", f"`{name}` is defined by recursion")
        self._running.add(name)
        try:
            with limited():
                return self._from_project(name) or self._from_table(name)
        finally:
            self._running.discard(name)

    def _from_project(self, name: str) -> Definition | None:
        declaration = self._declarations.get(name) or self._owners.get(name)
        if declaration is None and self._is_local(name):
            declaration = self._declarations[name.rpartition(".")[0]]
        if declaration is None:
            return None
        try:
            if declaration.kind == "inductive":
                self._declare_inductive(declaration)
                return self._made(name)
            if declaration.kind in ("structure", "class"):
                made = elaborate_structure(self, declaration)
                self._done.update({d.name: d for d in made})
                return self._made(name)
            return self._elaborate_value(name, declaration)
        except BridgeError as error:
            raise error.within(declaration.name, declaration.head) from None

    def _made(self, name: str) -> Definition | None:
        """What elaborating the declaration that owns a name has made of it."""
        known = self._done.get(name)
        if isinstance(known, BridgeError):
            raise type(known).of(known.diagnostic)
        return known

    def _declare_inductive(self, declaration: Declaration) -> None:
        declared = declare_inductive(self, declaration)
        self._done[declaration.name] = declared
        try:
            made = [elaborate_constructor(self, declared, c) for c in declaration.constructors]
            self._done.update({d.name: d for d in (*made, cases_on(declared, tuple(made)))})
        except BridgeError as error:
            self._done[declaration.name] = type(error).of(error.diagnostic)
            raise

    def _elaborate_value(self, name: str, declaration: Declaration) -> Definition | None:
        if _is_instance(declaration) and _instance_of(declaration) in self._operations:
            return self._of_instance(name, declaration)
        if name != declaration.name:
            self.definition(declaration.name)  # which makes its local functions
            return self._made(name)
        for made in elaborate_declaration(self, declaration):
            self._done[made.name] = made
        return made

    def _of_instance(self, name: str, declaration: Declaration) -> Definition:
        """An instance of a class of Mathlib, by what it is of, or one of its operations."""
        cx = Context(self, declaration.scope, elaborate, declaration.name)
        if name != declaration.name:
            return operation_of(cx, declaration, name.rpartition(".")[2])
        return Definition(
            name, "instance", read_instance(cx, declaration).target, None, True, declaration
        )

    def restated(self, name: str) -> Definition | None:
        """What the project's meanings say a definition is; None where they say nothing."""
        if name not in self._restated:
            return None
        original = self._declarations.get(name)
        if original is None:
            raise SpecError("restated", f"`{name}` is restated, but not declared in the project")
        parsed = parse_signature(self._restated[name])
        parsed = replace(parsed, name=name, scope=original.scope)
        *_, definition = elaborate_declaration(self, parsed)
        own = self.definition(name)
        if own is None or own.type != definition.type:
            raise SpecError("restated", f"`{name}` is restated at another type", original.head)
        return definition

    def _from_table(self, name: str) -> Definition | None:
        meaning = TABLE.get(name)
        owner = name.removesuffix(".casesOn")
        if owner != name and owner in INDUCTIVES:
            return self._cases_of(INDUCTIVES[owner])
        if meaning is None:
            if name in LEMMAS:
                return self._lemma(name)
            if name in ERASED_CLASSES:
                return Definition(name, "class", TYPE)
            return None
        try:
            return self._meaning(meaning)
        except NotSupported as error:
            raise InternalError(
                "bad-meaning", f"the meaning of `{name}`: {error.diagnostic.message}"
            ) from error

    def _lemma(self, name: str) -> Definition:
        parsed = parse_signature(LEMMAS[name])
        parsed = replace(parsed, name=name, kind="theorem", scope=Scope())
        *_, definition = elaborate_declaration(self, parsed)
        return replace(definition, source=None)

    def _cases_of(self, inductive: Inductive) -> Definition:
        """`casesOn` of a type of the table."""
        declared = self.definition(inductive.name)
        constructors = [self.definition(c) for c in inductive.constructors]
        assert declared is not None
        return cases_on(declared, tuple(c for c in constructors if c is not None))

    def _meaning(self, meaning: Meaning) -> Definition:
        text = (
            meaning.signature if meaning.body is None else f"{meaning.signature} := {meaning.body}"
        )
        parsed = parse_signature(text)
        parsed = replace(parsed, name=meaning.name, kind="primitive", scope=Scope())
        *_, definition = elaborate_declaration(self, parsed, meaning.unfoldable)
        name = meaning.name
        if name in CONSTRUCTORS:
            inductive: Inductive | None = CONSTRUCTORS[name]
            return replace(definition, source=None, kind="constructor", inductive=inductive)
        return replace(definition, source=None, inductive=INDUCTIVES.get(name))
