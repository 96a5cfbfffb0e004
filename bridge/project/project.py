"""All modules that some Lean files need, in order of import, and declarations by full name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bridge.errors import Diagnostic, SpecError
from bridge.project.commands import read_module
from bridge.project.files import common_root, is_lake, lean_files, module_name, project_root
from bridge.project.graph import Graph
from bridge.project.notations import Declared
from bridge.syntax.ast import Declaration, Export, Module, Notation
from bridge.syntax.notation import DEFAULT, Notations


class Reach:
    """Which files a file sees: itself, what it imports, and what these import."""

    def __init__(self, modules: Mapping[str, Module]) -> None:
        self._bits = {m.path: 1 << n for n, m in enumerate(modules.values())}
        self._seen: dict[str, int] = {}
        for module in modules.values():  # after those that it imports
            seen = self._bits[module.path]
            for imported in module.imports:
                if imported.module in modules:
                    seen |= self._seen.get(modules[imported.module].path, 0)
            self._seen[module.path] = seen

    def sees(self, reader: str, file: str) -> bool:
        """Whether the file at path `reader` sees the other; what is no file of the project does."""
        everything = reader not in self._seen or file not in self._bits
        return everything or bool(self._seen[reader] & self._bits[file])


@dataclass(frozen=True, slots=True)
class Project:
    """Modules in dependency order. `root` is the Lake root, or the folder of a single file."""

    root: Path
    modules: Mapping[str, Module]
    declarations: Mapping[str, Declaration]
    notations: Mapping[str, Notation]
    exports: Mapping[str, str]
    requested: tuple[str, ...]  # the modules that were asked for, without their imports
    refused: tuple[Diagnostic, ...] = ()
    missing: tuple[Diagnostic, ...] = ()  # those of `refused` that are about files and imports
    declared: tuple[Declared, ...] = ()  # the notations again, with how they are parsed

    def notation_table(self) -> Notations:
        """The built-in notations and all that the project declares, as if every scope were open."""
        rules = [d.rule for d in self.declared if d.rule is not None]
        return DEFAULT.extended(rules, [d.big for d in self.declared if d.big is not None])

    def reach(self) -> Reach:
        return Reach(self.modules)

    def module_of(self, name: str) -> Module:
        """The module that declares a name."""
        return next(m for m in self.modules.values() for d in m.declarations if d.name == name)


def read_project(
    paths: Iterable[Path], base: Path | None = None, *, strict: bool = True
) -> Project:
    """The project of some Lean files or folders; diagnostics show paths relative to `base`.

    Strict: every statement is read now, and what is missing is an error. Otherwise statements are
    read when asked for, and what is missing is among `refused`.
    """
    base = (base or Path.cwd()).resolve()
    files = [f for p in paths for f in lean_files(p)]
    if not files:
        raise SpecError("no-lean-files", "there is no Lean file to read")
    root = project_root(files[0])
    alone = None if is_lake(root) else frozenset(files)
    graph = Graph(root if alone is None else common_root(files), base, strict, alone)
    modules: dict[str, Module] = {}
    passed_on: dict[str, dict[str, Declared]] = {}
    for node in graph.order(files):
        imported: dict[str, Declared] = {}
        for name in node.imports:
            imported.update(passed_on.get(name, {}))
        modules[node.name], passed_on[node.name] = read_module(node.source, imported, eager=strict)
    requested = [module_name(f, graph.root) for f in files]
    wanted = tuple(name for name in requested if name in modules)
    return _project(graph, modules, passed_on, wanted)


def _project(
    graph: Graph,
    modules: dict[str, Module],
    passed_on: dict[str, dict[str, Declared]],
    requested: tuple[str, ...],
) -> Project:
    declarations: dict[str, Declaration] = {}
    notations: dict[str, Notation] = {}
    exports: dict[str, str] = {}
    refused: list[Diagnostic] = list(graph.refused)
    for module in modules.values():
        for declaration in module.declarations:
            declarations.setdefault(declaration.name, declaration)
        _add_notations(notations, module)
        refused += [d for d in module.refused if isinstance(d, Diagnostic)]
    for module in modules.values():
        for export in module.exports:
            exports.update(_exported(export, declarations))
    declared = {key: d for passed in passed_on.values() for key, d in passed.items()}
    return Project(
        graph.root,
        modules,
        declarations,
        notations,
        exports,
        requested,
        tuple(refused),
        tuple(graph.refused),
        tuple(declared.values()),
    )


def _add_notations(known: dict[str, Notation], module: Module) -> None:
    """A notation that two files declare differently means neither."""
    for symbol, notation in module.notations.items():
        other = known.get(symbol)
        if other is not None and other.expansion != notation.expansion:
            notation = replace(notation, expansion=None)
        known[symbol] = notation


def _exported(export: Export, declarations: Mapping[str, Declaration]) -> dict[str, str]:
    """The names that an `export` makes, with the constants that they mean."""
    made = {}
    for name in export.names:
        inside = export.into
        target = f"{inside}.{name}" if inside else name
        while True:
            full = f"{inside}.{export.namespace}.{name}" if inside else f"{export.namespace}.{name}"
            if full in declarations:
                made[target] = full
            if not inside or full in declarations:
                break
            inside = inside.rpartition(".")[0]
    return made
