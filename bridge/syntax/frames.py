"""What layout keeps track of: open brackets, what is open inside them, and skipped blocks."""

from __future__ import annotations

from dataclasses import dataclass, field

from bridge.syntax.lexer import Raw
from bridge.syntax.notation import Notations

KEYWORDS = frozenset(
    ["fun", "λ", "let", "have", "haveI", "letI", "show", "suffices", "from", "if", "then", "else",
     "match", "with", "by", "do", "in", "at", "nomatch", "nofun", "where", "calc", "open",
     "set_option", "Type", "Sort", "Prop", "termination_by", "decreasing_by"]
)  # fmt: skip
OPEN = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⦃": "⦄", "#[": "]", "#v[": "]", "![": "]",
        "!![": "]", "!₂[": "]"}  # fmt: skip
CLOSE = frozenset(OPEN.values())
ENDING = frozenset(
    "IDENT EXPLICIT DOTIDENT FIELD NUMBER STRING HOLE CDOT SORT PIPE QUOTE BY DO CALC RPAR RSQB "
    "RBRACE RANGLE RSTRICT NCLOSE DOTS NOFUN SHOWBY".split()
)  # terminals that a term may end with
LETS = frozenset({"let", "have", "letI", "haveI"})
TERMINATION = frozenset({"termination_by", "decreasing_by"})
QUANTIFIERS = frozenset({"∀", "∃", "∃!", "∀ᵉ", "∃ᵉ"})
COLONS = LETS | frozenset(
    "set suffices obtain rcases cases generalize by_cases induction match if fun λ rintro intro "
    "case show".split()
)  # after these a colon is their own
NO_ARGUMENT = LETS | {"if", "match", "show", "suffices"}  # keywords that no argument begins with
GOES_ON = frozenset({"then", "else", "with", "from", ",", "=>", "↦", "|>.", "in", ":=", ":"})
BLOCKS = {"by": "BY", "do": "DO", "calc": "CALC"}
FAR = 2000  # tokens to look ahead for the end of `|x|`


@dataclass(slots=True)
class Frame:
    """An open bracket: what may close it, and the column of fields inside a brace (-1: not yet
    known). A notation group (`VJP[ … ]`) has literals of its own between its ends."""

    closers: frozenset[str] = frozenset()
    separators: frozenset[str] | None = None
    field_column: int | None = None
    assigned: bool = False  # a field has been given a value
    open: list[tuple[str, int]] = field(default_factory=list)  # let, if, alternatives; columns
    commas: int = 0  # binder notations whose comma is still to come
    matches: int = 0
    shows: int = 0
    quiet: bool = False  # an index, `a[i]`

    def innermost(self, kind: str) -> int | None:
        """The column of the innermost construct of a kind that is still open."""
        return next((column for k, column in reversed(self.open) if k == kind), None)

    def close(self, kind: str) -> None:
        """The innermost construct of a kind ends, and everything inside it."""
        while self.open and self.open.pop()[0] != kind:
            pass


@dataclass(slots=True)
class Inner:
    """What is open inside a block that is skipped: its own `if`s, and what owns its commas."""

    notations: Notations
    ifs: int = 0
    lists: int = 0  # `match a, b with`, `for x in xs, y in ys do`
    commas: int = 0  # of `∀`, `∑` …
    colons: int = 0  # that a binder, a `have` or the like may have

    def leaves(self, text: str, *, in_if: bool, inside: bool) -> bool:
        """Whether a token outside brackets belongs to what surrounds the block."""
        if text == "," and not self.lists:
            self.commas -= 1
            return self.commas < 0 and inside
        if text == ":":
            self.colons -= 1
            return self.colons < 0 and inside
        self.colons = max(self.colons, 0)
        self.colons += text in COLONS or text in QUANTIFIERS or text in self.notations.bigs
        if text in ("then", "else") and self.ifs == 0 and in_if:
            return True
        self.ifs += (text == "if") - (text == "else" and self.ifs > 0)
        self.lists += (text in ("match", "for")) - (text in ("with", "do") and self.lists > 0)
        self.commas = max(self.commas, 0)
        self.commas += text in QUANTIFIERS or text in self.notations.bigs
        return False


def _may_end(raw: Raw) -> bool:
    return raw.kind != "symbol" or raw.text[0] in CLOSE


def opens_bars(raw: list[Raw], at: int) -> bool:
    """Whether the `|` at an index opens an absolute value: nothing but its partner tells."""
    after = raw[at + 1] if at + 1 < len(raw) else None
    if after is None or after.start != raw[at].end:
        return False
    before = raw[at - 1] if at > 0 else None
    if before is not None and before.end == raw[at].start and _may_end(before):
        return False
    depth = 0
    for i in range(at + 1, min(len(raw), at + FAR)):
        text = raw[i].text
        if raw[i].kind == "symbol":
            if depth == 0 and (text in ("=>", ":=") or text[0] in CLOSE):
                return False
            if depth == 0 and text == "|" and raw[i - 1].end == raw[i].start:
                return True
            depth += (text[-1] in "([{⟨⦃") - (text[0] in CLOSE)
    return False
