"""Hypotheses about derivatives, met by construction: what they determine is what it must be.

`HasFDerivAt f f' x`, `HasDerivAt f f' x`, `∀ z, HasDerivAt f (f' z) z` with a drawn function `f`
make `f'` its derivative; `Differentiable ℝ f` holds of every drawn function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridge.errors import NotSupported
from bridge.lower.index import ONE, Access, Array, Build, Call, Sampled, Variable, fresh_variable
from bridge.lower.simplify import simplify
from bridge.lower.values import (
    REAL,
    Closure,
    HasDerivative,
    Value,
    apply,
    reflect,
    reify,
    shape,
)

if TYPE_CHECKING:
    from bridge.forms.statement import Statement


def solve(statement: Statement, fact: HasDerivative) -> None:
    """Use a hypothesis about a drawn function."""
    name = _drawn_function(fact)
    if fact.derivative is None or fact.at is None:
        return
    at, target = reify(fact.domain, fact.at), shape(fact.codomain)

    def derivative(v: Value) -> Value:
        callee = Sampled(name, derivative=True)
        return reflect(fact.codomain, Call(callee, (), (at, reify(fact.domain, v)), target))

    for known in statement.linear_maps:
        if known.value is fact.derivative and known.solution is None:
            known.solution = Closure(derivative)
            statement.drop(known.variable.name)
            return
    if fact.domain != REAL or not _solve_slope(statement, name, fact, at):
        raise NotSupported("hypothesis", "a hypothesis that fixes a derivative by a formula")


def _solve_slope(statement: Statement, name: str, fact: HasDerivative, at: Array) -> bool:
    """`f'` of `HasDerivAt f f' x` and `HasDerivAt f (f' z) z`: the derivative applied to 1."""
    one = Build((), ONE)
    target = shape(fact.codomain)
    assert fact.derivative is not None
    slope = simplify(reify(fact.codomain, apply(fact.derivative, reflect(REAL, one))))
    match slope:
        case Call(Sampled(g, False), _, args) if args == (at,):

            def everywhere(z: Value) -> Value:
                callee = Sampled(name, derivative=True)
                return reflect(fact.codomain, Call(callee, (), (reify(REAL, z), one), target))

            statement.solved_maps[g] = Closure(everywhere)
            statement.drop(g)
            return True
        case Variable() if any(d.variable == slope for d in statement.data):
            callee = Sampled(name, derivative=True)
            statement.solved_arrays[slope] = Call(callee, (), (at, one), target)
            statement.drop(slope.name)
            return True
        case _:
            return False


def _drawn_function(fact: HasDerivative) -> str:
    variable = fresh_variable("x", shape(fact.domain))
    image = simplify(reify(fact.codomain, apply(fact.function, reflect(fact.domain, variable))))
    match image:
        case Call(Sampled(name, False), _, (Variable() as argument,)) if argument == variable:
            return name
        case Build((), Access(Call(Sampled(name, False), _, (Variable() as argument,)), ())):
            if argument == variable:
                return name
    raise NotSupported(
        "hypothesis", "a hypothesis about the derivative of a function that is not drawn"
    )
