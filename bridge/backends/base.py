"""What backends share: the spelling of operators, and where names and sizes come from."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from fractions import Fraction

from bridge.emit import python as py
from bridge.errors import InternalError
from bridge.ir import nodes as ir
from bridge.ir.dims import Dim

_OPERATORS = {
    "add": "+", "subtract": "-", "multiply": "*", "divide": "/", "power": "**",
    "equal": "==", "not_equal": "!=", "less": "<", "less_equal": "<=", "greater": ">",
    "greater_equal": ">=", "logical_and": "&", "logical_or": "|",
}  # fmt: skip
_MIRRORED = {  # `0 < x` reads `x > 0`
    "less": "greater", "less_equal": "greater_equal", "greater": "less",
    "greater_equal": "less_equal", "equal": "equal", "not_equal": "not_equal",
}  # fmt: skip
HELPERS = ("divide", "log", "power", "sqrt")  # Lean's total functions, in a module of their own
ONE_OR_ZERO = (ir.Number(Fraction(1)), ir.Number(Fraction(0)))
COLON = py.Slice()


@dataclass(slots=True)
class Context:
    """How the names of one program are spelled, and what the printed code has come to need.

    `like` is the spelling of an array whose dtype and device a new array takes.
    """

    names: dict[str, py.Python]
    functions: dict[ir.Callee, py.Python]
    like: py.Python | None = None
    helpers: set[str] = field(default_factory=set)
    modules: set[str] = field(default_factory=set)  # of the standard library

    def helper(self, name: str) -> py.Python:
        self.helpers.add(name)
        return py.Name(name)

    def module(self, name: str) -> None:
        self.modules.add(name)

    def derivative(self, d: ir.Derivative) -> py.Python:
        """How something is differentiated; only tests do that."""
        raise InternalError("derivative", "a derivative belongs into a test")


class Backend(ABC):
    """One library. `spell` covers what all spell alike; a backend says the rest."""

    name: str
    folder: str  # of the generated modules
    array: str  # the type in annotations
    scalar: str  # the type of a real number in annotations
    module: str  # the library as it is imported
    imports: dict[str, str]  # what provides a name, in the order of import lines
    unary: dict[str, str]

    def spell(self, e: ir.Expr, cx: Context) -> py.Python:
        """The expression in Python."""
        match e:
            case ir.Input(name):
                return cx.names[name]
            case ir.Number(value):
                return number(value)
            case ir.Symbol(name):
                return self.symbol(name, cx)
            case ir.SizeOf(dim):
                return size(dim, cx)
            case ir.Unary(op, arg, guarded):
                return self.spell_unary(op, arg, guarded, cx)
            case ir.Binary():
                return self.spell_binary(e, cx)
            case ir.Call(callee, sizes, args):
                parts = tuple(self.spell(a, cx) for a in (*sizes, *args))
                return call_of(cx.functions[callee], callee, parts)
            case ir.ExpandDims(arg, axes):
                return py.Subscript(self.spell(arg, cx), _new_axes(len(e.shape), axes))
            case ir.Take(arg, axis, position):
                place = py.Literal(Fraction(position))
                return py.Subscript(self.spell(arg, cx), (*(COLON,) * axis, place))
            case ir.PermuteDims(arg, (1, 0)):
                return py.Attribute(self.spell(arg, cx), "T")
            case ir.Derivative():
                return cx.derivative(e)
            case _:
                return self.special(e, cx)

    def spell_unary(self, op: str, arg: ir.Expr, guarded: bool, cx: Context) -> py.Python:
        value = self.spell(arg, cx)
        if op in ("negative", "logical_not"):
            return py.Unary("-" if op == "negative" else "~", value)
        if guarded:
            return py.Call(cx.helper(op), (value,))
        if is_static(arg):
            return self.static(op, value, cx)
        return self.call(self.unary[op], value)

    def spell_binary(self, e: ir.Binary, cx: Context) -> py.Python:
        left, right = self.operands(e, cx)
        if e.op in ("maximum", "minimum"):
            return self.extreme(e, left, right)
        if e.guarded:
            return py.Call(cx.helper(e.op), (left, right))
        if e.op in _MIRRORED and is_static(e.left) and not is_static(e.right):
            return py.Binary(_OPERATORS[_MIRRORED[e.op]], right, left)
        return py.Binary(_OPERATORS[e.op], left, right)

    def operands(self, e: ir.Binary, cx: Context) -> tuple[py.Python, py.Python]:
        """Both sides of an operator."""
        return self.spell(e.left, cx), self.spell(e.right, cx)

    def call(self, name: str, *args: py.Python, **keywords: py.Python) -> py.Call:
        """`module.name(args)`."""
        return py.Call(py.Name(f"{self.module}.{name}"), args, tuple(keywords.items()))

    @abstractmethod
    def symbol(self, name: str, cx: Context) -> py.Python:
        """A real constant."""

    @abstractmethod
    def static(self, op: str, value: py.Python, cx: Context) -> py.Python:
        """A function of a number that is no array."""

    @abstractmethod
    def extreme(self, e: ir.Binary, left: py.Python, right: py.Python) -> py.Python:
        """The larger or the smaller of two."""

    @abstractmethod
    def special(self, e: ir.Expr, cx: Context) -> py.Python:
        """Reductions, contractions, choices and new arrays."""


def is_static(e: ir.Expr) -> bool:
    """Whether the value is a Python number: made of numerals and sizes only."""
    match e:
        case ir.Number() | ir.SizeOf() | ir.Symbol():
            return True
        case ir.Unary(_, arg):
            return is_static(arg)
        case ir.Binary(_, left, right):
            return is_static(left) and is_static(right)
        case _:
            return False


def number(value: Fraction, *, real: bool = False) -> py.Python:
    """A numeral; a quotient where no literal is exact. `real`: `1.0` rather than `1`."""
    if real and value.denominator == 1:
        return py.Real(value)
    if py.has_literal(value):
        return py.Literal(value)
    return py.Binary(
        "/", py.Literal(Fraction(value.numerator)), py.Literal(Fraction(value.denominator))
    )


def size(dim: Dim, cx: Context) -> py.Python:
    """A size in terms of the sizes that have names."""
    total: py.Python | None = None
    for monomial, coefficient in dim.terms:
        factors: list[py.Python] = [cx.names[name] for name in monomial]
        if abs(coefficient) != 1 or not monomial:
            factors.insert(0, py.Literal(Fraction(abs(coefficient))))
        product = factors[0]
        for factor in factors[1:]:
            product = py.Binary("*", product, factor)
        if total is None:
            total = py.Unary("-", product) if coefficient < 0 else product
        else:
            total = py.Binary("-" if coefficient < 0 else "+", total, product)
    return total if total is not None else py.Literal(Fraction(0))


def call_of(fn: py.Python, callee: ir.Callee, args: tuple[py.Python, ...]) -> py.Python:
    """A call; the derivative of a sampled function is a method that gives a linear map."""
    if not callee.derivative:
        return py.Call(fn, args)
    at, direction = args
    derivative: py.Python = py.Call(py.Attribute(fn, "derivative"), (at,))
    if callee.adjoint:
        derivative = py.Attribute(derivative, "adjoint")
    return py.Call(derivative, (direction,))


def _new_axes(rank: int, axes: tuple[int, ...]) -> tuple[py.Python | py.Slice, ...]:
    items: list[py.Python | py.Slice] = [
        py.Literal(None) if k in axes else COLON for k in range(rank)
    ]
    while items[-1] is COLON:
        items.pop()
    return tuple(items)


def dims_tuple(shape: ir.Shape, cx: Context) -> py.Python:
    return py.Display(tuple(size(dim, cx) for dim in shape))
