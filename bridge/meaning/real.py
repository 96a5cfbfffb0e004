"""Real functions, total as in Mathlib: off its domain a function has the value given here."""

from __future__ import annotations

from collections.abc import Callable

from bridge.exact import primitives, scalars
from bridge.lower import primitives as lower
from bridge.meaning.table import Meaning

Exact = Callable[[scalars.Scalar], scalars.Scalar] | None


def _function(
    name: str, exact: Exact = None, domain: str | None = None, body: str | None = None
) -> Meaning:
    return Meaning(
        f"Real.{name}",
        f"Real.{name} (x : Real) : Real",
        body=body,
        exact=exact,
        domain=domain,
        lower=lower.unary(name),
    )


REAL_FUNCTIONS = (
    _function("exp", scalars.exp),
    _function("log", scalars.log, domain="0 < x"),  # Mathlib: log x = log |x|, log 0 = 0
    _function("sqrt", scalars.sqrt, domain="0 ≤ x"),  # Mathlib: 0 below 0
    _function("sin", scalars.sin),
    _function("cos", scalars.cos),
    _function("tan", body="Real.sin x / Real.cos x"),
    _function("sinh", body="(Real.exp x - Real.exp (-x)) / 2"),
    _function("cosh", body="(Real.exp x + Real.exp (-x)) / 2"),
    _function("tanh", body="Real.sinh x / Real.cosh x"),
    _function("arctan", scalars.arctan),
    Meaning("Real.pi", "Real.pi : Real", exact=primitives.pi, lower=lower.symbol("pi")),
)
