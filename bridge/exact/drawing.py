"""Values for the variables of a statement, one by one, as its binders and hypotheses ask.

Abstract spaces are ℝᵏ; functions between spaces are polynomial maps; a hypothesis that says what a
variable is (the derivative of a function, the value of a term) is made true, any other rejects the
draw when it fails.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import cast

from bridge.core.expr import (
    INT,
    NAT,
    REAL,
    BVar,
    Const,
    Expr,
    FVar,
    Pi,
    Sort,
    apply,
    free_variables,
    fresh_fvar,
    instantiate,
    replace_fvars,
    spine,
)
from bridge.core.propositions import quantified
from bridge.errors import BridgeError, NotSupported
from bridge.exact import types
from bridge.exact.draw import Draw, show
from bridge.exact.evaluator import Evaluator
from bridge.exact.families import Family
from bridge.exact.functions import member, place, scene
from bridge.exact.known import Known
from bridge.exact.laws import SUBJECTS
from bridge.exact.magnitudes import Generator, natural, number, point, size
from bridge.exact.repair import meets, visit_corners
from bridge.exact.sampling import NoElement, between_spaces, sample
from bridge.exact.scalars import Undecided
from bridge.exact.suggest import of_number
from bridge.exact.types import Type, Value
from bridge.exact.written import is_size
from bridge.syntax.ast import BinderKind


def _telescope(evaluator: Evaluator, type: Expr, draw: Draw) -> Iterator[tuple[FVar, Pi]]:
    """The binders of a statement, each opened with a variable that is then assigned."""
    while (binder := _binder(evaluator, type, draw)) is not None:
        variable = fresh_fvar(binder.name, binder.type)
        yield variable, binder
        type = instantiate(binder.body, variable)
    draw.values[_GOAL] = type


def _binder(evaluator: Evaluator, type: Expr, draw: Draw) -> Pi | None:
    """The outermost `∀`; one that a definition hides only if it is over infinitely many elements,
    of which some are then drawn."""
    if isinstance(type, Pi):
        return type
    if _is_told(type, draw):
        return None
    hidden = quantified(type, evaluator.environment)
    if hidden is None or evaluator.is_proposition(hidden.type):
        return None
    if not draw.values.keys() >= set(free_variables(hidden.type)):
        return None
    return None if types.is_finite(evaluator.evaluate(hidden.type, draw.values)) else hidden


def _is_told(proposition: Expr, draw: Draw) -> bool:
    """Whether a law such as `Continuous f` is known of a drawn function as a whole."""
    head, args = spine(proposition)
    if not isinstance(head, Const) or head.name not in SUBJECTS:
        return False
    return any(isinstance(a, FVar) and isinstance(draw.values.get(a), Known) for a in args)


_GOAL = fresh_fvar("goal", Sort("Prop"))


def open_goal(draw: Draw) -> Expr:
    """What is left of a statement when all its variables are assigned."""
    return cast(Expr, draw.values.pop(_GOAL))


def _assign(
    evaluator: Evaluator, statement: Expr, draw: Draw, generator: random.Random, largest: int
) -> bool:
    """Assign every variable; False if a hypothesis fails."""
    waiting: dict[FVar, Type] = {}
    if isinstance(generator, Generator) and draw.depth == 0:
        generator.begin(evaluator.steps)
    for variable, binder in _telescope(evaluator, statement, draw):
        if binder.kind is BinderKind.INSTANCE:
            if evaluator.is_proposition(variable.type):
                if not meets(evaluator, variable.type, draw, waiting, generator):
                    return False
                draw.values[variable] = None
            else:
                draw.values[variable] = _instance(evaluator, variable, draw)
        elif variable.type == Sort("Type"):
            _assign_type(variable, binder.body, draw, lambda: size(generator, largest))
        elif evaluator.is_proposition(variable.type):
            if not meets(evaluator, variable.type, draw, waiting, generator):
                return False
            draw.values[variable] = None
        else:
            _assign_data(evaluator, variable, binder.body, draw, waiting, generator, largest)
        draw.variables.append(variable)
    for variable, type in waiting.items():
        show(draw, variable, type, sample(type, generator))
    if isinstance(generator, Generator) and draw.depth == 0:
        visit_corners(evaluator, draw, generator)
    return True


def _assign_data(
    evaluator: Evaluator,
    variable: FVar,
    rest: Expr,
    draw: Draw,
    waiting: dict[FVar, Type],
    generator: random.Random,
    largest: int,
) -> None:
    if variable.type in (NAT, INT):
        draw.values[variable] = _whole(evaluator, variable, rest, draw, generator, largest)
        draw.show(variable, str(draw.values[variable]))
        return
    type = evaluator.evaluate(variable.type, draw.values)
    if isinstance(type, types.MapType):
        waiting[variable] = type  # a hypothesis may say what it is
    elif isinstance(type, types.RecordType):
        show(draw, variable, type, _record(evaluator, variable, type, draw, generator, largest))
    else:
        show(draw, variable, type, _element(type, draw, generator))


def _whole(
    evaluator: Evaluator,
    variable: FVar,
    rest: Expr,
    draw: Draw,
    generator: random.Random,
    largest: int,
) -> int:
    """A number, small if it is used as a size."""
    place = len(draw.variables)
    if not isinstance(generator, Generator) or draw.depth:
        return size(generator, largest) * _sign(variable, generator)
    if place not in generator.sizes:
        generator.sizes[place] = is_size(rest, evaluator.environment)
    if generator.sizes[place]:
        return size(generator, largest) * _sign(variable, generator)
    draw.wholes += 1
    return natural(generator, largest, draw.wholes == 1) * _sign(variable, generator)


def _sign(variable: FVar, generator: random.Random) -> int:
    return generator.choice((1, -1)) if variable.type == INT else 1


def _element(type: Type, draw: Draw, generator: random.Random) -> Value:
    """An element; functions of one draw have their kinks at one place, where points often are."""
    if not isinstance(generator, Generator) or draw.depth:
        return sample(type, generator)
    if between_spaces(type):
        return _function(type, draw, generator)
    if (inner := _functions_in(type)) is not None:
        members = {i: _function(t, draw, generator) for i, t in inner}
        return types.Table(lambda i: members[i])
    if type == types.REAL:
        return _point(draw, generator)
    if type == types.NNREAL and generator.turn % 3 == 1:
        return WIDE[generator.turn // 3 % len(WIDE)]
    if (
        draw.place is not None
        and (made := of_number(type)) is not None
        and _anchored(draw, generator.turn)
    ):
        at = made(draw.place.anchor)
        return sample(type, generator) if at is None else at
    return sample(type, generator)


WIDE = tuple(map(Fraction, (3, 2, 4, 10, 0, 1)))  # constants in hypotheses about functions


def _anchored(draw: Draw, turn: int) -> bool:
    """Whether the next point is the anchor: the first one, and others by turns."""
    draw.reals += 1
    return draw.reals == 1 or turn // 4 % 3 == draw.reals % 3


def _point(draw: Draw, generator: Generator) -> Value:
    if draw.place is not None and _anchored(draw, generator.turn):
        return draw.place.anchor
    draw.reals += draw.place is None
    return point(generator, draw.reals - 1)


def _functions_in(type: Type) -> list[tuple[Value, types.FunctionType]] | None:
    """The types of the entries of an array of functions between spaces."""
    if not isinstance(type, types.FunctionType) or not types.is_finite(type.domain):
        return None
    found = [(i, type.codomain(i)) for i in types.elements(type.domain)]
    inner = [(i, t) for i, t in found if between_spaces(t)]
    return inner if inner and len(inner) == len(found) else None


def _function(type: types.FunctionType, draw: Draw, generator: Generator) -> Value:
    if draw.place is None:
        drawn = (x for v, x in draw.values.items() if v.type == REAL and isinstance(x, Fraction))
        draw.place = place(generator.turn, next(drawn, None), generator, number)
    name = scene(generator.turn, draw.functions)
    draw.functions += 1
    found = member(type, name, draw.place, generator, number)
    return found if found is not None else sample(type, generator)


CANDIDATES = 3  # how many definitions of the project are tried for one draw


def _record(
    evaluator: Evaluator,
    variable: FVar,
    type: types.RecordType,
    draw: Draw,
    generator: random.Random,
    largest: int,
) -> Value:
    """An element of a structure: drawn, or, where its laws cannot be decided, one that the project
    defines."""
    assert isinstance(type.family, Family)
    names = list(evaluator.environment.elements_of(type.name))
    try:
        return sample(type, generator)
    except NoElement:
        if not names:
            raise
    except Undecided:
        pass
    generator.shuffle(names)
    for name in names[: CANDIDATES if draw.depth == 0 else 1]:
        found = _declared(evaluator, name, variable, draw, generator, largest)
        if found is not None and _is_lawful(type, found, draw):
            return found
    if not names:
        raise NotSupported("no-element", f"the project defines no element of `{type.name}`")
    raise NoElement(f"no definition of type {type.name} fits")


def _is_lawful(type: types.RecordType, element: Value, draw: Draw) -> bool:
    """Whether an element that the project defines keeps its laws; where that cannot be told they
    are taken to hold, as the project says."""
    assert isinstance(type.family, Family)
    try:
        return bool(type.family.keeps_laws(type.arguments, element))
    except (Undecided, NotSupported):
        draw.assumed = True
        return True


def _declared(
    evaluator: Evaluator,
    name: str,
    variable: FVar,
    draw: Draw,
    generator: random.Random,
    largest: int,
) -> Value | None:
    """A definition of the project at drawn arguments; parameters of the wanted type that may
    still change become those of the definition."""
    try:
        definition = evaluator.environment.definition(name)
        inner = Draw(depth=draw.depth + 1)
        if definition is None or definition.value is None:
            return None
        if not _assign(evaluator, definition.type, inner, generator, largest):
            return None
        own = spine(open_goal(inner))[1]
        if not _fit(evaluator, spine(variable.type)[1], own, draw, inner):
            return None
        return evaluator.evaluate(apply(Const(name), *inner.variables), inner.values)
    except (BridgeError, Undecided, NoElement):
        if evaluator.limit and evaluator.steps > evaluator.limit:
            raise
        return None


def _fit(
    evaluator: Evaluator, wanted: tuple[Expr, ...], own: tuple[Expr, ...], draw: Draw, inner: Draw
) -> bool:
    changes: dict[FVar, Value] = {}
    for w, o in zip(wanted, own, strict=True):
        value = evaluator.evaluate(o, inner.values)
        if isinstance(w, FVar) and w not in changes and draw.can_change(w):
            changes[w] = value
        elif evaluator.evaluate(w, draw.values | changes) != value:
            return False
    for variable, value in changes.items():
        show(draw, variable, evaluator.evaluate(variable.type, draw.values), value)
    return True


def _assign_type(variable: FVar, rest: Expr, draw: Draw, choose: Callable[[], int]) -> None:
    """A type variable is what its classes make of it: a space, a finite index type, else ℝ."""
    classes = _classes(rest)
    if classes & SPACES and not classes & FIELDS:
        dimension = choose()
        draw.values[variable] = _space(dimension)
    elif classes & FINITE and classes <= OF_INDICES:
        dimension = choose()
        draw.values[variable] = types.FinType(dimension)
    else:
        draw.values[variable] = types.REAL
        draw.types[variable] = REAL
        draw.show(variable, "ℝ")
        return
    draw.show(variable, f"{types.describe(draw.values[variable])}, dimension {dimension}")


SPACES = frozenset(
    "NormedAddCommGroup SeminormedAddCommGroup NormedSpace InnerProductSpace Module".split()
)
FINITE = frozenset("Fintype Finite DecidableEq".split())
OF_INDICES = FINITE | frozenset(
    "Nonempty Inhabited Nontrivial Unique Subsingleton LE LT Preorder PartialOrder "
    "LinearOrder".split()
)
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
