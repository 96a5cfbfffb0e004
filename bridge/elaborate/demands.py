"""Operations at types that have no such operation: wrong text, as it is in Lean.

Mathlib's instances are erased, so nothing else would notice `|v|` of a vector with the L2 norm, a
quotient by one, or the adjoint of a map between arrays without an inner product.
"""

from __future__ import annotations

from dataclasses import dataclass

from bridge.core.expr import (
    NAT,
    App,
    Const,
    Expr,
    Lam,
    Let,
    Lit,
    Pi,
    fresh_fvar,
    instantiate,
    spine,
)
from bridge.core.show import ARGUMENT, show
from bridge.elaborate.context import Context, head_constant
from bridge.elaborate.lacking import Lacking
from bridge.elaborate.unify import whnf
from bridge.errors import SpecError
from bridge.meaning.instances import DEMANDS, NAMES, Demand
from bridge.source import Span

_TWO = ("Scaled", "Raised")


def refuse_lacking(cx: Context, e: Expr) -> None:
    """Raise a `SpecError` where a finished term uses an operation that its type has not."""
    if cx.environment.declaration(cx.reader) is not None:
        _Demanding(cx, Lacking(cx)).term(e, None)


@dataclass(frozen=True, slots=True)
class _Demanding:
    """One term whose operations are asked about."""

    cx: Context
    lacking: Lacking

    def term(self, e: Expr, span: Span | None) -> None:
        match e:
            case App():
                self._applied(e, e.span or span)
            case Lam(name, type, body) | Pi(name, type, body):
                self.term(type, span)
                self._below(name, type, body, span)
            case Let(name, type, value, body):
                self.term(type, span)
                self.term(value, span)
                x = fresh_fvar(name, type)
                self.cx.values[x] = value
                self.term(instantiate(body, x), span)
                del self.cx.values[x]
            case Lit():
                self._numeral(e, span)
            case _:
                return

    def _below(self, name: str, type: Expr, body: Expr, span: Span | None) -> None:
        self.term(instantiate(body, fresh_fvar(name, type)), span)

    def _applied(self, e: App, span: Span | None) -> None:
        head, args = spine(e)
        if isinstance(head, Const):
            span = head.span or span
            for demand in DEMANDS.get(head.name, ()):
                self._demand(demand, head.name, args, span)
        else:
            self.term(head, span)
        for arg in args:
            self.term(arg, span)

    def _demand(self, demand: Demand, name: str, args: tuple[Expr, ...], span: Span | None) -> None:
        if len(args) <= demand.place + 1 or self._is_product_of_matrices(name, args):
            return
        type = args[demand.place]
        other = args[demand.place + 1] if demand.of in _TWO else None
        if self.lacking.lacks(demand.of, type, other):
            raise self._error(demand.of, (type,) if other is None else (type, other), span)

    def _is_product_of_matrices(self, name: str, args: tuple[Expr, ...]) -> bool:
        return name == "HMul.hMul" and head_constant(whnf(self.cx, args[0])) == "Matrix"

    def _numeral(self, e: Lit, span: Span | None) -> None:
        if e.value.denominator != 1:
            of = "Decimal"
        elif e.type == NAT:
            return
        else:
            of = {0: "Zero", 1: "One"}.get(int(e.value), "Num")
        if self.lacking.lacks(of, e.type):
            raise SpecError(
                "no-instance", f"there is no `{e.value}` in {self._shown(e.type)}", span
            )

    def _error(self, of: str, types: tuple[Expr, ...], span: Span | None) -> SpecError:
        if of == "Abs":
            needed = "it takes a `Lattice` that is an `AddGroup`"
            told = f"there is no absolute value in {self._shown(*types)}: {needed}"
        else:
            wanted = " ".join(show(self.cx.fill(t), ARGUMENT) for t in types)
            told = f"there is no instance of `{NAMES.get(of, of)} {wanted}`"
        return SpecError("no-instance", told, span)

    def _shown(self, type: Expr) -> str:
        return f"`{show(self.cx.fill(type), 0)}`"
