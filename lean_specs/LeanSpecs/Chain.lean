import Mathlib.Analysis.Calculus.FDeriv.Comp
import Mathlib.Analysis.InnerProductSpace.Adjoint

/-! # The chain rule of reverse mode, between any two Hilbert spaces -/

namespace LeanSpecs

variable {E F : Type}
variable [NormedAddCommGroup E] [InnerProductSpace ℝ E] [CompleteSpace E]
variable [NormedAddCommGroup F] [InnerProductSpace ℝ F] [CompleteSpace F]

/-- The gradient of a loss `g ∘ f` is the gradient of `g`, pulled back by the adjoint of the
derivative of `f`.

TorchLean: `adjoint_fderiv_comp_apply_one`; Mathlib: `HasFDerivAt.comp`,
`ContinuousLinearMap.adjoint_comp`. -/
lemma adjoint_fderiv_comp_apply_one {f : E → F} {g : F → ℝ} {f' : E →L[ℝ] F} {g' : F →L[ℝ] ℝ}
    {x : E} (hf : HasFDerivAt f f' x) (hg : HasFDerivAt g g' (f x)) :
    (fderiv ℝ (fun x => g (f x)) x).adjoint (1 : ℝ) = f'.adjoint (g'.adjoint (1 : ℝ)) := by
  have chain : fderiv ℝ (fun x => g (f x)) x = g'.comp f' := (hg.comp x hf).fderiv
  rw [chain, ContinuousLinearMap.adjoint_comp, ContinuousLinearMap.comp_apply]

end LeanSpecs
