"""Checks of the theorems of lean_specs/LeanSpecs/Chain.lean.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

from bridge.runtime import Check, Definitions, Function, Sample, claim
from generated.tests.subjects import LOWERED


@claim(
    "LeanSpecs.adjoint_fderiv_comp_apply_one",
    file="lean_specs/LeanSpecs/Chain.lean",
    subjects=(LOWERED,),
)
def test_adjoint_fderiv_comp_apply_one(check: Check) -> None:
    """The gradient of a loss `g ∘ f` is the gradient of `g`, pulled back by the adjoint of the
    derivative of `f`.

    lemma adjoint_fderiv_comp_apply_one {f : E → F} {g : F → ℝ} {f' : E →L[ℝ] F} {g' : F →L[ℝ] ℝ}
      {x : E} (hf : HasFDerivAt f f' x) (hg : HasFDerivAt g g' (f x)) :
      (fderiv ℝ (fun x => g (f x)) x).adjoint (1 : ℝ) = f'.adjoint (g'.adjoint (1 : ℝ))
    """
    check.draw(f="E -> F", g="F -> ", x="E")

    def f(s: Sample, py: Definitions) -> Function:
        return lambda x: s.g(s.f(x))

    check.equal(
        lambda s, py: py.vjp(f(s, py), s.x)(1.0),
        lambda s: s.f.derivative(s.x).adjoint(s.g.derivative(s.f(s.x)).adjoint(1)),
    )
