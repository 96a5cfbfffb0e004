"""Random mutants of statements and definitions, and what the exact evaluator says about each.

`python -m tools.mutants [SPECS] [--count N] [--seed S] [--jobs J] [--json FILE]`. N counts mutants
that are well typed and say something else. One in four is made where dimensions were made equal
first, so that mixing them up is no type error. Each must be red, or decided to be true for all real
inputs at small sizes and be true on samples at sizes up to 20 as well; those are listed with their
texts, to be read. Exit 1 if one is green on samples alone, or false where it was called true.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tools.mutation.judging import WRONG, judge
from tools.mutation.project import Mutant, Read, mutants, read, source_text
from tools.mutation.report import Outcome, report
from tools.mutation.square import square

SQUARE = 0.25  # how many mutants are of the project with equal dimensions


@dataclass(frozen=True, slots=True)
class Task:
    base: int  # 1: the one with equal dimensions
    mutant: Mutant


def tasks(bases: tuple[Read, ...], seed: int) -> list[Task]:
    """Every mutant once, in random order; the order depends on nothing but the seed."""
    generator = random.Random(seed)
    streams = [mutants(base, generator) for base in bases]
    found: dict[tuple[int, str, int, int, str], Task] = {}
    while streams:
        base = int(len(bases) > 1 and generator.random() < SQUARE)
        mutant = next(streams[base], None)
        if mutant is None:
            break
        key = (base, mutant.file, mutant.start, mutant.end, mutant.new)
        found.setdefault(key, Task(base, mutant))
    return list(found.values())


def outcome(bases: tuple[Read, ...], task: Task) -> Outcome:
    """Judge one mutant."""
    base, mutant = bases[task.base], task.mutant
    started = time.process_time()
    found = judge(base, mutant)
    text = source_text(base.done.project, mutant.file)
    old, new = mutant.lines(text)
    line = text.count("\n", 0, mutant.start) + 1
    seconds = round(time.process_time() - started, 2)
    return Outcome(mutant, task.base == 1, line, old, new, found, seconds)


_bases: tuple[Read, ...] = ()
_tasks: list[Task] = []


def _work(number: int) -> tuple[int, Outcome]:
    return number, outcome(_bases, _tasks[number])


def outcomes(bases: tuple[Read, ...], todo: list[Task], jobs: int) -> Iterator[tuple[int, Outcome]]:
    """By the number of the task, in the order in which they are done."""
    global _bases, _tasks
    _bases, _tasks = bases, todo
    if jobs < 2:
        yield from map(_work, range(len(todo)))
        return
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        yield from pool.imap_unordered(_work, range(len(todo)))


def enough(found: Iterator[tuple[int, Outcome]], count: int) -> list[Outcome]:
    """The first tasks, as many as give `count` mutants that are well typed, whichever are done
    first; each is told when it is known."""
    known: dict[int, Outcome] = {}
    first: list[Outcome] = []
    good = 0
    for number, one in found:
        known[number] = one
        if one.found.well_typed:
            print(f"{number:4} {one.short()}", file=sys.stderr, flush=True)
        while good < count and len(first) in known:
            first.append(known[len(first)])
            good += first[-1].found.well_typed
        if good == count:
            break
    return first


def read_bases(specs: Path, folder: Path) -> tuple[Read, ...]:
    """The project in two copies: as it is, and with equal dimensions where that can be."""
    found = []
    for name in ("plain", "square"):
        place = folder / name / specs.name
        place.parent.mkdir()
        (shutil.copyfile if specs.is_file() else shutil.copytree)(specs, place)
        if name == "plain" or square(folder / name, specs.name):
            found.append(read(folder / name, specs.name))
    return tuple(found)


def run(specs: Path, count: int, seed: int, jobs: int) -> list[Outcome]:
    """Judge random mutants until `count` are well typed."""
    with tempfile.TemporaryDirectory() as folder:
        bases = read_bases(specs, Path(folder))
    return enough(outcomes(bases, tasks(bases, seed), jobs), count)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("specs", nargs="?", type=Path, default=Path("lean_specs"))
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    started = time.monotonic()
    every = run(args.specs, args.count, args.seed, args.jobs)
    if args.json:
        data = [asdict(o) for o in every]
        args.json.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    print(report(every, time.monotonic() - started))
    return 1 if any(o.found.status in WRONG for o in every) else 0


if __name__ == "__main__":
    sys.exit(main())
