"""The variables of a statement as elements with unknown numbers, its hypotheses as assumptions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import index

from bridge.core.expr import (
    Const,
    Expr,
    FVar,
    Pi,
    Sort,
    free_variables,
    fresh_fvar,
    instantiate,
    spine,
)
from bridge.exact import drawing
from bridge.exact.draw import Draw, show
from bridge.exact.evaluator import Evaluator
from bridge.exact.scalars import Undecided
from bridge.exact.symbols.elements import Supply, element
from bridge.exact.unknowns import Proposition
from bridge.syntax.ast import BinderKind


@dataclass(slots=True)
class Opened:
    """A statement with its variables assigned; hypotheses of which nothing could be told."""

    draw: Draw
    goal: Expr
    doubts: list[Undecided] = field(default_factory=list)


def opened(
    evaluator: Evaluator,
    statement: Expr,
    supply: Supply,
    assume: Callable[[Proposition], None],
    left_out: frozenset[int] = frozenset(),
) -> Opened:
    """Assign every variable and assume every hypothesis, but for the binders `left_out`.

    A hypothesis is assumed as soon as what it speaks of is there: then sizes are chosen that it
    allows.
    """
    variables, goal = _binders(statement)
    found = Opened(Draw(), goal)
    waiting = [k for k, (v, _) in enumerate(variables) if evaluator.is_proposition(v.type)]
    for place, (variable, binder) in enumerate(variables):
        if variable in found.draw.values:
            continue
        if place in left_out:
            found.draw.values[variable] = None
        else:
            _open(evaluator, variable, binder, found, supply, assume)
        found.draw.variables.append(variable)
        for k in [k for k in waiting if k > place and k not in left_out]:
            hypothesis, known = variables[k][0], found.draw.values
            if hypothesis not in known and all(v in known for v in free_variables(hypothesis.type)):
                _open(evaluator, *variables[k], found, supply, assume)
                found.draw.variables.append(hypothesis)
    for variable, binder in drawing._telescope(evaluator, goal, found.draw):
        _open(evaluator, variable, binder, found, supply, assume)
        found.draw.variables.append(variable)
    found.goal = drawing.open_goal(found.draw)
    return found


def _binders(statement: Expr) -> tuple[list[tuple[FVar, Pi]], Expr]:
    """The binders in front, each opened with a variable, and what follows them."""
    found: list[tuple[FVar, Pi]] = []
    while isinstance(statement, Pi):
        variable = fresh_fvar(statement.name, statement.type)
        found.append((variable, statement))
        statement = instantiate(statement.body, variable)
    return found, statement


def _open(
    evaluator: Evaluator,
    variable: FVar,
    binder: Pi,
    found: Opened,
    supply: Supply,
    assume: Callable[[Proposition], None],
) -> None:
    draw = found.draw
    if evaluator.is_proposition(variable.type):
        try:
            holds = evaluator.evaluate(variable.type, draw.values)
        except Undecided as reason:
            found.doubts.append(reason)
        else:
            assume(holds)
        draw.values[variable] = None
    elif binder.kind is BinderKind.INSTANCE:
        draw.values[variable] = drawing._instance(evaluator, variable, draw)
    elif variable.type == Sort("Type"):
        drawing._assign_type(
            variable, binder.body, draw, lambda: index(supply.whole(variable.name, natural=True))
        )
    else:
        type = evaluator.evaluate(variable.type, draw.values)
        show(draw, variable, type, element(type, variable.name, supply))


def depends_on_size(statement: Expr, evaluator: Evaluator) -> frozenset[int]:
    """The places of binders that are sizes, or speak of what has a size that varies.

    A size is a type variable, or a number that the type of another variable mentions.
    """
    variables = [v for v, _ in _binders(statement)[0]]
    data = [v for v in variables if not evaluator.is_proposition(v.type)]
    sizes = {w for v in data for w in free_variables(v.type) if w in variables}
    sizes |= {v for v in data if v.type == Sort("Type")}
    touched = set(sizes)
    for v in variables:
        if touched & set(free_variables(v.type)):
            touched.add(v)
    return frozenset(i for i, v in enumerate(variables) if v in touched)


def is_negation(goal: Expr) -> bool:
    """Whether a statement ends in `False`, in `¬ p` or in `a ≠ b`."""
    head, _ = spine(goal)
    return isinstance(head, Const) and head.name in ("False", "Not", "Ne")
