import LeanSpecs.Notation
import LeanSpecs.Vectors
import Mathlib.Analysis.Calculus.FDeriv.Add
import Mathlib.Analysis.Normed.Module.FiniteDimension
import Mathlib.LinearAlgebra.Matrix.ToLin

/-! # The linear layer, as a function of its input -/

namespace LeanSpecs

open scoped AutoDiff

noncomputable section

/-- `x ↦ W x` as a continuous linear map between Euclidean vectors. -/
def matCLM {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) : Vec n →L[ℝ] Vec m := by
  classical
  let mulW : (Fin n → ℝ) →L[ℝ] (Fin m → ℝ) :=
    ⟨W.mulVecLin, LinearMap.continuous_of_finiteDimensional W.mulVecLin⟩
  exact (coords m).symm.toContinuousLinearMap ∘L mulW ∘L (coords n).toContinuousLinearMap

/-- The layer `x ↦ W x + b`. -/
def affine {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) (b : Vec m) : Vec n → Vec m :=
  fun x => matCLM W x + b

/-- What the layer hands back to its input: entry `j` sums over column `j` of `W`. -/
def linearInputDeriv {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) (δ : Vec m) : Vec n :=
  WithLp.toLp 2 fun j => ∑ i, W i j * δ i

variable {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ)

/-- The derivative of an affine map is its linear part, everywhere.

TorchLean: `hasFDerivAt_affine`; Mathlib: `HasFDerivAt.add_const`. -/
lemma hasFDerivAt_affine (b : Vec m) (x : Vec n) : HasFDerivAt (affine W b) (matCLM W) x :=
  (matCLM W).hasFDerivAt.add_const b

/-- The same as an equation: the Jacobian of `x ↦ W x + b` is `W`.

Mathlib: `HasFDerivAt.fderiv`. -/
lemma jacobian_affine (b : Vec m) (x : Vec n) : J[affine W b, x] = matCLM W :=
  (hasFDerivAt_affine W b x).fderiv

/-- Reverse mode through `x ↦ W x` multiplies with `Wᵀ`.

TorchLean: `toVecE_linear_input_deriv_spec_eq_adjoint`; Mathlib:
`ContinuousLinearMap.adjoint_inner_right`. -/
lemma linear_input_deriv_spec_eq_adjoint (δ : Vec m) :
    linearInputDeriv W δ = (matCLM (m := m) (n := n) W).adjoint δ := by
  sorry

end

end LeanSpecs
