"""Tests a theorem itself: its statement, literally, on small exact inputs.

Numbers are drawn small and often 0, so that kinks are met; dimensions include 0 and 1; abstract
spaces are ℝᵏ; functions between spaces are polynomial maps; a linear map that a hypothesis calls
the derivative of a function is that derivative. A hypothesis that fails rejects the draw.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from bridge.core.environment import Definition
from bridge.core.expr import (
    NAT,
    REAL,
    BVar,
    Const,
    Expr,
    FVar,
    Pi,
    Sort,
    fresh_fvar,
    instantiate,
    replace_fvars,
    spine,
)
from bridge.errors import NotSupported
from bridge.exact import types
from bridge.exact.evaluator import Evaluator
from bridge.exact.explain import explained
from bridge.exact.sampling import SIZES, NoElement, sample
from bridge.exact.scalars import Undecided
from bridge.exact.show import nested
from bridge.exact.types import Type, Value
from bridge.syntax.ast import BinderKind


@dataclass(frozen=True, slots=True)
class Tested:
    """What came of testing a theorem: `holds`, `fails`, `undecided` or `vacuous`."""

    verdict: str
    draws: int
    accepted: int
    undecided: int = 0
    counterexample: tuple[str, ...] = ()
    reason: str = ""

    @property
    def acceptance(self) -> float:
        return self.accepted / self.draws if self.draws else 0.0


@dataclass(slots=True)
class Draw:
    """One assignment of the variables of a statement."""

    values: dict[FVar, Value] = field(default_factory=dict)
    types: dict[FVar, Expr] = field(default_factory=dict)  # of type variables, as terms
    shown: list[str] = field(default_factory=list)


def examine(evaluator: Evaluator, theorem: Definition, draws: int, seed: str) -> Tested:
    """Evaluate the statement on `draws` random inputs; stops at the first counterexample, and
    then looks for a smaller one."""
    generator = random.Random(seed)
    accepted = undecided = 0
    reason = ""
    for i in range(draws):
        largest = SIZES[-1] if i >= 4 else i  # the first draws are the small ones
        draw = Draw()
        try:
            if not _assign(evaluator, theorem.type, draw, generator, largest):
                continue
            accepted += 1
            goal = _goal(theorem.type, draw)
            if not evaluator.evaluate(goal, draw.values):
                shown = (*draw.shown, *explained(evaluator, goal, draw.values))
                return Tested("fails", i + 1, accepted, undecided, shown)
        except NoElement:
            continue
        except RecursionError:
            raise NotSupported("too-deep", "evaluating the statement nests too deeply") from None
        except Undecided as why:
            undecided, reason = undecided + 1, str(why)
    if accepted == 0:
        return Tested("vacuous", draws, 0, undecided, reason="no draw satisfies the hypotheses")
    if undecided >= accepted:
        return Tested("undecided", draws, accepted, undecided, reason=reason)
    return Tested("holds", draws, accepted, undecided)


def _telescope(type: Expr, draw: Draw) -> Iterator[tuple[FVar, Pi]]:
    """The binders of a statement, each opened with a variable that is then assigned."""
    while isinstance(type, Pi):
        variable = fresh_fvar(type.name, type.type)
        yield variable, type
        type = instantiate(type.body, variable)
    draw.values[_GOAL] = type


_GOAL = fresh_fvar("goal", Sort("Prop"))


def _goal(type: Expr, draw: Draw) -> Expr:
    goal = draw.values.pop(_GOAL)
    assert not isinstance(goal, Pi)
    return cast(Expr, goal)


def _assign(
    evaluator: Evaluator, statement: Expr, draw: Draw, generator: random.Random, largest: int
) -> bool:
    """Assign every variable; False if a hypothesis fails."""
    waiting: dict[FVar, Type] = {}
    for variable, binder in _telescope(statement, draw):
        if binder.kind is BinderKind.INSTANCE:
            draw.values[variable] = _instance(evaluator, variable, draw)
        elif variable.type == Sort("Type"):
            _assign_type(variable, binder.body, draw, min(generator.choice(SIZES), largest))
        elif evaluator.is_proposition(variable.type):
            _solve(evaluator, variable.type, draw, waiting)
            if not evaluator.evaluate(variable.type, draw.values):
                return False
            draw.values[variable] = None
        else:
            _assign_data(evaluator, variable, draw, waiting, generator, largest)
    for variable, type in waiting.items():
        _show(draw, variable, type, sample(type, generator))
    return True


def _assign_data(
    evaluator: Evaluator,
    variable: FVar,
    draw: Draw,
    waiting: dict[FVar, Type],
    generator: random.Random,
    largest: int,
) -> None:
    if variable.type == NAT:
        draw.values[variable] = min(generator.choice(SIZES), largest)
        draw.shown.append(f"{variable.name} := {draw.values[variable]}")
        return
    type = evaluator.evaluate(variable.type, draw.values)
    if isinstance(type, types.MapType):
        waiting[variable] = type  # a hypothesis may say what it is
    else:
        _show(draw, variable, type, sample(type, generator))


def _assign_type(variable: FVar, rest: Expr, draw: Draw, dimension: int) -> None:
    """A type variable is what its classes make of it: a space, a finite index type, else ℝ."""
    classes = _classes(rest)
    if classes & SPACES and not classes & FIELDS:
        draw.values[variable] = _space(dimension)
    elif classes & FINITE and not classes - FINITE:
        draw.values[variable] = types.FinType(dimension)
    else:
        draw.values[variable] = types.REAL
        draw.types[variable] = REAL
        draw.shown.append(f"{variable.name} := ℝ")
        return
    draw.shown.append(f"{variable.name} := {types.describe(draw.values[variable])}^{dimension}")


SPACES = frozenset(
    "NormedAddCommGroup SeminormedAddCommGroup NormedSpace InnerProductSpace Module".split()
)
FINITE = frozenset("Fintype Finite DecidableEq".split())
FIELDS = frozenset("RCLike NontriviallyNormedField NormedField Field Ring CommRing".split())


def _classes(rest: Expr) -> set[str]:
    """The classes whose first argument, or last, is the outermost bound variable."""
    found, depth = set(), 0
    while isinstance(rest, Pi):
        head, args = spine(rest.type)
        if rest.kind is BinderKind.INSTANCE and isinstance(head, Const) and BVar(depth) in args:
            name = head.name
            module = name in ("Module", "NormedSpace", "InnerProductSpace")
            if not module or args[-1] == BVar(depth):
                found.add(name)
        rest, depth = rest.body, depth + 1
    return found


def _instance(evaluator: Evaluator, variable: FVar, draw: Draw) -> Value:
    """The instance of a project's class at the types drawn; Mathlib's carry no data."""
    wanted = replace_fvars(variable.type, draw.types)
    head = spine(wanted)[0]
    definition = evaluator.environment.definition(head.name) if isinstance(head, Const) else None
    if definition is None or definition.structure is None:
        return None
    return evaluator.evaluate(evaluator.environment.instance(wanted), draw.values)


def _space(dimension: int) -> Type:
    index = types.FinType(dimension)
    return types.LpType(2, types.FunctionType(index, lambda _: types.REAL))


def _show(draw: Draw, variable: FVar, type: Type, value: Value) -> None:
    draw.values[variable] = value
    draw.shown.append(f"{variable.name} := {nested(type, value)}")


def _solve(evaluator: Evaluator, hypothesis: Expr, draw: Draw, waiting: dict[FVar, Type]) -> None:
    """`HasFDerivAt f f' x` makes a map `f'` that is still open the derivative of `f` at `x`."""
    head, args = spine(hypothesis)
    for variable in [a for a in args if isinstance(a, FVar) and a in waiting]:
        if head != Const("HasFDerivAt") or args[-2] != variable:
            _show(draw, variable, waiting.pop(variable), None)
            raise NotSupported("open-map", f"`{variable.name}` is not determined by a hypothesis")
        domain, codomain = (evaluator.evaluate(a, draw.values) for a in (args[2], args[5]))
        f, x = (evaluator.evaluate(a, draw.values) for a in (args[-3], args[-1]))
        from bridge.exact.primitives import fderiv

        slope = fderiv(types.REAL, domain, codomain, f, x)
        _show(draw, variable, waiting.pop(variable), slope)


def assignment(
    evaluator: Evaluator, statement: Expr, generator: random.Random, largest: int
) -> tuple[Draw, Expr] | None:
    """Random values of the variables of a statement, and its goal; None if a hypothesis fails."""
    draw = Draw()
    try:
        if not _assign(evaluator, statement, draw, generator, largest):
            return None
    except NoElement:
        return None
    return draw, _goal(statement, draw)
