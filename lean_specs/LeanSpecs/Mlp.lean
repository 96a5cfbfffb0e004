import LeanSpecs.Chain
import LeanSpecs.Linear
import LeanSpecs.Mse
import LeanSpecs.Relu
import LeanSpecs.Weights

/-!
# A network with one hidden layer

`x ↦ W2 relu (W1 x + b1) + b2`: its derivative in every argument, and the gradient of its mean
squared error. "No kinks" means that no entry of `z1`, the input of the ReLU, is 0.
-/

namespace LeanSpecs

open scoped AutoDiff

noncomputable section

variable {inDim hidDim outDim : ℕ}

/-- The layer `x ↦ W x + b`, with weights in the Hilbert space `Mat`. -/
def affineMat (W : Mat outDim inDim) (b : Vec outDim) : Vec inDim → Vec outDim :=
  affine (toMatrix (m := outDim) (n := inDim) W) b

/-- Linear, ReLU, linear. -/
def mlpVecMat (W1 : Mat hidDim inDim) (b1 : Vec hidDim) (W2 : Mat outDim hidDim)
    (b2 : Vec outDim) : Vec inDim → Vec outDim :=
  fun x =>
    let z1 := affineMat W1 b1 x
    let a1 := reluVec z1
    affineMat W2 b2 a1

variable (W1 : Mat hidDim inDim) (b1 : Vec hidDim)
variable (W2 : Mat outDim hidDim) (b2 : Vec outDim)
variable (x : Vec inDim) (t : Vec outDim)

/-- The input of the ReLU. -/
def z1 : Vec hidDim :=
  affineMat W1 b1 x

/-- The output of the ReLU. -/
def a1 : Vec hidDim :=
  reluVec (z1 W1 b1 x)

/-- The prediction of the network. -/
def y : Vec outDim :=
  mlpVecMat W1 b1 W2 b2 x

/-! ## Derivatives of the prediction -/

/-- In `W2`: a change `dW` moves the prediction by `dW a1`.

TorchLean: `hasFDerivAt_mlp_wrt_W2`; Mathlib: `ContinuousLinearMap.hasFDerivAt`. -/
lemma hasFDerivAt_mlp_wrt_W2 :
    HasFDerivAt (fun W2 : Mat outDim hidDim => mlpVecMat W1 b1 W2 b2 x)
      (matApplyLin (m := outDim) (n := hidDim) (a1 W1 b1 x)) W2 := by
  sorry

/-- In `b1`, without kinks: a change passes the mask, then the second layer.

TorchLean: `hasFDerivAt_mlp_wrt_b1`; Mathlib: `HasFDerivAt.comp`. -/
lemma hasFDerivAt_mlp_wrt_b1 (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
    HasFDerivAt (fun b1 : Vec hidDim => mlpVecMat W1 b1 W2 b2 x)
      ((matCLM (toMatrix W2)).comp (reluDerivCLM (z1 W1 b1 x))) b1 := by
  sorry

/-- In `x`, without kinks: a change passes the first layer, the mask and the second layer.

TorchLean: `hasFDerivAt_mlp_wrt_x`; Mathlib: `HasFDerivAt.comp`. -/
lemma hasFDerivAt_mlp_wrt_x
    (hx : ∀ i : Fin hidDim,
      let z := z1 W1 b1 x
      z i ≠ 0) :
    HasFDerivAt (mlpVecMat W1 b1 W2 b2)
      (matCLM (toMatrix W2) ∘L reluDerivCLM (z1 W1 b1 x) ∘L matCLM (toMatrix W1)) x := by
  have hidden : HasFDerivAt (fun x => reluVec (affineMat W1 b1 x))
      (reluDerivCLM (z1 W1 b1 x) ∘L matCLM (toMatrix W1)) x :=
    HasFDerivAt.comp x (hasFDerivAt_reluVec (z1 W1 b1 x) hx)
      (hasFDerivAt_affine (toMatrix W1) b1 x)
  exact HasFDerivAt.comp x (hasFDerivAt_affine (toMatrix W2) b2 (a1 W1 b1 x)) hidden

/-- In `W1`, without kinks: a change `dW` acts on the input as `dW x`, then as a change of `b1`.

TorchLean: `hasFDerivAt_mlp_wrt_W1`; Mathlib: `HasFDerivAt.comp`. -/
lemma hasFDerivAt_mlp_wrt_W1 (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
    HasFDerivAt (fun W1 : Mat hidDim inDim => mlpVecMat W1 b1 W2 b2 x)
      ((matCLM (toMatrix W2)).comp
        ((reluDerivCLM (z1 W1 b1 x)).comp (matApplyLin (m := hidDim) (n := inDim) x))) W1 := by
  sorry

/-! ## Gradients of the loss -/

/-- In `W2`: the gradient at the prediction times the hidden activation, transposed.

TorchLean: `grad_W2_mse`, from `adjoint_fderiv_comp_apply_one`. -/
lemma grad_W2_mse :
    VJP[fun W2 : Mat outDim hidDim => mse t (mlpVecMat W1 b1 W2 b2 x), W2] (1 : ℝ)
      = outer (mseGrad (y W1 b1 W2 b2 x) t) (a1 W1 b1 x) := by
  sorry

/-- In `b2`: the gradient at the prediction itself.

TorchLean: `grad_b2_mse`, from `adjoint_fderiv_comp_apply_one`. -/
lemma grad_b2_mse :
    VJP[fun b2 : Vec outDim => mse t (mlpVecMat W1 b1 W2 b2 x), b2] (1 : ℝ)
      = mseGrad (n := outDim) (mlpVecMat W1 b1 W2 b2 x) t := by
  sorry

/-- In `b1`, without kinks: pulled back through the second layer and the mask.

TorchLean: `grad_b1_mse`, from `adjoint_fderiv_comp_apply_one`. -/
lemma grad_b1_mse (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
    VJP[fun b1 : Vec hidDim => mse t (mlpVecMat W1 b1 W2 b2 x), b1] (1 : ℝ)
      = reluDerivCLM (z1 W1 b1 x)
          ((matCLM (toMatrix W2)).adjoint (mseGrad (y W1 b1 W2 b2 x) t)) := by
  sorry

/-- In `x`, without kinks: the gradient in `b1`, pulled back through the first layer.

TorchLean: `grad_x_mse`, from `adjoint_fderiv_comp_apply_one`. -/
lemma grad_x_mse (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
    (fderiv ℝ (fun x : Vec inDim => mse t (mlpVecMat W1 b1 W2 b2 x)) x).adjoint (1 : ℝ)
      = (matCLM (toMatrix W1)).adjoint
          (reluDerivCLM (z1 W1 b1 x)
            ((matCLM (toMatrix W2)).adjoint (mseGrad (y W1 b1 W2 b2 x) t))) := by
  sorry

/-- In `W1`, without kinks: the gradient in `b1` times the input, transposed.

TorchLean: `grad_W1_mse`, from `adjoint_fderiv_comp_apply_one`. -/
lemma grad_W1_mse (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
    VJP[fun W1 : Mat hidDim inDim => mse t (mlpVecMat W1 b1 W2 b2 x), W1] (1 : ℝ)
      = outer
          (reluDerivCLM (z1 W1 b1 x)
            ((matCLM (toMatrix W2)).adjoint (mseGrad (y W1 b1 W2 b2 x) t))) x := by
  sorry

end

end LeanSpecs
