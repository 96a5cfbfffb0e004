"""The whole script, from a case and its shrunk mismatch."""

from __future__ import annotations

from typing import Any

import numpy as np

from bridge.runtime.case import Case
from bridge.runtime.laws import References, Vmapped
from bridge.runtime.outcome import Mismatch
from bridge.runtime.samples import Batch
from bridge.runtime.script import literals, parts
from bridge.runtime.script.closure import Closure

CHECK = """\
kept = {name: value.detach().clone() for name, value in values.items()}
got, again = run().detach(), run().detach()
print("expected", expected)
print("got     ", got)
changed = [name for name, value in values.items() if not torch.equal(value, kept[name])]
assert not changed, f"changed in place: {changed}"
assert got.shape == expected.shape, f"shapes: expected {expected.shape}, got {got.shape}"
assert torch.equal(got, again), "the same call twice gave two results"
off = (got.to(torch.float64) - expected).abs()
assert bool((off <= bound).all()), f"off by {off.max()}, allowed {bound.max()}"
print("the claim holds on this sample")
"""

CHECK_TWO = """\
one, other = left(s), right(s)
print("left ", one)
print("right", other)
assert np.shape(one) == np.shape(other), "shapes differ"
allowed = 1e-12 * (np.abs(one) + np.abs(other))
assert bool(np.all(np.abs(one - other) <= allowed)), "the two sides differ"
"""

CHECK_ONE = """\
answer = left(s)
print("statement", answer)
assert bool(np.all(answer)), "the statement is false"
"""


def script(case: Case, mismatch: Mismatch, *, imports_allowed: bool) -> str:
    """Raises `Unavailable` where something has no text of its own."""
    closure = Closure(imports_allowed)
    if isinstance(mismatch.comparison, References):
        told, lines = _references(closure, mismatch, mismatch.comparison)
    else:
        told, lines = _subject(closure, case, mismatch)
    imports = sorted({*closure.imports, "from types import SimpleNamespace"})
    paths = [f"sys.path.insert(0, {path!r})" for path in sorted(closure.paths)]
    sections = [
        "\n".join(_head(case, mismatch)),
        "from __future__ import annotations",
        "\n".join(["import sys", *paths] if paths else []),
        "\n".join(imports),
        *_titled("how results are taken", closure.own),
        *_titled("what is checked", [*closure.others, *told]),
        *lines,
    ]
    return "\n\n".join(s for s in sections if s) + "\n"


def _titled(title: str, texts: list[str]) -> list[str]:
    return [f"# --- {title} ---", *texts] if texts else []


def _head(case: Case, mismatch: Mismatch) -> list[str]:
    """Comments: any text is harmless in these, one line each."""
    mode = mismatch.mode.name if mismatch.mode else "none"
    what = f" ({mismatch.comparison.label})" if mismatch.comparison.label else ""
    against = case.subject.against or case.subject.name if case.subject else "the references"
    told = [
        f"{case.name} ({case.file})",
        "",
        *case.statement.splitlines(),
        "",
        *([f"conjunct: {case.conjunct}"] if case.conjunct else []),
        f"does not hold of: {against}",
        f"mode: {mode}{what}; problem: {mismatch.text}",
        "Written by lean-bridge. Fails as long as the claim does not hold on this sample.",
    ]
    return [f"# {line}".rstrip() for text in told for line in text.splitlines() or [""]]


def _subject(closure: Closure, case: Case, mismatch: Mismatch) -> tuple[list[str], list[str]]:
    """The lines that complete what is checked, and those that check it on the sample."""
    if case.subject is None:
        raise AssertionError("a claim that is compared in a mode has a subject")
    closure.imports.add("import torch")
    left, run = parts.call(closure, mismatch)
    py = parts.namespace(closure, case.subject, left, mismatch)
    sample = parts.sample(closure, mismatch.batch)
    values = parts.values(closure, mismatch)
    closure.need("left", left)
    expected, bound = _expected(mismatch)
    return [py], [
        f"# --- the sample ---\n\ndtype = torch.{mismatch.cell.format.name}",
        "\n".join(values),
        "\n".join(sample),
        "\n".join(["def run():", *(f"    {line}".rstrip() for line in run)]),
        "# --- what the closed form gives, and how far rounding may be off ---\n\n"
        + literals.wrapped(f"expected = {literals.tensor(expected, 'torch.float64')}")
        + "\n"
        + literals.wrapped(f"bound = {literals.tensor(bound, 'torch.float64')}"),
        CHECK.rstrip(),
    ]


def _expected(mismatch: Mismatch) -> tuple[Any, Any]:
    """As float64; what that loses is added to the bound."""
    wide, bound = mismatch.expected, mismatch.bound
    if isinstance(mismatch.comparison, Vmapped) and mismatch.everywhere is not None:
        wide, bound = mismatch.everywhere.value, mismatch.everywhere.error
    expected = np.asarray(wide, np.float64)
    return expected, np.asarray(bound + np.abs(wide - expected), np.float64)


def _references(
    closure: Closure, mismatch: Mismatch, comparison: References
) -> tuple[list[str], list[str]]:
    closure.imports.add("import numpy as np")
    closure.need("left", comparison.left)
    if comparison.right is not None:
        closure.need("right", comparison.right)
    sample = parts.sample(closure, mismatch.batch)
    return [], [
        "# --- the sample ---\n\n" + "\n".join(_arrays(mismatch.batch, mismatch.bad)),
        "\n".join(sample),
        "s = sample(values)",
        (CHECK_ONE if comparison.right is None else CHECK_TWO).rstrip(),
    ]


def _arrays(batch: Batch, bad: int) -> list[str]:
    entries = (f"{key!r}: {literals.array(drawn[bad])}," for key, drawn in batch.arrays.items())
    return ["values = {", *(literals.wrapped(e, "    ") for e in entries), "}"]
