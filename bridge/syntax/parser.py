"""Parsing of single terms and signatures; errors of the grammar as diagnostics."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput, UnexpectedToken

from bridge.errors import NotSupported, SpecError
from bridge.source import Source, Span
from bridge.syntax.ast import Binder, Declaration, Scope, Term
from bridge.syntax.build import Builder
from bridge.syntax.lexer import LeanLexer, Slice, scan
from bridge.syntax.notation import DEFAULT, Notations

MAX_NESTING = 200  # brackets; deeper text is refused, not crashed on
_STARTS = ["term", "run", "fields", "alternatives"]


@lru_cache(maxsize=1)
def _lark() -> Lark:
    grammar = Path(__file__).with_name("lean.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer=LeanLexer, start=_STARTS, maybe_placeholders=False)


def tree(chunk: Slice, start: str) -> Tree[Token]:
    """lark's tree of a stretch of text."""
    try:
        return _lark().parse(chunk, start=start)  # type: ignore[arg-type]
    except UnexpectedToken as error:
        raise _unexpected(chunk, error) from None
    except UnexpectedInput as error:
        raise SpecError("syntax", str(error), Span(chunk.source, chunk.start, chunk.end)) from None
    except RecursionError:
        raise _too_deep(chunk) from None


def _too_deep(chunk: Slice) -> NotSupported:
    place = Span(chunk.source, chunk.start, min(chunk.start + 1, chunk.end))
    return NotSupported("too-deep", "this is nested too deeply to be read", place)


def _unexpected(chunk: Slice, error: UnexpectedToken) -> SpecError:
    token = error.token
    if token.type == "$END" or token.start_pos is None or token.end_pos is None:
        last = len(chunk.source.text[: chunk.end].rstrip())
        place = Span(chunk.source, max(last - 1, 0), max(last, 1))
        return SpecError("syntax", "the text ends in the middle of a term", place)
    place = Span(chunk.source, token.start_pos, token.end_pos)
    return SpecError("syntax", f"`{place.text}` is not expected here", place)


def term_of(chunk: Slice) -> Term:
    """A stretch of text as one term."""
    _refuse_deep(chunk)
    try:
        return Builder(chunk.source, chunk.notations).term(tree(chunk, "term"))
    except RecursionError:
        raise _too_deep(chunk) from None


def binders_of(chunk: Slice) -> tuple[Binder, ...]:
    """A stretch of text as binders: `(x y : T) {n} [C]`; empty text has none."""
    if not chunk.source.text[chunk.start : chunk.end].strip():
        return ()
    _refuse_deep(chunk)
    return Builder(chunk.source, chunk.notations).binders(tree(chunk, "run"))


def _refuse_deep(chunk: Slice) -> None:
    depth = deepest = 0
    text = chunk.source.text
    for i in range(chunk.start, chunk.end):
        depth += (text[i] in "([{⟨") - (text[i] in ")]}⟩")
        if depth > deepest:
            deepest = depth
            if deepest > MAX_NESTING:
                raise NotSupported(
                    "too-deep", "this is nested too deeply to be read", Span(chunk.source, i, i + 1)
                )


def parse_term(text: str | Source, notations: Notations = DEFAULT) -> Term:
    """A whole text as one term."""
    source = text if isinstance(text, Source) else Source("<text>", text)
    return term_of(Slice(source, 0, len(source.text), notations))


def parse_signature(text: str) -> Declaration:
    """`name (x : A) … : T`, with ` := body` or without, as a declaration outside any scope."""
    from bridge.syntax.commands import declaration_from

    source = Source("<signature>", text)
    raw = [t for t in scan(source, 0, len(text), DEFAULT.tokens()) if t.kind != "doc"]
    return declaration_from(source, "def", raw, Scope(), DEFAULT)
