"""Inductive families whose elements are arrays.

A family is one if the indices of an element tell its constructor, and if each constructor has one
field that the indices do not tell: then an element is that field. With
`| scalar : α → T α .scalar` and `| dim : (Fin n → T α s) → T α (.dim n s)`, an element at
`.dim n s` is a function of `Fin n`, and `T α (.dim m (.dim n .scalar))` an m × n array.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bridge.core.environment import Definition, Environment
from bridge.core.expr import (
    Const,
    Expr,
    FVar,
    Pi,
    free_variables,
    fresh_fvar,
    instantiate,
    spine,
)
from bridge.errors import SpecError


@dataclass(frozen=True, slots=True)
class ArrayFamily:
    """`content[c]` is the position, among the fields of constructor `c`, of the one that an element
    made by `c` is; the others follow from the indices."""

    name: str
    content: Mapping[str, int]


def array_family(environment: Environment, name: str) -> ArrayFamily:
    """The family as arrays; refused where its elements are none."""
    definition = environment.definition(name)
    if definition is None or definition.inductive is None or definition.kind != "inductive":
        raise SpecError("no-family", f"`{name}` is no inductive type of the project")
    constructors = [_constructor(environment, c) for c in definition.inductive.constructors]
    parameters = definition.inductive.parameters
    opened = [_opened(c, parameters) for c in constructors]
    for i, (_, first) in enumerate(opened):
        if any(not _disjoint(environment, first, other) for _, other in opened[:i]):
            raise SpecError(
                "ambiguous-family", f"the indices of `{name}` do not tell the constructor"
            )
    pairs = zip(constructors, opened, strict=True)
    return ArrayFamily(name, {c.name: _content(c, *parts) for c, parts in pairs})


def _constructor(environment: Environment, name: str) -> Definition:
    definition = environment.definition(name)
    assert definition is not None
    return definition


def _opened(constructor: Definition, parameters: int) -> tuple[tuple[FVar, ...], tuple[Expr, ...]]:
    """The fields of a constructor, and the indices of its result."""
    variables: list[FVar] = []
    type = constructor.type
    while isinstance(type, Pi):
        variables.append(fresh_fvar(type.name, type.type))
        type = instantiate(type.body, variables[-1])
    return tuple(variables[parameters:]), spine(type)[1][parameters:]


def _content(constructor: Definition, fields: tuple[FVar, ...], indices: tuple[Expr, ...]) -> int:
    told = {v for index in indices for v in free_variables(index)}
    others = [i for i, v in enumerate(fields) if v not in told]
    if len(others) != 1:
        raise SpecError(
            "no-array", f"`{constructor.name}` has {len(others)} fields besides its indices, not 1"
        )
    return others[0]


def _disjoint(environment: Environment, a: tuple[Expr, ...], b: tuple[Expr, ...]) -> bool:
    """Whether some index is made by different constructors."""
    return any(_differ(environment, x, y) for x, y in zip(a, b, strict=True))


def _differ(environment: Environment, x: Expr, y: Expr) -> bool:
    (f, xs), (g, ys) = spine(x), spine(y)
    if not isinstance(f, Const) or not isinstance(g, Const):
        return False
    made = [environment.definition(h.name) for h in (f, g)]
    if any(d is None or d.kind != "constructor" for d in made):
        return False
    if f != g:
        return True
    return any(_differ(environment, a, b) for a, b in zip(xs, ys, strict=True))
