"""The modules of a project judged by several processes.

The project is read once and handed to the processes by fork, so that only results travel. Where
there is no fork, or only one processor, this process does it all. A process that is killed ends
the scan with an error that tells what was being judged.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from mmap import mmap

from bridge.errors import BridgeError
from bridge.project import Project
from bridge.scan.outcome import Outcome
from bridge.scan.theorems import Judge

CHUNK = 24  # modules at a time; neighbours share what they import
BEGUN, DONE = 1, 2


@dataclass(frozen=True, slots=True)
class Task:
    """What the processes share: the judge as it was at the fork, and a mark for each module."""

    judge: Judge
    names: tuple[str, ...]
    marks: mmap

    def outcome(self, place: int) -> Outcome:
        self.marks[place] = BEGUN
        found = self.judge.module(self.judge.project.modules[self.names[place]])
        self.marks[place] = DONE
        return found

    def begun(self) -> list[str]:
        """The files that some process has begun and not finished."""
        modules, places = self.judge.project.modules, range(len(self.names))
        return [modules[self.names[i]].path for i in places if self.marks[i] == BEGUN]


_task: Task | None = None


def judge_all(
    project: Project,
    *,
    parse_only: bool,
    restated: Mapping[str, str] | None = None,
    jobs: int | None = None,
) -> list[Outcome]:
    """The outcome of each requested module, in order."""
    global _task
    names = tuple(project.requested)
    jobs = jobs or os.cpu_count() or 1
    chunks = [range(len(names))[i : i + CHUNK] for i in range(0, len(names), CHUNK)]
    judge = Judge(project, parse_only=parse_only, restated=restated)
    _task = Task(judge, names, mmap(-1, max(1, len(names))))  # of no file, and shared
    if jobs < 2 or len(chunks) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [outcome for chunk in chunks for outcome in _work(chunk)]
    gc.freeze()  # what was read is not looked at again by the children's collectors
    return _in_processes(chunks, min(jobs, len(chunks)))


def _in_processes(chunks: Sequence[range], jobs: int) -> list[Outcome]:
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"))
    try:
        futures = [pool.submit(_work, chunk) for chunk in chunks]
        return [outcome for future in futures for outcome in future.result()]
    except BrokenProcessPool as error:
        raise _killed() from error
    finally:
        pool.shutdown(cancel_futures=True)


def _killed() -> BridgeError:
    assert _task is not None
    return BridgeError(
        "process-killed",
        "a process of the scan was killed, as the system does when memory runs out",
        notes=tuple(f"{path} was being judged" for path in _task.begun()),
        hint="`--jobs 1` needs the least memory; so does one folder at a time",
    )


def _work(places: Sequence[int]) -> list[Outcome]:
    assert _task is not None
    outcomes = [_task.outcome(place) for place in places]
    gc.collect()  # what elaboration leaves behind refers to itself
    gc.freeze()  # the rest are definitions, which stay
    return outcomes
