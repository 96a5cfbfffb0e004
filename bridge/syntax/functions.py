"""Functions by patterns, and bounded quantifiers, written out."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.source import Span
from bridge.syntax import ast
from bridge.syntax.ast import Binder, Term
from bridge.syntax.binders import PATTERN


def linked(link: str, premise: Term, body: Term) -> Term:
    if link == "→":
        return ast.Arrow(premise, body, span=premise.span)
    return ast.Operator("_ ∧ _", (premise, body), span=premise.span)


def lambda_(bound: tuple[Binder, ...], body: Term, span: Span) -> Term:
    """A lambda; binders that are patterns become a match on a fresh name."""
    plain: list[Binder] = []
    for binder in reversed(bound):
        if binder.names == (PATTERN,):
            assert binder.type is not None
            name = f"x{len(plain)}✝"
            alternative = ast.Alternative((binder.type,), body, span=span)
            body = ast.Match((ast.Ident(name, span=binder.span),), (alternative,), span=span)
            plain.insert(0, Binder((name,), span=binder.span))
        else:
            plain.insert(0, binder)
    return ast.Lambda(tuple(plain), body, span=span)


def match_function(alternatives: Sequence[ast.Alternative], span: Span) -> Term:
    """`fun | p => e | …`: a lambda over fresh names that are matched."""
    names = [f"x{i}✝" for i in range(len(alternatives[0].patterns))]
    match = ast.Match(
        tuple(ast.Ident(name, span=span) for name in names), tuple(alternatives), span=span
    )
    return ast.Lambda(tuple(Binder((name,), span=span) for name in names), match, span=span)
