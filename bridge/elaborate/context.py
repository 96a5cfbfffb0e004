"""The state of one elaboration: locals in scope, holes and what fills them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bridge.core.environment import Environment
from bridge.core.expr import (
    NAT,
    Const,
    Expr,
    FVar,
    Meta,
    fresh_fvar,
    fresh_meta,
    map_children,
    spine,
)
from bridge.errors import BridgeError, SpecError
from bridge.source import Span
from bridge.syntax.ast import Scope, Term

Elaborate = Callable[["Context", Term, Expr | None], Expr]


@dataclass(slots=True)
class LocalFunction:
    """A `let rec`: a function of its own, over the variables that it captures."""

    name: str
    captured: tuple[FVar, ...]
    value: Expr


@dataclass(slots=True)
class Context:
    """Everything that elaborating the terms of one declaration shares."""

    environment: Environment
    scope: Scope
    elaborate: Elaborate
    locals: dict[str, Expr] = field(default_factory=dict)
    values: dict[FVar, Expr] = field(default_factory=dict)  # of `let` variables
    assignment: dict[int, Expr] = field(default_factory=dict)  # of holes
    numerals: list[Meta] = field(default_factory=list)  # types of numerals, ℕ by default
    postponed: list[Callable[[], None]] = field(default_factory=list)
    instances: list[tuple[Meta, Span | None]] = field(default_factory=list)  # still to be found
    recursive: dict[str, FVar] = field(default_factory=dict)  # functions under definition, by name
    local_functions: list[LocalFunction] = field(default_factory=list)
    local_instances: Callable[[], list[FVar]] = list
    scope_variable: Callable[[str], FVar | None] = lambda name: None
    auto_bound: Callable[[str, Span | None], FVar | None] = lambda name, span: None

    def resolve(self, e: Expr) -> Expr:
        """`e` itself, or what the hole at its root was filled with."""
        while isinstance(e, Meta) and e.id in self.assignment:
            e = self.assignment[e.id]
        return e

    def fill(self, e: Expr) -> Expr:
        """`e` with every filled hole replaced."""
        e = self.resolve(e)
        return map_children(e, lambda child, _: self.fill(child))

    def hole(self, type: Expr, span: Span | None = None) -> Meta:
        return fresh_meta(type, span)

    @contextmanager
    def binding(self, variable: FVar, value: Expr | None = None) -> Iterator[FVar]:
        """`variable` is in scope by its name inside the block."""
        hidden = self.locals.get(variable.name)
        self.locals[variable.name] = variable
        if value is not None:
            self.values[variable] = value
        try:
            yield variable
        finally:
            if hidden is None:
                del self.locals[variable.name]
            else:
                self.locals[variable.name] = hidden

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A trial: on `BridgeError` or `Retract`, holes filled inside are empty again."""
        saved = dict(self.assignment)
        numerals, postponed = len(self.numerals), len(self.postponed)
        try:
            yield
        except (BridgeError, Retract):
            self.assignment.clear()
            self.assignment.update(saved)
            del self.numerals[numerals:], self.postponed[postponed:]
            raise

    def variable(self, name: str, type: Expr) -> FVar:
        return fresh_fvar(name, type)

    def settle(self) -> None:
        """Elaborate what was postponed, default numerals to ℕ, find the instances still open."""
        from bridge.elaborate.instances import settle_instances

        self.run_postponed()
        for numeral in self.numerals:
            if isinstance(self.resolve(numeral), Meta):
                root = self.resolve(numeral)
                assert isinstance(root, Meta)
                self.assignment[root.id] = NAT
        self.run_postponed()
        settle_instances(self)

    def run_postponed(self) -> None:
        while self.postponed:
            pending, self.postponed = self.postponed, []
            for action in pending:
                action()

    def finish(self, e: Expr) -> Expr:
        """`e` without holes; an unfilled one is an error at the place that left it open."""
        filled = self.fill(e)
        self._refuse_holes(filled)
        return filled

    def _refuse_holes(self, e: Expr) -> None:
        if isinstance(e, Meta):
            raise SpecError(
                "unsolved-hole",
                "an implicit argument cannot be determined here",
                e.span,
                hint="give it by name, e.g. (n := n)",
            )
        map_children(e, self._refuse_holes_below)

    def _refuse_holes_below(self, child: Expr, _crossed: int) -> Expr:
        self._refuse_holes(child)
        return child


class Retract(Exception):
    """Raised inside `Context.attempt` to undo it."""


def head_constant(e: Expr) -> str | None:
    """The name of the constant that heads a term, if one does."""
    head, _ = spine(e)
    return head.name if isinstance(head, Const) else None
