"""Text of a Lean file on its way into a docstring or a comment: the one place that escapes it."""

from __future__ import annotations

from bridge.emit.layout import WIDTH


def docstring(lines: list[str], indent: int = 4) -> list[str]:
    """A docstring with these lines; Lean excerpts keep their own indentation below it."""
    pad = " " * indent
    safe = _wrapped(escape(lines[0]), WIDTH - indent - len('"""'))
    safe += [line for raw in lines[1:] for line in _wrapped(escape(raw), WIDTH - indent)]
    while safe and not safe[-1].strip():
        safe.pop()
    if len(safe) == 1 and len(safe[0]) + indent + 6 <= WIDTH and safe[0][-1:] != '"':
        return [f'{pad}"""{safe[0]}"""']
    body = [f"{pad}{line}".rstrip() for line in safe[1:]]
    return [f'{pad}"""{safe[0]}', *body, f'{pad}"""']


def escape(text: str) -> str:
    """The text without anything that could end a docstring, hide code or be read as an escape."""
    safe = text.expandtabs(2).replace("\\", "\\\\").replace('"""', '\\"\\"\\"').rstrip()
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in safe)


def _wrapped(line: str, width: int) -> list[str]:
    """A line that is too long, continued with a deeper indentation."""
    depth = len(line) - len(line.lstrip())
    lines: list[str] = []
    rest = line
    while len(rest) > width:
        cut = rest.rfind(" ", depth + 1, width + 1)
        if cut <= depth:
            break
        lines.append(rest[:cut].rstrip())
        rest = " " * (depth + 4) + rest[cut:].lstrip()
        depth = len(rest) - len(rest.lstrip())
    return [*lines, rest]
