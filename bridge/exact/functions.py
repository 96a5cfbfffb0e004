"""Functions that variables of a statement stand for: members of families, chosen together.

A statement about differentiable functions is false without that hypothesis only for particular
ones, often for pairs that undo each other, and only at the point where they have their kink. So
the members of one draw share an *anchor*: kinks, jumps and centres lie there, the points that are
drawn are often it, and many members map it to itself. `SCENES` says which shapes meet; a draw's
number selects the scene, so that none depends on luck.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from bridge.exact import types
from bridge.exact.curves import CubeRoot, Polynomial, Ridges, Wave, cube
from bridge.exact.known import Known
from bridge.exact.pieces import Pieces
from bridge.exact.polynomials import Poly, poly
from bridge.exact.types import Type

HALF = Fraction(1, 2)


def bent(left: Poly, right: Poly, at: Fraction | None = None) -> Pieces:
    """Two polynomials that meet at 0; there, the value of the right one unless another is given."""
    value = (right[0] if right else Fraction(0)) if at is None else at
    return Pieces((Fraction(0),), (left, right), (value,))


def smooth(*coefficients: Fraction | int) -> Pieces:
    return Pieces((), (poly(*coefficients),), ())


def _chain(points: tuple[int, ...], *pieces: Poly) -> Pieces:
    """Polynomials that meet continuously."""
    places = tuple(map(Fraction, points))
    heights = tuple(_at(p, c) for p, c in zip(pieces, places, strict=False))
    return Pieces(places, pieces, heights)


def _at(p: Poly, x: Fraction) -> Fraction:
    return sum((c * x**i for i, c in enumerate(p)), Fraction(0))


SHAPES: dict[str, Pieces] = {
    # smooth
    "zero": smooth(),
    "one": smooth(1),
    "line": smooth(0, 1),
    "falling": smooth(0, -2),
    "square": smooth(0, 0, 1),
    "hill": smooth(0, 0, -1),
    "shifted square": smooth(0, 2, 1),
    "cubic": smooth(0, -1, 0, 1),
    "twisted": smooth(0, 1, -2, 1),
    # one kink
    "absolute": bent(poly(0, -1), poly(0, 1)),
    "tent": bent(poly(0, 1), poly(0, -1)),
    "ramp": bent(poly(), poly(0, 1)),
    "lower ramp": bent(poly(0, 1), poly()),
    "bend": bent(poly(0, 1), poly(0, 2)),
    "unbend": bent(poly(0, 1), poly(0, HALF)),
    "valley": bent(poly(1, -1), poly(1, 2)),
    "smooth ramp": bent(poly(), poly(0, 0, 1)),
    "signed square": bent(poly(0, 0, -1), poly(0, 0, 1)),
    # one jump
    "step": bent(poly(), poly(1)),
    "late step": bent(poly(), poly(1), Fraction(0)),
    "counterstep": bent(poly(1), poly()),
    "sign": bent(poly(-1), poly(1), Fraction(0)),
    "two signs": bent(poly(-1), poly(1)),
    "flip": bent(poly(-1, -1), poly(1, 1)),
    "jumping line": bent(poly(0, 1), poly(1, 1)),
    "spike": bent(poly(), poly(), Fraction(1)),
    # more
    "flat": _chain((-1, 1), poly(1, 1), poly(), poly(-1, 1)),
    "clip": _chain((-1, 1), poly(-1), poly(0, 1), poly(1)),
    "zigzag": _chain((-1, 0, 1), poly(2, 1), poly(0, -1), poly(0, 1), poly(2, -1)),
    "bump": _chain((-1, 1), poly(), poly(1, 0, -1), poly()),
    "huber": _chain((-1, 1), poly(-HALF, -1), poly(0, 0, HALF), poly(-HALF, 1)),
    "pause": _chain((-1, 1), poly(1, 2, 1), poly(), poly(1, -2, 1)),
}

# Which shapes the function variables of one draw have, by turns: the first, the second, …
SCENES: tuple[tuple[str, ...], ...] = (
    ("polynomial", "polynomial", "polynomial"),
    ("absolute", "line", "square"),
    ("bend", "unbend", "line"),
    ("ramp", "lower ramp", "line"),
    ("shifted square", "absolute", "cubic"),
    ("root", "cube", "absolute"),
    ("square", "flip", "step"),
    ("two signs", "absolute", "line"),
    ("step", "counterstep", "polynomial"),
    ("polynomial", "valley", "sign"),
    ("unbend", "bend", "ramp"),
    ("absolute", "tent", "zero"),
    ("cube", "root", "flat"),
    ("flip", "square", "bend"),
    ("cubic", "twisted", "hill"),
    ("absolute", "two signs", "wave"),
    ("mirror", "polynomial", "huber"),
    ("flat", "spike", "absolute"),
    ("wave", "polynomial", "wave"),
    ("signed square", "absolute", "smooth ramp"),
    ("zero", "step", "one"),
    ("valley", "zigzag", "bump"),
    ("arbitrary", "line", "arbitrary"),
    ("jumping line", "mirror", "late step"),
    ("kink", "mirror", "polynomial"),
    ("mirror", "hill", "square"),
    ("polynomial", "polynomial", "absolute"),
    ("tilted", "kink", "jump"),
    ("parabola", "tilted", "kink"),
)
# What is tried where hypotheses ask for more than a scene's shape has
ALL = tuple(
    (
        "polynomial;tilted;square;corner;clip;bump;parabola;ridge;step;lean;huber;tilted;cubic;"
        "lean;absolute;zero;wave;kink;ramp;zigzag;corner;tent;parabola;jump;hill;ridge;tilted;"
        "bend;smooth ramp;lean;signed square;one;two signs;ridge;root;parabola;unbend;"
        "counterstep;corner;pause;jump;flat;mirror;cube;spike"
    ).split(";")
)
CYCLES = 4  # of places: 0, a fixed point, one with another size, with other values

Number = Callable[[random.Random], Fraction]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the members of a draw have their kinks, and how they are placed there."""

    anchor: Fraction
    height: Fraction  # of the value there
    size: Fraction = Fraction(1)


def place(turn: int, anchor: Fraction | None, generator: random.Random, number: Number) -> Place:
    """By turns: at 0; at a fixed point; of another size; with any value. An anchor that was drawn
    already stays."""
    cycle = turn % CYCLES
    if anchor is None:
        anchor = Fraction(0) if cycle == 0 else number(generator)
    if cycle == 0:
        return Place(anchor, Fraction(0))
    if cycle == 1:
        return Place(anchor, anchor)
    size = generator.choice((Fraction(2), Fraction(-1), HALF, Fraction(3), Fraction(-2)))
    return Place(anchor, anchor if cycle == 2 else number(generator), size)


def member(
    t: types.FunctionType, name: str, where: Place, generator: random.Random, number: Number
) -> Known | None:
    """The member of a family between spaces; None for what only functions of a real have."""
    codomain = t.codomain(None)
    if types.REAL == t.domain == codomain:
        return _curve(name, where, generator, number)
    if name == "polynomial":
        return polynomial(t, generator, number)
    name = FOR_SPACES.get(name, name)
    if name not in SHAPES and name not in VARIED:
        return None
    return _ridges(t.domain, codomain, name, where, generator)


def _curve(name: str, where: Place, generator: random.Random, number: Number) -> Known | None:
    match name:
        case "cube":
            return cube(where.anchor)
        case "root":
            return CubeRoot(where.anchor)
        case "wave":
            speed = generator.choice((Fraction(1), Fraction(2), Fraction(5), Fraction(-1)))
            return Wave(where.size, speed, where.anchor, where.height)
        case "polynomial":
            degree = generator.choice((1, 2, 2, 3, 3, 4))
            return smooth(*(number(generator) for _ in range(degree + 1)))
        case "arbitrary":
            return None
        case "mirror":
            return SHAPES["flip"].times(where.size).moved(where.anchor, Fraction(0))
        case "tilted":
            return smooth(number(generator), generator.choice(SLOPES))
        case _:
            return shape(name, generator).times(where.size).moved(where.anchor, where.height)


def shape(name: str, generator: random.Random) -> Pieces:
    """One of the shapes, or a varied one: slopes that differ at 0, a jump, a parabola, a line."""
    left, right = generator.sample(SLOPES, 2)
    height = generator.choice(SLOPES)
    match name:
        case "kink":
            return bent(poly(0, left), poly(0, right))
        case "corner":
            return bent(poly(0, min(left, right)), poly(0, max(left, right)))
        case "lean":
            steep = abs(height) or HALF
            if left < right:
                return bent(poly(0, steep), poly(0, steep + 1))
            return bent(poly(0, -steep - 1), poly(0, -steep))
        case "ridge":
            return bent(poly(0, max(left, right)), poly(0, min(left, right)))
        case "jump":
            return bent(poly(0, left), poly(height or 1, right))
        case "parabola":
            return smooth(0, left, abs(height) or 1)
        case "tilted":
            return smooth(0, height)
        case _:
            return SHAPES[name]


FOR_SPACES = {
    "mirror": "jump",
    "root": "ridge",
    "cube": "cubic",
    "wave": "zigzag",
}  # instead of these
SLOPES = tuple(Fraction(k, 2) for k in (-6, -4, -2, 0, 2, 4, 6, 1, -1))
VARIED = frozenset(("kink", "corner", "lean", "ridge", "jump", "parabola", "tilted"))


def _ridges(
    domain: Type, codomain: Type, name: str, where: Place, generator: random.Random
) -> Ridges:
    """The shape along coordinates, or along one direction, with the anchor where all coordinates
    are the anchor's."""
    n, m = types.dimension(domain), types.dimension(codomain)
    along = generator.random() < 0.5 or n != m
    forms = [_direction(n, j if not along else 0, generator, along) for j in range(m)]
    profiles = (
        shape(name, generator).times(where.size).moved(where.anchor * sum(form), where.height)
        for form in forms
    )
    return Ridges(domain, codomain, tuple(forms), tuple(profiles))


def _direction(n: int, j: int, generator: random.Random, along: bool) -> tuple[Fraction, ...]:
    if not along:
        return tuple(Fraction(i == j) for i in range(n))
    return tuple(Fraction(generator.choice((1, 1, -1, 0, 2)) if i else 1) for i in range(n))


def polynomial(t: types.FunctionType, generator: random.Random, number: Number) -> Polynomial:
    codomain = t.codomain(None)
    n, m = types.dimension(t.domain), types.dimension(codomain)

    def numbers(k: int) -> tuple[Fraction, ...]:
        return tuple(number(generator) for _ in range(k))

    return Polynomial(
        t.domain, codomain, numbers(m), tuple(numbers(n) for _ in range(m)), numbers(n)
    )


def scene(turn: int, index: int) -> str:
    """The shape of the function variable with this index, in a draw with this number."""
    shapes = SCENES[turn % len(SCENES)]
    return shapes[index] if index < len(shapes) else ALL[(turn + 5 * index) % len(ALL)]


def candidates(
    t: types.FunctionType,
    turn: int,
    where: Place,
    generator: random.Random,
    number: Number,
    constants: list[Fraction],
) -> Iterator[Known]:
    """Members to try against hypotheses, others first in other turns; also of the sizes that
    bounds and Lipschitz constants allow."""
    start = turn % len(ALL)
    if turn % 3 == 1 and types.REAL == t.domain == t.codomain(None):
        yield from (smooth(0, sign * c) for c in constants for sign in (1, -1))
    home = Place(Fraction(0), Fraction(0), where.size)  # what is even or odd is so about 0
    for i, name in enumerate((*ALL[start:], *ALL[:start])):
        at = home if (turn + i) % 3 == 0 else where
        if (found := member(t, name, at, generator, number)) is not None:
            fits = [fit for c in constants if c for fit in _fitted(found, c)]
            yield from (*fits, found) if turn % 2 else (found, *fits)


def _fitted(f: Known, constant: Fraction) -> Iterator[Known]:
    """The function made as steep, and as large, as a constant allows."""
    if isinstance(f, Ridges) and f.steepest:
        yield f.times(constant / f.steepest)
    if not isinstance(f, Pieces):
        return
    steep, reach = f.lipschitz, f.range
    if isinstance(steep, Fraction) and steep:
        yield f.times(constant / steep)
    if reach is not None and -inf < reach[0] and reach[1] < inf and any(reach):
        yield f.times(constant / max(abs(Fraction(end)) for end in reach))
