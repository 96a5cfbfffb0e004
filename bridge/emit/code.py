"""Array programs as Python functions of one backend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bridge.backends.base import HELPERS, Backend, Context, size
from bridge.emit import python as py
from bridge.emit.layout import WIDTH, expression, fits, signature, statement
from bridge.emit.names import Namespace
from bridge.emit.text import docstring
from bridge.errors import NotSupported
from bridge.ir import nodes as ir
from bridge.ir.dims import Dim
from bridge.ir.show import show_shape


@dataclass(frozen=True, slots=True)
class FunctionCode:
    """A function as lines of Python, and what it needs in scope."""

    name: str
    lines: tuple[str, ...]
    callees: tuple[ir.Callee, ...]
    helpers: frozenset[str]
    modules: frozenset[str]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def emit_function(
    backend: Backend,
    program: ir.Program,
    name: str,
    functions: Mapping[ir.Callee, str],
    origin: str,
    lean: list[str],
    *,
    entrywise: bool = False,
) -> FunctionCode:
    """The program as a function; `origin` and the Lean text go into its docstring."""
    scope = Scope(backend, program, functions)
    params = scope.parameters(entrywise)
    returns = scope.annotation(program.result.shape, entrywise)
    lines = [
        *signature(name, params, returns),
        *docstring([*_title(shapes(program), origin), *([""] if lean else []), *lean]),
        *scope.body(),
    ]
    return FunctionCode(
        name,
        tuple(lines),
        tuple(dict.fromkeys(callees(program))),
        frozenset(scope.context.helpers),
        frozenset(scope.context.modules),
    )


def _title(shape: str, origin: str) -> list[str]:
    """Shapes and origin on one line if they fit."""
    flat = f"{shape}    {origin}"
    return [flat] if len(flat) + 10 <= WIDTH else [shape, "", origin]


def callees(program: ir.Program) -> list[ir.Callee]:
    """The functions that a program calls, in order."""
    values = (*(b.value for b in program.bindings), program.result)
    return [e.callee for value in values for e in ir.walk(value) if isinstance(e, ir.Call)]


def shapes(program: ir.Program) -> str:
    """`(m, n), (n,) -> (m,)`."""
    given = [*("ℕ" for _ in program.sizes), *(show_shape(p.shape) for p in program.parameters)]
    return f"{', '.join(given)} -> {show_shape(program.result.shape)}".lstrip()


class Scope:
    """The Python names of one program, and its statements."""

    def __init__(
        self, backend: Backend, program: ir.Program, functions: Mapping[ir.Callee, str]
    ) -> None:
        self.backend = backend
        self.program = program
        called = {c: functions[c] for c in callees(program) if not c.sampled}
        self.namespace = Namespace({*called.values(), *HELPERS})
        values = [*(p.name for p in program.parameters), *program.sizes]
        names = {value: self.namespace.name(value, value) for value in values}
        self.context = Context(
            {lean: py.Name(name) for lean, name in names.items()},
            {callee: py.Name(name) for callee, name in called.items()},
        )
        arrays = [p for p in program.parameters if p.shape] or list(program.parameters)
        if arrays:
            self.context.like = py.Name(names[arrays[0].name])

    def annotation(self, shape: ir.Shape, entrywise: bool) -> str:
        return self.backend.array if shape or entrywise else self.backend.scalar

    def parameters(self, entrywise: bool) -> list[str]:
        names = self.context.names
        sizes = [f"{py.show(names[s])}: int" for s in self.program.sizes]
        arrays = [
            f"{py.show(names[p.name])}: {self.annotation(p.shape, entrywise)}"
            for p in self.program.parameters
        ]
        return [*sizes, *arrays]

    def body(self) -> list[str]:
        """The statements of the function."""
        lines = self.read_sizes()
        for binding in self.program.bindings:
            value = self.backend.spell(binding.value, self.context)
            name = self.namespace.name(binding, binding.name)
            lines += self.statement(f"{name} = ", value, binding.note)
            self.context.names[binding.name] = py.Name(name)
        result = self.backend.spell(self.program.result, self.context)
        return [*lines, *self.statement("return ", result, self.program.note)]

    def statement(self, prefix: str, value: py.Python, note: str | None) -> list[str]:
        """The statement; what does not fit on lines is split into named parts."""
        lines: list[str] = []
        while not fits(prefix, value) and (part := _largest_call(value)) is not None:
            name = self.namespace.name(part, "part")
            lines += expression(f"{name} = ", part, "", 4)
            value = py.replaced(value, part, py.Name(name))
        return [*lines, *statement(prefix, value, note)]

    # -- sizes --

    def read_sizes(self) -> list[str]:
        """`(n,) = y.shape` for the sizes that the program computes with."""
        names = self.context.names
        needed = [s for s in ir.sizes_used(self.program) if s not in names]
        lines: list[str] = []
        while needed:
            source = self._source_of(needed[0])
            if source is None:
                lines.append(self._solved(needed.pop(0)))
                continue
            told = [d.name if d.name in needed else None for d in source.shape]
            for size_name in dict.fromkeys(t for t in told if t is not None):
                names[size_name] = py.Name(self.namespace.name(("size", size_name), size_name))
                needed.remove(size_name)
            lines.append(f"    {self._targets(told)} = {py.show(names[source.name])}.shape")
        return lines

    def _targets(self, told: list[str | None]) -> str:
        seen: set[str] = set()
        targets: list[str] = []
        for name in told:
            fresh = name is not None and name not in seen
            targets.append(py.show(self.context.names[name]) if fresh and name else "_")
            seen.add(name or "_")
        return ", ".join(targets) if len(targets) > 1 else f"({targets[0]},)"

    def _source_of(self, name: str) -> ir.Input | None:
        found = (p for p in self.program.parameters if any(d.name == name for d in p.shape))
        return next(found, None)

    def _solved(self, name: str) -> str:
        """`n = x.shape[0] - 1`, where an axis has the size `n + 1`."""
        for parameter in self.program.parameters:
            for axis, dim in enumerate(parameter.shape):
                rest = dim - Dim.symbol(name)
                if name in dim.symbols and rest.value is not None:
                    target = self.namespace.name(("size", name), name)
                    self.context.names[name] = py.Name(target)
                    length = f"{py.show(self.context.names[parameter.name])}.shape[{axis}]"
                    return f"    {target} = {length} - {py.show(size(rest, self.context))}"
        raise NotSupported(
            "unknown-size", f"no argument's shape tells the dimension `{name}`",
            hint="make it an explicit argument",
        )  # fmt: skip


def _largest_call(value: py.Python) -> py.Python | None:
    """The longest call inside an expression, other than itself."""
    calls = [e for e in py.walk(value)[1:] if isinstance(e, py.Call)]
    return max(calls, key=lambda e: len(py.show(e)), default=None)
