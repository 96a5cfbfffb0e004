"""Functions that call themselves.

Inside its own definition a function is a variable over what stands before the colon, as in Lean;
afterwards it is the constant, applied to the variables of the scope that it includes.
"""

from __future__ import annotations

from dataclasses import dataclass

from bridge.core.environment import Definition
from bridge.core.expr import (
    Const,
    Expr,
    FVar,
    Lam,
    Let,
    apply,
    free_variables,
    fresh_fvar,
    lambda_over,
    pi_over,
    replace_fvars,
    spine,
)
from bridge.elaborate.context import LocalFunction
from bridge.elaborate.headers import Bound, Header
from bridge.elaborate.unify import infer
from bridge.errors import NotSupported
from bridge.syntax.ast import BinderKind, Declaration


@dataclass(slots=True)
class Recursion:
    """The function that a declaration defines, while it is defined."""

    header: Header
    declaration: Declaration
    type: Expr | None
    used: bool = False
    this: FVar | None = None
    called: Expr | None = None  # the constant, applied to what it includes of its scope

    def __post_init__(self) -> None:
        if self.type is None:
            return
        cx = self.header.cx
        own = [
            (FVar(v.id, v.name, cx.fill(v.type)), kind)
            for v, kind in (*self.header.auto, *self.header.own)
        ]
        this = pi_over(tuple(own), cx.fill(self.type))
        self.this = fresh_fvar(self.declaration.name, this)
        self.header.cx.recursive[self.declaration.name] = self.this

    def close(self, value: Expr, binders: tuple[Bound, ...]) -> Expr:
        """A value in which the function is a constant."""
        own = len(self.header.auto) + len(self.header.own)
        scope = tuple(v for v, _ in binders[: len(binders) - own])
        self.called = apply(Const(self.declaration.name), *scope)
        local = [f.value for f in self.header.cx.local_functions]
        self.used = any(self.this in free_variables(e) for e in (value, *local))
        return self._closed(value)

    def _closed(self, e: Expr) -> Expr:
        return (
            e
            if self.this is None or self.called is None
            else replace_fvars(e, {self.this: self.called})
        )

    def local_definitions(self, binders: tuple[Bound, ...]) -> tuple[Definition, ...]:
        """The `let rec` functions, with the kinds that their captured variables have."""
        kinds = dict(binders)
        return tuple(self._local(f, kinds) for f in self.header.cx.local_functions)

    def _local(self, f: LocalFunction, kinds: dict[FVar, BinderKind]) -> Definition:
        cx = self.header.cx
        value = self._closed(cx.finish(f.value))
        captured = tuple(FVar(v.id, v.name, cx.finish(v.type)) for v in f.captured)
        if set(free_variables(value)) - set(captured):
            raise NotSupported(
                "local-function", f"what `{f.name}` captures is not known", self.declaration.head
            )
        type = cx.finish(infer(cx, value))
        bound = tuple((v, kinds.get(v, BinderKind.EXPLICIT)) for v in captured)
        return Definition(
            f.name,
            "def",
            pi_over(bound, type),
            lambda_over(captured, value),
            source=self.declaration,
            arity=len(captured),
            by_cases=True,
        )


def chooses(value: Expr) -> bool:
    """Whether a value is a choice by constructor under its binders."""
    while isinstance(value, Lam | Let):
        value = value.body
    head = spine(value)[0]
    return isinstance(head, Const) and head.name.endswith(".casesOn")
