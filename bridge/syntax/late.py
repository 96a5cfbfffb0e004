"""Fields of a frozen dataclass that are read when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar, overload

from bridge.errors import BridgeError, bugs_as_refusals

T = TypeVar("T")


class Delayed:
    """Several fields that one piece of text gives; `read` is called at most once."""

    def __init__(self, read: Callable[[], Mapping[str, Any]]) -> None:
        self._read: Callable[[], Mapping[str, Any]] | None = read
        self._found: Mapping[str, Any] | BridgeError = {}

    def __getitem__(self, name: str) -> Any:
        if self._read is not None:
            read, self._read = self._read, None
            try:
                with bugs_as_refusals():
                    self._found = read()
            except BridgeError as error:
                self._found = error
        if isinstance(self._found, BridgeError):
            # anew, since an error that is raised again and again collects all the frames it met
            raise type(self._found).of(self._found.diagnostic)
        return self._found[name]


class Late(Generic[T]):
    """A field whose value may be given as a `Delayed`, which is asked for it by its name.

    Inside `dataclasses.field(default=…)` the name must be told, and the default arrives as the
    descriptor itself.
    """

    def __init__(self, default: T, name: str = "") -> None:
        self.default = default
        self.name = name

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> T: ...

    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance: object | None, owner: type) -> T:
        if instance is None:
            return self.default
        found = instance.__dict__[self.name]
        if isinstance(found, Delayed):
            found = instance.__dict__[self.name] = found[self.name]
        value: T = found
        return value

    def __set__(self, instance: object, value: T | Delayed | Late[T]) -> None:
        instance.__dict__[self.name] = self.default if value is self else value
