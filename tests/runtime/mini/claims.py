"""Claims about the mini network, as the emitter writes them."""

from __future__ import annotations

from bridge.runtime import Check, Definitions, Function, Sample, claim, definition
from tests.runtime.mini import numpy_reference as ref
from tests.runtime.mini.subjects import LOWERED, SUBJECTS, TORCH_NN

FILE = "lean_specs/LeanSpecs/Mini.lean"
SHAPES = {
    "W1": "hidDim inDim",
    "b1": "hidDim",
    "W2": "outDim hidDim",
    "b2": "outDim",
    "x": "inDim",
    "t": "outDim",
}


def no_kinks(s: Sample):
    return ref.z1(s.W1, s.b1, s.x) != 0


@claim("Mini.grad_W1", file=FILE, subjects=SUBJECTS)
def test_grad_W1(check: Check) -> None:
    """Gradient of the loss in the first weights.

    theorem grad_W1 (hx : ∀ i, z1 W1 b1 x i ≠ 0) :
      VJP[fun W1 => mse t (mlp W1 b1 W2 b2 x), W1] 1 = outer (…) x
    """
    check.draw(**SHAPES)
    check.assume("∀ i, z1 W1 b1 x i ≠ 0", no_kinks)

    def loss(s: Sample, py: Definitions) -> Function:
        return lambda W1: py.mse(s.t, py.mlp(W1, s.b1, s.W2, s.b2, s.x))

    check.equal(
        lambda s, py: py.vjp(loss(s, py), s.W1)(1.0),
        lambda s: ref.grad_W1(s.W1, s.b1, s.W2, s.b2, s.x, s.t),
    )


@claim("Mini.grad_b1", file=FILE, subjects=SUBJECTS)
def test_grad_b1(check: Check) -> None:
    """theorem grad_b1 (hx : ∀ i, z1 W1 b1 x i ≠ 0) : VJP[fun b1 => …, b1] 1 = …"""
    check.draw(**SHAPES)
    check.assume("∀ i, z1 W1 b1 x i ≠ 0", no_kinks)
    check.equal(
        lambda s, py: py.vjp(lambda b1: py.mse(s.t, py.mlp(s.W1, b1, s.W2, s.b2, s.x)), s.b1)(1.0),
        lambda s: ref.grad_b1(s.W1, s.b1, s.W2, s.b2, s.x, s.t),
    )


@claim("Mini.grad_W2", file=FILE, subjects=SUBJECTS)
def test_grad_W2(check: Check) -> None:
    """theorem grad_W2 : VJP[fun W2 => mse t (mlp W1 b1 W2 b2 x), W2] 1 = …"""
    check.draw(**SHAPES)
    check.equal(
        lambda s, py: py.vjp(lambda W2: py.mse(s.t, py.mlp(s.W1, s.b1, W2, s.b2, s.x)), s.W2)(1.0),
        lambda s: ref.grad_W2(s.W1, s.b1, s.W2, s.b2, s.x, s.t),
    )


@claim("Mini.grad_x", file=FILE, subjects=SUBJECTS)
def test_grad_x(check: Check) -> None:
    """theorem grad_x (hx : ∀ i, z1 W1 b1 x i ≠ 0) : VJP[fun x => …, x] 1 = W1ᵀ …"""
    check.draw(**SHAPES)
    check.assume("∀ i, z1 W1 b1 x i ≠ 0", no_kinks)
    check.equal(
        lambda s, py: py.vjp(lambda x: py.mse(s.t, py.mlp(s.W1, s.b1, s.W2, s.b2, x)), s.x)(1.0),
        lambda s: ref.grad_x(s.W1, s.b1, s.W2, s.b2, s.x, s.t),
    )


@claim("Mini.hasFDerivAt_mlp_wrt_W2", file=FILE, subjects=SUBJECTS)
def test_hasFDerivAt_mlp_wrt_W2(check: Check) -> None:
    """theorem hasFDerivAt_mlp_wrt_W2 : HasFDerivAt (fun W2 => mlp W1 b1 W2 b2 x) … W2"""
    check.draw(W1="hidDim inDim", b1="hidDim", W2="outDim hidDim", b2="outDim", x="inDim")
    check.derivative(
        lambda s, py: lambda W2: py.mlp(s.W1, s.b1, W2, s.b2, s.x),
        at="W2",
        jvp=lambda s, dW2: ref.deriv_W2(s.W1, s.b1, s.W2, s.b2, s.x, dW2),
        vjp=lambda s, δ: ref.deriv_W2_adjoint(s.W1, s.b1, s.W2, s.b2, s.x, δ),
    )


@claim("Mini.last_layer", file=FILE, subjects=SUBJECTS, mixed=True)
def test_last_layer(check: Check) -> None:
    """theorem last_layer : HasFDerivAt … W2 ∧ VJP[…, b2] δ = δ ∧ mse t t = 0"""
    check.draw(**SHAPES, δ="outDim")

    check.conjunct("HasFDerivAt … W2")
    check.derivative(
        lambda s, py: lambda W2: py.mlp(s.W1, s.b1, W2, s.b2, s.x),
        at="W2",
        jvp=lambda s, dW2: ref.deriv_W2(s.W1, s.b1, s.W2, s.b2, s.x, dW2),
        vjp=lambda s, δ: ref.deriv_W2_adjoint(s.W1, s.b1, s.W2, s.b2, s.x, δ),
    )

    check.conjunct("VJP[…, b2] δ = δ")
    check.equal(
        lambda s, py: py.vjp(lambda b2: py.mlp(s.W1, s.b1, s.W2, b2, s.x), s.b2)(s.δ),
        lambda s: s.δ,
    )

    check.conjunct("mse t t = 0")
    check.identity(lambda s: ref.mse(s.t, s.t), lambda s: 0)


@claim("Mini.hasFDerivAt_mlp_wrt_x", file=FILE, subjects=SUBJECTS)
def test_hasFDerivAt_mlp_wrt_x(check: Check) -> None:
    """theorem hasFDerivAt_mlp_wrt_x (hx : ∀ i, z1 W1 b1 x i ≠ 0) : HasFDerivAt … x"""
    check.draw(W1="hidDim inDim", b1="hidDim", W2="outDim hidDim", b2="outDim", x="inDim")
    check.assume("∀ i, z1 W1 b1 x i ≠ 0", no_kinks)
    check.derivative(
        lambda s, py: lambda x: py.mlp(s.W1, s.b1, s.W2, s.b2, x),
        at="x",
        jvp=lambda s, dx: ref.deriv_x(s.W1, s.b1, s.W2, s.b2, s.x, dx),
        vjp=lambda s, δ: ref.deriv_x_adjoint(s.W1, s.b1, s.W2, s.b2, s.x, δ),
    )


@claim("Mini.hasFDerivAt_relu", file=FILE, subjects=SUBJECTS)
def test_hasFDerivAt_relu(check: Check) -> None:
    """theorem hasFDerivAt_relu : VJP[relu, x] δ = reluDeriv x δ, by definition also at 0"""
    check.draw(x="n", δ="n")
    check.equal(
        lambda s, py: py.vjp(lambda x: py.relu(x), s.x)(s.δ), lambda s: ref.reluDeriv(s.x, s.δ)
    )


@claim("Mini.reluDeriv_self_adjoint", file=FILE)
def test_reluDeriv_self_adjoint(check: Check) -> None:
    """theorem reluDeriv_self_adjoint : ⟪reluDeriv x δ, v⟫ = ⟪δ, reluDeriv x v⟫"""
    check.draw(x="n", δ="n", v="n")
    check.identity(
        lambda s: np_inner(ref.reluDeriv(s.x, s.δ), s.v),
        lambda s: np_inner(s.δ, ref.reluDeriv(s.x, s.v)),
    )


@claim("Mini.chain", file=FILE, subjects=(LOWERED,))
def test_chain(check: Check) -> None:
    """theorem chain : adjoint (D (g ∘ f) x) 1 = adjoint (D f x) (adjoint (D g (f x)) 1)"""
    check.draw(f="E -> F", g="F -> ", x="E")
    check.equal(
        lambda s, py: py.vjp(lambda x: s.g(s.f(x)), s.x)(1.0),
        lambda s: s.f.derivative(s.x).adjoint(s.g.derivative(s.f(s.x)).adjoint(1.0)),
    )


@definition("Mini.mlp", file=FILE, subjects=(TORCH_NN,))
def test_definition_mlp(check: Check) -> None:
    """def mlp …"""
    check.draw(W1="hidDim inDim", b1="hidDim", W2="outDim hidDim", b2="outDim", x="inDim")
    check.equal(
        lambda s, py: py.mlp(s.W1, s.b1, s.W2, s.b2, s.x),
        lambda s: ref.mlp(s.W1, s.b1, s.W2, s.b2, s.x),
    )


@definition("Mini.mse", file=FILE, subjects=(TORCH_NN,))
def test_definition_mse(check: Check) -> None:
    """def mse …"""
    check.draw(t="n", y="n")
    check.equal(lambda s, py: py.mse(s.t, s.y), lambda s: ref.mse(s.t, s.y))


def np_inner(u, v):
    return ref.np.einsum("i,i->", u, v)
