"""The exact value of each primitive constant of the meaning table.

Arguments come in the order of the signature, types and implicit ones included, instances left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import partial
from typing import Any

from bridge.core.work import step
from bridge.errors import NotSupported
from bridge.exact import numerals, scalars, types
from bridge.exact.determinants import determinant
from bridge.exact.quantifiers import over_infinitely_many
from bridge.exact.scalars import ONE, ZERO, Scalar
from bridge.exact.truth import conjunction, disjunction, implication, negation, tried
from bridge.exact.types import Type, Value
from bridge.exact.unknowns import Proposition

_is_integral = types.is_integral


def _wrap(t: Type, value: int) -> int:
    """Arithmetic of `Fin n` is modulo n, that of words modulo their size."""
    if t == types.WORD:
        return value % types.WORD_SIZE
    return value % t.size if isinstance(t, types.FinType) else value


def add(a: Type, b: Type, c: Type, x: Value, y: Value) -> Value:
    return _wrap(c, x + y) if _is_integral(c) else types.add(c, x, y)


def sub(a: Type, b: Type, c: Type, x: Value, y: Value) -> Value:
    if c == types.NATURAL:
        return max(x - y, 0)
    if c == types.NNREAL:
        return scalars.maximum(scalars.sub(x, y), ZERO)
    return _wrap(c, x - y) if _is_integral(c) else types.pointwise(c, scalars.sub, x, y)


def mul(a: Type, b: Type, c: Type, x: Value, y: Value) -> Value:
    if _is_integral(c):
        return _wrap(c, x * y)
    if isinstance(a, types.MatrixType):
        assert isinstance(b, types.MatrixType)
        return _matrix_product(a, x, y)
    if isinstance(c, types.MapType):
        return lambda v: x(y(v))
    return types.pointwise(c, scalars.mul, x, y)


def _matrix_product(a: types.MatrixType, x: Value, y: Value) -> Value:
    def entry(i: int, k: int) -> Scalar:
        return _sum(scalars.mul(x(i)(j), y(j)(k)) for j in types.elements(a.columns))

    return types.Table(lambda i: types.Table(lambda k: entry(i, k)))


def _sum(terms: Iterable[Scalar]) -> Scalar:
    total: Scalar = ZERO
    for term in terms:
        total = scalars.add(total, term)
    return total


def div(a: Type, b: Type, c: Type, x: Value, y: Value) -> Value:
    if _is_integral(c):
        return (x // y if y > 0 else -(x // -y)) if y else 0  # of integers, Euclid's
    return types.pointwise(c, lambda p, q: scalars.mul(p, scalars.inv(q)), x, y)


def mod(a: Type, b: Type, c: Type, x: int, y: int) -> int:
    return x % abs(y) if y else x


_WORD = 64  # bits


def _step_of_power(x: Value, n: Value) -> None:
    """A power costs a product for each factor, and each product as much as it is long."""
    bits = 1
    if isinstance(x, Fraction):
        bits = max(x.numerator.bit_length(), x.denominator.bit_length())
    elif isinstance(x, int):
        bits = x.bit_length()
    if isinstance(n, int):
        length = abs(n) * max(bits - 1, 0) // _WORD
        step(min(abs(n), length) if isinstance(x, int) else abs(n) * (1 + length // _WORD))


def power(a: Type, b: Type, c: Type, x: Value, n: Value) -> Value:
    _step_of_power(x, n)
    if b == types.INTEGER and not _is_integral(c):
        return types.pointwise(c, lambda p: scalars.integer_power(p, n), x)
    if b == c == types.REAL:
        return scalars.real_power(x, n)
    if b != types.NATURAL:
        raise NotSupported("power", "a power with such an exponent has no exact value here")
    if _is_integral(c):
        return _wrap(c, x**n)
    if isinstance(c, types.MatrixType | types.MapType):
        return _repeated(c, x, n)
    return types.pointwise(c, lambda p: scalars.power(p, n), x)


def _repeated(t: Type, x: Value, n: int) -> Value:
    """A power of a matrix or of a map into its own space: the product of `n` of it."""
    result = numerals.numeral(ONE, t)
    for _ in range(n):
        result = mul(t, t, t, result, x)
    return result


def smul(a: Type, b: Type, c: Type, k: Value, x: Value) -> Value:
    factor = scalars.of_integer(k) if _is_integral(a) else k
    return types.scale(c, factor, x)


def neg(t: Type, x: Value) -> Value:
    return _wrap(t, -x) if _is_integral(t) else types.pointwise(t, scalars.neg, x)


def inverse(t: Type, x: Value) -> Value:
    if isinstance(t, types.MatrixType):
        return _inverse_matrix(t, x)
    if isinstance(t, types.MapType):
        raise NotSupported("inverse", "the inverse of a map has no exact value here")
    return types.pointwise(t, scalars.inv, x)


def _inverse_matrix(t: types.MatrixType, x: Value) -> Value:
    """The adjugate over the determinant; 0 where that is 0, as in Mathlib."""
    index = types.elements(t.rows)
    factor = scalars.inv(determinant([[x(i)(j) for j in index] for i in index]))

    def entry(i: Value, j: Value) -> Scalar:
        minor = [[x(a)(b) for b in index if b != i] for a in index if a != j]
        sign = ONE if (index.index(i) + index.index(j)) % 2 == 0 else -ONE
        return scalars.mul(scalars.mul(sign, factor), determinant(minor))

    return types.Table(lambda i: types.Table(lambda j: entry(i, j)))


def maximum(t: Type, x: Value, y: Value) -> Value:
    return max(x, y) if _is_integral(t) else types.pointwise(t, scalars.maximum, x, y)


def minimum(t: Type, x: Value, y: Value) -> Value:
    if _is_integral(t):
        return min(x, y)
    return neg(t, maximum(t, neg(t, x), neg(t, y)))


def absolute(t: Type, x: Value) -> Value:
    return abs(x) if _is_integral(t) else types.pointwise(t, scalars.absolute, x)


def cast(t: Type, n: int) -> Value:
    return n if _is_integral(t) else scalars.of_integer(n)


def less(t: Type, x: Value, y: Value) -> Proposition:
    """The strict order; of functions and pairs, `x ≤ y` and not `y ≤ x`."""
    if _is_integral(t):
        return x < y  # type: ignore[no-any-return]
    if isinstance(t, types.FunctionType | types.ProductType):
        return conjunction((less_or_equal(t, x, y), negation(less_or_equal(t, y, x))))
    return _difference(t, y, x, ">")


def less_or_equal(t: Type, x: Value, y: Value) -> Proposition:
    """The order; of functions and pairs, that of all their parts."""
    if _is_integral(t):
        return x <= y  # type: ignore[no-any-return]
    match t:
        case types.FunctionType(domain, codomain) if types.is_finite(domain):
            return conjunction(
                less_or_equal(codomain(i), x(i), y(i)) for i in types.elements(domain)
            )
        case types.ProductType(left, right):
            sides = (less_or_equal(left, x[0], y[0]), less_or_equal(right, x[1], y[1]))
            return conjunction(sides)
        case types.Atomic("Prop"):
            return implication(x, y)
        case _:
            return _difference(t, y, x, "≥")


def _difference(t: Type, x: Value, y: Value, relation: str) -> Proposition:
    if t not in types.NUMBERS:
        raise NotSupported("order", f"there is no order on {types.describe(t)} that is checked")
    return scalars.compared(scalars.sub(x, y), relation)


def not_equal(t: Type, x: Value, y: Value) -> Proposition:
    return negation(types.equal(t, x, y))


def choose(t: Type, condition: Value, then: Value, otherwise: Value) -> Value:
    return then if condition else otherwise


def member(t: Type, s: Type, collection: Value, x: Value) -> Proposition:
    if callable(collection):
        return collection(x)  # type: ignore[no-any-return]
    return types.member(t, collection, x)


def exists(t: Type, p: Callable[[Value], Value]) -> Proposition:
    """Some element satisfies `p`."""
    if types.is_finite(t):
        return disjunction(tried(partial(p, x) for x in types.elements(t)))
    return over_infinitely_many(False, t, p)


def fold_sum(index: Type, t: Type, s: Iterable[int], f: Callable[[int], Value]) -> Value:
    total = types.zero(t)
    for i in s:
        step()
        total = add(t, t, t, total, f(i))
    return total


def fold_product(index: Type, t: Type, s: Iterable[int], f: Callable[[int], Value]) -> Value:
    total: Value = 1 if _is_integral(t) else types.pointwise(t, lambda: ONE)
    for i in s:
        step()
        total = mul(t, t, t, total, f(i))
    return total


def adjoint(field: Type, domain: Type, codomain: Type, a: Value) -> Value:
    """The map whose coordinate `j` is the inner product of `a e_j` with its argument."""
    columns = [a(e) for e in types.basis(domain)]

    def apply(y: Value) -> Value:
        return types.element(domain, [types.inner(codomain, c, y) for c in columns])

    return apply


def log_of(x: Scalar) -> Scalar:
    return scalars.log(x)


def pi() -> Any:
    return scalars.pi()
