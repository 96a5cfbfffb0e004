"""Whether a definition that a project restates is the one that it restates, on exact draws."""

from __future__ import annotations

import random

from bridge.core.environment import Definition
from bridge.exact import types
from bridge.exact.draw import Draw
from bridge.exact.drawing import _assign, open_goal
from bridge.exact.evaluator import Evaluator
from bridge.exact.sampling import SIZES, NoElement
from bridge.exact.theorems import Examined


def agreement(
    evaluator: Evaluator, original: Definition, restated: Definition, draws: int
) -> Examined:
    """Compares both at random arguments, as `examine` tests a theorem."""
    assert restated.value is not None
    generator = random.Random(original.name)
    accepted = 0
    for tried in range(draws):
        draw = Draw()
        try:
            if not _assign(evaluator, original.type, draw, generator, min(tried, SIZES[-1])):
                continue
        except NoElement:
            continue
        kind = evaluator.evaluate(open_goal(draw), draw.values)
        values = [evaluator.evaluate(e.value) for e in (original, restated) if e.value is not None]
        for variable in draw.variables:
            values = [f(draw.values[variable]) for f in values]
        accepted += 1
        if not types.equal(kind, values[0], values[1]):
            return Examined("fails", tried + 1, accepted, 0, tuple(draw.shown))
    verdict = "holds" if accepted else "undecided"
    return Examined(verdict, draws, accepted, reason="" if accepted else "no arguments were found")
