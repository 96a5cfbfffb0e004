"""Checks of the theorems of lean_specs/LeanSpecs/Relu.lean.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

from bridge.runtime import Check, Definitions, Function, Sample, claim, definition
from generated import numpy_reference as ref
from generated.tests.subjects import LOWERED, TORCH_NN


@definition("LeanSpecs.reluVec", file="lean_specs/LeanSpecs/Relu.lean", subjects=(TORCH_NN,))
def test_definition_reluVec(check: Check) -> None:
    """ReLU, entry by entry.

    def reluVec {n : ℕ} (x : Vec n) : Vec n :=
      (coords n).symm fun i => relu (x i)
    """
    check.draw(x="n")
    check.equal(lambda s, py: py.reluVec(s.x), lambda s: ref.reluVec(s.x))


@claim("LeanSpecs.reluDerivCLM_apply", file="lean_specs/LeanSpecs/Relu.lean")
def test_reluDerivCLM_apply(check: Check) -> None:
    """Entry `i` of the derivative in direction `dx` is entry `i` of `dx`, kept or set to 0.

    lemma reluDerivCLM_apply {n : ℕ} (x dx : Vec n) (i : Fin n) :
      reluDerivCLM (n := n) x dx i = dx i * reluDeriv (x i)
    """
    check.draw(x="n", dx="n")
    check.identity(
        lambda s: ref.reluDerivCLM_apply_lhs(s.x, s.dx),
        lambda s: ref.reluDerivCLM_apply_rhs(s.x, s.dx),
    )


@claim("LeanSpecs.reluDerivCLM_inner", file="lean_specs/LeanSpecs/Relu.lean")
def test_reluDerivCLM_inner(check: Check) -> None:
    """The mask is symmetric.

    lemma reluDerivCLM_inner {n : ℕ} (x dx δ : Vec n) :
      inner ℝ (reluDerivCLM x dx) δ = inner ℝ dx (reluDerivCLM x δ)
    """
    check.draw(x="n", dx="n", δ="n")
    check.identity(
        lambda s: ref.reluDerivCLM_inner_lhs(s.x, s.dx, s.δ),
        lambda s: ref.reluDerivCLM_inner_rhs(s.x, s.dx, s.δ),
    )


@claim("LeanSpecs.reluDerivCLM_adjoint_apply", file="lean_specs/LeanSpecs/Relu.lean")
def test_reluDerivCLM_adjoint_apply(check: Check) -> None:
    """A symmetric map is its own adjoint: reverse mode through ReLU applies the same mask.

    lemma reluDerivCLM_adjoint_apply {n : ℕ} (x δ : Vec n) :
      (reluDerivCLM (n := n) x).adjoint δ = reluDerivCLM (n := n) x δ
    """
    check.draw(x="n", δ="n")
    check.identity(
        lambda s: ref.reluDerivCLM_adjoint_apply_lhs(s.x, s.δ),
        lambda s: ref.reluDerivCLM_adjoint_apply_rhs(s.x, s.δ),
    )


@claim(
    "LeanSpecs.hasFDerivAt_reluVec",
    file="lean_specs/LeanSpecs/Relu.lean",
    subjects=(LOWERED, TORCH_NN),
)
def test_hasFDerivAt_reluVec(check: Check) -> None:
    """Away from the kinks, ReLU is differentiable and the mask is its derivative.

    lemma hasFDerivAt_reluVec {n : ℕ} (x : Vec n) (hx : ∀ i : Fin n, x i ≠ 0) :
      HasFDerivAt (reluVec (n := n)) (reluDerivCLM x) x
    """
    check.draw(x="n")
    check.assume("∀ i, x i ≠ 0", lambda s: s.x != 0)

    def f(s: Sample, py: Definitions) -> Function:
        return lambda x: py.reluVec(x)

    check.derivative(
        f,
        at="x",
        jvp=lambda s, dx: ref.hasFDerivAt_reluVec(s.x, dx),
        vjp=lambda s, δ: ref.hasFDerivAt_reluVec_adjoint(s.x, δ),
    )
