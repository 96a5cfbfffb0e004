"""What every rule's callback needs: places, runs, and tokens as items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeAlias

from lark import Token

from bridge.errors import NotSupported, SpecError
from bridge.source import Span
from bridge.syntax import ast
from bridge.syntax.ast import Argument, Term
from bridge.syntax.items import Atom, Explicit, Item, Named, Pipe, Run, Suffix, Symbol
from bridge.syntax.layout import Slice
from bridge.syntax.precedence import group

Children: TypeAlias = list[Any]


class Base:
    """`chunk` is the stretch of text being parsed."""

    chunk: Slice

    def span(self, children: Sequence[Any]) -> Span:
        first, last = children[0], children[-1]
        start: int = first.start_pos if isinstance(first, Token) else first.span.start  # type: ignore[assignment]
        end: int = last.end_pos if isinstance(last, Token) else last.span.end  # type: ignore[assignment]
        return Span(self.chunk.source, start, end)

    def run(self, children: Children) -> Run:
        span = self.span(children)
        items = tuple(self.token(c) if isinstance(c, Token) else c for c in children)
        return Run(items, span, any(getattr(i, "dots", False) for i in items))

    def token(self, token: Token) -> Item:
        """A token of a run as an item."""
        assert token.start_pos is not None
        assert token.end_pos is not None
        span = Span(self.chunk.source, token.start_pos, token.end_pos)
        return _TOKENS[token.type](self, str(token), span)

    def term(self, run: Run) -> Term:
        return group(run.items, self.chunk.notations, run.span)

    def runs(self, children: Children) -> list[Run]:
        return [c for c in children if isinstance(c, Run)]

    def rows(self, children: Children) -> list[list[Run]]:
        return [row for row in children if isinstance(row, list)]


LONGEST_NUMBER = 999  # digits


def _number(b: Base, text: str, span: Span) -> Item:
    plain = text.replace("_", "")
    exponent = plain.lower().partition("e")[2].lstrip("+-") if "x" not in plain.lower() else ""
    if len(plain) > LONGEST_NUMBER or len(exponent) > len(str(LONGEST_NUMBER)):
        raise NotSupported("long-number", "a number with too many digits", span)
    based = plain[:2].lower() in ("0x", "0b", "0o")
    try:
        value = Fraction(int(plain, 0)) if based else Fraction(plain)
    except ValueError:
        raise SpecError("syntax", f"`{text}` is no number", span) from None
    decimal = not based and any(c in plain for c in ".eE")
    return Atom(ast.Number(value, decimal, span=span), span)


def _block(what: str) -> Callable[[Base, str, Span], Item]:
    return lambda b, text, span: Atom(
        ast.Opaque(what, f"{what} {span.text}", span=span), span, tail=True
    )


_TOKENS: dict[str, Callable[[Base, str, Span], Item]] = {
    "IDENT": lambda b, text, span: Atom(ast.Ident(text, span=span), span),
    "EXPLICIT": lambda b, text, span: Atom(ast.Ident(text, True, span=span), span),
    "DOTIDENT": lambda b, text, span: Atom(ast.DotIdent(text, span=span), span),
    "FIELD": lambda b, text, span: Suffix(text, span),
    "PIPE": lambda b, text, span: Pipe(text, span),
    "NUMBER": _number,
    "STRING": lambda b, text, span: Atom(ast.String(text, span=span), span),
    "HOLE": lambda b, text, span: Atom(ast.Hole(text, span=span), span),
    "CDOT": lambda b, text, span: Atom(ast.Hole("·", span=span), span, dots=True),
    "SORT": lambda b, text, span: Atom(ast.Sort(text[:4].strip("*"), span=span), span),
    "OP": lambda b, text, span: Symbol(text, span),
    "AT": lambda b, text, span: Explicit(span),
    "BY": lambda b, text, span: Atom(ast.By(text, b.chunk.notations, span=span), span),
    "DO": _block("do"),
    "CALC": _block("calc"),
    "QUOTE": lambda b, text, span: Atom(ast.Opaque("quotation", text, span=span), span),
    "NOFUN": lambda b, text, span: Atom(ast.Opaque("nofun", text, span=span), span),
    "DOTS": lambda b, text, span: Named(Argument(ast.Hole("..", span=span), "..", span=span), span),
}


def runs_of(children: Children) -> list[Run]:
    return [c for c in children if isinstance(c, Run)]


def parts_of(children: Children) -> dict[str, Run]:
    """Each run by the terminal before it."""
    found: dict[str, Run] = {}
    for before, child in pairwise(children):
        if isinstance(child, Run) and isinstance(before, Token):
            found[before.type] = child
    return found
