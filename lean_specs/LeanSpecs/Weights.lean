import LeanSpecs.Vectors
import Mathlib.Analysis.InnerProductSpace.Adjoint
import Mathlib.Analysis.Normed.Module.FiniteDimension
import Mathlib.LinearAlgebra.Matrix.ToLin

/-!
# Weights

Matrices as a Hilbert space, so that the gradient of a loss in a weight matrix is a matrix again.
-/

namespace LeanSpecs

noncomputable section

/-- Real `m × n` matrices with the Frobenius norm: `m` rows, each a vector. -/
abbrev Mat (m n : ℕ) := PiLp 2 fun _ : Fin m => Vec n

/-- The Hilbert space element with the entries of a plain matrix. -/
def toMatE {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) : Mat m n :=
  WithLp.toLp 2 fun i => WithLp.toLp 2 fun j => W i j

/-- The plain matrix with the entries of a Hilbert space element. -/
def toMatrix {m n : ℕ} (W : Mat m n) : Matrix (Fin m) (Fin n) ℝ :=
  fun i j => W i j

/-- Changing the norm and back changes no entry.

TorchLean: `toMatrix_toMatE`. -/
lemma toMatrix_toMatE {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) : toMatrix (toMatE W) = W := by
  funext i j
  rfl

/-- A layer as a function of its weights: `W ↦ W x`, which is linear. -/
def matApplyLM {m n : ℕ} (x : Vec n) : Mat m n →ₗ[ℝ] Vec m :=
  { toFun := fun W => WithLp.toLp 2 ((toMatrix W).mulVec x.ofLp)
    map_add' := by sorry
    map_smul' := by sorry }

/-- `W ↦ W x` as a continuous linear map; in finite dimension continuity comes for free. -/
def matApplyLin {m n : ℕ} (x : Vec n) : Mat m n →L[ℝ] Vec m := by
  refine ⟨matApplyLM (m := m) x, ?_⟩
  exact LinearMap.continuous_of_finiteDimensional (matApplyLM (m := m) x)

/-- The outer product `δ xᵀ`. -/
def outer {m n : ℕ} (δ : Vec m) (x : Vec n) : Mat m n :=
  WithLp.toLp 2 fun i => WithLp.toLp 2 fun j => δ i * x j

/-- Reverse mode through `W ↦ W x` forms the outer product of the cotangent with the input:
`⟪W x, δ⟫ = ⟪W, δ xᵀ⟫` for every `W`.

TorchLean: `matApplyLin_adjoint_apply`; Mathlib: `ContinuousLinearMap.adjoint_inner_right`. -/
lemma matApplyLin_adjoint_apply {m n : ℕ} (x : Vec n) (δ : Vec m) :
    (matApplyLin (m := m) (n := n) x).adjoint δ = outer δ x := by
  sorry

end

end LeanSpecs
