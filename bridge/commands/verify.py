"""`lean-bridge verify`: generate to a temporary place, run the generated suite, give verdicts.

A theorem's verdict is the worst of: what the exact evaluator says about the statement itself, and
what each check against a subject says.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from rich.console import Console

from bridge import __version__, config
from bridge.config import Settings
from bridge.pipeline import Build, build
from bridge.report.results import Report, Result, SubjectResult, accept, worst
from bridge.report.terminal import verify_table

OK, RED = 0, 1
Records = dict[str, list[dict[str, Any]]]


def run(
    settings_file: Path | None,
    paths: list[Path],
    json_file: Path | None,
    subject: str | None,
    seed: str | None,
    draws: int | None,
) -> int:
    """Print the table and, if asked, write the JSON; 0 if every theorem is green or accepted."""
    start = paths[0] if paths else Path.cwd()
    settings = config.load(settings_file, Path.cwd() if start.exists() else start)
    made = build(settings, paths)
    with tempfile.TemporaryDirectory(prefix="lean-bridge-") as folder:
        records = _run_suite(settings, made, Path(folder), subject, seed, draws)
    report = _report(settings, made, records, seed)
    if json_file is not None:
        json_file.write_text(json.dumps(report.json(), indent=1, ensure_ascii=False) + "\n")
    verify_table(report, Console(width=_width()))
    return OK if report.green else RED


def _width() -> int | None:
    return None if sys.stdout.isatty() else 140


def _run_suite(
    settings: Settings,
    made: Build,
    folder: Path,
    subject: str | None,
    seed: str | None,
    draws: int | None,
) -> Records:
    """Write the package, run pytest on it, and collect the records by theorem."""
    package = folder / settings.package.replace(".", "/")
    for path, text in made.files.items():
        target = package / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    if not any("/test_" in f"/{path}" for path in made.files):
        return {}
    results = folder / "results.json"
    options = [
        *([f"--lean-seed={seed}"] if seed else []),
        *([f"--lean-draws={draws}"] if draws else []),
        *([f"--lean-subject={subject}"] if subject else []),
    ]
    command = [
        sys.executable, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider",
        "--rootdir", str(folder), "-c", os.devnull, f"--lean-json={results}", *_workers(),
        *options, str(package),
    ]  # fmt: skip
    extra = [str(folder), str(settings.root)]
    paths = os.pathsep.join([*extra, os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    environment = {**os.environ, "PYTHONPATH": paths}
    done = subprocess.run(
        command, env=environment, cwd=settings.root, capture_output=True, text=True, check=False
    )
    if not results.is_file():
        raise RuntimeError(f"the generated suite did not run:\n{done.stdout}{done.stderr}")
    records: Records = defaultdict(list)
    for record in json.loads(results.read_text(encoding="utf-8"))["records"]:
        records[record["name"]].append(record)
    return records


def _workers() -> list[str]:
    try:
        return []
    return ["-n", str(min(os.cpu_count() or 1, 8))]


def _report(settings: Settings, made: Build, records: Records, seed: str | None) -> Report:
    from importlib.metadata import version

    results = [_result(settings, made, theorem, records) for theorem in made.theorems]
    results += [_refused(settings, r) for r in made.refusals]
    return Report(__version__, version("torch"), seed or "from each theorem's name", tuple(results))


def _result(settings: Settings, made: Build, name: str, records: Records) -> Result:
    theorem = made.theorems[name]
    found = records.get(name, [])
    verdicts = [theorem.exact_verdict, *(r["verdict"] for r in found)]
    if not found:
        verdicts.append("error")
    verdict = worst(verdicts)
    if verdict == "holds" and any(r["verdict"] == "pass" for r in found):
        verdict = "pass"
    reasons = [theorem.exact_reason, *(r["reason"] for r in found if r["verdict"] == verdict)]
    subjects = tuple(_subject(line) for r in found for line in r["lines"])
    return Result(
        name,
        theorem.file,
        theorem.line,
        theorem.form,
        verdict,
        "\n".join(filter(None, reasons)) if verdict not in ("pass", "holds") else "",
        theorem.proof,
        theorem.exact.draws,
        subjects,
        accept(name, verdict, settings.accepted),
    )


def _subject(line: dict[str, Any]) -> SubjectResult:
    return SubjectResult(
        line["name"],
        line["against"],
        line["mode"],
        line["dtype"],
        line["verdict"],
        line["draws"],
        line["worst_ratio"],
        line["tolerance"],
        line["acceptance"],
        line["note"],
    )


def _refused(settings: Settings, refusal: Any) -> Result:
    return Result(
        refusal.name,
        refusal.file,
        refusal.line,
        "unsupported",
        "unsupported",
        refusal.diagnostic.render(),
        accepted=accept(refusal.name, "unsupported", settings.accepted),
    )
