"""Array programs in NumPy."""

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


class NumpyBackend(Backend):
    name = "numpy"
    folder = "numpy_reference"
    array = "NDArray"
    scalar = "float"
    module = "np"
    imports = {  # noqa: RUF012
        "np": "import numpy as np",
        "NDArray": "from numpy.typing import NDArray",
    }
    unary = {  # noqa: RUF012
        op: op
        for op in (
            "abs",
            "exp",
            "log",
            "sqrt",
            "sin",
            "cos",
            "tan",
            "sinh",
            "cosh",
            "tanh",
            "arctan",
            "arcsinh",
        )
    }

    def symbol(self, name: str, cx: Context) -> py.Python:
        return py.Name(f"np.{name}")

    def static(self, op: str, value: py.Python, cx: Context) -> py.Python:
        return self.call(op, value)

    def operands(self, e: ir.Binary, cx: Context) -> tuple[py.Python, py.Python]:
        """Between numbers that are no arrays, one that no float is is NumPy's: the checks follow
        what that loses, as they cannot for numbers of Python."""
        left, right = super().operands(e, cx)
        if not (is_static(e.left) and is_static(e.right)):
            return left, right
        return self.followed(e.left, left), self.followed(e.right, right)

    def followed(self, e: ir.Expr, spelled: py.Python) -> py.Python:
        match e, spelled:
            case ir.Number(value), _ if value.denominator & (value.denominator - 1) == 0:
                return spelled
            case ir.Number(), py.Binary("/", numerator, denominator):
                return self.call("divide", numerator, denominator)
            case ir.Number(), _:
                return self.call("float64", spelled)
            case _:
                return spelled

    def extreme(self, e: ir.Binary, left: py.Python, right: py.Python) -> py.Python:
        return self.call(e.op, left, right)

    def special(self, e: ir.Expr, cx: Context) -> py.Python:
        match e:
            case ir.Where(ir.Eye(dim), left, right) if (left, right) == ONE_OR_ZERO:
                return self.call("eye", size(dim, cx))
            case ir.Where(condition, left, right):
                return self.call(
                    "where", self.spell(condition, cx), *self.branches(left, right, cx)
                )
            case ir.Reduce(op, arg, axes):
                return self.reduce(op, arg, axes, cx)
            case ir.Contract(operands, subscripts, output):
                return self.contract(operands, subscripts, output, cx)
            case ir.PermuteDims(arg, axes):
                order = py.Display(tuple(py.Literal(Fraction(a)) for a in axes))
                return self.call("transpose", self.spell(arg, cx), order)
            case ir.BroadcastTo(ir.Number(value), shape):
                if value == 0:
                    return self.call("zeros", dims_tuple(shape, cx))
                return self.call("full", dims_tuple(shape, cx), number(value, real=True))
            case ir.BroadcastTo(arg, shape):
                return self.call("broadcast_to", self.spell(arg, cx), dims_tuple(shape, cx))
            case ir.Eye(dim):
                return self.call("eye", size(dim, cx), dtype=py.Name("bool"))
            case ir.Arange(dim):
                return self.call("arange", size(dim, cx))
            case _:
                raise InternalError("no-spelling", f"numpy does not spell {type(e).__name__}")

    def branches(self, left: ir.Expr, right: ir.Expr, cx: Context) -> list[py.Python]:
        """Both values of a choice; two numerals are floats, so that the result is."""
        if isinstance(left, ir.Number) and isinstance(right, ir.Number):
            return [number(left.value, real=True), number(right.value, real=True)]
        return [self.spell(left, cx), self.spell(right, cx)]

    def reduce(self, op: str, arg: ir.Expr, axes: tuple[int, ...], cx: Context) -> py.Python:
        value = self.spell(arg, cx)
        if len(axes) == len(arg.shape):
            return self.call(op, value)
        places = tuple(py.Literal(Fraction(a)) for a in axes)
        axis = places[0] if len(places) == 1 else py.Display(places)
        return self.call(op, value, axis=axis)

    def contract(
        self, operands: tuple[ir.Expr, ...], subscripts: tuple[str, ...], output: str, cx: Context
    ) -> py.Python:
        parts = [self.spell(o, cx) for o in operands]
        if len(subscripts) == 2 and "".join(subscripts) == output and len(output) == 2:
            return self.call("outer", *parts)
        text = f"{','.join(subscripts)}->{output}"
        return self.call("einsum", py.Text(text), *parts)


BACKEND = NumpyBackend()
