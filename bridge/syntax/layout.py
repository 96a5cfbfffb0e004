"""Raw tokens to the terminals of `lean.lark`, settling what depends on layout and on brackets.

The end of the value of a `let` becomes a `SEMI`, the fields of a structure instance on lines of
their own get an `FSEP`, alternatives that a line further left ends get an `AEND`, and blocks that
nobody looks into unless data is asked of them (`by`, `do`, `calc`, quotations) become one token.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lark import Token
from lark.lexer import Lexer

from bridge.errors import SpecError
from bridge.source import Source, Span
from bridge.syntax.frames import (
    BLOCKS,
    CLOSE,
    ENDING,
    GOES_ON,
    KEYWORDS,
    LETS,
    NO_ARGUMENT,
    OPEN,
    QUANTIFIERS,
    TERMINATION,
    Frame,
    Inner,
    opens_bars,
)
from bridge.syntax.lexer import Raw, scan
from bridge.syntax.notation import FIXED, SYMMETRIC, Notations


@dataclass(frozen=True, slots=True)
class Slice:
    """A stretch of a source to be parsed, and the notations in scope."""

    source: Source
    start: int
    end: int
    notations: Notations


class LeanLexer(Lexer):
    """Called by lark with a `Slice`; yields lark tokens whose positions are offsets."""

    def __init__(self, lexer_conf: object) -> None:
        pass

    def lex(self, lexer_state: object, parser_state: object = None) -> Iterator[Token]:
        data = lexer_state.text if hasattr(lexer_state, "text") else lexer_state
        chunk = data.text if hasattr(data, "text") else data
        assert isinstance(chunk, Slice)
        return Layout(chunk).tokens()


class Layout:
    """The terminals of one stretch of text."""

    def __init__(self, chunk: Slice) -> None:
        self.chunk = chunk
        raw = scan(chunk.source, chunk.start, chunk.end, chunk.notations)
        self.raw = [t for t in raw if t.kind != "doc"]
        self.frames = [Frame()]
        self.at = 0
        self.previous: Raw | None = None
        self.ended = False  # whether a term may end with the last token

    def tokens(self) -> Iterator[Token]:
        while self.at < len(self.raw):
            raw = self.raw[self.at]
            if raw.first_on_line or self.frames[-1].field_column == -1:
                yield from self._new_line(raw)
            self.at += 1
            yield from self._one(raw)
            self.previous = self.raw[min(self.at, len(self.raw)) - 1]

    def _new_line(self, raw: Raw) -> Iterator[Token]:
        frame = self.frames[-1]
        if raw.first_on_line and raw.text not in frame.closers:
            while self._ends_let(raw, frame):
                frame.close("let")
                yield self._make("SEMI", raw, ";")
            while raw.text == "|" and raw.column < (frame.innermost("alternatives") or 0):
                frame.close("alternatives")
                yield self._make("AEND", raw, "")
            if frame.assigned and raw.column == frame.field_column and raw.text != ",":
                yield self._make("FSEP", raw, ",")
        if frame.field_column == -1:
            frame.field_column = raw.column

    def _ends_let(self, raw: Raw, frame: Frame) -> bool:
        """Whether the value of a `let` ends before this line: not further right than the `let`,
        and with nothing that goes on with a term; or with what cannot be an argument."""
        column = frame.innermost("let")
        if column is None or not self.ended:
            return False
        if raw.text in NO_ARGUMENT:
            return True
        if raw.text == "|":
            return raw.column <= column and opens_bars(self.raw, self.at)
        goes_on = raw.text in self.chunk.notations.trailing or raw.text in GOES_ON
        return raw.column <= column and not goes_on

    def _one(self, raw: Raw) -> Iterator[Token]:
        text, frame = raw.text, self.frames[-1]
        if raw.kind == "ident":
            yield from self._word(raw)
        elif raw.kind == "number":
            yield self._make("NUMBER", raw)
        elif raw.kind == "string":
            yield self._make("STRING", raw)
        elif text in frame.closers and not (text in SYMMETRIC and self._opens_again(raw)):
            yield self._close(raw)
        elif frame.separators and text in frame.separators and not (text == "," and frame.commas):
            yield self._make("NSEP", raw)
        elif text in OPEN:
            yield self._open(raw)
        else:
            yield from self._symbol(raw)

    def _symbol(self, raw: Raw) -> Iterator[Token]:
        text, frame = raw.text, self.frames[-1]
        match text:
            case ".":
                yield self._dot(raw)
            case "," if frame.commas:
                frame.commas -= 1
                yield self._make("COMMA", raw)
            case ";":
                frame.close("let")
                yield self._make("SEMI", raw)
            case "|":
                yield self._bar(raw)
            case "?":
                yield self._hole(raw)
            case "@" if self._next_touches(raw, ("symbol",)) and self.raw[self.at].text == "&":
                self.at += 1  # a borrowed argument of an extern function
            case "@":
                yield self._at(raw)
            case "`":
                yield self._quotation(raw)
            case "|>.":
                yield self._pipe(raw)
            case _ if text in QUANTIFIERS:
                frame.commas += 1
                yield self._make("FORALL" if text[0] == "∀" else "EXISTS", raw)
            case _ if text in self.chunk.notations.bigs:
                yield self._big(raw)
            case _:
                yield from self._other(raw)

    def _big(self, raw: Raw) -> Token:
        """`∑`; `⨂[R]` is one token with what its bracket holds."""
        end = raw.end
        if raw.text.endswith("["):
            while self.at < len(self.raw) and self.raw[self.at - 1].text != "]":
                end, self.at = self.raw[self.at].end, self.at + 1
        self.frames[-1].commas += 1
        return self._token("BIG", self.chunk.source.text[raw.start : end], raw.start, end)

    def _other(self, raw: Raw) -> Iterator[Token]:
        kind = _NAMES.get(raw.text)
        if len(raw.text) > 1 and raw.text[0] in CLOSE:
            yield from self._split(raw)
        elif kind is not None:
            frame = self.frames[-1]
            frame.assigned = frame.assigned or (kind == "ASSIGN" and frame.innermost("let") is None)
            yield self._make(kind, raw)
        elif raw.text in self.chunk.notations.literals:
            yield self._operator(raw)
        else:
            raise SpecError(
                "unknown-token",
                f"`{raw.text}` is not Lean, or a notation that is not in scope",
                Span(self.chunk.source, raw.start, raw.end),
            )

    def _split(self, raw: Raw) -> Iterator[Token]:
        """`]^` where no notation of that name is open: `]`, and what follows read again."""
        first = raw._replace(text=raw.text[0], end=raw.start + 1)
        after = self.raw[self.at : self.at + 1]
        joined = bool(after) and after[0].start == raw.end
        end = after[0].end if joined else raw.end
        rest = scan(self.chunk.source, first.end, end, self.chunk.notations)
        self.raw[self.at : self.at + joined] = [
            t._replace(first_on_line=False, column=raw.column + t.start - raw.start) for t in rest
        ]
        self.raw[self.at - 1] = first
        yield from self._one(first)

    def _open(self, raw: Raw) -> Token:
        text, before = raw.text, self.previous
        brace = -1 if text == "{" else None
        frame = Frame(frozenset({OPEN[text]}), field_column=brace)
        kind = _NAMES[text]
        if text == "[" and before is not None and before.end == raw.start and self.ended:
            frame.quiet, kind = True, "LIDX"
        self.frames.append(frame)
        return self._make(kind, raw)

    def _close(self, raw: Raw) -> Token:
        frame = self.frames.pop()
        if frame.separators is not None:
            return self._make("NCLOSE", raw)
        if not frame.quiet:
            return self._make(_NAMES[raw.text], raw)
        after = self.raw[self.at] if self.at < len(self.raw) else None
        if after is not None and after.start == raw.end and after.text in ("!", "?", "'"):
            self.at += 1
            raw = raw._replace(text=raw.text + after.text, end=after.end)
            self.raw[self.at - 1] = raw
        return self._make("RSQB", raw)

    def _operator(self, raw: Raw) -> Token:
        """A notation token; the first of several brackets (`⟪`, `VJP[`, `→L[`) opens a group."""
        opener = self.chunk.notations.openers.get(raw.text)
        if opener is None:
            if raw.text in CLOSE | FIXED and raw.text[0] in CLOSE:
                raise SpecError(
                    "syntax",
                    f"`{raw.text}` is not expected here",
                    Span(self.chunk.source, raw.start, raw.end),
                )
            return self._make("OP", raw)
        self.frames.append(Frame(opener.closers, opener.separators))
        return self._make("NOPEN", raw)

    def _word(self, raw: Raw) -> Iterator[Token]:
        text, frame = raw.text, self.frames[-1]
        if text not in KEYWORDS:
            if text == "_":
                yield self._make("HOLE", raw)
            elif text in self.chunk.notations.bigs:
                yield self._big(raw)
            elif text in self.chunk.notations.literals:
                yield self._operator(raw)
            elif text in ("q", "Q") and self._is_quoted(raw):
                yield self._quotation(raw)
            else:
                yield self._make("IDENT", raw)
        elif text in BLOCKS:
            yield self._block(raw)
        elif text in ("Type", "Sort", "Prop"):
            yield self._sort(raw)
        elif text in ("open", "set_option"):
            self._skip_prefix()
        elif text in TERMINATION:
            self._skip_termination(frame)
        else:
            self._count(raw, frame)
            yield self._make(_KEYWORD_NAMES.get(text, text.upper()), raw)

    def _count(self, raw: Raw, frame: Frame) -> None:
        """What a keyword opens or closes in its frame."""
        text, before = raw.text, self.previous
        if text in LETS and (before is None or before.text != "if"):
            frame.open.append(("let", raw.column))
        elif text == "if":
            frame.open.append(("if", raw.column))
        elif text == "else":
            frame.close("if")
        elif text in ("show", "suffices"):
            frame.shows += 1
        elif text == "from":
            frame.shows -= frame.shows > 0
        elif text == "match":
            frame.matches += 1
        elif text == "with" and frame.matches:
            frame.matches -= 1
            self._alternatives(frame)
        elif text == "with" and frame.field_column is not None:
            frame.field_column = -1
        elif text == "fun" and self.at < len(self.raw) and self.raw[self.at].text == "|":
            self._alternatives(frame)

    def _alternatives(self, frame: Frame) -> None:
        if self.at < len(self.raw):
            first = self.raw[self.at]
            column = first.column if first.first_on_line else -1
            frame.open.append(("alternatives", column))

    def _skip_prefix(self) -> None:
        """`open A in`, `set_option x y in` before a term: what it changes is not told."""
        while self.at < len(self.raw) and self.raw[self.at].text != "in":
            self.at += 1
        self.at += 1

    def _skip_termination(self, frame: Frame) -> None:
        """`termination_by …` of a local function ends where the function's `let` does, that of a
        declaration with the text."""
        column = frame.innermost("let")
        while self.at < len(self.raw):
            token = self.raw[self.at]
            left = column is not None and token.first_on_line and token.column <= column
            if left and token.text not in TERMINATION:
                break
            self.at += 1

    def _sort(self, raw: Raw) -> Token:
        """`Type`, with its universe if one follows: `Type*`, `Type _`, `Type u`."""
        end = raw.end
        if raw.text != "Prop" and self.at < len(self.raw):
            after = self.raw[self.at]
            star = after.text == "*" and after.start == raw.end
            level = after.kind in ("ident", "number") and after.text not in KEYWORDS
            if star or (level and after.start == raw.end + 1):
                self.at, end = self.at + 1, after.end
        return self._token("SORT", self.chunk.source.text[raw.start : end], raw.start, end)

    def _dot(self, raw: Raw) -> Token:
        """`.name` after a term is a field, otherwise a leading-dot name; a lone `.` is a `·`."""
        if not self._next_touches(raw, ("ident", "number")):
            return self._make("CDOT", raw, "·")
        name = self.raw[self.at]
        self.at += 1
        before = self.previous
        touches = before is not None and before.end == raw.start
        kind = "FIELD" if touches and self.ended else "DOTIDENT"
        self.raw[self.at - 1] = name._replace(start=raw.start)
        return self._token(kind, name.text, raw.start, name.end)

    def _pipe(self, raw: Raw) -> Token:
        """`e |>.field`."""
        name = self.raw[self.at] if self.at < len(self.raw) else raw
        self.at += 1
        return self._token("PIPE", name.text, raw.start, name.end)

    def _hole(self, raw: Raw) -> Token:
        end = raw.end
        if self._next_touches(raw, ("ident",)):
            end = self.raw[self.at].end
            self.at += 1
        return self._token("HOLE", self.chunk.source.text[raw.start : end], raw.start, end)

    def _at(self, raw: Raw) -> Token:
        """`@f` as one token; `@` before a bracket, `@fun` and `x@p` stand alone."""
        if self._next_touches(raw, ("ident",)) and self.raw[self.at].text not in KEYWORDS:
            name = self.raw[self.at]
            before = self.previous
            if before is None or before.end < raw.start or before.kind == "symbol":
                self.at += 1
                return self._token("EXPLICIT", name.text, raw.start, name.end)
        return self._make("AT", raw)

    def _is_quoted(self, raw: Raw) -> bool:
        """`Q(… $x …)`: a term with parts to be filled in."""
        text = self.chunk.source.text
        close = text.find("\n", raw.end)
        line = text[raw.end : close if close >= 0 else len(text)]
        return self._next_touches(raw, ("symbol",)) and line.startswith("(") and "$" in line

    def _quotation(self, raw: Raw) -> Token:
        """A quotation, `` `(…) ``, as one token."""
        depth, end = 0, raw.end
        while self.at < len(self.raw):
            token = self.raw[self.at]
            opens = token.kind == "symbol" and token.text[-1] in "([{"
            depth += opens - (token.text in (")", "]", "}"))
            end, self.at = token.end, self.at + 1
            if depth <= 0:
                break
        return self._token("QUOTE", self.chunk.source.text[raw.start : end], raw.start, end)

    # -- bars ---------------------------------------------------------------------------------

    def _bar(self, raw: Raw) -> Token:
        """`|x|` has no space inside its bars; otherwise `|` separates alternatives."""
        frame = self.frames[-1]
        if "|" in frame.closers or opens_bars(self.raw, self.at - 1):
            return self._operator(raw)
        if raw.first_on_line and frame.open and frame.open[-1] == ("alternatives", -1):
            frame.open[-1] = ("alternatives", raw.column)
        return self._make("BAR", raw)

    def _opens_again(self, raw: Raw) -> bool:
        """Whether a bar opens inside bars: after an operator, or with space before it only."""
        before, text = self.previous, self.chunk.source.text
        if before is None or not self.ended:
            return True
        return before.end < raw.start and bool(text[raw.end : raw.end + 1].strip())

    # -- blocks -------------------------------------------------------------------------------

    def _block(self, raw: Raw) -> Token:
        """A `by`, `do` or `calc` block as one token: up to a token left of its first one, or to
        what ends the enclosing term."""
        kind, frame = BLOCKS[raw.text], self.frames[-1]
        if kind == "BY" and frame.shows:
            frame.shows, kind = frame.shows - 1, "SHOWBY"
        if self.at >= len(self.raw):
            return self._token(kind, "", raw.start, raw.end)
        first = self.raw[self.at]
        column = self._line_column(raw) + 1 if raw.text == "calc" else first.column
        end = self._block_end(raw, column, frame)
        return self._token(kind, self.chunk.source.text[first.start : end], first.start, end)

    def _line_column(self, raw: Raw) -> int:
        text = self.chunk.source.text
        line = text[text.rfind("\n", 0, raw.start) + 1 : raw.start]
        return len(line) - len(line.lstrip())

    def _block_end(self, raw: Raw, column: int, frame: Frame) -> int:
        depth, end, inner = 0, raw.end, Inner(self.chunk.notations)
        inside = len(self.frames) > 1 or frame.commas > 0
        in_if = frame.innermost("if") is not None
        while self.at < len(self.raw):
            token = self.raw[self.at]
            text = token.text
            if token.first_on_line and token.column < column:
                break
            if depth == 0 and token.kind != "string":
                ends = text in CLOSE or text in frame.closers
                if ends or inner.leaves(text, in_if=in_if, inside=inside):
                    break
            if token.kind == "symbol":
                depth += (text[-1] in "([{⟨⦃") - (text[0] in CLOSE)
            end, self.at = token.end, self.at + 1
        return end

    # -- tokens -------------------------------------------------------------------------------

    def _next_touches(self, raw: Raw, kinds: tuple[str, ...]) -> bool:
        if self.at >= len(self.raw):
            return False
        after = self.raw[self.at]
        return after.start == raw.end and after.kind in kinds

    def _make(self, type: str, raw: Raw, text: str | None = None) -> Token:
        return self._token(type, raw.text if text is None else text, raw.start, raw.end)

    def _token(self, type: str, text: str, start: int, end: int) -> Token:
        self.ended = type in ENDING or (type == "OP" and text in self.chunk.notations.enders)
        return Token(type, text, start_pos=start, line=0, column=0, end_pos=end)


_NAMES = {
    "(": "LPAR", ")": "RPAR", "[": "LSQB", "]": "RSQB", "{": "LBRACE", "}": "RBRACE",
    "⟨": "LANGLE", "⟩": "RANGLE", "⦃": "LSTRICT", "⦄": "RSTRICT", "#[": "LSQB", "#v[": "LSQB",
    "![": "LSQB", "!![": "LSQB", "!₂[": "LSQB", ",": "COMMA", ":": "COLON", ":=": "ASSIGN",
    "=>": "ARROW", "↦": "ARROW", "·": "CDOT", "λ": "FUN", "..": "DOTS", "//": "SLASHES",
}  # fmt: skip
_KEYWORD_NAMES = {"haveI": "HAVE", "letI": "HAVE"}  # both may do without a name
