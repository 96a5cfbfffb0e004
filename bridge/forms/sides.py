"""The two sides of an equation as arrays; functions and linear maps are compared at arguments."""

from __future__ import annotations

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


def sides(statement: Statement, goal: Value) -> tuple[Array, Array] | None:
    """Both sides, closed over the places that the theorem speaks about; None for other goals."""
    match goal:
        case Compare("equal", a, b):
            return _closed(statement, Build((), a)), _closed(statement, Build((), b))
        case Equation(type, left, right):
            type, left, right = _applied(statement, type, left, right)
            return (
                _closed(statement, reify(type, left)),
                _closed(statement, reify(type, right)),
            )
        case _:
            return None


def _applied(
    statement: Statement, type: Type, left: Value, right: Value
) -> tuple[Type, Value, Value]:
    """Extensionality: functions and linear maps are equal if they are at drawn arguments."""
    while shape_of(type) is None:
        if not isinstance(type, FunctionType | MapType) or shape_of(type.domain) is None:
            raise NotSupported("equation", "an equation between values that are no arrays")
        name = "v" if isinstance(type, MapType) else "x"
        argument = reflect(type.domain, statement.add_array(name, type.domain))
        left, right, type = apply(left, argument), apply(right, argument), type.codomain
    return type, left, right


def _closed(statement: Statement, array: Array) -> Array:
    return statement.closed(simplify(array))
