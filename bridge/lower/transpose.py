"""The adjoint of a linear program, without building a matrix.

`L v` is written as a sum of terms `context(A[e])`, each linear in one entry `e` of one array `A`
that depends on `v`. Paired with a cotangent `u`, entry `k` of the cotangent of `A` is the sum of
`context(u[o])` over all outputs `o` and summation indices with `e = k`. An index that `e` names is
renamed to `k`; what remains of `e = k` is a Kronecker delta. Calls of linear functions become calls
of their adjoints, so composition reverses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bridge.errors import NotSupported
from bridge.lower.index import (
    ZERO,
    Access,
    Array,
    Binary,
    Build,
    Call,
    Condition,
    Derivative,
    Function,
    Index,
    Logic,
    Named,
    Place,
    Reduce,
    Same,
    Sampled,
    Scalar,
    Select,
    Unary,
    Variable,
    access,
    build,
    fresh_index,
    mentions,
    substitute,
)


@dataclass(frozen=True, slots=True)
class Linear:
    """`∑ sums, context(entry)`, with the entry of an array that depends on the variable."""

    sums: tuple[Reduce, ...]  # only index and note are of use
    context: Callable[[Scalar], Scalar]
    entry: Access


def transpose(image: Array, variable: Variable, cotangent: Array) -> Array:
    """The adjoint of `variable ↦ image`, applied to `cotangent`.

    >>> from bridge.ir.dims import Dim
    >>> from bridge.lower.index import fresh_variable
    >>> from bridge.lower.show import show
    >>> m, n = Dim.symbol("m"), Dim.symbol("n")
    >>> W, v = fresh_variable("W", (m, n)), fresh_variable("v", (n,))
    >>> i, j = fresh_index("i", m), fresh_index("j", n)
    >>> product = Binary("multiply", Access(W, (i, j)), Access(v, (j,)))
    >>> show(transpose(Build((i,), Reduce("sum", j, product)), v, fresh_variable("u", (m,))))
    'fun j => ∑ i, W i j * u i'
    """
    found = _transpose(image, variable, cotangent)
    if found is None:
        indices = tuple(fresh_index("ijkl"[n % 4], size) for n, size in enumerate(variable.shape))
        return Build(indices, ZERO)
    return found


def _transpose(image: Array, v: Variable, u: Array) -> Array | None:
    """As `transpose`; None where `v` does not occur."""
    if not mentions(image, v):
        return None
    match image:
        case Variable():
            return u
        case Named(_, term, _):
            return _transpose(term, v, u)
        case Build(indices, body):
            return _transpose_entries(indices, body, v, u)
        case Call(callee, sizes, args, _, _) if _linear_in_last(image, v):
            adjoint = _adjoint_of(callee)
            pulled = Call(adjoint, sizes, (*args[:-1], u), args[-1].shape)
            return _transpose(args[-1], v, pulled)
        case Call(unfold=unfold) if unfold is not None:
            return _transpose(unfold(image.args), v, u)
        case Derivative(variable, body, at, direction, reverse) if (
            direction is not None and not mentions(at, v)
        ):
            pulled_back = Derivative(variable, body, at, u, not reverse)
            return _transpose(direction, v, pulled_back)
        case _:
            raise _not_linear()


def _linear_in_last(call: Call, v: Variable) -> bool:
    callee = call.callee
    linear = callee.linear if isinstance(callee, Function) else callee.derivative
    return linear and not any(mentions(arg, v) for arg in call.args[:-1])


def _adjoint_of(callee: Function | Sampled) -> Function | Sampled:
    if isinstance(callee, Function):
        return Function(callee.name, not callee.adjoint, callee.linear)
    return Sampled(callee.name, callee.derivative, not callee.adjoint)


def _not_linear() -> NotSupported:
    return NotSupported(
        "not-linear", "the adjoint of this map is not handled yet: its formula is not linear"
    )


def _transpose_entries(
    outputs: tuple[Index, ...], body: Scalar, v: Variable, u: Array
) -> Array | None:
    cotangents: dict[Array, Array] = {}
    for term in _linear_terms(body, v):
        array = term.entry.array
        part = _pull_back(term, outputs, u)
        known = cotangents.get(array)
        cotangents[array] = part if known is None else _plus(known, part)
    parts = [_transpose(array, v, ct) for array, ct in cotangents.items()]
    total: Array | None = None
    for pulled in parts:
        if pulled is not None:
            total = pulled if total is None else _plus(total, pulled)
    return total


def _plus(a: Array, b: Array) -> Array:
    indices = a.indices if isinstance(a, Build) else b.indices if isinstance(b, Build) else None
    if indices is None:
        indices = tuple(fresh_index("ijkl"[n % 4], size) for n, size in enumerate(a.shape))
    fresh = tuple(fresh_index(i.name, i.size) for i in indices)
    return build(fresh, Binary("add", access(a, fresh), access(b, fresh)))


def _pull_back(term: Linear, outputs: tuple[Index, ...], u: Array) -> Array:
    """The cotangent of the array of a term: `fun k => ∑ (o, s) with e = k, context(u[o])`."""
    entry = term.entry
    targets = tuple(
        fresh_index(place.name if isinstance(place, Index) else "ijkl"[n % 4], size)
        for n, (place, size) in enumerate(zip(entry.places, entry.array.shape, strict=True))
    )
    summed: dict[Index, Reduce] = {i: Reduce("sum", i, ZERO) for i in outputs}
    summed.update({r.index: r for r in term.sums})
    renamed: dict[Index, Place] = {}
    deltas: list[Condition] = []
    for place, target in zip(entry.places, targets, strict=True):
        if isinstance(place, Index) and place in summed:
            renamed[place] = target
            del summed[place]
        else:
            known = renamed.get(place, place) if isinstance(place, Index) else place
            deltas.append(Same(known, target))
    value = term.context(access(u, outputs))
    if deltas:
        value = Select(_all(deltas), value, ZERO)
    for reduce in reversed(summed.values()):
        value = Reduce("sum", reduce.index, value)
    return build(targets, substitute(value, renamed))


def _all(conditions: list[Condition]) -> Condition:
    result, *rest = conditions
    for c in rest:
        result = Logic("logical_and", result, c)
    return result


def _linear_terms(body: Scalar, v: Variable) -> list[Linear]:
    """`body` as a sum of terms that are linear in an entry of an array with `v` in it."""
    if not mentions(body, v):
        if body == ZERO:
            return []
        raise _not_linear()
    match body:
        case Access():
            return [Linear((), lambda hole: hole, body)]
        case Unary("negative", arg):
            return _within(_linear_terms(arg, v), lambda hole: Unary("negative", hole))
        case Binary("add", a, b):
            return [*_linear_terms(a, v), *_linear_terms(b, v)]
        case Binary("subtract", a, b):
            negated = _within(_linear_terms(b, v), lambda hole: Unary("negative", hole))
            return [*_linear_terms(a, v), *negated]
        case Binary("multiply", a, b) if not mentions(b, v):
            return _within(_linear_terms(a, v), lambda hole: Binary("multiply", hole, b))
        case Binary("multiply", a, b) if not mentions(a, v):
            return _within(_linear_terms(b, v), lambda hole: Binary("multiply", a, hole))
        case Binary("divide", a, b) if not mentions(b, v):
            return _within(_linear_terms(a, v), lambda hole: Binary("divide", hole, b))
        case Reduce("sum", _, inner, _):
            return [Linear((body, *t.sums), t.context, t.entry) for t in _linear_terms(inner, v)]
        case Select(c, a, b) if not mentions(c, v):
            left = _within(_linear_terms(a, v), lambda hole: Select(c, hole, ZERO))
            right = _within(_linear_terms(b, v), lambda hole: Select(c, ZERO, hole))
            return [*left, *right]
        case _:
            raise _not_linear()


def _within(terms: list[Linear], wrap: Callable[[Scalar], Scalar]) -> list[Linear]:
    def around(context: Callable[[Scalar], Scalar]) -> Callable[[Scalar], Scalar]:
        return lambda hole: wrap(context(hole))

    return [Linear(t.sums, around(t.context), t.entry) for t in terms]
