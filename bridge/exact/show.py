"""Exact values as text for people, as Lean would write them where it can."""

from __future__ import annotations

from collections.abc import Iterable

from flint import arb

from bridge.exact import scalars, types
from bridge.exact.types import Type, Value
from bridge.exact.unknowns import Symbol

DIGITS = 12  # of numbers that have no other name


def nested(t: Type, value: Value) -> str:
    """An element: arrays and lists as nested lists of numbers, data by their constructors."""
    if t in types.NUMBERS:
        return _number(value)
    parts = types.fibers(t)
    if parts is not None:
        return _listed(nested(fiber, value(i)) for i, fiber in parts)
    match t:
        case types.ListType(entry):
            return _listed(nested(entry, v) for v in value)
        case types.SetType(entry):
            return f"{{{', '.join(nested(entry, v) for v in value)}}}"
        case types.ProductType(left, right):
            return f"({nested(left, value[0])}, {nested(right, value[1])})"
        case types.SubType(base):
            return nested(base, value)
        case types.OptionType(entry):
            return _applied(value.constructor, (nested(entry, v) for v in value.fields))
        case types.FamilyType(name, arguments, family):
            fields = (nested(f, v) for f, v in family.fields(arguments, value))
            return _applied(getattr(value, "constructor", name), fields)
        case types.RecordType(_, arguments, family) if family is not None:
            fields = (nested(f, v) for f, v in family.fields(arguments, value))
            named = (f"{n} := {v}" for n, v in zip(family.names(), fields, strict=True))
            return f"{{ {', '.join(named)} }}"
        case types.MapType(types.Atomic("Real"), codomain, False):
            return f"c ↦ c • {nested(codomain, value(scalars.ONE))}"
        case types.MapType(domain, codomain, False):
            return f"columns {_listed(nested(codomain, value(e)) for e in types.basis(domain))}"
        case types.Atomic("Prop"):  # `Bool` is one with it
            return str(bool(value)).lower()
        case types.Atomic("Ordering"):
            return str(value.constructor)
        case _:
            return _plain(value)


def _number(value: Value) -> str:
    """Rational numbers as they are, others to some digits."""
    number = scalars.plain(value)
    if isinstance(number, Symbol):
        return number.shown(DIGITS)
    return number.str(DIGITS, radius=False) if isinstance(number, arb) else str(number)


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    return str(value) if isinstance(value, int) else str(getattr(value, "text", "a function"))


def _listed(parts: Iterable[str]) -> str:
    return f"[{', '.join(parts)}]"


def _applied(constructor: str, fields: Iterable[str]) -> str:
    """A constructor applied to its fields, with parentheses where Lean needs them."""
    arguments = (f"({f})" if " " in f and f[0] not in "([{" else f for f in fields)
    return " ".join((constructor, *arguments))
