"""What is known of a drawn function agrees with its values, and its kinks with its derivatives."""

import random
import re
from fractions import Fraction
from itertools import pairwise, product

import pytest

from bridge.exact import types
from bridge.exact.curves import CubeRoot, Wave, cube, cube_root
from bridge.exact.derivative import derivative
from bridge.exact.functions import ALL, SCENES, SHAPES, Place, candidates, member, scene
from bridge.exact.known import Known
from bridge.exact.magnitudes import number
from bridge.exact.pieces import Pieces
from bridge.exact.polynomials import Poly, poly, span, text

GRID = [Fraction(k, 4) for k in range(-24, 25)]
LINE = types.FunctionType(types.REAL, lambda _: types.REAL)
PLACES = (
    Place(Fraction(0), Fraction(0)),
    Place(Fraction(1), Fraction(1)),
    Place(Fraction(-1, 2), Fraction(2), Fraction(-2)),
)
PLACED = [(name, at) for name in SHAPES for at in range(len(PLACES))]


def placed(name: str, at: int) -> Pieces:
    where = PLACES[at]
    return SHAPES[name].times(where.size).moved(where.anchor, where.height)


def on_values(f: Pieces) -> dict[str, bool]:
    """The laws as the values on a grid have them; the grid has all points where pieces meet."""
    values = {x: Fraction(f(x)) for x in GRID}
    steps = [b - a for a, b in pairwise(values.values())]
    bends = [d - c for c, d in pairwise(steps)]
    return {
        "monotone": all(s >= 0 for s in steps),
        "antitone": all(s <= 0 for s in steps),
        "strictly_monotone": all(s > 0 for s in steps),
        "strictly_antitone": all(s < 0 for s in steps),
        "convex": all(b >= 0 for b in bends),
        "concave": all(b <= 0 for b in bends),
        "strictly_convex": all(b > 0 for b in bends),
        "strictly_concave": all(b < 0 for b in bends),
        "even": all(values[x] == values[-x] for x in GRID),
        "odd": all(values[x] == -values[-x] for x in GRID),
        "injective": len(set(values.values())) == len(values),
    }


@pytest.mark.parametrize(("name", "at"), PLACED)
def test_a_law_that_is_known_is_the_one_of_the_values(name: str, at: int) -> None:
    f = placed(name, at)
    for law, true in on_values(f).items():
        known = f.holds(law)  # type: ignore[arg-type]
        if known:
            assert true, law
        if known is False and true:
            # only between the points of the grid, or beyond it, may it fail
            assert law in ("injective", "strictly_monotone", "strictly_antitone"), law


@pytest.mark.parametrize(("name", "at"), PLACED)
def test_the_steepest_slope_and_the_range_are_those_of_the_values(name: str, at: int) -> None:
    f = placed(name, at)
    values = {x: Fraction(f(x)) for x in GRID}
    steepest = max(abs(b - a) * 4 for a, b in pairwise(values.values()))
    assert f.lipschitz is None or steepest <= f.lipschitz
    if f.range is not None:
        assert f.range[0] <= min(values.values())
        assert max(values.values()) <= f.range[1]
    assert f.within(*f.range) if f.range else True


@pytest.mark.parametrize(("name", "at"), PLACED)
def test_a_function_is_differentiable_where_the_evaluator_finds_a_derivative(
    name: str, at: int
) -> None:
    f = placed(name, at)
    smooth = {m.point: m.smooth for m in f.meetings()}
    for x in GRID:
        found = derivative(f, x, types.REAL, types.REAL).columns is not None
        assert found is smooth.get(x, True), x
    assert f.differentiable is all(smooth.values())


@pytest.mark.parametrize(("name", "at"), PLACED)
def test_the_same_function_is_told_by_its_formula(name: str, at: int) -> None:
    f = placed(name, at)
    for x in GRID:
        assert read(f.text.removeprefix("x ↦ "), x) == f(x)


def read(formula: str, x: Fraction) -> Fraction:
    """The value of a formula as it is told to people."""
    if formula.startswith("if "):
        condition, _, rest = formula.removeprefix("if ").partition(" then ")
        then, _, otherwise = rest.partition(" else ")
        _, relation, point = condition.split(" ")
        c = Fraction(point)
        chosen = {"≤": x <= c, "<": x < c, "=": x == c}[relation]
        return read(then if chosen else otherwise, x)
    plain = re.sub(r"(\d+/\d+)", r"F('\1')", formula).replace("^", "**")
    return Fraction(eval(plain, {"x": x, "F": Fraction}))


def test_a_cube_and_its_root_undo_each_other() -> None:
    for center in (Fraction(0), Fraction(3, 2)):
        f, g = CubeRoot(center), cube(center)
        for x in (center, center + 2, Fraction(-5, 3)):
            assert f(g(x)) == x
            found = derivative(lambda y, f=f, g=g: f(g(y)), x, types.REAL, types.REAL)
            assert found.columns == [1]
        assert derivative(f, Fraction(0), types.REAL, types.REAL).columns is None
    assert cube_root(Fraction(-8, 27)) == Fraction(-2, 3)


def test_a_wave_is_bounded_and_steep_as_it_says() -> None:
    f = Wave(Fraction(2), Fraction(5))
    assert f.within(Fraction(-2), Fraction(2))
    assert f.lipschitz_with(Fraction(10))
    assert not f.lipschitz_with(Fraction(9))
    assert f.holds("odd")
    assert not f.holds("even")


def test_every_scene_and_candidate_has_a_member() -> None:
    generator = random.Random("members")
    space = types.LpType(2, types.FunctionType(types.FinType(2), lambda _: types.REAL))
    onto = types.FunctionType(space, lambda _: types.REAL)
    names = {name for shapes in SCENES for name in shapes} | set(ALL)
    assert names - {"arbitrary"} == {
        name for name in names if member(LINE, name, PLACES[1], generator, number)
    }
    for name in names - {"arbitrary"}:
        assert isinstance(member(onto, name, PLACES[1], generator, number), Known), name


def test_all_shapes_are_met_by_the_first_function_and_by_the_second() -> None:
    for index in (0, 1):
        met = {scene(turn, index) for turn in range(60)}
        assert len(met) >= 15


def test_candidates_reach_a_lipschitz_constant() -> None:
    found = list(candidates(LINE, 1, PLACES[0], random.Random("K"), number, [Fraction(3)]))
    assert sum(isinstance(f, Pieces) and f.lipschitz == 3 for f in found) >= 10
    assert {f.holds("convex") for f in found} >= {True, False}


@pytest.mark.parametrize(
    ("p", "ends", "reach"),
    [
        (poly(1), (-1, 1), (1, 1)),
        (poly(0, 2), (0, 3), (0, 6)),
        (poly(0, 0, 1), (-1, 3), (0, 9)),
        (poly(0, 0, -1), (1, 2), (-4, -1)),
        (poly(0, 1, 0, 1), (0, 1), None),
    ],
)
def test_the_range_of_a_polynomial(
    p: Poly, ends: tuple[int, int], reach: tuple[int, int] | None
) -> None:
    assert span(p, *map(Fraction, ends)) == reach


@pytest.mark.parametrize(
    ("coefficients", "written"),
    [((0,), "0"), ((0, -1), "-x"), ((1, 0, -2), "-2 * x ^ 2 + 1"), ((-1, 1), "x - 1")],
)
def test_a_polynomial_is_written_as_lean_has_it(
    coefficients: tuple[int, ...], written: str
) -> None:
    assert text(poly(*coefficients)) == written


def test_pairs_of_laws_do_not_contradict_each_other() -> None:
    for (name, at), (up, down) in product(
        PLACED, [("monotone", "antitone"), ("convex", "concave"), ("even", "odd")]
    ):
        f = placed(name, at)
        if f.holds(up) and f.holds(down):  # type: ignore[arg-type]
            assert f.simple() == f.simple().reflected() or not f.simple().points
