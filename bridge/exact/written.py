"""The numbers that a statement has, and the definitions that it rests on."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

from bridge.core.environment import Environment
from bridge.core.expr import REAL, App, Const, Expr, Lit, constants, map_children, spine
from bridge.errors import BridgeError

SMALL = 3  # what is drawn anyway
MOST = 40  # definitions that are looked through


def numerals(statement: Expr, environment: Environment) -> tuple[Fraction, ...]:
    """Numerals at `ℝ` and their quotients, without those that are drawn anyway."""
    found: dict[Fraction, None] = {}
    pending, seen = [statement], set[str]()
    while pending:
        e = pending.pop()
        _collect(e, found)
        for constant in constants(e):
            if constant.name not in seen and len(seen) < MOST:
                seen.add(constant.name)
                pending += _value(environment, constant.name)
    return tuple(x for x in found if x > SMALL or (2 * x).denominator != 1)


def _value(environment: Environment, name: str) -> list[Expr]:
    """The value of a definition; none of what cannot be elaborated, which is told elsewhere."""
    with suppress(BridgeError):
        definition = environment.definition(name)
        if definition is not None and definition.value is not None:
            return [definition.value]
    return []


def _collect(e: Expr, found: dict[Fraction, None]) -> None:
    def go(e: Expr, _crossed: int) -> Expr:
        if (x := _number(e)) is not None:
            found.setdefault(x)
            return e
        return map_children(e, go)

    go(e, 0)


def _number(e: Expr) -> Fraction | None:
    """The value of a numeral at `ℝ`, or of a quotient of two."""
    match e:
        case Lit(value, type) if type == REAL:
            return value
        case App():
            head, args = spine(e)
            if isinstance(head, Const) and head.name == "HDiv.hDiv" and len(args) == 6:
                a, b = (_number(x) for x in args[4:])
                return a / b if a is not None and b else None
    return None
