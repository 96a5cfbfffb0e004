"""What can go wrong, as one `Diagnostic` type, and the only renderer of carets.

Three exceptions carry a diagnostic: `NotSupported` (valid Lean that is not handled yet),
`SpecError` (the text is wrong), `InternalError` (our bug). `Diagnostics` collects them, so that
one refused theorem never keeps the others from being read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from traceback import extract_tb
from typing import Self

from bridge.source import Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message about one place. `code` is stable (`unknown-constant`), `message` a sentence."""

    code: str
    message: str
    span: Span | None = None
    declaration: str | None = None
    notes: tuple[str, ...] = ()
    hint: str | None = None

    def render(self) -> str:
        """The diagnostic as text: place, message, excerpt with carets, declaration, notes, hint."""
        return "\n".join(_lines(self))


class BridgeError(Exception):
    """Base of the three kinds; `kind` is the word shown to the user."""

    kind = "error"

    def __init__(
        self,
        code: str,
        message: str,
        span: Span | None = None,
        *,
        notes: tuple[str, ...] = (),
        hint: str | None = None,
    ) -> None:
        self.diagnostic = Diagnostic(code, message, span, notes=notes, hint=hint)
        self.also: tuple[BridgeError, ...] = ()  # what is told with it, see `together`
        super().__init__(message)

    @classmethod
    def of(cls, diagnostic: Diagnostic) -> Self:
        """An error that carries a diagnostic made earlier."""
        error = cls(diagnostic.code, diagnostic.message)
        error.diagnostic = diagnostic
        return error

    def within(self, declaration: str, span: Span | None = None) -> Self:
        """The same error, told in which declaration it arose; a place is added if none is known."""
        known = self.diagnostic
        self.diagnostic = replace(
            known, declaration=known.declaration or declaration, span=known.span or span
        )
        return self

    def noted(self, note: str) -> None:
        """Tell one thing more, once."""
        if note not in self.diagnostic.notes:
            self.diagnostic = replace(self.diagnostic, notes=(*self.diagnostic.notes, note))

    def __reduce__(self) -> tuple[Callable[..., Self], tuple[Diagnostic]]:
        return (type(self).of, (self.diagnostic,))  # between processes

    def __str__(self) -> str:
        own = f"{self.kind}: {self.diagnostic.render()}"
        return "\n\n".join([own, *map(str, self.also)])


class NotSupported(BridgeError):
    """Valid Lean, not handled yet; the message says what would be needed."""

    kind = "not supported"


class SpecError(BridgeError):
    """The text is wrong: Lean would reject it as well."""

    kind = "error"


class InternalError(BridgeError):
    """Our bug."""

    kind = "internal error (a bug in lean-bridge, please report it)"


def together(errors: Sequence[BridgeError]) -> BridgeError:
    """Several errors as one, each told once: of the kind of the first that is wrong text, else of
    the first that is a bug, else of the first."""
    kinds = (SpecError, InternalError, BridgeError)
    first = next(e for kind in kinds for e in errors if isinstance(e, kind))
    told = {str(type(e).of(e.diagnostic)): e for e in (first, *errors)}
    combined = type(first).of(first.diagnostic)
    combined.also = tuple(type(e).of(e.diagnostic) for e in told.values())[1:]
    return combined


INTERNAL = "internal-error"


def unexpected(error: Exception) -> Diagnostic:
    """An exception that is none of ours, told like a refusal, so that other theorems go on."""
    if isinstance(error, RecursionError):
        return Diagnostic("too-deep", "this is nested too deeply to be read")
    raised = extract_tb(error.__traceback__)[-1:]
    notes = tuple(f"raised in {Path(f.filename).name}, line {f.lineno}" for f in raised)
    return Diagnostic(
        INTERNAL, f"a bug in lean-bridge: {type(error).__name__}: {error}", notes=notes
    )


def is_bug(error: BridgeError) -> bool:
    """Whether it is our bug, also where it was made a refusal."""
    return isinstance(error, InternalError) or error.diagnostic.code == INTERNAL


@contextmanager
def bugs_as_refusals() -> Iterator[None]:
    """An exception that is none of ours becomes a `NotSupported` of the theorem at hand."""
    try:
        yield
    except BridgeError:
        raise
    except Exception as error:
        raise NotSupported.of(unexpected(error)) from error


@contextmanager
def errors_within(declaration: str, span: Span | None = None) -> Iterator[None]:
    """Errors are told with the declaration; an exception that is none of ours is a bug there."""
    try:
        yield
    except BridgeError as error:
        raise error.within(declaration, span) from error.__cause__
    except Exception as error:
        raise InternalError.of(unexpected(error)).within(declaration, span) from error


def _lines(d: Diagnostic) -> list[str]:
    head = f"[{d.code}] {d.message}"
    lines = [head] if d.span is None else [f"{place(d.span)}: {head}", *excerpt(d.span)]
    if d.declaration:
        lines.append(f"  in {d.declaration}")
    lines += [f"  note: {note}" for note in d.notes]
    if d.hint:
        lines.append(f"  hint: {d.hint}")
    return lines


def place(span: Span) -> str:
    """`file:line:column`."""
    return f"{span.source.path}:{span.line}:{span.column}"


def excerpt(span: Span) -> list[str]:
    """The first line of the span, and carets under the part that the span covers."""
    text = span.source.line(span.line).expandtabs(1)
    first = span.column - 1
    width = max(1, min(span.end - span.start, len(text) - first))
    gutter = f"{span.line:5} | "
    return [gutter + text, " " * (len(gutter) - 2) + "| " + " " * first + "^" * width]
