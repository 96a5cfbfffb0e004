"""What became of each declaration, and the counts; also as JSON and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bridge.errors import Diagnostic

SCHEMA = 3


@dataclass(frozen=True, slots=True)
class Refused:
    """A declaration that was refused, where and why."""

    name: str
    file: str
    line: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    `claims` are the names of theorems by form; a theorem is a claim or among `refused`. Of these,
    `without_subject` are elaborated and left to the exact evaluator by `verify`: they differentiate
    nothing, or no subject computes a side of them. `unread` are other declarations that could not
    be read, `problems` other commands (a `variable`, an import). `after_exit` declarations stand
    after `#exit`: Lean does not read them, and they are not among `seen`.
    """

    seen: int
    parsed: int
    theorems: int
    theorems_parsed: int
    elaborated: int
    without_subject: int
    claims: tuple[tuple[str, str], ...]
    refused: tuple[Refused, ...]
    unread: tuple[Refused, ...]
    problems: tuple[Refused, ...]
    after_exit: int = 0


@dataclass(frozen=True, slots=True)
class Scan:
    """The outcomes of all files that were asked for."""

    files: int
    outcomes: tuple[Outcome, ...]

    def __post_init__(self) -> None:
        for o in self.outcomes:
            unread = o.theorems - o.theorems_parsed + len(o.unread)
            if o.theorems != len(o.claims) + len(o.refused) or o.seen != o.parsed + unread:
                raise ValueError("every declaration is accounted for exactly once")

    def total(self, what: str) -> int:
        return sum(getattr(o, what) for o in self.outcomes)

    def claims(self) -> dict[str, str]:
        """Theorems that became claims, with their form."""
        return {name: form for o in self.outcomes for name, form in o.claims}

    def every(self, what: str) -> list[Refused]:
        """`refused`, `unread` or `problems` of all files."""
        found: Iterable[Refused] = (r for o in self.outcomes for r in getattr(o, what))
        return sorted(found, key=lambda r: (r.file, r.line, r.name))

    def by_form(self) -> dict[str, int]:
        return dict(sorted(Counter(self.claims().values()).items()))

    def to_json(self) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "files": self.files,
            "declarations": {
                "seen": self.total("seen"),
                "parsed": self.total("parsed"),
                "after_exit": self.total("after_exit"),
            },
            "theorems": {
                "seen": self.total("theorems"),
                "parsed": self.total("theorems_parsed"),
                "elaborated": self.total("elaborated"),
                "claims": sum(len(o.claims) for o in self.outcomes),
                "refused": sum(len(o.refused) for o in self.outcomes),
                "without_subject": self.total("without_subject"),
            },
            "by_form": self.by_form(),
            "refusals": [asdict(r) for r in self.every("refused")],
            "unread": [asdict(r) for r in self.every("unread")],
            "problems": [asdict(r) for r in self.every("problems")],
            "claims": sorted(self.claims()),
        }


def refused(name: str, diagnostic: Diagnostic, file: str, line: int) -> Refused:
    """A diagnostic as one line of the report; the place in the text wins over the declaration's."""
    span = diagnostic.span
    if span is not None and span.source.path == file:
        line = span.line
    return Refused(name, file, line, diagnostic.code, diagnostic.message)


def outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    return asdict(outcome)


def outcome_from_json(data: Mapping[str, Any]) -> Outcome:
    """The outcome that `outcome_to_json` wrote; KeyError, TypeError or ValueError otherwise."""
    lists = {k: tuple(Refused(**r) for r in data[k]) for k in ("refused", "unread", "problems")}
    claims = tuple((str(name), str(form)) for name, form in data["claims"])
    return Outcome(**{**data, **lists, "claims": claims})
