"""The modules of a project judged by several processes.

The project is read once and handed to the processes by fork, so that only results travel. Where
there is no fork, or only one processor, this process does it all.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Mapping, Sequence

from bridge.project import Project
from bridge.scan.outcome import Outcome
from bridge.scan.theorems import Judge

CHUNK = 24  # modules at a time; neighbours share what they import
_judge: Judge | None = None


def judge_all(
    project: Project,
    *,
    parse_only: bool,
    restated: Mapping[str, str] | None = None,
    jobs: int | None = None,
) -> list[Outcome]:
    """The outcome of each requested module, in order."""
    global _judge
    names = list(project.requested)
    jobs = jobs or os.cpu_count() or 1
    chunks = [names[i : i + CHUNK] for i in range(0, len(names), CHUNK)]
    _judge = Judge(project, parse_only=parse_only, restated=restated)
    if jobs < 2 or len(chunks) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [outcome for chunk in chunks for outcome in _work(chunk)]
    gc.freeze()  # what was read is not looked at again by the children's collectors
    with multiprocessing.get_context("fork").Pool(min(jobs, len(chunks))) as pool:
        return [o for outcomes in pool.imap(_work, chunks) for o in outcomes]


def _work(names: Sequence[str]) -> list[Outcome]:
    assert _judge is not None
    outcomes = [_judge.module(_judge.project.modules[name]) for name in names]
    gc.collect()  # what elaboration leaves behind refers to itself
    gc.freeze()  # the rest are definitions, which stay
    return outcomes
