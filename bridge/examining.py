"""Theorems examined by several processes, while the others of a build go on; results are kept.

What is known of a theorem follows from its closure, its name and this tool, so it is kept under the
digest of these and found again. Where there is no fork, or only one processor, this process does it
when it is asked. The processes are forked before anything heavy is imported.
"""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bridge.core.environment import Definition
from bridge.digests import digest_text, tool_digest
from bridge.errors import BridgeError, bugs_as_refusals
from bridge.exact.evaluator import Evaluator
from bridge.exact.theorems import Evidence, Examined, examine

FOLDER = ".lean-bridge/examined"  # below the root of the settings
FEW = 3  # theorems for which no process is started
MOST_PROCESSES = 8
Outcome = Examined | BridgeError


@dataclass(slots=True)
class Store:
    """Results by the digest of what they follow from; none where nothing can be written."""

    folder: Path
    closure: Callable[[Definition], str]
    draws: int
    writes: bool = True
    _tool: str = field(default_factory=tool_digest)
    _new: dict[Path, Examined] = field(default_factory=dict)

    def find(self, theorem: Definition) -> Examined | None:
        with suppress(OSError, ValueError, TypeError, KeyError):
            data = json.loads(self._file(theorem).read_text(encoding="utf-8"))
            evidence = _evidence(data.pop("evidence"))
            shown = tuple(data.pop("counterexample"))
            return Examined(counterexample=shown, evidence=evidence, **data)
        return None

    def keep(self, theorem: Definition, found: Examined) -> None:
        """Keep a result when the build is done."""
        self._new[self._file(theorem)] = found

    def write(self) -> None:
        """Each beside its place, then moved there: a run that is cut off leaves nothing half done.
        The folder tells git that it holds nothing of the project."""
        if not self.writes or not self._new:
            return
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / ".gitignore").write_text("*\n", encoding="utf-8")
            for file, found in self._new.items():
                beside = file.with_suffix(f".{os.getpid()}")
                beside.write_text(json.dumps(asdict(found), ensure_ascii=False), encoding="utf-8")
                os.replace(beside, file)

    def _file(self, theorem: Definition) -> Path:
        key = (self._tool, str(self.draws), theorem.name, self.closure(theorem))
        return self.folder / f"{digest_text(chr(10).join(key)).partition(':')[2]}.json"


def _evidence(data: dict[str, Any]) -> Evidence:
    sizes = ((str(name), tuple(map(int, values))) for name, values in data["sizes"])
    return Evidence(str(data["kind"]), tuple(sizes))


@dataclass(slots=True)
class Examination:
    """The theorems of a build, each examined once."""

    evaluator: Evaluator
    store: Store
    _begun: dict[str, Future[Outcome]] = field(default_factory=dict)
    _pool: ProcessPoolExecutor | None = None

    def begin(self, theorems: Iterable[Definition]) -> None:
        """Start on what no earlier run has examined."""
        global _evaluator, _theorems
        todo = [d for d in theorems if self.store.find(d) is None]
        jobs = min(os.cpu_count() or 1, MOST_PROCESSES, len(todo) // 2)
        if jobs < 2 or len(todo) < FEW or "fork" not in multiprocessing.get_all_start_methods():
            return
        _evaluator, _theorems = self.evaluator, {d.name: d for d in todo}
        self._pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"))
        self._begun = {d.name: self._pool.submit(_work, d.name, self.store.draws) for d in todo}

    def of(self, theorem: Definition) -> Examined:
        """What is known of a theorem; raises what examining it raised."""
        found = self.store.find(theorem)
        if found is not None:
            return found
        outcome = self._outcome(theorem)
        if isinstance(outcome, BridgeError):
            raise outcome
        self.store.keep(theorem, outcome)
        return outcome

    def _outcome(self, theorem: Definition) -> Outcome:
        future = self._begun.get(theorem.name)
        if future is None:
            return _examined(self.evaluator, theorem, self.store.draws)
        try:
            return future.result()
        except BrokenProcessPool as error:
            raise BridgeError(
                "process-killed",
                "a process was killed, as the system does when memory runs out",
                notes=(f"{theorem.name} was being examined, or another",),
            ) from error

    def end(self) -> None:
        """Stop what nobody asked for."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


_evaluator: Evaluator | None = None
_theorems: dict[str, Definition] = {}


def _work(name: str, draws: int) -> Outcome:
    assert _evaluator is not None
    return _examined(_evaluator, _theorems[name], draws)


def _examined(evaluator: Evaluator, theorem: Definition, draws: int) -> Outcome:
    try:
        with bugs_as_refusals():
            return examine(evaluator, theorem, draws, theorem.name)
    except BridgeError as error:
        return error
