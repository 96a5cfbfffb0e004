"""Core terms as Lean-like text, for diagnostics and `explain`: explicit arguments only."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

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
    fresh_fvar,
    has_loose_bvar,
    instantiate,
    spine,
)

_INFIX = {
    "HAdd.hAdd": ("+", 65),
    "HSub.hSub": ("-", 65),
    "HMul.hMul": ("*", 70),
    "HDiv.hDiv": ("/", 70),
    "HPow.hPow": ("^", 75),
    "HSMul.hSMul": ("•", 73),
    "Eq": ("=", 50),
    "Ne": ("≠", 50),
    "LT.lt": ("<", 50),
    "LE.le": ("≤", 50),
    "And": ("∧", 35),
    "Or": ("∨", 30),
    "Iff": ("↔", 20),
}
_NAMES = {"Real": "ℝ", "Nat": "ℕ", "Int": "ℤ", "Rat": "ℚ"}
ARGUMENT = 1024
Resolve = Callable[[Expr], Expr]


def show(e: Expr, level: int = 0, resolve: Resolve = lambda e: e) -> str:
    """The term as text, in parentheses where its precedence is below `level`."""
    e = resolve(e)
    match e:
        case App():
            return _application(e, level, resolve)
        case Lam():
            x = fresh_fvar(e.name, e.type)
            return _wrap(f"fun {x.name} => {show(instantiate(e.body, x), 0, resolve)}", 0, level)
        case Pi():
            return _wrap(*_pi(e, resolve), level)
        case Let(name, type, value, body):
            inner = show(instantiate(body, fresh_fvar(name, type)), 0, resolve)
            return _wrap(f"let {name} := {show(value, 0, resolve)}; {inner}", 0, level)
        case Const(name):
            return _NAMES.get(name, name)
        case Lit(value, _):
            return str(value)
        case FVar(_, name, _):
            return name
        case BVar(index):
            return f"#{index}"
        case Meta():
            return "_"
        case Sort(name):
            return name
        case Erased():
            return "_"
        case _:
            assert_never(e)


def _wrap(text: str, own: int, level: int) -> str:
    return text if own >= level else f"({text})"


def _pi(e: Pi, resolve: Resolve) -> tuple[str, int]:
    domain = show(e.type, 26, resolve)
    if not has_loose_bvar(e.body):
        return f"{domain} → {show(instantiate(e.body, e.type), 25, resolve)}", 25
    x = fresh_fvar(e.name, e.type)
    return f"∀ {x.name} : {domain}, {show(instantiate(e.body, x), 0, resolve)}", 0


def _application(e: App, level: int, resolve: Resolve) -> str:
    head, args = spine(e)
    head = resolve(head)
    if isinstance(head, App):
        inner, more = spine(head)
        head, args = inner, (*more, *args)
    if isinstance(head, Const):
        if head.name in _INFIX and len(args) >= 2:
            symbol, own = _INFIX[head.name]
            left, right = show(args[-2], own + 1, resolve), show(args[-1], own + 1, resolve)
            return _wrap(f"{left} {symbol} {right}", own, level)
        special = _special(head.name, args, resolve)
        if special is not None:
            return _wrap(*special, level)
    shown = [show(a, ARGUMENT, resolve) for a in args if not isinstance(resolve(a), Erased)]
    return _wrap(" ".join([show(head, ARGUMENT, resolve), *shown]), ARGUMENT - 1, level)


def _special(name: str, args: tuple[Expr, ...], resolve: Resolve) -> tuple[str, int] | None:
    match name, args:
        case "ContinuousLinearMap" | "LinearMap", (field, domain, codomain):
            arrow = "→L" if name == "ContinuousLinearMap" else "→ₗ"
            left, right = show(domain, 26, resolve), show(codomain, 25, resolve)
            return f"{left} {arrow}[{show(field, 0, resolve)}] {right}", 25
        case "DFunLike.coe", (_, _, _, f, *rest):
            parts = [show(a, ARGUMENT, resolve) for a in (f, *rest)]
            return " ".join(parts), ARGUMENT - 1 if rest else ARGUMENT
        case "WithLp.ofLp", (_, _, x, *rest):
            parts = [show(a, ARGUMENT, resolve) for a in (x, *rest)]
            return " ".join(parts), ARGUMENT - 1 if rest else ARGUMENT
        case "Nat.cast", (_, _, n):
            return show(n, ARGUMENT, resolve), ARGUMENT
        case _:
            return None
