"""PyTorch code of Programs.lean, differentiable, for any dtype and device.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

import math

import torch
from torch import Tensor

from ._lean import divide, log, sqrt


def dot(x: Tensor, y: Tensor) -> Tensor:
    """(n,), (n,) -> ()    dot, Programs.lean

    def dot {n : ℕ} (x y : Fin n → ℝ) : ℝ := ∑ i, x i * y i
    """
    return x @ y  # ∑ i, x i * y i


def matvec(W: Tensor, b: Tensor, x: Tensor) -> Tensor:
    """(m, n), (m,), (n,) -> (m,)    matvec, Programs.lean

    def matvec {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) (b : Fin m → ℝ) (x : Fin n → ℝ) : Fin m → ℝ
        := fun i => ∑ j, W i j * x j + b i
    """
    Wx = W @ x  # ∑ j, W i j * x j
    return Wx + b


def matmul(A: Tensor, B: Tensor) -> Tensor:
    """(m, n), (n, k) -> (m, k)    matmul, Programs.lean

    def matmul {m n k : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) (B : Matrix (Fin n) (Fin k) ℝ) : Matrix
        (Fin m) (Fin k) ℝ := A * B
    """
    return A @ B  # ∑ k, A i k * B k j


def gram(A: Tensor) -> Tensor:
    """(m, n) -> (n, n)    gram, Programs.lean

    def gram {m n : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) : Matrix (Fin n) (Fin n) ℝ := A.transpose * A
    """
    return torch.einsum("ji,jk->ik", A, A)  # ∑ k, A k j * A k i


def tr(A: Tensor) -> Tensor:
    """(n, n) -> ()    tr, Programs.lean

    def tr {n : ℕ} (A : Matrix (Fin n) (Fin n) ℝ) : ℝ := A.trace
    """
    return torch.einsum("ii->", A)  # A.trace


def quad(A: Tensor, x: Tensor) -> Tensor:
    """(n, n), (n,) -> ()    quad, Programs.lean

    def quad {n : ℕ} (A : Matrix (Fin n) (Fin n) ℝ) (x : Fin n → ℝ) : ℝ := x ⬝ᵥ A.mulVec x
    """
    Ax = A @ x  # A.mulVec
    return x @ Ax  # x ⬝ᵥ A.mulVec x


def mean(x: Tensor) -> Tensor:
    """(n,) -> ()    mean, Programs.lean

    def mean {n : ℕ} (x : Fin n → ℝ) : ℝ := (∑ i, x i) / n
    """
    (n,) = x.shape
    sum_x = torch.sum(x)  # ∑ i, x i
    return divide(sum_x, n)


def variance(x: Tensor) -> Tensor:
    """(n,) -> ()    variance, Programs.lean

    def variance {n : ℕ} (x : Fin n → ℝ) : ℝ := (∑ i, (x i - mean x) ^ 2) / n
    """
    (n,) = x.shape
    sum_sq = torch.sum((x - mean(x)) ** 2)  # ∑ i, (x i - mean x) ^ 2
    return divide(sum_sq, n)


def center(x: Tensor) -> Tensor:
    """(n,) -> (n,)    center, Programs.lean

    def center {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := fun i => x i - mean x
    """
    return x - mean(x)


def softplus(x: Tensor) -> Tensor:
    """() -> ()    softplus, Programs.lean

    def softplus (x : ℝ) : ℝ := Real.log (1 + Real.exp x)
    """
    return torch.log(1 + torch.exp(x))


def sigmoid(x: Tensor) -> Tensor:
    """() -> ()    sigmoid, Programs.lean

    def sigmoid (x : ℝ) : ℝ := 1 / (1 + Real.exp (-x))
    """
    return 1 / (1 + torch.exp(-x))


def logistic(x: Tensor) -> Tensor:
    """(n,) -> (n,)    logistic, Programs.lean

    def logistic {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := fun i => sigmoid (x i)
    """
    return sigmoid(x)


def softmax(x: Tensor) -> Tensor:
    """(n,) -> (n,)    softmax, Programs.lean

    def softmax {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := fun i => Real.exp (x i) / ∑ j, Real.exp (x j)
    """
    total = torch.sum(torch.exp(x))  # ∑ j, Real.exp (x j)
    return divide(torch.exp(x), total)


def logsumexp(x: Tensor) -> Tensor:
    """(n,) -> ()    logsumexp, Programs.lean

    def logsumexp {n : ℕ} (x : Fin n → ℝ) : ℝ := Real.log (∑ j, Real.exp (x j))
    """
    total = torch.sum(torch.exp(x))  # ∑ j, Real.exp (x j)
    return log(total)


def layerNorm(ε: Tensor, x: Tensor) -> Tensor:
    """(), (n,) -> (n,)    layerNorm, Programs.lean

    def layerNorm {n : ℕ} (ε : ℝ) (x : Fin n → ℝ) : Fin n → ℝ := fun i => (x i - mean x) / Real.sqrt
        (variance x + ε)
    """
    return divide(x - mean(x), sqrt(variance(x) + ε))


def delta(n: int) -> Tensor:
    """ℕ -> (n, n)    delta, Programs.lean

    def delta {n : ℕ} : Matrix (Fin n) (Fin n) ℝ := fun i j => if i = j then 1 else 0
    """
    return torch.eye(n)


def diag(d: Tensor) -> Tensor:
    """(n,) -> (n, n)    diag, Programs.lean

    def diag {n : ℕ} (d : Fin n → ℝ) : Matrix (Fin n) (Fin n) ℝ := Matrix.diagonal d
    """
    (n,) = d.shape
    return torch.where(torch.eye(n, dtype=torch.bool, device=d.device), d[:, None], 0)


def lower(A: Tensor) -> Tensor:
    """(n, n) -> (n, n)    lower, Programs.lean

    def lower {n : ℕ} (A : Matrix (Fin n) (Fin n) ℝ) : Matrix (Fin n) (Fin n) ℝ := fun i j => if (j
        : ℕ) ≤ i then A i j else 0
    """
    n, _ = A.shape
    return torch.where(
        torch.arange(n, device=A.device) <= torch.arange(n, device=A.device)[:, None], A, 0
    )


def head(x: Tensor) -> Tensor:
    """(n + 1,) -> ()    head, Programs.lean

    def head {n : ℕ} (x : Fin (n + 1) → ℝ) : ℝ := x 0
    """
    return x[0]


def clip(lo: Tensor, hi: Tensor, x: Tensor) -> Tensor:
    """(), (), () -> ()    clip, Programs.lean

    def clip (lo hi x : ℝ) : ℝ := max lo (min x hi)
    """
    return torch.maximum(lo, torch.minimum(x, hi))


def leaky(a: Tensor, x: Tensor) -> Tensor:
    """(), () -> ()    leaky, Programs.lean

    def leaky (a x : ℝ) : ℝ := if x < 0 then a * x else x
    """
    return torch.where(x < 0, a * x, x)


def bilinear(A: Tensor, x: Tensor, y: Tensor) -> Tensor:
    """(m, n), (m,), (n,) -> ()    bilinear, Programs.lean

    def bilinear {m n : ℕ} (A : Fin m → Fin n → ℝ) (x : Fin m → ℝ) (y : Fin n → ℝ) : ℝ := ∑ i, ∑ j,
        x i * A i j * y j
    """
    return torch.einsum("i,ij,j->", x, A, y)  # ∑ i, ∑ j, x i * A i j * y j


def outerAdd(x: Tensor, y: Tensor) -> Tensor:
    """(m,), (n,) -> (m, n)    outerAdd, Programs.lean

    def outerAdd {m n : ℕ} (x : Fin m → ℝ) (y : Fin n → ℝ) : Fin m → Fin n → ℝ := fun i j => x i + y
        j
    """
    return x[:, None] + y


def geo(x: Tensor) -> Tensor:
    """(n,) -> ()    geo, Programs.lean

    def geo {n : ℕ} (x : Fin n → ℝ) : ℝ := ∏ i, x i
    """
    return torch.prod(x)  # ∏ i, x i


def ramp(x: Tensor) -> Tensor:
    """(n,) -> (n,)    ramp, Programs.lean

    def ramp {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := fun i => (i : ℕ) * x i
    """
    (n,) = x.shape
    return torch.arange(n, device=x.device) * x


def normalize(x: Tensor) -> Tensor:
    """(n,) -> (n,)    normalize, Programs.lean

    def normalize {n : ℕ} (x : Vec n) : Vec n := ‖x‖⁻¹ • x
    """
    sum_sq = torch.sum(x**2)  # ‖x‖
    return divide(1, torch.sqrt(sum_sq)) * x


def dist2(x: Tensor, y: Tensor) -> Tensor:
    """(n,), (n,) -> ()    dist2, Programs.lean

    def dist2 {n : ℕ} (x y : Vec n) : ℝ := ‖x - y‖ ^ 2
    """
    return torch.sum((x - y) ** 2)  # ‖x - y‖ ^ 2


def kl(p: Tensor, q: Tensor) -> Tensor:
    """(n,), (n,) -> ()    kl, Programs.lean

    def kl {n : ℕ} (p q : Fin n → ℝ) : ℝ := ∑ i, p i * Real.log (p i / q i)
    """
    return p @ log(divide(p, q))  # ∑ i, p i * Real.log (p i / q i)


def conv(n: int, k: int, x: Tensor) -> Tensor:
    """ℕ, ℕ, (k + n,) -> ()    conv, Programs.lean

    def conv {n k : ℕ} (x : Fin (n + k) → ℝ) : ℝ := ∑ i, x i
    """
    return torch.sum(x)  # ∑ i, x i


def attention(Q: Tensor, K: Tensor, V: Tensor) -> Tensor:
    """(n, d), (n, d), (n, d) -> (n, d)    attention, Programs.lean

    def attention {n d : ℕ} (Q K V : Matrix (Fin n) (Fin d) ℝ) : Matrix (Fin n) (Fin d) ℝ :=
      fun i c => ∑ j, softmax (fun j => (∑ a, Q i a * K j a) / Real.sqrt d) j * V j c
    """
    _, d = Q.shape
    QK = torch.einsum("ia,ja->ij", Q, K)  # ∑ a, Q i a * K j a
    total = torch.sum(torch.exp(divide(QK, math.sqrt(d))), dim=1)  # softmax
    # ∑ j, softmax (fun j => (∑ a, Q i a * K j a) / Real.sqrt d) j * V j c
    return divide(torch.exp(divide(QK, math.sqrt(d))), total[:, None]) @ V


def batched(W: Tensor, X: Tensor) -> Tensor:
    """(m, n), (b, n) -> (b, m)    batched, Programs.lean

    def batched {b m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) (X : Fin b → Fin n → ℝ) : Fin b → Fin m →
        ℝ :=
      fun k => W.mulVec (X k)
    """
    return torch.einsum("xj,kj->kx", W, X)  # W.mulVec


def half(x: Tensor) -> Tensor:
    """() -> ()    half, Programs.lean

    def half (x : ℝ) : ℝ := x / 2 + 0.5
    """
    return x / 2 + 0.5


def cube(x: Tensor) -> Tensor:
    """() -> ()    cube, Programs.lean

    def cube (x : ℝ) : ℝ := x ^ 3
    """
    return x**3


def area(r: Tensor) -> Tensor:
    """() -> ()    area, Programs.lean

    def area (r : ℝ) : ℝ := Real.pi * r ^ 2
    """
    return math.pi * r**2


def gelu(x: Tensor) -> Tensor:
    """() -> ()    gelu, Programs.lean

    def gelu (x : ℝ) : ℝ := x / 2 * (1 + Real.tanh (Real.sqrt (2 / Real.pi) * (x + 0.044715 * x ^
        3)))
    """
    return x / 2 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def huber(x: Tensor) -> Tensor:
    """() -> ()    huber, Programs.lean

    def huber (x : ℝ) : ℝ := if |x| ≤ 1 then x ^ 2 / 2 else |x| - 1 / 2
    """
    return torch.where(torch.abs(x) <= 1, x**2 / 2, torch.abs(x) - 0.5)


def isZero(x: Tensor) -> Tensor:
    """(n,) -> ()    isZero, Programs.lean

    def isZero {n : ℕ} (x : Fin n → ℝ) : ℝ := if ∀ i, x i = 0 then 1 else 0
    """
    return torch.all(x == 0).to(x.dtype)


def constant(n: int, c: Tensor) -> Tensor:
    """ℕ, () -> (n,)    constant, Programs.lean

    def constant {n : ℕ} (c : ℝ) : Fin n → ℝ := fun _ => c
    """
    return torch.broadcast_to(c, (n,))


def total(A: Tensor) -> Tensor:
    """(m, n) -> ()    total, Programs.lean

    def total {m n : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) : ℝ := ∑ i, ∑ j, A i j
    """
    return torch.sum(A)  # ∑ i, ∑ j, A i j


def colsum(A: Tensor) -> Tensor:
    """(m, n) -> (n,)    colsum, Programs.lean

    def colsum {m n : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) : Fin n → ℝ := fun j => ∑ i, A i j
    """
    return torch.sum(A, dim=0)  # ∑ i, A i j


def twice(x: Tensor) -> Tensor:
    """(n,) -> (n,)    twice, Programs.lean

    def twice {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := (2 : ℝ) • x
    """
    return 2 * x


def neg(x: Tensor) -> Tensor:
    """(n,) -> (n,)    neg, Programs.lean

    def neg {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := -x
    """
    return -x
