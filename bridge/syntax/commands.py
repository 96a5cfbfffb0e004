"""One command of a file: declarations, their header and body. Scopes are `bridge.project`'s.

In: the raw tokens of one command. Out: a `Declaration`. Proofs are looked at only for `sorry` and
its like; a value that cannot be parsed is kept as `Opaque` and refused where it is needed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count

from bridge.errors import BridgeError, SpecError
from bridge.source import Source, Span
from bridge.syntax import ast
from bridge.syntax.ast import Binder, Declaration, ProofStatus, Scope, Term
from bridge.syntax.build import Builder
from bridge.syntax.lexer import Raw, Slice
from bridge.syntax.notation import Notations

THEOREMS = frozenset({"theorem", "lemma"})
KINDS = frozenset(
    """
    theorem lemma def abbrev structure class inductive instance example opaque axiom alias
    irreducible_def
    """.split()
)
_OPEN, _CLOSE = frozenset("([{⟨⦃") | {"#[", "![", "!!["}, frozenset(")]}⟩⦄")
_TRAILERS = frozenset({"termination_by", "decreasing_by", "deriving"})
_anonymous = count(1)


@dataclass(frozen=True, slots=True)
class Region:
    """Consecutive tokens of a command."""

    source: Source
    raw: list[Raw]
    notations: Notations

    def after(self, n: int) -> Region:
        return replace(self, raw=self.raw[n:])

    def span(self) -> Span:
        if not self.raw:
            return Span(self.source, 0, 0)
        return Span(self.source, self.raw[0].start, self.raw[-1].end)

    def slice(self) -> Slice:
        span = self.span()
        return Slice(self.source, span.start, span.end, self.notations)

    def term(self) -> Term:
        from bridge.syntax.parser import term_of

        if not self.raw:
            raise SpecError("syntax", "a term is missing here", self.span())
        return term_of(self.slice())

    def binders(self) -> tuple[Binder, ...]:
        from bridge.syntax.parser import binders_of

        return binders_of(self.slice()) if self.raw else ()


def depths(raw: list[Raw]) -> list[int]:
    """The bracket depth before each token; a mixfix notation such as `VJP[` opens one too."""
    result, depth = [], 0
    for token in raw:
        closes = token.text in _CLOSE
        depth = max(depth - closes, 0)
        result.append(depth)
        opens = token.text in _OPEN or (
            token.kind == "symbol" and len(token.text) > 1 and token.text[-1] in "([{⟨"
        )
        depth += opens
    return result


def split_at(raw: list[Raw], *texts: str) -> int | None:
    """The index of the first such token outside brackets; the `:=` of a `let` does not count."""
    lets = 0
    for i, (token, depth) in enumerate(zip(raw, depths(raw), strict=True)):
        if depth:
            continue
        if token.text in ("let", "have"):
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
    head = raw if assign is None else raw[:assign]
    value = None if assign is None else replace(region, raw=raw[assign + 1 :])
    colon = split_at(head, ":")
    if colon is None:
        return replace(region, raw=head), None, value
    type = replace(region, raw=head[colon + 1 :])
    return replace(region, raw=head[:colon]), type, value


def declaration_from(
    source: Source, kind: str, raw: list[Raw], scope: Scope, notations: Notations
) -> Declaration:
    """A declaration from the tokens after its keyword."""
    region = Region(source, raw, notations)
    name, rest = _name(region, kind, scope)
    match kind:
        case "structure" | "class":
            return _structure(kind, name, rest, scope)
        case "inductive":
            return _inductive(name, rest, scope)
        case _:
            return _plain(kind, name, rest, scope)


def _name(region: Region, kind: str, scope: Scope) -> tuple[str, Region]:
    raw = region.raw
    if kind == "class" and raw and raw[0].text == "inductive":
        raw = raw[1:]
    if (
        kind == "instance"
        and raw
        and raw[0].text == "("
        and len(raw) > 1
        and raw[1].text == "priority"
    ):
        close = next(i for i, t in enumerate(raw) if t.text == ")")
        raw = raw[close + 1 :]
    if kind in ("instance", "example") and (not raw or raw[0].kind != "ident"):
        return _full(f"_{kind}✝{next(_anonymous)}", scope), replace(region, raw=raw)
    if not raw or raw[0].kind != "ident":
        raise SpecError("syntax", f"the name of the {kind} is missing", region.span())
    name, rest = raw[0].text, raw[1:]
    if len(rest) > 1 and rest[0].text == "." and rest[1].text == "{":
        close = next((i for i, t in enumerate(rest) if t.text == "}"), len(rest) - 1)
        rest = rest[close + 1 :]
    return _full(name, scope), replace(region, raw=rest)


def _full(name: str, scope: Scope) -> str:
    if name.startswith("_root_."):
        return name.removeprefix("_root_.")
    return f"{scope.namespace}.{name}" if scope.namespace else name


def _plain(kind: str, name: str, region: Region, scope: Scope) -> Declaration:
    raw = _without_trailers(region.raw)
    cut = _body_start(raw)
    header = raw if cut is None else raw[:cut]
    body = [] if cut is None else raw[cut:]
    colon = split_at(header, ":")
    binders = replace(region, raw=header if colon is None else header[:colon]).binders()
    type = None if colon is None else replace(region, raw=header[colon + 1 :]).term()
    made = Declaration(kind, name, scope, binders, type, proof=_proof(kind, body))
    if kind in THEOREMS or not body:
        return made
    return _with_body(made, replace(region, raw=body))


def _body_start(raw: list[Raw]) -> int | None:
    """Where the header ends: `:=`, `where`, or the first `|` on a line of its own."""
    lets, matching = 0, False
    for i, (token, depth) in enumerate(zip(raw, depths(raw), strict=True)):
        if depth:
            continue
        matching = matching or token.text == "match"
        if token.text in ("let", "have"):
            lets += 1
        elif token.text == ":=" and lets:
            lets -= 1
        elif token.text in (":=", "where") or (
            token.text == "|" and token.first_on_line and not matching
        ):
            return i
    return None


def _without_trailers(raw: list[Raw]) -> list[Raw]:
    for i, token in enumerate(raw):
        if token.text in _TRAILERS and token.first_on_line:
            return raw[:i]
    return raw


def _proof(kind: str, body: list[Raw]) -> ProofStatus:
    if kind == "axiom":
        return ProofStatus.AXIOM
    words = {t.text for t in body if t.kind == "ident"}
    if words & {"sorry", "admit"}:
        return ProofStatus.SORRY
    if kind not in THEOREMS:
        return ProofStatus.DATA
    return ProofStatus.NATIVE if "native_decide" in words else ProofStatus.PROVED


def _with_body(made: Declaration, body: Region) -> Declaration:
    first = body.raw[0]
    try:
        if first.text == ":=":
            return replace(made, value=body.after(1).term())
        if first.text == "where":
            return replace(made, value=_where(body.after(1)))
        return replace(made, alternatives=_alternatives(body))
    except BridgeError as error:
        kind = "syntax" if isinstance(error, SpecError) else "unread"
        what = f"{kind}: {error.diagnostic.message}"
        place = error.diagnostic.span or body.span()
        return replace(made, value=ast.Opaque(what, body.span().text, span=place))


def _where(body: Region) -> Term:
    """`where` fields as a structure instance."""
    fields = []
    for line in _by_column(body.raw):
        head, type, value = split_binding(replace(body, raw=line))
        if value is None or not head.raw:
            raise SpecError("syntax", "a field `name := value` is needed here", head.span())
        term = value.term()
        if type is not None:
            term = ast.Ascription(term, type.term(), span=term.span)
        span = Span(body.source, line[0].start, line[-1].end)
        fields.append(ast.FieldValue(head.raw[0].text, head.after(1).binders(), term, span=span))
    return ast.StructInstance((), tuple(fields), span=body.span() if body.raw else None)


def _by_column(raw: list[Raw]) -> list[list[Raw]]:
    """Groups of tokens, each starting on a line of its own at the first one's column."""
    groups: list[list[Raw]] = []
    for token in raw:
        if not groups or (token.first_on_line and token.column <= raw[0].column):
            groups.append([])
        groups[-1].append(token)
    return groups


def _alternatives(body: Region) -> tuple[ast.Alternative, ...]:
    from bridge.syntax.parser import tree

    return Builder(body.source, body.notations).alternatives(tree(body.slice(), "alternatives"))


def _structure(kind: str, name: str, region: Region, scope: Scope) -> Declaration:
    raw = _without_trailers(region.raw)
    cut = split_at(raw, "where", ":=")
    header = raw if cut is None else raw[:cut]
    body = [] if cut is None else raw[cut + 1 :]
    extends = split_at(header, "extends")
    head = header if extends is None else header[:extends]
    colon = split_at(head, ":")
    parents = () if extends is None else _parents(replace(region, raw=header[extends + 1 :]))
    if len(body) > 1 and body[1].text == "::":
        body = body[2:]
    return Declaration(
        kind,
        name,
        scope,
        replace(region, raw=head if colon is None else head[:colon]).binders(),
        None if colon is None else replace(region, raw=head[colon + 1 :]).term(),
        fields=tuple(f for line in _by_column(body) for f in _fields(replace(region, raw=line))),
        parents=parents,
    )


def _parents(region: Region) -> tuple[Term, ...]:
    parents, rest = [], region
    colon = split_at(rest.raw, ":")
    if colon is not None:
        rest = replace(rest, raw=rest.raw[:colon])
    while rest.raw:
        comma = split_at(rest.raw, ",")
        parents.append(replace(rest, raw=rest.raw[:comma]).term())
        rest = rest.after(len(rest.raw) if comma is None else comma + 1)
    return tuple(parents)


def _fields(line: Region) -> list[ast.Field]:
    raw = [t for t in line.raw if t.kind != "doc"]
    if not raw:
        return []
    span = Span(line.source, raw[0].start, raw[-1].end)
    if raw[0].text in _OPEN:
        return [
            ast.Field(n, (), b.type, b.default, b.kind, span=span)
            for b in replace(line, raw=raw).binders()
            for n in b.names
        ]
    head, type, value = split_binding(replace(line, raw=raw))
    names = [t for t in head.raw if t.kind == "ident"]
    binders = head.after(1).binders() if len(names) == 1 or head.raw[1:2] != names[1:2] else ()
    shared = names if all(t.kind == "ident" for t in head.raw) else names[:1]
    default = value.term() if value else None
    kind_type = type.term() if type else None
    return [
        ast.Field(n.text, binders if len(shared) == 1 else (), kind_type, default, span=span)
        for n in shared
    ]


def _inductive(name: str, region: Region, scope: Scope) -> Declaration:
    raw = _without_trailers(region.raw)
    cut = split_at(raw, "where", ":=", "|")
    header = raw if cut is None else raw[:cut]
    colon = split_at(header, ":")
    bars = [
        i for i, (t, d) in enumerate(zip(raw, depths(raw), strict=True)) if t.text == "|" and not d
    ]
    constructors = []
    for start, end in zip(bars, [*bars[1:], len(raw)], strict=True):
        part = [t for t in raw[start + 1 : end] if t.kind != "doc"]
        head, type, _ = split_binding(replace(region, raw=part))
        if head.raw:
            constructors.append(
                ast.Constructor(
                    head.raw[0].text, head.after(1).binders(), type.term() if type else None,
                    span=Span(region.source, part[0].start, part[-1].end),
                )
            )  # fmt: skip
    return Declaration(
        "inductive",
        name,
        scope,
        replace(region, raw=header if colon is None else header[:colon]).binders(),
        None if colon is None else replace(region, raw=header[colon + 1 :]).term(),
        constructors=tuple(constructors),
    )
