"""Checks of the theorems of lean_specs/LeanSpecs/Linear.lean.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

from bridge.runtime import Check, Definitions, Function, Sample, claim, definition
from generated import numpy_reference as ref
from generated.tests.subjects import LOWERED, TORCH_NN


@definition("LeanSpecs.matCLM", file="lean_specs/LeanSpecs/Linear.lean", subjects=(TORCH_NN,))
def test_definition_matCLM(check: Check) -> None:
    """`x ↦ W x` as a continuous linear map between Euclidean vectors.

    def matCLM {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) : Vec n →L[ℝ] Vec m := by
      classical
      let mulW : (Fin n → ℝ) →L[ℝ] (Fin m → ℝ) :=
        ⟨W.mulVecLin, LinearMap.continuous_of_finiteDimensional W.mulVecLin⟩
      exact (coords m).symm.toContinuousLinearMap ∘L mulW ∘L (coords n).toContinuousLinearMap
    """
    check.draw(W="m n", v="n")
    check.equal(lambda s, py: py.matCLM(s.W, s.v), lambda s: ref.matCLM(s.W, s.v))


@definition("LeanSpecs.affine", file="lean_specs/LeanSpecs/Linear.lean", subjects=(TORCH_NN,))
def test_definition_affine(check: Check) -> None:
    """The layer `x ↦ W x + b`.

    def affine {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) (b : Vec m) : Vec n → Vec m :=
      fun x => matCLM W x + b
    """
    check.draw(W="m n", b="m", x="n")
    check.equal(lambda s, py: py.affine(s.W, s.b, s.x), lambda s: ref.affine(s.W, s.b, s.x))


@claim(
    "LeanSpecs.hasFDerivAt_affine",
    file="lean_specs/LeanSpecs/Linear.lean",
    subjects=(LOWERED, TORCH_NN),
)
def test_hasFDerivAt_affine(check: Check) -> None:
    """The derivative of an affine map is its linear part, everywhere.

    lemma hasFDerivAt_affine (b : Vec m) (x : Vec n) : HasFDerivAt (affine W b) (matCLM W) x
    """
    check.draw(W="m n", b="m", x="n")

    def f(s: Sample, py: Definitions) -> Function:
        return lambda x: py.affine(s.W, s.b, x)

    check.derivative(
        f,
        at="x",
        jvp=lambda s, dx: ref.hasFDerivAt_affine(s.W, dx),
        vjp=lambda s, δ: ref.hasFDerivAt_affine_adjoint(s.W, δ),
    )


@claim(
    "LeanSpecs.jacobian_affine",
    file="lean_specs/LeanSpecs/Linear.lean",
    subjects=(LOWERED, TORCH_NN),
)
def test_jacobian_affine(check: Check) -> None:
    """The same as an equation: the Jacobian of `x ↦ W x + b` is `W`.

    lemma jacobian_affine (b : Vec m) (x : Vec n) : J[affine W b, x] = matCLM W
    """
    check.draw(W="m n", b="m", x="n", v="n")

    def f(s: Sample, py: Definitions) -> Function:
        return lambda x: py.affine(s.W, s.b, x)

    check.equal(lambda s, py: py.jvp(f(s, py), s.x)(s.v), lambda s: ref.jacobian_affine(s.W, s.v))


@claim("LeanSpecs.linear_input_deriv_spec_eq_adjoint", file="lean_specs/LeanSpecs/Linear.lean")
def test_linear_input_deriv_spec_eq_adjoint(check: Check) -> None:
    """Reverse mode through `x ↦ W x` multiplies with `Wᵀ`.

    lemma linear_input_deriv_spec_eq_adjoint (δ : Vec m) :
      linearInputDeriv W δ = (matCLM (m := m) (n := n) W).adjoint δ
    """
    check.draw(W="m n", δ="m")
    check.identity(
        lambda s: ref.linear_input_deriv_spec_eq_adjoint_lhs(s.W, s.δ),
        lambda s: ref.linear_input_deriv_spec_eq_adjoint_rhs(s.W, s.δ),
    )
