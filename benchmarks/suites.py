"""The claims that benchmarks run: generated tests, any modules that hold `@claim` functions, or
what is generated from a Lean file or a folder of specs."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bridge.runtime.case import Case

DEFAULT = "generated.tests"
FALLBACK = "tests.runtime.mini.claims"


def cases(name: str, *, references: bool = False) -> list[Case]:
    """All cases with a subject, in a module, in the test modules of a package, or of a Lean file or
    a folder of these; with `references`, those without a subject as well."""
    given = of_lean(name).cases if Path(name).exists() else _in_modules(name)
    found = [case for case in given if references or case.subject is not None]
    if not found:
        raise SystemExit(f"{name} holds no claim with a subject; try --suite {FALLBACK}")
    return found


def _in_modules(name: str) -> tuple[Case, ...]:
    return tuple(case for module in _modules(name) for case in _cases(module))


def _modules(name: str) -> Iterator[Any]:
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise SystemExit(f"{error}; try --suite {FALLBACK}") from None
    yield module
    for info in pkgutil.iter_modules(getattr(module, "__path__", [])):
        if info.name.startswith("test_"):
            yield importlib.import_module(f"{name}.{info.name}")


@dataclass(frozen=True, slots=True)
class Generated:
    """What was generated from Lean, in a folder that lasts as long as this does."""

    cases: tuple[Case, ...]
    folder: TemporaryDirectory[str]


@cache
def of_lean(name: str) -> Generated:
    """The tests of a Lean file or folder, without those of theorems that are false in exact
    arithmetic: these are rightly called wrong."""
    from bridge import config
    from bridge.pipeline import build

    path = Path(name).resolve()
    files = sorted(path.rglob("*.lean")) if path.is_dir() else [path]
    settings = config.load(None, path.parent)
    made = build(settings, files, lenient=True)
    false = {t.name for t in made.theorems.values() if t.exact_verdict == "fail"}
    folder = TemporaryDirectory(prefix="lean-bridge-")
    _write(Path(folder.name) / settings.package.replace(".", "/"), made.files)
    for known in [m for m in sys.modules if m.partition(".")[0] == settings.package]:
        del sys.modules[known]
    sys.path.insert(0, folder.name)
    found = _in_modules(f"{settings.package}.tests")
    return Generated(tuple(case for case in found if case.name not in false), folder)


def _write(package: Path, files: Mapping[str, str]) -> None:
    for file, text in files.items():
        (package / file).parent.mkdir(parents=True, exist_ok=True)
        (package / file).write_text(text, encoding="utf-8")
    importlib.invalidate_caches()


def _cases(module: Any) -> Iterator[Case]:
    for value in vars(module).values():
        yield from getattr(value, "lean_cases", ())
