"""Checks of the theorems of lean_specs/LeanSpecs/Mse.lean.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

from bridge.runtime import Check, Definitions, Function, Sample, claim, definition
from generated import numpy_reference as ref
from generated.tests.subjects import LOWERED, TORCH_NN


@definition("LeanSpecs.mse", file="lean_specs/LeanSpecs/Mse.lean", subjects=(TORCH_NN,))
def test_definition_mse(check: Check) -> None:
    """The mean of the squared errors of a prediction `y` of the target `t`.
    Without entries it is 0: in Lean, `0⁻¹ = 0`.

    def mse {n : ℕ} (t : Vec n) : Vec n → ℝ :=
      fun y => (n : ℝ)⁻¹ * ‖y - t‖ ^ 2
    """
    check.draw(t="n", y="n")
    check.equal(lambda s, py: py.mse(s.t, s.y), lambda s: ref.mse(s.t, s.y))


@claim(
    "LeanSpecs.hasFDerivAt_mse", file="lean_specs/LeanSpecs/Mse.lean", subjects=(LOWERED, TORCH_NN)
)
def test_hasFDerivAt_mse(check: Check) -> None:
    """The derivative of the loss in a direction is the inner product with `2 / n * (y - t)`.

    lemma hasFDerivAt_mse {n : ℕ} (t y : Vec n) :
      HasFDerivAt (mse (n := n) t) ((2 / (n : ℝ)) • innerSL ℝ (y - t)) y
    """
    check.draw(t="n", y="n")

    def f(s: Sample, py: Definitions) -> Function:
        return lambda y: py.mse(s.t, y)

    check.derivative(
        f,
        at="y",
        jvp=lambda s, dy: ref.hasFDerivAt_mse(s.t, s.y, dy),
        vjp=lambda s, δ: ref.hasFDerivAt_mse_adjoint(s.t, s.y, δ),
    )


@claim(
    "LeanSpecs.mseGrad_eq_adjoint_fderiv",
    file="lean_specs/LeanSpecs/Mse.lean",
    subjects=(LOWERED, TORCH_NN),
)
def test_mseGrad_eq_adjoint_fderiv(check: Check) -> None:
    """Reverse mode from the seed 1 returns the gradient.

    lemma mseGrad_eq_adjoint_fderiv {n : ℕ} (t y : Vec n) :
      VJP[mse (n := n) t, y] (1 : ℝ) = mseGrad (n := n) y t
    """
    check.draw(t="n", y="n")

    def f(s: Sample, py: Definitions) -> Function:
        return lambda y: py.mse(s.t, y)

    check.equal(
        lambda s, py: py.vjp(f(s, py), s.y)(1.0), lambda s: ref.mseGrad_eq_adjoint_fderiv(s.t, s.y)
    )


@claim(
    "LeanSpecs.mse_at_target",
    file="lean_specs/LeanSpecs/Mse.lean",
    subjects=(LOWERED, TORCH_NN),
    mixed=True,
)
def test_mse_at_target(check: Check) -> None:
    """At the target there is nothing left to learn: the loss is 0, and so is its gradient.

    lemma mse_at_target {n : ℕ} (t : Vec n) :
      mse t t = 0 ∧ VJP[mse (n := n) t, t] (1 : ℝ) = 0
    """
    check.draw(t="n")

    def f(s: Sample, py: Definitions) -> Function:
        return lambda y: py.mse(s.t, y)

    check.conjunct("mse t t = 0")
    check.identity(lambda s: ref.mse_at_target_1_lhs(s.t), lambda s: ref.mse_at_target_1_rhs())

    check.conjunct("VJP[mse (n := n) t, t] (1 : ℝ) = 0")
    check.equal(
        lambda s, py: py.vjp(f(s, py), s.t)(1.0), lambda s: ref.mse_at_target_2(s.t.shape[0])
    )
