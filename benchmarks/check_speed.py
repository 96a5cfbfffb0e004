"""How long `lean-bridge check` takes on a project in which nothing changed.

    python benchmarks/check_speed.py [FOLDER] [--runs 40]

Prints the ratio to what it must do at least: starting the same interpreter (`python -c pass`) and
hashing the files that the lock lists. The median of interleaved runs, so that a busy machine slows
all alike. FOLDER is a copy of this repository's specs, freshly generated, unless one is given.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIMIT = 3.0
SCRIPT = "import sys; from bridge.__main__ import main; sys.exit(main())"  # as pip installs it


def timed(command: list[str], folder: Path) -> float:
    """Seconds of one run, which must succeed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def hashing(folder: Path) -> float:
    """Seconds to hash the Lean files, the inputs and the generated files, in this process."""
    lock = json.loads((folder / "generated" / "bridge.lock").read_text(encoding="utf-8"))
    paths = [folder / p for p in (*lock["sources"], *lock["inputs"])]
    paths += [folder / "generated" / p for p in lock["outputs"]]
    started = time.perf_counter()
    for path in paths:
        hashlib.sha256(path.read_bytes()).hexdigest()
    return time.perf_counter() - started


def measure(folder: Path, runs: int) -> tuple[float, float, float]:
    """Medians of a bare start, of hashing, and of `check`, in seconds."""
    bare, hashed, checked = [], [], []
    for _ in range(runs):
        bare.append(timed([sys.executable, "-c", "pass"], folder))
        hashed.append(hashing(folder))
        checked.append(timed([sys.executable, "-c", SCRIPT, "check"], folder))
    return statistics.median(bare), statistics.median(hashed), statistics.median(checked)


def fresh(folder: Path) -> Path:
    """A copy of the specs of this repository, generated."""
    for name in ("lean_specs", "pyproject.toml"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    timed([sys.executable, "-m", "bridge", "gen"], folder)
    return folder


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--runs", type=int, default=40)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or fresh(Path(temporary))
        bare, hashed, checked = measure(folder, args.runs)
    ratio = checked / (bare + hashed)
    print(f"python -c pass {bare * 1e3:.1f} ms, hashing {hashed * 1e3:.1f} ms")
    print(f"lean-bridge check {checked * 1e3:.1f} ms: ratio {ratio:.2f} (limit {LIMIT:g})")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
