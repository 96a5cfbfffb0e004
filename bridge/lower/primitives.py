"""What the table's primitive constants become: functions over values, entry by entry.

Each takes the evaluated arguments of its constant without the instances. Operators go through the
type, as Mathlib's instances do: pointwise on functions and linear maps, products of matrices.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from bridge.errors import NotSupported
from bridge.ir.dims import Dim
from bridge.lower.data import pair_of
from bridge.lower.index import (
    ONE,
    ZERO,
    Array,
    Binary,
    Compare,
    Condition,
    Constant,
    Coordinate,
    Derivative,
    Every,
    Index,
    Logic,
    Negation,
    Place,
    Position,
    Reduce,
    Same,
    Scalar,
    Select,
    Size,
    Symbol,
    Truth,
    Unary,
    access,
    fresh_index,
    fresh_variable,
)
from bridge.lower.transpose import transpose
from bridge.lower.values import (
    NATURAL,
    NNREAL,
    REAL,
    Closure,
    Equation,
    EquivType,
    FinsetType,
    FinType,
    FunctionType,
    HasDerivative,
    Interval,
    LpType,
    MapType,
    MatrixType,
    NumberType,
    Pair,
    PairType,
    SpaceType,
    Type,
    Universe,
    Value,
    apply,
    as_type,
    axes,
    condition,
    dimension,
    index_name,
    index_value,
    places,
    reflect,
    reify,
    scalar,
    shape,
    step,
)


@dataclass(frozen=True, slots=True)
class Noted:
    """A primitive whose first argument is the Lean text that it is written as."""

    f: Callable[..., Value]

    def __call__(self, *args: Value) -> Value:
        return self.f(None, *args)


# -- types ------------------------------------------------------------------------------------


def number_type(name: str) -> Callable[[], Value]:
    return lambda: NumberType(name)


def fin(n: Value) -> Value:
    return FinType(dimension(n))


def product(a: Value, b: Value) -> Value:
    return PairType(as_type(a), as_type(b))


def with_lp(p: Value, inner: Value) -> Value:
    exponent = p.value if isinstance(p, Constant) else None
    return LpType(exponent, as_type(inner))


def matrix(rows: Value, columns: Value, entry: Value) -> Value:
    return MatrixType(as_type(rows), as_type(columns), as_type(entry))


def map_type(_field: Value, domain: Value, codomain: Value) -> Value:
    return MapType(as_type(domain), as_type(codomain))


def equiv_type(_field: Value, domain: Value, codomain: Value) -> Value:
    return EquivType(as_type(domain), as_type(codomain))


def finset(element: Value) -> Value:
    return FinsetType(as_type(element))


# -- entry by entry -----------------------------------------------------------------------------


def inner_type(type: Type) -> Type | None:
    """The type of the values of a function-like type; None for numbers."""
    match type:
        case FunctionType(_, codomain) | MapType(_, codomain):
            return codomain
        case LpType(_, inner):
            return inner_type(inner)
        case MatrixType() | SpaceType():
            head = step(type)
            return None if head is None else head[1]
        case _:
            return None


def pointwise(type: Type, f: Callable[..., Value], *values: Value) -> Value:
    """`f` on the entries of values of one type."""
    below = inner_type(type)
    if below is None:
        return f(*values)
    name = next((v.name for v in values if isinstance(v, Closure) and v.name), None)
    return Closure(lambda x: pointwise(below, f, *(apply(v, x) for v in values)), name)


def numeral(type: Type, value: Fraction) -> Value:
    """`0`, `1`, `2` at any type: a number, a constant function, a multiple of the identity."""
    match type:
        case FinType(size):
            return Position(int(value), size)
        case NumberType("Nat") if value.denominator == 1:
            return Size(Dim.constant(int(value)))
        case NumberType():
            return Constant(value)
        case MapType(domain, codomain) if value and domain == codomain:
            return Closure(lambda x: pointwise(codomain, _scaled(Constant(value)), x))
        case MatrixType(rows, columns, _) if value and rows == columns:
            return diagonal(rows, lambda place: Constant(value))
        case _:
            return pointwise(type, lambda: Constant(value))


def _scaled(factor: Scalar) -> Callable[[Value], Value]:
    return lambda x: factor if x == ONE else Binary("multiply", factor, scalar(x))


def diagonal(type: Type, entry: Callable[[Place], Scalar]) -> Value:
    """The matrix with these entries on the diagonal."""
    if axes(type) is None or len(axes(type) or ()) != 1:
        raise NotSupported("diagonal", "a diagonal over this index type")

    def at(i: Value) -> Value:
        (p,) = places(i)
        return Closure(lambda j: Select(Same(p, places(j)[0]), entry(p), ZERO), "j")

    return Closure(at, "i")


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


def entries(type: Type) -> Type:
    """The type of the entries of an array."""
    while (below := inner_type(type)) is not None:
        type = below
    return type


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


def _power_at(
    note: str | None, base: Value, exponent: Value, _c: Value, left: Value, right: Value
) -> Value:
    kind = as_type(base)
    match kind:
        case NumberType("Nat") if isinstance(right, Size):
            if isinstance(left, Size) and (fixed := right.dim.value) is not None:
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
            raise NotSupported("real-power", "a power with a real exponent is not handled yet")


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


power = Noted(_power_at)


def _repeated(kind: Type, exponent: Value, value: Value) -> Value:
    count = dimension(exponent).value
    if count is None:
        raise NotSupported("matrix-power", "a power of a matrix with a variable exponent")
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


def coordinate(_n: Value, i: Value) -> Value:
    (place,) = places(i)
    return Size(Dim.constant(place.value)) if isinstance(place, Position) else Coordinate(place)


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


# -- propositions -------------------------------------------------------------------------------


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


# -- sums ---------------------------------------------------------------------------------------


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


# -- norms and inner products ---------------------------------------------------------------------


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


_TWO = Constant(Fraction(2))
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


# -- functions and linear maps ------------------------------------------------------------------


def last(*args: Value) -> Value:
    """Bundling and unbundling: the last argument itself."""
    return args[-1]


def application(_f: Value, _a: Value, _b: Value, f: Value, a: Value) -> Value:
    return apply(f, a)


def equivalence(_field: Value, _a: Value, _b: Value, there: Value, back: Value) -> Value:
    return Pair(there, back)


def forwards(_field: Value, _a: Value, _b: Value, e: Value) -> Value:
    return e.first if isinstance(e, Pair) else e


def backwards(_field: Value, _a: Value, _b: Value, e: Value) -> Value:
    if not isinstance(e, Pair):
        raise NotSupported("inverse", "the inverse of an equivalence that is not known")
    return e.second


def adjoint(_field: Value, domain: Value, codomain: Value, a: Value) -> Value:
    """`A†`: the program of `A`, transposed."""
    source, target = as_type(domain), as_type(codomain)

    def run(u: Value) -> Value:
        v = fresh_variable("v", shape(source))
        image = reify(target, apply(a, reflect(source, v)))
        return reflect(source, transpose(image, v, reify(target, u)))

    return Closure(run)


# -- derivatives --------------------------------------------------------------------------------


def derivative(_field: Value, domain: Value, codomain: Value, f: Value, x: Value) -> Value:
    """`fderiv`: linear in the direction."""
    source, target = as_type(domain), as_type(codomain)
    at = reify(source, x)

    def run(v: Value) -> Value:
        return reflect(target, _derivative(source, target, f, at, v))

    return Closure(run)


def _derivative(source: Type, target: Type, f: Value, at: Array, v: Value) -> Derivative:
    name = f.name if isinstance(f, Closure) and f.name else "x"
    variable = fresh_variable(name, shape(source))
    body = reify(target, apply(f, reflect(source, variable)))
    return Derivative(variable, body, at, reify(source, v))


def real_derivative(_field: Value, codomain: Value, f: Value, x: Value) -> Value:
    """`deriv`."""
    return apply(derivative(_field, REAL, codomain, f, x), ONE)


def gradient(_field: Value, domain: Value, f: Value, x: Value) -> Value:
    return apply(adjoint(_field, domain, REAL, derivative(_field, domain, REAL, f, x)), ONE)


def has_derivative(
    _field: Value, domain: Value, codomain: Value, f: Value, derivative: Value, x: Value
) -> Value:
    """`HasFDerivAt`."""
    return HasDerivative(as_type(domain), as_type(codomain), f, derivative, x)


def has_real_derivative(_field: Value, codomain: Value, f: Value, slope: Value, x: Value) -> Value:
    """`HasDerivAt`: the derivative is `c ↦ c • slope`."""
    line = Closure(lambda c: smul(REAL, codomain, codomain, c, slope))
    return HasDerivative(REAL, as_type(codomain), f, line, x)


def has_gradient(_field: Value, domain: Value, f: Value, g: Value, x: Value) -> Value:
    """`HasGradientAt`: the derivative is `v ↦ ⟪g, v⟫`."""
    pairing = Closure(lambda v: _inner(None, REAL, domain, g, v))
    return HasDerivative(as_type(domain), REAL, f, pairing, x)


def differentiable_at(_field: Value, domain: Value, codomain: Value, f: Value, x: Value) -> Value:
    return HasDerivative(as_type(domain), as_type(codomain), f, None, x)


def differentiable(_field: Value, domain: Value, codomain: Value, f: Value) -> Value:
    return HasDerivative(as_type(domain), as_type(codomain), f)
