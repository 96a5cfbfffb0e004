"""The state of one elaboration: locals in scope, holes and what fills them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bridge.core.environment import Definition, Environment
from bridge.core.expr import (
    NAT,
    App,
    Const,
    Expr,
    FVar,
    Lam,
    Meta,
    Pi,
    abstract,
    apply,
    fresh_fvar,
    fresh_meta,
    holes,
    instantiate_inside,
    map_children,
    spine,
)
from bridge.errors import BridgeError, NotSupported, SpecError
from bridge.source import Span
from bridge.syntax.ast import Notation, Scope, Term

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
    reader: str = ""  # the declaration that is elaborated: names declared after it mean nothing
    locals: dict[str, Expr] = field(default_factory=dict)
    values: dict[FVar, Expr] = field(default_factory=dict)  # of `let` variables
    assignment: dict[int, Expr] = field(default_factory=dict)  # of holes
    numerals: list[Meta] = field(default_factory=list)  # types of numerals, ℕ by default
    postponed: list[Callable[[], None]] = field(default_factory=list)
    # what waits for a type to be known, and what is wrong if it never is
    waiting: list[tuple[Callable[[], bool], BridgeError]] = field(default_factory=list)
    instances: list[tuple[Meta, Span | None]] = field(default_factory=list)  # still to be found
    unread: list[int] = field(default_factory=list)  # holes in what a dropped proof proves
    recursive: dict[str, FVar] = field(default_factory=dict)  # functions under definition, by name
    local_functions: list[LocalFunction] = field(default_factory=list)
    local_types: dict[str, Definition] = field(default_factory=dict)  # of local functions
    sees_itself: bool = False  # whether an instance is among those that its own fields may use
    through_definitions: bool = True  # whether unification unfolds more than abbreviations
    local_instances: Callable[[], list[FVar]] = list
    scope_variable: Callable[[str], FVar | None] = lambda name: None
    auto_bound: Callable[[str, Span | None], FVar | None] = lambda name, span: None

    def definition(self, name: str) -> Definition | None:
        """A constant of the environment, or a local function that is being defined."""
        return self.local_types.get(name) or self.environment.definition(name)

    def notation(self, symbol: str) -> Notation | None:
        """What the project declares a symbol to mean where it is read."""
        return self.environment.notation(symbol, self.reader)

    def resolve(self, e: Expr) -> Expr:
        """`e` itself, or what the hole at its root was filled with."""
        while isinstance(e, Meta) and e.id in self.assignment:
            e = self.assignment[e.id]
        return e

    def empty_again(self, filled: int) -> None:
        """Undo what was filled since so many holes were; a hole is filled once, so these come
        last."""
        while len(self.assignment) > filled:
            self.assignment.popitem()

    def fill(self, e: Expr) -> Expr:
        """`e` with every filled hole replaced."""
        e = self.resolve(e)
        if not e.marks.unfilled:
            return e
        if isinstance(e, App) and isinstance(fn := self._filled_head(e), Lam):
            return self.fill(instantiate_inside(fn.body, e.arg))
        return map_children(e, lambda child, _: self.fill(child))

    def _filled_head(self, e: App) -> Expr:
        """The function of an application, reduced where its head is a hole that was filled."""
        fn = self.resolve(e.fn)
        if isinstance(fn, App) and isinstance(below := self._filled_head(fn), Lam):
            return self.resolve(instantiate_inside(below.body, fn.arg))
        return fn if isinstance(e.fn, Meta) or isinstance(fn, App) else e.fn

    def close(self, e: Expr, variable: FVar) -> Expr:
        """The body of a binder, its variable bound. What is still open may come to depend on the
        variable, so a hole `?m` becomes `?f x`."""
        if self.instances:
            from bridge.elaborate.instances import settle_known

            settle_known(self)
        own = holes(self.fill(variable.type))  # these come before the variable
        return abstract(self.fill(self._depend(self.fill(e), variable, own)), variable)

    def _depend(self, e: Expr, variable: FVar, own: tuple[Meta, ...]) -> Expr:
        e = self.resolve(e)
        if not e.marks.unfilled or e in own:
            return e
        if isinstance(e, Meta) and e.id > variable.id:
            type = abstract(self.fill(self._depend(self.fill(e.type), variable, own)), variable)
            function = self.hole(Pi(variable.name, variable.type, type), e.span)
            self.assignment[e.id] = App(function, variable)
            return self.assignment[e.id]
        if isinstance(e, App) and isinstance(head := spine(e)[0], Meta):
            args = spine(e)[1]
            return e if variable in args else apply(self._depend(head, variable, own), *args)
        return map_children(e, lambda child, _: self._depend(child, variable, own))

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
    def elsewhere(self, scope: Scope, names: dict[str, Expr]) -> Iterator[None]:
        """Inside the block, names mean what they mean in another scope, with these locals."""
        hidden = (self.scope, self.locals, self.scope_variable, self.auto_bound)
        self.scope, self.locals = scope, dict(names)
        self.scope_variable, self.auto_bound = lambda name: None, lambda name, span: None
        try:
            yield
        finally:
            self.scope, self.locals, self.scope_variable, self.auto_bound = hidden

    @contextmanager
    def shallow(self) -> Iterator[None]:
        """Inside the block only abbreviations unfold, as in instance search."""
        before, self.through_definitions = self.through_definitions, False
        try:
            yield
        finally:
            self.through_definitions = before

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A trial: on `BridgeError` or `Retract`, holes filled inside are empty again."""
        filled = len(self.assignment)
        numerals, postponed = len(self.numerals), len(self.postponed)
        waiting = len(self.waiting)
        try:
            yield
        except (BridgeError, Retract, Stuck):
            self.empty_again(filled)
            del self.numerals[numerals:], self.postponed[postponed:], self.waiting[waiting:]
            raise

    @contextmanager
    def trial(self) -> Iterator[None]:
        """On `Stuck`, nothing that was put off inside is waited for; it will be done again."""
        queues: tuple[list[Any], ...] = (self.numerals, self.postponed, self.waiting)
        lengths = [len(queue) for queue in queues]
        try:
            yield
        except Stuck:
            for queue, length in zip(queues, lengths, strict=True):
                del queue[length:]
            raise

    def variable(self, name: str, type: Expr) -> FVar:
        return fresh_fvar(name, type)

    def settle(self) -> None:
        """Elaborate what was postponed, default numerals to ℕ, find the instances still open."""
        from bridge.elaborate.instances import settle_instances
        from bridge.elaborate.unify import unify

        self.run_postponed()
        for numeral in self.numerals:
            root = self.fill(numeral)
            if isinstance(spine(root)[0], Meta):
                unify(self, root, NAT)
        self.run_postponed()
        for _, error in self.waiting:
            raise error
        settle_instances(self)

    def run_postponed(self) -> None:
        while self.postponed or self._retry():
            pending, self.postponed = self.postponed, []
            for action in pending:
                action()

    def _retry(self) -> bool:
        """Try again what hangs on a type; whether any of it could be elaborated."""
        waiting, self.waiting = self.waiting, []
        left = [entry for entry in waiting if not entry[0]()]
        self.waiting = left + self.waiting
        return len(left) < len(waiting)

    def finish(self, e: Expr) -> Expr:
        """`e` without holes, its operations those of their instances; an unfilled hole is an error
        at the place that left it open."""
        from bridge.elaborate.demands import refuse_lacking
        from bridge.elaborate.synonyms import settled

        filled = self.fill(e)
        self._refuse_holes(filled)
        finished = settled(self, filled)
        refuse_lacking(self, finished)
        return finished

    def _refuse_holes(self, e: Expr) -> None:
        if not e.marks.unfilled:
            return
        if isinstance(e, Meta) and self.unread:
            raise NotSupported(
                "unread-proof",
                "an implicit argument would follow from a proof, and proofs are not read",
                e.span,
            )
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


class Stuck(Exception):
    """What a term means hangs on the type of `on`, which is not known yet."""

    def __init__(self, on: Expr, span: Span | None) -> None:
        super().__init__()
        self.on, self.span = on, span

    def refusal(self) -> NotSupported:
        return NotSupported(
            "unknown-type", "the type of this cannot be determined before it is used", self.span
        )


def is_open(cx: Context, type: Expr) -> bool:
    """Whether nothing is known of a type yet."""
    return isinstance(spine(cx.fill(type))[0], Meta)


def head_constant(e: Expr) -> str | None:
    """The name of the constant that heads a term, if one does."""
    head, _ = spine(e)
    return head.name if isinstance(head, Const) else None
