import Mathlib.Analysis.InnerProductSpace.Adjoint
import Mathlib.Analysis.InnerProductSpace.Calculus
import Mathlib.Analysis.InnerProductSpace.PiL2

/-! Vectors, derivatives and their adjoints: the words that the other files are written in. -/

namespace LeanSpecs

open scoped InnerProduct

/-- Column vectors with the Euclidean norm. -/
abbrev Vec (n : ℕ) := EuclideanSpace ℝ (Fin n)

/-- A vector as the function of its coordinates, and back. -/
abbrev coords (n : ℕ) := EuclideanSpace.equiv (𝕜 := ℝ) (ι := Fin n)

noncomputable section

variable {E F : Type} [NormedAddCommGroup E] [InnerProductSpace ℝ E] [CompleteSpace E]
variable [NormedAddCommGroup F] [InnerProductSpace ℝ F] [CompleteSpace F]

/-- The derivative of `f` at `x`, a linear map: what forward mode multiplies with. -/
abbrev jvp (f : E → F) (x : E) : E →L[ℝ] F :=
  fderiv ℝ f x

/-- The adjoint of the derivative of `f` at `x`: what reverse mode multiplies with. -/
abbrev vjp (f : E → F) (x : E) : F →L[ℝ] E :=
  (jvp f x)†

@[inherit_doc LeanSpecs.vjp]
scoped[LeanSpecs] notation "VJP[" f ", " x "]" => LeanSpecs.vjp f x

end

end LeanSpecs
