"""Tables and messages on a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bridge.emit.names import shortest
from bridge.report.results import Report, Result

if TYPE_CHECKING:
    from bridge.pipeline import Build

PROBLEMS = 10  # that are written out
_STYLE = {"pass": "green", "holds": "cyan", "fail": "bold red", "error": "bold red"}


def verify_table(report: Report, console: Console) -> None:
    """One line per theorem, then the counts and every red reason in full."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title, justify in (
        ("theorem", "left"), ("verdict", "left"), ("statement", "left"), ("against", "left"),
        ("draws", "right"), ("tolerance", "left"), ("err/bound", "right"), ("proof", "left"),
    ):  # fmt: skip
        table.add_column(title, justify=justify, overflow="fold")  # type: ignore[arg-type]
    file, short = None, shortest(r.name for r in report.results)
    results = sorted(report.results, key=lambda r: (r.file, r.line))
    for r in results:
        if r.file != file:
            file = r.file
            table.add_row(f"[dim]{file}[/dim]")
        table.add_row(*_row(r, _shown(r, short[r.name])))
    console.print(table)
    console.print(summary(report))
    for r in results:
        if r.reason and not r.green:
            console.print(f"\n[bold]{r.name}[/bold]  {r.file}:{r.line}", highlight=False)
            console.print(r.reason, markup=False, highlight=False, soft_wrap=True)
    for text in report.bugs:
        console.print(f"\n{text}", markup=False, highlight=False, soft_wrap=True)
    for text in report.problems[:PROBLEMS]:
        console.print(f"\nnot read: {text}", markup=False, highlight=False, soft_wrap=True)
    if len(report.problems) > PROBLEMS:
        console.print(f"\n{len(report.problems) - PROBLEMS:,} more commands were not read")


def _shown(r: Result, short: str) -> str:
    """The law of a definition with the definition."""
    return ".".join(r.name.split(".")[-2:]) if r.proof == "data" and "." not in short else short


def _row(r: Result, name: str) -> tuple[str, ...]:
    style = _STYLE.get(r.verdict, "yellow")
    examined = r.evidence is not None or r.verdict not in ("unsupported", "error")
    subjects = sorted({s.name for s in r.subjects}) or (["exact evaluator"] if examined else [])
    tolerances = sorted({s.tolerance for s in r.subjects if s.tolerance})
    if examined and not tolerances:
        tolerances = ["exact"]
    ratios = [s.worst_ratio for s in r.subjects if s.worst_ratio is not None]
    verdict = r.verdict + (" (accepted)" if r.accepted else "")
    return (
        f"  {escape(name)}",
        f"[{style}]{verdict}[/{style}]",
        r.evidence.short if r.evidence is not None else "",
        ", ".join(subjects),
        f"{r.draws:,}" if examined else "",
        ", ".join(tolerances),
        f"{max(ratios):.3f}" if ratios else "",
        r.proof,
    )


def summary(report: Report) -> str:
    """`21 theorems: 15 pass, 6 holds; 6 bindings: 6 pass`."""
    bindings = [r for r in report.results if r.form == "definition"]
    theorems = [r for r in report.results if r.form != "definition"]
    parts = [
        _counted(theorems, "theorem"),
        *([_counted(bindings, "binding")] if bindings else []),
    ]
    accepted = sum(1 for r in report.results if r.accepted)
    return "; ".join(parts) + (f" ({accepted} accepted)" if accepted else "")


def _counted(results: list[Result], word: str) -> str:
    counts = Counter(r.verdict for r in results)
    text = ", ".join(f"{n} {verdict}" for verdict, n in counts.most_common())
    return f"{len(results)} {word}{'' if len(results) == 1 else 's'}: {text or 'none'}"


def refusals(build: Build) -> None:
    """What became no check, each with its reason; and theorems that the evaluator refutes."""
    for refusal in build.refusals:
        print(f"not supported: {refusal.diagnostic.render()}\n")
    for theorem in build.theorems.values():
        if theorem.exact_verdict != "holds":
            print(f"{theorem.exact_verdict}: {theorem.name}  {theorem.file}:{theorem.line}")
            print(f"{theorem.exact_reason}\n")
