"""One draw: the values of a statement's variables, and how they are shown to people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from bridge.core.expr import Expr, FVar, free_variables
from bridge.exact.functions import Place
from bridge.exact.show import nested
from bridge.exact.types import Type, Value


@dataclass(slots=True)
class Draw:
    """One assignment of the variables of a statement."""

    values: dict[FVar, Value] = field(default_factory=dict)
    variables: list[FVar] = field(default_factory=list)  # in order of their binders
    assumed: bool = False  # a hypothesis over infinitely many elements was taken to hold
    depth: int = 0  # of draws for the arguments of a definition that is drawn
    types: dict[FVar, Expr] = field(default_factory=dict)  # of type variables, as terms
    texts: dict[FVar, Callable[[], str]] = field(default_factory=dict)
    met: list[Expr] = field(default_factory=list)  # hypotheses that hold
    place: Place | None = None  # of the kinks of its functions
    reals: int = 0  # how many points were drawn
    wholes: int = 0  # how many whole numbers that are no sizes
    functions: int = 0  # and how many functions between spaces

    @property
    def shown(self) -> list[str]:
        """`name := value` for every variable that was drawn; functions where they were asked."""
        return [f"{variable.name} := {text()}" for variable, text in self.texts.items()]

    def can_change(self, variable: FVar) -> bool:
        """Whether a value was drawn that nothing drawn since depends on."""
        others = (v for v in self.variables if v != variable)
        return variable in self.values and not any(
            variable in free_variables(v.type) for v in others
        )

    def shapes_nothing(self, variable: FVar) -> bool:
        """Whether no data drawn since has a type that depends on it; hypotheses may."""
        data = (v for v in self.variables if self.values.get(v) is not None)
        return not any(variable in free_variables(v.type) for v in data)

    def show(self, variable: FVar, text: str) -> None:
        self.texts[variable] = lambda: text


def show(draw: Draw, variable: FVar, type: Type, value: Value) -> None:
    draw.values[variable] = value
    draw.texts[variable] = partial(nested, type, value)
