"""Lean text to tokens, for lark's LALR parser. One pass, linear time.

Beyond splitting, the lexer settles what depends on layout: the end of the value of a `let`
becomes a `SEMI`, the fields of a structure instance on lines of their own get a `FSEP`, and a
`by` block becomes one `BY` token that nobody looks into unless data is asked of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lark import Token
from lark.lexer import Lexer

from bridge.errors import SpecError
from bridge.source import Source, Span
from bridge.syntax.notation import BIG_OPERATORS, Notations

_GREEK = "α-κμ-ωΑ-ΟΡΤ-Ωϊ-ϻἀ-῾"
_LETTER = f"A-Za-z_{_GREEK}\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u017f\\u2100-\\u214f\\U0001d49c-\\U0001d59f"
_REST = _LETTER + "✝0-9'!?\\u2080-\\u2089\\u2090-\\u209c\\u1d62-\\u1d6a\\u2c7c"
_PART = f"(?:[{_LETTER}][{_REST}]*|«[^»\n]*»)"
IDENT = re.compile(f"{_PART}(?:\\.{_PART})*")

KEYWORDS = frozenset(
    ["fun", "λ", "let", "have", "haveI", "letI", "show", "suffices", "from", "if", "then", "else", "match", "with", "by", "do", "in", "at", "∀", "∃", "∃!", "Type", "Sort", "Prop", "nomatch", "where", "calc", "this"]
) - {"this"}  # fmt: skip
_FIXED = (":=", "=>", "↦", "⟨", "⟩", "⦃", "⦄", "..", "(", ")", "[", "]", "{", "}", ",", ";", ":",
          "|", "@", "·", "#[", "![", "!![", "?", "`", "$", "%", "^")  # fmt: skip
_OPEN = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⦃": "⦄", "#[": "]", "![": "]", "!![": "]"}
_CLOSE = frozenset(_OPEN.values())
_ENDS = frozenset(")]}⟩‖†ᵀ")  # symbols that a `.field` may follow directly
_SYMMETRIC = frozenset({"‖", "|"})

_SPACE = re.compile(r"\s+|--[^\n]*")
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]+|0[bB][01]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_STRING = re.compile(r'[a-z]?!?"(?:[^"\\]|\\.)*"', re.S)
_CHAR = re.compile(r"'(?:[^'\\\n]|\\[^\n]{1,8}?)'")
_HOLE = re.compile(r"\?(?:[A-Za-z_][\w']*)?")


@dataclass(frozen=True, slots=True)
class Raw:
    """A token as the text shows it; `kind` is ident, number, string, symbol or doc."""

    kind: str
    text: str
    start: int
    end: int
    first_on_line: bool
    column: int


@lru_cache(maxsize=64)
def _symbols(tokens: frozenset[str]) -> re.Pattern[str]:
    every = {*tokens, *_FIXED, *BIG_OPERATORS, "∀", "∃", "∃!", "λ", "<;>", "|>."}
    # a word-like notation token must not cut an identifier in two
    ordered = sorted(every, key=len, reverse=True)
    return re.compile("|".join(re.escape(t) for t in ordered))


def scan(source: Source, start: int, end: int, tokens: frozenset[str]) -> Iterator[Raw]:
    """The tokens of a stretch of text; comments are skipped, doc comments are tokens."""
    text, symbols = source.text, _symbols(tokens)
    position, line_start = start, text.rfind("\n", 0, start) + 1
    fresh = not text[line_start:start].strip()
    while position < end:
        space = _SPACE.match(text, position, end)
        if space:
            newline = text.rfind("\n", position, space.end())
            if newline >= 0:
                line_start, fresh = newline + 1, True
            position = space.end()
            continue
        if text.startswith("/-", position):
            stop = _comment_end(source, position, end)
            newline = text.rfind("\n", position, stop)
            if text.startswith(("/--", "/-!"), position):
                yield Raw("doc", text[position:stop], position, stop, fresh, position - line_start)
            if newline >= 0:
                line_start, fresh = newline + 1, fresh
            position = stop
            continue
        kind, stop = _token(source, position, end, symbols)
        yield Raw(kind, text[position:stop], position, stop, fresh, position - line_start)
        fresh = False
        newline = text.rfind("\n", position, stop)
        if newline >= 0:
            line_start = newline + 1
        position = stop


def _comment_end(source: Source, start: int, end: int) -> int:
    depth, position = 0, start
    for found in re.compile(r"/-|-/").finditer(source.text, start, end):
        if found.start() < position:
            continue
        depth += 1 if found.group() == "/-" else -1
        position = found.end()
        if depth == 0:
            return position
    raise SpecError("open-comment", "this comment is never closed", Span(source, start, start + 2))


def _token(source: Source, at: int, end: int, symbols: re.Pattern[str]) -> tuple[str, int]:
    text = source.text
    word = IDENT.match(text, at, end)
    symbol = symbols.match(text, at, end)
    if symbol and (word is None or symbol.end() > word.end()):
        string = _STRING.match(text, at, end)
        return ("string", string.end()) if string else ("symbol", symbol.end())
    if word:
        string = _STRING.match(text, at, end)
        return ("string", string.end()) if string else ("ident", word.end())
    for kind, pattern in (("number", _NUMBER), ("string", _STRING), ("string", _CHAR)):
        found = pattern.match(text, at, end)
        if found:
            return kind, found.end()
    return "symbol", at + 1


@dataclass(slots=True)
class _Frame:
    """An open bracket: what may close it, and the column of fields inside a brace (-1: not yet
    known). A notation group (`VJP[ … ]`) has literals of its own between its ends."""

    closers: frozenset[str] = frozenset()
    separators: frozenset[str] | None = None
    field_column: int | None = None
    lets: list[int] = field(default_factory=list)
    ifs: int = 0
    in_bars: bool = False


class LeanLexer(Lexer):
    """Called by lark with a `Slice`; yields lark tokens whose positions are offsets."""

    def __init__(self, lexer_conf: object) -> None:
        pass

    def lex(self, lexer_state: object, parser_state: object = None) -> Iterator[Token]:  # type: ignore[override]
        data = lexer_state.text if hasattr(lexer_state, "text") else lexer_state
        chunk = data.text if hasattr(data, "text") else data
        assert isinstance(chunk, Slice)
        return _Layout(chunk).tokens()


@dataclass(frozen=True, slots=True)
class Slice:
    """A stretch of a source to be parsed, and the notations in scope."""

    source: Source
    start: int
    end: int
    notations: Notations


class _Layout:
    """Turns raw tokens into grammar terminals, watching brackets and columns."""

    def __init__(self, chunk: Slice) -> None:
        self.chunk = chunk
        raw = scan(chunk.source, chunk.start, chunk.end, chunk.notations.tokens())
        self.raw = [t for t in raw if t.kind != "doc"]
        self.frames = [_Frame()]
        self.at = 0
        self.previous: Raw | None = None

    def tokens(self) -> Iterator[Token]:
        while self.at < len(self.raw):
            raw = self.raw[self.at]
            yield from self._before(raw)
            self.at += 1
            yield from self._one(raw)
            self.previous = raw

    def _before(self, raw: Raw) -> Iterator[Token]:
        frame = self.frames[-1]
        if raw.first_on_line:
            while frame.lets and raw.column <= frame.lets[-1] and raw.text not in frame.closers:
                frame.lets.pop()
                yield self._make("SEMI", raw, ";")
            if raw.column == frame.field_column and raw.text not in frame.closers:
                yield self._make("FSEP", raw, ",")
        if frame.field_column == -1:
            frame.field_column = raw.column

    def _one(self, raw: Raw) -> Iterator[Token]:
        text, frame = raw.text, self.frames[-1]
        if raw.kind == "ident":
            yield from self._word(raw)
        elif raw.kind in ("number", "string"):
            yield self._make("NUMBER" if raw.kind == "number" else "STRING", raw)
        elif text == "." and self._next_touches(raw, ("ident", "number")):
            yield self._dotted(raw)
        elif text in _OPEN:
            brace = -1 if text == "{" else None
            self.frames.append(_Frame(frozenset({_OPEN[text]}), field_column=brace))
            yield self._make(_NAMES[text], raw)
        elif text in frame.closers:
            self.frames.pop()
            yield self._make(_NAMES[text] if frame.separators is None else "NCLOSE", raw)
        elif frame.separators and text in frame.separators:
            yield self._make("NSEP", raw)
        elif text == ";":
            if frame.lets:
                frame.lets.pop()
            yield self._make("SEMI", raw)
        elif text == "|":
            yield self._make(self._bar(raw), raw)
        elif text == "?":
            yield self._hole(raw)
        elif text == "_":
            yield self._make("HOLE", raw)
        elif text in BIG_OPERATORS:
            yield self._make("BIG", raw)
        else:
            yield self._make(_NAMES.get(text) or self._operator(raw), raw)

    def _operator(self, raw: Raw) -> str:
        """A notation token; the first of several (`⟪`, `VJP[`, `→L[`) opens a group."""
        text, rules = raw.text, self.chunk.notations
        if text not in rules.tokens():
            raise SpecError(
                "unknown-token",
                f"`{text}` is not Lean, or a notation that is not in scope",
                Span(self.chunk.source, raw.start, raw.end),
            )
        return "NOPEN" if text not in _SYMMETRIC and self._opens_group(text) else "OP"

    def _opens_group(self, text: str) -> bool:
        """Whether a notation of several literals starts here; its group is open from now on."""
        rules = self.chunk.notations
        started = (*rules.leading.get(text, ()), *rules.trailing.get(text, ()))
        longer = [rule.literals for rule in started if len(rule.literals) > 1]
        if not longer:
            return False
        separators = frozenset(t for literals in longer for t in literals[1:-1])
        self.frames.append(_Frame(frozenset(literals[-1] for literals in longer), separators))
        return True

    def _word(self, raw: Raw) -> Iterator[Token]:
        text, frame = raw.text, self.frames[-1]
        if text == "by":
            yield self._block(raw)
            return
        if text in ("let", "have", "letI", "haveI"):
            frame.lets.append(raw.column)
        if text == "if":
            frame.ifs += 1
        if text == "else":
            frame.ifs -= 1
        if text == "_":
            yield self._make("HOLE", raw)
        elif text in ("Type", "Sort", "Prop"):
            yield self._sort(raw)
        elif text in KEYWORDS:
            yield self._make(_KEYWORD_NAMES.get(text, text.upper()), raw)
        elif text in self.chunk.notations.tokens():
            yield self._make(self._operator(raw), raw)
        else:
            yield self._make("IDENT", raw)

    def _sort(self, raw: Raw) -> Token:
        """`Type`, with its universe if one follows: `Type*`, `Type _`, `Type u`."""
        end = raw.end
        if raw.text != "Prop" and self.at < len(self.raw):
            after = self.raw[self.at]
            star = after.text == "*" and after.start == raw.end
            level = after.text == "_" or re.fullmatch(r"[uvw][₀-₉\d']?|\d", after.text)
            if star or (level and after.start <= raw.end + 1):
                self.at, end = self.at + 1, after.end
        return self._token("SORT", self.chunk.source.text[raw.start : end], raw.start, end)

    def _dotted(self, raw: Raw) -> Token:
        """`.name` after a term is a field, otherwise a leading-dot name."""
        name = self.raw[self.at]
        self.at += 1
        before = self.previous
        ends_term = before is not None and (before.kind != "symbol" or before.text[-1] in _ENDS)
        touches = before is not None and before.end == raw.start
        kind = "FIELD" if touches and ends_term else "DOTIDENT"
        return self._token(kind, name.text, raw.start, name.end)

    def _hole(self, raw: Raw) -> Token:
        end = raw.end
        if self._next_touches(raw, ("ident",)):
            end = self.raw[self.at].end
            self.at += 1
        return self._token("HOLE", self.chunk.source.text[raw.start : end], raw.start, end)

    def _bar(self, raw: Raw) -> str:
        """`|x|` opens and closes without space inside; otherwise `|` separates alternatives."""
        frame, text = self.frames[-1], self.chunk.source.text
        if frame.in_bars:
            frame.in_bars = False
            return "OP"
        if not text[raw.end : raw.end + 1].strip():
            return "BAR"
        line_end = text.find("\n", raw.end)
        rest = text[raw.end : line_end if line_end >= 0 else len(text)]
        if not re.match(r"[^|]*\S\|", rest) or re.match(r"[^|]*=>", rest):
            return "BAR"
        frame.in_bars = True
        return "OP"

    def _block(self, raw: Raw) -> Token:
        """A `by` block as one token: up to a token left of its first tactic, or to what ends the
        enclosing term."""
        if self.at >= len(self.raw):
            return self._token("BY", "", raw.start, raw.end)
        first, outer = self.raw[self.at], self.frames[-1]
        depth, end, opened_ifs = 0, raw.end, 0
        while self.at < len(self.raw):
            token = self.raw[self.at]
            if token.first_on_line and token.column < first.column:
                break
            if depth == 0 and (
                token.text in _CLOSE
                or (token.text == "," and len(self.frames) > 1)
                or (token.text == "else" and outer.ifs > 0 and opened_ifs == 0)
                or (token.text == "then" and outer.ifs > 0)
            ):
                break
            if token.text[-1] in "([{⟨⦃" and token.kind == "symbol":
                depth += 1
            elif token.text in _CLOSE:
                depth -= 1
            opened_ifs += (token.text == "if") - (token.text == "else")
            end, self.at = token.end, self.at + 1
        return self._token("BY", self.chunk.source.text[first.start : end], first.start, end)

    def _next_touches(self, raw: Raw, kinds: tuple[str, ...]) -> bool:
        if self.at >= len(self.raw):
            return False
        after = self.raw[self.at]
        return after.start == raw.end and after.kind in kinds

    def _make(self, type: str, raw: Raw, text: str | None = None) -> Token:
        return self._token(type, raw.text if text is None else text, raw.start, raw.end)

    def _token(self, type: str, text: str, start: int, end: int) -> Token:
        return Token(type, text, start_pos=start, line=0, column=0, end_pos=end)


_NAMES = {
    "(": "LPAR", ")": "RPAR", "[": "LSQB", "]": "RSQB", "{": "LBRACE", "}": "RBRACE",
    "⟨": "LANGLE", "⟩": "RANGLE", "⦃": "LSTRICT", "⦄": "RSTRICT", "#[": "LSQB", "![": "LSQB",
    "!![": "LSQB", ",": "COMMA", ":": "COLON", ":=": "ASSIGN", "=>": "ARROW", "↦": "ARROW",
    "@": "AT", "·": "HOLE", "∀": "FORALL", "∃": "EXISTS", "∃!": "EXISTS", "λ": "FUN", "..": "DOTS",
}  # fmt: skip
_KEYWORD_NAMES = {"haveI": "HAVE", "letI": "LET", "∀": "FORALL", "∃": "EXISTS"}
TERMINALS = (
    *sorted({*_NAMES.values(), "IDENT", "NUMBER", "STRING", "OP", "FIELD", "DOTIDENT", "BIG", "BAR",
             "SEMI", "FSEP", "SORT", "BY", "FUN", "LET", "HAVE", "SHOW", "SUFFICES", "FROM", "IF",
             "THEN", "ELSE", "MATCH", "WITH", "DO", "IN", "NOMATCH", "WHERE", "CALC", "HOLE", "NOPEN",
             "NSEP", "NCLOSE"}),
)  # fmt: skip
