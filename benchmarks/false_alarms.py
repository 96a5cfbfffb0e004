"""No false alarm: a million samples of correct subjects, and how many checks went wrong.

    python -m benchmarks.false_alarms                        the generated suite, a million samples
    python -m benchmarks.false_alarms --samples 20000 --suite tests.runtime.mini.claims
    python -m benchmarks.false_alarms --suite tests/claims/Rounding.lean      or a folder of specs
    python -m benchmarks.false_alarms --state alarms.json    goes on where the last run stopped

A sample is one drawn input compared in one mode. Every round draws anew: all claims, subjects and
groups of modes, in the exact lane and in the lane of derived bounds, float64 and float32 (and the
half formats in the exact lane). Exit code 1 if anything was reported.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import time
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

Job = tuple[str, int, int]  # suite, seed, draws


@dataclass(slots=True)
class Tally:
    """What all rounds so far gave. `by` counts samples per lane and format."""

    rounds: int = 0
    samples: int = 0
    seconds: float = 0.0
    worst_ratio: float = 0.0
    by: dict[str, int] = field(default_factory=dict)
    alarms: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.rounds += other.rounds
        self.samples += other.samples
        self.worst_ratio = max(self.worst_ratio, other.worst_ratio)
        for kind, count in other.by.items():
            self.count(kind, count)
        self.alarms += other.alarms

    def count(self, kind: str, samples: int) -> None:
        self.by[kind] = self.by.get(kind, 0) + samples


def one_round(job: Job) -> Tally:
    """All cases of the suite, with one seed."""
    import torch

    from benchmarks.suites import cases
    from bridge.runtime import settings

    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    suite, seed, draws = job
    tally = Tally(rounds=1)
    for case in cases(suite, references=True):
        settings.use(settings.Settings(_seed(seed, case.name), draws))
        _run(case, tally)
    return tally


def _seed(round_number: int, claim: str) -> int:
    """The same for all cases of a claim, so that they share what the references say."""
    return zlib.crc32(f"{round_number} {claim}".encode())


def _run(case: Any, tally: Tally) -> None:
    from bridge.runtime import Check, CheckFailed
    from bridge.runtime.records import RECORDER

    RECORDER.take()
    try:
        case.test(Check(case))
    except CheckFailed as alarm:
        tally.alarms.append(str(alarm))
    for record in RECORDER.take():
        for line in record.lines:
            tally.samples += line.draws
            if line.draws:
                tally.count(f"{line.lane}, {line.dtype}", line.draws)
            tally.worst_ratio = max(tally.worst_ratio, line.worst_ratio or 0.0)


def jobs(suite: str, first: int, draws: int) -> Iterator[Job]:
    seed = first
    while True:
        yield suite, seed, draws
        seed += 1


def tallies(pool: Any, given: Iterator[Job]) -> Iterator[Tally]:
    """Round after round, in this process or, with a pool, one after the other from its workers."""
    if pool is None:
        yield from map(one_round, given)
    else:
        yield from pool.imap_unordered(one_round, given)


def report(tally: Tally) -> str:
    rate = tally.samples / tally.seconds if tally.seconds else 0.0
    lines = [
        f"{tally.samples} samples in {tally.rounds} rounds: {len(tally.alarms)} false alarms",
        f"{rate:.0f} samples/s, largest error {tally.worst_ratio:.3f} of the bound",
        *(f"  {name:24} {count:>10}" for name, count in sorted(tally.by.items())),
    ]
    return "\n".join([*lines, *tally.alarms[:3]])


def loaded(path: Path | None) -> Tally:
    if path is None or not path.exists():
        return Tally()
    return Tally(**json.loads(path.read_text("utf-8")))


def saved(tally: Tally, path: Path | None) -> None:
    if path is not None:
        path.write_text(json.dumps(asdict(tally)), encoding="utf-8")


def main() -> int:
    options = _options()
    total = loaded(options.state)
    pool = None
    if options.processes > 1:
        pool = multiprocessing.get_context("spawn").Pool(options.processes)
    before, start = total.seconds, time.perf_counter()
    for tally in tallies(pool, _bounded(options, total.rounds)):
        total.add(tally)
        total.seconds = before + time.perf_counter() - start
        saved(total, options.state)
        print(f"\r{total.samples} samples, {len(total.alarms)} false alarms", end="", flush=True)
        if total.samples >= options.samples:
            break
    if pool is not None:
        pool.terminate()
    print("\r" + report(total))
    return 1 if total.alarms else 0


def _bounded(options: argparse.Namespace, first: int) -> Iterator[Job]:
    """No more rounds ahead than workers, for a pool would draw an endless iterator empty."""
    rounds = 1 + options.samples // 1000
    given = jobs(options.suite, first, options.draws)
    return (job for job, _ in zip(given, range(rounds), strict=False))


def _options() -> argparse.Namespace:
    from benchmarks.suites import DEFAULT

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--samples", type=int, default=1_000_000)
    parser.add_argument("--suite", default=DEFAULT)
    parser.add_argument("--draws", type=int, default=2000, help="per claim and round")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--state", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
