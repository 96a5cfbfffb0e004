"""Index notation as Lean-like text: for comments, `explain` and doctests."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from bridge.lower.index import (
    Access,
    Array,
    Binary,
    Build,
    Call,
    Compare,
    Constant,
    Coordinate,
    Derivative,
    Every,
    Function,
    Index,
    Logic,
    Named,
    Negation,
    Node,
    Position,
    Reduce,
    Same,
    Select,
    Size,
    Symbol,
    Truth,
    Unary,
    Variable,
    free_indices,
    fresh_index,
    substitute,
)

_BINARY = {
    "add": (" + ", 65, 65, 66),
    "subtract": (" - ", 65, 65, 66),
    "multiply": (" * ", 70, 70, 71),
    "divide": (" / ", 70, 70, 71),
    "power": (" ^ ", 75, 76, 75),
    "real_power": (" ^ ", 75, 76, 75),
    "equal": (" = ", 50, 51, 51),
    "not_equal": (" ≠ ", 50, 51, 51),
    "less": (" < ", 50, 51, 51),
    "less_equal": (" ≤ ", 50, 51, 51),
    "greater": (" > ", 50, 51, 51),
    "greater_equal": (" ≥ ", 50, 51, 51),
    "logical_and": (" ∧ ", 35, 36, 35),
    "logical_or": (" ∨ ", 30, 31, 30),
}
_NAMES = {"maximum": "max", "minimum": "min", "sum": "∑", "prod": "∏", "max": "⨆"}
_ATOM = 1024


def show(node: Node, level: int = 0) -> str:
    """The text, in parentheses where its precedence is below `level`."""
    text, own = _show(node)
    return text if own >= level else f"({text})"


def _show(node: Any) -> tuple[str, int]:
    match node:
        case Index(_, name) | Variable(_, name) | Named(name) | Symbol(name):
            return name, _ATOM
        case Position(value):
            return str(value), _ATOM
        case Constant(value):
            return _number(value)
        case Size(dim):
            return str(dim), _ATOM if dim.name or dim.value is not None else 65
        case Coordinate(place):
            return show(place), _ATOM
        case Truth(value):
            return str(value), _ATOM
        case Access(array, ()):
            return _show(array)
        case Access(Call() as call, places):
            return _applied(_callee(call), (*call.sizes, *call.args, *places))
        case Access(array, places):
            return _applied(show(array, _ATOM), places)
        case Call():
            return _applied(_callee(node), (*node.sizes, *node.args))
        case Build(indices, body):
            return _binder("fun", indices, " => ", body)
        case Derivative():
            return _derivative(node)
        case _:
            return _operator(node)


def _operator(node: Any) -> tuple[str, int]:
    match node:
        case Unary("negative", arg):
            return f"-{show(arg, 75)}", 75
        case Unary("norm" | "abs" as op, arg):
            return f"√({show(arg)})" if op == "norm" else f"|{show(arg)}|", _ATOM
        case Unary(op, arg):
            return f"{op} {show(arg, _ATOM)}", _ATOM - 1
        case Binary(op, a, b) | Compare(op, a, b) | Logic(op, a, b) if op in _BINARY:
            symbol, own, left, right = _BINARY[op]
            return f"{show(a, left)}{symbol}{show(b, right)}", own
        case Binary(op, a, b):
            return _applied(_NAMES.get(op, op), (a, b))
        case Reduce(op, index, body, _):
            index, body = _told_apart(index, body)
            return f"{_NAMES[op]} {index.name}, {show(body, 67)}", 67
        case Select(c, a, b):
            return f"if {show(c)} then {show(a)} else {show(b)}", 0
        case Same(a, b):
            return f"{show(a)} = {show(b)}", 50
        case Negation(arg):
            return f"¬{show(arg, 40)}", 40
        case Every(index, body):
            return _binder("∀", (index,), ", ", body)
        case _:
            raise TypeError(type(node).__name__)


def _told_apart(index: Index, body: Any) -> tuple[Index, Any]:
    """The bound index under a name that no other index in the body has."""
    others = {i.name for i in free_indices(body) if i != index}
    if index.name not in others:
        return index, body
    name = next(n for n in "ijklmnpqrs" if n not in others)
    fresh = fresh_index(name, index.size)
    return fresh, substitute(body, {index: fresh})


def _number(value: Fraction) -> tuple[str, int]:
    return str(value), _ATOM if value.denominator == 1 and value >= 0 else 70


def _applied(head: str, args: tuple[Any, ...]) -> tuple[str, int]:
    if not args:
        return head, _ATOM
    return " ".join([head, *(show(a, _ATOM) for a in args)]), _ATOM - 1


def _callee(call: Call) -> str:
    callee = call.callee
    name = callee.name.rpartition(".")[2] if isinstance(callee, Function) else callee.name
    prefix = "D " if not isinstance(callee, Function) and callee.derivative else ""
    return f"({prefix}{name}){'†' if callee.adjoint else ''}" if prefix or callee.adjoint else name


def _binder(word: str, indices: tuple[Index, ...], arrow: str, body: Any) -> tuple[str, int]:
    if not indices:
        return _show(body)
    return f"{word} {' '.join(i.name for i in indices)}{arrow}{show(body)}", 0


def _derivative(d: Derivative) -> tuple[str, int]:
    mark = "†" if d.reverse else ""
    f = f"fun {d.variable.name} => {show(d.body)}"
    if d.direction is None:
        return f"D ({f}) {show(d.at, _ATOM)}", _ATOM - 1
    return f"(D ({f}) {show(d.at, _ATOM)}){mark} {show(d.direction, _ATOM)}", _ATOM - 1


def note_of(array: Array) -> str:
    """The text of an array's entries."""
    return show(array.body) if isinstance(array, Build) else show(array)
