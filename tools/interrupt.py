"""Kills the generator at random moments, and runs two at once: its output is never a mixture.

    python tools/interrupt.py [--writer 200] [--whole 200] [--pairs 50] [--seed 0]

`writer`: a process that does nothing but exchange two trees is killed. `whole`: `lean-bridge gen`
on a small project that changes back and forth is killed, half of the times while it writes.
`pairs`: two `lean-bridge gen` on the same folder at once. Exits with 1 at the first mixed tree.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bridge.digests import digest_files, files_below

ROOT = Path(__file__).parents[1]
SPEC = ROOT / "tests" / "sync" / "spec"
GEN = [sys.executable, "-m", "bridge", "gen"]
WRITER = """
import sys
from pathlib import Path
from bridge.write import replace_tree
out, files = Path(sys.argv[1]), int(sys.argv[2])
names = ["a/f%d.py" % k for k in range(files)] + ["bridge.lock"]
for turn in range(10**9):
    if turn == 1:
        print("ready", flush=True)
    for text in ("old", "new"):
        more = {"b/only_%s.py" % text: text}
        replace_tree(out, {n: text * 4000 for n in names} | more, names + ["b/only_old.py", "b/only_new.py"])
"""  # noqa: E501

Tree = dict[str, str]


def tree(out: Path) -> Tree:
    """The hash of every file of the output folder."""
    return digest_files(str(out), files_below(str(out)))


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def kill_writer(folder: Path, times: int, generator: random.Random, files: int = 20) -> list[Tree]:
    """The trees that a killed writer left; each must be one of the two that it writes."""
    found = []
    out = folder / "out"
    for _ in range(times):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(out), str(files)],
            env=environment(),
            stdout=subprocess.PIPE,
        ) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(generator.uniform(0.0, 0.05))
            child.send_signal(signal.SIGKILL)
        found.append(tree(out))
    return found


def is_whole(found: Tree, files: int = 20) -> bool:
    """Whether a tree of the writer is one of its two, not a mixture."""
    return len(found) == files + 2 and len(set(found.values())) == 2


class Project:
    """A small project in two states, with the trees that belong to them."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "ein Projekt «ℝ»"
        shutil.copytree(SPEC, self.root)
        self.lean = self.root / "Spec" / "Basic.lean"
        self.texts = [self.lean.read_text(encoding="utf-8")]
        self.texts.append(self.texts[0].replace("ℝ := 2 * x", "ℝ := x + x"))
        self.out = self.root / "generated"
        self.trees = [self._generated(text) for text in reversed(self.texts)][::-1]

    def _generated(self, text: str) -> Tree:
        self.lean.write_text(text, encoding="utf-8")
        subprocess.run(GEN, cwd=self.root, env=environment(), check=False, capture_output=True)
        return tree(self.out)

    def start(self, state: int) -> subprocess.Popen[bytes]:
        self.lean.write_text(self.texts[state], encoding="utf-8")
        null = subprocess.DEVNULL
        return subprocess.Popen(GEN, cwd=self.root, env=environment(), stdout=null, stderr=null)

    def state(self) -> int | None:
        """Which of the two trees is there; None for a mixture. Files are read one by one, so that a
        look that falls into the exchange is taken again."""
        for _ in range(3):
            found = tree(self.out)
            if found in self.trees:
                return self.trees.index(found)
        return None


def kill_whole(project: Project, times: int, generator: random.Random) -> Iterator[int | None]:
    """Kill `gen` at random moments over its whole run, and every second time while it writes."""
    started = time.monotonic()
    project.start(1).wait()
    duration = time.monotonic() - started
    state = 1
    for number in range(times):
        child = project.start(1 - state)
        if number % 2:
            _until_it_writes(project, child)
            time.sleep(generator.uniform(0.0, 0.02))
        else:
            time.sleep(generator.uniform(0.0, 1.1 * duration))
        child.send_signal(signal.SIGKILL)
        child.wait()
        left = project.state()
        yield left
        state = state if left is None else left


def _until_it_writes(project: Project, child: subprocess.Popen[bytes]) -> None:
    while child.poll() is None and not any(project.root.glob(".generated-new-*")):
        time.sleep(0.001)


def pairs(project: Project, times: int) -> Iterator[int | None]:
    """Two generators at once, of one state."""
    for number in range(times):
        first, second = project.start(number % 2), project.start(number % 2)
        while first.poll() is None or second.poll() is None:
            yield project.state()  # what a reader sees meanwhile
            time.sleep(0.02)
        left = project.state()
        yield left if left == number % 2 else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--writer", type=int, default=200)
    parser.add_argument("--whole", type=int, default=200)
    parser.add_argument("--pairs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    generator = random.Random(args.seed)
    mixed = 0
    with tempfile.TemporaryDirectory() as folder:
        found = kill_writer(Path(folder), args.writer, generator)
        bad = sum(not is_whole(t) for t in found)
        print(f"writer: killed {args.writer} times, {len(found)} trees left, {bad} mixed")
        mixed += bad
        project = Project(Path(folder))
        states = list(kill_whole(project, args.whole, generator))
        counts = f"{states.count(0)} old, {states.count(1)} new"
        print(f"gen: killed {args.whole} times, {counts}, {states.count(None)} mixed")
        seen = list(pairs(project, args.pairs))
        print(f"two at once: {args.pairs} times, {len(seen)} looks, {seen.count(None)} mixed")
        mixed += states.count(None) + seen.count(None)
    return 1 if mixed else 0


if __name__ == "__main__":
    sys.exit(main())
