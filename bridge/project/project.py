"""All modules that some Lean files need, in order of import, and declarations by full name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bridge.errors import Diagnostic, SpecError
from bridge.project.commands import imports_of, read_module
from bridge.project.notations import Declared
from bridge.source import Source
from bridge.syntax.ast import Declaration, Export, Module, Notation
from bridge.syntax.notation import DEFAULT, Notations

LAKE = ("lakefile.toml", "lakefile.lean")


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
    declared: tuple[Declared, ...] = ()  # the notations again, with how they are parsed

    def notation_table(self) -> Notations:
        """The built-in notations and all that the project declares, as if every scope were open."""
        rules = [d.rule for d in self.declared if d.rule is not None]
        return DEFAULT.extended(rules, [d.big for d in self.declared if d.big is not None])

    def module_of(self, name: str) -> Module:
        """The module that declares a name."""
        return next(m for m in self.modules.values() for d in m.declarations if d.name == name)


@dataclass(slots=True)
class _Reader:
    root: Path
    base: Path
    modules: dict[str, Module] = field(default_factory=dict)
    passed_on: dict[str, dict[str, Declared]] = field(default_factory=dict)
    reading: list[str] = field(default_factory=list)

    def read(self, name: str, path: Path) -> None:
        """Read a module after the project's modules that it imports."""
        if name in self.modules:
            return
        source = read_source(path, self.base)
        self.reading.append(name)
        imported: dict[str, Declared] = {}
        for dependency, target in self._imports(source):
            if dependency not in self.reading:
                self.read(dependency, target)
            imported.update(self.passed_on.get(dependency, {}))
        module, notations = read_module(source, imported)
        self.reading.pop()
        self.modules[name] = module
        self.passed_on[name] = notations

    def _imports(self, source: Source) -> list[tuple[str, Path]]:
        """The imports that are files of this project; one that should be and is not is an error."""
        found = []
        for imported in imports_of(source):
            path = self.root / (imported.module.replace(".", "/") + ".lean")
            if path.is_file():
                found.append((imported.module, path))
            elif self._is_own(imported.module):
                raise SpecError(
                    "missing-import",
                    f"`{imported.module}` is imported, but there is no file {_show(path, self.base)}",
                    imported.span,
                )
        return found

    def _is_own(self, module: str) -> bool:
        first = module.partition(".")[0]
        return (self.root / first).is_dir() or (self.root / f"{first}.lean").is_file()


def read_project(paths: Iterable[Path], base: Path | None = None) -> Project:
    """The project of some Lean files or folders; diagnostics show paths relative to `base`."""
    base = (base or Path.cwd()).resolve()
    files = [f for p in paths for f in lean_files(p)]
    if not files:
        raise SpecError("no-lean-files", "there is no Lean file to read")
    root = project_root(files[0])
    reader = _Reader(root, base)
    names = []
    for file in files:
        name = module_name(file, root)
        reader.read(name, file)
        names.append(name)
    return _project(reader, tuple(names))


def _project(reader: _Reader, requested: tuple[str, ...]) -> Project:
    declarations: dict[str, Declaration] = {}
    notations: dict[str, Notation] = {}
    exports: dict[str, str] = {}
    refused: list[Diagnostic] = []
    for module in reader.modules.values():
        for declaration in module.declarations:
            declarations.setdefault(declaration.name, declaration)
        _add_notations(notations, module)
        refused += [d for d in module.refused if isinstance(d, Diagnostic)]
    for module in reader.modules.values():
        for export in module.exports:
            exports.update(_exported(export, declarations))
    declared = {key: d for passed in reader.passed_on.values() for key, d in passed.items()}
    return Project(
        reader.root,
        reader.modules,
        declarations,
        notations,
        exports,
        requested,
        tuple(refused),
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


def lean_files(path: Path) -> list[Path]:
    """The Lean files at a path, sorted; the lakefile and build folders are none."""
    if path.is_dir():
        found = sorted(path.resolve().rglob("*.lean"))
        return [f for f in found if f.name != "lakefile.lean" and ".lake" not in f.parts]
    if not path.is_file():
        raise SpecError("no-file", f"{path} does not exist")
    return [path.resolve()]


def project_root(file: Path) -> Path:
    """The nearest folder with a lakefile, else the folder of the file."""
    for folder in file.parents:
        if any((folder / name).is_file() for name in LAKE):
            return folder
    return file.parent


def module_name(file: Path, root: Path) -> str:
    return ".".join(file.relative_to(root).with_suffix("").parts)


def read_source(path: Path, base: Path) -> Source:
    """A file as a source; text that is not UTF-8 is an error that says where."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SpecError(
            "not-utf8",
            f"{_show(path, base)}:{line}: byte {error.start} is not UTF-8",
            hint="save the file as UTF-8",
        ) from None
    return Source(_show(path, base), text.removeprefix("\ufeff").replace("\r\n", "\n"))


def _show(path: Path, base: Path) -> str:
    try:
        return path.relative_to(base).as_posix()
    except ValueError:
        return path.as_posix()
