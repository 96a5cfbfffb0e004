"""Checks of the theorems of lean_specs/LeanSpecs/Mlp.lean.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

from bridge.runtime import Check, Definitions, Function, Sample, claim, definition
from generated import numpy_reference as ref
from generated.tests.subjects import LOWERED, TORCH_NN


@definition("LeanSpecs.affineMat", file="lean_specs/LeanSpecs/Mlp.lean", subjects=(TORCH_NN,))
def test_definition_affineMat(check: Check) -> None:
    """The layer `x ↦ W x + b`, with weights in the Hilbert space `Mat`.

    def affineMat (W : Mat outDim inDim) (b : Vec outDim) : Vec inDim → Vec outDim :=
      affine (toMatrix (m := outDim) (n := inDim) W) b
    """
    check.draw(W="outDim inDim", b="outDim", x="inDim")
    check.equal(lambda s, py: py.affineMat(s.W, s.b, s.x), lambda s: ref.affineMat(s.W, s.b, s.x))


@definition("LeanSpecs.mlpVecMat", file="lean_specs/LeanSpecs/Mlp.lean", subjects=(TORCH_NN,))
def test_definition_mlpVecMat(check: Check) -> None:
    """Linear, ReLU, linear.

    def mlpVecMat (W1 : Mat hidDim inDim) (b1 : Vec hidDim) (W2 : Mat outDim hidDim)
        (b2 : Vec outDim) : Vec inDim → Vec outDim :=
      fun x =>
        let z1 := affineMat W1 b1 x
        let a1 := reluVec z1
        affineMat W2 b2 a1
    """
    check.draw(W1="hidDim inDim", b1="hidDim", W2="outDim hidDim", b2="outDim", x="inDim")
    check.equal(
        lambda s, py: py.mlpVecMat(s.W1, s.b1, s.W2, s.b2, s.x),
        lambda s: ref.mlpVecMat(s.W1, s.b1, s.W2, s.b2, s.x),
    )


@claim(
    "LeanSpecs.hasFDerivAt_mlp_wrt_W2",
    file="lean_specs/LeanSpecs/Mlp.lean",
    subjects=(LOWERED, TORCH_NN),
)
def test_hasFDerivAt_mlp_wrt_W2(check: Check) -> None:
    """In `W2`: a change `dW` moves the prediction by `dW a1`.

    lemma hasFDerivAt_mlp_wrt_W2 :
      HasFDerivAt (fun W2 : Mat outDim hidDim => mlpVecMat W1 b1 W2 b2 x)
        (matApplyLin (m := outDim) (n := hidDim) (a1 W1 b1 x)) W2
    """
    check.draw(W1="hidDim inDim", b1="hidDim", W2="outDim hidDim", b2="outDim", x="inDim")

    def f(s: Sample, py: Definitions) -> Function:
        return lambda W2: py.mlpVecMat(s.W1, s.b1, W2, s.b2, s.x)

    check.derivative(
        f,
        at="W2",
        jvp=lambda s, dW2: ref.hasFDerivAt_mlp_wrt_W2(s.W1, s.b1, s.x, dW2),
        vjp=lambda s, δ: ref.hasFDerivAt_mlp_wrt_W2_adjoint(s.W1, s.b1, s.x, δ),
    )


@claim(
    "LeanSpecs.hasFDerivAt_mlp_wrt_b1",
    file="lean_specs/LeanSpecs/Mlp.lean",
    subjects=(LOWERED, TORCH_NN),
)
def test_hasFDerivAt_mlp_wrt_b1(check: Check) -> None:
    """In `b1`, without kinks: a change passes the mask, then the second layer.

    lemma hasFDerivAt_mlp_wrt_b1 (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
      HasFDerivAt (fun b1 : Vec hidDim => mlpVecMat W1 b1 W2 b2 x)
        ((matCLM (toMatrix W2)).comp (reluDerivCLM (z1 W1 b1 x))) b1
    """
    check.draw(W1="hidDim inDim", b1="hidDim", W2="outDim hidDim", b2="outDim", x="inDim")
    check.assume("∀ i, z1 W1 b1 x i ≠ 0", lambda s: ref.z1(s.W1, s.b1, s.x) != 0)

    def f(s: Sample, py: Definitions) -> Function:
        return lambda b1: py.mlpVecMat(s.W1, b1, s.W2, s.b2, s.x)

    check.derivative(
        f,
        at="b1",
        jvp=lambda s, db1: ref.hasFDerivAt_mlp_wrt_b1(s.W1, s.b1, s.W2, s.x, db1),
        vjp=lambda s, δ: ref.hasFDerivAt_mlp_wrt_b1_adjoint(s.W1, s.b1, s.W2, s.x, δ),
    )


@claim(
    "LeanSpecs.hasFDerivAt_mlp_wrt_x",
    file="lean_specs/LeanSpecs/Mlp.lean",
    subjects=(LOWERED, TORCH_NN),
)
def test_hasFDerivAt_mlp_wrt_x(check: Check) -> None:
    """In `x`, without kinks: a change passes the first layer, the mask and the second layer.

    lemma hasFDerivAt_mlp_wrt_x
      (hx : ∀ i : Fin hidDim,
        let z := z1 W1 b1 x
        z i ≠ 0) :
      HasFDerivAt (mlpVecMat W1 b1 W2 b2)
        (matCLM (toMatrix W2) ∘L reluDerivCLM (z1 W1 b1 x) ∘L matCLM (toMatrix W1)) x
    """
    check.draw(W1="hidDim inDim", b1="hidDim", W2="outDim hidDim", b2="outDim", x="inDim")
    check.assume("∀ i, z1 W1 b1 x i ≠ 0", lambda s: ref.z1(s.W1, s.b1, s.x) != 0)

    def f(s: Sample, py: Definitions) -> Function:
        return lambda x: py.mlpVecMat(s.W1, s.b1, s.W2, s.b2, x)

    check.derivative(
        f,
        at="x",
        jvp=lambda s, dx: ref.hasFDerivAt_mlp_wrt_x(s.W1, s.b1, s.W2, s.x, dx),
        vjp=lambda s, δ: ref.hasFDerivAt_mlp_wrt_x_adjoint(s.W1, s.b1, s.W2, s.x, δ),
    )


@claim(
    "LeanSpecs.hasFDerivAt_mlp_wrt_W1",
    file="lean_specs/LeanSpecs/Mlp.lean",
    subjects=(LOWERED, TORCH_NN),
)
def test_hasFDerivAt_mlp_wrt_W1(check: Check) -> None:
    """In `W1`, without kinks: a change `dW` acts on the input as `dW x`, then as a change of `b1`.

    lemma hasFDerivAt_mlp_wrt_W1 (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
      HasFDerivAt (fun W1 : Mat hidDim inDim => mlpVecMat W1 b1 W2 b2 x)
        ((matCLM (toMatrix W2)).comp
          ((reluDerivCLM (z1 W1 b1 x)).comp (matApplyLin (m := hidDim) (n := inDim) x))) W1
    """
    check.draw(W1="hidDim inDim", b1="hidDim", W2="outDim hidDim", b2="outDim", x="inDim")
    check.assume("∀ i, z1 W1 b1 x i ≠ 0", lambda s: ref.z1(s.W1, s.b1, s.x) != 0)

    def f(s: Sample, py: Definitions) -> Function:
        return lambda W1: py.mlpVecMat(W1, s.b1, s.W2, s.b2, s.x)

    check.derivative(
        f,
        at="W1",
        jvp=lambda s, dW1: ref.hasFDerivAt_mlp_wrt_W1(s.W1, s.b1, s.W2, s.x, dW1),
        vjp=lambda s, δ: ref.hasFDerivAt_mlp_wrt_W1_adjoint(s.W1, s.b1, s.W2, s.x, δ),
    )


@claim("LeanSpecs.grad_W2_mse", file="lean_specs/LeanSpecs/Mlp.lean", subjects=(LOWERED, TORCH_NN))
def test_grad_W2_mse(check: Check) -> None:
    """In `W2`: the gradient at the prediction times the hidden activation, transposed.

    lemma grad_W2_mse :
      VJP[fun W2 : Mat outDim hidDim => mse t (mlpVecMat W1 b1 W2 b2 x), W2] (1 : ℝ)
        = outer (mseGrad (y W1 b1 W2 b2 x) t) (a1 W1 b1 x)
    """
    check.draw(
        W1="hidDim inDim", b1="hidDim", W2="outDim hidDim", b2="outDim", x="inDim", t="outDim"
    )

    def f(s: Sample, py: Definitions) -> Function:
        return lambda W2: py.mse(s.t, py.mlpVecMat(s.W1, s.b1, W2, s.b2, s.x))

    check.equal(
        lambda s, py: py.vjp(f(s, py), s.W2)(1.0),
        lambda s: ref.grad_W2_mse(s.W1, s.b1, s.W2, s.b2, s.x, s.t),
    )


@claim("LeanSpecs.grad_b2_mse", file="lean_specs/LeanSpecs/Mlp.lean", subjects=(LOWERED, TORCH_NN))
def test_grad_b2_mse(check: Check) -> None:
    """In `b2`: the gradient at the prediction itself.

    lemma grad_b2_mse :
      VJP[fun b2 : Vec outDim => mse t (mlpVecMat W1 b1 W2 b2 x), b2] (1 : ℝ)
        = mseGrad (n := outDim) (mlpVecMat W1 b1 W2 b2 x) t
    """
    check.draw(
        W1="hidDim inDim", b1="hidDim", W2="outDim hidDim", b2="outDim", x="inDim", t="outDim"
    )

    def f(s: Sample, py: Definitions) -> Function:
        return lambda b2: py.mse(s.t, py.mlpVecMat(s.W1, s.b1, s.W2, b2, s.x))

    check.equal(
        lambda s, py: py.vjp(f(s, py), s.b2)(1.0),
        lambda s: ref.grad_b2_mse(s.W1, s.b1, s.W2, s.b2, s.x, s.t),
    )


@claim("LeanSpecs.grad_b1_mse", file="lean_specs/LeanSpecs/Mlp.lean", subjects=(LOWERED, TORCH_NN))
def test_grad_b1_mse(check: Check) -> None:
    """In `b1`, without kinks: pulled back through the second layer and the mask.

    lemma grad_b1_mse (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
      VJP[fun b1 : Vec hidDim => mse t (mlpVecMat W1 b1 W2 b2 x), b1] (1 : ℝ)
        = reluDerivCLM (z1 W1 b1 x)
            ((matCLM (toMatrix W2)).adjoint (mseGrad (y W1 b1 W2 b2 x) t))
    """
    check.draw(
        W1="hidDim inDim", b1="hidDim", W2="outDim hidDim", b2="outDim", x="inDim", t="outDim"
    )
    check.assume("∀ i, z1 W1 b1 x i ≠ 0", lambda s: ref.z1(s.W1, s.b1, s.x) != 0)

    def f(s: Sample, py: Definitions) -> Function:
        return lambda b1: py.mse(s.t, py.mlpVecMat(s.W1, b1, s.W2, s.b2, s.x))

    check.equal(
        lambda s, py: py.vjp(f(s, py), s.b1)(1.0),
        lambda s: ref.grad_b1_mse(s.W1, s.b1, s.W2, s.b2, s.x, s.t),
    )


@claim("LeanSpecs.grad_x_mse", file="lean_specs/LeanSpecs/Mlp.lean", subjects=(LOWERED, TORCH_NN))
def test_grad_x_mse(check: Check) -> None:
    """In `x`, without kinks: the gradient in `b1`, pulled back through the first layer.

    lemma grad_x_mse (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
      (fderiv ℝ (fun x : Vec inDim => mse t (mlpVecMat W1 b1 W2 b2 x)) x).adjoint (1 : ℝ)
        = (matCLM (toMatrix W1)).adjoint
            (reluDerivCLM (z1 W1 b1 x)
              ((matCLM (toMatrix W2)).adjoint (mseGrad (y W1 b1 W2 b2 x) t)))
    """
    check.draw(
        W1="hidDim inDim", b1="hidDim", W2="outDim hidDim", b2="outDim", x="inDim", t="outDim"
    )
    check.assume("∀ i, z1 W1 b1 x i ≠ 0", lambda s: ref.z1(s.W1, s.b1, s.x) != 0)

    def f(s: Sample, py: Definitions) -> Function:
        return lambda x: py.mse(s.t, py.mlpVecMat(s.W1, s.b1, s.W2, s.b2, x))

    check.equal(
        lambda s, py: py.vjp(f(s, py), s.x)(1.0),
        lambda s: ref.grad_x_mse(s.W1, s.b1, s.W2, s.b2, s.x, s.t),
    )


@claim("LeanSpecs.grad_W1_mse", file="lean_specs/LeanSpecs/Mlp.lean", subjects=(LOWERED, TORCH_NN))
def test_grad_W1_mse(check: Check) -> None:
    """In `W1`, without kinks: the gradient in `b1` times the input, transposed.

    lemma grad_W1_mse (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
      VJP[fun W1 : Mat hidDim inDim => mse t (mlpVecMat W1 b1 W2 b2 x), W1] (1 : ℝ)
        = outer
            (reluDerivCLM (z1 W1 b1 x)
              ((matCLM (toMatrix W2)).adjoint (mseGrad (y W1 b1 W2 b2 x) t))) x
    """
    check.draw(
        W1="hidDim inDim", b1="hidDim", W2="outDim hidDim", b2="outDim", x="inDim", t="outDim"
    )
    check.assume("∀ i, z1 W1 b1 x i ≠ 0", lambda s: ref.z1(s.W1, s.b1, s.x) != 0)

    def f(s: Sample, py: Definitions) -> Function:
        return lambda W1: py.mse(s.t, py.mlpVecMat(W1, s.b1, s.W2, s.b2, s.x))

    check.equal(
        lambda s, py: py.vjp(f(s, py), s.W1)(1.0),
        lambda s: ref.grad_W1_mse(s.W1, s.b1, s.W2, s.b2, s.x, s.t),
    )
