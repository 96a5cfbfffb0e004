"""Statements that speak of whole numbers only, evaluated at all small ones, one after the other;
beside reals, at some whole numbers and those that the statement has.

What is false for 25 or 41 alone is seldom drawn. A statement that says something of arrays or
functions as well is not counted through here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TypeAlias, cast

from bridge.core.environment import Definition
from bridge.core.expr import INT, NAT, REAL, Const, Expr, FVar, Pi, fresh_fvar, instantiate
from bridge.core.work import TooMuchWork, limited
from bridge.errors import BridgeError
from bridge.exact.evaluator import Evaluator
from bridge.exact.explain import explained
from bridge.exact.scalars import Undecided
from bridge.exact.symbols.quantified import allowance
from bridge.exact.types import Value
from bridge.exact.written import written

Numbers: TypeAlias = tuple[int | Fraction, ...]

REACH = (160, 24, 9)  # the largest number, by how many variables there are
SOME = (0, 1, 2, 3, 5, 8, 13, 20, 33)  # whole numbers that are combined with reals
REALS = tuple(map(Fraction, "0 1 -1 1/2 2 -1/2 -2 10 -10".split()))
MOST_REALS = 24
STEPS, WORK = 60_000, 400_000  # of evaluation, and elements visited, for all of them
STEPS_OF_ONE = 6_000
OF_QUANTIFIERS = 8_000  # steps of deciding those, for all numbers together


@dataclass(frozen=True, slots=True)
class Counted:
    """How many numbers met the hypotheses with a true goal; or the first for which it is false."""

    accepted: int = 0
    largest: int = 0
    counterexample: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A statement without its binders."""

    variables: tuple[FVar, ...]
    hypotheses: tuple[FVar, ...]  # by their proofs
    goal: Expr

    def at(self, numbers: Numbers) -> dict[FVar, Value]:
        values: dict[FVar, Value] = dict.fromkeys(self.hypotheses)
        return values | dict(zip(self.variables, numbers, strict=True))


def counted_through(evaluator: Evaluator, theorem: Definition) -> Counted:
    """The statement at small numbers, as far as the steps go; what is undecided there says
    nothing."""
    opened = _opened(evaluator, theorem.type)
    reals = [*REALS, *written(theorem.type, evaluator.environment).numbers][:MOST_REALS]
    if opened is None:
        return Counted()
    last = evaluator.steps + STEPS
    accepted = largest = 0
    works = limited(WORK, "too many numbers")
    with suppress(TooMuchWork, RecursionError), works, allowance(OF_QUANTIFIERS):
        for numbers in _numbers(opened.variables, reals):
            if evaluator.steps > last:
                break
            evaluator.limit = evaluator.steps + STEPS_OF_ONE
            true = _true_at(evaluator, opened, numbers)
            if true is False:
                return Counted(accepted + 1, largest, _shown(evaluator, opened, numbers))
            if true:
                accepted, largest = accepted + 1, max(largest, *_whole(numbers))
    evaluator.limit = 0
    return Counted(accepted, largest)


def _opened(evaluator: Evaluator, statement: Expr) -> Opened | None:
    """None where a variable is no whole number, or there are too many."""
    variables, hypotheses = list[FVar](), list[FVar]()
    while isinstance(statement, Pi):
        opened = fresh_fvar(statement.name, statement.type)
        if evaluator.is_proposition(statement.type):
            hypotheses.append(opened)
        elif statement.type in (NAT, INT, REAL) and len(variables) < len(REACH):
            variables.append(opened)
        else:
            return None
        statement = instantiate(statement.body, opened)
    if all(v.type == REAL for v in variables):
        return None  # the solver knows more of these
    return Opened(tuple(variables), tuple(hypotheses), statement)


def _numbers(variables: tuple[FVar, ...], reals: list[Fraction]) -> Iterator[Numbers]:
    """The small ones first."""
    reach = REACH[len(variables) - 1]
    if any(v.type == REAL for v in variables):
        negative = tuple(-n for n in SOME[1:])
        kinds = {NAT: SOME, INT: (*SOME, *negative), REAL: reals}
        yield from product(*(kinds[cast(Const, v.type)] for v in variables))
        return
    ranges = [range(-reach if v.type == INT else 0, reach + 1) for v in variables]
    yield from sorted(product(*ranges), key=lambda n: (max(map(abs, n)), n))


def _whole(numbers: Numbers) -> Iterator[int]:
    return (abs(n) for n in numbers if isinstance(n, int))


def _true_at(evaluator: Evaluator, opened: Opened, numbers: Numbers) -> bool | None:
    """The truth of the goal; None where a hypothesis fails or something is not decided."""
    with suppress(Undecided, BridgeError):
        if all(evaluator.evaluate(h.type, opened.at(numbers)) for h in opened.hypotheses):
            return bool(evaluator.evaluate(opened.goal, opened.at(numbers)))
    return None


def _shown(evaluator: Evaluator, opened: Opened, numbers: Numbers) -> tuple[str, ...]:
    evaluator.limit = 0
    named = (f"{v.name} := {n}" for v, n in zip(opened.variables, numbers, strict=True))
    return (*named, *explained(evaluator, opened.goal, opened.at(numbers)))
