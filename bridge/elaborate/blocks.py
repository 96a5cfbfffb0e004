"""Data built by tactics: `by classical; let …; exact …`, `by refine ⟨e, ?_⟩`.

Only tactics that build data are read. Those that rewrite the goal change nothing in data; those
that choose by cases are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from bridge.core.expr import (
    ERASED,
    Const,
    Expr,
    FVar,
    Lam,
    Let,
    Pi,
    apply,
    fresh_fvar,
    instantiate,
)
from bridge.elaborate.coercions import coerce
from bridge.elaborate.context import Context
from bridge.elaborate.proofs import proves
from bridge.elaborate.unify import DEFAULT, infer, is_proposition, whnf
from bridge.errors import NotSupported, SpecError
from bridge.source import Span
from bridge.syntax import ast
from bridge.syntax.tactics import parse_tactics

_MOST_HOLES = 4  # arguments of an `apply` that the type says
_REWRITES = frozenset({"rw", "simp", "simp_rw", "norm_num", "push_cast"})
_NO_EFFECT = frozenset(
    """
    classical unfold show change simp dsimp rw simp_rw norm_num push_cast haveI letI
    """.split()
)


def elaborate_block(cx: Context, block: ast.By, expected: Expr) -> Expr:
    """The term of type `expected` that a tactic block builds."""
    return _run(cx, list(parse_tactics(block)), expected, block)


def _run(
    cx: Context,
    tactics: list[ast.Tactic],
    expected: Expr,
    block: ast.By,
    rewritten: bool = False,
) -> Expr:
    if not tactics:
        raise NotSupported(
            "unfinished-block", "this `by` block builds no data that can be read", block.span
        )
    tactic, *rest = tactics
    match tactic:
        case ast.TacticExact("apply", term):
            return _apply(cx, term, rest, expected, block)
        case ast.TacticExact(_, term) if rewritten:
            return _cast(cx, term, expected)
        case ast.TacticExact(_, term):
            return coerce(cx, cx.elaborate(cx, term, expected), expected, term.span)
        case ast.TacticIntro(names):
            return _intro(cx, list(names), rest, expected, block)
        case ast.TacticLet():
            return _let(cx, tactic, rest, expected, block)
        case ast.TacticOther(word, _) if word in _NO_EFFECT:
            return _run(cx, rest, expected, block, rewritten or word in _REWRITES)
        case ast.TacticOther(word, _):
            raise NotSupported(
                "unsupported-tactic",
                f"the tactic `{word}` builds data in a way that is not handled yet",
                tactic.span or block.span,
                hint="definitions by `exact`, `refine`, `let` and `intro` are read",
            )


def _cast(cx: Context, term: ast.Term, expected: Expr) -> Expr:
    """What is given after the goal was rewritten: it may be of another type that is equal to it."""
    try:
        with cx.attempt():
            return coerce(cx, cx.elaborate(cx, term, expected), expected, term.span)
    except (NotSupported, SpecError):
        e = cx.elaborate(cx, term, None)
        return apply(Const("cast", term.span), infer(cx, e), expected, ERASED, e)


def _apply(
    cx: Context, term: ast.Term, rest: list[ast.Tactic], expected: Expr, block: ast.By
) -> Expr:
    """`apply f` where the type says all arguments, or all but one, which the later tactics give."""
    terms = [term, *_with_last_argument(term, rest, block)]
    for candidate in terms:
        with suppress(SpecError, NotSupported), cx.attempt():
            return coerce(cx, cx.elaborate(cx, candidate, expected), expected, term.span)
    raise NotSupported(
        "unsupported-tactic", "`apply` leaves several arguments to later tactics", term.span
    )


def _with_last_argument(
    term: ast.Term, rest: list[ast.Tactic], block: ast.By
) -> Iterator[ast.Term]:
    """`f (by rest)`, `f _ (by rest)`, …"""
    if not rest or rest[0].span is None or block.span is None:
        return
    source, start = block.span.source, rest[0].span.start
    text = source.text[start : block.span.end]
    last = ast.By(text, block.notations, span=Span(source, start, block.span.end))
    for holes in range(_MOST_HOLES + 1):
        arguments: tuple[ast.Term, ...] = (*[ast.Hole(span=term.span)] * holes, last)
        yield ast.Apply(term, tuple(ast.Argument(a) for a in arguments), span=term.span)


def _intro(
    cx: Context, names: list[str], rest: list[ast.Tactic], expected: Expr, block: ast.By
) -> Expr:
    if not names:
        return _run(cx, rest, expected, block)
    pi = whnf(cx, expected, DEFAULT)
    if not isinstance(pi, Pi):
        raise NotSupported("intro", "`intro` without a function to build", block.span)
    x = fresh_fvar(names[0], pi.type)
    with cx.binding(x):
        body = _intro(cx, names[1:], rest, instantiate(pi.body, x), block)
    return Lam(x.name, x.type, cx.close(body, x))


def _let(
    cx: Context, tactic: ast.TacticLet, rest: list[ast.Tactic], expected: Expr, block: ast.By
) -> Expr:
    from bridge.elaborate.terms import let_value

    if tactic.value is None:
        return _run(cx, rest, expected, block)  # `have h : T` with a proof that follows
    if tactic.kind == "have" and tactic.type is not None:
        type = cx.elaborate(cx, tactic.type, None)
        if is_proposition(cx, type):
            return _with_proof(cx, fresh_fvar(tactic.name, type), rest, expected, block)
    try:
        value, type = let_value(cx, tactic.binders, tactic.type, tactic.value)
    except (NotSupported, SpecError):
        if tactic.kind != "have" or not proves(cx, tactic.value):
            raise
        return _with_proof(cx, fresh_fvar(tactic.name, ERASED), rest, expected, block)
    if is_proposition(cx, type):
        return _with_proof(cx, fresh_fvar(tactic.name, type), rest, expected, block)
    x = fresh_fvar(tactic.name, type)
    with cx.binding(x, value):
        body = _run(cx, rest, expected, block)
    return Let(x.name, infer(cx, x), cx.fill(value), cx.close(body, x))


def _with_proof(
    cx: Context, proof: FVar, rest: list[ast.Tactic], expected: Expr, block: ast.By
) -> Expr:
    with cx.binding(proof, ERASED):
        body = _run(cx, rest, expected, block)
    return instantiate(cx.close(body, proof), ERASED)
