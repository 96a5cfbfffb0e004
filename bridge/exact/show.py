"""Exact values as text for people."""

from __future__ import annotations

from bridge.exact import scalars, types
from bridge.exact.types import Type, Value


def nested(t: Type, value: Value) -> str:
    """An element as nested lists of numbers, for people."""
    if t in types.NUMBERS:
        return str(scalars.plain(value))
    parts = types.fibers(t)
    if parts is not None:
        return "[" + ", ".join(nested(fiber, value(i)) for i, fiber in parts) + "]"
    if isinstance(t, types.FamilyType | types.RecordType) and t.family is not None:
        fields = (nested(f, v) for f, v in t.family.fields(t.arguments, value))
        return f"{t.name} ({', '.join(fields)})"
    if isinstance(t, types.MapType) and not t.equivalence:
        columns = (nested(t.codomain, value(e)) for e in types.basis(t.domain))
        return f"columns [{', '.join(columns)}]"
    if isinstance(value, str):
        return f'"{value}"'
    return str(value) if isinstance(value, int) else str(getattr(value, "text", "a function"))
