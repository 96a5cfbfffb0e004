"""Everything that is generated, in memory: references, torch code, subjects and tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bridge.backends import Backend, discover
from bridge.bindings import read_bindings
from bridge.config import Settings
from bridge.core.environment import Definition, Environment
from bridge.emit.checks import Check, binding_check, claim_check, differentiated
from bridge.emit.imports import from_import, names_used
from bridge.emit.library import Emitted, Library, build_library, refusal
from bridge.emit.reference import emit_modules
from bridge.emit.subjects import NamedSubject, emit_subjects, resolve
from bridge.emit.templates import render
from bridge.emit.text import escape
from bridge.errors import BridgeError, errors_within
from bridge.forms import Claim, classify
from bridge.lower.functions import Functions
from bridge.meaning import TABLE

THEOREMS = frozenset({"theorem", "lemma"})
_RUNTIME = ("Check", "Definitions", "Function", "Sample", "claim", "definition")
_LIBRARIES = {"np": "import numpy as np", "math": "import math", "torch": "import torch"}


@dataclass(slots=True)
class Package:
    """The generated files by path below the output folder, and what became of each declaration."""

    library: Library
    claims: dict[str, Claim] = field(default_factory=dict)
    checks: dict[str, Check] = field(default_factory=dict)  # of theorems
    bindings: dict[str, Check] = field(default_factory=dict)  # of definitions
    refused: list[tuple[Definition, BridgeError]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    modules: dict[str, str] = field(default_factory=dict)  # Python modules by Lean file


def emit_package(
    settings: Settings,
    environment: Environment,
    definitions: Iterable[Definition],
    *,
    complete: bool = True,
    excluded: Mapping[str, BridgeError] | None = None,
) -> Package:
    """All files. What is not supported is left out and told.
    `complete`: these are all specs. `excluded` are declarations that may not be emitted, and why.
    """
    known = tuple(definitions)
    library = build_library(Functions(environment, TABLE), known, excluded or {})
    package = Package(library, refused=list(library.refused))
    backends = discover()
    _each_theorem(package, known, lambda d: _add_claim(package, d))
    given = read_bindings(settings.bindings_path)
    subjects = resolve(library, package.claims, given, complete=complete)
    claimed = [d for d in known if d.name in package.claims]
    _each_theorem(package, claimed, lambda d: _add_check(package, d, backends, subjects))
    for emitted, constants in _bound_functions(subjects):
        with errors_within(emitted.definition.name, emitted.definition.span):
            check = binding_check(library, emitted, constants)
        package.bindings[emitted.definition.name] = check
    _write(package, settings, backends, subjects)
    return package


def _each_theorem(
    package: Package, definitions: Iterable[Definition], add: Callable[[Definition], None]
) -> None:
    """Do it for all theorems; one that is not supported keeps no other from it."""
    for definition in definitions:
        if definition.kind in THEOREMS:
            try:
                add(definition)
            except Exception as error:  # if it is our bug, it is told and counted as well
                package.claims.pop(definition.name, None)
                package.library.drop_claim(definition.name)
                package.refused.append((definition, refusal(definition, error)))


def _add_claim(package: Package, definition: Definition) -> None:
    library = package.library
    library.refuse_excluded(definition.name)
    claim = classify(definition, library.functions)
    library.add_claim(claim)
    library.require(*differentiated(claim))
    package.claims[claim.name] = claim


def _add_check(
    package: Package,
    definition: Definition,
    backends: dict[str, Backend],
    subjects: tuple[NamedSubject, ...],
) -> None:
    claim = package.claims[definition.name]
    package.checks[claim.name] = claim_check(package.library, claim, backends, subjects)


def _bound_functions(subjects: tuple[NamedSubject, ...]) -> list[tuple[Emitted, tuple[str, ...]]]:
    """Each bound function with the subjects that bind it."""
    constants: dict[str, list[str]] = {}
    functions: dict[str, Emitted] = {}
    for subject in subjects:
        for emitted, _ in subject.functions:
            functions[emitted.name] = emitted
            constants.setdefault(emitted.name, []).append(subject.constant)
    return [(functions[name], tuple(found)) for name, found in constants.items()]


# -- files --------------------------------------------------------------------------------------


def _write(
    package: Package,
    settings: Settings,
    backends: dict[str, Backend],
    subjects: tuple[NamedSubject, ...],
) -> None:
    library = package.library
    modules = package.modules = library.modules(_path(package, name) for name in package.checks)
    for name, backend in backends.items():
        package.files |= emit_modules(library, backend, modules, claims=name == "numpy")
    tests = {
        f"tests/test_{module}.py": text
        for path, module in modules.items()
        if (text := _test_module(package, settings.package, path))
    }
    if not tests:
        return
    package.files |= tests
    source = settings.bindings if subjects else None
    package.files["tests/subjects.py"] = emit_subjects(settings.package, subjects, source)
    package.files["tests/__init__.py"] = '"""Checks of the theorems. Written by lean-bridge."""\n'
    package.files["__init__.py"] = '"""Generated from Lean by lean-bridge."""\n'


def _test_module(package: Package, name: str, path: str) -> str | None:
    """The tests of one Lean file: its bindings, then its theorems; None if there are none."""
    found = [*package.bindings.items(), *package.checks.items()]
    here = [check for lean, check in found if _path(package, lean) == path]
    if not here:
        return None
    text = "\n\n\n".join(check.text for check in here)
    used = names_used(text)
    standard = ["from typing import Any"] if "Any" in used else []
    if "math" in used:
        standard.insert(0, "import math")
    libraries = [line for key, line in _LIBRARIES.items() if key in used and key != "math"]
    if "Tensor" in used:
        libraries.append("from torch import Tensor")
    subjects = {s for check in here for s in check.subjects}
    imports = [
        *libraries,
        *([""] if libraries else []),
        from_import("bridge.runtime", used & set(_RUNTIME)),
        *_own_imports(name, used),
        *([from_import(f"{name}.tests.subjects", subjects)] if subjects else []),
    ]
    return render(
        "emit/tests.py.jinja2",
        path=escape(path),
        standard=standard,
        imports=imports,
        checks=[check.text for check in here],
    )


def _own_imports(package: str, used: set[str]) -> list[str]:
    wanted = [
        name
        for name, local in (("numpy_reference as ref", "ref"), ("torch_code", "torch_code"))
        if local in used
    ]
    return [from_import(package, wanted)] if wanted else []


def _path(package: Package, lean: str) -> str:
    """The Lean file of a theorem or of a bound definition."""
    claim, library = package.claims.get(lean), package.library
    known = library.functions.environment.definition(lean) if claim is None else claim.definition
    assert known is not None
    return library.path(known)
