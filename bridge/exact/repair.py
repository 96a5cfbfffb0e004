"""Draws that meet hypotheses: a value that a failed one rejects is replaced by others that it, and
the hypotheses before it, suggest; and what no hypothesis mentions visits its corner values."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from bridge.core.expr import INT, NAT, REAL, Expr, FVar, Lit, Pi, Sort, free_variables, map_children
from bridge.core.propositions import quantified
from bridge.errors import BridgeError
from bridge.exact import functions, laws, types
from bridge.exact.draw import Draw, show
from bridge.exact.evaluator import Evaluator
from bridge.exact.known import Known
from bridge.exact.magnitudes import Generator, number
from bridge.exact.sampling import NoElement, between_spaces, listed, sample
from bridge.exact.scalars import Undecided
from bridge.exact.solving import solve
from bridge.exact.suggest import around, of_number, roots, tight
from bridge.exact.types import Type, Value

VARIABLES = 3  # of a failed hypothesis that are tried
TRIES = 24  # values of each
FUNCTIONS = 60  # members of families
FINE = 1024  # the denominator of values that floating point is to hold
UNCLEAR = 3  # values for which hypotheses are not decided, before no more are tried
RESERVE = 30_000  # steps of evaluation that repairs leave to the goal


def meets(
    evaluator: Evaluator,
    hypothesis: Expr,
    draw: Draw,
    waiting: dict[FVar, Type],
    generator: random.Random,
) -> bool:
    """Whether a hypothesis is shown to hold, at times after a change of what it speaks about."""
    doubt: Undecided | None = None
    try:
        good = _satisfied(evaluator, hypothesis, draw, waiting)
    except Undecided as reason:
        good, doubt = False, reason
    if not waiting and (not good or _is_loose(hypothesis, draw, generator)):
        good = (
            _repaired(evaluator, hypothesis, draw, generator)
            or good
            or _repaired_together(evaluator, hypothesis, draw, generator)
        )
    if good:
        draw.met.append(hypothesis)
    elif doubt is not None:
        raise doubt
    return good


def _is_loose(hypothesis: Expr, draw: Draw, generator: random.Random) -> bool:
    """Whether, in this draw, a function is chosen for what is said of it, although another one has
    met it: so that bounds and Lipschitz constants are reached."""
    if not draw.functions or not isinstance(generator, Generator) or generator.turn % 3 != 1:
        return False
    drawn = (v for v in free_variables(hypothesis) if isinstance(draw.values.get(v), Known))
    return next(drawn, None) is not None and any(_constants([hypothesis], draw))


def _satisfied(
    evaluator: Evaluator, hypothesis: Expr, draw: Draw, waiting: dict[FVar, Type]
) -> bool:
    """Whether a hypothesis holds, made true where it says what a variable is."""

    def evaluate(e: Expr) -> Value:
        return evaluator.evaluate(e, draw.values)

    known = laws.of_statement(hypothesis, draw.values, evaluate, evaluator.is_proposition)
    if known is None and not isinstance(hypothesis, Pi):
        said = quantified(hypothesis, evaluator.environment)
        if said is not None:
            known = laws.of_statement(said, draw.values, evaluate, evaluator.is_proposition)
    if known is not None:
        return known
    if solve(evaluator, hypothesis, draw, waiting) and isinstance(hypothesis, Pi):
        return True  # made so, for every element
    return bool(evaluate(hypothesis))


def _repaired(evaluator: Evaluator, hypothesis: Expr, draw: Draw, generator: random.Random) -> bool:
    """Whether another value of one variable makes a hypothesis true, and all before it."""
    together = [hypothesis, *draw.met]
    before = dict(draw.values), dict(draw.texts), draw.assumed
    for variable in _changeable(hypothesis, draw):
        type = evaluator.evaluate(variable.type, draw.values)
        unclear = 0
        for value in _values(evaluator, together, variable, type, draw, generator):
            if evaluator.limit and evaluator.steps > evaluator.limit - RESERVE:
                return False
            show(draw, variable, type, value)
            try:
                if all(_satisfied(evaluator, h, draw, {}) for h in together):
                    return True
            except (Undecided, BridgeError):
                unclear += 1
            draw.values, draw.texts, draw.assumed = dict(before[0]), dict(before[1]), before[2]
            if unclear > UNCLEAR:
                break
    return False


def _repaired_together(
    evaluator: Evaluator, hypothesis: Expr, draw: Draw, generator: random.Random
) -> bool:
    """Whether two numbers make it true, one of a few and one that follows from it."""
    numbers = [v for v in _changeable(hypothesis, draw) if v.type in (REAL, NAT, INT)][:2]
    if len(numbers) < 2 or not isinstance(generator, Generator):
        return False
    second, first = numbers
    follows, starts = (of_number(evaluator.evaluate(v.type)) for v in numbers)
    if follows is None or starts is None:
        return False
    turn = generator.turn
    together = [hypothesis, *draw.met]
    before = dict(draw.values), dict(draw.texts), draw.assumed
    fixed = [STARTS[(turn + i) % len(STARTS)] for i in range(len(STARTS) // 2)]
    suggested = roots(evaluator, together, first, starts, draw)
    for start in (*fixed, *suggested) if turn % 2 else (*suggested, *fixed):
        value = starts(start)
        if value is None:
            continue
        show(draw, first, evaluator.evaluate(first.type), value)
        for root in roots(evaluator, together, second, follows, draw):
            if (other := follows(root)) is not None:
                show(draw, second, evaluator.evaluate(second.type), other)
                if all(_shown(evaluator, h, draw) for h in together):
                    return True
        draw.values, draw.texts, draw.assumed = dict(before[0]), dict(before[1]), before[2]
    return False


STARTS = tuple(map(Fraction, ("3/5", "1", "4/5", "2", "3", "1/2", "-3/5", "5/13", "5", "-1", "0")))


def _shown(evaluator: Evaluator, hypothesis: Expr, draw: Draw) -> bool:
    try:
        return _satisfied(evaluator, hypothesis, draw, {})
    except (Undecided, BridgeError):
        return False


def _changeable(hypothesis: Expr, draw: Draw) -> list[FVar]:
    """The variables of a hypothesis, latest first, that nothing drawn since depends on."""
    mentioned = set(free_variables(hypothesis))
    found = (
        v for v in reversed(draw.variables) if v in mentioned and draw.values.get(v) is not None
    )
    data = (v for v in found if v.type != Sort("Type") and draw.shapes_nothing(v))
    return list(islice(data, VARIABLES))


def _values(
    evaluator: Evaluator,
    hypotheses: list[Expr],
    variable: FVar,
    type: Type,
    draw: Draw,
    generator: random.Random,
) -> Iterator[Value]:
    if between_spaces(type):
        if not isinstance(generator, Generator):
            return  # whoever compares with floating point takes polynomials only
        yield from islice(_members(hypotheses, type, draw, generator), FUNCTIONS)
        return
    make = of_number(type)
    if isinstance(generator, Generator) and generator.turn % 2 == 0:
        bounds = tight(evaluator, hypotheses, variable, type, draw)
        if bounds is not None:
            yield bounds
    if make is not None:
        suggested = list(around(roots(evaluator, hypotheses, variable, make, draw)))
        if isinstance(generator, Generator):
            start = generator.turn % len(suggested)
            suggested = suggested[start:] + suggested[:start]
        else:
            suggested = [Fraction(round(x * FINE), FINE) for x in suggested]
        now = draw.values.get(variable)
        if isinstance(now, Fraction):
            suggested.insert(0, -now)
        made = (make(x) for x in dict.fromkeys(suggested))
        for value in islice((value for value in made if value is not None), TRIES):
            if isinstance(type, types.ListType) and isinstance(generator, Generator):
                yield listed(type.entry, len(value), generator)
            yield value
    for _ in range(4):
        try:
            yield sample(type, generator)
        except NoElement:
            return


def _members(
    hypotheses: list[Expr], type: types.FunctionType, draw: Draw, generator: Generator
) -> Iterator[Value]:
    turn = generator.turn
    where = draw.place or functions.Place(Fraction(0), Fraction(0))
    sizes = _constants(hypotheses, draw)
    return functions.candidates(type, turn, where, generator, number, sizes)


def _constants(hypotheses: list[Expr], draw: Draw) -> list[Fraction]:
    """Numbers of hypotheses that may be bounds of a function, or Lipschitz constants."""
    found: dict[Fraction, None] = {}

    def go(e: Expr, _crossed: int) -> Expr:
        value = (
            e.value if isinstance(e, Lit) else draw.values.get(e) if isinstance(e, FVar) else None
        )
        if isinstance(value, Fraction):
            found.setdefault(value)
        return map_children(e, go)

    for hypothesis in hypotheses:
        go(hypothesis, 0)
    return list(found)[:4]


# What no hypothesis mentions

CORNERS = (Fraction(0), Fraction(1), Fraction(-1))
COUNTED = 3  # variables whose corners are visited in all combinations


def visit_corners(evaluator: Evaluator, draw: Draw, generator: Generator) -> None:
    """In every other draw that meets the hypotheses, and in each if few do, variables that none
    mentions are 0, 1 or -1, or arrays of such, in all combinations by turns."""
    generator.accepted += 1
    few = generator.turn > 4 * generator.accepted + 4
    if draw.functions or (generator.accepted % 2 == 0 and not few):
        return
    turn, generator.corners = generator.corners, generator.corners + 1
    mentioned = {v for h in draw.met for v in free_variables(h)}
    free = [
        v
        for v in draw.variables
        if v not in mentioned and v in draw.texts and draw.shapes_nothing(v)
    ]
    for place, variable in enumerate(v for v in free if v.type != Sort("Type")):
        if isinstance(variable.type, Pi) and evaluator.is_proposition(variable.type):
            continue
        corners = _corners(evaluator.evaluate(variable.type, draw.values))
        if corners and turn < len(corners) ** min(len(free), COUNTED):
            step = turn // len(corners) ** place if place < COUNTED else generator.randrange(9)
            type = evaluator.evaluate(variable.type, draw.values)
            show(draw, variable, type, corners[step % len(corners)])


def _corners(t: Type) -> list[Value]:
    make = of_number(t)
    if make is None or isinstance(t, types.ListType):
        return []
    found = [value for x in CORNERS if (value := make(x)) is not None]
    if isinstance(t, types.MatrixType) and t.rows == t.columns:
        found.append(types.Table(lambda i: types.Table(lambda j: Fraction(i == j))))
    return found
