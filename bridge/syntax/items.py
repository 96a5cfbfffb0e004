"""What a flat run consists of before `precedence` groups it, and the run itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bridge.source import Span
from bridge.syntax.ast import Argument, Binder, Term


@dataclass(frozen=True, slots=True)
class Atom:
    """A finished term; `binders` if it may also be the left of a dependent arrow; `tail` if
    nothing can follow it; `dots` if a `·` in it waits for the next parentheses."""

    term: Term
    span: Span
    binders: tuple[Binder, ...] = ()
    tail: bool = False
    dots: bool = False


@dataclass(frozen=True, slots=True)
class Symbol:
    """An operator token."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Group:
    """`VJP[f, x]`, `⟪x, y⟫_`, the `→L[ℝ]` of an arrow: literals with terms between them."""

    literals: tuple[str, ...]
    inner: tuple[Term, ...]
    span: Span
    dots: bool = False

    @property
    def text(self) -> str:
        return self.literals[0]

    @property
    def parts(self) -> tuple[str | None, ...]:
        first, *rest = self.literals
        return (first, *(part for literal in rest for part in (None, literal)))


@dataclass(frozen=True, slots=True)
class Suffix:
    """`.field` right after a term."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Index:
    """`[i]` right after a term; `mark` is what follows the bracket: `!`, `?`, `'`, or a colon for
    a slice."""

    inner: tuple[Term, ...]
    mark: str
    span: Span
    dots: bool = False


@dataclass(frozen=True, slots=True)
class Pipe:
    """`|>.field`"""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Named:
    """`(name := value)`, or `..`."""

    argument: Argument
    span: Span
    dots: bool = False


@dataclass(frozen=True, slots=True)
class Big:
    """`∑ x ∈ s,`"""

    symbol: str
    binders: tuple[Binder, ...]
    domain: Term | None
    span: Span


@dataclass(frozen=True, slots=True)
class Explicit:
    """The `@` of `@(f)`, or of the pattern `x@p`."""

    span: Span


Item: TypeAlias = Atom | Symbol | Group | Suffix | Index | Pipe | Named | Big | Explicit


@dataclass(frozen=True, slots=True)
class Run:
    """Items in a row: a term, or binders, as the place asks."""

    items: tuple[Item, ...]
    span: Span
    dots: bool = False
