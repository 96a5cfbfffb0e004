"""All modules that some Lean files need, in order of import, and declarations by full name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bridge.errors import Diagnostic, SpecError
from bridge.project.commands import read_module
from bridge.project.files import common_root, is_lake, lean_files, module_name, project_root
from bridge.project.graph import Graph
from bridge.project.notations import Declared
from bridge.project.reach import Reach
from bridge.syntax.ast import Declaration, Export, Module, Notation
from bridge.syntax.notation import DEFAULT, Notations


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
    declared: tuple[Declared, ...] = ()  # notations that files pass on, with how they are parsed
    reach: Reach = field(default_factory=Reach)

    def notation_table(self) -> Notations:
        """The built-in notations and all that the project declares, as if every scope were open."""
        rules = [d.rule for d in self.declared if d.rule is not None]
        return DEFAULT.extended(rules, [d.big for d in self.declared if d.big is not None])

    def module_of(self, name: str) -> Module:
        """The module that declares a name."""
        return next(m for m in self.modules.values() for d in m.declarations if d.name == name)


def read_project(
    paths: Iterable[Path],
    base: Path | None = None,
    *,
    strict: bool = True,
    eager: bool | None = None,
) -> Project:
    """The project of some Lean files or folders; diagnostics show paths relative to `base`.

    Strict: what is missing is an error; otherwise it is among `refused`. Eager, as is usual where
    it is strict: every statement is read now; otherwise when it is asked for.
    """
    base = (base or Path.cwd()).resolve()
    files = [f for p in paths for f in lean_files(p)]
    if not files:
        raise SpecError("no-lean-files", "there is no Lean file to read")
    root = project_root(files[0])
    alone = None if is_lake(root) else frozenset(files)
    graph = Graph(root if alone is None else common_root(files), base, strict, alone)
    modules: dict[str, Module] = {}
    reach = Reach()
    passed_on: dict[str, tuple[Declared, ...]] = {}
    for node in graph.order(files):
        path = node.source.path
        reach.add(node)
        imported = [d for file, own in passed_on.items() if reach.sees(path, file) for d in own]
        modules[node.name], made = read_module(
            node.source, imported, eager=strict if eager is None else eager
        )
        if made:
            passed_on[path] = made
    requested = [module_name(f, graph.root) for f in files]
    wanted = tuple(name for name in requested if name in modules)
    declared = tuple(d for own in passed_on.values() for d in own)
    return _project(graph, modules, wanted, declared, reach)


def _project(
    graph: Graph,
    modules: dict[str, Module],
    requested: tuple[str, ...],
    declared: tuple[Declared, ...],
    reach: Reach,
) -> Project:
    declarations: dict[str, Declaration] = {}
    notations: dict[str, Notation] = {}
    exports: dict[str, str] = {}
    refused: list[Diagnostic] = list(graph.refused)
    for module in modules.values():
        for declaration in module.declarations:
            declarations.setdefault(declaration.name, declaration)
        notations |= module.notations
        refused += [d for d in module.refused if isinstance(d, Diagnostic)]
    for module in modules.values():
        for export in module.exports:
            exports.update(_exported(export, declarations))
    return Project(
        graph.root,
        modules,
        declarations,
        notations,
        exports,
        requested,
        tuple(refused),
        tuple(graph.refused),
        declared,
        reach,
    )


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
