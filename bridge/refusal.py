"""Declarations that became no function or check, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.core.environment import Definition
from bridge.errors import BridgeError, Diagnostic, InternalError, SpecError, is_bug
from bridge.syntax.ast import Declaration

THEOREMS = frozenset({"theorem", "lemma"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """A declaration that became no function or check, and why. `claim`: it is a theorem; `wrong`:
    as far as can be seen, Lean would reject it as well; `bug`: of ours."""

    name: str
    file: str
    line: int
    diagnostic: Diagnostic
    claim: bool
    wrong: bool = False
    bug: bool = False

    @property
    def verdict(self) -> str:
        return "error" if self.wrong or self.bug else "unsupported"

    @property
    def reason(self) -> str:
        told = self.diagnostic.render()
        return f"{InternalError.kind}: {told}" if self.bug else told


def refusal(
    declaration: Declaration, error: BridgeError, definition: Definition | None = None
) -> Refusal:
    """Of a declaration, or of the theorem that its type states."""
    head = declaration.head
    kind, name = declaration.kind, declaration.name
    if definition is not None:
        kind, name = definition.kind, definition.name
    error = error.within(name, head)
    return Refusal(
        name,
        head.source.path if head else "",
        head.line if head else 0,
        error.diagnostic,
        kind in THEOREMS,
        isinstance(error, SpecError),
        is_bug(error),
    )
