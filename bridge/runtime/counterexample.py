"""A mismatch as text that a person understands in a minute."""

from __future__ import annotations

import os
import textwrap
from fractions import Fraction
from typing import Any

import numpy as np

from bridge.runtime.case import Case
from bridge.runtime.hypotheses import Hypothesis
from bridge.runtime.laws import DIRECTION, Law, References
from bridge.runtime.outcome import Mismatch
from bridge.runtime.samples import Batch
from bridge.runtime.script import Script
from bridge.runtime.script.parts import bound_texts
from bridge.runtime.script.source import Unavailable
from bridge.runtime.tracked.trace import Reals

SHOWN = 64  # entries of an array that are written out
WIDTH = 84  # of what a subject runs
RELATIONS = 4  # of a false proposition
SYMBOLS = {
    "less": "<",
    "less_equal": "≤",
    "greater": ">",
    "greater_equal": "≥",
    "equal": "=",
    "not_equal": "≠",
}


def explain(
    case: Case, hypotheses: tuple[Hypothesis, ...], mismatch: Mismatch, seed: int, script: Script
) -> str:
    """Theorem, statement, what ran, the sample, expected and got, and how to run it again."""
    lines = [
        f"{case.name} ({case.file}) does not hold of {_name(case)}",
        "",
        *(f"    {line}" for line in case.statement.splitlines()),
        "",
        *([f"  conjunct  {case.conjunct}"] if case.conjunct else []),
        *_subject(case, mismatch),
        *_ran(mismatch),
        "",
        "  counterexample",
        *(f"    {line}" for line in sample_lines(mismatch.batch, _unused(mismatch))),
        *(f"    hypothesis: {h.text}" for h in hypotheses if not h.guard),
        "",
        *_numbers(mismatch, _name(case)),
        "",
        f"  replay    pytest '{_file(case)}::{case.test.__name__}[{case.id}]' --lean-seed {seed}",
        f"  script    {_near(script.path)}, needs {script.note}"
        if script.text is not None
        else f"  script    {script.note}",
    ]
    return "\n".join(line.rstrip() for line in lines)


def _near(path: object) -> str:
    """A path as one types it: from here, if it is below here."""
    if not path:
        return "(not written)"
    below = os.path.relpath(str(path))
    return str(path) if below.startswith(os.pardir) else below


def _file(case: Case) -> str:
    """The test's file, from here."""
    return os.path.relpath(case.test.__code__.co_filename)


def _name(case: Case) -> str:
    return "the references" if case.subject is None else case.subject.name


def _subject(case: Case, mismatch: Mismatch) -> list[str]:
    """Who was asked, and what it runs for the definitions of this claim."""
    subject = case.subject
    if subject is None:
        return ["  subject   none occurs"]
    told = f"  subject   {subject.name}"
    try:
        law = _law(mismatch)
        bound = bound_texts((law.left,), subject) if law is not None and subject.base else {}
    except Unavailable:
        bound = {}
    if not bound:
        return [f"{told}: {subject.against}" if subject.against else told]
    lines = [line for name, text in bound.items() for line in _wrapped(f"{name} = {text}")]
    return [told, *(f"{'  runs' if not i else '':12}{line}" for i, line in enumerate(lines))]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent="  ", break_long_words=False)


def _law(mismatch: Mismatch) -> Law | None:
    law = getattr(mismatch.comparison, "law", mismatch.comparison)
    return law if isinstance(law, Law) else None


def _ran(mismatch: Mismatch) -> list[str]:
    cell, mode = mismatch.cell, mismatch.mode.name if mismatch.mode else "reference"
    label = f", {mismatch.comparison.label}" if mismatch.comparison.label else ""
    lines = [
        f"  mode      {mode}{label}",
        f"  numbers   {cell.format.name}, {cell.lane} lane ({cell.inputs})",
        f"  problem   {mismatch.text}",
    ]
    setup = mismatch.plan[0] if mismatch.plan else None
    unusual = {} if setup is None else {k: v for k, v in setup.layouts.items() if v != "contiguous"}
    if unusual:
        lines.append("  layout    " + ", ".join(f"{k} {v}" for k, v in unusual.items()))
    if setup is not None and setup.require_grad:
        lines.append("  gradients also required by " + ", ".join(sorted(setup.require_grad)))
    return lines


def _unused(mismatch: Mismatch) -> frozenset[str]:
    """Variables that only other laws of the claim are about."""
    law = _law(mismatch)
    names = () if law is None else law.unused
    return frozenset((*names, *(DIRECTION + name for name in names)))


def sample_lines(batch: Batch, unused: frozenset[str] = frozenset()) -> list[str]:
    """`x = [1, 2]` for every variable; a batch of several samples as a list of these."""
    sizes = ", ".join(f"{name} = {n}" for name, n in batch.sizes.items())
    lines = [sizes] if sizes else []
    lines += [f"{name} = {n}" for name, n in batch.numbers.items()]
    for key, values in (*batch.arrays.items(), *batch.extra.items()):
        if key in unused:
            continue
        shown = values[0] if len(values) == 1 else values
        lines.append(f"{key} = {as_list(shown)}")
    return lines


def _false(mismatch: Mismatch) -> list[str]:
    """The comparisons that fail, at the first entry where they do."""
    lines = []
    for relation in mismatch.false[:RELATIONS]:
        left, right, no = relation.at(mismatch.bad)
        entry = tuple(int(i) for i in np.argwhere(no)[0])
        at = f"  at {list(entry)}" if entry else ""
        sides = number(left[entry]), number(right[entry])
        lines.append(f"  false     {sides[0]} {SYMBOLS[relation.operator]} {sides[1]}{at}")
    more = len(mismatch.false) - RELATIONS
    return [*lines, f"            and {more} more"] if more > 0 else lines


def _numbers(mismatch: Mismatch, subject: str) -> list[str]:
    if isinstance(mismatch.comparison, References) and mismatch.comparison.right is None:
        return _false(mismatch)
    expected = np.asarray(mismatch.expected)
    exact = mismatch.cell.lane == "exact"
    lines = [f"  expected  {as_list(expected, exact=exact)}  as the statement says"]
    if mismatch.got is None:
        return lines
    got = np.asarray(mismatch.got)
    bound = np.broadcast_to(np.asarray(mismatch.bound), expected.shape)
    lines.append(f"  got       {as_list(got, exact=exact)}  from {subject}")
    if got.shape != expected.shape or not got.size:
        return [*lines, f"  shapes    expected {expected.shape}, got {got.shape}"]
    off = np.abs(got - expected)
    over = np.where(np.isnan(off), np.inf, off - bound)
    worst = np.unravel_index(int(np.argmax(over)), over.shape)
    at = f" at {list(map(int, worst))}" if worst else ""
    lines.append(f"  error     {_decimal(off[worst])}{at}, allowed {_decimal(bound[worst])}")
    if bound[worst] > 0:
        lines.append(f"  ratio     {float(off[worst] / bound[worst]):.3g} times the bound")
    return lines


def as_list(values: Any, *, exact: bool = True) -> str:
    """An array as a Python list: integers and short dyadics as such."""
    array = np.asarray(values)
    if array.size > SHOWN:
        return f"(array of shape {array.shape}, first entries {as_list(array.ravel()[:8])})"
    if array.ndim == 0:
        return number(array[()], exact=exact)
    return "[" + ", ".join(as_list(row, exact=exact) for row in array) + "]"


def number(x: Any, *, exact: bool = True) -> str:
    """A number: an integer, an exact decimal or fraction where that is short, else 20 digits."""
    wide = np.longdouble(x)
    if not np.isfinite(wide):
        return str(float(wide))
    if wide == np.rint(wide) and abs(wide) < 1e15:
        return str(int(wide))
    fraction = Fraction(*wide.as_integer_ratio())
    if exact and fraction.denominator <= 4096:
        return repr(float(wide)) if fraction.denominator <= 64 else str(fraction)
    return repr(float(wide)) if float(wide) == wide else np.format_float_scientific(wide, 20)


def _decimal(x: Reals) -> str:
    return f"{float(x):.3g}" if x else "0"
