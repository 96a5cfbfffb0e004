"""Theorems as claims: how they are quantified and compared. One file per disjoint form."""

from __future__ import annotations

from collections.abc import Callable

from bridge.core.environment import Definition
from bridge.core.expr import Const, Expr, Pi, spine
from bridge.core.work import limited
from bridge.errors import BridgeError, NotSupported
from bridge.forms import conjunction, derivative, equation, identity, proposition
from bridge.forms.claim import Claim, Goal
from bridge.forms.statement import Statement, drop_told_sizes, peel
from bridge.lower.families import StuckAtSize
from bridge.lower.functions import Functions
from bridge.lower.values import Value

__all__ = ["FORMS", "Claim", "classify"]

FORMS: dict[str, Callable[[Statement, Value], Goal | None]] = {
    form.NAME: form.match for form in (derivative, equation, identity, proposition, conjunction)
}


def classify(definition: Definition, functions: Functions) -> Claim:
    """The claim that a theorem makes; if it makes none, a refusal that names the goal's head."""
    try:
        with limited():
            return _at_sizes(definition, functions)
    except BridgeError as error:
        source = definition.source
        raise error.within(definition.name, source.head if source else None) from None


def _at_sizes(definition: Definition, functions: Functions) -> Claim:
    """The claim at all sizes; where definitions tell 0 from successors, at sizes n + 1."""
    shifted: frozenset[str] = frozenset()
    while True:
        try:
            return _classify(definition, functions, shifted)
        except StuckAtSize as error:
            if error.symbols <= shifted:
                raise
            shifted |= error.symbols


def _classify(definition: Definition, functions: Functions, shifted: frozenset[str]) -> Claim:
    statement, goal = peel(definition, functions, shifted)
    for name, match in FORMS.items():
        found = match(statement, goal)
        if found is not None:
            data = drop_told_sizes(statement)
            return Claim(definition, name, data, tuple(statement.hypotheses), found, shifted)
    raise NotSupported(
        "no-form", f"a goal of the form `{_head(definition.type)} …` is not checked yet"
    )


def _head(type: Expr) -> str:
    while isinstance(type, Pi):
        type = type.body
    head, _ = spine(type)
    return head.name if isinstance(head, Const) else "?"
