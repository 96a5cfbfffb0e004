"""The subject's side of a law as the statement has it: on tracked arrays.

A subject is judged by the bound of the closed form. Its side of the statement may be worse: it may
cancel, saturate or meet a threshold where the closed form does not, as `log (exp t)` does beside
`t`. So that side is run as well, from the definitions as they were lowered, with derivatives by
duals: that gives the bound on code which follows the statement to the letter.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from bridge.runtime.laws import Comparison, Derivative, Law, Vmapped
from bridge.runtime.lift import Lifted
from bridge.runtime.modes import Function
from bridge.runtime.subjects import Subject
from bridge.runtime.tracked.array import as_tracked
from bridge.runtime.tracked.dual import Dual, zeros_like
from bridge.runtime.tracked.following import followed_trace

_levels = itertools.count(1)  # an inner derivative is taken later than the one around it


class NotLowered(Exception):
    """The subject's side needs something that has no tracked twin."""


def statement_side(comparison: Comparison, subject: Subject) -> Comparison:
    """The comparison whose reference is the subject's own side."""
    match comparison:
        case Law():
            return _mirrored(comparison, subject)
        case Derivative(law) | Vmapped(law) | Lifted(law):
            return replace(comparison, law=_mirrored(law, subject))
        case _:
            raise NotLowered(type(comparison).__name__)


def _mirrored(law: Law, subject: Subject) -> Law:
    left = law.left
    return replace(law, right=lambda s: left(s, TrackedDefinitions(subject)))  # type: ignore[arg-type]


class TrackedDefinitions:
    """`py` on tracked arrays: the references of the definitions, and derivatives by duals."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject

    def __getattr__(self, name: str) -> Callable[..., Any]:
        found = self._subject.reference(name)
        if found is None:
            raise NotLowered(f"`{name}` has no reference")
        return found

    def vjp(self, f: Function, x: Any) -> Callable[[Any], Any]:
        """u ↦ (D f x)ᵀ u, entry by entry."""

        def pull(u: Any) -> Any:
            entries = [np.sum(column * u) for column in _columns(f, x)]
            shape = _shape(x)
            return np.reshape(np.stack(entries), shape) if entries else np.zeros(shape)

        return pull

    def jvp(self, f: Function, x: Any) -> Callable[[Any], Any]:
        """v ↦ (D f x) v."""
        return lambda v: _pushed(f, x, np.broadcast_to(v, _shape(x)))

    def jacobian(self, f: Function, x: Any) -> Any:
        """D f x as an array: the axes of f x, then those of x."""
        columns = _columns(f, x)
        if not columns:
            return np.zeros((*_shape(f(x)), *_shape(x)))
        flat = np.stack(columns, axis=len(_shape(columns[0])))
        return np.reshape(flat, (*_shape(columns[0]), *_shape(x)))


def _shape(x: Any) -> tuple[int, ...]:
    return tuple(int(n) for n in np.shape(x))


def _columns(f: Function, x: Any) -> list[Any]:
    shape = _shape(x)
    basis = np.eye(int(np.prod(shape, dtype=np.int64)))
    return [_pushed(f, x, e.reshape(shape)) for e in basis]


def _pushed(f: Function, x: Any, v: Any) -> Any:
    """(D f x) v, and 0 where f does not depend on x."""
    trace, level = followed_trace(), next(_levels)
    at, along = (y if isinstance(y, Dual) else as_tracked(y, trace) for y in (x, v))
    y = f(Dual(at, along, level))
    if isinstance(y, Dual) and y.level == level:
        return y.tangent
    return zeros_like(y if isinstance(y, Dual) else as_tracked(y, trace))
