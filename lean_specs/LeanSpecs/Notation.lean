import Mathlib.Analysis.Calculus.FDeriv.Basic
import Mathlib.Analysis.InnerProductSpace.Adjoint

/-!
# Derivatives and their adjoints

Forward mode multiplies with the derivative of a function, reverse mode with its adjoint.
`open scoped AutoDiff` brings the notations `J[f, x]` and `VJP[f, x]`.
-/

namespace LeanSpecs

open scoped InnerProduct

noncomputable section

variable {E F : Type}
variable [NormedAddCommGroup E] [InnerProductSpace ℝ E]
variable [NormedAddCommGroup F] [InnerProductSpace ℝ F]

/-- The derivative of `f` at `x`; in coordinates, the Jacobian matrix. -/
abbrev jacobian (f : E → F) (x : E) : E →L[ℝ] F :=
  fderiv ℝ f x

variable [CompleteSpace E] [CompleteSpace F]

/-- The adjoint of the derivative of `f` at `x`; in coordinates, the transposed Jacobian.
For a loss `f`, its value at the seed 1 is the gradient. -/
abbrev vjp (f : E → F) (x : E) : F →L[ℝ] E :=
  (jacobian f x)†

@[inherit_doc LeanSpecs.jacobian]
scoped[AutoDiff] notation "J[" f ", " x "]" => LeanSpecs.jacobian f x

@[inherit_doc LeanSpecs.vjp]
scoped[AutoDiff] notation "VJP[" f ", " x "]" => LeanSpecs.vjp f x

end

end LeanSpecs
