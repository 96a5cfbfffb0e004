"""Lean text to a module, for the tests of the reader."""

from textwrap import dedent

from bridge.project.commands import read_module
from bridge.source import Source
from bridge.syntax.ast import Declaration, Module


def module(text: str) -> Module:
    """The module of a text; every declaration in it must be readable."""
    found = anything(text)
    assert not found.refused, [d.render() for d in found.refused]  # type: ignore[attr-defined]
    return found


def anything(text: str) -> Module:
    return read_module(Source("Test.lean", dedent(text)))[0]


def only(text: str) -> Declaration:
    """The last declaration of a text."""
    return module(text).declarations[-1]


def names(text: str) -> list[str]:
    return [d.name for d in module(text).declarations]
