"""Refutes `a ≠ b` where no number is known at which the sides are equal, but one lies in between.

As a function of one real variable, the difference of the sides is continuous on an interval and
has another sign at either end of it: then it is 0 somewhere, although no draw can hit it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise

from flint import arb

from bridge.core.environment import Definition
from bridge.core.expr import (
    NAT,
    REAL,
    Const,
    Expr,
    FVar,
    Lam,
    Lit,
    Pi,
    apply,
    free_variables,
    instantiate,
    spine,
)
from bridge.core.work import TooMuchWork, limited
from bridge.errors import BridgeError
from bridge.exact import scalars
from bridge.exact.draw import Draw
from bridge.exact.drawing import _assign, open_goal
from bridge.exact.evaluator import Evaluator
from bridge.exact.sampling import Generator, NoElement
from bridge.exact.scalars import Undecided
from bridge.exact.types import Value
from bridge.exact.written import written

DRAWS, STEPS, WORK = 6, 40_000, 200_000
GRID = tuple(
    map(
        Fraction,
        "-100 -10 -4 -3 -2 -3/2 -1 -1/2 -1/4 -1/10 0 1/100 1/10 1/4 1/2 3/4 9/10 1 11/10 5/4 3/2 2 "
        "3 4 10 100".split(),
    )
)
DEPTH = 6  # of definitions that are unfolded
CONTINUOUS = frozenset(
    "HAdd.hAdd HSub.hSub HMul.hMul HSMul.hSMul Neg.neg Max.max Min.min abs Real.exp Real.sin "
    "Real.cos Real.tanh Real.sinh Real.cosh Real.arctan Real.sqrt Real.sigmoid".split()
)
UNLESS_ZERO = {"HDiv.hDiv": 5, "Inv.inv": 2, "Real.log": 0}  # which argument must not be 0
OPERATIONS = CONTINUOUS | UNLESS_ZERO.keys() | {"HPow.hPow"}
COMPARISONS = frozenset("LE.le LT.lt GE.ge GT.gt".split())


def is_inequation(statement: Expr) -> bool:
    """Whether a statement ends in `a ≠ b` for real numbers."""
    while isinstance(statement, Pi):
        statement = statement.body
    return _sides(statement) is not None


def _sides(goal: Expr) -> tuple[Expr, Expr] | None:
    head, args = spine(goal)
    if head == Const("Not") and len(args) == 1:
        head, args = spine(args[0])
        if head != Const("Eq"):
            return None
    elif head == Const("Or") and len(args) == 2:
        return _apart(*args)
    elif head != Const("Ne"):
        return None
    return (args[1], args[2]) if len(args) == 3 and args[0] == REAL else None


def _apart(first: Expr, second: Expr) -> tuple[Expr, Expr] | None:
    """The sides of `a < b ∨ b < a`."""
    one, other = _strict(first), _strict(second)
    return one if one is not None and other is not None and one == other[::-1] else None


def _strict(e: Expr) -> tuple[Expr, Expr] | None:
    """The smaller and the larger side of a strict comparison of reals."""
    head, args = spine(e)
    if head not in (Const("LT.lt"), Const("GT.gt")) or len(args) != 4 or args[0] != REAL:
        return None
    return (args[2], args[3]) if head == Const("LT.lt") else (args[3], args[2])


def crossed(evaluator: Evaluator, theorem: Definition, seed: str) -> tuple[str, ...]:
    """Values of the variables for which the sides of an inequation are equal, one of them between
    two numbers; nothing where none are found."""
    if not is_inequation(theorem.type):
        return ()
    generator = Generator(seed, written(theorem.type, evaluator.environment))
    evaluator.limit = evaluator.steps + STEPS
    for largest in range(DRAWS):
        draw = Draw()
        refused = (Undecided, NoElement, BridgeError, RecursionError, TooMuchWork)
        with suppress(*refused), limited(WORK, "too many numbers"):
            met = _assign(evaluator, theorem.type, draw, generator, largest)
            if met and not draw.assumed:  # what is only taken to hold shows nothing
                sides = _sides(open_goal(draw))
                if sides and (shown := _between(evaluator, sides, draw)):
                    evaluator.limit = 0
                    return shown
    evaluator.limit = 0
    return ()


def _between(evaluator: Evaluator, sides: tuple[Expr, Expr], draw: Draw) -> tuple[str, ...]:
    mentioned = {v for side in sides for v in free_variables(side)}
    for variable in [v for v in draw.variables if v in mentioned and v.type == REAL]:
        hypotheses = [h for h in draw.met if variable in free_variables(h)]
        if not all(_is_interval(h, variable) for h in hypotheses) or not draw.shapes_nothing(
            variable
        ):
            continue
        signs = list(_signs(evaluator, sides, variable, hypotheses, draw.values))
        for (low, before), (high, after) in pairwise(signs):
            if before != after and all(
                _is_continuous(evaluator, side, variable, (low, high), draw.values)
                for side in sides
            ):
                draw.show(variable, f"a number between {low} and {high}")
                return tuple(draw.shown)
    return ()


def _is_interval(hypothesis: Expr, variable: FVar) -> bool:
    """Whether a hypothesis bounds the variable itself: then it holds between two numbers for which
    it holds."""
    head, args = spine(hypothesis)
    if not isinstance(head, Const) or head.name not in COMPARISONS:
        return False
    left, right = args[-2:]
    other = right if left == variable else left
    return variable in (left, right) and variable not in free_variables(other)


def _signs(
    evaluator: Evaluator,
    sides: tuple[Expr, Expr],
    variable: FVar,
    hypotheses: list[Expr],
    values: dict[FVar, Value],
) -> Iterator[tuple[Fraction, int]]:
    """Numbers for the variable that meet the hypotheses, with the sign of the difference there."""
    for x in GRID:
        at = values | {variable: x}
        with suppress(Undecided, BridgeError):
            if all(evaluator.evaluate(h, at) for h in hypotheses):
                left, right = (evaluator.evaluate(side, at) for side in sides)
                sign = _certain_sign(scalars.plain(scalars.sub(left, right)))
                if sign:
                    yield x, sign


def _certain_sign(x: Value) -> int:
    if isinstance(x, Fraction | arb):
        return 1 if x > 0 else -1 if x < 0 else 0
    return 0


def _is_continuous(
    evaluator: Evaluator,
    e: Expr,
    variable: FVar,
    ends: tuple[Fraction, Fraction],
    values: dict[FVar, Value],
    depth: int = 0,
) -> bool:
    """Whether a term is shown to be continuous in a variable between two numbers."""

    def also(*terms: Expr) -> bool:
        return all(_is_continuous(evaluator, t, variable, ends, values, depth) for t in terms)

    if e == variable or isinstance(e, Lit) or variable not in free_variables(e):
        return True
    head, args = spine(e)
    if isinstance(head, Lam) and args:
        return also(apply(instantiate(head.body, args[0]), *args[1:]))
    if not isinstance(head, Const):
        return False
    if head.name in OPERATIONS and len(args) > 1 and args[0] != REAL:
        return False  # at another type it may be anything
    if head.name in CONTINUOUS:
        return also(*(a for a in args if variable in free_variables(a)))
    if head.name == "HPow.hPow" and len(args) == 6 and args[1] == NAT:
        return variable not in free_variables(args[5]) and also(args[4])
    if head.name in UNLESS_ZERO and len(args) == UNLESS_ZERO[head.name] + 1:
        inner = args[-1]
        return also(*args[-2:]) and _is_never_zero(evaluator, inner, variable, ends, values)
    unfolded = _unfolded(evaluator, head.name, args) if depth < DEPTH else None
    return unfolded is not None and _is_continuous(
        evaluator, unfolded, variable, ends, values, depth + 1
    )


def _is_never_zero(
    evaluator: Evaluator,
    e: Expr,
    variable: FVar,
    ends: tuple[Fraction, Fraction],
    values: dict[FVar, Value],
) -> bool:
    low, high = ends
    middle, radius = (scalars.ball(x) for x in ((low + high) / 2, (high - low) / 2))
    with suppress(Undecided, BridgeError):
        found = scalars.plain(
            evaluator.evaluate(e, values | {variable: arb(middle, radius.abs_upper())})
        )
        return _certain_sign(found) != 0
    return False


def _unfolded(evaluator: Evaluator, name: str, args: tuple[Expr, ...]) -> Expr | None:
    """A definition of the project at its arguments."""
    definition = evaluator.environment.definition(name)
    if definition is None or definition.source is None or definition.value is None:
        return None
    body, rest = definition.value, list(args)
    while isinstance(body, Lam) and rest:
        body = instantiate(body.body, rest.pop(0))
    return apply(body, *rest)
