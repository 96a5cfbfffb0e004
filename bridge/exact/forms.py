"""Constants that do not look at all of their arguments: choices and connectives.

Only the branch that is chosen is evaluated, which is what makes recursion end; a connective that
one side decides does not ask whether the other can be decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from bridge.core.environment import Inductive
from bridge.core.expr import Expr
from bridge.exact.bounded import of_existence
from bridge.exact.families import view
from bridge.exact.nonnegative import is_nonnegative
from bridge.exact.primitives import absolute, exists
from bridge.exact.truth import Tried, conjunction, disjunction, tried
from bridge.exact.types import Value
from bridge.exact.unknowns import Proposition

Evaluate = Callable[[Expr], Value]


@dataclass(frozen=True, slots=True)
class Form:
    """`evaluate` is given the arguments unevaluated, as many as `arity` says."""

    arity: int
    evaluate: Callable[[Evaluate, tuple[Expr, ...]], Value]


def _if(evaluate: Evaluate, args: tuple[Expr, ...]) -> Value:
    _, condition, _, then, otherwise = args
    return evaluate(then if evaluate(condition) else otherwise)


def _connective(
    join: Callable[[Iterable[Tried]], Proposition],
) -> Callable[[Evaluate, tuple[Expr, ...]], Proposition]:
    """`∧` is decided by one false side, `∨` by one true side."""

    def connective(evaluate: Evaluate, args: tuple[Expr, ...]) -> Proposition:
        return join(tried(partial(evaluate, side) for side in args))

    return connective


def _exists(evaluate: Evaluate, args: tuple[Expr, ...]) -> Value:
    """`∃ x ∈ s, p x` and `∃ k < n, p k` look at each element; any other asks the table."""
    type, predicate = args
    few = of_existence(type, predicate, evaluate)
    p = evaluate(predicate)
    if few is None:
        return exists(evaluate(type), p)
    return disjunction(tried(partial(p, x) for x in few))


def _absolute(evaluate: Evaluate, args: tuple[Expr, ...]) -> Value:
    """`|e|`; of what is not negative anyway, `e`."""
    type, _, e = args
    return evaluate(e) if is_nonnegative(e) else absolute(evaluate(type), evaluate(e))


FORMS = {
    "abs": Form(3, _absolute),
    "Exists": Form(2, _exists),
    "ite": Form(5, _if),
    "And": Form(2, _connective(conjunction)),
    "Or": Form(2, _connective(disjunction)),
}


def cases_form(inductive: Inductive) -> Form:
    """`T.casesOn` evaluates the branch of the constructor that its element is made with."""
    position = inductive.parameters + 1 + inductive.indices

    def evaluate(value_of: Evaluate, args: tuple[Expr, ...]) -> Value:
        constructor, fields = view(value_of(args[position]), inductive.name)
        branch = value_of(args[position + 1 + inductive.constructors.index(constructor)])
        for field in fields:
            branch = branch(field)
        return branch

    return Form(position + 1 + len(inductive.constructors), evaluate)
