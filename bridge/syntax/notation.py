"""The notation table: every operator with its precedence, built in or declared in a file.

A notation is a sequence of literal tokens and arguments; `levels` says how tightly each argument
binds, `level` where the whole may stand. Levels are those of Lean core and Mathlib.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MAX = 1024  # what an atom or a parenthesised term has
LEAD = MAX - 1


@dataclass(frozen=True, slots=True)
class Rule:
    """`parts` are literals, and None for an argument; `key` is the `Operator.symbol`."""

    parts: tuple[str | None, ...]
    level: int
    levels: tuple[int, ...]

    def __post_init__(self) -> None:
        if self.parts.count(None) != len(self.levels):
            raise ValueError(f"{self.key}: one level per argument")

    @property
    def key(self) -> str:
        """The text with `_` for each argument: binary operators are spaced, the rest is not.

        >>> Rule((None, "+", None), 65, (65, 66)).key, Rule(("VJP[", None, ",", None, "]"), 1, (0, 0)).key
        ('_ + _', 'VJP[_, _]')
        """
        if len(self.parts) == 3 and self.parts[0] is None and self.parts[2] is None:
            return f"_ {self.parts[1]} _"
        if len(self.parts) == 5 and self.parts[0] is None:
            return f"_ {self.parts[1]}_{self.parts[3]} _"
        return "".join("_" if p is None else ", " if p == "," else p for p in self.parts)

    @property
    def literals(self) -> tuple[str, ...]:
        return tuple(p for p in self.parts if p is not None)


def infixl(level: int, *symbols: str) -> list[Rule]:
    return [Rule((None, s, None), level, (level, level + 1)) for s in symbols]


def infixr(level: int, *symbols: str) -> list[Rule]:
    return [Rule((None, s, None), level, (level + 1, level)) for s in symbols]


def infix(level: int, *symbols: str) -> list[Rule]:
    return [Rule((None, s, None), level, (level + 1, level + 1)) for s in symbols]


def prefix(level: int, own: int, *symbols: str) -> list[Rule]:
    return [Rule((s, None), own, (level,)) for s in symbols]


def postfix(level: int, *symbols: str) -> list[Rule]:
    return [Rule((None, s), level, (level,)) for s in symbols]


def _arrow(symbol: str) -> Rule:
    return Rule((None, symbol, None, "]", None), 25, (26, 0, 25))


BUILT_IN: tuple[Rule, ...] = (
    *infixr(10, "<|", "$"),
    *infixl(10, "|>"),
    *infixr(2, "∘'"),
    *infix(20, "↔"),
    *infixr(25, "→", "->"),
    *infixl(30, "||"),
    *infixr(30, "∨"),
    *infixl(35, "&&"),
    *infixr(35, "∧", "×", "×'"),
    *infix(
        50, "=", "≠", "<", "≤", ">", "≥", "<=", ">=", "==", "!=", "≈", "≃", "∼", "≅", "≃ₜ", "⟶",
        "∈", "∉", "∋", "⊆", "⊂", "⊇", "⊃", "∣", "∤", "≡", "⊥", "≪", "=ᵐ", "=O", "=o", "~", "≍",
    ),  # fmt: skip
    *infixl(65, "+", "-", "++", "∪", "+ᵥ", "-ᵥ", "::ᵥ"),
    *infixr(67, "::"),
    *infixl(68, "⊔"),
    *infixl(69, "⊓"),
    *infix(70, "\\"),
    *infixl(70, "*", "/", "%", "∩", "⊗", "×ˢ", "⊙"),
    *infixl(72, "⬝ᵥ"),
    *infixr(73, "•", "*ᵥ", "<•"),
    *infixl(73, "ᵥ*"),
    *infixr(75, "^", "▸"),
    *infixr(80, "∘L", "∘SL", "∘ₗ", "∘ₛₗ", "''", "⁻¹'", "≫"),
    *infixr(90, "∘"),
    *infixl(55, "<$>", ">>=", "|>."),
    *prefix(75, 75, "-"),
    *prefix(40, 40, "¬", "!"),
    *prefix(MAX, MAX, "↑", "⇑", "↥", "𝓝", "√"),
    *postfix(MAX, "⁻¹", "ᵀ", "ᴴ", "!", "ᶜ", "ˣ", "ᵒᵖ", "⁺", "⁻"),
    *postfix(1000, "†"),  # below an application: `f A†` is `(f A)†`
    Rule(("∇",), MAX, ()),
    Rule(("‖", None, "‖"), MAX, (0,)),
    Rule(("‖", None, "‖₊"), MAX, (0,)),
    Rule(("‖", None, "‖ₑ"), MAX, (0,)),
    Rule(("|", None, "|"), MAX, (0,)),
    Rule(("⌊", None, "⌋₊"), MAX, (0,)),
    Rule(("⌈", None, "⌉₊"), MAX, (0,)),
    Rule(("⌊", None, "⌋"), MAX, (0,)),
    Rule(("⌈", None, "⌉"), MAX, (0,)),
    Rule(("⟪", None, ",", None, "⟫_", None), MAX, (0, 0, MAX)),
    Rule(("⟪", None, ",", None, "⟫"), MAX, (0, 0)),
    _arrow("→L["), _arrow("→ₗ["), _arrow("≃L["), _arrow("≃ₗ["), _arrow("≃ₗᵢ["), _arrow("→ₗᵢ["),
    _arrow("→ₐ["), _arrow("≃ₐ["), _arrow("→L⋆["), _arrow("→ₗ⋆["), _arrow("≃ₗᵢ⋆["), _arrow("→ₛₗ["),
    _arrow("→SL["), _arrow("→A["),
)  # fmt: skip

# `∑ x, body`: the level of the body. Mathlib: 67, between `+` and `*`.
BIG_OPERATORS: dict[str, int] = {
    "∑": 67, "∏": 67, "∑'": 67, "∏'": 67, "⨆": 60, "⨅": 60, "⋃": 60, "⋂": 60, "∫": 60, "∫⁻": 60,
    "∮": 60, "⨁": 67, "∀ᶠ": 0, "∃ᶠ": 0, "∀ᵐ": 0, "∐": 67,
}  # fmt: skip


class Notations:
    """The rules in scope: the built-in ones and those of the files read so far."""

    def __init__(self, rules: Iterable[Rule] = BUILT_IN) -> None:
        self.rules = tuple(rules)
        self.leading: dict[str, list[Rule]] = {}
        self.trailing: dict[str, list[Rule]] = {}
        for rule in self.rules:
            self._index(rule)

    def _index(self, rule: Rule) -> None:
        first = rule.parts[0]
        if first is not None:
            self.leading.setdefault(first, []).append(rule)
        else:
            second = rule.parts[1]
            assert second is not None
            self.trailing.setdefault(second, []).append(rule)

    def extended(self, rules: Iterable[Rule]) -> Notations:
        """These rules and more; a new rule goes before an old one with the same first token."""
        return Notations((*rules, *self.rules))

    def tokens(self) -> frozenset[str]:
        """All literals, for longest match in the lexer."""
        return frozenset(t for rule in self.rules for t in rule.literals)


DEFAULT = Notations()
