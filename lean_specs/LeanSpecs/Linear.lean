import LeanSpecs.Notation

/-! The linear layer as a function of its input. -/

namespace LeanSpecs

noncomputable section

/-- `x ↦ W x` between Euclidean vectors, as a continuous linear map. -/
def matCLM {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) : Vec n →L[ℝ] Vec m := by
  classical
  let out := coords m
  let inp := coords n
  let L : (Fin n → ℝ) →L[ℝ] (Fin m → ℝ) :=
    ⟨W.mulVecLin, LinearMap.continuous_of_finiteDimensional W.mulVecLin⟩
  exact out.symm.toContinuousLinearMap.comp (L.comp inp.toContinuousLinearMap)

/-- The affine layer `x ↦ W x + b`. -/
def affine {inDim outDim : ℕ} (W : Matrix (Fin outDim) (Fin inDim) ℝ) (b : Vec outDim) :
    Vec inDim → Vec outDim :=
  fun x => (matCLM (m := outDim) (n := inDim) W) x + b

/-- What backpropagation sends to the input of a linear layer: `Wᵀ δ`, by coordinates. -/
def linearInputDeriv {inDim outDim : ℕ} (W : Matrix (Fin outDim) (Fin inDim) ℝ)
    (δ : Vec outDim) : Vec inDim :=
  WithLp.toLp 2 fun j => ∑ i, W i j * δ i

/-- An affine layer is differentiable everywhere; its derivative is its linear part.
Upstream: `hasFDerivAt_affine`. -/
lemma hasFDerivAt_affine {inDim outDim : ℕ} (W : Matrix (Fin outDim) (Fin inDim) ℝ)
    (b : Vec outDim) (x : Vec inDim) :
    HasFDerivAt (affine (inDim := inDim) (outDim := outDim) W b)
      (matCLM (m := outDim) (n := inDim) W) x := by
  sorry

/-- `Wᵀ δ` is the adjoint of `x ↦ W x`, applied to `δ`.
Upstream: `toVecE_linear_input_deriv_spec_eq_adjoint`. -/
lemma linear_input_deriv_spec_eq_adjoint {inDim outDim : ℕ}
    (W : Matrix (Fin outDim) (Fin inDim) ℝ) (δ : Vec outDim) :
    linearInputDeriv W δ = (matCLM (m := outDim) (n := inDim) W).adjoint δ := by
  sorry

end

end LeanSpecs
