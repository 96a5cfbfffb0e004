"""pytest options and the report of generated tests. Imports nothing heavy at top level.

Checks leave records (`bridge.runtime.records`); they travel with the test reports, so that the
table and the JSON file are complete under pytest-xdist as well. A session in which a claim ends
with another verdict than `pass` or `holds` is red, even if all its tests were skipped.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bridge.runtime import settings
from bridge.runtime.records import RECORDER, Result, collected

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

SCHEMA = "lean-bridge/verify/1"
SCRIPTS = ".lean-bridge/counterexamples"
_KEY = "lean-bridge"
# What PyTorch says of its own insides, and of layers of size 0, which the checks make on purpose.
QUIET = (
    "ignore:.torch.jit.script. is deprecated:DeprecationWarning",
    "ignore:Initializing zero-element tensors is a no-op:UserWarning",
)
_ERROR = "lean-bridge error"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("lean-bridge", "checks of Lean theorems")
    group.addoption("--lean-seed", type=int, help="seed of all draws (default: from the name)")
    group.addoption(
        "--lean-draws",
        type=int,
        default=settings.DEFAULT_DRAWS,
        help="samples per claim, subject and group of modes (default: %(default)s)",
    )
    group.addoption("--lean-subject", metavar="NAME", help="only the checks of this subject")
    group.addoption("--lean-json", metavar="FILE", help="write the results as JSON")
    group.addoption(
        "--lean-scripts",
        metavar="DIR",
        help=f"where a failure's standalone script is written (default: ROOTDIR/{SCRIPTS})",
    )


def pytest_configure(config: pytest.Config) -> None:
    seed, draws = config.getoption("--lean-seed"), config.getoption("--lean-draws")
    if draws < 1:
        raise pytest.UsageError("--lean-draws must be at least 1")
    for line in QUIET:
        config.addinivalue_line("filterwarnings", line)
    scripts = Path(config.getoption("--lean-scripts") or config.rootpath / SCRIPTS)
    settings.use(settings.Settings(seed, draws, scripts))
    if not hasattr(config, "workerinput"):  # the reports of xdist's workers come together here
        config.pluginmanager.register(Results(config), "lean-bridge results")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`--lean-subject`: leave out all checks of other subjects; that one must exist."""
    wanted = config.getoption("--lean-subject")
    if wanted is None:
        return
    subjects = [_subject(item) for item in items]
    if wanted not in subjects:
        _refuse(config, f"--lean-subject {wanted}: {_known(subjects)}")
    paired = list(zip(items, subjects, strict=True))
    config.hook.pytest_deselected(items=[i for i, name in paired if name not in (wanted, None)])
    items[:] = [i for i, name in paired if name in (wanted, None)]


def _refuse(config: pytest.Config, message: str) -> None:
    """A usage error; one of xdist's workers leaves it to the controller to tell."""
    output = getattr(config, "workeroutput", None)
    if output is None:
        raise pytest.UsageError(message)
    output[_ERROR] = message


def _subject(item: pytest.Item) -> str | None:
    """The subject of a generated test; "" where it has none, None for any other test."""
    case = getattr(getattr(item, "callspec", None), "params", {}).get("check")
    subject = getattr(case, "subject", case)
    if case is None or subject is case:
        return None
    return "" if subject is None else str(subject.name)


def _known(names: Iterable[str | None]) -> str:
    listed = ", ".join(sorted({name for name in names if name})) or "none at all"
    return f"no test has this subject (there are: {listed})"


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


class Results:
    """Gathers the records of a session, prints the table, writes the JSON file."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._records: list[dict[str, Any]] = []
        self._refused: dict[str, None] = {}

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """A worker of pytest-xdist has ended."""
        if message := getattr(node, "workeroutput", {}).get(_ERROR):
            self._refused[message] = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            found = (records for key, records in report.user_properties if key == _KEY)
            self._records += [r for records in found for r in records]  # type: ignore[attr-defined]

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        red = any(not result.green for result in collected(self._records))
        if red and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        if self._refused:
            session.exitstatus = pytest.ExitCode.USAGE_ERROR

    @pytest.hookimpl(trylast=True)
    def pytest_terminal_summary(self, terminalreporter: TerminalReporter) -> None:
        results = collected(self._records)
        for message in self._refused:
            terminalreporter.write_line(f"ERROR: {message}", red=True)
        if results:
            _print_table(results, terminalreporter)
        if target := self._config.getoption("--lean-json"):
            _write(Path(target), results, self._config)


def _write(target: Path, results: list[Result], config: pytest.Config) -> None:
    torch = sys.modules.get("torch")
    data = {
        "schema": SCHEMA,
        "tool": _version("lean-bridge"),
        "torch": getattr(torch, "__version__", None) or _version("torch"),
        "seed": config.getoption("--lean-seed"),
        "draws": config.getoption("--lean-draws"),
        "results": [result.as_json() for result in results],
    }
    target.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


def _print_table(results: list[Result], terminal: TerminalReporter) -> None:
    """One line per claim, then what is to be known besides, then what is not green."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for title in ("theorem", "verdict", "subjects", "modes"):
        table.add_column(title, no_wrap=title == "theorem")
    for title in ("draws", "accepted", "err/bound"):
        table.add_column(title, justify="right")
    for r in results:
        table.add_row(*_row(r))
    width = max(terminal._tw.fullwidth, 70 + max(len(r.name) for r in results))
    console = Console(file=terminal._tw._file, width=width, highlight=False, markup=False)
    console.print()
    console.print(table)
    for r in results:
        for note in r.notes:
            console.print(f"  {r.name}: {note}")
    for r in results:
        if not r.green:
            console.print(f"not green: {r.name}: {r.verdict}: {r.reason}")


def _row(r: Result) -> tuple[str, ...]:
    ratio = "exact" if r.worst_ratio is None else f"{r.worst_ratio:.3f}"
    return (
        r.name,
        r.verdict,
        ", ".join(r.subject_names),
        str(len(r.modes)),
        str(r.draws),
        f"{r.acceptance:.0%}",
        ratio if r.draws else "-",
    )
