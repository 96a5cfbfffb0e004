"""The meaning table: one entry per constant that the projects do not define themselves.

An entry is **defined** (`body`, Lean text, Mathlib's own definition: evaluator and lowering both go
through it) or **primitive** (`exact` for the evaluator and `lower` for array programs, which share
no code). A type with both unfolds in typing and is told from its unfolding in evaluation
(`Matrix`). Signatures keep Mathlib's binder names, kinds and order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one constant means.

    `exact` takes the evaluated arguments that are not instances, types and implicit ones included,
    in order of the signature, and returns the value (see `bridge.exact`). `lower` takes the same
    arguments as lowering sees them (see `bridge.lower`). `domain` says, in words and as Lean text
    over the binders, where Lean's total function and the numerical one agree; None: everywhere.
    `examples` are closed Lean propositions that must evaluate to true.
    """

    name: str
    signature: str
    body: str | None = None
    exact: Callable[..., Any] | None = field(default=None, compare=False)
    lower: Callable[..., Any] | None = field(default=None, compare=False)
    unfoldable: bool = False
    domain: str | None = None
    examples: tuple[str, ...] = ()

    @property
    def brackets(self) -> str:
        """The opening bracket of each argument of the signature, in order.

        >>> Meaning("f", "f {α β : Type} [Fintype α] (a : α → β) : α → β").brackets
        '{{[('
        """
        found, depth, start = "", 0, 0
        for i, c in enumerate(self.signature):
            if c in "([{":
                depth, start = depth + 1, i if depth == 0 else start
            elif c in ")]}":
                depth -= 1
                if depth == 0:
                    names, colon, _ = self.signature[start + 1 : i].partition(":")
                    found += self.signature[start] * (len(names.split()) if colon else 1)
            elif c == ":" and depth == 0:
                break
        return found


class Table:
    """Entries by Lean name; each name once."""

    def __init__(self) -> None:
        self._entries: dict[str, Meaning] = {}

    def add(self, entry: Meaning) -> Meaning:
        if entry.name in self._entries:
            raise ValueError(f"{entry.name} has two meanings")
        self._entries[entry.name] = entry
        return entry

    def get(self, name: str) -> Meaning | None:
        return self._entries.get(name)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[Meaning]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)
