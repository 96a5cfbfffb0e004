"""PyTorch code of lean_specs/LeanSpecs/Relu.lean, differentiable, for any dtype and device.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

import torch
from torch import Tensor


def relu(x: Tensor) -> Tensor:
    """() -> ()    LeanSpecs.Scalar.relu, lean_specs/LeanSpecs/Relu.lean

    The positive part of a number.

    def relu (x : ℝ) : ℝ :=
      max x 0
    """
    return torch.clamp(x, min=0)


def reluDeriv(x: Tensor) -> Tensor:
    """() -> ()    LeanSpecs.Scalar.reluDeriv, lean_specs/LeanSpecs/Relu.lean

    The derivative of `relu` where it has one; 0 at the kink, as in most libraries.

    def reluDeriv (x : ℝ) : ℝ :=
      if 0 < x then 1 else 0
    """
    return (x > 0).to(x.dtype)


def reluVec(x: Tensor) -> Tensor:
    """(n,) -> (n,)    LeanSpecs.reluVec, lean_specs/LeanSpecs/Relu.lean

    ReLU, entry by entry.

    def reluVec {n : ℕ} (x : Vec n) : Vec n :=
      (coords n).symm fun i => relu (x i)
    """
    return relu(x)


def reluMask(x: Tensor, v: Tensor) -> Tensor:
    """(n,), (n,) -> (n,)    LeanSpecs.reluMask, lean_specs/LeanSpecs/Relu.lean

    The mask at `x`, on plain entries: `dx ↦ fun i => dx i * relu' (x i)`.

    def reluMask {n : ℕ} (x : Fin n → ℝ) : (Fin n → ℝ) →L[ℝ] (Fin n → ℝ) :=
      let entry := @ContinuousLinearMap.proj ℝ _ (Fin n) (fun _ : Fin n => ℝ) _ _ _
      ContinuousLinearMap.pi fun i => (entry i).smulRight (reluDeriv (x i))
    """
    return v * reluDeriv(x)


def reluDerivCLM(x: Tensor, v: Tensor) -> Tensor:
    """(n,), (n,) -> (n,)    LeanSpecs.reluDerivCLM, lean_specs/LeanSpecs/Relu.lean

    The mask at `x`, between Euclidean vectors.

    def reluDerivCLM {n : ℕ} (x : Vec n) : Vec n →L[ℝ] Vec n :=
      (coords n).symm.toContinuousLinearMap.comp <|
        (reluMask (coords n x)).comp (coords n).toContinuousLinearMap
    """
    return reluMask(x, v)
