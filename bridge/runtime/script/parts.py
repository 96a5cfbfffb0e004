"""What a script is made of: the subject's definitions, the sample, the call that differentiates."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from types import FunctionType
from typing import Any

from bridge.runtime import definitions, laws, maps
from bridge.runtime.laws import DIRECTION, WEIGHT, Derivative, Law, Vmapped
from bridge.runtime.lift import Lifted
from bridge.runtime.modes import Mode
from bridge.runtime.outcome import Mismatch
from bridge.runtime.samples import Batch
from bridge.runtime.script import literals
from bridge.runtime.script.closure import Closure
from bridge.runtime.script.source import Unavailable, function_node
from bridge.runtime.subjects import (
    Module,
    Operation,
    Subject,
    as_function,
    like_arguments,
    with_own_parameters,
)
from bridge.runtime.variables import Variable

OPERATORS = ("vjp", "jvp", "jacobian")


def used_definitions(functions: Iterable[Any]) -> list[str]:
    """The names `x` of every `py.x` in these functions and in those that they refer to."""
    return list(dict.fromkeys(_uses(functions)))


def _uses(functions: Iterable[Any]) -> Iterator[str]:
    for f in _reachable(functions):
        node, _ = function_node(f)
        for n in ast.walk(node):
            if (
                isinstance(n, ast.Attribute)
                and isinstance(n.value, ast.Name)
                and n.value.id == "py"
            ):
                yield n.attr


def nests(functions: Iterable[Any]) -> bool:
    """Whether derivatives may be taken of derivatives."""
    return sum(name in OPERATORS for name in _uses(functions)) > 1


def _reachable(functions: Iterable[Any]) -> list[FunctionType]:
    """The functions and, through their free variables, the functions of the same test."""
    todo, seen = [f for f in functions if isinstance(f, FunctionType)], []
    while todo:
        f = todo.pop()
        if f not in seen:
            seen.append(f)
            cells = (cell.cell_contents for cell in f.__closure__ or ())
            todo += [g for g in cells if isinstance(g, FunctionType)]
    return seen


def bound_texts(functions: Iterable[Any], subject: Subject) -> dict[str, str]:
    """What the subject itself binds of the definitions that these functions use, as Python."""
    own = subject.definitions
    return {name: _text(own[name]) for name in used_definitions(functions) if name in own}


def _text(bound: Any) -> str:
    made: Any = bound.make if isinstance(bound, Module) else getattr(bound, "call", bound)
    node, text = function_node(made)
    return ast.unparse(node.body) if isinstance(node, ast.Lambda) else text.split("\n")[0]


def _found(closure: Closure, name: str, value: Any, mode: Mode, subject: Subject) -> str:
    """An expression for the subject's definition: its text, or the subject itself imported."""
    before = closure.copy()
    try:
        return definition(closure, name, value, mode)
    except Unavailable as error:
        closure.restore(before)
        try:
            return f"{closure.import_subject(subject)}.find({name!r})"
        except Unavailable:
            raise error from None


def definition(closure: Closure, name: str, value: Any, mode: Mode) -> str:
    """The name under which the script has the subject's definition."""
    if isinstance(value, Operation):
        return closure.bind(name, value.call)
    if isinstance(value, Module):
        return _module(closure, name, value, mode)
    return closure.bind(name, value)


def _module(closure: Closure, name: str, module: Module, mode: Mode) -> str:
    make = closure.bind(f"make_{name}", module.make)
    run = with_own_parameters if mode.in_place else as_function
    closure.need(run.__name__, run)
    closure.need(like_arguments.__name__, like_arguments)
    given = ", ".join(f"{parameter!r}: {arg}" for parameter, arg in module.parameters.items())
    inputs = [a for a in module.arguments if a not in set(module.parameters.values())]
    signature = ", ".join(module.arguments)
    own = f"{name}_as_module"
    closure.texts[own] = "\n".join(
        [
            f"def {own}({signature}):",
            f"    made = like_arguments({make}({signature}), {signature})",
            f"    return {run.__name__}(made, {{{given}}}, ({''.join(f'{a}, ' for a in inputs)}))",
        ]
    )
    return own


def namespace(closure: Closure, subject: Subject, left: Any, mismatch: Mismatch) -> str:
    """`py`: the subject's definitions, and derivatives in the mode that failed."""
    mode, names = mismatch.mode, used_definitions([left])
    if mode is None:
        raise Unavailable("the failure belongs to no mode")
    members = []
    for name in names:
        if name not in OPERATORS:
            value = subject.find(name)
            bound = _found(closure, name, value, mode, subject)
            members.append(f"{name}={_over_batch(value, bound, mismatch)}")
    nested = nests([left])
    for operator in names:
        if operator in OPERATORS:
            members.append(f"{operator}={_operator(closure, operator, mode, nested=nested)}")
    listed = "".join(f"    {member},\n" for member in members)
    made = f"py = SimpleNamespace(\n{listed})"
    if "nesting." not in made:
        return made
    closure.need("Nesting", definitions.Nesting)
    return f"nesting = Nesting()\n{made}"


def _over_batch(value: Any, name: str, mismatch: Mismatch) -> str:
    """On a batch, a mean over the samples is turned into their sum."""
    comparison = mismatch.comparison
    if isinstance(comparison, Lifted) and getattr(value, "reduction", "rows") == "mean":
        return f"lambda *args: {comparison.size} * {name}(*args)"
    return name


def _operator(closure: Closure, operator: str, mode: Mode, *, nested: bool) -> str:
    """How the mode gives J v, Jᵀ u or J."""
    pull, push = (definitions.pulling, mode.pull), (definitions.pushing, mode.push)
    by_rows, by_columns = (definitions.rows, mode.pull), (definitions.columns, mode.push)
    rule, way = {
        "vjp": pull,
        "jvp": push,
        "jacobian": by_rows if mode.push is None else by_columns,
    }[operator]
    if way is None and not nested:
        raise Unavailable(f"{mode.name} does not give {operator}")
    closure.need(rule.__name__, rule)
    name = "None" if way is None else closure.bind(way.__name__, way)
    inner = mode.inner.pull if rule in (definitions.pulling, definitions.rows) else mode.inner.push
    if not nested or way is inner:
        return f"lambda f, x: {rule.__name__}({name}, f, x)"
    chosen = f"nesting.choose({name}, {closure.bind(inner.__name__, inner)})"
    return f"lambda f, x: {rule.__name__}({chosen}, nesting.within(f), x)"


def values(closure: Closure, mismatch: Mismatch) -> list[str]:
    """`values`: every drawn array, in the memory layout in which it was handed over."""
    batch, setup = mismatch.batch, mismatch.plan[0] if mismatch.plan else None
    whole = isinstance(mismatch.comparison, Vmapped)
    lines = ["values = {"]
    for key, drawn in _arrays(batch).items():
        text = literals.tensor(drawn if whole else drawn[mismatch.bad], "dtype")
        layout = "contiguous" if setup is None or whole else setup.layouts.get(key, "contiguous")
        if layout != "contiguous":
            text = f"{_layout(closure, layout)}({text})"
        if setup is not None and not whole and key in setup.require_grad:
            text += ".requires_grad_()"
        lines.append(literals.wrapped(f"{key!r}: {text},", "    "))
    return [*lines, "}"]


def _layout(closure: Closure, layout: str) -> str:
    from bridge.runtime.layouts import LAYOUTS

    function = LAYOUTS[layout]
    return closure.bind(function.__name__, function)


def _arrays(batch: Batch) -> Mapping[str, Any]:
    return {**batch.arrays, **batch.extra}


def sample(closure: Closure, batch: Batch) -> list[str]:
    """`sample(values)`: the variables of the claim by name."""
    lines = ["def sample(values):", "    return SimpleNamespace("]
    lines += [f"        {v.name}={_variable(closure, v, batch)}," for v in batch.variables]
    return [*lines, "    )"]


def _variable(closure: Closure, v: Variable, batch: Batch) -> str:
    if v.kind == "array":
        return f"values[{v.name!r}]"
    if v.kind == "map":
        closure.need("PolynomialMap", maps.PolynomialMap)
        parts = ", ".join(f"values[{f'{v.name}.{part}'!r}]" for part in ("c", "A", "P", "R"))
        return f"PolynomialMap({parts}, source={len(v.axes)})"
    return str(batch.numbers[v.name])


def call(closure: Closure, mismatch: Mismatch) -> tuple[Any, list[str]]:
    """The claim's left side, and the lines of `run()`, which calls it as the mode does."""
    comparison = mismatch.comparison
    closure.need("as_tensor", definitions.as_tensor)
    match comparison:
        case Law(left=left):
            return left, ["return as_tensor(left(sample(values), py))"]
        case Lifted(law=Law(left=left)):
            return left, ["return as_tensor(left(sample(values), py))"]
        case Vmapped(law=Law(left=left)):
            return left, [
                "def one(*xs):",
                "    return as_tensor(left(sample(dict(zip(values, xs, strict=True))), py))",
                "",
                'return torch.func.vmap(one, randomness="same")(*values.values())',
            ]
        case Derivative(law=Law(left=left), how=how):
            return left, _second_order(closure, how, list(mismatch.batch.arrays))
    raise Unavailable("it is not known how to call this")


def _second_order(closure: Closure, how: str, keys: list[str]) -> list[str]:
    from bridge.runtime.modes import dense

    closure.need("differentiated", laws.differentiated)
    closure.need("dense", dense)
    return [
        f"keys = {tuple(keys)!r}",
        "",
        "def both(*xs):",
        "    return as_tensor(left(sample(dict(zip(keys, xs, strict=True))), py))",
        "",
        "at = tuple(dense(values[k]) for k in keys)",
        f"along = tuple(values[{DIRECTION!r} + k] for k in keys)",
        f"return differentiated({how!r}, both, at, along, values[{WEIGHT!r}])",
    ]
