"""Constants that do not look at all of their arguments: choices and connectives.

Only the branch that is chosen is evaluated, which is what makes recursion end; a connective that
one side decides does not ask whether the other can be decided.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bridge.core.environment import Inductive
from bridge.core.expr import Expr
from bridge.exact.bounded import of_existence, some
from bridge.exact.families import view
from bridge.exact.primitives import exists
from bridge.exact.scalars import Undecided
from bridge.exact.types import Value

Evaluate = Callable[[Expr], Value]


@dataclass(frozen=True, slots=True)
class Form:
    """`evaluate` is given the arguments unevaluated, as many as `arity` says."""

    arity: int
    evaluate: Callable[[Evaluate, tuple[Expr, ...]], Value]


def _if(evaluate: Evaluate, args: tuple[Expr, ...]) -> Value:
    _, condition, _, then, otherwise = args
    return evaluate(then if evaluate(condition) else otherwise)


def _decided_by(decisive: bool) -> Callable[[Evaluate, tuple[Expr, ...]], bool]:
    """`∧` is decided by one false side, `∨` by one true side."""

    def connective(evaluate: Evaluate, args: tuple[Expr, ...]) -> bool:
        doubt: Undecided | None = None
        for side in args:
            try:
                if bool(evaluate(side)) is decisive:
                    return decisive
            except Undecided as reason:
                doubt = reason
        if doubt is not None:
            raise doubt
        return not decisive

    return connective


def _exists(evaluate: Evaluate, args: tuple[Expr, ...]) -> Value:
    """`∃ x ∈ s, p x` and `∃ k < n, p k` look at each element; any other asks the table."""
    type, predicate = args
    few = of_existence(type, predicate, evaluate)
    p = evaluate(predicate)
    return exists(evaluate(type), p) if few is None else some(p, few)


FORMS = {
    "Exists": Form(2, _exists),
    "ite": Form(5, _if),
    "And": Form(2, _decided_by(False)),
    "Or": Form(2, _decided_by(True)),
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
