"""The lines of a `by` block, read as far as they carry data."""

from __future__ import annotations

from bridge.source import Source, Span
from bridge.syntax import ast
from bridge.syntax.ast import By, Tactic
from bridge.syntax.layout import Slice
from bridge.syntax.lexer import Raw, scan
from bridge.syntax.notation import DEFAULT, Notations
from bridge.syntax.parser import term_of
from bridge.syntax.regions import Region, depths, split_at, split_binding

_TERM = frozenset({"exact", "refine", "apply", "refine'"})
_BINDING = frozenset({"let", "set", "have", "haveI", "letI"})


def parse_tactics(block: By) -> tuple[Tactic, ...]:
    """The tactics of a block, in order; those that carry no data keep only their first word."""
    if block.span is None:
        return ()
    notations = block.notations if isinstance(block.notations, Notations) else DEFAULT
    source, end = block.span.source, block.span.end
    raw = list(scan(source, block.span.start, end, notations))
    return tuple(_tactic(source, line, notations) for line in _lines(raw))


def _lines(raw: list[Raw]) -> list[list[Raw]]:
    """Tactics start on a line of their own at the block's column, or after `;`; one that follows
    a `by` on its line belongs to that block."""
    lines: list[list[Raw]] = []
    fresh = True
    column = raw[0].column if raw else 0
    for token, depth in zip(raw, depths(raw), strict=True):
        starts_line = token.first_on_line and token.column <= column
        nested = bool(lines) and any(t.text == "by" for t in lines[-1])
        if token.text == ";" and depth == 0 and not nested:
            fresh = True
            continue
        if fresh or starts_line:
            lines.append([])
        lines[-1].append(token)
        fresh = False
    return lines


def _tactic(source: Source, line: list[Raw], notations: Notations) -> Tactic:
    word, span = line[0].text, Span(source, line[0].start, line[-1].end)
    rest = Region(source, line[1:], notations)
    if word in _TERM and line[1:]:
        term = term_of(Slice(source, line[1].start, line[-1].end, notations))
        return ast.TacticExact(word, term, span=span)
    if word in ("intro", "intros"):
        return ast.TacticIntro(tuple(t.text for t in line[1:]), span=span)
    if word == "set" and (named := split_at(line, "with")) is not None:
        rest = Region(source, line[1:named], notations)  # what follows names the equation
    if word in _BINDING and line[1:] and line[1].kind == "ident":
        head, type, value = split_binding(rest.after(1))
        return ast.TacticLet(
            word.removesuffix("I"),
            line[1].text,
            head.binders(),
            type.term() if type else None,
            value.term() if value else None,
            span=span,
        )
    if word in _BINDING and split_at(line, ":"):
        return ast.TacticOther("have", span.text, span=span)
    return ast.TacticOther(word, span.text, span=span)
