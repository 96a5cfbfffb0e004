"""NumPy reference of lean_specs/LeanSpecs/Mlp.lean.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

from numpy.typing import NDArray

from .linear import affine, matCLM, matCLM_adjoint
from .mse import mseGrad
from .relu import reluDerivCLM, reluDerivCLM_adjoint, reluVec
from .weights import matApplyLin, matApplyLin_adjoint, outer, toMatrix


def affineMat(W: NDArray, b: NDArray, x: NDArray) -> NDArray:
    """(outDim, inDim), (outDim,), (inDim,) -> (outDim,)

    LeanSpecs.affineMat, lean_specs/LeanSpecs/Mlp.lean

    The layer `x ↦ W x + b`, with weights in the Hilbert space `Mat`.

    def affineMat (W : Mat outDim inDim) (b : Vec outDim) : Vec inDim → Vec outDim :=
      affine (toMatrix (m := outDim) (n := inDim) W) b
    """
    return affine(toMatrix(W), b, x)


def mlpVecMat(W1: NDArray, b1: NDArray, W2: NDArray, b2: NDArray, x: NDArray) -> NDArray:
    """(hidDim, inDim), (hidDim,), (outDim, hidDim), (outDim,), (inDim,) -> (outDim,)

    LeanSpecs.mlpVecMat, lean_specs/LeanSpecs/Mlp.lean

    Linear, ReLU, linear.

    def mlpVecMat (W1 : Mat hidDim inDim) (b1 : Vec hidDim) (W2 : Mat outDim hidDim)
        (b2 : Vec outDim) : Vec inDim → Vec outDim :=
      fun x =>
        let z1 := affineMat W1 b1 x
        let a1 := reluVec z1
        affineMat W2 b2 a1
    """
    z1 = affineMat(W1, b1, x)
    a1 = reluVec(z1)
    return affineMat(W2, b2, a1)


def z1(W1: NDArray, b1: NDArray, x: NDArray) -> NDArray:
    """(hidDim, inDim), (hidDim,), (inDim,) -> (hidDim,)

    LeanSpecs.z1, lean_specs/LeanSpecs/Mlp.lean

    The input of the ReLU.

    def z1 : Vec hidDim :=
      affineMat W1 b1 x
    """
    return affineMat(W1, b1, x)


def a1(W1: NDArray, b1: NDArray, x: NDArray) -> NDArray:
    """(hidDim, inDim), (hidDim,), (inDim,) -> (hidDim,)

    LeanSpecs.a1, lean_specs/LeanSpecs/Mlp.lean

    The output of the ReLU.

    def a1 : Vec hidDim :=
      reluVec (z1 W1 b1 x)
    """
    return reluVec(z1(W1, b1, x))


def y(W1: NDArray, b1: NDArray, W2: NDArray, b2: NDArray, x: NDArray) -> NDArray:
    """(hidDim, inDim), (hidDim,), (outDim, hidDim), (outDim,), (inDim,) -> (outDim,)

    LeanSpecs.y, lean_specs/LeanSpecs/Mlp.lean

    The prediction of the network.

    def y : Vec outDim :=
      mlpVecMat W1 b1 W2 b2 x
    """
    return mlpVecMat(W1, b1, W2, b2, x)


def hasFDerivAt_mlp_wrt_W2(W1: NDArray, b1: NDArray, x: NDArray, dW2: NDArray) -> NDArray:
    """(hidDim, inDim), (hidDim,), (inDim,), (outDim, hidDim) -> (outDim,)

    derivative given by LeanSpecs.hasFDerivAt_mlp_wrt_W2, lean_specs/LeanSpecs/Mlp.lean

    lemma hasFDerivAt_mlp_wrt_W2 :
      HasFDerivAt (fun W2 : Mat outDim hidDim => mlpVecMat W1 b1 W2 b2 x)
        (matApplyLin (m := outDim) (n := hidDim) (a1 W1 b1 x)) W2
    """
    return matApplyLin(a1(W1, b1, x), dW2)


def hasFDerivAt_mlp_wrt_W2_adjoint(W1: NDArray, b1: NDArray, x: NDArray, δ: NDArray) -> NDArray:
    """(hidDim, inDim), (hidDim,), (inDim,), (outDim,) -> (outDim, hidDim)

    its adjoint, given by LeanSpecs.hasFDerivAt_mlp_wrt_W2, lean_specs/LeanSpecs/Mlp.lean
    """
    return matApplyLin_adjoint(a1(W1, b1, x), δ)


def hasFDerivAt_mlp_wrt_b1(
    W1: NDArray, b1: NDArray, W2: NDArray, x: NDArray, db1: NDArray
) -> NDArray:
    """(hidDim, inDim), (hidDim,), (outDim, hidDim), (inDim,), (hidDim,) -> (outDim,)

    derivative given by LeanSpecs.hasFDerivAt_mlp_wrt_b1, lean_specs/LeanSpecs/Mlp.lean

    lemma hasFDerivAt_mlp_wrt_b1 (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
      HasFDerivAt (fun b1 : Vec hidDim => mlpVecMat W1 b1 W2 b2 x)
        ((matCLM (toMatrix W2)).comp (reluDerivCLM (z1 W1 b1 x))) b1
    """
    return matCLM(toMatrix(W2), reluDerivCLM(z1(W1, b1, x), db1))


def hasFDerivAt_mlp_wrt_b1_adjoint(
    W1: NDArray, b1: NDArray, W2: NDArray, x: NDArray, δ: NDArray
) -> NDArray:
    """(hidDim, inDim), (hidDim,), (outDim, hidDim), (inDim,), (outDim,) -> (hidDim,)

    its adjoint, given by LeanSpecs.hasFDerivAt_mlp_wrt_b1, lean_specs/LeanSpecs/Mlp.lean
    """
    return reluDerivCLM_adjoint(z1(W1, b1, x), matCLM_adjoint(toMatrix(W2), δ))


def hasFDerivAt_mlp_wrt_x(
    W1: NDArray, b1: NDArray, W2: NDArray, x: NDArray, dx: NDArray
) -> NDArray:
    """(hidDim, inDim), (hidDim,), (outDim, hidDim), (inDim,), (inDim,) -> (outDim,)

    derivative given by LeanSpecs.hasFDerivAt_mlp_wrt_x, lean_specs/LeanSpecs/Mlp.lean

    lemma hasFDerivAt_mlp_wrt_x
      (hx : ∀ i : Fin hidDim,
        let z := z1 W1 b1 x
        z i ≠ 0) :
      HasFDerivAt (mlpVecMat W1 b1 W2 b2)
        (matCLM (toMatrix W2) ∘L reluDerivCLM (z1 W1 b1 x) ∘L matCLM (toMatrix W1)) x
    """
    return matCLM(toMatrix(W2), reluDerivCLM(z1(W1, b1, x), matCLM(toMatrix(W1), dx)))


def hasFDerivAt_mlp_wrt_x_adjoint(
    W1: NDArray, b1: NDArray, W2: NDArray, x: NDArray, δ: NDArray
) -> NDArray:
    """(hidDim, inDim), (hidDim,), (outDim, hidDim), (inDim,), (outDim,) -> (inDim,)

    its adjoint, given by LeanSpecs.hasFDerivAt_mlp_wrt_x, lean_specs/LeanSpecs/Mlp.lean
    """
    return matCLM_adjoint(
        toMatrix(W1), reluDerivCLM_adjoint(z1(W1, b1, x), matCLM_adjoint(toMatrix(W2), δ))
    )


def hasFDerivAt_mlp_wrt_W1(
    W1: NDArray, b1: NDArray, W2: NDArray, x: NDArray, dW1: NDArray
) -> NDArray:
    """(hidDim, inDim), (hidDim,), (outDim, hidDim), (inDim,), (hidDim, inDim) -> (outDim,)

    derivative given by LeanSpecs.hasFDerivAt_mlp_wrt_W1, lean_specs/LeanSpecs/Mlp.lean

    lemma hasFDerivAt_mlp_wrt_W1 (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
      HasFDerivAt (fun W1 : Mat hidDim inDim => mlpVecMat W1 b1 W2 b2 x)
        ((matCLM (toMatrix W2)).comp
          ((reluDerivCLM (z1 W1 b1 x)).comp (matApplyLin (m := hidDim) (n := inDim) x))) W1
    """
    return matCLM(toMatrix(W2), reluDerivCLM(z1(W1, b1, x), matApplyLin(x, dW1)))


def hasFDerivAt_mlp_wrt_W1_adjoint(
    W1: NDArray, b1: NDArray, W2: NDArray, x: NDArray, δ: NDArray
) -> NDArray:
    """(hidDim, inDim), (hidDim,), (outDim, hidDim), (inDim,), (outDim,) -> (hidDim, inDim)

    its adjoint, given by LeanSpecs.hasFDerivAt_mlp_wrt_W1, lean_specs/LeanSpecs/Mlp.lean
    """
    return matApplyLin_adjoint(
        x, reluDerivCLM_adjoint(z1(W1, b1, x), matCLM_adjoint(toMatrix(W2), δ))
    )


def grad_W2_mse(
    W1: NDArray, b1: NDArray, W2: NDArray, b2: NDArray, x: NDArray, t: NDArray
) -> NDArray:
    """(hidDim, inDim), (hidDim,), (outDim, hidDim), (outDim,), (inDim,), (outDim,) -> (outDim,
        hidDim)

    closed form of LeanSpecs.grad_W2_mse, lean_specs/LeanSpecs/Mlp.lean

    lemma grad_W2_mse :
      VJP[fun W2 : Mat outDim hidDim => mse t (mlpVecMat W1 b1 W2 b2 x), W2] (1 : ℝ)
        = outer (mseGrad (y W1 b1 W2 b2 x) t) (a1 W1 b1 x)
    """
    return outer(mseGrad(y(W1, b1, W2, b2, x), t), a1(W1, b1, x))


def grad_b2_mse(
    W1: NDArray, b1: NDArray, W2: NDArray, b2: NDArray, x: NDArray, t: NDArray
) -> NDArray:
    """(hidDim, inDim), (hidDim,), (outDim, hidDim), (outDim,), (inDim,), (outDim,) -> (outDim,)

    closed form of LeanSpecs.grad_b2_mse, lean_specs/LeanSpecs/Mlp.lean

    lemma grad_b2_mse :
      VJP[fun b2 : Vec outDim => mse t (mlpVecMat W1 b1 W2 b2 x), b2] (1 : ℝ)
        = mseGrad (n := outDim) (mlpVecMat W1 b1 W2 b2 x) t
    """
    return mseGrad(mlpVecMat(W1, b1, W2, b2, x), t)


def grad_b1_mse(
    W1: NDArray, b1: NDArray, W2: NDArray, b2: NDArray, x: NDArray, t: NDArray
) -> NDArray:
    """(hidDim, inDim), (hidDim,), (outDim, hidDim), (outDim,), (inDim,), (outDim,) -> (hidDim,)

    closed form of LeanSpecs.grad_b1_mse, lean_specs/LeanSpecs/Mlp.lean

    lemma grad_b1_mse (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
      VJP[fun b1 : Vec hidDim => mse t (mlpVecMat W1 b1 W2 b2 x), b1] (1 : ℝ)
        = reluDerivCLM (z1 W1 b1 x)
            ((matCLM (toMatrix W2)).adjoint (mseGrad (y W1 b1 W2 b2 x) t))
    """
    return reluDerivCLM(
        z1(W1, b1, x), matCLM_adjoint(toMatrix(W2), mseGrad(y(W1, b1, W2, b2, x), t))
    )


def grad_x_mse(
    W1: NDArray, b1: NDArray, W2: NDArray, b2: NDArray, x: NDArray, t: NDArray
) -> NDArray:
    """(hidDim, inDim), (hidDim,), (outDim, hidDim), (outDim,), (inDim,), (outDim,) -> (inDim,)

    closed form of LeanSpecs.grad_x_mse, lean_specs/LeanSpecs/Mlp.lean

    lemma grad_x_mse (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
      (fderiv ℝ (fun x : Vec inDim => mse t (mlpVecMat W1 b1 W2 b2 x)) x).adjoint (1 : ℝ)
        = (matCLM (toMatrix W1)).adjoint
            (reluDerivCLM (z1 W1 b1 x)
              ((matCLM (toMatrix W2)).adjoint (mseGrad (y W1 b1 W2 b2 x) t)))
    """
    return matCLM_adjoint(
        toMatrix(W1),
        reluDerivCLM(z1(W1, b1, x), matCLM_adjoint(toMatrix(W2), mseGrad(y(W1, b1, W2, b2, x), t))),
    )


def grad_W1_mse(
    W1: NDArray, b1: NDArray, W2: NDArray, b2: NDArray, x: NDArray, t: NDArray
) -> NDArray:
    """(hidDim, inDim), (hidDim,), (outDim, hidDim), (outDim,), (inDim,), (outDim,) -> (hidDim,
        inDim)

    closed form of LeanSpecs.grad_W1_mse, lean_specs/LeanSpecs/Mlp.lean

    lemma grad_W1_mse (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
      VJP[fun W1 : Mat hidDim inDim => mse t (mlpVecMat W1 b1 W2 b2 x), W1] (1 : ℝ)
        = outer
            (reluDerivCLM (z1 W1 b1 x)
              ((matCLM (toMatrix W2)).adjoint (mseGrad (y W1 b1 W2 b2 x) t))) x
    """
    return outer(
        reluDerivCLM(z1(W1, b1, x), matCLM_adjoint(toMatrix(W2), mseGrad(y(W1, b1, W2, b2, x), t))),
        x,
    )
