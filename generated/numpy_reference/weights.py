"""NumPy reference of lean_specs/LeanSpecs/Weights.lean.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

import numpy as np
from numpy.typing import NDArray


def toMatE(W: NDArray) -> NDArray:
    """(m, n) -> (m, n)    LeanSpecs.toMatE, lean_specs/LeanSpecs/Weights.lean

    The Hilbert space element with the entries of a plain matrix.

    def toMatE {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) : Mat m n :=
      WithLp.toLp 2 fun i => WithLp.toLp 2 fun j => W i j
    """
    return W


def toMatrix(W: NDArray) -> NDArray:
    """(m, n) -> (m, n)    LeanSpecs.toMatrix, lean_specs/LeanSpecs/Weights.lean

    The plain matrix with the entries of a Hilbert space element.

    def toMatrix {m n : ℕ} (W : Mat m n) : Matrix (Fin m) (Fin n) ℝ :=
      fun i j => W i j
    """
    return W


def toMatrix_toMatE_lhs(W: NDArray) -> NDArray:
    """(m, n) -> (m, n)

    left side of LeanSpecs.toMatrix_toMatE, lean_specs/LeanSpecs/Weights.lean

    lemma toMatrix_toMatE {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) : toMatrix (toMatE W) = W
    """
    return toMatrix(toMatE(W))


def toMatrix_toMatE_rhs(W: NDArray) -> NDArray:
    """(m, n) -> (m, n)

    right side of LeanSpecs.toMatrix_toMatE, lean_specs/LeanSpecs/Weights.lean
    """
    return W


def matApplyLM(x: NDArray, W: NDArray) -> NDArray:
    """(n,), (m, n) -> (m,)    LeanSpecs.matApplyLM, lean_specs/LeanSpecs/Weights.lean

    A layer as a function of its weights: `W ↦ W x`, which is linear.

    def matApplyLM {m n : ℕ} (x : Vec n) : Mat m n →ₗ[ℝ] Vec m :=
      { toFun := fun W => WithLp.toLp 2 ((toMatrix W).mulVec x.ofLp)
        map_add' := by sorry
        map_smul' := by sorry }
    """
    return np.einsum("ij,j->i", toMatrix(W), x)  # WithLp.toLp 2 ((toMatrix W).mulVec x.ofLp)


def matApplyLM_adjoint(x: NDArray, δ: NDArray) -> NDArray:
    """(n,), (m,) -> (m, n)    adjoint of LeanSpecs.matApplyLM, lean_specs/LeanSpecs/Weights.lean"""
    return np.outer(δ, x)


def matApplyLin(x: NDArray, W: NDArray) -> NDArray:
    """(n,), (m, n) -> (m,)    LeanSpecs.matApplyLin, lean_specs/LeanSpecs/Weights.lean

    `W ↦ W x` as a continuous linear map; in finite dimension continuity comes for free.

    def matApplyLin {m n : ℕ} (x : Vec n) : Mat m n →L[ℝ] Vec m := by
      refine ⟨matApplyLM (m := m) x, ?_⟩
      exact LinearMap.continuous_of_finiteDimensional (matApplyLM (m := m) x)
    """
    return matApplyLM(x, W)


def matApplyLin_adjoint(x: NDArray, δ: NDArray) -> NDArray:
    """(n,), (m,) -> (m, n)

    adjoint of LeanSpecs.matApplyLin, lean_specs/LeanSpecs/Weights.lean
    """
    return matApplyLM_adjoint(x, δ)


def outer(δ: NDArray, x: NDArray) -> NDArray:
    """(m,), (n,) -> (m, n)    LeanSpecs.outer, lean_specs/LeanSpecs/Weights.lean

    The outer product `δ xᵀ`.

    def outer {m n : ℕ} (δ : Vec m) (x : Vec n) : Mat m n :=
      WithLp.toLp 2 fun i => WithLp.toLp 2 fun j => δ i * x j
    """
    return np.outer(δ, x)


def matApplyLin_adjoint_apply_lhs(x: NDArray, δ: NDArray) -> NDArray:
    """(n,), (m,) -> (m, n)

    left side of LeanSpecs.matApplyLin_adjoint_apply, lean_specs/LeanSpecs/Weights.lean

    lemma matApplyLin_adjoint_apply {m n : ℕ} (x : Vec n) (δ : Vec m) :
      (matApplyLin (m := m) (n := n) x).adjoint δ = outer δ x
    """
    return matApplyLin_adjoint(x, δ)


def matApplyLin_adjoint_apply_rhs(x: NDArray, δ: NDArray) -> NDArray:
    """(n,), (m,) -> (m, n)

    right side of LeanSpecs.matApplyLin_adjoint_apply, lean_specs/LeanSpecs/Weights.lean
    """
    return outer(δ, x)
