"""One declaration: its name now, its header and body when they are asked for.

In: where a declaration's text begins, after its keyword, and ends. Scopes are `bridge.project`'s.
Proofs are looked at only for `sorry` and its like; a value that cannot be parsed is kept as
`Opaque` and refused where it is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from bridge.errors import BridgeError, SpecError
from bridge.source import Source, Span
from bridge.syntax import ast
from bridge.syntax.ast import Declaration, ProofStatus, Scope
from bridge.syntax.late import Delayed
from bridge.syntax.lexer import Raw, comment_end, scan
from bridge.syntax.notation import Notations
from bridge.syntax.regions import Region, body_start, split_at

THEOREMS = frozenset({"theorem", "lemma"})
KINDS = frozenset(
    """
    theorem lemma def abbrev structure class inductive instance example opaque axiom alias
    irreducible_def
    """.split()
)
TRAILERS = frozenset({"deriving"})
_UNPROVED = re.compile(r"\b(sorry|admit|native_decide)\b|--[^\n]*|/-")
_OPEN, _CLOSE = frozenset("([{⟨⦃"), frozenset(")]}⟩⦄")
_LETS = frozenset({"let", "have", "letI", "haveI"})
_anonymous = count(1)


@dataclass(frozen=True, slots=True)
class Text:
    """A declaration's text from `start` (after its keyword, then after its name) to `end`."""

    source: Source
    kind: str
    keyword: int
    start: int
    end: int
    notations: Notations

    def tokens(self) -> Iterator[Raw]:
        raw = scan(self.source, self.start, self.end, self.notations)
        return (t for t in raw if t.kind != "doc")

    def region(self, raw: list[Raw], start: int | None = None) -> Region:
        return Region(self.source, raw, self.notations, self.start if start is None else start)


def declaration_from(text: Text, scope: Scope, **shown: Any) -> Declaration:
    """The declaration that a text makes; `shown` are fields known from the text before it. One
    whose name cannot be read has a made-up name, and its header raises what is wrong."""
    try:
        name, words = _name(text, scope)
    except BridgeError as error:
        return _refused(text, scope, error, shown)
    last = words[-1].end if words else text.start
    rest = Text(text.source, text.kind, text.keyword, last, text.end, text.notations)
    end = words[0].end if words else text.start
    head = Span(text.source, text.keyword, end)
    header = Delayed(lambda: _within(name, head, rest, read_header))
    body = Delayed(lambda: _read_body(rest))
    return Declaration(
        text.kind, name, scope, header, header, body, body, header, header, header,
        proof=Delayed(lambda: {"proof": _proof(rest)}),
        statement=header,
        head=head,
        **shown,
    )  # fmt: skip


def _refused(text: Text, scope: Scope, error: BridgeError, shown: Mapping[str, Any]) -> Declaration:
    head = Span(text.source, text.keyword, text.start)
    name = _full(f"_{text.kind}✝{next(_anonymous)}", scope)
    failure = error.within(name, head)

    def read() -> Mapping[str, Any]:
        raise failure

    late: Any = Delayed(read)
    return Declaration(
        text.kind, name, scope, late, late, late, late, late, late, late,
        proof=ProofStatus.SORRY, statement=late, head=head, **shown,
    )  # fmt: skip


def _within(name: str, head: Span, text: Text, read: Any) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = read(text)
        return found
    except BridgeError as error:
        raise error.within(name, head) from None


# -- names ----------------------------------------------------------------------------------------


def _name(text: Text, scope: Scope) -> tuple[str, list[Raw]]:
    """The full name, and the tokens that make it: the last one is where the header begins."""
    tokens = text.tokens()
    first = next(tokens, None)
    if first is not None and first.text == "inductive":
        first = next(tokens, None)
    skipped: list[Raw] = []
    while first is not None and first.text == "(" and text.kind in ("instance", "irreducible_def"):
        option = next(tokens, None)
        if option is None or option.text not in ("priority", "lemma"):
            break
        skipped = [next((t for t in tokens if t.text == ")"), option)]
        first = next(tokens, None)
    if text.kind == "alias" and first is not None and first.text == "⟨":
        return _pair_name(text, tokens, scope), []
    if text.kind == "example" or (
        text.kind == "instance" and (first is None or first.kind != "ident")
    ):
        return _full(f"_{text.kind}✝{next(_anonymous)}", scope), skipped
    if first is None or first.kind != "ident":
        place = Span(text.source, text.keyword, text.start)
        raise SpecError("syntax", f"the name of the {text.kind} is missing", place)
    return _full(first.text, scope), [first]


def _pair_name(text: Text, tokens: Iterable[Raw], scope: Scope) -> str:
    """`alias ⟨a, b⟩ := c`: the first name that is given."""
    for token in tokens:
        if token.kind == "ident" and token.text != "_":
            return _full(token.text, scope)
        if token.text == "⟩":
            break
    place = Span(text.source, text.keyword, text.start)
    raise SpecError("syntax", "the names of the alias are missing", place)


def _full(name: str, scope: Scope) -> str:
    if name.startswith("_root_."):
        return name.removeprefix("_root_.")
    return f"{scope.namespace}.{name}" if scope.namespace else name


# -- headers --------------------------------------------------------------------------------------


def read_header(text: Text) -> dict[str, Any]:
    """Binders, type, fields, parents, constructors and the statement as written."""
    from bridge.syntax.structures import inductive, structure

    empty: dict[str, Any] = {"fields": (), "parents": (), "constructors": ()}
    match text.kind:
        case "structure" | "class" if not _is_class_inductive(text):
            return empty | structure(text)
        case "inductive" | "class":
            return empty | inductive(text)
        case "alias":
            return empty | {"binders": (), "type": None, "statement": _all(text)}
        case _:
            return empty | _signature(text)


def _is_class_inductive(text: Text) -> bool:
    words = text.source.text[text.keyword : text.start].split()
    return words[1:2] == ["inductive"]


def _all(text: Text) -> str:
    return text.source.text[text.keyword : text.end].rstrip()


def _signature(text: Text) -> dict[str, Any]:
    raw = _header(text.tokens())
    cut = body_start(raw)
    header = raw if cut is None else raw[:cut]
    header = without_trailers(header) if cut is None else header
    colon = split_at(header, ":")
    region = text.region(header if colon is None else header[:colon])
    binders = region.binders()
    type = None if colon is None else text.region(header).after(colon + 1).term()
    end = header[-1].end if header else text.start
    statement = text.source.text[text.keyword : end]
    return {"binders": binders, "type": type, "statement": statement}


def _header(tokens: Iterator[Raw]) -> list[Raw]:
    """The tokens up to the `:=` or `where` of the body, with it; a body of alternatives may
    come along."""
    collected: list[Raw] = []
    depth = lets = 0
    for token in tokens:
        collected.append(token)
        text = token.text
        if token.kind == "symbol":
            depth = max(depth - (text[0] in _CLOSE), 0)
            if depth == 0 and text == ":=":
                if not lets:
                    break
                lets -= 1
            depth += text[-1] in _OPEN
        elif depth == 0 and token.kind == "ident":
            lets += text in _LETS
            if text == "where":
                break
    return collected


def without_trailers(raw: list[Raw]) -> list[Raw]:
    """The tokens before `deriving`."""
    for i, token in enumerate(raw):
        if token.text in TRAILERS and token.kind == "ident":
            return raw[:i]
    return raw


# -- bodies ---------------------------------------------------------------------------------------


def _proof(text: Text) -> ProofStatus:
    if text.kind == "axiom":
        return ProofStatus.AXIOM
    try:
        raw = _header(text.tokens())
        word = _unproved(text.source, raw[-1].end if raw else text.start, text.end)
    except BridgeError:  # text that is no Lean proves nothing
        return ProofStatus.SORRY
    if word in ("sorry", "admit"):
        return ProofStatus.SORRY
    if text.kind not in THEOREMS:
        return ProofStatus.DATA
    return ProofStatus.NATIVE if word else ProofStatus.PROVED


def _unproved(source: Source, start: int, end: int) -> str | None:
    """`sorry` or `admit` where one of them occurs, else `native_decide`, outside comments."""
    found, at = None, start
    while match := _UNPROVED.search(source.text, at, end):
        at = match.end()
        if match.group() == "/-":
            at = comment_end(source, match.start(), end)
        elif match.group(1) in ("sorry", "admit"):
            return match.group(1)
        found = match.group(1) or found
    return found


def _read_body(text: Text) -> Mapping[str, Any]:
    nothing: dict[str, Any] = {"value": None, "alternatives": ()}
    if text.kind in THEOREMS | {"structure", "class", "inductive", "axiom"}:
        return nothing
    try:
        raw = list(text.tokens())
        cut = 0 if text.kind == "alias" else body_start(raw)
        body = [] if cut is None else without_trailers(raw[cut:])
        return nothing | _with_body(text, body) if body else nothing
    except BridgeError as error:
        kind = "syntax" if isinstance(error, SpecError) else "unread"
        what = f"{kind}: {error.diagnostic.message}"
        whole = Span(text.source, text.start, text.end)
        place = error.diagnostic.span or whole
        return nothing | {"value": ast.Opaque(what, whole.text, span=place)}


def _with_body(text: Text, raw: list[Raw]) -> dict[str, Any]:
    from bridge.syntax.structures import where_instance

    body = text.region(raw)
    if text.kind == "alias":
        return {"value": _alias(body)}
    if raw[0].text == ":=":
        return {"value": _value(body.after(1))}
    if raw[0].text == "where":
        return {"value": where_instance(body.after(1))}
    return {"alternatives": body.alternatives()}


def _value(body: Region) -> ast.Term:
    where = split_at(body.raw, "where")
    if where is None:
        return body.term()
    from bridge.syntax.local_definitions import with_local_definitions

    value = Region(body.source, body.raw[:where], body.notations, body.start).term()
    return with_local_definitions(value, body.after(where + 1))


def _alias(region: Region) -> ast.Term:
    """`a := c`, `⟨a, b⟩ := c`: the two directions of an equivalence."""
    assign = split_at(region.raw, ":=")
    if assign is None:
        raise SpecError("syntax", "an alias needs `:=`", region.span())
    value = region.after(assign + 1).term()
    if region.raw[0].text != "⟨":
        return value
    names = [t.text for t in region.raw[:assign] if t.kind == "ident"]
    side = "mpr" if names[:1] == ["_"] else "mp"
    return ast.Project(value, side, span=value.span)
