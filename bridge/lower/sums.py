"""Sums over finite types, norms and inner products."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from bridge.errors import NotSupported
from bridge.ir.dims import Dim
from bridge.lower.index import Binary, Constant, Index, Reduce, Scalar, Unary, fresh_index
from bridge.lower.kinds import coordinate
from bridge.lower.pointwise import Noted, inner_type
from bridge.lower.values import (
    REAL,
    Closure,
    FinType,
    FunctionType,
    Interval,
    LpType,
    NumberType,
    SpaceType,
    Type,
    Universe,
    Value,
    apply,
    as_type,
    axes,
    dimension,
    index_name,
    index_value,
    scalar,
    step,
)


def reduce(op: str) -> Noted:
    """`∑` or `∏` over a finite set."""

    def run(note: str | None, _index: Value, type: Value, s: Value, f: Value) -> Value:
        name = f.name if isinstance(f, Closure) and f.name else "i"
        match s:
            case Universe(element):
                return total(note, as_type(type), element, lambda i: apply(f, i), name, op)
            case Interval(size):
                steps = FinType(size)
                return total(
                    note, as_type(type), steps, lambda i: apply(f, coordinate(i, i)), name, op
                )
            case _:
                raise NotSupported("finite-set", "a sum over this set is not handled yet")

    return Noted(run)


def total(
    note: str | None,
    type: Type,
    element: Type,
    f: Callable[[Value], Value],
    name: str,
    op: str = "sum",
) -> Value:
    """The sum of `f` over an index type, at the type of the summands."""
    below = inner_type(type)
    if below is not None:
        return Closure(lambda x: total(note, below, element, lambda i: apply(f(i), x), name, op))
    sizes = axes(element)
    if sizes is None:
        raise NotSupported("finite-type", "a sum over this type is not handled yet")
    indices = tuple(fresh_index(name, size) for size in sizes)
    body = scalar(f(index_value(indices, element)))
    for index in reversed(indices):
        body = Reduce(op, index, body, note)
    return body


def universe(element: Value) -> Value:
    return Universe(as_type(element))


def interval(n: Value) -> Value:
    return Interval(dimension(n))


_TWO = Constant(Fraction(2))


def _norm(note: str | None, type: Value, x: Value) -> Value:
    kind = as_type(type)
    if kind == REAL:
        return Unary("abs", scalar(x))
    if is_euclidean(kind):
        return Unary("norm", _sum_over(note, kind, lambda e: Binary("power", e, _TWO), x))
    raise NotSupported("norm", "only the L2 norm (`EuclideanSpace`, `PiLp 2`) is handled yet")


def _inner(note: str | None, _field: Value, type: Value, x: Value, y: Value) -> Value:
    kind = as_type(type)
    if kind == REAL:
        return Binary("multiply", scalar(x), scalar(y))
    if not is_euclidean(kind):
        raise NotSupported("inner-product", "an inner product on a space that is not L2")
    return _sum_over(note, kind, lambda a, b: Binary("multiply", a, b), x, y)


norm, inner = Noted(_norm), Noted(_inner)


def is_euclidean(type: Type) -> bool:
    """Whether the type is an inner-product space: ℝ, or L2 arrays of such."""
    match type:
        case NumberType("Real") | SpaceType():
            return True
        case LpType(exponent, FunctionType(domain, codomain)):
            return exponent == 2 and axes(domain) is not None and is_euclidean(codomain)
        case _:
            return False


def _sum_over(note: str | None, type: Type, f: Callable[..., Scalar], *values: Value) -> Scalar:
    """`f` summed over all entries of arrays of one type."""
    indices: list[Index] = []
    given = list(values)
    while (head := step(type)) is not None:
        name = index_name(len(indices), *given)
        fresh = [fresh_index(name, size) for size in head[0]]
        domain = _index_type(type)
        given = [apply(v, index_value(tuple(fresh), domain)) for v in given]
        indices += fresh
        type = head[1]
    body = f(*(scalar(v) for v in given))
    for index in reversed(indices):
        body = Reduce("sum", index, body, note)
    return body


def _index_type(type: Type) -> Type:
    match type:
        case LpType(_, FunctionType(domain, _)) | FunctionType(domain, _):
            return domain
        case SpaceType(name):
            return FinType(Dim.symbol(name))
        case _:
            raise NotSupported("space", "a space that is no array")
