"""NumPy reference of Programs.lean.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

import numpy as np
from numpy.typing import NDArray

from ._lean import divide, log, sqrt


def dot(x: NDArray, y: NDArray) -> float:
    """(n,), (n,) -> ()    dot, Programs.lean

    def dot {n : ℕ} (x y : Fin n → ℝ) : ℝ := ∑ i, x i * y i
    """
    return np.einsum("i,i->", x, y)  # ∑ i, x i * y i


def matvec(W: NDArray, b: NDArray, x: NDArray) -> NDArray:
    """(m, n), (m,), (n,) -> (m,)    matvec, Programs.lean

    def matvec {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) (b : Fin m → ℝ) (x : Fin n → ℝ) : Fin m → ℝ
        := fun i => ∑ j, W i j * x j + b i
    """
    Wx = np.einsum("ij,j->i", W, x)  # ∑ j, W i j * x j
    return Wx + b


def matmul(A: NDArray, B: NDArray) -> NDArray:
    """(m, n), (n, k) -> (m, k)    matmul, Programs.lean

    def matmul {m n k : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) (B : Matrix (Fin n) (Fin k) ℝ) : Matrix
        (Fin m) (Fin k) ℝ := A * B
    """
    return np.einsum("ij,jk->ik", A, B)  # ∑ k, A i k * B k j


def gram(A: NDArray) -> NDArray:
    """(m, n) -> (n, n)    gram, Programs.lean

    def gram {m n : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) : Matrix (Fin n) (Fin n) ℝ := A.transpose * A
    """
    return np.einsum("ji,jk->ik", A, A)  # ∑ k, A k j * A k i


def tr(A: NDArray) -> float:
    """(n, n) -> ()    tr, Programs.lean

    def tr {n : ℕ} (A : Matrix (Fin n) (Fin n) ℝ) : ℝ := A.trace
    """
    return np.einsum("ii->", A)  # A.trace


def quad(A: NDArray, x: NDArray) -> float:
    """(n, n), (n,) -> ()    quad, Programs.lean

    def quad {n : ℕ} (A : Matrix (Fin n) (Fin n) ℝ) (x : Fin n → ℝ) : ℝ := x ⬝ᵥ A.mulVec x
    """
    Ax = np.einsum("ij,j->i", A, x)  # A.mulVec
    return np.einsum("i,i->", x, Ax)  # x ⬝ᵥ A.mulVec x


def mean(x: NDArray) -> float:
    """(n,) -> ()    mean, Programs.lean

    def mean {n : ℕ} (x : Fin n → ℝ) : ℝ := (∑ i, x i) / n
    """
    (n,) = x.shape
    sum_x = np.sum(x)  # ∑ i, x i
    return divide(sum_x, n)


def variance(x: NDArray) -> float:
    """(n,) -> ()    variance, Programs.lean

    def variance {n : ℕ} (x : Fin n → ℝ) : ℝ := (∑ i, (x i - mean x) ^ 2) / n
    """
    (n,) = x.shape
    sum_sq = np.sum((x - mean(x)) ** 2)  # ∑ i, (x i - mean x) ^ 2
    return divide(sum_sq, n)


def center(x: NDArray) -> NDArray:
    """(n,) -> (n,)    center, Programs.lean

    def center {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := fun i => x i - mean x
    """
    return x - mean(x)


def softplus(x: NDArray) -> NDArray:
    """() -> ()    softplus, Programs.lean

    def softplus (x : ℝ) : ℝ := Real.log (1 + Real.exp x)
    """
    return np.log(1 + np.exp(x))


def sigmoid(x: NDArray) -> NDArray:
    """() -> ()    sigmoid, Programs.lean

    def sigmoid (x : ℝ) : ℝ := 1 / (1 + Real.exp (-x))
    """
    return 1 / (1 + np.exp(-x))


def logistic(x: NDArray) -> NDArray:
    """(n,) -> (n,)    logistic, Programs.lean

    def logistic {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := fun i => sigmoid (x i)
    """
    return sigmoid(x)


def softmax(x: NDArray) -> NDArray:
    """(n,) -> (n,)    softmax, Programs.lean

    def softmax {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := fun i => Real.exp (x i) / ∑ j, Real.exp (x j)
    """
    total = np.sum(np.exp(x))  # ∑ j, Real.exp (x j)
    return divide(np.exp(x), total)


def logsumexp(x: NDArray) -> float:
    """(n,) -> ()    logsumexp, Programs.lean

    def logsumexp {n : ℕ} (x : Fin n → ℝ) : ℝ := Real.log (∑ j, Real.exp (x j))
    """
    total = np.sum(np.exp(x))  # ∑ j, Real.exp (x j)
    return log(total)


def layerNorm(ε: float, x: NDArray) -> NDArray:
    """(), (n,) -> (n,)    layerNorm, Programs.lean

    def layerNorm {n : ℕ} (ε : ℝ) (x : Fin n → ℝ) : Fin n → ℝ := fun i => (x i - mean x) / Real.sqrt
        (variance x + ε)
    """
    return divide(x - mean(x), sqrt(variance(x) + ε))


def delta(n: int) -> NDArray:
    """ℕ -> (n, n)    delta, Programs.lean

    def delta {n : ℕ} : Matrix (Fin n) (Fin n) ℝ := fun i j => if i = j then 1 else 0
    """
    return np.eye(n)


def diag(d: NDArray) -> NDArray:
    """(n,) -> (n, n)    diag, Programs.lean

    def diag {n : ℕ} (d : Fin n → ℝ) : Matrix (Fin n) (Fin n) ℝ := Matrix.diagonal d
    """
    (n,) = d.shape
    return np.where(np.eye(n, dtype=bool), d[:, None], 0)


def lower(A: NDArray) -> NDArray:
    """(n, n) -> (n, n)    lower, Programs.lean

    def lower {n : ℕ} (A : Matrix (Fin n) (Fin n) ℝ) : Matrix (Fin n) (Fin n) ℝ := fun i j => if (j
        : ℕ) ≤ i then A i j else 0
    """
    n, _ = A.shape
    return np.where(np.arange(n) <= np.arange(n)[:, None], A, 0)


def head(x: NDArray) -> float:
    """(n + 1,) -> ()    head, Programs.lean

    def head {n : ℕ} (x : Fin (n + 1) → ℝ) : ℝ := x 0
    """
    return x[0]


def clip(lo: NDArray, hi: NDArray, x: NDArray) -> NDArray:
    """(), (), () -> ()    clip, Programs.lean

    def clip (lo hi x : ℝ) : ℝ := max lo (min x hi)
    """
    return np.maximum(lo, np.minimum(x, hi))


def leaky(a: NDArray, x: NDArray) -> NDArray:
    """(), () -> ()    leaky, Programs.lean

    def leaky (a x : ℝ) : ℝ := if x < 0 then a * x else x
    """
    return np.where(x < 0, a * x, x)


def bilinear(A: NDArray, x: NDArray, y: NDArray) -> float:
    """(m, n), (m,), (n,) -> ()    bilinear, Programs.lean

    def bilinear {m n : ℕ} (A : Fin m → Fin n → ℝ) (x : Fin m → ℝ) (y : Fin n → ℝ) : ℝ := ∑ i, ∑ j,
        x i * A i j * y j
    """
    return np.einsum("i,ij,j->", x, A, y)  # ∑ i, ∑ j, x i * A i j * y j


def outerAdd(x: NDArray, y: NDArray) -> NDArray:
    """(m,), (n,) -> (m, n)    outerAdd, Programs.lean

    def outerAdd {m n : ℕ} (x : Fin m → ℝ) (y : Fin n → ℝ) : Fin m → Fin n → ℝ := fun i j => x i + y
        j
    """
    return x[:, None] + y


def geo(x: NDArray) -> float:
    """(n,) -> ()    geo, Programs.lean

    def geo {n : ℕ} (x : Fin n → ℝ) : ℝ := ∏ i, x i
    """
    return np.prod(x)  # ∏ i, x i


def ramp(x: NDArray) -> NDArray:
    """(n,) -> (n,)    ramp, Programs.lean

    def ramp {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := fun i => (i : ℕ) * x i
    """
    (n,) = x.shape
    return np.arange(n) * x


def normalize(x: NDArray) -> NDArray:
    """(n,) -> (n,)    normalize, Programs.lean

    def normalize {n : ℕ} (x : Vec n) : Vec n := ‖x‖⁻¹ • x
    """
    sum_sq = np.sum(x**2)  # ‖x‖
    return divide(1, np.sqrt(sum_sq)) * x


def dist2(x: NDArray, y: NDArray) -> float:
    """(n,), (n,) -> ()    dist2, Programs.lean

    def dist2 {n : ℕ} (x y : Vec n) : ℝ := ‖x - y‖ ^ 2
    """
    return np.sum((x - y) ** 2)  # ‖x - y‖ ^ 2


def kl(p: NDArray, q: NDArray) -> float:
    """(n,), (n,) -> ()    kl, Programs.lean

    def kl {n : ℕ} (p q : Fin n → ℝ) : ℝ := ∑ i, p i * Real.log (p i / q i)
    """
    return np.einsum("i,i->", p, log(divide(p, q)))  # ∑ i, p i * Real.log (p i / q i)


def conv(n: int, k: int, x: NDArray) -> float:
    """ℕ, ℕ, (k + n,) -> ()    conv, Programs.lean

    def conv {n k : ℕ} (x : Fin (n + k) → ℝ) : ℝ := ∑ i, x i
    """
    return np.sum(x)  # ∑ i, x i


def attention(Q: NDArray, K: NDArray, V: NDArray) -> NDArray:
    """(n, d), (n, d), (n, d) -> (n, d)    attention, Programs.lean

    def attention {n d : ℕ} (Q K V : Matrix (Fin n) (Fin d) ℝ) : Matrix (Fin n) (Fin d) ℝ :=
      fun i c => ∑ j, softmax (fun j => (∑ a, Q i a * K j a) / Real.sqrt d) j * V j c
    """
    _, d = Q.shape
    QK = np.einsum("ia,ja->ij", Q, K)  # ∑ a, Q i a * K j a
    total = np.sum(np.exp(divide(QK, np.sqrt(d))), axis=1)  # softmax
    # ∑ j, softmax (fun j => (∑ a, Q i a * K j a) / Real.sqrt d) j * V j c
    return np.einsum("ij,jc->ic", divide(np.exp(divide(QK, np.sqrt(d))), total[:, None]), V)


def batched(W: NDArray, X: NDArray) -> NDArray:
    """(m, n), (b, n) -> (b, m)    batched, Programs.lean

    def batched {b m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) (X : Fin b → Fin n → ℝ) : Fin b → Fin m →
        ℝ :=
      fun k => W.mulVec (X k)
    """
    return np.einsum("xj,kj->kx", W, X)  # W.mulVec


def half(x: NDArray) -> NDArray:
    """() -> ()    half, Programs.lean

    def half (x : ℝ) : ℝ := x / 2 + 0.5
    """
    return x / 2 + 0.5


def cube(x: NDArray) -> NDArray:
    """() -> ()    cube, Programs.lean

    def cube (x : ℝ) : ℝ := x ^ 3
    """
    return x**3


def area(r: NDArray) -> NDArray:
    """() -> ()    area, Programs.lean

    def area (r : ℝ) : ℝ := Real.pi * r ^ 2
    """
    return np.pi * r**2


def gelu(x: NDArray) -> NDArray:
    """() -> ()    gelu, Programs.lean

    def gelu (x : ℝ) : ℝ := x / 2 * (1 + Real.tanh (Real.sqrt (2 / Real.pi) * (x + 0.044715 * x ^
        3)))
    """
    return x / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


def huber(x: NDArray) -> NDArray:
    """() -> ()    huber, Programs.lean

    def huber (x : ℝ) : ℝ := if |x| ≤ 1 then x ^ 2 / 2 else |x| - 1 / 2
    """
    return np.where(np.abs(x) <= 1, x**2 / 2, np.abs(x) - 0.5)


def isZero(x: NDArray) -> float:
    """(n,) -> ()    isZero, Programs.lean

    def isZero {n : ℕ} (x : Fin n → ℝ) : ℝ := if ∀ i, x i = 0 then 1 else 0
    """
    return np.where(np.all(x == 0), 1.0, 0.0)


def constant(n: int, c: float) -> NDArray:
    """ℕ, () -> (n,)    constant, Programs.lean

    def constant {n : ℕ} (c : ℝ) : Fin n → ℝ := fun _ => c
    """
    return np.broadcast_to(c, (n,))


def total(A: NDArray) -> float:
    """(m, n) -> ()    total, Programs.lean

    def total {m n : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) : ℝ := ∑ i, ∑ j, A i j
    """
    return np.sum(A)  # ∑ i, ∑ j, A i j


def colsum(A: NDArray) -> NDArray:
    """(m, n) -> (n,)    colsum, Programs.lean

    def colsum {m n : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) : Fin n → ℝ := fun j => ∑ i, A i j
    """
    return np.sum(A, axis=0)  # ∑ i, A i j


def twice(x: NDArray) -> NDArray:
    """(n,) -> (n,)    twice, Programs.lean

    def twice {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := (2 : ℝ) • x
    """
    return 2 * x


def neg(x: NDArray) -> NDArray:
    """(n,) -> (n,)    neg, Programs.lean

    def neg {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := -x
    """
    return -x
