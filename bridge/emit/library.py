"""All functions that a build emits: definitions, adjoints on demand, closed forms of claims.

A function is lowered once and spelled by every backend. Names are given out over all modules
together, so that a subject can be asked for any definition by its short name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from bridge.backends.base import HELPERS
from bridge.core.environment import Definition
from bridge.emit.code import callees
from bridge.emit.names import Namespace, module_names, shortest
from bridge.errors import BridgeError, InternalError, NotSupported, unexpected
from bridge.forms.claim import (
    Claim,
    Conjunct,
    DerivativeGoal,
    EquationGoal,
    IdentityGoal,
    PropositionGoal,
    SingleGoal,
)
from bridge.ir import nodes as ir
from bridge.lower.axes import program
from bridge.lower.functions import Functions, solvable
from bridge.lower.index import Array, Function, Named, Node, Variable, children

_TAKEN = (*HELPERS, "vjp", "jvp", "jacobian")  # and the operators of the tests


@dataclass(frozen=True, slots=True)
class Emitted:
    """One function to write. `part` tells the functions of one declaration apart."""

    definition: Definition
    part: str  # "", adjoint, lhs, rhs; of a conjunct 2, 2_adjoint, …
    name: str  # in Python
    program: ir.Program
    origin: str
    entrywise: bool = False

    @property
    def callee(self) -> ir.Callee:
        return ir.Callee(self.definition.name, self.part == "adjoint")

    @property
    def is_claim(self) -> bool:
        return self.definition.kind in ("theorem", "lemma")


@dataclass(slots=True)
class Library:
    """The functions of a build, by module of the Lean project."""

    functions: Functions
    emitted: dict[tuple[str, str], Emitted] = field(default_factory=dict)
    refused: list[tuple[Definition, BridgeError]] = field(default_factory=list)
    names: Namespace = field(default_factory=lambda: Namespace(_TAKEN))
    short: dict[str, str] = field(default_factory=dict)
    excluded: Mapping[str, BridgeError] = field(default_factory=dict)
    called: set[tuple[str, str]] = field(default_factory=set)  # by the tests, on tensors

    def path(self, definition: Definition) -> str:
        """The Lean file that a definition is from."""
        if definition.span is None:
            raise InternalError("no-source", f"`{definition.name}` has no place in a file")
        return definition.span.source.path

    def modules(self, also: Iterable[str] = ()) -> dict[str, str]:
        """Python modules by Lean file: of everything emitted so far, and of further files."""
        return module_names({*(self.path(e.definition) for e in self.emitted.values()), *also})

    def callee_names(self) -> dict[ir.Callee, str]:
        return {e.callee: e.name for e in self.emitted.values() if not e.is_claim}

    def file_of(self, callee: ir.Callee) -> str:
        part = "adjoint" if callee.adjoint else ""
        return self.path(self.emitted[callee.name, part].definition)

    def shown(self, name: str) -> str:
        """As much of a Lean name as tells it from the others."""
        return self.short.get(name, name.rpartition(".")[2])

    def name(self, definition: Definition, part: str) -> str:
        lean = self.shown(definition.name) + (f"_{part}" if part else "")
        return self.names.name((definition.name, part), lean)

    # -- adding --

    def refuse_excluded(self, name: str) -> None:
        """Raise if the declaration may not be emitted."""
        error = self.excluded.get(name)
        if error is not None:
            raise type(error).of(error.diagnostic)

    def add_definition(self, definition: Definition) -> None:
        """The definition as a function, if it is one; a refusal is kept and told."""
        try:
            if self.functions.signature(definition.name) is not None:
                self.refuse_excluded(definition.name)
                self._add_function(Function(definition.name))
        except Exception as error:  # if it is our bug, it is told and counted as well
            self.refused.append((definition, refusal(definition, error)))

    def add_claim(self, claim: Claim) -> None:
        """The closed forms of a claim; where maps are drawn, the test itself holds them."""
        parts = {} if claim.has_maps else reference_parts(claim)
        for part, given in parts.items():
            made = with_sizes(program(used(given.variables, given.array), given.array))
            self._require(made)
            self._add(claim.definition, part, made, given.origin)

    def drop_claim(self, name: str) -> None:
        """Take back what a claim added, for it became no check."""
        for key in [k for k, e in self.emitted.items() if k[0] == name and e.is_claim]:
            del self.emitted[key]

    def require(self, *nodes: Node) -> None:
        """Make sure that the functions that a test calls are emitted, for tensors as well."""
        for node in nodes:
            for callee in functions_in(node):
                self._add_function(callee)
                self.called.add((callee.name, "adjoint" if callee.adjoint else ""))

    def in_order(self, path: str) -> list[Emitted]:
        """The functions of a Lean file in the order of their declarations."""
        here = [e for e in self.emitted.values() if self.path(e.definition) == path]
        return sorted(here, key=lambda e: (_position(e.definition), e.part))

    def code(self) -> set[tuple[str, str]]:
        """The functions that definitions need: all but closed forms and what only these call."""
        found: set[tuple[str, str]] = set()
        pending = [k for k, e in self.emitted.items() if not e.part and not e.is_claim]
        pending += self.called
        while pending:
            item = pending.pop()
            if item not in found:
                found.add(item)
                called = callees(self.emitted[item].program)
                pending += [(c.name, "adjoint" if c.adjoint else "") for c in called]
        return found

    def _add_function(self, function: Function) -> None:
        part = "adjoint" if function.adjoint else ""
        if (function.name, part) in self.emitted:
            return
        self.refuse_excluded(function.name)
        lowered = self.functions.lowered(function)
        made = program(lowered.parameters, lowered.array, lowered.signature.sizes)
        definition = self.functions.environment.definition(function.name)
        if definition is None:
            raise InternalError("no-definition", f"`{function.name}` has no definition")
        self._require(made)
        self._add(definition, part, made, "", lowered.signature.is_entrywise)

    def _require(self, made: ir.Program) -> None:
        for callee in callees(made):
            if not callee.sampled:
                self._add_function(Function(callee.name, callee.adjoint))

    def _add(
        self,
        definition: Definition,
        part: str,
        made: ir.Program,
        origin: str,
        entrywise: bool = False,
    ) -> None:
        text = f"{definition.name}, {self.path(definition)}"
        origin = f"{origin or ('adjoint of' if part == 'adjoint' else '')} {text}".lstrip()
        name = self.name(definition, part)
        self.emitted[definition.name, part] = Emitted(
            definition, part, name, made, origin, entrywise
        )


def refusal(definition: Definition, error: Exception) -> BridgeError:
    """Why a declaration is left out, at its place. A bug of ours keeps no other from being read."""
    found: BridgeError
    match error:
        case NotSupported() | InternalError():
            found = error
        case _:
            found = NotSupported.of(unexpected(error))
    source = definition.source
    return found.within(definition.name, source.head if source else None)


def build_library(
    functions: Functions,
    definitions: Iterable[Definition],
    excluded: Mapping[str, BridgeError],
) -> Library:
    """The functions of some definitions, given in order, and of what these call."""
    known = tuple(definitions)
    library = Library(functions, excluded=excluded)
    library.short = shortest(d.name for d in known)
    for definition in known:
        if definition.kind not in ("theorem", "lemma"):
            library.add_definition(definition)
    return library


@dataclass(frozen=True, slots=True)
class Part:
    """A function that a claim adds to the reference: what it computes of which variables.

    `role` is "", adjoint, lhs or rhs, in the goal of the conjunct.
    """

    conjunct: Conjunct
    role: str
    variables: tuple[Variable, ...]
    array: Array

    @property
    def origin(self) -> str:
        number, is_derivative = self.conjunct.number, isinstance(self.conjunct.goal, DerivativeGoal)
        told = {
            "": "derivative given by" if is_derivative else "closed form of",
            "adjoint": "its adjoint, given by",
            "lhs": "left side of",
            "rhs": "right side of",
        }[self.role]
        return f"{told} conjunct {number} of" if number else told


def reference_parts(claim: Claim) -> dict[str, Part]:
    """The functions that a claim adds to the reference, by the names of the parts."""
    data = tuple(d.variable for d in claim.data if d.variable is not None)
    return {
        part_name(conjunct, role): Part(conjunct, role, (*data, *own), array)
        for conjunct in claim.conjuncts
        for role, (own, array) in _roles(conjunct.goal).items()
    }


def part_name(conjunct: Conjunct, role: str) -> str:
    """`2_adjoint`, of the second goal; `adjoint`, of the only one."""
    return "_".join(name for name in (conjunct.number, role) if name)


def _roles(goal: SingleGoal) -> dict[str, tuple[tuple[Variable, ...], Array]]:
    """The functions of one goal, with the variables that are no data of the claim."""
    match goal:
        case DerivativeGoal():
            return {
                "": ((goal.direction,), goal.jvp),
                "adjoint": ((goal.cotangent,), goal.vjp),
            }
        case EquationGoal(_, reference):
            return {"": ((), reference)}
        case IdentityGoal(left, right):
            return {"lhs": ((), left), "rhs": ((), right)}
        case PropositionGoal():
            return {}
        case _:
            assert_never(goal)


def used(variables: tuple[Variable, ...], node: Node) -> tuple[Variable, ...]:
    """Those variables that occur."""
    found = set(_variables_in(node))
    return tuple(v for v in dict.fromkeys(variables) if v in found)


def with_sizes(made: ir.Program) -> ir.Program:
    """The program with those dimensions as arguments that no shape of an argument tells."""
    told = {name for p in made.parameters for dim in p.shape for name in solvable(dim)}
    return replace(made, sizes=tuple(s for s in ir.sizes_used(made) if s not in told))


def _variables_in(node: Node) -> Iterable[Variable]:
    if isinstance(node, Variable):
        yield node
    below = (node.term,) if isinstance(node, Named) else children(node)
    for child in below:
        yield from _variables_in(child)


def functions_in(node: Node) -> Iterable[Function]:
    """The functions that a term calls."""
    callee = getattr(node, "callee", None)
    if isinstance(callee, Function):
        yield callee
    below = (node.term,) if isinstance(node, Named) else children(node)
    for child in below:
        yield from functions_in(child)


def _position(definition: Definition) -> int:
    return 0 if definition.span is None else definition.span.start
