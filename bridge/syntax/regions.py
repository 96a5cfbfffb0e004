"""Stretches of raw tokens, and where they are cut: at a colon, at `:=`, by column."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bridge.errors import SpecError
from bridge.source import Source, Span
from bridge.syntax.ast import Alternative, Binder, Term
from bridge.syntax.frames import CLOSE, OPEN, opens_bars
from bridge.syntax.layout import Slice
from bridge.syntax.lexer import Raw
from bridge.syntax.notation import Notations
from bridge.syntax.parser import alternatives_of, binders_of, term_of

_LETS = frozenset({"let", "have", "letI", "haveI"})


@dataclass(frozen=True, slots=True)
class Region:
    """Consecutive tokens of a command; `start` is where they would stand if there are none."""

    source: Source
    raw: list[Raw]
    notations: Notations
    start: int = 0

    def after(self, n: int) -> Region:
        start = self.raw[n - 1].end if 0 < n <= len(self.raw) else self.start
        return replace(self, raw=self.raw[n:], start=start)

    def span(self) -> Span:
        if not self.raw:
            return Span(self.source, max(self.start - 1, 0), max(self.start, 1))
        return Span(self.source, self.raw[0].start, self.raw[-1].end)

    def slice(self) -> Slice:
        span = self.span()
        return Slice(self.source, span.start, span.end, self.notations)

    def term(self) -> Term:
        if not self.raw:
            raise SpecError("syntax", "a term is missing here", self.span())
        return term_of(self.slice())

    def binders(self) -> tuple[Binder, ...]:
        return binders_of(self.slice()) if self.raw else ()

    def alternatives(self) -> tuple[Alternative, ...]:
        return alternatives_of(self.slice())


def depths(raw: list[Raw]) -> list[int]:
    """The bracket depth before each token; a mixfix notation such as `VJP[` opens one too."""
    result, depth = [], 0
    for token in raw:
        symbol = token.kind == "symbol"
        depth = max(depth - (symbol and token.text[0] in CLOSE), 0)
        result.append(depth)
        depth += symbol and (token.text in OPEN or token.text[-1] in "([{⟨")
    return result


def split_at(raw: list[Raw], *texts: str) -> int | None:
    """The index of the first such token outside brackets; the `:=` of a `let` does not count."""
    lets = 0
    for i, (token, depth) in enumerate(zip(raw, depths(raw), strict=True)):
        if depth or token.kind == "string":
            continue
        if token.text in _LETS:
            lets += 1
        elif token.text == ":=" and lets:
            lets -= 1
            continue
        if token.text in texts:
            return i
    return None


def split_binding(region: Region) -> tuple[Region, Region | None, Region | None]:
    """`x y : T := v` as (x y), T, v."""
    raw = region.raw
    assign = split_at(raw, ":=")
    head = replace(region, raw=raw if assign is None else raw[:assign])
    value = None if assign is None else region.after(assign + 1)
    colon = split_at(head.raw, ":")
    if colon is None:
        return head, None, value
    return replace(head, raw=head.raw[:colon]), head.after(colon + 1), value


def body_start(raw: list[Raw]) -> int | None:
    """Where a header ends: `:=`, `where`, or the first alternative."""
    lets, matching = 0, False
    for i, (token, depth) in enumerate(zip(raw, depths(raw), strict=True)):
        if depth or token.kind == "string":
            continue
        text = token.text
        by_cases = text in ("fun", "λ") and [t.text for t in raw[i + 1 : i + 2]] == ["|"]
        matching = matching or text == "match" or by_cases
        if text in _LETS:
            lets += 1
        elif text == ":=" and lets:
            lets -= 1
        elif text in (":=", "where") or (text == "|" and not matching and _begins_body(raw, i)):
            return i
    return None


def _begins_body(raw: list[Raw], at: int) -> bool:
    """Whether the bar is no absolute value's, and `=>` follows before `:=`."""
    alone = raw[at].first_on_line or at == 0 or raw[at - 1].end != raw[at].start
    if not alone or opens_bars(raw, at):
        return False
    for token, depth in zip(raw[at:], depths(raw[at:]), strict=True):
        if depth == 0 and token.text in ("=>", "↦"):
            return True
        if depth == 0 and token.text == ":=":
            return False
    return raw[at].first_on_line


def by_column(raw: list[Raw]) -> list[list[Raw]]:
    """Groups of tokens, each starting on a line of its own at the first one's column."""
    groups: list[list[Raw]] = []
    for token in raw:
        if not groups or (token.first_on_line and token.column <= raw[0].column):
            groups.append([])
        groups[-1].append(token)
    return groups
