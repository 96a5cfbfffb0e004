"""PyTorch code of lean_specs/LeanSpecs/Weights.lean, differentiable, for any dtype and device.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

import torch
from torch import Tensor


def toMatE(W: Tensor) -> Tensor:
    """(m, n) -> (m, n)    LeanSpecs.toMatE, lean_specs/LeanSpecs/Weights.lean

    The Hilbert space element with the entries of a plain matrix.

    def toMatE {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) : Mat m n :=
      WithLp.toLp 2 fun i => WithLp.toLp 2 fun j => W i j
    """
    return W


def toMatrix(W: Tensor) -> Tensor:
    """(m, n) -> (m, n)    LeanSpecs.toMatrix, lean_specs/LeanSpecs/Weights.lean

    The plain matrix with the entries of a Hilbert space element.

    def toMatrix {m n : ℕ} (W : Mat m n) : Matrix (Fin m) (Fin n) ℝ :=
      fun i j => W i j
    """
    return W


def matApplyLM(x: Tensor, W: Tensor) -> Tensor:
    """(n,), (m, n) -> (m,)    LeanSpecs.matApplyLM, lean_specs/LeanSpecs/Weights.lean

    A layer as a function of its weights: `W ↦ W x`, which is linear.

    def matApplyLM {m n : ℕ} (x : Vec n) : Mat m n →ₗ[ℝ] Vec m :=
      { toFun := fun W => WithLp.toLp 2 ((toMatrix W).mulVec x.ofLp)
        map_add' := by sorry
        map_smul' := by sorry }
    """
    return toMatrix(W) @ x  # WithLp.toLp 2 ((toMatrix W).mulVec x.ofLp)


def matApplyLin(x: Tensor, W: Tensor) -> Tensor:
    """(n,), (m, n) -> (m,)    LeanSpecs.matApplyLin, lean_specs/LeanSpecs/Weights.lean

    `W ↦ W x` as a continuous linear map; in finite dimension continuity comes for free.

    def matApplyLin {m n : ℕ} (x : Vec n) : Mat m n →L[ℝ] Vec m := by
      refine ⟨matApplyLM (m := m) x, ?_⟩
      exact LinearMap.continuous_of_finiteDimensional (matApplyLM (m := m) x)
    """
    return matApplyLM(x, W)


def outer(δ: Tensor, x: Tensor) -> Tensor:
    """(m,), (n,) -> (m, n)    LeanSpecs.outer, lean_specs/LeanSpecs/Weights.lean

    The outer product `δ xᵀ`.

    def outer {m n : ℕ} (δ : Vec m) (x : Vec n) : Mat m n :=
      WithLp.toLp 2 fun i => WithLp.toLp 2 fun j => δ i * x j
    """
    return torch.outer(δ, x)
