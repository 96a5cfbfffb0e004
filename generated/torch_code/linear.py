"""PyTorch code of lean_specs/LeanSpecs/Linear.lean, differentiable, for any dtype and device.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

from torch import Tensor


def matCLM(W: Tensor, v: Tensor) -> Tensor:
    """(m, n), (n,) -> (m,)    LeanSpecs.matCLM, lean_specs/LeanSpecs/Linear.lean

    `x ↦ W x` as a continuous linear map between Euclidean vectors.

    def matCLM {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) : Vec n →L[ℝ] Vec m := by
      classical
      let mulW : (Fin n → ℝ) →L[ℝ] (Fin m → ℝ) :=
        ⟨W.mulVecLin, LinearMap.continuous_of_finiteDimensional W.mulVecLin⟩
      exact (coords m).symm.toContinuousLinearMap ∘L mulW ∘L (coords n).toContinuousLinearMap
    """
    return W @ v  # W.mulVecLin


def affine(W: Tensor, b: Tensor, x: Tensor) -> Tensor:
    """(m, n), (m,), (n,) -> (m,)    LeanSpecs.affine, lean_specs/LeanSpecs/Linear.lean

    The layer `x ↦ W x + b`.

    def affine {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) (b : Vec m) : Vec n → Vec m :=
      fun x => matCLM W x + b
    """
    return matCLM(W, x) + b


def linearInputDeriv(W: Tensor, δ: Tensor) -> Tensor:
    """(m, n), (m,) -> (n,)    LeanSpecs.linearInputDeriv, lean_specs/LeanSpecs/Linear.lean

    What the layer hands back to its input: entry `j` sums over column `j` of `W`.

    def linearInputDeriv {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) (δ : Vec m) : Vec n :=
      WithLp.toLp 2 fun j => ∑ i, W i j * δ i
    """
    return W.T @ δ  # ∑ i, W i j * δ i
