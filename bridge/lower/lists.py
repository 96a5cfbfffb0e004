"""Lists of a length that dimensions determine: entry `i` as a function of `i`.

A fold becomes a sum or product if its step adds or multiplies something to what came before.
"""

from __future__ import annotations

from collections.abc import Callable

from bridge.errors import NotSupported
from bridge.lower.index import (
    ONE,
    ZERO,
    Access,
    Array,
    Binary,
    Build,
    Coordinate,
    Index,
    Place,
    Reduce,
    Scalar,
    Size,
    Variable,
    access,
    build,
    fresh_index,
    fresh_variable,
    mentions,
)
from bridge.lower.simplify import simplify
from bridge.lower.values import (
    Closure,
    Sequence,
    Value,
    apply,
    as_type,
    dimension,
    places,
    reflect,
    reify,
    shape,
)

_NEUTRAL = {"add": ZERO, "multiply": ONE}
_REDUCTION = {"add": "sum", "multiply": "prod"}


def fin_range(n: Value) -> Value:
    return Sequence(dimension(n), lambda i: i)


def numbers(n: Value) -> Value:
    return Sequence(dimension(n), lambda i: Coordinate(_place(i)))


def of_function(_type: Value, n: Value, f: Value) -> Value:
    return Sequence(dimension(n), lambda i: apply(f, i))


def mapped(_from: Value, _to: Value, f: Value, entries: Value) -> Value:
    known = _sequence(entries)
    return Sequence(known.size, lambda i: apply(f, known.at(i)))


def length(_type: Value, entries: Value) -> Value:
    return Size(_sequence(entries).size)


def total(type: Value, entries: Value) -> Value:
    """`List.sum`."""
    known = _sequence(entries)
    step = Closure(lambda a: Closure(lambda i: _plus(type, a, known.at(i))))
    zero = reflect(as_type(type), _filled(type, ZERO))
    return _folded(type, step, zero, Sequence(known.size, lambda i: i), lambda i: i)


def fold_left(type: Value, _entry: Value, f: Value, init: Value, entries: Value) -> Value:
    return _folded(type, f, init, _sequence(entries), lambda i: i)


def fold_right(_entry: Value, type: Value, f: Value, init: Value, entries: Value) -> Value:
    flipped = Closure(lambda a: Closure(lambda x: apply(f, x, a)))
    return _folded(type, flipped, init, _sequence(entries), lambda i: i)


def _folded(
    type: Value, f: Value, init: Value, entries: Sequence, at: Callable[[Index], Value]
) -> Value:
    """The fold at every entry of the result: `init` and the sum of what the steps contribute."""
    kind = as_type(type)
    before, index = fresh_variable("before", shape(kind)), fresh_index("i", entries.size)
    after = simplify(reify(kind, apply(f, reflect(kind, before), entries.at(at(index)))))
    indices, op, step = _contribution(after, before)
    total: Scalar = Reduce(_REDUCTION[op], index, step)
    start = access(simplify(reify(kind, init)), indices)
    if start != _NEUTRAL[op]:
        total = Binary(op, start, total)
    return reflect(kind, build(indices, total))


def _contribution(after: Array, before: Variable) -> tuple[tuple[Index, ...], str, Scalar]:
    """`before i + step i` or `before i * step i`, taken apart."""
    if isinstance(after, Build):
        indices, own = after.indices, Access(before, after.indices)
        match after.body:
            case Binary("add" | "multiply" as op, left, step) if left == own:
                if not mentions(step, before):
                    return indices, op, step
            case Binary("add" | "multiply" as op, step, right) if right == own:
                if not mentions(step, before):
                    return indices, op, step
    raise NotSupported("fold", "a fold that is no sum and no product is not handled yet")


def _sequence(value: Value) -> Sequence:
    if isinstance(value, Sequence):
        return value
    raise NotSupported("list", "a list whose length no dimension determines")


def _place(value: Value) -> Place:
    (place,) = places(value)
    return place


def _plus(type: Value, a: Value, b: Value) -> Value:
    kind = as_type(type)
    left, right = reify(kind, a), reify(kind, b)
    indices = tuple(fresh_index("ijkl"[n % 4], size) for n, size in enumerate(left.shape))
    return reflect(
        kind, build(indices, Binary("add", access(left, indices), access(right, indices)))
    )


def _filled(type: Value, value: Scalar) -> Array:
    sizes = shape(as_type(type))
    return Build(tuple(fresh_index("ijkl"[n % 4], size) for n, size in enumerate(sizes)), value)
