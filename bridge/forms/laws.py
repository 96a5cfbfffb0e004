"""Theorems that a type states: the laws of a structure, at the project's own definitions of it.

`def exp : OpCorrect n n := …`, where `OpCorrect` has fields that are propositions, states each of
these for `exp`. A theorem about all `C : OpCorrect m n` is stated for each such definition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from bridge.core.environment import Definition, Environment, Structure
from bridge.core.expr import (
    Const,
    Expr,
    FVar,
    Pi,
    apply,
    fresh_fvar,
    instantiate,
    map_children,
    pi_over,
    replace_fvars,
    spine,
)
from bridge.errors import NotSupported
from bridge.syntax.ast import BinderKind

Bound = tuple[FVar, BinderKind]
IsProposition = Callable[[Expr], bool]
THEOREMS = frozenset({"theorem", "lemma"})


@dataclass(slots=True)
class Stated:
    """What types state: further theorems, and theorems that these stand in for or that nothing
    instantiates. Of the former, `general` are about structures whose elements can be drawn."""

    theorems: list[Definition] = field(default_factory=list)
    replaced: set[str] = field(default_factory=set)
    general: list[Definition] = field(default_factory=list)
    refused: list[tuple[Definition, NotSupported]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Element:
    """A definition of the project whose type is a structure with laws, its arguments opened."""

    definition: Definition
    arguments: tuple[Bound, ...]
    structure: Structure
    parameters: tuple[Expr, ...]

    @property
    def value(self) -> Expr:
        return apply(Const(self.definition.name), *(v for v, _ in self.arguments))


def stated(
    environment: Environment, definitions: Iterable[Definition], is_proposition: IsProposition
) -> Stated:
    """The laws at the definitions given, and the theorems over structures with laws."""
    known, result = tuple(definitions), Stated()
    reader = _Reader(environment, is_proposition)
    elements = [e for d in known if (e := reader.element(d)) is not None]
    for element in elements:
        laws = reader.laws(element.value, element.structure, element.parameters, "")
        for name, law in laws:
            type = pi_over(element.arguments, law)
            result.theorems.append(_theorem(f"{element.definition.name}.{name}", type, element))
    for definition in known:
        if definition.kind in THEOREMS:
            reader.instantiate(definition, elements, result)
    return result


def _theorem(name: str, type: Expr, of: Element | Definition) -> Definition:
    definition = of.definition if isinstance(of, Element) else of
    return Definition(name, "theorem", type, source=definition.source)


@dataclass(frozen=True, slots=True)
class _Reader:
    environment: Environment
    is_proposition: IsProposition

    def element(self, definition: Definition) -> Element | None:
        if definition.value is None or definition.kind in THEOREMS:
            return None
        arguments, result = _opened(definition.type)
        head, parameters = spine(result)
        structure = self.structure(head)
        if structure is None or not self.has_laws(structure):
            return None
        if any(self._is_lawful(v.type) for v, _ in arguments):
            return None  # it makes elements of others, and says nothing alone
        return Element(definition, arguments, structure, parameters)

    def structure(self, head: Expr) -> Structure | None:
        known = self.environment.definition(head.name) if isinstance(head, Const) else None
        if known is None or known.structure is None or known.kind != "structure":
            return None
        return None if known.structure.is_class else known.structure

    def has_laws(self, structure: Structure) -> bool:
        return any(self.is_proposition(_result(p.type)) for p in self._projections(structure))

    def _projections(self, structure: Structure) -> Iterator[Definition]:
        for name in structure.fields:
            found = self.environment.definition(f"{structure.name}.{name}")
            if found is not None:
                yield found

    def laws(
        self, value: Expr, structure: Structure, parameters: tuple[Expr, ...], prefix: str
    ) -> Iterator[tuple[str, Expr]]:
        """The laws of a structure at an element, and those of the structures in its fields."""
        for projection in self._projections(structure):
            type: Expr = projection.type
            for argument in (*parameters, value):
                assert isinstance(type, Pi)
                type = instantiate(type.body, argument)
            name = f"{prefix}{projection.name.rpartition('.')[2]}"
            if self.is_proposition(type):
                yield name, type
                continue
            head, args = spine(type)
            inner = self.structure(head)
            if inner is not None and self.has_laws(inner):
                field = apply(Const(projection.name), *parameters, value)
                yield from self.laws(field, inner, args, f"{name}.")

    # -- theorems over structures --

    def instantiate(self, theorem: Definition, elements: Iterable[Element], result: Stated) -> None:
        """The theorem at each element that its structure can be; itself if it has none."""
        arguments, goal = _opened(theorem.type)
        place = next((k for k, (v, _) in enumerate(arguments) if self._is_lawful(v.type)), None)
        if place is None:
            return
        found = [
            made for e in elements if (made := _at(theorem, arguments, goal, place, e)) is not None
        ]
        if found:
            result.theorems += found
            result.replaced.add(theorem.name)
            if all(self._is_drawn(v.type) for v, _ in arguments if self._is_lawful(v.type)):
                result.general.append(theorem)
            return
        name, type = arguments[place][0].name, spine(arguments[place][0].type)[0]
        shown = type.name if isinstance(type, Const) else "…"
        result.refused.append(
            (
                theorem,
                NotSupported(
                    "no-instance",
                    f"the files define no `{shown}` at which this theorem about all `{name}` "
                    "could be checked",
                ),
            )
        )

    def _is_lawful(self, type: Expr) -> bool:
        structure = self.structure(spine(type)[0])
        return structure is not None and self.has_laws(structure)

    def _is_drawn(self, type: Expr) -> bool:
        """Whether drawn fields can be tested against the laws of a structure: these quantify over
        indices at most."""
        structure = self.structure(spine(type)[0])
        assert structure is not None
        laws = (_result(p.type) for p in self._projections(structure))
        return all(self._is_testable(p) for p in laws if self.is_proposition(p))

    def _is_testable(self, law: Expr) -> bool:
        testable = True

        def look(e: Expr, _crossed: int) -> Expr:
            nonlocal testable
            if isinstance(e, Pi) and not self.is_proposition(e.type):
                head = spine(e.type)[0]
                testable = testable and (head == Const("Fin") or isinstance(head, FVar))
            return map_children(e, look)

        look(law, 0)
        return testable


def _at(
    theorem: Definition, arguments: tuple[Bound, ...], goal: Expr, place: int, element: Element
) -> Definition | None:
    """The theorem with an element in place of the variable; None if its type is another one."""
    variable, _ = arguments[place]
    head, parameters = spine(variable.type)
    if head != Const(element.structure.name):
        return None
    values: dict[FVar, Expr] = {}
    earlier = [v for v, _ in arguments[:place]]
    for given, own in zip(parameters, element.parameters, strict=True):
        if isinstance(given, FVar) and given in earlier and given not in values:
            values[given] = own
        elif replace_fvars(given, values) != own:
            return None
    values[variable] = element.value
    kept = [(v, kind) for v, kind in arguments if v not in values]
    bound: list[Bound] = list(element.arguments)
    for v, kind in kept:
        fresh = fresh_fvar(v.name, replace_fvars(v.type, values))
        values[v] = fresh
        bound.append((fresh, kind))
    type = pi_over(tuple(bound), replace_fvars(goal, values))
    short = element.definition.name.rpartition(".")[2]
    return _theorem(f"{theorem.name} ({variable.name} := {short})", type, theorem)


def _opened(type: Expr) -> tuple[tuple[Bound, ...], Expr]:
    """The binders of a type as free variables, and what is left."""
    bound: list[Bound] = []
    while isinstance(type, Pi):
        variable = fresh_fvar(type.name, type.type)
        bound.append((variable, type.kind))
        type = instantiate(type.body, variable)
    return tuple(bound), type


def _result(type: Expr) -> Expr:
    """What a projection gives: below the parameters and the element."""
    return _opened(type)[1] if isinstance(type, Pi) else type
