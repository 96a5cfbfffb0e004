"""Array programs in PyTorch: functional, differentiable, without conversions of dtype or device."""

from __future__ import annotations

from fractions import Fraction

from bridge.backends.base import (
    ONE_OR_ZERO,
    Backend,
    Context,
    dims_tuple,
    is_static,
    number,
    size,
)
from bridge.emit import python as py
from bridge.errors import InternalError
from bridge.ir import nodes as ir

_ELEMENTARY = ("abs", "exp", "log", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh")
_RENAMED = {"arctan": "atan", "arcsinh": "asinh"}  # in torch and in math
_MATH = {"abs": "fabs", **_RENAMED}


class TorchBackend(Backend):
    name = "torch"
    folder = "torch_code"
    array = "Tensor"
    scalar = "Tensor"
    module = "torch"
    imports = {"torch": "import torch", "Tensor": "from torch import Tensor"}  # noqa: RUF012
    unary = {**{op: op for op in _ELEMENTARY}, **_RENAMED}  # noqa: RUF012

    def symbol(self, name: str, cx: Context) -> py.Python:
        cx.module("math")
        return py.Name(f"math.{name}")

    def static(self, op: str, value: py.Python, cx: Context) -> py.Python:
        cx.module("math")
        return py.Call(py.Name(f"math.{_MATH.get(op, op)}"), (value,))

    def spell_binary(self, e: ir.Binary, cx: Context) -> py.Python:
        """`1 / n * x` as `x / n`, `1 / 2 * x` as `x / 2`, where both have no axes: nested
        `torch.func` transforms take a Python float for a float64 tensor there, and the result would
        no longer be float32. `0.1 * n` of numbers that are no arrays as `n / 10`, which rounds
        once."""
        match e:
            case ir.Binary("multiply", ir.Number(value), n) if is_static(n) and _rounds(value):
                top, bottom = (ir.Number(Fraction(k)) for k in value.as_integer_ratio())
                product = n if value.numerator == 1 else ir.Binary("multiply", top, n)
                return super().spell_binary(ir.Binary("divide", product, bottom), cx)
            case ir.Binary("multiply", ir.Binary("divide", ir.Number(value), n, guarded), x) if (
                value.denominator == 1 and is_static(n) and not is_static(x) and not x.shape
            ):
                quotient = super().spell_binary(ir.Binary("divide", x, n, guarded), cx)
                return quotient if value == 1 else py.Binary("*", number(value), quotient)
            case ir.Binary("multiply", ir.Number(value), x) if (
                value.numerator == 1 < value.denominator and not is_static(x) and not x.shape
            ):
                whole = ir.Number(Fraction(value.denominator))
                return super().spell_binary(ir.Binary("divide", x, whole), cx)
            case _:
                return super().spell_binary(e, cx)

    def extreme(self, e: ir.Binary, left: py.Python, right: py.Python) -> py.Python:
        """`clamp` against a number: its gradient is that of the larger one, off the kink."""
        if is_static(e.left) and is_static(e.right):
            return py.Call(py.Name("max" if e.op == "maximum" else "min"), (left, right))
        bound = "min" if e.op == "maximum" else "max"
        if is_static(e.right):
            return self.call("clamp", left, **{bound: right})
        if is_static(e.left):
            return self.call("clamp", right, **{bound: left})
        return self.call(e.op, left, right)

    def special(self, e: ir.Expr, cx: Context) -> py.Python:
        match e:
            case ir.Where(ir.Eye(dim), left, right) if (left, right) == ONE_OR_ZERO:
                return self.new("eye", size(dim, cx), cx, dtype=True)
            case ir.Where(condition, left, right):
                return self.choice(condition, left, right, cx)
            case ir.Reduce(op, arg, axes):
                return self.reduce(op, self.spell(arg, cx), axes, len(arg.shape))
            case ir.Contract(operands, subscripts, output):
                parts = [self.operand(o, cx) for o in operands]
                return self.contract(parts, subscripts, output)
            case ir.PermuteDims(arg, axes):
                order = py.Display(tuple(py.Literal(Fraction(a)) for a in axes))
                return self.call("permute", self.spell(arg, cx), order)
            case ir.BroadcastTo(arg, shape) if is_static(arg):
                return self.constant(arg, shape, cx)
            case ir.BroadcastTo(arg, shape):
                return self.call("broadcast_to", self.spell(arg, cx), dims_tuple(shape, cx))
            case ir.Eye(dim):
                return self.new("eye", size(dim, cx), cx, dtype=False)
            case ir.Arange(dim):
                return self.new("arange", size(dim, cx), cx, dtype=None)
            case _:
                raise InternalError("no-spelling", f"torch does not spell {type(e).__name__}")

    def choice(self, c: ir.Expr, left: ir.Expr, right: ir.Expr, cx: Context) -> py.Python:
        """`where`; between two numbers the result must be told its dtype."""
        condition = self.spell(c, cx)
        if not (is_static(left) and is_static(right)):
            return self.call("where", condition, self.spell(left, cx), self.spell(right, cx))
        like = _array_in(c)
        source = cx.like if like is None else self.spell(like, cx)
        if source is None:
            return self.call("where", condition, self.spell(left, cx), self.spell(right, cx))
        dtype = py.Attribute(source, "dtype")
        if (left, right) == ONE_OR_ZERO:
            return py.Call(py.Attribute(condition, "to"), (dtype,))
        chosen = self.call("where", condition, self.spell(left, cx), self.spell(right, cx))
        return py.Call(py.Attribute(chosen, "to"), (dtype,))

    def reduce(self, op: str, value: py.Python, axes: tuple[int, ...], rank: int) -> py.Python:
        name = "amax" if op == "max" else op
        if len(axes) == rank and op != "max":
            return self.call(name, value)
        places = tuple(py.Literal(Fraction(a)) for a in axes)
        return self.call(name, value, dim=places[0] if len(places) == 1 else py.Display(places))

    def operand(self, e: ir.Expr, cx: Context) -> py.Python:
        """An operand of a contraction, which converts no dtype; a function of no array has none of
        its own."""
        spelled = self.spell(e, cx)
        given = any(isinstance(below, ir.Input) for below in ir.walk(e))
        if given or cx.like is None or not isinstance(e, ir.Call):
            return spelled
        return py.Call(py.Attribute(spelled, "to"), (py.Attribute(cx.like, "dtype"),))

    def contract(
        self, parts: list[py.Python], subscripts: tuple[str, ...], output: str
    ) -> py.Python:
        if len(parts) == 2:
            a, b = parts
            match _pattern(subscripts, output):
                case "ij,j->i" | "i,ij->j" | "ij,jk->ik" | "i,i->":
                    return py.Binary("@", a, b)
                case "ij,i->j":
                    return py.Binary("@", py.Attribute(a, "T"), b)
                case "i,j->ij":
                    return self.call("outer", a, b)
        text = f"{','.join(subscripts)}->{output}"
        return self.call("einsum", py.Text(text), *parts)

    def constant(self, arg: ir.Expr, shape: ir.Shape, cx: Context) -> py.Python:
        dims = dims_tuple(shape, cx)
        value = number(arg.value, real=True) if isinstance(arg, ir.Number) else self.spell(arg, cx)
        zero = isinstance(arg, ir.Number) and arg.value == 0
        if cx.like is None:
            return self.call("zeros", dims) if zero else self.call("full", dims, value)
        name = "new_zeros" if zero else "new_full"
        return py.Call(py.Attribute(cx.like, name), (dims,) if zero else (dims, value))

    def new(self, name: str, count: py.Python, cx: Context, dtype: bool | None) -> py.Python:
        """A new array on the device of the arguments: of their dtype, or of truth values."""
        keywords: dict[str, py.Python] = {}
        if dtype is False:
            keywords["dtype"] = py.Name("torch.bool")
        if cx.like is not None:
            if dtype:
                keywords["dtype"] = py.Attribute(cx.like, "dtype")
            keywords["device"] = py.Attribute(cx.like, "device")
        return self.call(name, count, **keywords)


def _rounds(value: Fraction) -> bool:
    """Whether no float is this number."""
    return value.denominator & (value.denominator - 1) != 0


def _pattern(subscripts: tuple[str, ...], output: str) -> str:
    """The contraction with its letters renamed to i, j, k in order of appearance."""
    text = f"{','.join(subscripts)}->{output}"
    letters = dict.fromkeys(c for c in text if c.isalpha())
    names = dict(zip(letters, "ijklmnop", strict=False))
    return "".join(names.get(c, c) for c in text)


def _array_in(c: ir.Expr) -> ir.Input | None:
    """An array that a condition compares."""
    found = (e for e in ir.walk(c) if isinstance(e, ir.Input))
    return next(found, None)


BACKEND = TorchBackend()
