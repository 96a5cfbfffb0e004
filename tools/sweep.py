"""Counts how far a Lean project is read: per file, theorems elaborated and tested exactly.

`python tools/sweep.py PATH [--draws N] [--seconds S] [--only NAME] [--refusals]`; a theorem that
takes longer than S seconds is counted as `slow`.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import traceback
from collections import Counter, defaultdict
from pathlib import Path

from bridge.elaborate import Constants
from bridge.errors import INTERNAL, BridgeError, InternalError, SpecError
from bridge.exact.evaluator import Evaluator
from bridge.exact.theorems import examine
from bridge.project import Project, read_project
from bridge.syntax.ast import Declaration


class Slow(Exception):
    """Raised by the alarm of one theorem."""


def verdict(
    evaluator: Evaluator, declaration: Declaration, draws: int, seconds: int
) -> tuple[str, str]:
    """What becomes of a theorem, and why."""
    stage = "refused"
    try:
        signal.alarm(seconds)
        definition = evaluator.environment.definition(declaration.name)
        assert definition is not None
        stage = "unevaluated"
        tested = examine(evaluator, definition, draws, declaration.name)
    except BridgeError as error:
        kind = {SpecError: "SPEC-ERROR", InternalError: "INTERNAL"}.get(type(error), "")
        if error.diagnostic.code == INTERNAL:
            kind = "CRASH"
        return (kind or stage), error.diagnostic.render()
    except Slow:
        return f"slow-{stage}", ""
    except Exception:
        return "CRASH", traceback.format_exc(limit=-4)
    finally:
        signal.alarm(0)
    return tested.verdict, "\n".join((tested.reason, *tested.counterexample))


def code_of(why: str) -> str:
    """The bracketed code and message of a rendered diagnostic."""
    first = why.splitlines()[0] if why else ""
    return first[first.find("[") :]


def sweep(project: Project, only: str, draws: int, seconds: int, shown: set[str]) -> None:
    constants = Constants(project.declarations, project.notations, project.exports)
    evaluator = Evaluator(constants)
    per_file: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: Counter[str] = Counter()
    for module in (project.modules[m] for m in project.requested):
        for declaration in module.declarations:
            if declaration.kind not in ("theorem", "lemma") or only not in declaration.name:
                continue
            random.seed(0)
            outcome, why = verdict(evaluator, declaration, draws, seconds)
            per_file[module.path][outcome] += 1
            if outcome not in ("holds", "fails"):
                reasons[f"{outcome}: {code_of(why) or why.splitlines()[:1]}"] += 1
            if outcome in shown or "all" in shown:
                print(f"--- {outcome} {declaration.name}\n{why}")
    report(per_file, reasons)


def report(per_file: dict[str, Counter[str]], reasons: Counter[str]) -> None:
    total: Counter[str] = Counter()
    for path, counts in per_file.items():
        total += counts
        print(f"{path}: {dict(counts)}")
    print(f"total {sum(total.values())}: {dict(total)}")
    for reason, count in reasons.most_common(60):
        print(f"{count:5}  {reason}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--draws", type=int, default=30)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--only", default="")
    parser.add_argument("--show", default="fails,CRASH,SPEC-ERROR,INTERNAL")
    arguments = parser.parse_args()

    def stop(*_: object) -> None:
        raise Slow

    signal.signal(signal.SIGALRM, stop)
    sys.setrecursionlimit(20_000)
    shown = set(arguments.show.split(","))
    sweep(read_project(arguments.paths), arguments.only, arguments.draws, arguments.seconds, shown)


if __name__ == "__main__":
    main()
