"""A file's text cut into commands, without reading what is in them.

A proof never swallows the next declaration: a command begins where a line begins with its keyword,
whatever the text before looked like. Doc comments, attributes and modifiers belong to the command
that follows them. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from bridge.errors import SpecError
from bridge.project.words import COMMANDS, INDENTED, MODIFIERS, PREFIXES, SYNTAX
from bridge.source import Source
from bridge.syntax.commands import KINDS
from bridge.syntax.lexer import comment_end, woven_end

EXIT = "#exit"
_WORD_END = r"(?![\w.'!?✝])"
_KEYWORDS = "|".join(sorted(COMMANDS | MODIFIERS, key=len, reverse=True))
_EDGE = re.compile(
    rf"""
    (?P<line>--[^\n]*)
  | ^(?P<indent>[ \t]*)(?P<word>(?:{_KEYWORDS}){_WORD_END}|\#[a-z]\w*|@\[|/--)
  | (?P<own>^(?<=\n\n)[A-Za-z_]\w*[ \t]+(?="))
  | (?P<comment>/-)
  | (?P<raw>(?<![\w'!?])r(?P<hashes>\#*)".*?"(?P=hashes))
  | (?P<woven>(?<=[A-Za-z])!")
  | (?P<string>"(?:[^"\\]|\\.)*")
  | (?P<char>(?<![\w'!?₀-₉])'(?:[^'\\\n]|\\[^\n]{{1,8}}?)')
    """,
    re.S | re.X | re.M,
)
# `syntax "WORD" … : command`, and the same by `macro` or `elab`: a command of the project's own
_COMMAND = re.compile(
    r"""^[ \t]*(?:(?:scoped|local)[ ]+)?(?:syntax|macro|elab)\b[^"\n]*
        "(?P<word>[A-Za-z_][\w!?]*)[ ]?"(?:(?!\n[ \t]*\n).)*?:\s*command\b""",
    re.S | re.X | re.M,
)
_SKIPPED = re.compile(r"(?:\s+|--[^\n]*)+")
_MODIFIER = re.compile(rf"(?:{'|'.join(sorted(MODIFIERS, key=len, reverse=True))}){_WORD_END}")
_WORD = re.compile(rf"(?:{_KEYWORDS}){_WORD_END}|#[a-z]\w*")
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|--[^\n]*|/-|[(\[{⟨)\]}⟩]')
_SIGN = {**dict.fromkeys("([{⟨", 1), **dict.fromkeys(")]}⟩", -1)}
_DECLARATION = re.compile(rf"^(?:(?:{'|'.join(sorted(KINDS))}){_WORD_END}|@\[)", re.M)
_IN = re.compile(r"\bin\b")


class Command(NamedTuple):
    """The text of one command; `keyword` is where its own keyword stands, after attributes and
    modifiers, and `word` that keyword (empty where there is none)."""

    start: int
    keyword: int
    end: int
    word: str


class _Start(NamedTuple):
    offset: int
    keyword: int
    word: str


def split(source: Source) -> Iterator[Command]:
    """The commands of a file, in order. Text before the first one belongs to none, and neither does
    what follows `#exit`, which Lean does not read."""
    waiting: _Start | None = None
    try:
        for start in _starts(source):
            if waiting is not None:
                yield Command(waiting.offset, waiting.keyword, start.offset, waiting.word)
            if start.word == EXIT:
                return
            waiting = start
    except SpecError as error:  # a comment that is never closed: what stands before it is read
        place = error.diagnostic.span
        if waiting is not None and place is not None and place.start > waiting.keyword:
            yield Command(waiting.offset, waiting.keyword, place.start, waiting.word)
        raise
    if waiting is not None:
        yield Command(waiting.offset, waiting.keyword, len(source.text), waiting.word)


def after_exit(source: Source) -> int:
    """How many declarations stand after `#exit`: no Lean text, and told as that."""
    if EXIT not in source.text:
        return 0
    count, reached = 0, False
    with suppress(SpecError):  # a comment that is never closed, where Lean does not look
        for start in _starts(source):
            count += reached and start.word in KINDS
            reached = reached or start.word == EXIT
    return count


def _starts(source: Source) -> Iterator[_Start]:
    current: _Start | None = None
    for offset, indented in _candidates(source):
        if current is not None and offset <= current.keyword:
            continue  # an attribute or modifier on a line of its own
        keyword, word = keyword_at(source, offset)
        if indented and not _begins(source, current, keyword, word):
            continue
        current = _Start(offset, keyword, word)
        yield current


def _begins(source: Source, current: _Start | None, keyword: int, word: str) -> bool:
    """Whether an indented keyword begins a command: not inside brackets (a quotation), not in a
    macro, not as a prefix of a tactic (`open A in simp`)."""
    if word not in INDENTED:
        return False
    if current is None:
        return True
    if current.word in SYNTAX or _depth(source, current.keyword, keyword) > 0:
        return False
    if word in PREFIXES:
        line_end = source.text.find("\n", keyword)
        rest = source.text[keyword : line_end if line_end >= 0 else len(source.text)]
        return not _IN.search(rest)
    return True


def _brackets(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The bracket depth after each bracket, and where it ends; comments and strings have none."""
    depth, at = 0, start
    while found := _BRACKET.search(source.text, at, end):
        at = found.end()
        if found.group() == "/-":
            at = comment_end(source, found.start(), end)
        elif found.group() in _SIGN:
            depth = max(depth + _SIGN[found.group()], 0)
            yield depth, at


def _depth(source: Source, start: int, end: int) -> int:
    depth = 0
    for now, _ in _brackets(source, start, end):
        depth = now
    return depth


def _candidates(source: Source) -> Iterator[tuple[int, bool]]:
    """Lines that begin like a command, outside comments and strings."""
    text, at = source.text, 0
    own = {found.group("word") for found in _COMMAND.finditer(text)}
    edge = _with_words(own) if own else _EDGE
    while found := edge.search(text, at):
        at = found.end()
        if found.lastgroup == "comment":
            at = comment_end(source, found.start(), len(text))
        elif found.lastgroup == "woven":
            at = _after_woven(source, at)
        elif found.lastgroup in ("own", "declared"):
            yield found.start(), False
        elif found.lastgroup == "word":
            yield found.start("word"), found.start("word") > found.start()
            if found.group("word") == "/--":
                at = comment_end(source, found.start("word"), len(text))


def _with_words(own: set[str]) -> re.Pattern[str]:
    """What begins a command where a file declares commands of its own."""
    words = "|".join(sorted(map(re.escape, own), key=len, reverse=True))
    declared = rf"{_EDGE.pattern} | (?P<declared>^(?:{words}){_WORD_END})"
    return re.compile(declared, _EDGE.flags)


def _after_woven(source: Source, start: int) -> int:
    """Past `s!"…{e}…"`; where its braces do not match, past its first line."""
    try:
        return woven_end(source, start, len(source.text))
    except SpecError:
        newline = source.text.find("\n", start)
        return newline if newline >= 0 else len(source.text)


def keyword_at(source: Source, start: int) -> tuple[int, str]:
    """Where the heading that starts here ends, and the keyword that stands there."""
    text, at = source.text, start
    while at < len(text):
        if found := _SKIPPED.match(text, at) or _MODIFIER.match(text, at):
            at = found.end()
        elif text.startswith("/-", at):
            at = comment_end(source, at, len(text))
        elif text.startswith("@[", at) or text[at] == "[":
            at = _bracket_end(source, at)
        else:
            break
    found = _WORD.match(text, at)
    return at, found.group() if found else ""


def _bracket_end(source: Source, start: int) -> int:
    """The end of an attribute; one that is not closed before the next one or the next declaration
    ends with its first line."""
    limit = len(source.text)
    for found in _DECLARATION.finditer(source.text, start + 1):
        if not _in_comment(source, start, found.start()):
            limit = found.start()
            break
    for depth, end in _brackets(source, start, limit):
        if depth == 0:
            return end
    newline = source.text.find("\n", start, limit)
    return newline if newline >= 0 else limit


def _in_comment(source: Source, start: int, place: int) -> bool:
    at = start
    while (found := source.text.find("/-", at, place)) >= 0:
        at = comment_end(source, found, len(source.text))
    return at > place
