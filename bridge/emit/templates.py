"""The jinja2 environment: templates hold layout only, and nothing undefined is printed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_BRIDGE = Path(__file__).parent.parent


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_BRIDGE),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render(template: str, **values: object) -> str:
    """A template of the package (its path below `bridge/`) with these values."""
    return _environment().get_template(template).render(**values)
