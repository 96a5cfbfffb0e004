"""One test: a claim with a subject and a group of modes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bridge.runtime.modes import Group
from bridge.runtime.subjects import Subject


@dataclass(frozen=True, slots=True)
class Case:
    """`test` is the generated function; its docstring is the statement.

    `mixed`: some checks of the test are about a subject, others about none; the cases with a
    subject run the first, the one without runs the others. `part` and `conjunct` say which of its
    checks is meant, by number and by the Lean text of the conjunct, if there are several.
    """

    name: str
    file: str
    test: Callable[..., Any]
    subject: Subject | None = None
    group: Group | None = None
    is_definition: bool = False
    mixed: bool = False
    part: int = 0
    conjunct: str = ""

    @property
    def id(self) -> str:
        return "reference" if self.subject is None else f"{self.subject.name}-{self.group}"

    @property
    def statement(self) -> str:
        return (self.test.__doc__ or "").strip()
