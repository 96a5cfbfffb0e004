"""`match` and definitions by pattern matching, as `casesOn` and projections.

Every alternative is elaborated in its own scope; then the patterns, as a matrix of rows, become
nested choices, one constructor at a time (first row first, leftmost pattern first). Structures,
pairs and indices are taken apart by projections, so that only real choices are `casesOn`.
"""

from __future__ import annotations

from dataclasses import dataclass

from bridge.core.environment import Definition
from bridge.core.expr import (
    ERASED,
    TYPE,
    Const,
    Expr,
    FVar,
    Let,
    Pi,
    apply,
    fresh_fvar,
    instantiate,
    lambda_over,
    replace_fvars,
    spine,
)
from bridge.core.show import show
from bridge.elaborate.coercions import coerce
from bridge.elaborate.context import Context, head_constant
from bridge.elaborate.inductives import at_parameters, open_binders
from bridge.elaborate.patterns import Constructed, Pattern, Patterns, Variable, matched_type
from bridge.elaborate.unify import DEFAULT, infer, is_proposition, whnf
from bridge.errors import NotSupported
from bridge.source import Span
from bridge.syntax import ast
from bridge.syntax.ast import Alternative

PROJECTIONS = {
    "Prod.mk": ("Prod.fst", "Prod.snd"),
    "Fin.mk": ("Fin.val", None),
    "Array.mk": ("Array.toList",),
    "Vector.mk": ("Vector.toArray", None),
    "Subtype.mk": ("Subtype.val", None),
}


@dataclass(frozen=True, slots=True)
class Row:
    patterns: tuple[Pattern, ...]
    result: Expr


def elaborate_match(cx: Context, term: ast.Match, expected: Expr | None) -> Expr:
    """`match d, … with | p, … => e`."""
    found = [cx.elaborate(cx, d, None) for d in term.discriminants]
    cx.run_postponed()
    if any(is_proposition(cx, infer(cx, d)) for d in found):
        raise NotSupported("match-proof", "a match on a proof is not handled yet", term.span)
    names = [_shared(cx, d) for d in found]
    expected = cx.hole(TYPE, term.span) if expected is None else expected
    e = match_on(cx, tuple(v for v, _ in names), term.alternatives, expected, term.span)
    for variable, value in reversed(names):
        if value is not None:
            cx.values.pop(variable)
            type = cx.fill(variable.type)
            e = Let(variable.name, type, cx.fill(value), cx.close(e, variable))
    return e


def _shared(cx: Context, d: Expr) -> tuple[FVar, Expr | None]:
    """A discriminant as a variable: itself, or one that is bound to it."""
    d = cx.resolve(d)
    if isinstance(d, FVar) and d not in cx.values:
        return d, None
    variable = fresh_fvar("d", matched_type(cx, d))
    cx.values[variable] = d
    return variable, d


def by_equations(
    cx: Context, alternatives: tuple[Alternative, ...], type: Expr, span: Span | None
) -> Expr:
    """The value of a definition by pattern matching, from its clauses and its type; implicit
    arguments after the colon have patterns as well."""
    binders: list[tuple[FVar, Pi]] = []
    for _ in alternatives[0].patterns:
        pi = whnf(cx, type, DEFAULT)
        if not isinstance(pi, Pi):
            raise NotSupported("too-many-patterns", "there are more patterns than arguments", span)
        variable = fresh_fvar(pi.name, pi.type)
        binders.append((variable, pi))
        type = instantiate(pi.body, variable)
    variables = tuple(v for v, _ in binders)
    body = match_on(cx, variables, alternatives, type, span)
    return lambda_over(variables, cx.fill(body))


def match_on(
    cx: Context,
    discriminants: tuple[FVar, ...],
    alternatives: tuple[Alternative, ...],
    expected: Expr,
    span: Span | None,
) -> Expr:
    """A choice between alternatives by the values of some variables."""
    rows = [_row(cx, discriminants, a, expected) for a in alternatives]
    return _choose(cx, list(discriminants), [r for row in rows for r in row], expected, span)


def _row(
    cx: Context, discriminants: tuple[FVar, ...], alternative: Alternative, expected: Expr
) -> list[Row]:
    """The rows of an alternative: one, or none where its indices cannot occur."""
    if len(alternative.patterns) != len(discriminants):
        raise NotSupported(
            "pattern-count", "the patterns are not as many as what is matched", alternative.span
        )
    saved = dict(cx.locals)
    patterns = Patterns(cx)
    read: list[Pattern] = []
    try:
        for variable, term in zip(discriminants, alternative.patterns, strict=True):
            pattern, e = patterns.read(term, _type_of(cx, variable))
            read.append(pattern)
            if isinstance(pattern, Constructed) or isinstance(e, FVar):
                patterns.give(variable, e)
        result = cx.elaborate(cx, alternative.rhs, expected)
        result = coerce(cx, result, expected, alternative.rhs.span)
        cx.run_postponed()
        return [Row(tuple(read), cx.fill(result))]
    finally:
        cx.locals.clear()
        cx.locals.update(saved)
        for variable in patterns.refined:
            cx.values.pop(variable, None)


def _type_of(cx: Context, variable: FVar) -> Expr:
    type = matched_type(cx, variable)
    return type if head_constant(type) is not None else variable.type


def _choose(
    cx: Context, scrutinees: list[Expr], rows: list[Row], expected: Expr, span: Span | None
) -> Expr:
    """The matrix as nested choices; ⟨no row⟩ is a case that cannot occur."""
    if not rows:
        return ERASED
    first = rows[0]
    column = next((i for i, p in enumerate(first.patterns) if isinstance(p, Constructed)), None)
    if column is None:
        return _bound(first, scrutinees)
    split = scrutinees[column]
    definition = _definition_of(cx, split, span)
    assert definition.inductive is not None
    if len(definition.inductive.constructors) == 1:
        (name,) = definition.inductive.constructors
        parts = _projections(cx, name, split)
        if parts is not None:
            rest = [r for row in rows for r in _specialised(row, column, name, split, parts)]
            return _choose(cx, _replaced(scrutinees, column, parts), rest, expected, span)
    return _cases(cx, definition, scrutinees, column, rows, expected, span)


def _bound(row: Row, scrutinees: list[Expr]) -> Expr:
    values = {
        p.variable: s
        for p, s in zip(row.patterns, scrutinees, strict=True)
        if isinstance(p, Variable)
    }
    return replace_fvars(row.result, values)


def _definition_of(cx: Context, e: Expr, span: Span | None) -> Definition:
    type = matched_type(cx, e)
    head = head_constant(type)
    definition = None if head is None else cx.definition(head)
    if definition is None or definition.inductive is None:
        raise NotSupported(
            "match-type", f"elements of `{show(cx.fill(type))}` cannot be matched yet", span
        )
    return definition


def _projections(cx: Context, constructor: str, e: Expr) -> list[Expr] | None:
    """The fields of a structure, pair or index; None where they have no names."""
    params = spine(matched_type(cx, e))[1]
    if constructor in PROJECTIONS:
        names = PROJECTIONS[constructor]
        return [ERASED if n is None else apply(Const(n), *params, e) for n in names]
    made = cx.definition(constructor)
    if made is None or made.structure is None:
        return None
    prefix = made.structure.name
    return [apply(Const(f"{prefix}.{f}"), *params, e) for f in made.structure.fields]


def _replaced(scrutinees: list[Expr], column: int, parts: list[Expr]) -> list[Expr]:
    return [*scrutinees[:column], *parts, *scrutinees[column + 1 :]]


def _specialised(
    row: Row, column: int, constructor: str, scrutinee: Expr, parts: list[Expr]
) -> list[Row]:
    """A row inside the branch of a constructor: none if it is of another one."""
    pattern = row.patterns[column]
    before, after = row.patterns[:column], row.patterns[column + 1 :]
    if isinstance(pattern, Constructed):
        if pattern.constructor != constructor:
            return []
        return [Row((*before, *pattern.fields, *after), row.result)]
    anything = tuple(Variable(fresh_fvar("_", ERASED)) for _ in parts)
    result = replace_fvars(row.result, {pattern.variable: scrutinee})
    return [Row((*before, *anything, *after), result)]


def _cases(
    cx: Context,
    definition: Definition,
    scrutinees: list[Expr],
    column: int,
    rows: list[Row],
    expected: Expr,
    span: Span | None,
) -> Expr:
    inductive = definition.inductive
    assert inductive is not None
    split = scrutinees[column]
    args = spine(matched_type(cx, split))[1]
    params, indices = args[: inductive.parameters], args[inductive.parameters :]
    branches = []
    for name in inductive.constructors:
        constructor = cx.definition(name)
        assert constructor is not None
        fields, _ = open_binders(at_parameters(constructor.type, params), None)
        parts: list[Expr] = list(fields)
        inner = [r for row in rows for r in _specialised(row, column, name, split, parts)]
        body = _choose(cx, _replaced(scrutinees, column, parts), inner, expected, span)
        branches.append(lambda_over(fields, cx.fill(body)))
    head = Const(inductive.cases, span)
    return apply(head, *params, cx.fill(expected), *indices, split, *branches)
