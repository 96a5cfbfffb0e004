"""What a legal array program is, executable; run after lowering."""

from __future__ import annotations

from bridge.errors import InternalError
from bridge.ir.nodes import (
    ARITHMETIC,
    COMPARISONS,
    LOGICAL,
    ONE,
    REDUCTIONS,
    UNARY,
    Binary,
    BroadcastTo,
    Contract,
    Derivative,
    ExpandDims,
    Expr,
    Input,
    PermuteDims,
    Program,
    Reduce,
    Shape,
    Take,
    Unary,
    Where,
    is_truth,
    operands,
)
from bridge.ir.show import show


def verify(program: Program, outer: dict[str, Shape] | None = None) -> Program:
    """The program itself, if every name is bound once, before its use, and all shapes agree."""
    scope = dict(outer or {})
    for parameter in program.parameters:
        _bind(scope, parameter.name, parameter.shape)
    for binding in program.bindings:
        _check(binding.value, scope)
        _bind(scope, binding.name, binding.value.shape)
    _check(program.result, scope)
    return program


def _bind(scope: dict[str, Shape], name: str, shape: Shape) -> None:
    if name in scope:
        raise InternalError("bound-twice", f"`{name}` is bound twice in one program")
    scope[name] = shape


def _check(e: Expr, scope: dict[str, Shape]) -> None:
    for operand in operands(e):
        _check(operand, scope)
    if isinstance(e, Derivative):
        verify(e.program, {k: v for k, v in scope.items() if k != e.program.parameters[0].name})
    problem = _problem(e, scope)
    if problem:
        raise InternalError("illegal-program", f"{problem}: {show(e)}")


def _problem(e: Expr, scope: dict[str, Shape]) -> str | None:
    match e:
        case Input(name, shape):
            return None if scope.get(name) == shape else "a name without a value of this shape"
        case Unary(op, arg):
            if op not in UNARY:
                return "no such operation"
            return None if is_truth(arg) == (op == "logical_not") else "truth values and numbers"
        case Binary(op, left, right):
            return _problem_of_binary(op, left, right)
        case Where(condition, left, right):
            if not is_truth(condition):
                return "a condition that is no truth value"
            return _disagreement(condition, left, right)
        case Reduce(op, arg, axes):
            legal = op in REDUCTIONS and axes and _distinct_axes(axes, len(arg.shape))
            return None if legal else "a reduction over axes that are not there"
        case Contract():
            return _problem_of_contraction(e)
        case PermuteDims(arg, axes):
            legal = sorted(axes) == list(range(len(arg.shape)))
            return None if legal else "no permutation"
        case ExpandDims(arg, axes):
            legal = _distinct_axes(axes, len(arg.shape) + len(axes))
            return None if legal else "new axes out of range"
        case BroadcastTo(arg, shape):
            return _narrower(arg.shape, shape)
        case Take(arg, axis, position):
            size = arg.shape[axis].value if axis < len(arg.shape) else 0
            return "no such position" if size is not None and position >= size else None
        case _:
            return None


def _problem_of_binary(op: str, left: Expr, right: Expr) -> str | None:
    if op not in (*ARITHMETIC, *COMPARISONS, *LOGICAL):
        return "no such operation"
    if {is_truth(left), is_truth(right)} != {op in LOGICAL}:
        return "truth values and numbers"
    return _disagreement(left, right)


def _disagreement(*parts: Expr) -> str | None:
    rank = max(len(p.shape) for p in parts)
    for axis in range(1, rank + 1):
        sizes = {p.shape[-axis] for p in parts if len(p.shape) >= axis} - {ONE}
        if len(sizes) > 1:
            return "shapes that do not broadcast"
    return None


def _narrower(shape: Shape, target: Shape) -> str | None:
    if len(shape) > len(target):
        return "a broadcast to fewer axes"
    pairs = zip(reversed(shape), reversed(target), strict=False)
    return None if all(a in (ONE, b) for a, b in pairs) else "a broadcast to another size"


def _distinct_axes(axes: tuple[int, ...], rank: int) -> bool:
    return len(set(axes)) == len(axes) and all(0 <= a < rank for a in axes)


def _problem_of_contraction(e: Contract) -> str | None:
    sizes: dict[str, object] = {}
    for operand, letters in zip(e.operands, e.subscripts, strict=True):
        if len(letters) != len(operand.shape):
            return "one letter per axis is needed"
        for letter, size in zip(letters, operand.shape, strict=True):
            if sizes.setdefault(letter, size) != size:
                return "one letter for two sizes"
    legal = len(set(e.output)) == len(e.output) and set(e.output) <= set(sizes)
    return None if legal else "an output letter that is no input letter"
