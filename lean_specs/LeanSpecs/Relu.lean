import LeanSpecs.Notation

/-! ReLU, its derivative as a diagonal map, and why backpropagation may reuse that map. -/

namespace LeanSpecs

noncomputable section

namespace Scalar

/-- `max x 0`. -/
def relu (x : ℝ) : ℝ :=
  max x 0

/-- The derivative of ReLU away from 0, and 0 at the kink, as in most libraries. -/
def reluDeriv (x : ℝ) : ℝ :=
  if x > 0 then 1 else 0

end Scalar

export Scalar (relu reluDeriv)

/-- ReLU in every coordinate. -/
def reluVec {n : ℕ} (x : Vec n) : Vec n :=
  (coords n).symm fun i => relu (coords n x i)

/-- The diagonal map `diag (relu' x)` on plain coordinates. -/
def reluDerivFun {n : ℕ} (x : Fin n → ℝ) : (Fin n → ℝ) →L[ℝ] (Fin n → ℝ) := by
  classical
  let coordinate := @ContinuousLinearMap.proj ℝ _ (Fin n) (fun _ : Fin n => ℝ) _ _ _
  exact ContinuousLinearMap.pi fun i : Fin n => (coordinate i).smulRight (reluDeriv (x i))

/-- The derivative of ReLU at `x`, between Euclidean vectors. -/
def reluDerivCLM {n : ℕ} (x : Vec n) : Vec n →L[ℝ] Vec n :=
  (coords n).symm.toContinuousLinearMap.comp <|
    (reluDerivFun (x := coords n x)).comp (coords n).toContinuousLinearMap

/-- Coordinate by coordinate, the derivative scales by `relu' (x i)`.
Upstream: `reluDerivCLM_apply`. -/
lemma reluDerivCLM_apply {n : ℕ} (x dx : Vec n) (i : Fin n) :
    (reluDerivCLM (n := n) x) dx i = dx i * reluDeriv (x i) := by
  sorry

/-- The derivative is symmetric, being diagonal.
Upstream: `reluDerivCLM_inner`. -/
lemma reluDerivCLM_inner {n : ℕ} (x dx δ : Vec n) :
    inner ℝ (reluDerivCLM x dx) δ = inner ℝ dx (reluDerivCLM x δ) := by
  sorry

/-- So reverse mode through ReLU is the same map as forward mode.
Upstream: `reluDerivCLM_adjoint_apply`. -/
lemma reluDerivCLM_adjoint_apply {n : ℕ} (x δ : Vec n) :
    (reluDerivCLM (n := n) x).adjoint δ = (reluDerivCLM (n := n) x) δ := by
  sorry

/-- Away from the kinks ReLU is differentiable, with that derivative.
Upstream: `hasFDerivAt_reluVec`. -/
lemma hasFDerivAt_reluVec {n : ℕ} (x : Vec n) (hx : ∀ i : Fin n, x i ≠ 0) :
    HasFDerivAt (reluVec (n := n)) (reluDerivCLM (n := n) x) x := by
  sorry

end

end LeanSpecs
