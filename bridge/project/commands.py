"""A file as a sequence of commands, each applied to the scopes or made a declaration.

A proof never swallows the next declaration: commands start at their keywords, at the beginning of
a line, whatever the text before looked like. A declaration that cannot be parsed becomes a
diagnostic of the module, and everything else goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bridge.errors import BridgeError, Diagnostic, SpecError
from bridge.project.notations import notation_from
from bridge.project.scopes import Scopes
from bridge.source import Source, Span
from bridge.syntax.ast import (
    Binder,
    Declaration,
    Export,
    Import,
    Module,
    Notation,
    Open,
    Scope,
)
from bridge.syntax.commands import KINDS, declaration_from
from bridge.syntax.lexer import Raw, scan
from bridge.syntax.notation import DEFAULT, Rule
from bridge.syntax.parser import Slice, binders_of

_MODIFIERS = frozenset(
    "private protected noncomputable partial unsafe nonrec public meta local scoped "
    "irreducible_def".split()
) - {"irreducible_def"}  # fmt: skip
_NOTATION = frozenset({"notation", "notation3", "infix", "infixl", "infixr", "prefix", "postfix"})
_SCOPE = frozenset(
    "namespace section end open variable export include omit universe universes".split()
)
_IGNORED = frozenset(
    "module import set_option attribute deriving mutual macro macro_rules syntax elab elab_rules "
    "declare_syntax_cat simproc simproc_decl dsimproc initialize builtin_initialize run_cmd "
    "run_meta run_elab add_decl_doc library_note assert_not_exists assert_not_imported "
    "suppress_compilation unsuppress_compilation compile_inductive compile_def register_simp_attr "
    "register_option recall proof_wanted alias_in binder_predicate unif_hint tactic_extension "
    "#eval #check #print #guard #guard_msgs #synth #reduce #align #lint #exit #simp #help "
    "seal unseal initialize_simps_projections mk_iff_of_inductive_prop gen_injective_theorems% "
    "grind_pattern reassoc_of simps_projections declare_config_elab register_parser_alias "
    "deriving_instance insert_to_additive_translation to_additive_change_numeral "
    "extend_docs scoped_simproc show_panel_widgets include_str notation_class norm_num_ext".split()
)
COMMANDS = KINDS | _MODIFIERS | _NOTATION | _SCOPE | _IGNORED
_INDENTED = KINDS - {"instance", "class", "alias", "example"} | {"namespace"}
_DECLARED = re.compile(
    r"^[ \t]*(?:@\[[^\]\n]*\][ \t]*)*(?:(?:private|protected|noncomputable|partial|unsafe|nonrec|"
    r"public|meta|local|scoped)[ \t]+)*(?:" + "|".join(sorted(KINDS)) + r")\b(?=[ \t\n])",
    re.M,
)


@dataclass(slots=True)
class Reading:
    """What has been collected from one file so far."""

    source: Source
    scopes: Scopes
    declarations: list[Declaration] = field(default_factory=list)
    notations: dict[str, Notation] = field(default_factory=dict)
    exports: list[Export] = field(default_factory=list)
    refused: list[Diagnostic] = field(default_factory=list)
    seen: int = 0
    outer: Scope | None = None  # what to return to after the command that an `… in` is about


def read_module(
    source: Source, imported: dict[str, tuple[Notation, Rule]] | None = None
) -> tuple[Module, dict[str, tuple[Notation, Rule]]]:
    """The module of a file, and the notations that it passes on to files that import it."""
    reading = Reading(source, Scopes(dict(imported or {})))
    imports = []
    for command in _commands(source):
        if command[0].text in ("import", "public") and (found := _import(source, command)):
            imports.append(found)
            continue
        _apply(reading, command)
    module = Module(
        source.path,
        tuple(imports),
        tuple(reading.declarations),
        reading.notations,
        tuple(reading.exports),
        reading.seen,
        tuple(reading.refused),
    )
    return module, reading.scopes.notations


def declared(source: Source) -> int:
    """An independent count of declarations: their keywords at the beginning of a line."""
    return len(_DECLARED.findall(_blank(source.text)))


def _blank(text: str) -> str:
    """The text with comments and strings replaced by spaces; for the count only."""
    out, depth, i = [], 0, 0
    for part in re.split(r"(/-|-/|\n)", text):
        if part == "/-":
            depth += 1
        elif part == "-/":
            depth = max(depth - 1, 0)
        elif depth == 0 or part == "\n":
            out.append(re.sub(r"--.*", "", part))
        i += 1
    return "".join(out)


def _commands(source: Source) -> Iterator[list[Raw]]:
    """The tokens of each command. Doc comments, attributes and modifiers open the command that
    their keyword names."""
    current: list[Raw] = []
    heading = False  # inside doc comment, attributes and modifiers
    depth = 0
    for token in scan(source, 0, len(source.text), DEFAULT.tokens()):
        starts = token.first_on_line and _starts_command(token, source.text)
        if starts and not heading:
            if current:
                yield current
            current, depth = [], 0
        if starts or not current:
            heading = token.kind == "doc" or token.text in _MODIFIERS or token.text == "@"
        elif heading and depth == 0 and token.text in COMMANDS - _MODIFIERS:
            heading = False
        if token.kind == "doc" and token.text.startswith("/-!"):
            heading = False
            continue
        depth += (token.text in "([{") - (token.text in ")]}")
        current.append(token)
    if current:
        yield current


def _starts_command(token: Raw, text: str) -> bool:
    if token.kind == "doc":
        return token.column == 0
    if token.text == "@":
        return text[token.end : token.end + 1] == "[" and token.column <= 2
    if token.text == "#" or (token.text.startswith("#") and len(token.text) > 1):
        return token.column == 0
    if token.text in COMMANDS:
        return token.column == 0 or (token.column <= 4 and token.text in _INDENTED)
    return False


def _import(source: Source, command: list[Raw]) -> Import | None:
    words = [t for t in command if t.kind == "ident"]
    if not any(t.text == "import" for t in words) or len(words) < 2:
        return None
    last = words[-1]
    return Import(last.text, span=Span(source, last.start, last.end))


def _apply(reading: Reading, command: list[Raw]) -> None:
    """Apply one command; `open … in` and the like hold for the command after the `in` only."""
    doc = next((t.text for t in command if t.kind == "doc"), None)
    tokens = [t for t in command if t.kind != "doc"]
    attributes, tokens = _attributes(tokens)
    modifiers = set()
    while tokens and tokens[0].text in _MODIFIERS:
        modifiers.add(tokens[0].text)
        tokens = _scoped_in(tokens[1:]) if tokens[0].text == "scoped" else tokens[1:]
        more, tokens = _attributes(tokens)
        attributes += more
    if not tokens:
        return
    word = tokens[0].text
    if word in KINDS:
        reading.seen += 1
        _declare(reading, tokens, doc, attributes, frozenset(modifiers))
    elif word in _NOTATION:
        _notation(reading, command, tokens, modifiers)
    elif (inner := _in(tokens)) is not None:
        _with_prefix(reading, tokens[:inner], tokens[inner + 1 :])
        return
    else:
        _scope(reading, tokens)
    if reading.outer is not None:
        reading.scopes.scope, reading.outer = reading.outer, None


def _scoped_in(tokens: list[Raw]) -> list[Raw]:
    """`scoped[N] notation`: the bracket is looked at by `notation_from`."""
    if tokens and tokens[0].text == "[":
        close = next((i for i, t in enumerate(tokens) if t.text == "]"), len(tokens) - 1)
        return tokens[close + 1 :]
    return tokens


def _attributes(tokens: list[Raw]) -> tuple[tuple[str, ...], list[Raw]]:
    found: tuple[str, ...] = ()
    while len(tokens) > 1 and tokens[0].text == "@" and tokens[1].text == "[":
        depth = 0
        for i, token in enumerate(tokens):
            depth += (token.text in ("[", "(")) - (token.text in ("]", ")"))
            if token.text == "]" and depth == 0:
                found += tuple(t.text for t in tokens[2:i] if t.kind == "ident")
                tokens = tokens[i + 1 :]
                break
        else:
            return found, []
    return found, tokens


def _declare(
    reading: Reading,
    tokens: list[Raw],
    doc: str | None,
    attributes: tuple[str, ...],
    modifiers: frozenset[str],
) -> None:
    kind = tokens[0].text
    source, scopes = reading.source, reading.scopes
    span = Span(source, tokens[0].start, tokens[-1].end)
    head = Span(source, tokens[0].start, tokens[min(1, len(tokens) - 1)].end)
    try:
        made = declaration_from(source, kind, tokens[1:], scopes.scope, scopes.active())
    except BridgeError as error:
        name = tokens[1].text if len(tokens) > 1 else kind
        reading.refused.append(error.within(name, head).diagnostic)
        return
    reading.declarations.append(
        replace(
            made,
            doc=doc,
            attributes=attributes,
            modifiers=modifiers,
            span=span,
            head=head,
            statement=_statement(source, tokens),
        )
    )


def _statement(source: Source, tokens: list[Raw]) -> str:
    """The declaration's text up to its body, as written."""
    from bridge.syntax.commands import _body_start

    cut = _body_start(tokens)
    last = tokens[-1] if cut is None else tokens[max(cut - 1, 0)]
    return source.text[tokens[0].start : last.end]


def _notation(reading: Reading, command: list[Raw], tokens: list[Raw], modifiers: set[str]) -> None:
    scopes = reading.scopes
    try:
        made, rule = notation_from(reading.source, command, tokens, scopes, modifiers)
    except BridgeError as error:
        reading.refused.append(error.diagnostic)
        return
    scopes.notations[made.symbol] = (made, rule)
    scopes._cache.clear()
    reading.notations[made.symbol] = made


def _in(tokens: list[Raw]) -> int | None:
    if tokens[0].text not in ("open", "set_option", "omit", "include", "variable", "attribute"):
        return None
    return next((i for i, t in enumerate(tokens) if t.text == "in"), None)


def _with_prefix(reading: Reading, prefix: list[Raw], rest: list[Raw]) -> None:
    """`open X in command`: the command may be on a line of its own, and then comes next."""
    outer = reading.outer or reading.scopes.scope
    _scope(reading, prefix)
    reading.outer = outer
    if rest:
        _apply(reading, rest)


def _scope(reading: Reading, tokens: list[Raw]) -> None:
    scopes, word = reading.scopes, tokens[0].text
    names = tuple(t.text for t in tokens[1:] if t.kind == "ident")
    try:
        match word:
            case "namespace":
                scopes.namespace(names[0])
            case "section":
                scopes.section(names[0] if names else "")
            case "end":
                scopes.end(names[0] if names else "")
            case "open":
                scopes.open(_opens(tokens[1:]))
            case "variable":
                scopes.variables(_variables(reading, tokens[1:]))
            case "include":
                scopes.include(names)
            case "omit":
                scopes.omit(names)
            case "export":
                reading.exports.append(_export(tokens[1:], scopes.scope.namespace))
    except (BridgeError, IndexError) as error:
        if isinstance(error, IndexError):
            error = SpecError("syntax", f"`{word}` needs a name", _span(reading, tokens))
        reading.refused.append(error.diagnostic)


def _span(reading: Reading, tokens: list[Raw]) -> Span:
    return Span(reading.source, tokens[0].start, tokens[-1].end)


def _variables(reading: Reading, tokens: list[Raw]) -> tuple[Binder, ...]:
    if not tokens:
        return ()
    chunk = Slice(reading.source, tokens[0].start, tokens[-1].end, reading.scopes.active())
    return binders_of(chunk)


def _opens(tokens: list[Raw]) -> tuple[Open, ...]:
    words = [t.text for t in tokens]
    scoped = bool(words) and words[0] == "scoped"
    words = words[scoped:]
    if "hiding" in words:
        at = words.index("hiding")
        return (Open(tuple(words[:at]), scoped, hiding=tuple(words[at + 1 :])),)
    if "renaming" in words:
        at = words.index("renaming")
        pairs = [w for w in words[at + 1 :] if w not in ("→", ",", "->")]
        renaming = tuple(zip(pairs[::2], pairs[1::2], strict=False))
        return (Open(tuple(words[:at]), scoped, renaming=renaming),)
    if "(" in words:
        at = words.index("(")
        return (Open(tuple(words[:at]), scoped, only=tuple(words[at + 1 : -1])),)
    return tuple(Open((word,), scoped) for word in words)


def _export(tokens: list[Raw], into: str) -> Export:
    names = tuple(t.text for t in tokens[1:] if t.kind == "ident")
    return Export(tokens[0].text, names, into)
