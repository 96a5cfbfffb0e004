"""Structures, classes and inductive types, and instances given by `where`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bridge.errors import SpecError
from bridge.source import Span
from bridge.syntax import ast
from bridge.syntax.ast import BinderKind, Term
from bridge.syntax.commands import Text, without_trailers
from bridge.syntax.frames import opens_bars
from bridge.syntax.functions import match_function
from bridge.syntax.lexer import Raw
from bridge.syntax.regions import Region, by_column, depths, split_at, split_binding

_FIELD_WORDS = frozenset({"private", "protected", "public", "meta"})
_BINDERS = frozenset({"(", "{", "[", "⦃"})


def structure(text: Text) -> dict[str, Any]:
    """The header of a structure or class, its parents and its fields."""
    raw = without_trailers(list(text.tokens()))
    cut = split_at(raw, "where", ":=")
    header = raw if cut is None else raw[:cut]
    body = [] if cut is None else raw[cut + 1 :]
    extends = split_at(header, "extends")
    head = header if extends is None else header[:extends]
    parents: tuple[Term, ...] = ()
    if extends is not None:
        parents = _parents(text.region(header[extends + 1 :]))
    named = split_at(body, "::")
    if named is not None and not any(t.first_on_line for t in body[1 : named + 1]):
        body = body[named + 1 :]
    lines = by_column(_without_attributes(body))
    fields = tuple(f for line in lines for f in _fields(text.region(line)))
    return _head(text, head) | {"fields": fields, "parents": parents}


def _head(text: Text, head: list[Raw]) -> dict[str, Any]:
    colon = split_at(head, ":")
    binders = text.region(head if colon is None else head[:colon]).binders()
    type = None if colon is None else text.region(head).after(colon + 1).term()
    end = head[-1].end if head else text.start
    return {
        "binders": binders,
        "type": type,
        "statement": text.source.text[text.keyword : end],
    }


def _without_attributes(raw: list[Raw]) -> list[Raw]:
    """The tokens without `@[…]`; what follows one stands where it stood."""
    kept: list[Raw] = []
    i, moved = 0, None
    while i < len(raw):
        if raw[i].text == "@[" or (
            raw[i].text == "@" and raw[i + 1 : i + 2] and raw[i + 1].text == "["
        ):
            moved = moved or raw[i]
            depth = 0
            while i < len(raw):
                depth += (raw[i].text[-1] in "([") - (raw[i].text in ("]", ")"))
                i += 1
                if depth == 0 and raw[i - 1].text == "]":
                    break
            continue
        token = raw[i]
        if moved is not None:
            token = token._replace(first_on_line=moved.first_on_line, column=moved.column)
            moved = None
        kept.append(token)
        i += 1
    return kept


def _parents(region: Region) -> tuple[Term, ...]:
    """`A, toB : B`, and an old style type after them is left out."""
    parents = []
    while region.raw:
        comma = split_at(region.raw, ",")
        part = replace(region, raw=region.raw[:comma])
        colon = split_at(part.raw, ":")
        named = colon == 1 and part.raw[0].kind == "ident" and part.raw[0].text.startswith("to")
        if colon is not None:
            part = part.after(2) if named else replace(part, raw=part.raw[:colon])
        parents.append(part.term())
        region = region.after(len(region.raw) if comma is None else comma + 1)
    return tuple(parents)


def _fields(line: Region) -> list[ast.Field]:
    while line.raw and line.raw[0].text in _FIELD_WORDS:
        line = line.after(1)
    if not line.raw:
        return []
    span = line.span()
    if line.raw[0].text in _BINDERS and _is_dependent(line.raw):
        kind = BinderKind.INSTANCE if line.raw[0].text == "[" else BinderKind.IMPLICIT
        inner = replace(line, raw=line.raw[1:-1])
        return [replace(f, kind=kind) for f in _fields(inner)]
    if line.raw[0].text in _BINDERS:
        return [
            ast.Field(n, (), b.type, b.default, b.kind, span=span)
            for b in line.binders()
            for n in b.names
        ]
    head, type, value = split_binding(line)
    names = [t for t in head.raw if t.kind == "ident"]
    if not head.raw or not names:
        raise SpecError("syntax", "the name of a field is needed here", span)
    several = len(names) == len(head.raw)
    binders = () if several else head.after(1).binders()
    default = value.term() if value else None
    kind_type = type.term() if type else None
    return [
        ast.Field(n.text, binders, kind_type, default, span=span)
        for n in (names if several else names[:1])
    ]


def _is_dependent(raw: list[Raw]) -> bool:
    """`[name (x : A) : C x]`: a field in brackets with binders of its own."""
    return len(raw) > 3 and raw[1].kind == "ident" and raw[2].text in _BINDERS


def inductive(text: Text) -> dict[str, Any]:
    """The header of an inductive type, and its constructors."""
    raw = _without_attributes(without_trailers(list(text.tokens())))
    cut = split_at(raw, "where", ":=", "|")
    header = raw if cut is None else raw[:cut]
    body = [] if cut is None else raw[cut:]
    bars = _bars(body)
    parts = [body[i + 1 : j] for i, j in zip(bars, [*bars, len(body)][1:], strict=True)]
    made = tuple(_constructor(text.region(part)) for part in parts if part)
    return _head(text, header) | {"constructors": made}


def _bars(raw: list[Raw]) -> list[int]:
    """The bars that begin constructors; those of `|x|` come in pairs and begin none."""
    found: list[int] = []
    inside = False
    for i, (token, depth) in enumerate(zip(raw, depths(raw), strict=True)):
        if token.text != "|" or depth:
            continue
        if inside:
            inside = False
        elif found and opens_bars(raw, i):
            inside = True
        else:
            found.append(i)
    return found


def _constructor(part: Region) -> ast.Constructor:
    while part.raw and part.raw[0].text in _FIELD_WORDS:
        part = part.after(1)
    head, type, _ = split_binding(part)
    if not head.raw:
        raise SpecError("syntax", "the name of a constructor is needed here", part.span())
    return ast.Constructor(
        head.raw[0].text,
        head.after(1).binders(),
        type.term() if type else None,
        span=part.span(),
    )


def where_instance(body: Region) -> Term:
    """`where` fields as a structure instance."""
    fields = tuple(_where_field(replace(body, raw=line)) for line in by_column(body.raw))
    return ast.StructInstance((), fields, span=body.span())


def _where_field(line: Region) -> ast.FieldValue:
    bar = split_at(line.raw, "|", ":=")
    if bar is not None and bar > 0 and line.raw[bar].text == "|":
        return _by_cases(line, bar)
    head, type, value = split_binding(line)
    if value is None or not head.raw:
        raise SpecError("syntax", "a field `name := value` is needed here", head.span())
    term = value.term()
    if type is not None:
        term = ast.Ascription(term, type.term(), span=term.span)
    return ast.FieldValue(head.raw[0].text, head.after(1).binders(), term, span=line.span())


def _by_cases(line: Region, bar: int) -> ast.FieldValue:
    """`toFun | 0 => a | n + 1 => b`."""
    head = replace(line, raw=line.raw[:bar])
    colon = split_at(head.raw, ":")
    if colon is not None:
        head = replace(head, raw=head.raw[:colon])
    if not head.raw:
        raise SpecError("syntax", "the name of a field is needed here", line.span())
    span = Span(line.source, line.raw[0].start, line.raw[-1].end)
    value = match_function(line.after(bar).alternatives(), span)
    return ast.FieldValue(head.raw[0].text, head.after(1).binders(), value, span=span)
