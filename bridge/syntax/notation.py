"""The notation table: every operator with its precedence, built in or declared in a file.

A notation is a sequence of literal tokens and arguments; `levels` says how tightly each argument
binds, `level` where the whole may stand. Levels are those of Lean core and Mathlib, from
`notations.txt`. Binder notations (`∑ x, body`) have a level for their body only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

MAX = 1024  # what an atom or a parenthesised term has
LEAD = MAX - 1
SYMMETRIC = frozenset({"‖", "|"})  # bars that close what they open
_WORDS = {"max": MAX, "lead": LEAD}
_BRACKETS = dict(zip("([{⟨⟪⟦⌊⌈⁅⦋⟮‹⸨", ")]}⟩⟫⟧⌋⌉⁆⦌⟯›⸩", strict=True))
_OPENING, _CLOSING = frozenset(_BRACKETS), frozenset(_BRACKETS.values())


@dataclass(frozen=True, slots=True)
class Rule:
    """`parts` are literals, and None for an argument; `key` is the `Operator.symbol`. `namespace`
    is the one whose opening makes a built-in scoped notation usable; `owner` is the place of the
    declaration in a file, which keeps the keys of equal texts apart."""

    parts: tuple[str | None, ...]
    level: int
    levels: tuple[int, ...]
    namespace: str | None = None
    owner: str = ""

    def __post_init__(self) -> None:
        if self.parts.count(None) != len(self.levels):
            raise ValueError(f"{self.key}: one level per argument")

    @property
    def key(self) -> str:
        """The text with `_` for each argument: binary operators are spaced, the rest is not.

        >>> Rule((None, "+", None), 65, (65, 66)).key
        '_ + _'
        >>> Rule(("VJP[", None, ",", None, "]"), 1024, (0, 0)).key
        'VJP[_, _]'
        """
        return self.shown + (f"✝{self.owner}" if self.owner else "")

    @property
    def shown(self) -> str:
        """The key without its owner."""
        if len(self.parts) == 3 and self.parts[0] is None and self.parts[2] is None:
            return f"_ {self.parts[1]} _"
        if len(self.parts) == 5 and self.parts[0] is None:
            return f"_ {self.parts[1]}_{self.parts[3]} _"
        return "".join("_" if p is None else ", " if p == "," else p for p in self.parts)

    @property
    def literals(self) -> tuple[str, ...]:
        return tuple(p for p in self.parts if p is not None)

    def groups(self) -> list[tuple[str, ...]]:
        """The literals of each bracketed stretch: (`⟪`, `,`, `⟫_`), (`[×`, `]→L[`, `]`)."""
        if self.parts[0] in SYMMETRIC:
            return [self.literals]
        found: list[tuple[str, ...]] = []
        current: list[str] = []
        depth = 0
        for literal in self.literals:
            depth += sum((c in _OPENING) - (c in _CLOSING) for c in literal)
            if current or depth > 0:
                current.append(literal)
            if current and depth <= 0:
                found.append(tuple(current))
                current, depth = [], 0
        return found


@dataclass(frozen=True, slots=True)
class Big:
    """A binder notation, `∑ x ∈ s, body`, and the level of its body."""

    symbol: str
    level: int


@dataclass(frozen=True, slots=True)
class Opener:
    """What may follow the first literal of a bracketed notation."""

    separators: frozenset[str]
    closers: frozenset[str]


def declared(
    parts: tuple[str | None, ...],
    level: int,
    levels: tuple[int, ...],
    namespace: str | None = None,
) -> Rule:
    """A rule as a `notation` command tells it; an operator's left side, which Lean lets be
    anything, gets the level that printing needs."""
    if parts[0] is None and levels[0] == 0:
        levels = (MAX if level >= MAX else level + 1, *levels[1:])
    return Rule(parts, level, levels, namespace)


def infixl(level: int, symbol: str) -> Rule:
    return Rule((None, symbol, None), level, (level, level + 1))


def infixr(level: int, symbol: str) -> Rule:
    return Rule((None, symbol, None), level, (level + 1, level))


def infix(level: int, symbol: str) -> Rule:
    return Rule((None, symbol, None), level, (level + 1, level + 1))


def _level(text: str) -> int | None:
    return _WORDS.get(text) or (int(text) if text.isdigit() else None)


def rule_from(line: str) -> Rule:
    """One line of the table.

    >>> rule_from("65: 65 + 66").key
    '_ + _'
    """
    text, _, namespace = line.partition(" @")
    level, _, rest = text.partition(": ")
    pieces = rest.split()
    levels = [_level(p) for p in pieces]
    parts = tuple(p if known is None else None for p, known in zip(pieces, levels, strict=True))
    own = _level(level)
    assert own is not None
    return declared(parts, own, tuple(n for n in levels if n is not None), namespace or None)


def _table() -> tuple[tuple[Rule, ...], tuple[Big, ...]]:
    rules: list[Rule] = []
    bigs: list[Big] = []
    for line in Path(__file__).with_name("notations.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("big "):
            level, _, symbols = line.removeprefix("big ").partition(": ")
            bigs += [Big(symbol, int(level)) for symbol in symbols.split()]
        elif line and not line.startswith("# "):
            rules.append(rule_from(line))
    return tuple(rules), tuple(bigs)


class Notations:
    """The rules in scope: the built-in ones and those of the files read so far."""

    def __init__(self, rules: Iterable[Rule], bigs: Iterable[Big]) -> None:
        self.rules = tuple(rules)
        self.bigs = {big.symbol: big.level for big in bigs}
        self.leading: dict[str, list[Rule]] = {}
        self.trailing: dict[str, list[Rule]] = {}
        for rule in self.rules:
            first, second = rule.parts[0], rule.parts[1] if len(rule.parts) > 1 else None
            if first is not None:
                self.leading.setdefault(first, []).append(rule)
            elif second is not None:
                self.trailing.setdefault(second, []).append(rule)

    def extended(self, rules: Iterable[Rule], bigs: Iterable[Big] = ()) -> Notations:
        """These rules and more; a new rule goes before an old one with the same first token."""
        known = (Big(symbol, level) for symbol, level in self.bigs.items())
        return Notations((*rules, *self.rules), (*known, *bigs))

    @cached_property
    def literals(self) -> frozenset[str]:
        """All literals, for longest match in the lexer."""
        return frozenset(t for rule in self.rules for t in rule.literals) | frozenset(self.bigs)

    @cached_property
    def by_first(self) -> Mapping[str, tuple[str, ...]]:
        """The literals by their first character, longest first."""
        found: dict[str, list[str]] = {}
        for text in sorted(self.literals | FIXED, key=lambda t: (-len(t), t)):
            found.setdefault(text[0], []).append(text)
        return {first: tuple(texts) for first, texts in found.items()}

    @cached_property
    def openers(self) -> Mapping[str, Opener]:
        """The literals that open a bracketed stretch with literals of its own."""
        found: dict[str, tuple[set[str], set[str]]] = {}
        for rule in self.rules:
            for first, *middle, last in rule.groups():
                separators, closers = found.setdefault(first, (set(), set()))
                separators.update(middle)
                closers.add(last)
        return {t: Opener(frozenset(s), frozenset(c)) for t, (s, c) in found.items()}

    @cached_property
    def enders(self) -> frozenset[str]:
        """Literals that end a notation: `⁻¹`, `ᵀ`, `∅`."""
        return frozenset(last for rule in self.rules if (last := rule.parts[-1]) is not None)

    def big_level(self, symbol: str) -> int:
        """The level of the body of a binder notation; `⨂[R]` is known as `⨂[`."""
        opened = symbol[: symbol.find("[") + 1]
        return self.bigs.get(symbol, self.bigs.get(opened, 0))

    @cached_property
    def heads(self) -> frozenset[str]:
        """First literals of notations that may be applied: `VJP[f, x] v`, `∇ f x`, not `-f x`."""
        return frozenset(
            text
            for text, rules in self.leading.items()
            if all(rule.level >= MAX for rule in rules) or text in self.openers
        )


FIXED = frozenset(
    {":=", "=>", "↦", "⟨", "⟩", "⦃", "⦄", "..", "...", "(", ")", "[", "]", "{", "}", ",", ";", ":",
     "|", "@", "·", "#[", "#v[", "![", "!![", "!₂[", "?", "`", "$", "%", "^", "∀", "∃", "∃!",
     "∀ᵉ", "∃ᵉ", "λ", "<;>", "|>.", "←", "<-", "//", "@[", ".", "::", "∃₀", "->"}
)  # fmt: skip
_RULES, _BIGS = _table()
BIG_OPERATORS: dict[str, int] = {big.symbol: big.level for big in _BIGS}
SCOPED: tuple[Rule, ...] = tuple(rule for rule in _RULES if rule.namespace is not None)
DEFAULT = Notations((rule for rule in _RULES if rule.namespace is None), _BIGS)
