"""Lean text to raw tokens: identifiers, numbers, strings, symbols. One pass, linear time.

Comments are left out, doc comments are tokens. Which symbols exist is the notation table's matter;
what depends on layout is `layout`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bridge.errors import SpecError
from bridge.source import Source, Span
from bridge.syntax.notation import Notations

_GREEK = "α-κμ-ωΑ-ΟΡΤ-Ωϊ-ϻἀ-῾"
_LETTER = (
    f"A-Za-z_{_GREEK}\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u017f\\u2100-\\u214f"
    "\\U0001d49c-\\U0001d59f"
)
_REST = _LETTER + "✝0-9'!?\\u2080-\\u2089\\u2090-\\u209c\\u1d62-\\u1d6a\\u2c7c"
_PART = f"(?:[{_LETTER}][{_REST}]*|«[^»\n]*»)"
IDENT = re.compile(f"{_PART}(?:\\.{_PART})*")

_TOKEN = re.compile(
    rf"""
    (?P<space>(?:\s+|--[^\n]*)+)
  | (?P<comment>/-)
  | (?P<raw>r(?P<hashes>\#*)".*?"(?P=hashes))
  | (?P<woven>(?<![{_REST}])[a-zA-Z]+!")
  | (?P<ident>{_PART}(?:\.{_PART})*)
  | (?P<number>0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)
  | (?P<string>"(?:[^"\\]|\\.)*")
  | (?P<char>'(?:[^'\\\n]|\\[^\n]{{1,8}}?)')
  | (?P<quoted>``?{_PART}(?:\.{_PART})*)
  | (?P<other>.)
    """,
    re.S | re.X,
)
_COMMENT_EDGE = re.compile(r"/-|-/")
_UNIVERSES = re.compile(r"\.\{[^{}\n]*\}")
_WOVEN_EDGE = re.compile(r'[{}"\\]', re.S)


SAME = {"bif": "if"}  # of a truth value, as it is elaborated in either case


class Raw(NamedTuple):
    """A token as the text shows it; `kind` is ident, number, string, symbol or doc."""

    kind: str
    text: str
    start: int
    end: int
    first_on_line: bool
    column: int


def scan(source: Source, start: int, end: int, notations: Notations) -> Iterator[Raw]:
    """The tokens of a stretch of text; comments are skipped, doc comments are tokens."""
    text, by_first, match = source.text, notations.by_first, _TOKEN.match
    at, line = start, text.rfind("\n", 0, start) + 1
    fresh = not text[line:start].strip()
    while at < end:
        found = match(text, at, end)
        assert found is not None
        kind, stop = found.lastgroup, found.end()
        if kind == "space":
            newline = text.rfind("\n", at, stop)
            if newline >= 0:
                line, fresh = newline + 1, True
            at = stop
            continue
        if kind == "comment":
            stop = comment_end(source, at, end)
            if text.startswith(("/--", "/-!"), at):
                yield Raw("doc", text[at:stop], at, stop, fresh, at - line)
        elif kind == "ident":
            for symbol in by_first.get(text[at], ()):
                if at + len(symbol) > stop and text.startswith(symbol, at):
                    kind, stop = "symbol", at + len(symbol)
                    break
            word = text[at:stop]
            yield Raw(kind, SAME.get(word, word), at, stop, fresh, at - line)
            if text.startswith(".{", stop) and (universes := _UNIVERSES.match(text, stop, end)):
                stop = universes.end()
            fresh = False
        else:
            kind, stop = _rest(source, at, end, kind or "other", stop, by_first)
            yield Raw(kind, text[at:stop], at, stop, fresh, at - line)
            fresh = False
        newline = text.rfind("\n", at, stop)
        if newline >= 0:
            line = newline + 1
        at = stop


def _rest(
    source: Source, at: int, end: int, kind: str, stop: int, by_first: Mapping[str, tuple[str, ...]]
) -> tuple[str, int]:
    """The kind and end of a token that is no identifier."""
    text = source.text
    if kind in ("raw", "hashes", "string", "quoted"):
        return "string", stop
    if kind == "woven":
        return "string", woven_end(source, stop, end)
    longest = next((s for s in by_first.get(text[at], ()) if text.startswith(s, at)), None)
    if kind in ("char", "number") and (longest is None or at + len(longest) <= stop):
        return ("string" if kind == "char" else "number"), stop
    if longest is not None and at + len(longest) <= end:
        return "symbol", at + len(longest)
    return "symbol", at + 1


def comment_end(source: Source, start: int, end: int) -> int:
    """The end of the block comment that starts here; comments nest."""
    depth, at = 0, start
    while found := _COMMENT_EDGE.search(source.text, at, end):
        depth += 1 if found.group() == "/-" else -1
        at = found.end()
        if depth == 0:
            return at
    raise SpecError("open-comment", "this comment is never closed", Span(source, start, start + 2))


def woven_end(source: Source, start: int, end: int) -> int:
    """The end of a string with terms between braces, `s!"{f "x"}"`; `start` is after its quote."""
    text, at = source.text, start
    while found := _WOVEN_EDGE.search(text, at, end):
        at = found.end()
        match found.group():
            case "\\":
                at += 1
            case '"':
                return at
            case "{":
                at = _braced_end(source, at, end)
    raise SpecError("open-string", "this string is never closed", Span(source, start - 1, start))


def _braced_end(source: Source, start: int, end: int) -> int:
    """The end of `{…}` inside a string; strings and comments inside it are skipped."""
    depth, at = 1, start
    while at < end and (found := _TOKEN.match(source.text, at, end)):
        kind, at = found.lastgroup, found.end()
        if kind == "comment":
            at = comment_end(source, found.start(), end)
        elif kind == "woven":
            at = woven_end(source, at, end)
        elif kind in ("other", "char") and source.text[found.start()] in "{}":
            depth += 1 if source.text[found.start()] == "{" else -1
            if depth == 0:
                return at
    raise SpecError("open-string", "this brace is never closed", Span(source, start - 1, start))
