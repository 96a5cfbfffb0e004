"""Exact kinks: samples that only a `≠` hypothesis rejects.

The theorem says nothing there, so a difference from the closed form is reported as a convention
and is no failure; neither is a forward mode that takes another branch than the reverse one.
"""

from __future__ import annotations

from bridge.runtime.allowance import allowed
from bridge.runtime.comparing import compared
from bridge.runtime.definitions import Definitions
from bridge.runtime.evaluation import Evaluated, expect
from bridge.runtime.execution import PLAIN, hands, run_each
from bridge.runtime.laws import Law
from bridge.runtime.modes import MODES, Group, Mode, ModeUnavailable, NotInMode
from bridge.runtime.outcome import Outcome
from bridge.runtime.samples import Batch
from bridge.runtime.subjects import Subject
from bridge.runtime.tracked import FLOAT64
from bridge.runtime.tracked.trace import Reals, any_entry

SAMPLES = 3
CONVENTION = "convention at the kink: {subject} differs from the closed form"
SAME = "convention at the kink: {subject} is as the closed form"
NO_DUALITY = "at a kink, forward and reverse mode give different derivatives"


def at_kinks(
    group: Group, subject: Subject, laws: tuple[Law, ...], made: Evaluated, outcome: Outcome
) -> None:
    """Compare at the cell's kinks; float64 in the exact lane only."""
    batch = made.kinks.take(slice(SAMPLES))
    exact = made.cell.lane == "exact" and made.cell.format is FLOAT64
    if not (batch.count and exact) or group not in ("reverse", "forward"):
        return
    for law in laws:
        expected = expect(law, batch, made.cell)
        if not (expected.exact and expected.usable.all()):
            continue
        if group == "reverse":
            _convention(law, subject, made, batch, outcome)
        else:
            _duality(law, subject, made, batch, outcome)


def _convention(
    law: Law, subject: Subject, made: Evaluated, batch: Batch, outcome: Outcome
) -> None:
    got = _results(law, subject, MODES["reverse"][0], made, batch)
    if got is not None:
        expected = expect(law, batch, made.cell)
        if compared(expected, got).bad is not None:
            expected = allowed(law, subject, batch, made.cell, expected, got).expected
        same, differs = (text.format(subject=subject.name) for text in (SAME, CONVENTION))
        if compared(expected, got).bad is not None:
            outcome.notes.pop(same, None)  # the subject differs if it does so anywhere
            outcome.note(differs)
        elif differs not in outcome.notes:
            outcome.note(same)


def _duality(law: Law, subject: Subject, made: Evaluated, batch: Batch, outcome: Outcome) -> None:
    """The law's left side by reverse and by forward mode; both are exact here."""
    reverse = _results(law, subject, MODES["reverse"][0], made, batch)
    for mode in MODES["forward"]:
        forward = _results(law, subject, mode, made, batch)
        if reverse is None or forward is None or reverse.shape != forward.shape:
            continue
        if any_entry(reverse != forward).any():
            outcome.note(NO_DUALITY)


def _results(law: Law, subject: Subject, mode: Mode, made: Evaluated, batch: Batch) -> Reals | None:
    given = hands(batch, made.cell.format, [PLAIN] * batch.count)
    try:
        got, incident = run_each(law, Definitions(subject, mode), batch, given, twice=False)
    except (NotInMode, ModeUnavailable):
        return None
    return got if incident is None else None
