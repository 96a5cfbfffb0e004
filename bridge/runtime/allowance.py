"""How far a result may be off that is not what the closed form gives to the last bit of its bound.

Code that was lowered from the statement may lose what the statement's own formula loses: the bound
of that side is added. A subject that is bound answers for more:

- beyond the bound of the closed form and that of the statement's own side together it is wrong;
- within both together, but beyond the first, it is inaccurate, which is told, unless the closed
  form is a constant and has no bound of its own;
- 0, an infinity and NaN are wrong beyond the first, if the format can hold the value;
- on numbers on which nothing rounds, it is wrong if it is off at all, unless it is seen to use
  operations that round.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from bridge.runtime.comparing import Expected, expectation
from bridge.runtime.laws import Comparison
from bridge.runtime.plan import Cell
from bridge.runtime.rounding import rounds
from bridge.runtime.samples import Batch
from bridge.runtime.statement import statement_side
from bridge.runtime.subjects import Subject
from bridge.runtime.tracked import Trace
from bridge.runtime.tracked.trace import Mask, Reals, any_entry

NOT_EXACT = "not exact: a result is off within the derived bound where exact numbers were drawn"
INACCURATE = "inaccurate: beyond the bound of the closed form, within that of the statement's side"
UNKNOWN = "samples left out: what the statement's own formula loses there is not known"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What is expected with the wider bounds, and what is to be told of it."""

    expected: Expected
    notes: tuple[str, ...] = ()


def allowed(
    comparison: Comparison, subject: Subject, batch: Batch, cell: Cell, given: Expected, got: Reals
) -> Allowed:
    """For results of which some are beyond the bounds `given`."""
    if got.shape[1:] != given.value.shape[1:]:
        return Allowed(given)
    closed = _bounds(comparison, batch, cell)
    side = _statement(comparison, subject, batch, cell)
    if side is not None and side.value.shape != given.value.shape:
        side = None
    count = len(got)
    closed, side = closed.take(slice(count)), None if side is None else side.take(slice(count))
    if subject.is_lowered:
        return _lowered(given, closed, side, got)
    if given.exact and not _rounds(comparison, subject, batch, given, got):
        return Allowed(given)
    return _bound(given, closed, side, got, cell)


def _rounds(
    comparison: Comparison, subject: Subject, batch: Batch, given: Expected, got: Reals
) -> bool:
    """Whether the subject's own operations round on the first sample that is off."""
    first = int(np.flatnonzero(_beyond(got, given, given.error))[0])
    return rounds(comparison, subject, batch.take(slice(first, first + 1)))


def _bounds(comparison: Comparison, batch: Batch, cell: Cell) -> Expected:
    trace = Trace(cell.format, batch.count)
    return expectation(comparison.expect(batch, trace), trace, rounded=True)


def _statement(
    comparison: Comparison, subject: Subject, batch: Batch, cell: Cell
) -> Expected | None:
    """The subject's side from the definitions; None if it cannot be followed."""
    try:
        return _bounds(statement_side(comparison, subject), batch, cell)
    except Exception:  # code that was written for tensors; nothing is claimed of it then
        return None


def _lowered(given: Expected, closed: Expected, side: Expected | None, got: Reals) -> Allowed:
    """Where the statement's own side says nothing, neither does what was computed from it."""
    if side is None:
        beyond = _beyond(got, given, closed.error)
        return Allowed(_widened(given, closed.error, given.usable & ~beyond), (UNKNOWN,))
    error = closed.error + side.error
    lost = _beyond(got, given, closed.error) & ~side.usable
    notes = (UNKNOWN,) if (lost & given.usable).any() else ()
    return Allowed(_widened(given, error, given.usable & ~lost), notes + _rounding(given, got))


def _bound(
    given: Expected, closed: Expected, side: Expected | None, got: Reals, cell: Cell
) -> Allowed:
    if side is None:
        return Allowed(_widened(given, closed.error, given.usable), _rounding(given, got))
    cancels = side.usable.reshape(-1, *(1,) * (got.ndim - 1)) & ~_lost(given, got, cell)
    error = np.where(cancels, closed.error + side.error, closed.error)
    told = np.where(closed.error > 0, closed.error, error)  # where the closed form says nothing
    wider = replace(_widened(given, error, given.usable), told=told)
    inaccurate = (_beyond(got, given, told) & ~_beyond(got, given, error)).any()
    return Allowed(wider, (*((INACCURATE,) if inaccurate else ()), *_rounding(given, got)))


def _widened(given: Expected, error: Reals, usable: Mask) -> Expected:
    return Expected(given.value, error, usable, exact=False)


def _rounding(given: Expected, got: Reals) -> tuple[str, ...]:
    return (NOT_EXACT,) if given.exact and _beyond(got, given, given.error).any() else ()


def _beyond(got: Reals, given: Expected, error: Reals) -> Mask:
    """The samples with an entry that is off by more."""
    with np.errstate(invalid="ignore"):
        return any_entry(~(np.abs(got - given.value) <= error)) & given.usable


def _lost(given: Expected, got: Reals, cell: Cell) -> Mask:
    """The entries that are 0, infinite or NaN, and need not be."""
    size = np.abs(given.value)
    held = (size >= cell.format.tiny) & (size <= cell.format.largest)
    lost: Mask = ((got == 0) | ~np.isfinite(got)) & held
    return lost
