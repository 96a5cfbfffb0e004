"""From what a run found to its verdict and its record."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bridge.runtime.case import Case
from bridge.runtime.outcome import Mismatch, Outcome
from bridge.runtime.records import Line, Record, Verdict

REFERENCE = "reference"  # the name under which a claim without a subject is reported


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict of one check, with a sentence where it is not green."""

    verdict: Verdict
    reason: str = ""


def judged(outcome: Outcome, good: Verdict) -> Judgement:
    """`good` if something was compared and nothing was wrong."""
    tally = outcome.tally
    if outcome.mismatch is not None:
        return Judgement("fail", outcome.mismatch.text)
    if not tally.met:
        return Judgement("vacuous", f"none of {tally.drawn} draws satisfies the hypotheses")
    if outcome.compared:
        return Judgement(good)
    if outcome.unavailable:
        return Judgement("unsupported", "; ".join(dict.fromkeys(outcome.unavailable.values())))
    if tally.outside or outcome.undecided:
        return Judgement(
            "undecided", "all samples are outside the common domain or too near a threshold"
        )
    return Judgement("unsupported", "; ".join(outcome.notes) or "nothing was compared")


def recorded(
    case: Case, form: str, outcome: Outcome, judgement: Judgement, seed: int, seconds: float
) -> Record:
    """What the check contributes to the report."""
    constructed = sorted(f"constructed: {how}" for how in outcome.tally.how)
    return Record(
        case.name,
        case.file,
        _subject(case)[0],
        _form(case, form),
        judgement.verdict,
        seed,
        judgement.reason,
        tuple(replace(line, conjunct=case.conjunct) for line in _lines(case, outcome, judgement)),
        (*outcome.notes, *constructed),
        round(seconds, 3),
        part=case.part,
    )


def _form(case: Case, form: str) -> str:
    """Of the whole claim, not of one of its checks."""
    if case.is_definition:
        return "definition"
    return "conjunction" if case.conjunct else form


def _subject(case: Case) -> tuple[str, str]:
    subject = case.subject
    return (REFERENCE, "") if subject is None else (subject.name, subject.against)


def _lines(case: Case, outcome: Outcome, judgement: Judgement) -> list[Line]:
    """One per mode, format and lane that ran; one per mode that could not; one for the failure."""
    name, against = _subject(case)
    acceptance = outcome.tally.acceptance
    good: Verdict = "holds" if case.subject is None else "pass"
    lines = [
        Line(
            name,
            against,
            row.mode,
            row.dtype,
            row.lane,
            good,
            row.draws,
            acceptance,
            row.worst_ratio,
            "exact" if row.lane == "exact" and row.exact else "derived bound",
        )
        for row in outcome.rows.values()
    ]
    missing = dict(outcome.unavailable)
    if judgement.verdict == "unsupported" and not missing:
        missing[str(case.group)] = judgement.reason
    lines += [
        Line(name, against, mode, "", "", "unsupported", 0, acceptance, None, "", text)
        for mode, text in missing.items()
    ]
    if outcome.mismatch is not None:
        lines.append(_failure(name, against, acceptance, outcome.mismatch))
    return lines


def _failure(name: str, against: str, acceptance: float, wrong: Mismatch) -> Line:
    mode, cell = wrong.mode.name if wrong.mode else REFERENCE, wrong.cell
    return Line(
        name,
        against,
        mode,
        cell.format.name,
        cell.lane,
        "fail",
        0,
        acceptance,
        None,
        "",
        wrong.text,
    )


def broken(case: Case, seed: int, reason: str) -> Record:
    """The record of a test that stopped with an error of its own."""
    return Record(case.name, case.file, _subject(case)[0], "", "error", seed, reason)
