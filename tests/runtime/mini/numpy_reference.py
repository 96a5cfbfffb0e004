"""MLP with a ReLU and mean squared error, as the emitter writes references. Imports numpy only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def divide(a: NDArray, b: NDArray) -> NDArray:
    """a / b, and 0 where b is 0, as in Lean."""
    shape = np.broadcast_shapes(np.shape(a), np.shape(b))
    return np.divide(a, b, where=np.not_equal(b, 0), out=np.zeros(shape))


def affineMat(W: NDArray, b: NDArray, x: NDArray) -> NDArray:
    """(m, n), (m,), (n,) -> (m,)"""
    Wx = np.einsum("ij,j->i", W, x)  # ∑ j, W i j * x j
    return Wx + b


def relu(x: NDArray) -> NDArray:
    """(n,) -> (n,)"""
    return np.maximum(x, 0)


def reluDeriv(z: NDArray, v: NDArray) -> NDArray:
    """(n,), (n,) -> (n,)"""
    return np.where(z > 0, v, 0)


def z1(W1: NDArray, b1: NDArray, x: NDArray) -> NDArray:
    return affineMat(W1, b1, x)


def a1(W1: NDArray, b1: NDArray, x: NDArray) -> NDArray:
    return relu(z1(W1, b1, x))


def mlp(W1: NDArray, b1: NDArray, W2: NDArray, b2: NDArray, x: NDArray) -> NDArray:
    return affineMat(W2, b2, a1(W1, b1, x))


def mse(t: NDArray, y: NDArray) -> NDArray:
    (n,) = y.shape
    squares = np.einsum("i,i->", y - t, y - t)
    return divide(1, n) * squares


def mseGrad(y: NDArray, t: NDArray) -> NDArray:
    (n,) = y.shape
    return divide(2, n) * (y - t)


def outer(u: NDArray, v: NDArray) -> NDArray:
    return np.einsum("i,j->ij", u, v)


def grad_W2(W1, b1, W2, b2, x, t):
    δy = mseGrad(mlp(W1, b1, W2, b2, x), t)
    return outer(δy, a1(W1, b1, x))


def grad_b1(W1, b1, W2, b2, x, t):
    δy = mseGrad(mlp(W1, b1, W2, b2, x), t)
    return reluDeriv(z1(W1, b1, x), np.einsum("ij,i->j", W2, δy))


def grad_W1(W1, b1, W2, b2, x, t):
    return outer(grad_b1(W1, b1, W2, b2, x, t), x)


def grad_x(W1, b1, W2, b2, x, t):
    return np.einsum("ij,i->j", W1, grad_b1(W1, b1, W2, b2, x, t))


def deriv_W2(W1, b1, W2, b2, x, dW2):
    return np.einsum("ij,j->i", dW2, a1(W1, b1, x))


def deriv_W2_adjoint(W1, b1, W2, b2, x, δ):
    return outer(δ, a1(W1, b1, x))


def deriv_x(W1, b1, W2, b2, x, dx):
    return np.einsum("ij,j->i", W2, reluDeriv(z1(W1, b1, x), np.einsum("ij,j->i", W1, dx)))


def deriv_x_adjoint(W1, b1, W2, b2, x, δ):
    back = reluDeriv(z1(W1, b1, x), np.einsum("ij,i->j", W2, δ))
    return np.einsum("ij,i->j", W1, back)
