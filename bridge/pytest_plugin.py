"""pytest options and the report of generated tests. Imports nothing heavy at top level.

Checks leave records (`bridge.runtime.records`); they travel with the test reports, so that the
table and the JSON file are complete under pytest-xdist as well.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bridge.runtime import settings
from bridge.runtime.records import RECORDER, Result, collected

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

SCHEMA = "lean-bridge/verify/1"
_KEY = "lean-bridge"
_RECORDS = pytest.StashKey[list[dict[str, Any]]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("lean-bridge", "checks of Lean theorems")
    group.addoption("--lean-seed", type=int, help="seed of all draws (default: from the name)")
    group.addoption(
        "--lean-draws",
        type=int,
        default=settings.DEFAULT_DRAWS,
        help="samples per claim, subject and group of modes (default: %(default)s)",
    )
    group.addoption("--lean-json", metavar="FILE", help="write the results as JSON")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_RECORDS] = []
    seed, draws = config.getoption("--lean-seed"), config.getoption("--lean-draws")
    settings.use(settings.Settings(seed, draws))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Attach what the test's checks have recorded to its report."""
    if call.when == "call":
        records = [record.as_json() for record in RECORDER.take()]
        if records:
            item.user_properties.append((_KEY, records))
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    records = config.stash[_RECORDS]
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", None) == "call":
                records += [
                    r for key, found in report.user_properties if key == _KEY for r in found
                ]
    if records:
        _print_table(collected(records), terminalreporter)
    if target := config.getoption("--lean-json"):
        _write(Path(target), collected(records), config)


def _write(target: Path, results: list[Result], config: pytest.Config) -> None:
    torch = sys.modules.get("torch")
    data = {
        "schema": SCHEMA,
        "tool": _version(),
        "torch": getattr(torch, "__version__", ""),
        "seed": config.getoption("--lean-seed"),
        "draws": config.getoption("--lean-draws"),
        "results": [result.as_json() for result in results],
    }
    target.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("lean-bridge")
    except PackageNotFoundError:
        return "unknown"


def _print_table(results: list[Result], terminal: TerminalReporter) -> None:
    """One line per claim."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for title in ("theorem", "verdict", "subjects", "modes"):
        table.add_column(title)
    for title in ("draws", "accepted", "err/bound"):
        table.add_column(title, justify="right")
    for r in results:
        table.add_row(
            r.name,
            r.verdict,
            ", ".join(r.subject_names),
            str(len(r.modes)),
            str(r.draws),
            f"{r.acceptance:.0%}",
            "exact" if r.worst_ratio is None else f"{r.worst_ratio:.3f}",
        )
    width = max(terminal._tw.fullwidth, 100)
    console = Console(file=terminal._tw._file, width=width, highlight=False)
    console.print()
    console.print(table)
    for r in results:
        for note in r.notes:
            console.print(f"  {r.name}: {note}", markup=False)
