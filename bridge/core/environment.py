"""Declarations after elaboration, by full name, elaborated when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from bridge.core.expr import Expr
from bridge.source import Span
from bridge.syntax.ast import Declaration, Notation, Scope, Term

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Definition:
    """A constant of the project or of the meaning table.

    `type` is closed (a telescope of `Pi`). `value` is None for theorems, axioms, constructors,
    projections and constants whose meaning is primitive. `unfoldable` marks abbreviations, which
    typing sees through.
    """

    name: str
    kind: str  # theorem, def, abbrev, instance, structure, constructor, projection, primitive, …
    type: Expr
    value: Expr | None = None
    unfoldable: bool = False
    source: Declaration | None = field(default=None, compare=False, repr=False)
    structure: Structure | None = None  # of constructors and projections: the structure
    inductive: Inductive | None = None  # of an inductive type, its constructors, its `casesOn`
    field_index: int | None = None  # of projections
    arity: int | None = None  # how many parameters stand before the colon
    height: int = 0  # how many definitions stand on top of each other in its value
    by_cases: bool = False  # chooses by constructor: unfolds only where the choice is made

    @property
    def span(self) -> Span | None:
        return self.source.span if self.source else None


@dataclass(frozen=True, slots=True)
class Structure:
    """A structure: its parameters come first in the constructor and in each projection."""

    name: str
    parameters: int
    fields: tuple[str, ...]
    constructor: str
    parents: tuple[str, ...] = ()  # the fields that hold what it extends
    is_class: bool = False


@dataclass(frozen=True, slots=True)
class Inductive:
    """An inductive type `T parameters indices`.

    Constructors take the parameters, then their fields. `T.casesOn` takes the parameters, the type
    of the result, the indices, the element, and per constructor a function of its fields. It is
    what `match` and definitions by pattern matching become; recursion is by name.
    """

    name: str
    parameters: int
    indices: int
    constructors: tuple[str, ...]

    @property
    def cases(self) -> str:
        return f"{self.name}.casesOn"


class Environment(Protocol):
    """Where passes look constants up."""

    def definition(self, name: str) -> Definition | None:
        """The constant of that full name, elaborated; None if there is none."""
        ...

    def elaborated(self, name: str) -> Definition | None:
        """The constant, if it has been elaborated already and without error."""
        ...

    def canonical(self, name: str) -> str | None:
        """The constant that a full name stands for (itself, or what an `export` made it mean);
        None if there is none. Elaborates nothing."""
        ...

    def is_known_to(self, name: str, reader: str) -> bool:
        """Whether a constant is declared before the declaration `reader`, in its file or in one
        that this imports, or is part of it."""
        ...

    def shares_block(self, name: str, reader: str) -> bool:
        """Whether a constant is declared in the `mutual` block of the declaration `reader`."""
        ...

    def shares_file(self, name: str, reader: str) -> bool:
        """Whether a constant is declared in the file of the declaration `reader`."""
        ...

    def notation(self, symbol: str, reader: str) -> Notation | None:
        """The notation that the project declares for a symbol, or, without expansion, one that it
        may declare: none where Lean's own is meant."""
        ...

    def declaration(self, name: str) -> Declaration | None:
        """The declaration of the project with that full name, as written; None if there is none."""
        ...

    def instances(self, name: str, scope: Scope | None) -> Iterable[str]:
        """The declared instances whose type may be that class, in order of declaration: those
        that are active in a scope, or all."""
        ...

    def kept(self, key: str, make: Callable[[], T]) -> T:
        """What `make` gave when it was first asked for."""
        ...

    def elements_of(self, structure: str) -> Iterable[str]:
        """The definitions of the project whose type, after all arguments, is that structure."""
        ...

    def is_namespace(self, name: str) -> bool:
        """Whether some constant has a name below this one."""
        ...

    def defaults(self, name: str) -> Mapping[int, tuple[Term, Scope]]:
        """What arguments of a constant are where they are left out, by position, and the scope in
        which that is written."""
        ...

    def instance(self, type: Expr) -> Expr:
        """The instance of a closed class type; refused where there is none or several."""
        ...

    def restated(self, name: str) -> Definition | None:
        """The definition as the project tells it again, for lowering; None if it does not."""
        ...

    def names(self) -> Iterable[str]:
        """The full names of all constants, for suggestions."""
        ...
