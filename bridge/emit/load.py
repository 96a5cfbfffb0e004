"""Generated modules in memory, so that they can be run before anything is written."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from itertools import count
from types import ModuleType

_numbers = count()


class _Loader(InspectLoader):
    """Loads modules from a table of source texts by full name."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources

    def get_source(self, fullname: str) -> str:
        return self._sources[fullname]

    def is_package(self, fullname: str) -> bool:
        return any(name.startswith(f"{fullname}.") for name in self._sources)


class _Finder(MetaPathFinder):
    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._loader = _Loader(sources)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in self._sources:
            return None
        is_package = self._loader.is_package(fullname)
        return ModuleSpec(fullname, self._loader, origin=fullname, is_package=is_package)


@contextmanager
def loaded(files: Mapping[str, str], folder: str) -> Iterator[ModuleType]:
    """The package in one folder of the generated files, under a name that nothing else has."""
    name = f"_lean_bridge_{next(_numbers)}"
    sources = {
        _module_name(name, path.removeprefix(f"{folder}/")): text
        for path, text in files.items()
        if path.startswith(f"{folder}/") and path.endswith(".py")
    }
    finder = _Finder(sources)
    sys.meta_path.insert(0, finder)
    try:
        yield importlib.import_module(name)
    finally:
        sys.meta_path.remove(finder)
        for known in [m for m in sys.modules if m == name or m.startswith(f"{name}.")]:
            del sys.modules[known]


def _module_name(package: str, path: str) -> str:
    parts = path.removesuffix(".py").split("/")
    return ".".join([package, *(p for p in parts if p != "__init__")])
