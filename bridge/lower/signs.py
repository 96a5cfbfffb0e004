"""What is known about signs: where `x / 0 = 0` and the like cannot arise, they need no care."""

from __future__ import annotations

from bridge.lower.index import Binary, Constant, Reduce, Scalar, Select, Size, Symbol, Unary


def is_nonzero(s: Scalar) -> bool:
    """Whether the number is certainly not 0."""
    match s:
        case Constant(value):
            return value != 0
        case Unary("negative", arg):
            return is_nonzero(arg)
        case _:
            return is_positive(s)


def is_positive(s: Scalar) -> bool:
    """Whether the number is certainly above 0."""
    match s:
        case Constant(value):
            return value > 0
        case Symbol("pi"):
            return True
        case Size(dim):
            return dim.is_positive
        case Unary("exp" | "cosh"):
            return True
        case Unary("sqrt", arg):
            return is_positive(arg)
        case Binary("add", a, b):
            return (is_positive(a) and is_nonnegative(b)) or (is_nonnegative(a) and is_positive(b))
        case Binary("multiply" | "divide", a, b):
            return is_positive(a) and is_positive(b)
        case Binary("maximum", a, b):
            return is_positive(a) or is_positive(b)
        case Binary("power" | "real_power", a, _):
            return is_positive(a)
        case Select(_, a, b):
            return is_positive(a) and is_positive(b)
        case Reduce("sum", index, body):
            return index.size.is_positive and is_positive(body)
        case _:
            return False


def is_nonnegative(s: Scalar) -> bool:
    """Whether the number is certainly at least 0."""
    match s:
        case Constant(value):
            return value >= 0
        case Size() | Unary("abs" | "sqrt" | "norm"):
            return True
        case Binary("power", _, Constant(value)) if value.denominator == 1 and value % 2 == 0:
            return True
        case Binary("multiply", a, b) if a == b:
            return True
        case Binary("add" | "multiply" | "divide", a, b):
            return is_nonnegative(a) and is_nonnegative(b)
        case Binary("power" | "real_power", a, _):
            return is_nonnegative(a)
        case Binary("maximum", a, b):
            return is_nonnegative(a) or is_nonnegative(b)
        case Select(_, a, b):
            return is_nonnegative(a) and is_nonnegative(b)
        case Reduce("sum" | "prod", _, body):
            return is_nonnegative(body)
        case _:
            return is_positive(s)


def needs_guard(s: Scalar) -> bool:
    """Whether Lean's total function and the numerical one may differ at these arguments."""
    match s:
        case Unary("log", arg):
            return not is_positive(arg)
        case Unary("sqrt", arg):
            return not is_nonnegative(arg)
        case Binary("divide", _, arg):
            return not is_nonzero(arg)
        case Binary("real_power", base, exponent):  # of PyTorch's derivatives, see `power` there
            return not is_positive(base) or not isinstance(exponent, Constant)
        case _:
            return False
