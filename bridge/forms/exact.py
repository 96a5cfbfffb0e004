"""Theorems that the exact evaluator alone decides, also where they are no array programs.

Nothing is differentiated in them, or no subject computes a side of what they say: that a function
is differentiable, a bound on a derivative, an equation with derivatives on both sides.
"""

from __future__ import annotations

from bridge.core.environment import Definition, Environment
from bridge.core.expr import constants
from bridge.meaning.calculus import CALCULUS

NAME = "exact"
_DERIVATIVES = frozenset(entry.name for entry in CALCULUS)


NO_SIDE = frozenset({"differentiability", "derivative-in-condition", "two-derivatives"})


class Differentiation:
    """Whether declarations mention a derivative, themselves or in the definitions below them."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._known: dict[str, bool] = {}

    def occurs_in(self, definition: Definition) -> bool:
        return any(self._below(name) for name in _mentioned(definition))

    def needs_subject(
        self, definition: Definition, refusal: str, bound: frozenset[str] = frozenset()
    ) -> bool:
        """Whether only a subject could tell about a theorem that became no claim: one that is
        bound to something differentiated in it."""
        if refusal in NO_SIDE or not self.occurs_in(definition):
            return False
        below = rests_on(self._environment, definition)
        return any(name in bound or name.rpartition(".")[2] in bound for name in below)

    def _below(self, name: str) -> bool:
        if name not in self._known:
            self._known[name] = False  # where a definition mentions itself
            known = self._environment.definition(name)
            self._known[name] = name in _DERIVATIVES or (
                known is not None and known.source is not None and self.occurs_in(known)
            )
        return self._known[name]


def rests_on(environment: Environment, definition: Definition) -> set[str]:
    """The declaration's name and those of all that it mentions, or what these mention."""
    found, todo = {definition.name}, [definition]
    while todo:
        fresh = _mentioned(todo.pop()) - found
        found |= fresh
        todo += [d for d in map(environment.definition, fresh) if d is not None]
    return found


def _mentioned(definition: Definition) -> set[str]:
    terms = (definition.type, definition.value)
    return {c.name for e in terms if e is not None for c in constants(e)}
