"""Parsing of single terms and signatures; errors of the grammar as diagnostics."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from lark import Lark
from lark.exceptions import UnexpectedInput, UnexpectedToken

from bridge.errors import NotSupported, SpecError
from bridge.source import Source, Span
from bridge.syntax.ast import Alternative, Binder, Declaration, Scope, Term
from bridge.syntax.binders import binders
from bridge.syntax.build import Builder
from bridge.syntax.layout import LeanLexer, Slice
from bridge.syntax.notation import DEFAULT, Notations

MAX_NESTING = 200  # brackets; deeper text is refused, not crashed on
_BRACKETS = re.compile(r"[(\[{⟨)\]}⟩]")
_STARTS = ["run", "alternatives"]


@lru_cache(maxsize=1)
def _lark() -> tuple[Lark, Builder]:
    grammar = Path(__file__).with_name("lean.lark").read_text(encoding="utf-8")
    builder = Builder()
    parser = Lark(
        grammar,
        parser="lalr",
        lexer=LeanLexer,
        start=_STARTS,
        maybe_placeholders=False,
        transformer=builder,
    )
    return parser, builder


def _parse(chunk: Slice, start: str) -> tuple[Any, Builder]:
    """What lark makes of a stretch of text."""
    _refuse_deep(chunk)
    parser, builder = _lark()
    builder.chunk = chunk
    try:
        return parser.parse(chunk, start=start), builder
    except UnexpectedToken as error:
        raise _unexpected(chunk, error) from None
    except UnexpectedInput as error:
        raise SpecError("syntax", str(error), Span(chunk.source, chunk.start, chunk.end)) from None


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
    try:
        run, builder = _parse(chunk, "run")
        return builder.term(run)
    except RecursionError:
        raise _too_deep(chunk) from None


def binders_of(chunk: Slice) -> tuple[Binder, ...]:
    """A stretch of text as binders: `(x y : T) {n} [C]`; empty text has none."""
    if not chunk.source.text[chunk.start : chunk.end].strip():
        return ()
    try:
        run, _ = _parse(chunk, "run")
        return binders(run)
    except RecursionError:
        raise _too_deep(chunk) from None


def alternatives_of(chunk: Slice) -> tuple[Alternative, ...]:
    """A stretch of text as `| p => e | …`."""
    try:
        return tuple(_parse(chunk, "alternatives")[0])
    except RecursionError:
        raise _too_deep(chunk) from None


def _refuse_deep(chunk: Slice) -> None:
    depth = 0
    for found in _BRACKETS.finditer(chunk.source.text, chunk.start, chunk.end):
        depth += 1 if found.group() in "([{⟨" else -1
        if depth > MAX_NESTING:
            raise NotSupported(
                "too-deep",
                "this is nested too deeply to be read",
                Span(chunk.source, found.start(), found.end()),
            )


def parse_term(text: str | Source, notations: Notations = DEFAULT) -> Term:
    """A whole text as one term."""
    source = text if isinstance(text, Source) else Source("<text>", text)
    return term_of(Slice(source, 0, len(source.text), notations))


def parse_signature(text: str) -> Declaration:
    """`name (x : A) … : T`, with ` := body` or without, as a declaration outside any scope."""
    from bridge.syntax.commands import Text, declaration_from

    source = Source("<signature>", text)
    made = declaration_from(Text(source, "def", 0, 0, len(text), DEFAULT), Scope())
    made.read_header()
    return made
