import LeanSpecs.Notation

/-! The chain rule of reverse mode, between any two Hilbert spaces. -/

namespace LeanSpecs

/-- The gradient of a composed loss is the inner adjoint applied to the outer gradient.
Upstream: `adjoint_fderiv_comp_apply_one`. -/
lemma adjoint_fderiv_comp_apply_one
    {E F : Type} [NormedAddCommGroup E] [InnerProductSpace ℝ E] [CompleteSpace E]
    [NormedAddCommGroup F] [InnerProductSpace ℝ F] [CompleteSpace F]
    {f : E → F} {g : F → ℝ} {f' : E →L[ℝ] F} {g' : F →L[ℝ] ℝ} {x : E}
    (hf : HasFDerivAt f f' x) (hg : HasFDerivAt g g' (f x)) :
    (fderiv ℝ (fun x => g (f x)) x).adjoint (1 : ℝ) = f'.adjoint (g'.adjoint (1 : ℝ)) := by
  sorry

end LeanSpecs
