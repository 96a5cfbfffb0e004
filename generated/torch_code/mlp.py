"""PyTorch code of lean_specs/LeanSpecs/Mlp.lean, differentiable, for any dtype and device.

Written by lean-bridge: edit the Lean file and run `lean-bridge gen`.
"""

from torch import Tensor

from .linear import affine
from .relu import reluVec
from .weights import toMatrix


def affineMat(W: Tensor, b: Tensor, x: Tensor) -> Tensor:
    """(outDim, inDim), (outDim,), (inDim,) -> (outDim,)

    LeanSpecs.affineMat, lean_specs/LeanSpecs/Mlp.lean

    The layer `x ↦ W x + b`, with weights in the Hilbert space `Mat`.

    def affineMat (W : Mat outDim inDim) (b : Vec outDim) : Vec inDim → Vec outDim :=
      affine (toMatrix (m := outDim) (n := inDim) W) b
    """
    return affine(toMatrix(W), b, x)


def mlpVecMat(W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor, x: Tensor) -> Tensor:
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


def z1(W1: Tensor, b1: Tensor, x: Tensor) -> Tensor:
    """(hidDim, inDim), (hidDim,), (inDim,) -> (hidDim,)

    LeanSpecs.z1, lean_specs/LeanSpecs/Mlp.lean

    The input of the ReLU.

    def z1 : Vec hidDim :=
      affineMat W1 b1 x
    """
    return affineMat(W1, b1, x)


def a1(W1: Tensor, b1: Tensor, x: Tensor) -> Tensor:
    """(hidDim, inDim), (hidDim,), (inDim,) -> (hidDim,)

    LeanSpecs.a1, lean_specs/LeanSpecs/Mlp.lean

    The output of the ReLU.

    def a1 : Vec hidDim :=
      reluVec (z1 W1 b1 x)
    """
    return reluVec(z1(W1, b1, x))


def y(W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor, x: Tensor) -> Tensor:
    """(hidDim, inDim), (hidDim,), (outDim, hidDim), (outDim,), (inDim,) -> (outDim,)

    LeanSpecs.y, lean_specs/LeanSpecs/Mlp.lean

    The prediction of the network.

    def y : Vec outDim :=
      mlpVecMat W1 b1 W2 b2 x
    """
    return mlpVecMat(W1, b1, W2, b2, x)
