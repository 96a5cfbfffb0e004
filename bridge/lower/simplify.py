"""Index notation made shorter without changing what it computes.

Each rule rewrites one node or returns None. Rules keep the shape of what was written in Lean: they
remove what unfolding and transposition leave behind, and reorder nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeVar

from bridge.lower.index import (
    ONE,
    ZERO,
    Access,
    Array,
    Binary,
    Build,
    Compare,
    Constant,
    Derivative,
    Every,
    Index,
    Logic,
    Named,
    Negation,
    Node,
    Place,
    Reduce,
    Same,
    Scalar,
    Select,
    Size,
    Truth,
    Unary,
    access,
    build,
    free_indices,
    fresh_index,
    map_children,
    named,
    substitute,
)

Rule = Callable[[Any], Any]
Written = TypeVar("Written", Array, Scalar)


def simplify(node: Written) -> Written:
    """The array or number after all rules, from the inside out, until none applies."""
    result: Written = _rewrite(node, {})
    return result


def _rewrite(node: Any, known: dict[int, tuple[Any, Any]]) -> Any:
    """`known` are nodes that are done, by identity: one that is shared is rewritten once."""
    if id(node) in known:
        return known[id(node)][1]
    if isinstance(node, Named):
        term = _rewrite(node.term, known)
        result: Any = node if term is node.term else named(node.name, term)
    else:
        result = map_children(node, lambda child: _rewrite(child, known))
        changed = next((c for rule in RULES if (c := rule(result)) is not None), None)
        if changed is not None:
            result = _rewrite(changed, known)
    known[id(node)] = node, result
    return result


def contract_access(node: Node) -> Node | None:
    """`(fun i => e i) j` is `e j`, and `fun i => x i` is `x`."""
    match node:
        case Access(Build() as array, places):
            return access(array, places)
        case Build(indices, Access() as body):
            built = build(indices, body)
            return built if built != node else None
        case _:
            return None


def drop_neutral(node: Node) -> Node | None:
    """`x + 0`, `1 * x`, `0 * x`, `x / 1`, `x ^ 1`, `- -x`."""
    match node:
        case Binary("add", x, zero) if zero == ZERO:
            return x
        case Binary("add", zero, x) if zero == ZERO:
            return x
        case Binary("multiply", x, one) if one == ONE:
            return x
        case Binary("multiply", one, x) if one == ONE:
            return x
        case Binary("multiply", a, b) if ZERO in (a, b):
            return ZERO
        case Binary("subtract", x, zero) if zero == ZERO:
            return x
        case Binary("subtract", zero, x) if zero == ZERO:
            return Unary("negative", x)
        case Binary("divide" | "power", x, one) if one == ONE:
            return x
        case Binary("divide", zero, _) if zero == ZERO:
            return ZERO
        case Unary("negative", Unary("negative", x)):
            return x
        case Unary("negative", zero) if zero == ZERO:
            return ZERO
        case _:
            return None


def fold_numbers(node: Node) -> Node | None:
    """Operations on numerals, and sizes that are fixed."""
    match node:
        case Size(dim) if dim.value is not None:
            return Constant(Fraction(dim.value))
        case Binary("add", Constant(a), Constant(b)):
            return Constant(a + b)
        case Binary("subtract", Constant(a), Constant(b)):
            return Constant(a - b)
        case Binary("multiply", Constant(a), Constant(b)):
            return Constant(a * b)
        case Binary("divide", Constant(a), Constant(b)):
            return Constant(a / b if b else Fraction(0))
        case Binary("maximum", Constant(a), Constant(b)):
            return Constant(max(a, b))
        case Unary("negative", Constant(a)):
            return Constant(-a)
        case _:
            return None


def decide(node: Node) -> Node | None:
    """Conditions that hold or fail whatever the values, and what depends on them."""
    match node:
        case Same(a, b) if a == b:
            return Truth(True)
        case Select(Truth(value), a, b):
            return a if value else b
        case Select(_, a, b) if a == b:
            return a
        case Negation(Truth(value)):
            return Truth(not value)
        case Negation(Negation(c)):
            return c
        case Logic("logical_and", Truth(value), c) | Logic("logical_and", c, Truth(value)):
            return c if value else Truth(False)
        case Logic("logical_or", Truth(value), c) | Logic("logical_or", c, Truth(value)):
            return Truth(True) if value else c
        case Compare("less", Constant(a), Constant(b)):
            return Truth(a < b)
        case Compare("equal", Constant(a), Constant(b)):
            return Truth(a == b)
        case Every(_, Truth(True)):
            return Truth(True)
        case _:
            return None


def sum_over_delta(node: Node) -> Node | None:
    """`∑ j, if i = j then f j else 0` is `f i`."""
    match node:
        case Reduce("sum", index, Select(condition, value, zero), _) if zero == ZERO:
            return _at_delta(index, condition, value)
        case Reduce("sum", index, Binary("multiply", Select(c, a, zero), b), _) if zero == ZERO:
            return _at_delta(index, c, Binary("multiply", a, b))
        case Reduce("sum", index, Binary("multiply", b, Select(c, a, zero)), _) if zero == ZERO:
            return _at_delta(index, c, Binary("multiply", b, a))
        case _:
            return None


def _at_delta(index: Index, condition: Node, value: Scalar) -> Scalar | None:
    match condition:
        case Same(a, b) if index in (a, b) and a != b:
            place: Place = b if a == index else a
            moved: Scalar = substitute(value, {index: place})
            return moved
        case Logic("logical_and", first, second):
            return _delta_within(index, first, second, value) or _delta_within(
                index, second, first, value
            )
        case _:
            return None


def _delta_within(index: Index, delta: Any, rest: Any, value: Scalar) -> Scalar | None:
    match delta:
        case Same(a, b) if index in (a, b) and a != b:
            place: Place = b if a == index else a
            moved: Scalar = substitute(Select(rest, value, ZERO), {index: place})
            return moved
        case _:
            return None


def sum_of_constants(node: Node) -> Node | None:
    """`∑ i : Fin n, c` is `n * c`, and 0 if `c` is."""
    match node:
        case Reduce("sum", _, zero, _) if zero == ZERO:
            return ZERO
        case Reduce("sum", index, body, _) if index not in free_indices(body):
            return Binary("multiply", Size(index.size), body)
        case _:
            return None


def pull_out_of_sum(node: Node) -> Node | None:
    """`∑ i, c * x i` is `c * ∑ i, x i`."""
    match node:
        case Reduce("sum", index, Binary("multiply", a, b)):
            if index not in free_indices(a):
                return Binary("multiply", a, Reduce("sum", index, b))
            if index not in free_indices(b):
                return Binary("multiply", Reduce("sum", index, a), b)
            return None
        case Reduce("sum", index, Binary("divide", a, b)) if index not in free_indices(b):
            return Binary("divide", Reduce("sum", index, a), b)
        case Reduce("sum", index, Unary("negative", a)):
            return Unary("negative", Reduce("sum", index, a))
        case _:
            return None


def differentiate_together(node: Node) -> Node | None:
    """The derivative of `fun x => f x i` along `v` is entry `i` of that of `f`; along `v i`, it is
    `∑ k, J i k * v i k` with the Jacobian of `f`."""
    match node:
        case Access(Derivative(variable, body, at, direction, reverse), places):
            free = free_indices(body)
            along = () if direction is None else free_indices(direction)
            if not (free or along) or direction is None or free_indices(at):
                return None
            own = tuple(fresh_index(i.name, i.size) for i in free)
            inner = tuple(fresh_index("j", size) for size in body.shape)
            entry = substitute(access(body, inner), dict(zip(free, own, strict=True)))
            together = build((*own, *inner), entry)
            if not along and not reverse:
                return Access(Derivative(variable, together, at, direction), (*free, *places))
            summed = tuple(fresh_index("k", size) for size in direction.shape)
            pair = (*summed, *places) if reverse else (*places, *summed)
            jacobian = Derivative(variable, together, at, None)
            total: Scalar = Binary(
                "multiply", Access(jacobian, (*free, *pair)), access(direction, summed)
            )
            for index in reversed(summed):
                total = Reduce("sum", index, total)
            return total
        case _:
            return None


RULES: tuple[Rule, ...] = (
    contract_access,
    differentiate_together,
    fold_numbers,
    drop_neutral,
    decide,
    sum_over_delta,
    sum_of_constants,
    pull_out_of_sum,
)
