"""Refutes `a ≠ b` where no number is known at which the sides are equal, but one lies in between.

As a function of one real variable, the difference of the sides is continuous on an interval and
has another sign at either end of it: then it is 0 somewhere, although no draw can hit it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
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
UNLESS_ZERO = frozenset("HDiv.hDiv Inv.inv Real.log".split())  # of the last argument
OPERATIONS = CONTINUOUS | UNLESS_ZERO | {"HPow.hPow"}
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
            stretch = Stretch(evaluator, variable, low, high, draw.values)
            if before != after and all(map(stretch.is_continuous, sides)):
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


@dataclass(frozen=True, slots=True)
class Stretch:
    """A variable between two numbers, all others at their values."""

    evaluator: Evaluator
    variable: FVar
    low: Fraction
    high: Fraction
    values: dict[FVar, Value]

    def is_continuous(self, e: Expr, depth: int = 0) -> bool:
        """Whether a term is shown to be continuous there."""
        if e == self.variable or self._is_constant(e):
            return True
        head, args = spine(e)
        if isinstance(head, Lam) and args:
            return self.is_continuous(apply(instantiate(head.body, args[0]), *args[1:]), depth)
        if not isinstance(head, Const):
            return False
        if head.name in OPERATIONS:
            return self._is_continuous_operation(head.name, args, depth)
        unfolded = _unfolded(self.evaluator, head.name, args) if depth < DEPTH else None
        return unfolded is not None and self.is_continuous(unfolded, depth + 1)

    def _is_continuous_operation(self, name: str, args: tuple[Expr, ...], depth: int) -> bool:
        if len(args) > 1 and args[0] != REAL:
            return False  # at another type it may be anything
        if not all(self.is_continuous(a, depth) for a in args if not self._is_constant(a)):
            return False
        if name == "HPow.hPow":
            return len(args) == 6 and args[1] == NAT and self._is_constant(args[5])
        return name in CONTINUOUS or self._is_never_zero(args[-1])

    def _is_constant(self, e: Expr) -> bool:
        return self.variable not in free_variables(e)

    def _is_never_zero(self, e: Expr) -> bool:
        middle, radius = (self.low + self.high) / 2, scalars.ball((self.high - self.low) / 2)
        everywhere = arb(scalars.ball(middle), radius.abs_upper())
        with suppress(Undecided, BridgeError):
            found = self.evaluator.evaluate(e, self.values | {self.variable: everywhere})
            return _certain_sign(scalars.plain(found)) != 0
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
