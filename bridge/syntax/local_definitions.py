"""`where` after a value: local definitions, read as `let rec`."""

from __future__ import annotations

from dataclasses import replace

from bridge.errors import SpecError
from bridge.syntax import ast
from bridge.syntax.ast import Term
from bridge.syntax.functions import match_function
from bridge.syntax.regions import Region, by_column, split_at, split_binding


def with_local_definitions(value: Term, definitions: Region) -> Term:
    """`value where f x : T := e …` as `let rec f x : T := e; … value`."""
    for line in reversed(by_column([t for t in definitions.raw if t.kind != "doc"])):
        value = _let_rec(replace(definitions, raw=line), value)
    return value


def _let_rec(line: Region, body: Term) -> ast.Let:
    bar = split_at(line.raw, "|", ":=")
    if bar is not None and line.raw[bar].text == "|":
        head, type, _ = split_binding(replace(line, raw=line.raw[:bar]))
        alternatives = line.after(bar)
        value: Term = match_function(alternatives.alternatives(), alternatives.span())
    else:
        head, type, given = split_binding(line)
        if given is None:
            raise SpecError(
                "syntax", "a local definition `f x : T := e` is needed here", line.span()
            )
        value = given.term()
    if not head.raw:
        raise SpecError("syntax", "the name of a local definition is needed here", line.span())
    name = ast.Binder((head.raw[0].text,), span=replace(head, raw=head.raw[:1]).span())
    binders = (name, *head.after(1).binders())
    return ast.Let(
        "rec", binders, None if type is None else type.term(), value, body, span=line.span()
    )
