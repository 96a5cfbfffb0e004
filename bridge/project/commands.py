"""A file as a sequence of commands, each applied to the scopes or made a declaration.

A declaration that cannot be parsed becomes a diagnostic of the module, and everything else goes
on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bridge.errors import BridgeError, Diagnostic, SpecError, bugs_as_refusals
from bridge.project.headings import Heading, heading_of
from bridge.project.notations import Declared, notation_from
from bridge.project.opens import export, omitted, opens, variables
from bridge.project.scopes import Scopes
from bridge.project.split import Command, after_exit, split
from bridge.project.words import MODIFIERS, NOTATION, PREFIXES
from bridge.source import Source, Span
from bridge.syntax.ast import Declaration, Export, Import, Module, Scope
from bridge.syntax.commands import KINDS, Text, declaration_from
from bridge.syntax.lexer import Raw, comment_end, scan
from bridge.syntax.regions import depths

_DECLARED = re.compile(
    rf"^[ \t]*(?:@\[[^\n]*?\]\s*)*(?:(?:{'|'.join(sorted(MODIFIERS))})\s+)*"
    rf"(?:{'|'.join(sorted(KINDS, key=len, reverse=True))})(?![\w.'!?])",
    re.M,
)
_EXIT = re.compile(r"^#exit\b", re.M)


@dataclass(slots=True)
class Reading:
    """What has been collected from one file so far."""

    source: Source
    scopes: Scopes
    eager: bool
    imports: list[Import] = field(default_factory=list)
    declarations: list[Declaration] = field(default_factory=list)
    notations: list[Declared] = field(default_factory=list)
    exports: list[Export] = field(default_factory=list)
    refused: list[Diagnostic] = field(default_factory=list)
    seen: int = 0
    outer: Scope | None = None  # what to return to after the command that an `… in` is about


def read_module(
    source: Source, imported: Iterable[Declared] = (), *, eager: bool = True
) -> tuple[Module, tuple[Declared, ...]]:
    """The module of a file, and its notations that files see which import it.

    With `eager` every statement is read now, and one that cannot be read is among `refused`;
    without, a declaration raises its diagnostic when its statement is asked for.
    """
    reading = Reading(source, Scopes({d.notation.symbol: d for d in imported}), eager)
    try:
        for command in split(source):
            _apply(reading, command)
    except BridgeError as error:  # a comment that is never closed: nothing follows it
        reading.refused.append(error.diagnostic)
    module = Module(
        source.path,
        tuple(reading.imports),
        tuple(reading.declarations),
        {d.notation.symbol: d.notation for d in reading.notations},
        tuple(reading.exports),
        reading.seen,
        tuple(reading.refused),
        after_exit(source),
    )
    return module, tuple(d for d in reading.notations if not d.notation.local)


def header_of(source: Source) -> tuple[bool, list[Import]]:
    """Whether a file begins with `module`, and its imports; they come before everything else."""
    is_module, found = False, []
    for command in split(source):
        if command.word not in ("import", "module", "prelude"):
            break
        is_module = is_module or command.word == "module"
        if (imported := _import(source, command)) is not None:
            found.append(imported)
    return is_module, found


def declared(source: Source) -> int:
    """An independent count of declarations: their keywords at the beginning of a line."""
    return len(_DECLARED.findall(_blank(source)))


def _blank(source: Source) -> str:
    """The text without comments, up to `#exit`; for the count only."""
    out, at, text = [], 0, source.text
    for found in re.finditer(r"--[^\n]*|/-", text):
        if found.start() < at:
            continue
        out.append(text[at : found.start()])
        at = found.end()
        if found.group() == "/-":
            at = comment_end(source, found.start(), len(text))
    return _EXIT.split("".join([*out, text[at:]]), maxsplit=1)[0]


def _import(source: Source, command: Command) -> Import | None:
    words = source.text[command.keyword : command.end].split()
    names = [w for w in words[1:] if w != "all"]
    if command.word != "import" or not names:
        return None
    start = source.text.index(names[0], command.keyword + len("import"))
    public = "public" in source.text[command.start : command.keyword].split()
    span = Span(source, start, start + len(names[0]))
    return Import(names[0], public, "all" in words, span=span)


def _apply(reading: Reading, command: Command) -> None:
    """Apply one command; `open … in` and the like hold for the command after the `in` only."""
    try:
        with bugs_as_refusals():
            _apply_one(reading, command)
    except BridgeError as error:
        reading.refused.append(error.diagnostic)
        if command.word in KINDS:
            _restore(reading)


def _apply_one(reading: Reading, command: Command) -> None:
    if command.word in KINDS:
        reading.seen += 1
        _declare(reading, command)
    elif command.word in NOTATION:
        _notation(reading, command, heading_of(reading.source, command))
    elif command.word in PREFIXES and (inner := _after_in(reading, command)) is not None:
        _with_prefix(reading, command, inner)
        return
    elif command.word == "import":
        found = _import(reading.source, command)
        reading.imports += [found] if found is not None else []
    else:
        _scope(reading, command, command.end)
    _restore(reading)


def _restore(reading: Reading) -> None:
    """Back to the scope before the prefixes of the command that has just been applied."""
    if reading.outer is not None:
        reading.scopes.restore(reading.outer)
        reading.outer = None


def _declare(reading: Reading, command: Command) -> None:
    source, scopes = reading.source, reading.scopes
    heading = _heading(reading, command)
    start = command.keyword + len(command.word)
    end = command.keyword + len(source.text[command.keyword : command.end].rstrip())
    text = Text(source, command.word, command.keyword, start, end, scopes.active())
    made = declaration_from(
        text,
        scopes.scope,
        doc=heading.doc,
        attributes=heading.attributes,
        modifiers=heading.modifiers,
        span=Span(source, command.keyword, end),
    )
    if reading.eager:
        try:
            made.read_header()
        except BridgeError as error:
            reading.refused.append(error.diagnostic)
            return
    reading.declarations.append(made)


def _heading(reading: Reading, command: Command) -> Heading:
    try:
        return heading_of(reading.source, command)
    except BridgeError as error:
        reading.refused.append(error.diagnostic)
        return Heading()


def _notation(reading: Reading, command: Command, heading: Heading) -> None:
    scopes = reading.scopes
    tokens = _tokens(reading, command.keyword, command.end)
    made = notation_from(reading.source, heading, tokens, scopes.scope, scopes.active())
    scopes.declare(made)
    reading.notations.append(made)


def _tokens(reading: Reading, start: int, end: int) -> list[Raw]:
    raw = scan(reading.source, start, end, reading.scopes.active())
    return [t for t in raw if t.kind != "doc"]


def _after_in(reading: Reading, command: Command) -> int | None:
    """Where the command after `… in` begins; None if there is no `in`."""
    tokens = _tokens(reading, command.keyword, command.end)
    for token, depth in zip(tokens, depths(tokens), strict=True):
        if token.text == "in" and depth == 0:
            return token.end
    return None


def _with_prefix(reading: Reading, command: Command, inner: int) -> None:
    """`open X in command`: the command may be on a line of its own, and then comes next."""
    outer = reading.outer or reading.scopes.scope
    _scope(reading, command, inner - len("in"))
    reading.outer = outer
    rest = reading.source.text[inner : command.end]
    if rest.strip():
        start = inner + len(rest) - len(rest.lstrip())
        for nested in _nested(reading.source, start, command.end):
            _apply(reading, nested)


def _nested(source: Source, start: int, end: int) -> list[Command]:
    """The command that follows an `in` on the same line."""
    from bridge.project.split import keyword_at

    keyword, word = keyword_at(source, start)
    return [Command(start, keyword, end, word)] if word and keyword < end else []


def _scope(reading: Reading, command: Command, end: int) -> None:
    scopes, word = reading.scopes, command.word
    if word not in _SCOPE_COMMANDS:
        return
    tokens = _tokens(reading, command.keyword, end)[1:]
    names = tuple(t.text for t in tokens if t.kind == "ident")
    try:
        match word:
            case "namespace":
                scopes.namespace(names[0])
            case "section":
                scopes.section(names[0] if names else "")
            case "mutual":
                scopes.mutual(command.keyword)
            case "end":
                scopes.end(names[0] if names else "")
            case "open":
                scopes.open(opens(tokens))
            case "variable":
                binders, refused = variables(reading.source, tokens, scopes.active())
                scopes.variables(binders)
                reading.refused += refused
            case "include":
                scopes.include(names)
            case "omit":
                scopes.omit(omitted(reading.source, tokens))
            case "export":
                reading.exports.append(export(tokens, scopes.scope.namespace))
    except IndexError:
        place = Span(reading.source, command.keyword, command.keyword + len(word))
        raise SpecError("syntax", f"`{word}` needs a name", place) from None


_SCOPE_COMMANDS = frozenset(
    {"namespace", "section", "mutual", "end", "open", "variable", "include", "omit", "export"}
)
