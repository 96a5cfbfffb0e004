"""Real functions, total as in Mathlib: off its domain a function has the value given here."""

from __future__ import annotations

from collections.abc import Callable

from bridge.exact import primitives, scalars
from bridge.lower import arithmetic as lower
from bridge.meaning.table import Meaning

Exact = Callable[[scalars.Scalar], scalars.Scalar] | None


def _function(
    name: str,
    *examples: str,
    exact: Exact = None,
    domain: str | None = None,
    body: str | None = None,
    op: str | None = None,
) -> Meaning:
    """`op` is what array programs call it, where that is another name."""
    return Meaning(
        f"Real.{name}",
        f"Real.{name} (x : Real) : Real",
        body=body,
        exact=exact,
        domain=domain,
        lower=lower.unary(op or name),
        examples=examples,
    )


REAL_FUNCTIONS = (
    _function("exp", "Real.exp 0 = 1", "2.7 < Real.exp 1", exact=scalars.exp),
    _function(  # Mathlib: log x = log |x|, log 0 = 0
        "log",
        "Real.log 1 = 0",
        "Real.log 0 = 0",
        "Real.log (-1) = 0",
        "Real.log (Real.exp 2) = 2",
        exact=scalars.log,
        domain="0 < x",
    ),
    _function(  # Mathlib: 0 below 0
        "sqrt", "√4 = 2", "Real.sqrt (-1) = 0", exact=scalars.sqrt, domain="0 ≤ x"
    ),
    _function("sin", "Real.sin 0 = 0", "deriv Real.sin 0 = 1", exact=scalars.sin),
    _function("cos", "Real.cos 0 = 1", "deriv Real.cos 0 = 0", exact=scalars.cos),
    Meaning(  # no operation of arrays: the quotient loses nothing
        "Real.tan",
        "Real.tan (x : Real) : Real",
        body="Real.sin x / Real.cos x",
        examples=("Real.tan 0 = 0",),
    ),
    _function("sinh", "Real.sinh 0 = 0", body="(Real.exp x - Real.exp (-x)) / 2"),
    _function("cosh", "Real.cosh 0 = 1", body="(Real.exp x + Real.exp (-x)) / 2"),
    _function("tanh", "Real.tanh 0 = 0", "deriv Real.tanh 0 = 1", body="Real.sinh x / Real.cosh x"),
    _function("arctan", "Real.arctan 0 = 0", exact=scalars.arctan),
    _function(
        "arsinh",
        "Real.arsinh 0 = 0",
        "deriv Real.arsinh 0 = 1",
        body="Real.log (x + √(1 + x ^ 2))",
        op="arcsinh",
    ),
    Meaning(
        "Real.sigmoid",
        "Real.sigmoid (x : Real) : Real",
        body="(1 + Real.exp (-x))⁻¹",
        examples=("Real.sigmoid 0 = 1 / 2",),
    ),
    Meaning(
        "Real.pi",
        "Real.pi : Real",
        exact=primitives.pi,
        lower=lower.symbol("pi"),
        examples=("3 < Real.pi ∧ Real.pi < 3.2",),
    ),
)
