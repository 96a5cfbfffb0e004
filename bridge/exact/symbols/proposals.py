"""Numbers at which a statement may be false: the solver's, those that functions take there, and
points that formulas single out."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any, cast

import z3

from bridge.exact.symbols.given import Composed, Exactly, Proposal, Turns, root
from bridge.exact.symbols.paths import Path
from bridge.exact.symbols.ring import Generator
from bridge.exact.symbols.session import Session

TWO = Exactly(Fraction(2))
SPECIAL: tuple[Proposal, ...] = (
    *(Exactly(Fraction(n)) for n in (0, 1, -1, 2)),
    Turns(Fraction(1)),
    Turns(Fraction(2)),
    Exactly(Fraction(1, 2)),
    Exactly(Fraction(-2)),
    Turns(Fraction(1, 2)),
    Composed("log", TWO),
    Composed("exp", Exactly(Fraction(1))),
    Composed("sqrt", TWO),
    *(Exactly(Fraction(n)) for n in (10, -10, 100, -100)),
    Exactly(Fraction(1, 100)),
    Turns(Fraction(-1, 2)),
    Turns(Fraction(3, 2)),
    Exactly(Fraction(1, 3)),
)
SMALL = tuple(Exactly(Fraction(n)) for n in (0, 1, 2, 3, 5, -1, 7, 4, -2, 10, 12, 100))
FEW = (4, 20, 7, 4)  # special numbers per variable, by how many variables there are


def value_of(model: Any, session: Session, path: Path, g: Generator) -> Proposal:
    """The value of a variable in a model, or what was chosen on the path; 0 where there is no
    model, or it does not care."""
    if g.index in path.fixed:
        return Exactly(Fraction(path.fixed[g.index]))
    if model is None:
        return Exactly(Fraction(0))
    value = model.eval(session.solver.variable(g), model_completion=True)
    if z3.is_int_value(value):
        return Exactly(Fraction(value.as_long()))
    if z3.is_rational_value(value):
        return Exactly(Fraction(value.numerator_as_long(), value.denominator_as_long()))
    if z3.is_algebraic_value(value):
        return root(value)
    return Exactly(Fraction(0))


def inverted(
    model: Any,
    session: Session,
    path: Path,
    free: list[Generator],
    turns: int = 0,
    sign: Fraction = Fraction(1),
) -> dict[int, Proposal]:
    """Variables that the model gives a function of: `x = log v` where it says `exp x = v`; of a
    sine so many full turns on, of a logarithm with that sign."""
    found: dict[int, Proposal] = {}
    angles: dict[tuple[int, Fraction], dict[str, Proposal]] = {}
    for place, g in session.ring.known.items():
        if g.index not in path.made or not isinstance(place, tuple) or place[0] not in KINDS:
            continue
        unknown = _argument(session, place, free)
        if unknown is None:
            continue
        unit = cast(Fraction, place[1]) if place[0] != "log" else Fraction(1)
        value = value_of(model, session, path, g)
        if place[0] == "exp":
            found[unknown.index] = Composed("log", value, 1 / unit)
        elif place[0] == "log":
            found[unknown.index] = Composed("exp", value, sign)
        else:
            angles.setdefault((unknown.index, unit), {})[str(place[0])] = value
    for (index, unit), values in angles.items():
        quarter = QUARTERS.get(tuple(_plain(values.get(name)) for name in ("cos", "sin")))
        if quarter is not None:
            found[index] = Turns((Fraction(quarter, 2) + 2 * turns) / unit)
    return found


KINDS = ("exp", "cos", "sin", "log")
QUARTERS: dict[tuple[int | None, ...], int] = {(1, 0): 0, (0, 1): 1, (-1, 0): 2, (0, -1): 3}


def _plain(p: Proposal | None) -> int | None:
    whole = isinstance(p, Exactly) and p.value.denominator == 1
    return int(cast(Exactly, p).value) if whole else None


def _argument(session: Session, place: tuple[Any, ...], free: list[Generator]) -> Generator | None:
    """The variable that a function is taken of, if it is that alone."""
    inside = place[1:] if place[0] == "log" else place[2:]
    for g in free:
        if inside in ((f"g{g.index}",), (f"g{g.index}", "1")):
            return g
    return None


def special(
    model: Any, session: Session, path: Path, free: list[Generator]
) -> Iterator[list[Proposal]]:
    """Points that formulas single out, for a few variables; the solver's numbers for the others."""
    reals = [g for g in free if not g.integer]
    others = [g for g in free if g.index not in path.fixed]
    varied, numbers = (reals, SPECIAL) if reals else (others, SMALL)
    if not 0 < len(varied) < len(FEW):
        return
    for values in product(numbers[: FEW[len(varied)]], repeat=len(varied)):
        chosen = {g.index: v for g, v in zip(varied, values, strict=True)}
        yield [chosen.get(g.index) or value_of(model, session, path, g) for g in free]
