"""NumPy reference of lean_specs/LeanSpecs/Relu.lean.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

import numpy as np
from numpy.typing import NDArray


def relu(x: NDArray) -> NDArray:
    """() -> ()    LeanSpecs.Scalar.relu, lean_specs/LeanSpecs/Relu.lean

    The positive part of a number.

    def relu (x : ℝ) : ℝ :=
      max x 0
    """
    return np.maximum(x, 0)


def reluDeriv(x: NDArray) -> NDArray:
    """() -> ()    LeanSpecs.Scalar.reluDeriv, lean_specs/LeanSpecs/Relu.lean

    The derivative of `relu` where it has one; 0 at the kink, as in most libraries.

    def reluDeriv (x : ℝ) : ℝ :=
      if 0 < x then 1 else 0
    """
    return np.where(x > 0, 1.0, 0.0)


def reluVec(x: NDArray) -> NDArray:
    """(n,) -> (n,)    LeanSpecs.reluVec, lean_specs/LeanSpecs/Relu.lean

    ReLU, entry by entry.

    def reluVec {n : ℕ} (x : Vec n) : Vec n :=
      (coords n).symm fun i => relu (x i)
    """
    return relu(x)


def reluMask(x: NDArray, v: NDArray) -> NDArray:
    """(n,), (n,) -> (n,)    LeanSpecs.reluMask, lean_specs/LeanSpecs/Relu.lean

    The mask at `x`, on plain entries: `dx ↦ fun i => dx i * relu' (x i)`.

    def reluMask {n : ℕ} (x : Fin n → ℝ) : (Fin n → ℝ) →L[ℝ] (Fin n → ℝ) :=
      let entry := @ContinuousLinearMap.proj ℝ _ (Fin n) (fun _ : Fin n => ℝ) _ _ _
      ContinuousLinearMap.pi fun i => (entry i).smulRight (reluDeriv (x i))
    """
    return v * reluDeriv(x)


def reluMask_adjoint(x: NDArray, δ: NDArray) -> NDArray:
    """(n,), (n,) -> (n,)    adjoint of LeanSpecs.reluMask, lean_specs/LeanSpecs/Relu.lean"""
    return δ * reluDeriv(x)


def reluDerivCLM(x: NDArray, v: NDArray) -> NDArray:
    """(n,), (n,) -> (n,)    LeanSpecs.reluDerivCLM, lean_specs/LeanSpecs/Relu.lean

    The mask at `x`, between Euclidean vectors.

    def reluDerivCLM {n : ℕ} (x : Vec n) : Vec n →L[ℝ] Vec n :=
      (coords n).symm.toContinuousLinearMap.comp <|
        (reluMask (coords n x)).comp (coords n).toContinuousLinearMap
    """
    return reluMask(x, v)


def reluDerivCLM_adjoint(x: NDArray, δ: NDArray) -> NDArray:
    """(n,), (n,) -> (n,)    adjoint of LeanSpecs.reluDerivCLM, lean_specs/LeanSpecs/Relu.lean"""
    return reluMask_adjoint(x, δ)


def reluDerivCLM_apply_lhs(x: NDArray, dx: NDArray) -> NDArray:
    """(n,), (n,) -> (n,)

    left side of LeanSpecs.reluDerivCLM_apply, lean_specs/LeanSpecs/Relu.lean

    lemma reluDerivCLM_apply {n : ℕ} (x dx : Vec n) (i : Fin n) :
      reluDerivCLM (n := n) x dx i = dx i * reluDeriv (x i)
    """
    return reluDerivCLM(x, dx)


def reluDerivCLM_apply_rhs(x: NDArray, dx: NDArray) -> NDArray:
    """(n,), (n,) -> (n,)

    right side of LeanSpecs.reluDerivCLM_apply, lean_specs/LeanSpecs/Relu.lean
    """
    return dx * reluDeriv(x)


def reluDerivCLM_inner_lhs(x: NDArray, dx: NDArray, δ: NDArray) -> float:
    """(n,), (n,), (n,) -> ()

    left side of LeanSpecs.reluDerivCLM_inner, lean_specs/LeanSpecs/Relu.lean

    lemma reluDerivCLM_inner {n : ℕ} (x dx δ : Vec n) :
      inner ℝ (reluDerivCLM x dx) δ = inner ℝ dx (reluDerivCLM x δ)
    """
    return np.einsum("i,i->", reluDerivCLM(x, dx), δ)  # inner


def reluDerivCLM_inner_rhs(x: NDArray, dx: NDArray, δ: NDArray) -> float:
    """(n,), (n,), (n,) -> ()

    right side of LeanSpecs.reluDerivCLM_inner, lean_specs/LeanSpecs/Relu.lean
    """
    return np.einsum("i,i->", dx, reluDerivCLM(x, δ))  # inner


def reluDerivCLM_adjoint_apply_lhs(x: NDArray, δ: NDArray) -> NDArray:
    """(n,), (n,) -> (n,)

    left side of LeanSpecs.reluDerivCLM_adjoint_apply, lean_specs/LeanSpecs/Relu.lean

    lemma reluDerivCLM_adjoint_apply {n : ℕ} (x δ : Vec n) :
      (reluDerivCLM (n := n) x).adjoint δ = reluDerivCLM (n := n) x δ
    """
    return reluDerivCLM_adjoint(x, δ)


def reluDerivCLM_adjoint_apply_rhs(x: NDArray, δ: NDArray) -> NDArray:
    """(n,), (n,) -> (n,)

    right side of LeanSpecs.reluDerivCLM_adjoint_apply, lean_specs/LeanSpecs/Relu.lean
    """
    return reluDerivCLM(x, δ)


def hasFDerivAt_reluVec(x: NDArray, dx: NDArray) -> NDArray:
    """(n,), (n,) -> (n,)

    derivative given by LeanSpecs.hasFDerivAt_reluVec, lean_specs/LeanSpecs/Relu.lean

    lemma hasFDerivAt_reluVec {n : ℕ} (x : Vec n) (hx : ∀ i : Fin n, x i ≠ 0) :
      HasFDerivAt (reluVec (n := n)) (reluDerivCLM x) x
    """
    return reluDerivCLM(x, dx)


def hasFDerivAt_reluVec_adjoint(x: NDArray, δ: NDArray) -> NDArray:
    """(n,), (n,) -> (n,)

    its adjoint, given by LeanSpecs.hasFDerivAt_reluVec, lean_specs/LeanSpecs/Relu.lean
    """
    return reluDerivCLM_adjoint(x, δ)
