"""Subjects: the code under test, as definitions by name.

A definition is a plain callable (the lowered torch code, a user's function), an `operation` (a
library function, with what it does on a batch) or a `module` (a real `torch.nn.Module` whose
parameters are arguments of the Lean definition).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Literal, TypeAlias

import torch
from torch import Tensor, nn

from bridge.runtime.tracked.following import reference_beside

Reduction = Literal["rows", "sum", "mean"]


@dataclass(frozen=True, slots=True)
class Operation:
    """A callable in place of a definition.

    `batch` names the arguments that may carry a leading batch axis; the result then has it too
    (`rows`), or is the sum or the mean over the batch.
    """

    call: Callable[..., Any]
    arguments: tuple[str, ...]
    batch: tuple[str, ...] = ()
    reduction: Reduction = "rows"

    def __call__(self, *args: Any) -> Any:
        return self.call(*args)


@dataclass(frozen=True, slots=True)
class Module:
    """A module in place of a definition: `make` builds it from the arguments.

    `parameters` maps the module's parameters to arguments; the other arguments are its inputs.
    """

    make: Callable[..., nn.Module]
    arguments: tuple[str, ...]
    parameters: Mapping[str, str]
    batch: tuple[str, ...] = ()
    reduction: Reduction = "rows"
    cache: dict[Any, nn.Module] = field(default_factory=dict, compare=False, repr=False)

    def __call__(self, *args: Any) -> Any:
        """The module as a function of all arguments."""
        values = dict(zip(self.arguments, args, strict=True))
        return as_function(self.built(values), self._given(values), self._inputs(values))

    def in_place(self, *args: Any) -> Any:
        """The module as people run it: its own parameters, set to the arguments."""
        values = dict(zip(self.arguments, args, strict=True))
        return with_own_parameters(self.built(values), self._given(values), self._inputs(values))

    def built(self, values: Mapping[str, Tensor]) -> nn.Module:
        """A module of the right sizes, made once; its parameters are always replaced."""
        key = tuple((tuple(t.shape), t.dtype, t.device) for t in self._given(values).values())
        if key not in self.cache:
            self.cache[key] = like_arguments(self.make(*values.values()), *values.values())
        return self.cache[key]

    def _given(self, values: Mapping[str, Tensor]) -> dict[str, Tensor]:
        return {name: values[argument] for name, argument in self.parameters.items()}

    def _inputs(self, values: Mapping[str, Tensor]) -> tuple[Tensor, ...]:
        used = set(self.parameters.values())
        return tuple(t for name, t in values.items() if name not in used)


Definition: TypeAlias = Callable[..., Any]


Given = Mapping[str, Tensor]
Inputs = tuple[Tensor, ...]


def as_function(module: nn.Module, given: Given, inputs: Inputs) -> Any:
    """The module with the given parameters."""
    return torch.func.functional_call(module, dict(given), inputs)


def with_own_parameters(module: nn.Module, given: Given, inputs: Inputs) -> Any:
    """The same with parameters set, unless these are results of a computation themselves."""
    if any(t.grad_fn is not None for t in given.values()):
        return as_function(module, given, inputs)
    for name, value in given.items():
        owner, _, attribute = name.rpartition(".")
        setattr(module.get_submodule(owner), attribute, as_parameter(value))
    return module(*inputs)


def like_arguments(module: nn.Module, *arguments: Tensor) -> nn.Module:
    """The module with its buffers, if any, on the device and in the format of the arguments."""
    stateful = any(True for _ in module.buffers())
    return module.to(arguments[0].device, arguments[0].dtype) if stateful else module


def as_parameter(value: Tensor) -> nn.Parameter:
    if isinstance(value, nn.Parameter):
        return value
    return nn.Parameter(value.detach(), requires_grad=value.requires_grad)


def operation(
    call: Callable[..., Any], *, batch: str = "", reduction: Reduction = "rows"
) -> Operation:
    """A library function; its Python parameters are the definition's arguments."""
    arguments = tuple(inspect.signature(call).parameters)
    return Operation(call, arguments, tuple(batch.split()), reduction)


def module(
    make: Callable[..., nn.Module],
    *,
    parameters: Mapping[str, str],
    batch: str = "",
    reduction: Reduction = "rows",
) -> Module:
    """A real module; `make` takes the definition's arguments and returns one of the right sizes."""
    arguments = tuple(inspect.signature(make).parameters)
    return Module(make, arguments, dict(parameters), tuple(batch.split()), reduction)


@dataclass(frozen=True, slots=True)
class Subject:
    """Definitions by name. What it does not define itself, it takes from `base`.

    `against` says in words what runs, for reports. `references` are the NumPy functions of the same
    definitions, through which their rounding is followed.
    """

    name: str
    definitions: Mapping[str, Definition]
    against: str = ""
    base: Subject | None = None
    references: Mapping[str, Definition] = field(default_factory=dict)

    def find(self, name: str) -> Definition:
        if name in self.definitions:
            return self.definitions[name]
        if self.base is None:
            raise AttributeError(f"subject {self.name} has no definition {name}")
        return self.base.find(name)

    def reference(self, name: str) -> Definition | None:
        """The NumPy function of a definition, if there is one."""
        if name in self.references or self.base is None:
            return self.references.get(name)
        return self.base.reference(name)

    @property
    def is_lowered(self) -> bool:
        """Whether it consists of nothing but generated code."""
        return self.base is None and bool(self.references)

    @property
    def takes_batches(self) -> bool:
        return any(getattr(d, "batch", ()) for d in self.definitions.values())


def lowered(*modules: ModuleType, name: str = "lowered") -> Subject:
    """The subject that consists of the functions of generated torch modules; their references lie
    beside them."""
    functions, references = dict[str, Definition](), dict[str, Definition]()
    for module in modules:
        functions |= _functions(module)
        references |= _functions(reference_beside(module))
    return Subject(name, functions, "autograd of the definitions", references=references)


def _functions(module: ModuleType | None) -> dict[str, Definition]:
    found = vars(module) if module is not None else {}
    return {k: v for k, v in found.items() if inspect.isfunction(v) and not k.startswith("_")}
