"""One draw: the values of a statement's variables, and how they are shown to people."""

from __future__ import annotations

from dataclasses import dataclass, field

from bridge.core.expr import Expr, FVar
from bridge.exact import scalars, types
from bridge.exact.types import Type, Value


@dataclass(slots=True)
class Draw:
    """One assignment of the variables of a statement."""

    values: dict[FVar, Value] = field(default_factory=dict)
    types: dict[FVar, Expr] = field(default_factory=dict)  # of type variables, as terms
    texts: dict[FVar, str] = field(default_factory=dict)

    @property
    def shown(self) -> list[str]:
        """`name := value` for every variable that was drawn."""
        return [f"{variable.name} := {text}" for variable, text in self.texts.items()]

    def show(self, variable: FVar, text: str) -> None:
        self.texts[variable] = text


def show(draw: Draw, variable: FVar, type: Type, value: Value) -> None:
    draw.values[variable] = value
    draw.show(variable, nested(type, value))


def nested(t: Type, value: Value) -> str:
    """An element as nested lists of numbers, for people."""
    if t == types.REAL:
        return str(scalars.plain(value))
    parts = types.fibers(t)
    if parts is not None:
        return "[" + ", ".join(nested(fiber, value(i)) for i, fiber in parts) + "]"
    if isinstance(t, types.FamilyType | types.RecordType) and t.family is not None:
        fields = (nested(f, v) for f, v in t.family.fields(t.arguments, value))
        return f"{t.name} ({', '.join(fields)})"
    if isinstance(t, types.MapType) and not t.equivalence:
        return "matrix " + str([str(c) for c in types.coordinates(t, value)]).replace("'", "")
    return str(value) if isinstance(value, int) else str(getattr(value, "text", "a function"))
