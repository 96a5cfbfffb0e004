"""Numbers to draw: small ones mostly, those that a statement has and their neighbours, and others
over many magnitudes, so that no threshold lies beyond all of them."""

from __future__ import annotations

import random
from fractions import Fraction

from flint import arb

from bridge.exact import scalars
from bridge.exact.scalars import Scalar
from bridge.exact.written import Written

SIZES = (0, 1, 2, 2, 3)
LARGE_SIZES = (5, 12, 4, 8, 20, 6, 11, 16)  # of arrays and lists, by turns
EVERY = 5  # draws, one has large sizes
FRAME_EVERY = 6  # draws, one has vectors that are orthogonal
COARSE = tuple(range(-6, 7))
FINE = (-300, -200, -100, -60, -30, -18, -12, -9, 9, 12, 18, 30, 60, 100, 200, 300)
ENCLOSED = 9  # the largest exponent where enclosures occur, which hold about 77 digits
DEAR = 8000  # steps of a draw after which smaller sizes are drawn
MILLION = 10**6

# How often a number is of a kind: one that the statement has, a plain fraction, of any magnitude
WRITTEN, PLAIN, ANY = 0.25, 0.12, 0.08


class Generator(random.Random):
    """Draws for one statement: numbers that it has as well, and its draws are counted."""

    def __init__(self, seed: str, written: Written | tuple[Fraction, ...] = ()) -> None:
        super().__init__(seed)
        self.written = written if isinstance(written, Written) else Written(written)
        self.turn = -1  # the number of the draw
        self.accepted = 0  # draws that met the hypotheses
        self.corners = 0  # of these, draws of corner values
        self.ceiling = self.written.ceiling  # of sizes, lower once they have cost much
        self.large = False  # whether this draw has a large size
        self.steps = 0  # of evaluation before this draw
        self.sizes: dict[int, bool] = {}  # which variables are sizes, by their places
        self.vectors = 0  # of this draw

    @property
    def numerals(self) -> tuple[Fraction, ...]:
        return self.written.numbers

    def begin(self, steps: int) -> None:
        """Another draw; `steps` of evaluation have been made so far."""
        if self.large and steps - self.steps > DEAR:
            self.ceiling = max(SIZES[-1], self.ceiling // 2)
        self.turn, self.steps, self.large, self.vectors = self.turn + 1, steps, False, 0

    def axis(self) -> int | None:
        """In draws of vectors that are orthogonal to each other: the place of the next one's only
        entry that is not 0."""
        if self.turn % FRAME_EVERY != FRAME_EVERY - 1:
            return None
        self.vectors += 1
        return self.vectors - 1

    @property
    def far(self) -> bool:
        """Whether this draw has numbers of any magnitude; others may have points such as √2."""
        return self.turn % 3 == 2


def number(generator: random.Random) -> Fraction:
    """A real number; 0 with some probability, so that ties and kinks occur."""
    if isinstance(generator, Generator):
        kind = generator.random()
        if kind < WRITTEN and generator.numerals:
            return generator.choice(generator.numerals) * generator.choice((1, 1, -1))
        if kind > 1 - PLAIN:
            return plain(generator)
        if kind > 1 - PLAIN - ANY and generator.far:
            return any_magnitude(generator)
    return Fraction(
        generator.choice((-3, -2, -1, -1, 0, 0, 1, 1, 2, 3)), generator.choice((1, 1, 2))
    )


def plain(generator: random.Random) -> Fraction:
    """Thirds, quarters, decimals, and whole numbers of two digits."""
    denominator = generator.choice((1, 3, 4, 5, 7, 10, 100))
    return Fraction(generator.randint(-25, 25) * (2 if denominator == 1 else 1), denominator)


def any_magnitude(generator: Generator) -> Fraction:
    exponent = generator.choice(COARSE if generator.random() < 0.6 else FINE)
    if generator.written.modest:
        exponent = exponent % 2
    elif generator.written.enclosed:
        exponent = max(-ENCLOSED, min(ENCLOSED, exponent))
    return generator.choice((1, -1, 2, -3, 7)) * Fraction(10) ** exponent


def special_points() -> tuple[Scalar, ...]:
    """Points where functions of analysis have their zeros and kinks, as enclosures."""
    two = Fraction(2)
    return (
        scalars.sqrt(two), arb.pi(), scalars.log(two), arb.pi() / 2, arb(1).exp(),
        scalars.sqrt(Fraction(3)), arb.pi() / 4, -scalars.ball(scalars.sqrt(two)), 2 * arb.pi(),
    )  # fmt: skip


SPECIAL_EVERY = 6  # draws, one has special points


LADDER = tuple(
    map(Fraction, "10 -10 100 -1000 30 -30 1000000 1/1000 -100 1000 -1/1000 1/1000000".split())
)


def point(generator: Generator, index: int) -> Scalar:
    """A real number for the variable with this index. In draws with odd numbers, the first one
    visits special points, powers of ten, and all numbers that the statement has."""
    turn, numerals = generator.turn // 2, generator.numerals
    if index < 2 and generator.turn % 6 == 1:
        step = LADDER[(turn // 3 + 5 * index) % len(LADDER)]
        return step if not generator.written.modest or abs(step) < 30 else number(generator)
    if index < 2 and generator.turn % 6 == 3 and generator.written.enclosed:  # it is not `far`
        points = special_points()
        return points[(turn // 3 + 2 * index) % len(points)]
    if generator.turn % 2 and index == 0 and numerals:
        return numerals[(turn // 3 if generator.written.enclosed else turn) % len(numerals)]
    return number(generator)


def size(generator: random.Random, largest: int) -> int:
    """Of an array, or of what costs as much; up to 20 in some draws, one variable at a time."""
    small = min(generator.choice(SIZES), largest)
    if not isinstance(generator, Generator) or largest < SIZES[-1]:
        return small
    if generator.turn % EVERY == 4 and (not generator.large or generator.random() < 0.3):
        generator.large = True
        wanted = LARGE_SIZES[generator.turn // EVERY % len(LARGE_SIZES)]
        return min(wanted, generator.ceiling)
    if generator.turn % EVERY == 2:
        stated = [n for n in generator.written.naturals if n <= generator.ceiling]
        return generator.choice(stated) if stated else small
    return small


def natural(generator: random.Random, largest: int, first: bool = False) -> int:
    """A natural number that is no size: over magnitudes up to a million. The first one of a draw
    visits all that the statement has."""
    if not isinstance(generator, Generator) or largest < SIZES[-1]:
        return min(generator.choice(SIZES), largest)
    kind, whole = generator.random(), generator.written.naturals
    if first and whole and generator.turn % 4 == 1:
        return whole[generator.turn // 4 % len(whole)]
    if kind < 0.25 and whole:
        return generator.choice(whole)
    if kind < 0.45:
        return generator.randint(3, 20)
    if kind < 0.6:
        return min(MILLION, int(10 ** generator.uniform(1, 6)) + generator.randint(0, 1))
    return generator.choice((0, 1, 1, 2, 2, 3, 4, 5))


def integer(generator: random.Random, largest: int = SIZES[-1]) -> int:
    return natural(generator, largest) * generator.choice((1, -1))


def entry(generator: random.Random) -> int:
    """An integer in an array."""
    if generator.random() < 0.15:
        return generator.randint(-20, 20)
    return generator.choice(SIZES) * generator.choice((1, -1))
