"""Statements within the line length, broken where `ruff format` breaks them.

A line that is too long is opened at its last bracket: the arguments go on one line of their own,
or each on its own line.
"""

from __future__ import annotations

from bridge.emit.python import Call, Lambda, Name, Python, arguments, show

WIDTH = 100
STEP = 4


def statement(prefix: str, value: Python, note: str | None = None, indent: int = STEP) -> list[str]:
    """`prefix value  # note` as lines; a note that does not fit goes above."""
    flat = f"{' ' * indent}{prefix}{show(value)}"
    if note is not None and len(flat) + 4 + len(note) <= WIDTH:
        return [f"{flat}  # {note}"]
    above = [] if note is None else comment(note, indent)
    return [*above, *expression(prefix, value, "", indent)]


def comment(text: str, indent: int = STEP) -> list[str]:
    """A comment, wrapped."""
    return [f"{' ' * indent}# {line}" for line in wrap(text, WIDTH - indent - 2)]


def wrap(text: str, width: int) -> list[str]:
    """The words of a text on lines of at most `width` characters."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def expression(prefix: str, value: Python, suffix: str, indent: int) -> list[str]:
    """`prefix value suffix` as lines."""
    pad = " " * indent
    flat = f"{pad}{prefix}{show(value)}{suffix}"
    if len(flat) <= WIDTH:
        return [flat]
    match value:
        case Lambda(params, body):
            return expression(f"{prefix}lambda {', '.join(params)}: ", body, suffix, indent)
        case Call(fn, args, keywords) if args or keywords:
            head, tail = f"{pad}{prefix}{show(fn, 14)}(", f"{pad}){suffix}"
            return [head, *_arguments(args, keywords, indent + STEP), tail]
        case _:
            return [flat]


def _arguments(
    args: tuple[Python, ...], keywords: tuple[tuple[str, Python], ...], indent: int
) -> list[str]:
    flat = " " * indent + ", ".join(arguments(args, keywords))
    if len(flat) <= WIDTH:
        return [flat]
    parts = [("", a) for a in args] + [(f"{Name(k).text}=", v) for k, v in keywords]
    suffix = "," if len(parts) > 1 else ""
    return [line for prefix, v in parts for line in expression(prefix, v, suffix, indent)]


def fits(prefix: str, value: Python, indent: int = STEP) -> bool:
    """Whether the statement can be laid out within the line length."""
    return all(len(line) <= WIDTH for line in expression(prefix, value, "", indent))


def signature(name: str, params: list[str], returns: str, indent: int = 0) -> list[str]:
    """`def name(params) -> returns:` as lines."""
    pad = " " * indent
    flat = f"{pad}def {name}({', '.join(params)}) -> {returns}:"
    if len(flat) <= WIDTH:
        return [flat]
    inner = " " * (indent + STEP) + ", ".join(params)
    body = [inner] if len(inner) <= WIDTH else [f"{pad}{' ' * STEP}{p}," for p in params]
    return [f"{pad}def {name}(", *body, f"{pad}) -> {returns}:"]
