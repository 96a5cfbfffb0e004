"""Checks of the theorems of Specs/Loss.lean.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

from bridge.runtime import Check, Definitions, Function, Sample, claim, definition
from generated import numpy_reference as ref
from generated.tests.subjects import LOWERED, TORCH_


@definition("Specs.loss", file="Specs/Loss.lean", subjects=(TORCH_,))
def test_definition_loss(check: Check) -> None:
    """Half the squared error of one number.

    def loss (y t : ℝ) : ℝ := (y - t) ^ 2 / 2
    """
    check.draw(y="", t="")
    check.equal(lambda s, py: py.loss(s.y, s.t), lambda s: ref.loss(s.y, s.t))


@claim("Specs.loss_nonneg", file="Specs/Loss.lean")
def test_loss_nonneg(check: Check) -> None:
    """The loss is never negative.

    theorem loss_nonneg (y t : ℝ) : 0 ≤ loss y t
    """
    check.draw(y="", t="")
    check.holds(lambda s: ref.loss(s.y, s.t) >= 0)


@claim("Specs.hasDerivAt_loss", file="Specs/Loss.lean", subjects=(LOWERED, TORCH_))
def test_hasDerivAt_loss(check: Check) -> None:
    """The slope is the derivative.

    theorem hasDerivAt_loss (y t : ℝ) : HasDerivAt (fun y => loss y t) (slope y t) y
    """
    check.draw(y="", t="")

    def f(s: Sample, py: Definitions) -> Function:
        return lambda y: py.loss(y, s.t)

    check.derivative(
        f,
        at="y",
        jvp=lambda s, dy: ref.hasDerivAt_loss(s.y, s.t, dy),
        vjp=lambda s, δ: ref.hasDerivAt_loss_adjoint(s.y, s.t, δ),
    )


@claim("Specs.step_one", file="Specs/Loss.lean")
def test_step_one(check: Check) -> None:
    """A step of size one meets the target.

    theorem step_one (y t : ℝ) : step 1 y t = t
    """
    check.draw(y="", t="")
    check.identity(lambda s: ref.step_one_lhs(s.y, s.t), lambda s: ref.step_one_rhs(s.t))
