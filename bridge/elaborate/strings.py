"""Text literals: a core term has them as the number that their characters spell in UTF-8."""

from __future__ import annotations

import re

from bridge.core.dims import nat
from bridge.core.expr import Const, Expr, apply
from bridge.errors import NotSupported
from bridge.source import Span

_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"', "'": "'"}


def string_literal(text: str, span: Span | None) -> Expr:
    """`"…"` as it stands in the source, quotes included."""
    if not text.startswith('"'):
        raise NotSupported("interpolation", "an interpolated text is not handled yet", span)

    def character(found: re.Match[str]) -> str:
        escape = found[1]
        if len(escape) > 1:
            return chr(int(escape[1:], 16))
        if escape not in _PLAIN:
            raise NotSupported("escape", f"the escape `\\{escape}` is not handled yet", span)
        return _PLAIN[escape]

    code = encoded(_ESCAPE.sub(character, text[1:-1]))
    return apply(Const("String.literal", span), nat(code))


def encoded(text: str) -> int:
    """
    >>> encoded("a") == 0x161
    True
    """
    return int.from_bytes(b"\x01" + text.encode())
