"""Checks of the theorems of lean_specs/LeanSpecs/Weights.lean.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

from bridge.runtime import Check, claim
from generated import numpy_reference as ref


@claim("LeanSpecs.toMatrix_toMatE", file="lean_specs/LeanSpecs/Weights.lean")
def test_toMatrix_toMatE(check: Check) -> None:
    """Changing the norm and back changes no entry.

    lemma toMatrix_toMatE {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) : toMatrix (toMatE W) = W
    """
    check.draw(W="m n")
    check.identity(lambda s: ref.toMatrix_toMatE_lhs(s.W), lambda s: ref.toMatrix_toMatE_rhs(s.W))


@claim("LeanSpecs.matApplyLin_adjoint_apply", file="lean_specs/LeanSpecs/Weights.lean")
def test_matApplyLin_adjoint_apply(check: Check) -> None:
    """Reverse mode through `W ↦ W x` forms the outer product of the cotangent with the input:
    `⟪W x, δ⟫ = ⟪W, δ xᵀ⟫` for every `W`.

    lemma matApplyLin_adjoint_apply {m n : ℕ} (x : Vec n) (δ : Vec m) :
      (matApplyLin (m := m) (n := n) x).adjoint δ = outer δ x
    """
    check.draw(x="n", δ="m")
    check.identity(
        lambda s: ref.matApplyLin_adjoint_apply_lhs(s.x, s.δ),
        lambda s: ref.matApplyLin_adjoint_apply_rhs(s.x, s.δ),
    )
