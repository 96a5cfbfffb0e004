"""`lean-bridge scan`: a whole Lean project, counted; red when a claim was lost."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from bridge import config
from bridge.errors import SpecError
from bridge.scan import Scan, scan

OK, RED = 0, 1
NOT_ASKED = "not-asked"  # what a theorem is refused with where only reading was asked for
SHOWN = 20  # reasons in the table; the JSON has every refusal


def run(
    settings_file: Path | None,
    path: Path,
    json_file: Path | None,
    baseline: Path | None,
    *,
    parse_only: bool = False,
    jobs: int | None = None,
) -> int:
    """Print the counts; 1 if a theorem that was a claim in the baseline no longer is."""
    settings = config.load(settings_file, Path.cwd())
    expected = None if baseline is None else _claims(baseline)
    found = scan(path, settings, parse_only=parse_only, jobs=jobs)
    print("\n".join(_lines(path, found, parse_only=parse_only)))
    if json_file is not None:
        text = json.dumps(found.to_json(), indent=1, ensure_ascii=False)
        json_file.write_text(f"{text}\n", encoding="utf-8")
    if expected is None:
        return OK
    lost = sorted(expected - set(found.claims()))
    print("\n".join(_lost(found, lost, len(expected))))
    return RED if lost else OK


def _claims(baseline: Path) -> set[str]:
    """The claims that an earlier `--json` tells."""
    try:
        data: Any = json.loads(baseline.read_text(encoding="utf-8"))
        return {str(name) for name in data["claims"]}
    except OSError as error:
        raise SpecError("no-baseline", f"{baseline}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise SpecError(
            "bad-baseline", f"{baseline} is no result of `lean-bridge scan --json`"
        ) from error


def _lines(path: Path, found: Scan, *, parse_only: bool) -> list[str]:
    data = found.to_json()
    declarations, theorems = data["declarations"], data["theorems"]
    lines = [
        f"{path}: {found.files} files",
        f"declarations  {_of(declarations['parsed'], declarations['seen'])} read",
        *_after_exit(declarations["after_exit"]),
        f"theorems      {_of(theorems['parsed'], theorems['seen'])} read",
    ]
    if not parse_only:
        lines += [
            f"              {_of(theorems[what], theorems['seen'])} {what}"
            for what in ("elaborated", "claims", "refused")
        ]
        lines += _left_to_the_evaluator(theorems["without_subject"])
    lines += [f"claims by form: {_forms(data['by_form'])}"] if data["by_form"] else []
    for title, what in (
        ("refused theorems, by reason", "refused"),
        ("other declarations that were not read", "unread"),
        ("other commands", "problems"),
    ):
        lines += _reasons(title, found, what)
    return lines


def _after_exit(count: int) -> list[str]:
    return (
        [f"              {count:7,} more after `#exit`, where Lean does not read"] if count else []
    )


def _left_to_the_evaluator(count: int) -> list[str]:
    told = "of the refused need no subject: `verify` asks the exact evaluator about them"
    return [f"              {count:7,} {told}"] if count else []


def _of(part: int, whole: int) -> str:
    share = f"{100 * part / whole:6.2f}%" if whole else "      -"
    return f"{part:7,} of {whole:7,}  {share}"


def _forms(by_form: dict[str, int]) -> str:
    return ", ".join(f"{form} {count:,}" for form, count in by_form.items())


def _reasons(title: str, found: Scan, what: str) -> list[str]:
    every = [r for r in found.every(what) if r.code != NOT_ASKED]
    if not every:
        return []
    counts = Counter(r.code for r in every)
    first = {r.code: r for r in reversed(every)}
    lines = [f"{title} ({len(every):,}):"]
    for code, count in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:SHOWN]:
        r = first[code]
        lines.append(f"  {count:6,}  {code:20}  {r.file}:{r.line}: {r.message}")
    if len(counts) > SHOWN:
        left = sum(counts.values()) - sum(n for _, n in counts.most_common(SHOWN))
        lines.append(f"  {left:6,}  {len(counts) - SHOWN} more reasons")
    return lines


def _lost(found: Scan, lost: list[str], expected: int) -> list[str]:
    if not lost:
        return [f"baseline: all {expected:,} claims are still claims"]
    why = {r.name: r for r in found.every("refused")}
    lines = [f"baseline: {len(lost):,} of {expected:,} claims were lost:"]
    for name in lost:
        r = why.get(name)
        reason = f"{r.file}:{r.line}: [{r.code}] {r.message}" if r else "is no longer declared"
        lines.append(f"  {name}: {reason}")
    return lines
