"""Array programs as text, for `explain` and for error messages."""

from __future__ import annotations

from typing import assert_never

from bridge.ir.nodes import (
    Arange,
    Binary,
    BroadcastTo,
    Call,
    Contract,
    Derivative,
    ExpandDims,
    Expr,
    Eye,
    Input,
    Number,
    PermuteDims,
    Program,
    Reduce,
    Shape,
    SizeOf,
    Symbol,
    Take,
    Unary,
    Where,
)


def show_program(program: Program) -> str:
    """One line per named value, with its shape."""
    lines = [f"{p.name} : {show_shape(p.shape)}" for p in program.parameters]
    lines += [f"{b.name} : {show_shape(b.value.shape)} = {show(b.value)}" for b in program.bindings]
    return "\n".join([*lines, f"return {show(program.result)}"])


def show_shape(shape: Shape) -> str:
    """`(m, n)`, `(n,)`, `()`."""
    if len(shape) == 1:
        return f"({shape[0]},)"
    return f"({', '.join(map(str, shape))})"


def show(e: Expr) -> str:
    match e:
        case Input(name) | Symbol(name):
            return name
        case Number(value):
            return str(value)
        case SizeOf(dim):
            return f"size({dim})"
        case Unary(op, arg):
            return f"{op}({show(arg)})"
        case Binary(op, left, right):
            return f"{op}({show(left)}, {show(right)})"
        case Where(condition, left, right):
            return f"where({show(condition)}, {show(left)}, {show(right)})"
        case Reduce(op, arg, axes):
            return f"{op}({show(arg)}, axes={axes})"
        case Contract(parts, subscripts, output):
            inputs = ", ".join(map(show, parts))
            return f"einsum({','.join(subscripts)}->{output}; {inputs})"
        case PermuteDims(arg, axes):
            return f"permute_dims({show(arg)}, {axes})"
        case ExpandDims(arg, axes):
            return f"expand_dims({show(arg)}, {axes})"
        case BroadcastTo(arg, shape):
            return f"broadcast_to({show(arg)}, {show_shape(shape)})"
        case Take(arg, axis, position):
            return f"take({show(arg)}, {position}, axis={axis})"
        case Eye(size):
            return f"eye({size})"
        case Arange(size):
            return f"arange({size})"
        case Call(callee, sizes, args):
            mark = "†" if callee.adjoint else ""
            return f"{callee.name}{mark}({', '.join(map(show, (*sizes, *args)))})"
        case Derivative(program, at, direction, reverse):
            (variable,) = program.parameters
            if direction is None:
                return f"jacobian({variable.name} => …, {show(at)})"
            word = "vjp" if reverse else "jvp"
            return f"{word}({variable.name} => …, {show(at)}, {show(direction)})"
        case _:
            assert_never(e)
