"""Array programs: expressions over whole arrays, and straight-line programs of named values.

Operations carry Array API names. Arrays broadcast as NumPy's do; sizes are symbolic. What is legal
is said once, in `bridge.ir.verify`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias, assert_never

from bridge.ir.dims import Dim

Shape: TypeAlias = tuple[Dim, ...]

ARITHMETIC = ("add", "subtract", "multiply", "divide", "power", "maximum", "minimum")
COMPARISONS = ("equal", "not_equal", "less", "less_equal", "greater", "greater_equal")
LOGICAL = ("logical_and", "logical_or")
UNARY = (
    "negative", "abs", "exp", "log", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arctan",
    "arcsinh", "logical_not",
)  # fmt: skip
REDUCTIONS = ("sum", "prod", "max", "all")


@dataclass(frozen=True, slots=True)
class Input:
    """A parameter or a named value of the program."""

    name: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Number:
    value: Fraction

    @property
    def shape(self) -> Shape:
        return ()


@dataclass(frozen=True, slots=True)
class Symbol:
    """`pi`."""

    name: str

    @property
    def shape(self) -> Shape:
        return ()


@dataclass(frozen=True, slots=True)
class SizeOf:
    """A size as a number."""

    dim: Dim

    @property
    def shape(self) -> Shape:
        return ()


@dataclass(frozen=True, slots=True)
class Unary:
    """Entry by entry. `guarded`: the argument may lie where Lean's function is another one."""

    op: str
    arg: Expr
    guarded: bool = False

    @property
    def shape(self) -> Shape:
        return self.arg.shape


@dataclass(frozen=True, slots=True)
class Binary:
    """Entry by entry. `guarded`: the operands may lie where Lean's function is another one."""

    op: str
    left: Expr
    right: Expr
    guarded: bool = False

    @property
    def shape(self) -> Shape:
        return broadcast(self.left.shape, self.right.shape)


@dataclass(frozen=True, slots=True)
class Where:
    condition: Expr
    left: Expr
    right: Expr

    @property
    def shape(self) -> Shape:
        return broadcast(self.condition.shape, broadcast(self.left.shape, self.right.shape))


@dataclass(frozen=True, slots=True)
class Reduce:
    op: str
    arg: Expr
    axes: tuple[int, ...]

    @property
    def shape(self) -> Shape:
        return tuple(d for k, d in enumerate(self.arg.shape) if k not in self.axes)


@dataclass(frozen=True, slots=True)
class Contract:
    """Sums of products: `einsum`, with a letter per axis; those not in `output` are summed."""

    operands: tuple[Expr, ...]
    subscripts: tuple[str, ...]
    output: str

    @property
    def shape(self) -> Shape:
        sizes = {
            letter: size
            for operand, letters in zip(self.operands, self.subscripts, strict=True)
            for letter, size in zip(letters, operand.shape, strict=True)
        }
        return tuple(sizes[letter] for letter in self.output)


@dataclass(frozen=True, slots=True)
class PermuteDims:
    arg: Expr
    axes: tuple[int, ...]

    @property
    def shape(self) -> Shape:
        return tuple(self.arg.shape[k] for k in self.axes)


@dataclass(frozen=True, slots=True)
class ExpandDims:
    """New axes of size 1; `axes` are their positions in the result."""

    arg: Expr
    axes: tuple[int, ...]

    @property
    def shape(self) -> Shape:
        rest = iter(self.arg.shape)
        rank = len(self.arg.shape) + len(self.axes)
        return tuple(ONE if k in self.axes else next(rest) for k in range(rank))


@dataclass(frozen=True, slots=True)
class BroadcastTo:
    arg: Expr
    shape: Shape


@dataclass(frozen=True, slots=True)
class Take:
    """The entries at one position of an axis."""

    arg: Expr
    axis: int
    position: int

    @property
    def shape(self) -> Shape:
        return tuple(d for k, d in enumerate(self.arg.shape) if k != self.axis)


@dataclass(frozen=True, slots=True)
class Eye:
    """`i = j` as truth values."""

    size: Dim

    @property
    def shape(self) -> Shape:
        return (self.size, self.size)


@dataclass(frozen=True, slots=True)
class Arange:
    size: Dim

    @property
    def shape(self) -> Shape:
        return (self.size,)


@dataclass(frozen=True, slots=True)
class Callee:
    """What is called: a definition by its Lean name, or a sampled function of a theorem."""

    name: str
    adjoint: bool = False
    sampled: bool = False
    derivative: bool = False  # of a sampled function; the point is the first argument


@dataclass(frozen=True, slots=True)
class Call:
    callee: Callee
    sizes: tuple[Expr, ...]
    args: tuple[Expr, ...]
    shape: Shape


@dataclass(frozen=True, slots=True)
class Derivative:
    """The derivative of a program in its one parameter, applied; transposed if `reverse`. Without
    a direction the Jacobian, with the axes of the result first."""

    program: Program
    at: Expr
    direction: Expr | None
    reverse: bool

    @property
    def shape(self) -> Shape:
        (variable,) = self.program.parameters
        if self.direction is None:
            return (*self.program.result.shape, *variable.shape)
        return variable.shape if self.reverse else self.program.result.shape


Expr: TypeAlias = (
    Input | Number | Symbol | SizeOf | Unary | Binary | Where | Reduce | Contract | PermuteDims
    | ExpandDims | BroadcastTo | Take | Eye | Arange | Call | Derivative
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Binding:
    """`name = value`, with the Lean text that it stands for."""

    name: str
    value: Expr
    note: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Program:
    """Bindings in order, then the result. `sizes` are given as numbers, not told by shapes."""

    parameters: tuple[Input, ...]
    sizes: tuple[str, ...]
    bindings: tuple[Binding, ...]
    result: Expr
    note: str | None = field(default=None, compare=False)


ONE = Dim.constant(1)


def broadcast(a: Shape, b: Shape) -> Shape:
    """The shape of an operation on two arrays; the longer one where sizes cannot agree."""
    rank = max(len(a), len(b))
    left, right = (ONE,) * (rank - len(a)) + a, (ONE,) * (rank - len(b)) + b
    return tuple(y if x == ONE else x for x, y in zip(left, right, strict=True))


def operands(e: Expr) -> tuple[Expr, ...]:
    """The expressions directly below."""
    match e:
        case Input() | Number() | Symbol() | SizeOf() | Eye() | Arange():
            return ()
        case Unary(_, arg) | Reduce(_, arg) | PermuteDims(arg) | ExpandDims(arg):
            return (arg,)
        case BroadcastTo(arg) | Take(arg):
            return (arg,)
        case Binary(_, left, right):
            return (left, right)
        case Where(condition, left, right):
            return (condition, left, right)
        case Contract(parts):
            return parts
        case Call(_, sizes, args):
            return (*sizes, *args)
        case Derivative(_, at, direction):
            return (at,) if direction is None else (at, direction)
        case _:
            assert_never(e)


def walk(e: Expr) -> Iterator[Expr]:
    """The expression and all below it."""
    yield e
    for operand in operands(e):
        yield from walk(operand)


def is_truth(e: Expr) -> bool:
    """Whether the entries are truth values."""
    match e:
        case Eye():
            return True
        case Unary(op) | Binary(op) | Reduce(op):
            return op in ("logical_not", "all", *COMPARISONS, *LOGICAL)
        case PermuteDims(arg) | ExpandDims(arg) | BroadcastTo(arg) | Take(arg):
            return is_truth(arg)
        case _:
            return False


def sizes_used(program: Program) -> tuple[str, ...]:
    """The dimensions whose values the program computes with, in order of first use."""
    values = (*(b.value for b in program.bindings), program.result)
    dims = (dim for e in values for part in walk(e) for dim in _sizes_needed(part))
    return tuple(dict.fromkeys(name for dim in dims for name in sorted(dim.symbols)))


def _sizes_needed(e: Expr) -> Shape:
    match e:
        case SizeOf(size) | Eye(size) | Arange(size):
            return (size,)
        case BroadcastTo(_, shape):
            return shape
        case _:
            return ()
