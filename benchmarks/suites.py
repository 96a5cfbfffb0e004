"""The claims that benchmarks run: generated tests, or any modules that hold `@claim` functions."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from bridge.runtime.case import Case

DEFAULT = "generated.tests"
FALLBACK = "tests.runtime.mini.claims"


def cases(name: str) -> list[Case]:
    """All cases with a subject, in a module or in the test modules of a package."""
    found = [case for module in _modules(name) for case in _cases(module)]
    if not found:
        raise SystemExit(f"{name} holds no claim with a subject; try --suite {FALLBACK}")
    return found


def _modules(name: str) -> Iterator[Any]:
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise SystemExit(f"{error}; try --suite {FALLBACK}") from None
    yield module
    for info in pkgutil.iter_modules(getattr(module, "__path__", [])):
        if info.name.startswith("test_"):
            yield importlib.import_module(f"{name}.{info.name}")


def _cases(module: Any) -> Iterator[Case]:
    for value in vars(module).values():
        for case in getattr(value, "lean_cases", ()):
            if case.subject is not None:
                yield case
