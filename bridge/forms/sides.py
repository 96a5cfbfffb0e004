"""The two sides of an equation as arrays; functions and linear maps are compared at arguments."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.errors import NotSupported
from bridge.forms.statement import Statement
from bridge.lower.index import Array, Build, Compare
from bridge.lower.simplify import simplify
from bridge.lower.values import (
    Equation,
    FunctionType,
    MapType,
    Type,
    Value,
    apply,
    reflect,
    reify,
    shape_of,
)


@dataclass(frozen=True, slots=True)
class Sides:
    """`left = right`, at these drawn arguments of both."""

    left: Array
    right: Array
    arguments: tuple[str, ...] = ()


def sides(statement: Statement, goal: Value) -> Sides | None:
    """Both sides, closed over the places that the theorem speaks about; None for other goals."""
    match goal:
        case Compare("equal", a, b):
            return Sides(_closed(statement, Build((), a)), _closed(statement, Build((), b)))
        case Equation(type, left, right):
            return _applied(statement, type, left, right)
        case _:
            return None


def _applied(statement: Statement, type: Type, left: Value, right: Value) -> Sides:
    """Extensionality: functions and linear maps are equal if they are at drawn arguments."""
    arguments: tuple[str, ...] = ()
    while shape_of(type) is None:
        if not isinstance(type, FunctionType | MapType) or shape_of(type.domain) is None:
            raise NotSupported("equation", "an equation between values that are no arrays")
        name = "v" if isinstance(type, MapType) else "x"
        drawn = statement.add_array(name, type.domain)
        argument, arguments = reflect(type.domain, drawn), (*arguments, drawn.name)
        left, right, type = apply(left, argument), apply(right, argument), type.codomain
    return Sides(
        _closed(statement, reify(type, left)), _closed(statement, reify(type, right)), arguments
    )


def _closed(statement: Statement, array: Array) -> Array:
    return statement.closed(simplify(array))
