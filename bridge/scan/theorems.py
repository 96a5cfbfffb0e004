"""One file's declarations, judged: read, elaborated, classified. No error escapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bridge.core.environment import Definition
from bridge.elaborate import Constants
from bridge.errors import BridgeError, Diagnostic, unexpected
from bridge.forms import classify
from bridge.forms.exact import Differentiation
from bridge.lower.functions import Functions
from bridge.meaning import TABLE
from bridge.project import Project
from bridge.scan.outcome import Outcome, Refused, refused
from bridge.syntax.ast import Declaration, Module
from bridge.syntax.commands import THEOREMS


@dataclass(slots=True)
class _Tally:
    """What is counted while one file is gone through."""

    parsed: int = 0
    theorems: int = 0
    theorems_parsed: int = 0
    elaborated: int = 0
    without_subject: int = 0
    claims: list[tuple[str, str]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    unread: list[Refused] = field(default_factory=list)


class Judge:
    """Judges modules of one project; definitions are elaborated once for all of them."""

    def __init__(
        self, project: Project, *, parse_only: bool, restated: Mapping[str, str] | None = None
    ) -> None:
        self.project = project
        self.restated = restated or {}
        self.parse_only = parse_only
        self._functions: Functions | None = None
        self._differentiation: Differentiation | None = None

    @property
    def functions(self) -> Functions:
        if self._functions is None:
            readable = {n: d for n, d in self.project.declarations.items() if _is_readable(d)}
            project, known = self.project, readable.keys()
            restated = {n: text for n, text in self.restated.items() if n in known}
            constants = Constants(
                readable, project.notations, project.exports, restated, project.reach.sees
            )
            self._functions = Functions(constants, TABLE)
        return self._functions

    def module(self, module: Module) -> Outcome:
        """What became of each declaration of a file."""
        tally = _Tally()
        for declaration in module.declarations:
            self._declaration(tally, module, declaration)
        problems = (d for d in module.refused if isinstance(d, Diagnostic))
        return Outcome(
            module.declared,
            tally.parsed,
            tally.theorems,
            tally.theorems_parsed,
            tally.elaborated,
            tally.without_subject,
            tuple(tally.claims),
            tuple(tally.refused),
            tuple(tally.unread),
            tuple(refused(d.declaration or "", d, module.path, 0) for d in problems),
            module.after_exit,
        )

    def _declaration(self, tally: _Tally, module: Module, declaration: Declaration) -> None:
        is_theorem = declaration.kind in THEOREMS
        tally.theorems += is_theorem
        line = declaration.head.line if declaration.head else 0
        diagnostic = guarded(declaration.read_header)
        if diagnostic is None:
            tally.parsed += 1
            tally.theorems_parsed += is_theorem
            if is_theorem:
                self._theorem(tally, module, declaration, line)
            return
        place = tally.refused if is_theorem else tally.unread
        place.append(refused(declaration.name, diagnostic, module.path, line))

    def _theorem(self, tally: _Tally, module: Module, declaration: Declaration, line: int) -> None:
        made: list[Definition] = []
        forms: list[str] = []

        def elaborate() -> None:
            definition = self._definition(declaration)
            made.append(definition)
            forms.append(classify(definition, self.functions).form)

        diagnostic = NOT_ELABORATED if self.parse_only else guarded(elaborate)
        tally.elaborated += len(made)
        if diagnostic is None:
            tally.claims.append((declaration.name, forms[0]))
        else:
            tally.refused.append(refused(declaration.name, diagnostic, module.path, line))
            tally.without_subject += any(
                not self.differentiation.needs_subject(d, diagnostic.code) for d in made
            )

    @property
    def differentiation(self) -> Differentiation:
        if self._differentiation is None:
            self._differentiation = Differentiation(self.functions.environment)
        return self._differentiation

    def _definition(self, declaration: Declaration) -> Definition:
        if self.project.declarations.get(declaration.name) is not declaration:
            raise BridgeError.of(
                Diagnostic(
                    "declared-twice",
                    f"`{declaration.name}` is declared in another file of the project as well",
                    declaration.head,
                )
            )
        definition = self.functions.environment.definition(declaration.name)
        if definition is None:
            raise BridgeError("no-definition", f"`{declaration.name}` was not elaborated")
        return definition


NOT_ELABORATED = Diagnostic("not-asked", "the statement was read, and no more was asked for")


def guarded(action: object) -> Diagnostic | None:
    """Do something; what went wrong, as a diagnostic, whatever it was."""
    assert callable(action)
    try:
        action()
    except BridgeError as error:
        return error.diagnostic
    except Exception as error:  # our bug; the other theorems go on, and this one is counted
        return unexpected(error)
    return None


LOOKED_AT = frozenset({"instance", "structure", "class", "inductive"})


def _is_readable(declaration: Declaration) -> bool:
    """Some declarations are looked at as soon as there is an environment."""
    if declaration.kind not in LOOKED_AT and not declaration.attributes:
        return True
    return guarded(declaration.read_header) is None
