"""A theorem as something to check: what is drawn, what is assumed, what is claimed.

Everything is in index notation over the drawn variables, with definitions of the project as calls.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bridge.core.environment import Definition
from bridge.lower.index import Array, Condition, Shape, Variable


@dataclass(frozen=True, slots=True)
class Datum:
    """A drawn variable: an array or a number, a natural number, or a differentiable map."""

    name: str
    kind: str  # array, natural, map
    shape: Shape = ()
    codomain: Shape = ()  # of a map
    variable: Variable | None = None  # of an array


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A decidable hypothesis; draws that do not meet it are rejected and counted."""

    text: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class DerivativeGoal:
    """The function `variable ↦ body` has at `at` the derivative `jvp` with the adjoint `vjp`."""

    variable: Variable
    body: Array
    at: Array
    direction: Variable
    jvp: Array
    cotangent: Variable
    vjp: Array


@dataclass(frozen=True, slots=True)
class EquationGoal:
    """`subject = reference`, where derivatives occur on the subject's side only.

    `arguments`: the data at which functions or linear maps are compared. `flipped`: in Lean the
    reference stands on the left.
    """

    subject: Array
    reference: Array
    arguments: tuple[str, ...] = ()
    flipped: bool = False


@dataclass(frozen=True, slots=True)
class IdentityGoal:
    """`left = right`; nothing is differentiated."""

    left: Array
    right: Array
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PropositionGoal:
    """A decidable proposition about the variables: an inequality, a combination of such."""

    condition: Condition


SingleGoal: TypeAlias = DerivativeGoal | EquationGoal | IdentityGoal | PropositionGoal


@dataclass(frozen=True, slots=True)
class Conjunct:
    """One of the goals of a theorem. Where there are several, each has a number, and `text`."""

    goal: SingleGoal
    number: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ConjunctionGoal:
    """Several goals in one theorem, each checked on its own."""

    parts: tuple[Conjunct, ...]


Goal: TypeAlias = SingleGoal | ConjunctionGoal


@dataclass(frozen=True, slots=True)
class Claim:
    """A theorem, classified. `form` is the name of the form that its goal has."""

    definition: Definition
    form: str
    data: tuple[Datum, ...]
    hypotheses: tuple[Hypothesis, ...]
    goal: Goal
    shifted: frozenset[str] = frozenset()  # sizes n that stand for n + 1; 0 is left out

    @property
    def name(self) -> str:
        return self.definition.name

    @property
    def conjuncts(self) -> tuple[Conjunct, ...]:
        """What is claimed, one by one."""
        if isinstance(self.goal, ConjunctionGoal):
            return self.goal.parts
        return (Conjunct(self.goal),)

    @property
    def has_maps(self) -> bool:
        """Whether functions are drawn, so that both sides are evaluated in the test itself."""
        return any(d.kind == "map" for d in self.data)
