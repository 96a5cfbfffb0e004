"""`lean-bridge verify`: generate to a temporary place, run the generated suite, give verdicts.

A theorem's verdict is the worst of: what the exact evaluator says about the statement itself, and
what each check against a subject says.
"""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console

from bridge import __version__, config
from bridge.config import Settings
from bridge.errors import BridgeError
from bridge.exact.theorems import Examined
from bridge.forms import exact
from bridge.pipeline import Build, Theorem, build
from bridge.refusal import Refusal
from bridge.report.results import (
    GREEN,
    Report,
    Result,
    Statement,
    SubjectResult,
    accept,
    worst,
)
from bridge.report.terminal import verify_table

OK, RED = 0, 1
RAN = (0, 1)  # exit codes of pytest when every test ran
SCRIPTS = ".lean-bridge/counterexamples"
CHECKS_PER_PROCESS = 4
Records = dict[str, dict[str, Any]]


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
    made = build(settings, paths, lenient=bool(paths))
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
        sys.executable, "-P", "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider",
        "--rootdir", str(folder), "-c", os.devnull, f"--lean-json={results}",
        f"--lean-scripts={settings.root / SCRIPTS}", *_workers(made),
        *options, str(package),
    ]  # fmt: skip
    extra = [str(folder), str(settings.root)]
    paths = os.pathsep.join([*extra, os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    environment = {**os.environ, "PYTHONPATH": paths}
    done = subprocess.run(
        command, env=environment, cwd=settings.root, capture_output=True, text=True, check=False
    )
    if not results.is_file():
        raise _not_run(done)
    found = json.loads(results.read_text(encoding="utf-8"))["results"]
    if done.returncode not in RAN:
        print(f"the generated suite did not run in full:\n{done.stdout}{done.stderr}")
    return {result["name"]: result for result in found}


def _not_run(done: subprocess.CompletedProcess[str]) -> BridgeError:
    told = f"{done.stdout}{done.stderr}".splitlines()
    if done.returncode < 0:
        name = signal.Signals(-done.returncode).name
        message = f"the generated suite was killed ({name}), as by a system out of memory"
        return BridgeError("process-killed", message, notes=tuple(told))
    message = f"the generated suite gave no results (exit code {done.returncode})"
    return BridgeError("suite", message, notes=tuple(told))


def _workers(made: Build) -> list[str]:
    """Processes, if there is more to do than to start them."""
    checks = len(made.package.checks) + len(made.package.bindings)
    count = min(os.cpu_count() or 1, 8, checks // CHECKS_PER_PROCESS)
    if count < 2 or importlib.util.find_spec("xdist") is None:
        return []
    return ["-n", str(count)]


def _report(settings: Settings, made: Build, records: Records, seed: str | None) -> Report:
    from importlib.metadata import version

    results = [_result(settings, theorem, records) for theorem in made.theorems.values()]
    results += [_binding(settings, made, name, records) for name in made.package.bindings]
    results += [_refused(settings, r) for r in made.refusals if r.claim]
    unread = (r.diagnostic for r in made.refusals if r.wrong and not r.claim)
    told = (p.render() for p in (*made.elaborated.problems, *unread))
    problems = tuple(dict.fromkeys(told))
    seeds = seed or "from each theorem's name"
    bugs = dict.fromkeys(r.reason for r in made.refusals if r.bug and not r.claim)
    return Report(__version__, version("torch"), seeds, tuple(results), problems, tuple(bugs))


def _result(settings: Settings, theorem: Theorem, records: Records) -> Result:
    found = records.get(theorem.name)
    tested = theorem.form != exact.NAME
    verdict = _verdict(theorem, (found["verdict"] if found else "error") if tested else None)
    reason = theorem.exact_reason
    told = _reason(found) if tested and verdict not in GREEN else ""
    if theorem.exact_verdict == "fail" and told:
        reason += "\n\n  so its check fails as well:\n"
    return Result(
        theorem.name,
        theorem.file,
        theorem.line,
        theorem.form,
        verdict,
        "\n".join(filter(None, (reason, told))) if verdict not in GREEN else "",
        theorem.proof,
        _evidence(theorem.exact),
        _subjects(found),
        accept(theorem.name, verdict, settings.accepted),
        _notes(theorem.exact, found),
    )


def _verdict(theorem: Theorem, checked: str | None) -> str:
    """The worst of what is known of the statement and what its check says.

    Where no subject occurs, the check is of the same statement in floats: that it decides nothing
    takes nothing away. Nor does it where hypotheses are shown to contradict each other.
    """
    stated = theorem.exact_verdict
    if checked is None or (
        checked == "undecided" and (stated == "vacuous" or not theorem.subjects)
    ):
        return stated
    if (stated, checked) == ("holds", "pass"):
        return "pass"
    return worst([stated, checked])


def _evidence(exact: Examined) -> Statement:
    found = exact.evidence
    return Statement(found.kind, dict(found.sizes), exact.draws, found.short)


def _notes(exact: Examined, found: dict[str, Any] | None) -> tuple[str, ...]:
    """What a reader of a green verdict should know: what was left out, and conventions at kinks."""
    told = tuple(found["notes"]) if found else ()
    if not exact.undecided:
        return told
    return (f"{exact.undecided} of {exact.draws} exact draws decide nothing: {exact.reason}", *told)


def _binding(settings: Settings, made: Build, name: str, records: Records) -> Result:
    """Whether the subjects that are bound to a definition compute it."""
    found = records.get(name)
    definition = made.elaborated.environment.definition(name)
    assert definition is not None
    source = definition.source
    assert source is not None
    assert source.head is not None
    verdict = found["verdict"] if found else "error"
    return Result(
        name,
        source.head.source.path,
        source.head.line,
        "definition",
        verdict,
        "" if verdict in GREEN else _reason(found),
        subjects=_subjects(found),
        accepted=accept(name, verdict, settings.accepted),
        notes=tuple(found["notes"]) if found else (),
    )


def _reason(found: dict[str, Any] | None) -> str:
    """What a test said; it ran in a folder that is gone, so the command to run it again differs."""
    if not found:
        return "the generated tests say nothing about it"
    lines = str(found["reason"]).splitlines()
    again = f"  replay    lean-bridge verify --seed {found['seed']}"
    told = [again if line.startswith("  replay ") else line for line in lines]
    return "\n".join([*told, *_by_subject(found)])


def _by_subject(found: dict[str, Any]) -> list[str]:
    """Which subjects fail and which do not, where there are several."""
    verdicts: dict[str, list[str]] = {}
    for line in found["subjects"]:
        verdicts.setdefault(line["name"], []).append(line["verdict"])
    if len(verdicts) < 2:
        return []
    by_verdict: dict[str, list[str]] = {}
    for name, own in verdicts.items():
        ran = [v for v in own if v != "unsupported"]
        by_verdict.setdefault(worst(ran or own), []).append(name)
    told = (f"{', '.join(names)}: {verdict}" for verdict, names in by_verdict.items())
    return ["  in all    " + "; ".join(told)]


def _subjects(found: dict[str, Any] | None) -> tuple[SubjectResult, ...]:
    return tuple(map(_subject, found["subjects"])) if found else ()


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
        line["conjunct"],
    )


def _refused(settings: Settings, refusal: Refusal) -> Result:
    verdict = refusal.verdict
    return Result(
        refusal.name,
        refusal.file,
        refusal.line,
        "unsupported",
        verdict,
        refusal.reason,
        accepted=accept(refusal.name, verdict, settings.accepted),
    )
