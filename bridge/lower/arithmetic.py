"""Arithmetic. Operators go through the type, as Mathlib's instances do: pointwise on functions and
linear maps, products of matrices.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from bridge.errors import NotSupported
from bridge.ir.dims import Dim
from bridge.lower.index import ONE, ZERO, Binary, Constant, Reduce, Scalar, Size, Symbol, Unary
from bridge.lower.pointwise import Noted, entries, numeral, pointwise
from bridge.lower.signs import is_positive
from bridge.lower.simplify import simplify
from bridge.lower.sums import total
from bridge.lower.values import (
    NATURAL,
    NNREAL,
    REAL,
    Closure,
    MapType,
    MatrixType,
    NumberType,
    Type,
    Value,
    apply,
    as_type,
    dimension,
    scalar,
)


def _natural(f: Callable[[Dim, Dim], Dim], op: str) -> Callable[[Value, Value], Value]:
    def run(a: Value, b: Value) -> Value:
        if isinstance(a, Size) and isinstance(b, Size):
            return Size(f(a.dim, b.dim))
        return Binary(op, scalar(a), scalar(b))

    return run


def _real(op: str) -> Callable[[Value, Value], Value]:
    return lambda a, b: Binary(op, scalar(a), scalar(b))


_SUM = _natural(Dim.__add__, "add")

_PRODUCT = _natural(Dim.__mul__, "multiply")


def _truncated(a: Value, b: Value) -> Value:
    """`a - b` on natural numbers and in `ℝ≥0`: 0 where `b` is the larger."""
    if isinstance(a, Size) and isinstance(b, Size) and (a.dim - b.dim).is_nonnegative:
        return Size(a.dim - b.dim)
    return Binary("maximum", Binary("subtract", scalar(a), scalar(b)), ZERO)


def add(_a: Value, _b: Value, type: Value, left: Value, right: Value) -> Value:
    kind = as_type(type)
    return pointwise(kind, _SUM if entries(kind) == NATURAL else _real("add"), left, right)


def subtract(_a: Value, _b: Value, type: Value, left: Value, right: Value) -> Value:
    kind = as_type(type)
    minus = _truncated if entries(kind) in (NATURAL, NNREAL) else _real("subtract")
    return pointwise(kind, minus, left, right)


def negative(type: Value, a: Value) -> Value:
    return pointwise(as_type(type), lambda x: Unary("negative", scalar(x)), a)


def multiply(first: Value, _b: Value, type: Value, left: Value, right: Value) -> Value:
    match as_type(first), as_type(type):
        case MatrixType(_, columns, _), MatrixType(_, _, entry):
            return _matrix_product(columns, entry, left, right)
        case _, MapType():
            return Closure(lambda x: apply(left, apply(right, x)))
        case _, kind:
            times = _PRODUCT if entries(kind) == NATURAL else _real("multiply")
            return pointwise(kind, times, left, right)


def _matrix_product(columns: Type, entry: Type, left: Value, right: Value) -> Value:
    def at(i: Value) -> Value:
        return Closure(
            lambda k: total(
                None,
                entry,
                columns,
                lambda j: Binary("multiply", scalar(apply(left, i, j)), scalar(apply(right, j, k))),
                "j",
            ),
            right.name if isinstance(right, Closure) else None,
        )

    return Closure(at, left.name if isinstance(left, Closure) else None)


def divide(_a: Value, _b: Value, type: Value, left: Value, right: Value) -> Value:
    kind = as_type(type)
    if entries(kind) != REAL:
        raise NotSupported("division", "division of natural numbers is not handled yet")
    return pointwise(kind, _real("divide"), left, right)


def inverse(type: Value, a: Value) -> Value:
    if isinstance(as_type(type), MatrixType | MapType):
        raise NotSupported("inverse", "the inverse of a matrix or map is not handled yet")
    return pointwise(as_type(type), lambda x: Binary("divide", ONE, scalar(x)), a)


MOST_FACTORS = 1000  # of a power that is written out


def _refuse_many_factors(count: int) -> None:
    if count > MOST_FACTORS:
        raise NotSupported("too-large", f"a power of {count:,} factors is too large a number")


def _power_at(
    note: str | None, base: Value, exponent: Value, _c: Value, left: Value, right: Value
) -> Value:
    kind = as_type(base)
    match kind:
        case NumberType("Nat") if isinstance(right, Size):
            if isinstance(left, Size) and (fixed := right.dim.value) is not None:
                _refuse_many_factors(fixed)
                result = Dim.constant(1)
                for _ in range(fixed):
                    result *= left.dim
                return Size(result)
            return Binary("power", scalar(left), right)
        case MatrixType() | MapType():
            return _repeated(kind, right, left)
        case _ if as_type(exponent) == NATURAL:
            return pointwise(kind, lambda x: _power(note, scalar(x), scalar(right)), left)
        case _:
            number = simplify(scalar(right))
            return pointwise(kind, lambda x: _real_power(note, scalar(x), number), left)


def _power(note: str | None, base: Scalar, exponent: Scalar) -> Scalar:
    """`‖v‖ ^ (2 k)` is `⟪v, v⟫ ^ k`: it stays rational, and differentiable at 0."""
    fixed = exponent.dim.value if isinstance(exponent, Size) else None
    match base:
        case Unary("norm", Reduce(op, index, body, _)) if fixed and fixed % 2 == 0:
            square: Scalar = Reduce(op, index, body, note)
            half = Constant(Fraction(fixed // 2))
            return square if fixed == 2 else Binary("power", square, half)
        case _:
            number = exponent if fixed is None else Constant(Fraction(fixed))
            return Binary("power", base, number)


def _real_power(note: str | None, base: Scalar, exponent: Scalar) -> Scalar:
    """With integers and halves in terms of products and roots, which they are below 0 as well."""
    match exponent:
        case Constant(value) if value.denominator <= 2 and value < 0:
            return Binary("divide", ONE, _real_power(note, base, Constant(-value)))
        case Constant(value) if value.denominator == 1:
            return _power(note, base, Size(Dim.constant(int(value))))
        case Constant(value) if value.denominator == 2:
            root = Unary("sqrt", base)
            return root if value.numerator == 1 else Binary("power", root, Constant(2 * value))
        case _ if isinstance(base, Constant | Size) and not is_positive(base):
            raise NotSupported("real-power", "a power of a number that may be 0 or below")
        case _:
            return Binary("real_power", base, exponent)


power = Noted(_power_at)


def _repeated(kind: Type, exponent: Value, value: Value) -> Value:
    count = dimension(exponent).value
    if count is None:
        raise NotSupported("matrix-power", "a power of a matrix with a variable exponent")
    _refuse_many_factors(count)
    result = numeral(kind, Fraction(1)) if count == 0 else value
    for _ in range(count - 1):
        result = multiply(kind, kind, kind, result, value)
    return result


def smul(scalars: Value, _b: Value, type: Value, factor: Value, x: Value) -> Value:
    if not isinstance(as_type(scalars), NumberType):
        return pointwise(as_type(type), _real("multiply"), factor, x)
    number = cast(factor)
    return pointwise(as_type(type), lambda entry: Binary("multiply", number, scalar(entry)), x)


def cast(n: Value) -> Scalar:
    """A natural number as a real one."""
    number = scalar(n)
    if isinstance(number, Size) and (fixed := number.dim.value) is not None:
        return Constant(Fraction(fixed))
    return number


def cast_to(_type: Value, n: Value) -> Value:
    return cast(n)


def unary(op: str) -> Callable[[Value], Value]:
    return lambda x: Unary(op, scalar(x))


def unary_at(op: str) -> Callable[[Value, Value], Value]:
    return lambda type, x: pointwise(as_type(type), unary(op), x)


def binary_at(op: str) -> Callable[[Value, Value, Value], Value]:
    return lambda type, a, b: pointwise(as_type(type), _real(op), a, b)


def symbol(name: str) -> Callable[[], Value]:
    return lambda: Symbol(name)


def constant(number: int) -> Callable[[], Value]:
    return lambda: Constant(Fraction(number))
