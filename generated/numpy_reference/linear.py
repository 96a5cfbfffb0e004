"""NumPy reference of lean_specs/LeanSpecs/Linear.lean.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

import numpy as np
from numpy.typing import NDArray


def matCLM(W: NDArray, v: NDArray) -> NDArray:
    """(m, n), (n,) -> (m,)    LeanSpecs.matCLM, lean_specs/LeanSpecs/Linear.lean

    `x ↦ W x` as a continuous linear map between Euclidean vectors.

    def matCLM {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) : Vec n →L[ℝ] Vec m := by
      classical
      let mulW : (Fin n → ℝ) →L[ℝ] (Fin m → ℝ) :=
        ⟨W.mulVecLin, LinearMap.continuous_of_finiteDimensional W.mulVecLin⟩
      exact (coords m).symm.toContinuousLinearMap ∘L mulW ∘L (coords n).toContinuousLinearMap
    """
    return np.einsum("ij,j->i", W, v)  # W.mulVecLin


def matCLM_adjoint(W: NDArray, δ: NDArray) -> NDArray:
    """(m, n), (m,) -> (n,)    adjoint of LeanSpecs.matCLM, lean_specs/LeanSpecs/Linear.lean"""
    return np.einsum("ij,i->j", W, δ)  # ∑ i, W i j * δ i


def affine(W: NDArray, b: NDArray, x: NDArray) -> NDArray:
    """(m, n), (m,), (n,) -> (m,)    LeanSpecs.affine, lean_specs/LeanSpecs/Linear.lean

    The layer `x ↦ W x + b`.

    def affine {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) (b : Vec m) : Vec n → Vec m :=
      fun x => matCLM W x + b
    """
    return matCLM(W, x) + b


def linearInputDeriv(W: NDArray, δ: NDArray) -> NDArray:
    """(m, n), (m,) -> (n,)    LeanSpecs.linearInputDeriv, lean_specs/LeanSpecs/Linear.lean

    What the layer hands back to its input: entry `j` sums over column `j` of `W`.

    def linearInputDeriv {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) (δ : Vec m) : Vec n :=
      WithLp.toLp 2 fun j => ∑ i, W i j * δ i
    """
    return np.einsum("ij,i->j", W, δ)  # ∑ i, W i j * δ i


def hasFDerivAt_affine(W: NDArray, dx: NDArray) -> NDArray:
    """(m, n), (n,) -> (m,)

    derivative given by LeanSpecs.hasFDerivAt_affine, lean_specs/LeanSpecs/Linear.lean

    lemma hasFDerivAt_affine (b : Vec m) (x : Vec n) : HasFDerivAt (affine W b) (matCLM W) x
    """
    return matCLM(W, dx)


def hasFDerivAt_affine_adjoint(W: NDArray, δ: NDArray) -> NDArray:
    """(m, n), (m,) -> (n,)

    its adjoint, given by LeanSpecs.hasFDerivAt_affine, lean_specs/LeanSpecs/Linear.lean
    """
    return matCLM_adjoint(W, δ)


def jacobian_affine(W: NDArray, v: NDArray) -> NDArray:
    """(m, n), (n,) -> (m,)

    closed form of LeanSpecs.jacobian_affine, lean_specs/LeanSpecs/Linear.lean

    lemma jacobian_affine (b : Vec m) (x : Vec n) : J[affine W b, x] = matCLM W
    """
    return matCLM(W, v)


def linear_input_deriv_spec_eq_adjoint_lhs(W: NDArray, δ: NDArray) -> NDArray:
    """(m, n), (m,) -> (n,)

    left side of LeanSpecs.linear_input_deriv_spec_eq_adjoint, lean_specs/LeanSpecs/Linear.lean

    lemma linear_input_deriv_spec_eq_adjoint (δ : Vec m) :
      linearInputDeriv W δ = (matCLM (m := m) (n := n) W).adjoint δ
    """
    return linearInputDeriv(W, δ)


def linear_input_deriv_spec_eq_adjoint_rhs(W: NDArray, δ: NDArray) -> NDArray:
    """(m, n), (m,) -> (n,)

    right side of LeanSpecs.linear_input_deriv_spec_eq_adjoint, lean_specs/LeanSpecs/Linear.lean
    """
    return matCLM_adjoint(W, δ)
