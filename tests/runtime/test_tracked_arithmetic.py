"""The bound of a tracked array really bounds: any order of summation, float32 and float64.

The same expression is evaluated in exact rationals, in floating point with sums taken in several
orders, and on tracked arrays. Inputs cover cancellation, wide exponents and zeros.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridge.runtime.tracked import FLOAT32, FLOAT64, Format, Trace, Tracked

SCALARS: dict[str, Callable[[Any], Any]] = {"float64": np.float64, "float32": np.float32}
FORMATS = {"float64": FLOAT64, "float32": FLOAT32}
Expression = Callable[[Any, dict[str, Any]], Any]


def forward(xs: list[Any]) -> Any:
    total = xs[0]
    for x in xs[1:]:
        total = total + x
    return total


def pairwise(xs: list[Any]) -> Any:
    half = len(xs) // 2
    return xs[0] if len(xs) == 1 else pairwise(xs[:half]) + pairwise(xs[half:])


ORDERS: dict[str, Callable[[list[Any]], Any]] = {
    "forward": forward,
    "backward": lambda xs: forward(xs[::-1]),
    "pairwise": pairwise,
    "by size": lambda xs: forward(sorted(xs, key=abs)),
}


@dataclass(frozen=True)
class Entrywise:
    """Array operations on lists of scalars of any kind, sums in the given order."""

    zero: Any
    order: Callable[[list[Any]], Any]

    def total(self, xs: list[Any]) -> Any:
        return self.order(xs) if xs else self.zero

    def dot(self, u: list[Any], v: list[Any]) -> Any:
        return self.total([a * b for a, b in zip(u, v, strict=True)])

    def apply(self, W: list[list[Any]], x: list[Any]) -> list[Any]:
        return [self.dot(row, x) for row in W]

    def adjoint(self, W: list[list[Any]], u: list[Any]) -> list[Any]:
        return [self.dot([row[j] for row in W], u) for j in range(len(W[0]))]

    def add(self, u: list[Any], v: list[Any]) -> list[Any]:
        return [a + b for a, b in zip(u, v, strict=True)]

    def sub(self, u: list[Any], v: list[Any]) -> list[Any]:
        return [a - b for a, b in zip(u, v, strict=True)]

    def mul(self, u: list[Any], v: list[Any]) -> list[Any]:
        return [a * b for a, b in zip(u, v, strict=True)]

    def scale(self, c: Any, v: list[Any]) -> list[Any]:
        return [c * a for a in v]

    def relu(self, v: list[Any]) -> list[Any]:
        return [max(a, self.zero) for a in v]

    def mask(self, z: list[Any], v: list[Any]) -> list[Any]:
        return [b if a > self.zero else self.zero for a, b in zip(z, v, strict=True)]

    def ratio(self, a: Any, b: Any) -> Any:
        return a / b if b else self.zero


class OnTracked:
    """The same on tracked arrays, through NumPy, as references do."""

    total = staticmethod(np.sum)

    def dot(self, u: Any, v: Any) -> Any:
        return np.einsum("i,i->", u, v)

    def apply(self, W: Any, x: Any) -> Any:
        return np.einsum("ij,j->i", W, x)

    def adjoint(self, W: Any, u: Any) -> Any:
        return np.einsum("ij,i->j", W, u)

    def add(self, u: Any, v: Any) -> Any:
        return u + v

    def sub(self, u: Any, v: Any) -> Any:
        return u - v

    def mul(self, u: Any, v: Any) -> Any:
        return u * v

    scale = mul

    def relu(self, v: Any) -> Any:
        return np.maximum(v, 0)

    def mask(self, z: Any, v: Any) -> Any:
        return np.where(z > 0, v, 0)

    def ratio(self, a: Any, b: Any) -> Any:
        shape = np.broadcast_shapes(np.shape(a), np.shape(b))
        return np.divide(a, b, where=np.not_equal(b, 0), out=np.zeros(shape))


EXPRESSIONS: dict[str, Expression] = {
    "W x + b": lambda o, s: o.add(o.apply(s["W"], s["x"]), s["b"]),
    "relu (W x + b)": lambda o, s: o.relu(o.add(o.apply(s["W"], s["x"]), s["b"])),
    "Wᵀ (mask (W x + b) u)": lambda o, s: o.adjoint(
        s["W"], o.mask(o.add(o.apply(s["W"], s["x"]), s["b"]), s["u"])
    ),
    "|W x - b|²": lambda o, s: o.dot(
        o.sub(o.apply(s["W"], s["x"]), s["b"]), o.sub(o.apply(s["W"], s["x"]), s["b"])
    ),
    "Wᵀ (W x - b) scaled": lambda o, s: o.scale(
        o.dot(s["b"], s["u"]), o.adjoint(s["W"], o.sub(o.apply(s["W"], s["x"]), s["b"]))
    ),
    "⟨x, x⟩ / ⟨u, b⟩": lambda o, s: o.ratio(o.dot(s["x"], s["x"]), o.dot(s["u"], s["b"])),
    "⟨x ⊙ x, x⟩ - ⟨b ⊙ b, b⟩": lambda o, s: (
        o.dot(o.mul(s["x"], s["x"]), s["x"]) - o.dot(o.mul(s["b"], s["b"]), s["b"])
    ),
    "∑ x ⊙ x": lambda o, s: o.total(o.mul(s["x"], s["x"])),
}


@st.composite
def arrays(draw: st.DrawFn) -> dict[str, np.ndarray[Any, Any]]:
    m, n = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    near = st.floats(-4, 4, width=32).filter(lambda x: x == 0 or abs(x) > 1e-6)
    wide = st.builds(lambda x, e: x * 2.0**e, near, st.integers(-8, 8))
    whole = st.integers(-9, 9).map(float)
    entry = draw(st.sampled_from([near, wide, whole, st.sampled_from([0.1, -0.1, 1.0, -1.0])]))

    def array(*shape: int) -> np.ndarray[Any, Any]:
        size = int(np.prod(shape))
        drawn = draw(st.lists(entry, min_size=size, max_size=size))
        return np.array(drawn, np.float32).astype(np.float64).reshape(shape)

    return {"W": array(m, n), "x": array(n), "b": array(m), "u": array(m)}


def listed(array: Any, scalar: Callable[[Any], Any]) -> Any:
    if array.ndim == 0:
        return scalar(float(array))
    return [listed(row, scalar) for row in array]


def entries(result: Any) -> Iterator[Any]:
    if isinstance(result, list):
        for part in result:
            yield from entries(part)
    else:
        yield result


def tracked(expression: Expression, inputs: dict[str, Any], fmt: Format, grain: Any) -> Any:
    trace = Trace(fmt, 1)
    sample = {k: Tracked.inputs(v[None], trace, grain=grain) for k, v in inputs.items()}
    return expression(OnTracked(), sample), trace


@pytest.mark.parametrize("dtype", FORMATS)
@pytest.mark.parametrize("name", EXPRESSIONS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(inputs=arrays())
def test_every_order_of_summation_stays_within_the_bound(
    name: str, dtype: str, inputs: dict[str, Any]
) -> None:
    expression = EXPRESSIONS[name]
    result, trace = tracked(expression, inputs, FORMATS[dtype], None)
    if not trace.usable[0]:
        return
    exact_inputs = {k: listed(v, Fraction) for k, v in inputs.items()}
    exact = list(entries(expression(Entrywise(Fraction(0), forward), exact_inputs)))
    bounds = [Fraction(float(e)) for e in result.error[0].ravel()]
    assert len(exact) == len(bounds)
    floats = {k: listed(v, SCALARS[dtype]) for k, v in inputs.items()}
    for order in ORDERS.values():
        got = entries(expression(Entrywise(SCALARS[dtype](0), order), floats))
        for value, truth, bound in zip(got, exact, bounds, strict=True):
            assert abs(Fraction(float(value)) - truth) <= bound
    for value, truth, bound in zip(result.value[0].ravel(), exact, bounds, strict=True):
        assert abs(Fraction(*value.as_integer_ratio()) - truth) <= bound


@pytest.mark.parametrize("name", [n for n in EXPRESSIONS if "/" not in n])
def test_the_bound_is_not_empty_talk(name: str) -> None:
    """A relative error of 1e-7 in float64 is far outside of it, also after cancellation."""
    rng = np.random.default_rng(7)
    inputs = {k: rng.standard_normal(s) for k, s in {"W": (3, 4), "x": 4, "b": 3, "u": 3}.items()}
    result, _ = tracked(EXPRESSIONS[name], inputs, FLOAT64, None)
    assert (result.error < 1e-7 * np.abs(result.value))[result.value != 0].all()
    assert (result.error[result.value != 0] > 0).all()


@pytest.mark.parametrize("dtype", FORMATS)
@pytest.mark.parametrize("name", [n for n in EXPRESSIONS if "/" not in n])
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_certified_exact_is_exact_in_every_order(
    name: str, dtype: str, data: st.DataObject
) -> None:
    m, n = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 5))
    seed = data.draw(st.integers(0, 2**32 - 1))
    rng = np.random.default_rng(seed)
    shapes = {"W": (m, n), "x": (n,), "b": (m,), "u": (m,)}
    inputs = {k: rng.integers(-12, 13, shape) / 2.0 for k, shape in shapes.items()}
    result, _ = tracked(EXPRESSIONS[name], inputs, FORMATS[dtype], -1)
    assert result.exact
    floats = {k: listed(v, SCALARS[dtype]) for k, v in inputs.items()}
    for order in ORDERS.values():
        got = [
            float(v)
            for v in entries(EXPRESSIONS[name](Entrywise(SCALARS[dtype](0), order), floats))
        ]
        assert got == [float(v) for v in result.value[0].ravel()]


REAL_FUNCTIONS = ("exp", "log", "tanh", "sin", "cos", "sinh", "cosh", "sqrt", "expm1", "log1p")


@pytest.mark.parametrize("dtype", FORMATS)
@pytest.mark.parametrize("name", REAL_FUNCTIONS)
def test_real_functions_of_torch_stay_within_the_bound(name: str, dtype: str) -> None:
    """`g (⟨u, v⟩)` in torch against the bound around certified balls."""
    import flint
    import torch

    rng = np.random.default_rng(11)
    values = rng.standard_normal((400, 2, 3)).astype(np.float32).astype(np.float64)
    values = np.abs(values) if name in ("log", "sqrt", "log1p") else values
    trace = Trace(FORMATS[dtype], len(values))
    u, v = (Tracked.inputs(values[:, i], trace) for i in range(2))
    result = getattr(np, name)(np.einsum("i,i->", u, v))
    x, y = (torch.from_numpy(values[:, i]).to(getattr(torch, dtype)) for i in range(2))
    got = getattr(torch, name)((x * y).sum(-1)).to(torch.float64).numpy()
    flint.ctx.prec = 200
    for i in np.flatnonzero(trace.usable):
        dot = sum(
            (flint.arb(float(a)) * flint.arb(float(b)) for a, b in zip(*values[i], strict=True)),
            flint.arb(0),
        )
        truth = getattr(dot, name)()
        off = float(abs(flint.arb(float(got[i])) - truth).upper())
        assert off <= float(result.error[i]), (values[i], got[i])
        oracle = float(abs(flint.arb(float(result.value[i])) - truth).upper())
        assert oracle <= float(result.error[i])
