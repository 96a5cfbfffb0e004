"""Theorems in which nothing is differentiated need no subject: the exact evaluator alone decides
them, also where they cannot be lowered to array programs."""

from __future__ import annotations

from bridge.core.environment import Definition, Environment
from bridge.core.expr import constants
from bridge.meaning.calculus import CALCULUS

NAME = "exact"
_DERIVATIVES = frozenset(entry.name for entry in CALCULUS)


class Differentiation:
    """Whether declarations mention a derivative, themselves or in the definitions below them."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._known: dict[str, bool] = {}

    def occurs_in(self, definition: Definition) -> bool:
        return any(self._below(name) for name in _mentioned(definition))

    def _below(self, name: str) -> bool:
        if name not in self._known:
            self._known[name] = False  # where a definition mentions itself
            known = self._environment.definition(name)
            self._known[name] = name in _DERIVATIVES or (
                known is not None and known.source is not None and self.occurs_in(known)
            )
        return self._known[name]


def _mentioned(definition: Definition) -> set[str]:
    terms = (definition.type, definition.value)
    return {c.name for e in terms if e is not None for c in constants(e)}
