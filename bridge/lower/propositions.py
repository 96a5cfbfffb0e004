"""Truth, comparison, connectives, choice by a condition."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from bridge.errors import NotSupported
from bridge.lower.data import pair_of
from bridge.lower.index import (
    ONE,
    ZERO,
    Compare,
    Condition,
    Constant,
    Every,
    Logic,
    Negation,
    Same,
    Select,
    Truth,
    access,
    fresh_index,
)
from bridge.lower.kinds import coordinate
from bridge.lower.pointwise import numeral, pointwise
from bridge.lower.values import (
    Closure,
    Equation,
    FinType,
    FunctionType,
    NumberType,
    PairType,
    Type,
    Value,
    apply,
    as_type,
    axes,
    condition,
    index_value,
    places,
    reify,
    scalar,
    shape,
)


def truth(value: bool) -> Callable[[], Value]:
    return lambda: Truth(value)


def equal(type: Value, a: Value, b: Value) -> Value:
    kind = as_type(type)
    if axes(kind) is not None:
        pairs = list(zip(places(a), places(b), strict=True))
        result: Value = Same(*pairs[0])
        for p, q in pairs[1:]:
            result = Logic("logical_and", condition(result), Same(p, q))
        return result
    if not isinstance(kind, NumberType):
        return Equation(kind, a, b)
    return Compare("equal", scalar(a), scalar(b))


def not_equal(type: Value, a: Value, b: Value) -> Value:
    match equal(type, a, b):
        case Compare(_, left, right):
            return Compare("not_equal", left, right)
        case other:
            return negation(other)


def is_nonzero(type: Value, x: Value) -> Value:
    return not_equal(type, x, numeral(as_type(type), Fraction(0)))


def compare(op: str) -> Callable[[Value, Value, Value], Value]:
    """`<` and the like; functions of an index, and pairs, have the order of all their parts."""
    below = f"{op.removesuffix('_equal')}_equal"

    def run(type: Value, a: Value, b: Value) -> Value:
        kind = as_type(type)
        if not isinstance(kind, FunctionType | PairType):
            return ordered(op, kind, a, b)
        result = ordered(below, kind, a, b)
        if op == below:
            return result
        return Logic("logical_and", result, Negation(ordered(below, kind, b, a)))

    return run


def ordered(op: str, kind: Type, a: Value, b: Value) -> Condition:
    """A comparison that holds for all entries of two functions, and in both parts of pairs."""
    match kind:
        case FunctionType(domain, codomain) if (sizes := axes(domain)) is not None:
            indices = tuple(fresh_index("ijkl"[k % 4], size) for k, size in enumerate(sizes))
            index = index_value(indices, domain)
            result = ordered(op, codomain, apply(a, index), apply(b, index))
            for i in reversed(indices):
                result = Every(i, result)
            return result
        case PairType(left, right):
            one, other = pair_of(a), pair_of(b)
            result = ordered(op, left, one.first, other.first)
            return Logic("logical_and", result, ordered(op, right, one.second, other.second))
        case FinType():
            return Compare(op, scalar(coordinate(kind, a)), scalar(coordinate(kind, b)))
        case NumberType():
            return Compare(op, scalar(a), scalar(b))
        case _:
            raise NotSupported("order", "there is no order on this type that is checked")


def sign(type: Value, x: Value) -> Value:
    """1, 0 or -1."""
    zero, a = numeral(as_type(type), Fraction(0)), scalar(x)
    below = Select(Compare("less", a, scalar(zero)), Constant(Fraction(-1)), ZERO)
    return Select(Compare("less", scalar(zero), a), ONE, below)


def member(_kind: Value, _sets: Value, collection: Value, x: Value) -> Value:
    """`x ∈ s` for a set that is a predicate."""
    if not isinstance(collection, Closure):
        raise NotSupported("member", "membership in a set of this kind is no array program yet")
    return apply(collection, x)


def logic(op: str) -> Callable[[Value, Value], Value]:
    return lambda p, q: Logic(op, condition(p), condition(q))


def negation(p: Value) -> Value:
    return Negation(entrywise(p) if isinstance(p, Equation) else condition(p))


def entrywise(equation: Equation) -> Condition:
    """`a = b` between arrays, as a condition: all entries are equal."""
    indices = tuple(fresh_index("ijkl"[k % 4], size) for k, size in enumerate(shape(equation.type)))
    left, right = (
        access(reify(equation.type, v), indices) for v in (equation.left, equation.right)
    )
    result: Condition = Compare("equal", left, right)
    for index in reversed(indices):
        result = Every(index, result)
    return result


def both(p: Value, q: Value) -> Value:
    """`p ↔ q`."""
    a, b = condition(p), condition(q)
    return Logic(
        "logical_or",
        Logic("logical_and", a, b),
        Logic("logical_and", Negation(a), Negation(b)),
    )


def if_then_else(type: Value, c: Value, t: Value, e: Value) -> Value:
    test = condition(c)
    return pointwise(as_type(type), lambda a, b: Select(test, scalar(a), scalar(b)), t, e)
