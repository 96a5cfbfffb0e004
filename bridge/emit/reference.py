"""One module of functions per Lean file and backend."""

from __future__ import annotations

from bridge.backends.base import HELPERS, Backend
from bridge.emit.code import FunctionCode, emit_function
from bridge.emit.imports import from_import, in_order, names_used
from bridge.emit.lean import lean_text, quoted
from bridge.emit.library import Emitted, Library
from bridge.emit.templates import render
from bridge.emit.text import escape
from bridge.errors import errors_within
from bridge.ir import nodes as ir
from bridge.syntax.ast import Declaration


def emit_modules(
    library: Library, backend: Backend, modules: dict[str, str], *, claims: bool
) -> dict[str, str]:
    """The files of a backend by path; `claims`: closed forms as well as definitions."""
    wanted = None if claims else library.code()
    files, exported = {}, dict[str, list[str]]()
    for path, module in modules.items():
        chosen = [
            e
            for e in library.in_order(path)
            if wanted is None or (e.definition.name, e.part) in wanted
        ]
        if chosen:
            files[f"{backend.folder}/{module}.py"] = _module(
                library, backend, modules, path, chosen
            )
            exported[module] = [e.name for e in chosen]
    exported["_lean"] = list(HELPERS)
    template = f"backends/{backend.name}"
    files[f"{backend.folder}/__init__.py"] = render(
        f"{template}/init.py.jinja2",
        imports=[from_import(f".{m}", names) for m, names in sorted(exported.items())],
        names=in_order((n for ns in exported.values() for n in ns), fold_case=False),
    )
    files[f"{backend.folder}/_lean.py"] = render(f"{template}/lean.py.jinja2")
    return files


def _module(
    library: Library, backend: Backend, modules: dict[str, str], path: str, chosen: list[Emitted]
) -> str:
    names = library.callee_names()
    functions = [_function(backend, e, names) for e in chosen]
    text = "\n\n\n".join(f.text for f in functions)
    used = names_used(text)
    return render(
        f"backends/{backend.name}/module.py.jinja2",
        path=escape(path),
        standard=sorted({m for f in functions for m in f.modules}),
        library=[line for name, line in backend.imports.items() if name in used],
        siblings=_siblings(library, modules, path, functions, names),
        functions=[f.text for f in functions],
    )


def _function(backend: Backend, e: Emitted, names: dict[ir.Callee, str]) -> FunctionCode:
    source = e.definition.source
    lean = _quoted(source) if source and not e.part.endswith(("adjoint", "rhs")) else []
    with errors_within(e.definition.name, source.head if source else None):
        return emit_function(
            backend, e.program, e.name, names, e.origin, lean, entrywise=e.entrywise
        )


def _quoted(source: Declaration) -> list[str]:
    """A definition with its meaning; the doc comment of a theorem stands at its test."""
    return lean_text(source) if source.kind in ("theorem", "lemma") else quoted(source)


def _siblings(
    library: Library,
    modules: dict[str, str],
    path: str,
    functions: list[FunctionCode],
    names: dict[ir.Callee, str],
) -> list[str]:
    """Imports of functions from other modules of the backend, and of Lean's total functions."""
    wanted: dict[str, set[str]] = {}
    for f in functions:
        for callee in f.callees:
            file = library.file_of(callee)
            if file != path:
                wanted.setdefault(modules[file], set()).add(names[callee])
        if f.helpers:
            wanted.setdefault("_lean", set()).update(f.helpers)
    return [from_import(f".{m}", wanted[m]) for m in sorted(wanted)]
