"""One way through an evaluation: which conditions were taken to hold, and which others are left.

An evaluation is repeated from its start, with the answers that were given before, until each answer
that is possible has been followed. A quantifier explores its body in paths of its own; what these
ask about unknowns from outside is asked, and answered, outside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bridge.exact.scalars import Undecided
from bridge.exact.symbols.formulas import Atom, Formula, Junction
from bridge.exact.symbols.ring import Generator, OutOfBudget

if TYPE_CHECKING:
    from bridge.exact.symbols.session import Session

T = TypeVar("T")
MOST_PATHS = 256
SIGNS: dict[str, frozenset[int]] = {
    "=": frozenset({0}),
    "≠": frozenset({-1, 1}),
    ">": frozenset({1}),
    "≥": frozenset({0, 1}),
    "<": frozenset({-1}),
    "≤": frozenset({-1, 0}),
}
ANY = frozenset({-1, 0, 1})


class Discard(Exception):
    """What a path assumes cannot hold."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class Beyond(Undecided):
    """Larger values of a natural number than are looked at."""


@dataclass(slots=True, eq=False)
class Path:
    """Decisions so far, and what they assume."""

    session: Session
    parent: Path | None
    prefix: tuple[int, ...]
    bound: frozenset[int] = frozenset()  # the unknowns of its quantifier
    decisions: list[int] = field(default_factory=list)
    alternatives: list[tuple[int, ...]] = field(default_factory=list)
    assumptions: list[Formula] = field(default_factory=list)
    signs: dict[str, frozenset[int]] = field(default_factory=dict)
    made: dict[int, Generator] = field(default_factory=dict)
    facts: list[Formula] = field(default_factory=list)
    applied: dict[tuple[str, ...], Any] = field(default_factory=dict)  # arguments and values
    picks: list[int] = field(default_factory=list)  # choices for elements, in order
    fixed: dict[int, int] = field(default_factory=dict)  # integers that were chosen
    sizes: dict[str, int] = field(default_factory=dict)  # values that were chosen, by name

    def chain(self) -> Iterator[Path]:
        """This path and those that it is part of."""
        path: Path | None = self
        while path is not None:
            yield path
            path = path.parent

    def owner(self, bases: frozenset[int]) -> Path:
        """The path that a question about these unknowns belongs to."""
        for path in self.chain():
            if path.parent is None or path.bound & bases:
                return path
        raise AssertionError("the outermost path has no parent")

    def sign(self, text: str) -> frozenset[int]:
        """The signs that a polynomial can have, as far as was assumed."""
        found = ANY
        for path in self.chain():
            found &= path.signs.get(text, ANY)
        return found

    def implied(self, f: Formula) -> bool | None:
        """What was assumed decides this already, word for word."""
        if isinstance(f, Atom):
            known, wanted = self.sign(f.text), SIGNS[f.relation]
            return True if known <= wanted else False if not known & wanted else None
        if isinstance(f, Junction):
            parts = [self.implied(p) for p in f.parts]
            if (not f.all) in parts:
                return not f.all
            return f.all if all(p is f.all for p in parts) else None
        return None

    def fork(self, f: Formula) -> bool:
        """Whether a formula holds here; where both is possible, one answer now, one later."""
        known = self.implied(f)
        if known is not None:
            return known
        place = len(self.decisions)
        answer = bool(self.prefix[place]) if place < len(self.prefix) else self._new_answer(f)
        self.decisions.append(int(answer))
        self.assume(f if answer else f.negated())
        return answer

    def _new_answer(self, f: Formula) -> bool:
        yes, no = self.possible(f), self.possible(f.negated())
        if not yes and not no:
            raise Discard(self)
        if yes and no:
            self.alternatives.append((*self.decisions, 0))
        return yes

    def possible(self, f: Formula) -> bool:
        return self.session.possible(self, f)

    def assume(self, f: Formula | bool) -> None:
        if isinstance(f, bool):
            if not f:
                raise Discard(self)
            return
        self.assumptions.append(f)
        self._note(f)

    def _note(self, f: Formula) -> None:
        if isinstance(f, Atom):
            self.signs[f.text] = self.signs.get(f.text, ANY) & SIGNS[f.relation]
            if not self.signs[f.text]:
                raise Discard(self)
        elif isinstance(f, Junction) and f.all:
            for part in f.parts:
                self._note(part)

    def choose(self, name: str, values: Callable[[], Iterable[int]]) -> int:
        """One of several values now, the others later."""
        place = len(self.decisions)
        if place < len(self.prefix):
            value = self.prefix[place]
        else:
            found = list(values())
            if not found:
                raise Discard(self)
            value = found[0]
            self.alternatives += [(*self.decisions, other) for other in reversed(found[1:])]
        self.decisions.append(value)
        return value


@dataclass(frozen=True, slots=True)
class Explored(Generic[T]):
    """One path that came to an end, and what the evaluation gave on it."""

    path: Path
    value: T | Undecided


def explore(
    session: Session, run: Callable[[Path], T], bound: frozenset[int] = frozenset()
) -> Iterator[Explored[T]]:
    """Every path of an evaluation, one after the other."""
    pending: list[tuple[int, ...]] = [()]
    parent = session.path
    for _ in range(MOST_PATHS):
        path = Path(session, parent, pending.pop(), bound)
        value: T | Undecided
        try:
            with session.on(path):
                value = run(path)
            ended = True
        except Discard as discarded:
            if discarded.path is not path:
                raise
            ended = False
        except OutOfBudget:
            raise
        except Undecided as reason:
            value, ended = reason, True
        pending += path.alternatives
        if ended:
            yield Explored(path, value)
        if not pending:
            return
    raise OutOfBudget("the evaluation has too many paths")
