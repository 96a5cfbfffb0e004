import LeanSpecs.Vectors
import Mathlib.Analysis.InnerProductSpace.Adjoint

/-!
# ReLU

Its derivative is a diagonal map, a mask of zeros and ones. A diagonal map is its own adjoint, and
so backpropagation multiplies with the same mask.
-/

namespace LeanSpecs

noncomputable section

namespace Scalar

/-- The positive part of a number. -/
def relu (x : ℝ) : ℝ :=
  max x 0

/-- The derivative of `relu` where it has one; 0 at the kink, as in most libraries. -/
def reluDeriv (x : ℝ) : ℝ :=
  if 0 < x then 1 else 0

end Scalar

export Scalar (relu reluDeriv)

/-- ReLU, entry by entry. -/
def reluVec {n : ℕ} (x : Vec n) : Vec n :=
  (coords n).symm fun i => relu (x i)

/-- The mask at `x`, on plain entries: `dx ↦ fun i => dx i * relu' (x i)`. -/
def reluMask {n : ℕ} (x : Fin n → ℝ) : (Fin n → ℝ) →L[ℝ] (Fin n → ℝ) :=
  let entry := @ContinuousLinearMap.proj ℝ _ (Fin n) (fun _ : Fin n => ℝ) _ _ _
  ContinuousLinearMap.pi fun i => (entry i).smulRight (reluDeriv (x i))

/-- The mask at `x`, between Euclidean vectors. -/
def reluDerivCLM {n : ℕ} (x : Vec n) : Vec n →L[ℝ] Vec n :=
  (coords n).symm.toContinuousLinearMap.comp <|
    (reluMask (coords n x)).comp (coords n).toContinuousLinearMap

/-- Entry `i` of the derivative in direction `dx` is entry `i` of `dx`, kept or set to 0.

TorchLean: `reluDerivCLM_apply`; Mathlib: `ContinuousLinearMap.smulRight_apply`. -/
lemma reluDerivCLM_apply {n : ℕ} (x dx : Vec n) (i : Fin n) :
    reluDerivCLM (n := n) x dx i = dx i * reluDeriv (x i) := by
  sorry

/-- The mask is symmetric.

TorchLean: `reluDerivCLM_inner`; Mathlib: `PiLp.inner_apply`. -/
lemma reluDerivCLM_inner {n : ℕ} (x dx δ : Vec n) :
    inner ℝ (reluDerivCLM x dx) δ = inner ℝ dx (reluDerivCLM x δ) := by
  sorry

/-- A symmetric map is its own adjoint: reverse mode through ReLU applies the same mask.

TorchLean: `reluDerivCLM_adjoint_apply`; Mathlib: `ext_inner_left`. -/
lemma reluDerivCLM_adjoint_apply {n : ℕ} (x δ : Vec n) :
    (reluDerivCLM (n := n) x).adjoint δ = reluDerivCLM (n := n) x δ :=
  ext_inner_left ℝ fun v =>
    (ContinuousLinearMap.adjoint_inner_right (reluDerivCLM x) v δ).trans
      (reluDerivCLM_inner x v δ)

/-- Away from the kinks, ReLU is differentiable and the mask is its derivative.

TorchLean: `hasFDerivAt_reluVec`; Mathlib: `hasFDerivAt_pi`. -/
lemma hasFDerivAt_reluVec {n : ℕ} (x : Vec n) (hx : ∀ i : Fin n, x i ≠ 0) :
    HasFDerivAt (reluVec (n := n)) (reluDerivCLM x) x := by
  sorry

end

end LeanSpecs
