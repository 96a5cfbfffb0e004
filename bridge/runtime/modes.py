"""Modes of execution: ways in which PyTorch gives J v and Jᵀ u.

A mode has `pull` (f, x, u) -> Jᵀ u, `push` (f, x, v) -> J v, or both. The nested ones use that both
are linear: the derivative of u ↦ Jᵀ u along u is Jᵀ u itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import torch
import torch.autograd.forward_ad as forward_ad
from torch import Tensor, nn

Function = Callable[[Any], Any]
Operator = Callable[[Function, Tensor, Tensor], Tensor]
Group = Literal["values", "reverse", "forward", "nested", "vmap", "batch"]

LOOP_LIMIT = 6  # components taken one by one where a subject cannot be vmapped


class NotInMode(Exception):
    """The mode does not give what is asked (J v, or Jᵀ u); nothing is wrong."""


class ModeUnavailable(Exception):
    """The subject has no rule for this mode."""


def grad_pull(f: Function, x: Tensor, u: Tensor) -> Tensor:
    leaf = x.detach().requires_grad_()
    return _grad(f(leaf), leaf, u)


def grad_push(f: Function, x: Tensor, v: Tensor) -> Tensor:
    """J v by differentiating u ↦ Jᵀ u."""
    leaf = x.detach().requires_grad_()
    y = f(leaf)
    if not y.requires_grad:
        return torch.zeros_like(y)
    u = torch.zeros_like(y, requires_grad=True)
    return _grad(_graph(y, leaf, u), u, v)


def _grad(y: Tensor, x: Tensor, u: Tensor) -> Tensor:
    if not y.requires_grad:
        return torch.zeros_like(x)
    (g,) = torch.autograd.grad(y, x, u.expand(y.shape), allow_unused=True, materialize_grads=True)
    return g.detach()


def graph_pull(f: Function, x: Tensor, u: Tensor) -> Tensor:
    """Jᵀ u, differentiable again."""
    leaf = _own(x)
    y = f(leaf)
    return _graph(y, leaf, u.expand(y.shape)) if y.requires_grad else torch.zeros_like(x)


def graph_push(f: Function, x: Tensor, v: Tensor) -> Tensor:
    """J v by differentiating u ↦ Jᵀ u, differentiable again."""
    leaf = _own(x)
    y = f(leaf)
    if not y.requires_grad:
        return torch.zeros_like(y)
    u = torch.zeros_like(y, requires_grad=True)
    return _graph(_graph(y, leaf, u), u, v)


def _own(x: Tensor) -> Tensor:
    """A tensor of its own with the value of x: f may depend on x in other ways as well."""
    return x.view_as(x) if x.requires_grad else x.clone().requires_grad_()


def _graph(y: Tensor, x: Tensor, u: Tensor) -> Tensor:
    (g,) = torch.autograd.grad(
        y, x, u, create_graph=True, allow_unused=True, materialize_grads=True
    )
    return g


def backward_pull(f: Function, x: Tensor, u: Tensor) -> Tensor:
    leaf = nn.Parameter(x.detach())
    y = f(leaf)
    if y.requires_grad:
        y.backward(u.expand(y.shape))
    return torch.zeros_like(x) if leaf.grad is None else leaf.grad


def pulled(f: Function, x: Tensor) -> tuple[Tensor, Callable[[Tensor], Tensor]]:
    """f x and u ↦ Jᵀ u, by torch.func.vjp."""
    y, pull, *_ = torch.func.vjp(f, x)

    def first(u: Tensor) -> Tensor:
        (g,) = pull(u)
        return g  # type: ignore[no-any-return]

    return y, first


def pushed(f: Function, x: Tensor, v: Tensor) -> Tensor:
    """J v, by torch.func.jvp."""
    _, tangent, *_ = torch.func.jvp(f, (dense(x),), (v,))
    return tangent  # type: ignore[no-any-return]


def func_pull(f: Function, x: Tensor, u: Tensor) -> Tensor:
    y, pull = pulled(f, x)
    return pull(u.expand(y.shape))


def dense(x: Tensor) -> Tensor:
    """Without strides of 0: PyTorch cannot attach a tangent to an expanded tensor."""
    return x.contiguous() if 0 in x.stride() else x


def _contracted(jacobian: Tensor, x: Tensor, u: Tensor) -> Tensor:
    """uᵀ J, with the axes of u first."""
    return torch.tensordot(u, jacobian, dims=u.ndim) if u.ndim else u * jacobian


def jacrev_pull(f: Function, x: Tensor, u: Tensor) -> Tensor:
    return _contracted(_jacrev(f, x), x, u)


def jacrev_push(f: Function, x: Tensor, v: Tensor) -> Tensor:
    return _applied(_jacrev(f, x), v)


def _jacrev(f: Function, x: Tensor) -> Tensor:
    """torch.func.jacrev, which refuses outputs without entries."""
    y = f(x.detach())
    if not y.numel():
        return x.new_zeros((*y.shape, *x.shape))
    return torch.func.jacrev(f)(x)  # type: ignore[no-any-return]


def jacfwd_pull(f: Function, x: Tensor, u: Tensor) -> Tensor:
    return _contracted(_jacfwd(f, x), x, u)


def jacfwd_push(f: Function, x: Tensor, v: Tensor) -> Tensor:
    return _applied(_jacfwd(f, x), v)


def _jacfwd(f: Function, x: Tensor) -> Tensor:
    y = f(x.detach())
    if not (y.numel() and x.numel()):
        return x.new_zeros((*y.shape, *x.shape))
    # forward mode may give float64 for float32: pytorch/pytorch#160513
    return torch.func.jacfwd(f)(dense(x)).to(x.dtype)  # type: ignore[no-any-return]


def _applied(jacobian: Tensor, v: Tensor) -> Tensor:
    return torch.tensordot(jacobian, v, dims=v.ndim) if v.ndim else jacobian * v


def components_pull(f: Function, x: Tensor, u: Tensor) -> Tensor:
    """Jᵀ u entry by entry: ⟨J e, u⟩ for every basis vector e."""
    if x.numel() > LOOP_LIMIT:
        raise NotInMode("too many components to take one by one")
    basis = torch.eye(x.numel(), dtype=x.dtype).reshape(x.numel(), *x.shape)
    entries = [(dual_push(f, x, e) * u).sum() for e in basis]
    return torch.stack(entries).reshape(x.shape) if entries else torch.zeros_like(x)


# These two are untyped in PyTorch.
make_dual: Callable[[Tensor, Tensor], Tensor] = forward_ad.make_dual
unpack_dual: Callable[[Tensor], Any] = forward_ad.unpack_dual


def dual_push(f: Function, x: Tensor, v: Tensor) -> Tensor:
    with forward_ad.dual_level():
        y = f(make_dual(dense(x.detach()), v))
        tangent = unpack_dual(y).tangent
        return torch.zeros_like(y) if tangent is None else tangent.clone()


def jvp_of_vjp(f: Function, x: Tensor, u: Tensor) -> Tensor:
    y, pull = pulled(f, x)
    return pushed(pull, torch.ones_like(y), u.expand(y.shape))


def vjp_of_jvp(f: Function, x: Tensor, u: Tensor) -> Tensor:
    y, pull = pulled(lambda v: pushed(f, x, v), torch.ones_like(x))
    return pull(u.expand(y.shape))


def vjp_of_vjp(f: Function, x: Tensor, v: Tensor) -> Tensor:
    y, pull = pulled(f, x)
    _, again = pulled(pull, torch.ones_like(y))
    return again(v)


@dataclass(frozen=True, slots=True)
class Inner:
    """How a derivative is taken inside of what is differentiated again."""

    pull: Operator
    push: Operator


GRAPH = Inner(graph_pull, graph_push)
FUNC = Inner(func_pull, pushed)


@dataclass(frozen=True, slots=True)
class Mode:
    name: str
    pull: Operator | None = None
    push: Operator | None = None
    in_place: bool = False  # real modules run with their own parameters
    samples: int | None = None  # per cell; None: all
    every: int = 1  # run on every second, third, ... cell
    inner: Inner = FUNC


GRAD = Mode("autograd.grad", grad_pull, grad_push, inner=GRAPH)

# Sampling is thinned where a mode is slow: forward mode costs about five times a reverse pass.
MODES: dict[str, tuple[Mode, ...]] = {
    "values": (Mode("eager"), Mode("eager, in place", in_place=True)),
    "reverse": (
        GRAD,
        Mode("backward", backward_pull, in_place=True, samples=2, inner=GRAPH),
        Mode("func.vjp", func_pull, samples=1),
        Mode("func.jacrev", jacrev_pull, jacrev_push, samples=1, every=3),
    ),
    "forward": (
        Mode("func.jvp", push=pushed, samples=1),
        Mode("forward_ad", components_pull, dual_push, samples=1, every=3, inner=GRAPH),
        Mode("func.jacfwd", jacfwd_pull, jacfwd_push, samples=1, every=2),
    ),
    "nested": (
        Mode("jvp of vjp", jvp_of_vjp, samples=1, every=4),
        Mode("vjp of jvp", vjp_of_jvp, samples=1, every=4),
        Mode("vjp of vjp", push=vjp_of_vjp, samples=1, every=3),
    ),
    "vmap": (
        Mode("vmap of vjp", func_pull, pushed),
        Mode("vmap of jvp", jacfwd_pull, pushed, every=4),
    ),
    "batch": (
        Mode("batch", backward_pull, in_place=True, inner=GRAPH),
        Mode("batch func.vjp", func_pull, pushed, samples=1),
    ),
}

AGAIN = Mode("second order: autograd", graph_pull, samples=1, every=2, inner=GRAPH)

How = Literal["jvp", "vjp", "autograd"]
SECOND_ORDER: tuple[tuple[How, Mode], ...] = (
    ("autograd", AGAIN),
    ("vjp", Mode("second order: vjp", func_pull, pushed, samples=1, every=4)),
    ("jvp", Mode("second order: jvp", func_pull, pushed, samples=1, every=5)),
)
