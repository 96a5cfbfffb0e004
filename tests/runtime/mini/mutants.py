"""Subjects with a wrong backward: FAULTS in `torch.autograd.Function`s for W x + b, ReLU and MSE.

Forward values are right everywhere. `setup_context` style where `torch.func` has to get in, and
the older style as well, as both are in use.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.autograd import Function

from bridge.runtime import Subject, operation
from tests.runtime.mini.subjects import LOWERED


def linear(
    backward: Callable[..., Any], *, jvp: Any = None, vmap: Any = None
) -> Callable[..., Any]:
    """W x + b for x with or without a batch axis, with the given backward (ctx, W, b, x, u)."""

    class Linear(Function):
        generate_vmap_rule = vmap is None

        @staticmethod
        def forward(W: Tensor, b: Tensor, x: Tensor) -> Tensor:
            return x @ W.T + b

        @staticmethod
        def setup_context(ctx: Any, inputs: Any, output: Any) -> None:
            ctx.save_for_backward(*inputs)
            ctx.save_for_forward(*inputs)

        @staticmethod
        def backward(ctx: Any, u: Tensor) -> Any:
            return backward(ctx, *ctx.saved_tensors, u)

    if jvp is not None:
        Linear.jvp = staticmethod(lambda ctx, *tangents: jvp(*ctx.saved_tensors, *tangents))
    if vmap is not None:
        Linear.vmap = staticmethod(lambda info, dims, W, b, x: vmap(Linear, dims, W, b, x))
    return Linear.apply


def right(ctx: Any, W: Tensor, b: Tensor, x: Tensor, u: Tensor) -> tuple[Tensor, ...]:
    """The right backward, batched or not."""
    if u.ndim == 1:
        return torch.outer(u, x), u.clone(), W.T @ u
    return u.T @ x, u.sum(0), u @ W


def right_jvp(W: Tensor, b: Tensor, x: Tensor, dW: Any, db: Any, dx: Any) -> Tensor:
    zero = torch.zeros_like
    dW, db, dx = (zero(t) if d is None else d for t, d in ((W, dW), (b, db), (x, dx)))
    return x @ dW.T + dx @ W.T + db


def ignores_cotangent(ctx, W, b, x, u):
    return right(ctx, W, b, x, torch.ones_like(u))


def W_for_transpose_if_square(ctx, W, b, x, u):
    dW, db, dx = right(ctx, W, b, x, u)
    return dW, db, (u @ W.T if W.shape[0] == W.shape[1] else dx)


def averaged_bias(ctx, W, b, x, u):
    dW, db, dx = right(ctx, W, b, x, u)
    return dW, (u.mean(0) if u.ndim == 2 else db), dx


def detached(ctx, W, b, x, u):
    return right(ctx, W.detach(), b.detach(), x.detach(), u)


def wrong_from_64(ctx, W, b, x, u):
    dW, db, dx = right(ctx, W, b, x, u)
    return dW, db, (dx * 1.5 if W.shape[1] >= 64 else dx)


def through_bfloat16(ctx, W, b, x, u):
    return tuple(g.to(torch.bfloat16).to(g.dtype) for g in right(ctx, W, b, x, u))


def through_tf32(ctx, W, b, x, u):
    """Keeps ten bits of every mantissa."""
    return tuple(_ten_bits(g) for g in right(ctx, W, b, x, u))


def _ten_bits(g):
    mantissa, exponent = torch.frexp(g)
    return torch.ldexp(torch.round(mantissa * 2**11), exponent - 11)


def slightly_off(ctx, W, b, x, u):
    return tuple(g * (1 + 1e-7) for g in right(ctx, W, b, x, u))


def garbage_without_gradient(ctx, W, b, x, u):
    dW, db, dx = right(ctx, W, b, x, u)
    return (dW, db, dx) if all(ctx.needs_input_grad) else (dW + 1, db + 1, dx + 1)


def mutates_cotangent(ctx, W, b, x, u):
    result = right(ctx, W, b, x, u)
    u.mul_(2)
    return result


def assumes_contiguous(ctx, W, b, x, u):
    """Reads the cotangent's memory in storage order."""
    flat = torch.as_strided(u, u.shape, _row_major(u.shape))
    return right(ctx, W, b, x, flat)


def _row_major(shape: torch.Size) -> tuple[int, ...]:
    strides = [1]
    for n in reversed(shape[1:]):
        strides.append(strides[-1] * max(n, 1))
    return tuple(reversed(strides))


def wrong_jvp(W, b, x, dW, db, dx):
    return right_jvp(W, b, x, dW, db, dx) - (0 if dx is None else 2 * (dx @ W.T))


def wrong_vmap(function, dims, W, b, x):
    """Uses the first sample's bias for all."""
    W, b, x = (t if d is None else t.movedim(d, 0) for t, d in zip((W, b, x), dims, strict=True))
    first = b if dims[1] is None else b[:1]
    Wx = torch.einsum("...ij,...j->...i", W, x)
    return Wx + first + 0 * b, 0


def relu(mask: Callable[[Tensor, Tensor], Tensor], *, forward_mode: bool = False) -> Any:
    """max(x, 0) whose derivative multiplies by the given mask (of x and the (co)tangent)."""

    class Relu(Function):
        generate_vmap_rule = True

        @staticmethod
        def forward(x: Tensor) -> Tensor:
            return x.clamp(min=0)

        @staticmethod
        def setup_context(ctx: Any, inputs: Any, output: Any) -> None:
            ctx.save_for_backward(*inputs)
            ctx.save_for_forward(*inputs)

        @staticmethod
        def backward(ctx: Any, u: Tensor) -> Tensor:
            (x,) = ctx.saved_tensors
            return u * mask(x, u)

    def jvp(ctx: Any, v: Tensor) -> Tensor:
        (x,) = ctx.saved_tensors
        return v * mask(x, v)

    if forward_mode:
        Relu.jvp = staticmethod(jvp)
    return Relu.apply


class BroadcastAdd(Function):
    """z + b for z of shape (…, m); old style, and the gradient of b is not reduced."""

    @staticmethod
    def forward(ctx: Any, z: Tensor, b: Tensor) -> Tensor:
        return z + b

    @staticmethod
    def backward(ctx: Any, u: Tensor) -> tuple[Tensor, Tensor]:
        return u, (u[0] if u.ndim > 1 else u)


def network(affine: Callable[..., Any], relu_: Callable[..., Any] = torch.relu) -> Any:
    def mlp(W1, b1, W2, b2, x):
        return affine(W2, b2, relu_(affine(W1, b1, x)))

    return operation(mlp, batch="x")


def broadcast_affine(W: Tensor, b: Tensor, x: Tensor) -> Tensor:
    return BroadcastAdd.apply(x @ W.T, b)


def subject(name: str, mlp: Any) -> Subject:
    return Subject(
        name,
        {"mlp": mlp, "mse": operation(_mse, batch="t y", reduction="sum")},
        against="a torch.autograd.Function of its own",
        base=LOWERED,
    )


def _mse(t: Tensor, y: Tensor) -> Tensor:
    """One sample, or the sum over a batch."""
    return ((y - t) ** 2).sum() / y.shape[-1]


MUTANTS = tuple(
    subject(name, mlp)
    for name, mlp in {
        "mask dropped": network(linear(right), relu(lambda x, u: torch.ones_like(x))),
        "ignores cotangent": network(linear(ignores_cotangent)),
        "W for Wt if square": network(linear(W_for_transpose_if_square)),
        "averaged bias": network(linear(averaged_bias)),
        "broadcast not reduced": network(broadcast_affine),
        "detached": network(linear(detached)),
        "wrong from 64": network(linear(wrong_from_64)),
        "through bfloat16": network(linear(through_bfloat16)),
        "through tf32": network(linear(through_tf32)),
        "relative 1e-7": network(linear(slightly_off)),
        "garbage without gradient": network(linear(garbage_without_gradient)),
        "mutates cotangent": network(linear(mutates_cotangent)),
        "assumes contiguous": network(linear(assumes_contiguous)),
        "wrong jvp": network(linear(right, jvp=wrong_jvp)),
        "wrong vmap": network(linear(right, vmap=wrong_vmap)),
    }.items()
)


def weights_doubled(ctx, W, b, x, u):
    dW, db, dx = right(ctx, W, b, x, u)
    return 2 * dW, db, dx


def bias_doubled(ctx, W, b, x, u):
    dW, db, dx = right(ctx, W, b, x, u)
    return dW, 2 * db, dx


# Each is wrong in one of the derivatives that a conjunction is about.
WEIGHTS_DOUBLED = subject("weights doubled", network(linear(weights_doubled)))
BIAS_DOUBLED = subject("bias doubled", network(linear(bias_doubled)))
BOTH_DOUBLED = subject(
    "both doubled",
    network(linear(lambda *given: tuple(2 * g for g in right(*given)))),
)


def strictly(x: Tensor, u: Tensor) -> Tensor:
    return (x > 0).to(x.dtype)


def loosely(x: Tensor, u: Tensor) -> Tensor:
    return (x >= 0).to(x.dtype)


RIGHT = subject("right", network(linear(right), relu(strictly)))
RIGHT_WITH_JVP = subject(
    "right, with jvp", network(linear(right, jvp=right_jvp), relu(strictly, forward_mode=True))
)
AT_KINK = Subject(
    "≥ for >",
    {"mlp": network(linear(right), relu(loosely)), "relu": relu(loosely)},
    against="a torch.autograd.Function of its own",
    base=RIGHT,
)
