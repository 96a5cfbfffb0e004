"""`lean-bridge explain NAME`: a declaration's statement, meaning and generated code."""

from __future__ import annotations

from pathlib import Path

from bridge import config
from bridge.core.environment import Definition
from bridge.core.expr import constants
from bridge.core.show import show
from bridge.errors import SpecError
from bridge.meaning import TABLE
from bridge.pipeline import Build, build
from bridge.syntax.printer import show_statement

OK = 0


def run(settings_file: Path | None, name: str) -> int:
    """Print everything that is known about one declaration."""
    settings = config.load(settings_file, Path.cwd())
    made = build(settings)
    definition = find(made, name)
    print("\n\n".join(part for part in _parts(made, definition) if part))
    return OK


def find(made: Build, name: str) -> Definition:
    """The declaration of that full name, or the only one whose last part it is."""
    known = made.elaborated.definitions
    matching = [d for n, d in known.items() if n == name or n.endswith(f".{name}")]
    if len(matching) != 1:
        found = ", ".join(d.name for d in matching) or "none"
        raise SpecError("no-such-name", f"`{name}` should name one declaration; found: {found}")
    return matching[0]


def _parts(made: Build, d: Definition) -> list[str]:
    source = d.source
    assert source is not None
    assert source.head is not None
    where = f"{source.head.source.path}:{source.head.line}"
    doc = (source.doc or "").removeprefix("/--").removesuffix("-/").strip()
    used = [c.name for e in (d.type, d.value) if e is not None for c in constants(e)]
    own = [n for n in dict.fromkeys(used) if n in made.elaborated.definitions]
    table = [n for n in dict.fromkeys(used) if n in TABLE]
    return [
        f"{d.name}    {where}",
        doc,
        f"Statement\n  {show_statement(source)}",
        f"As elaborated\n  {show(d.type)}",
        f"Uses\n  {', '.join(own)}" if own else "",
        "Meaning of Lean's constants (bridge/meaning)\n"
        + "\n".join(f"  {_table_line(n)}" for n in table),
        _verdict(made, d),
        _code(made, d),
    ]


def _table_line(name: str) -> str:
    meaning = TABLE.get(name)
    assert meaning is not None
    domain = f"    (numerically where {meaning.domain})" if meaning.domain else ""
    return f"{meaning.signature}{domain}"


def _verdict(made: Build, d: Definition) -> str:
    theorem = made.theorems.get(d.name)
    if theorem is None:
        refused = [r.diagnostic.render() for r in made.refusals if r.name == d.name]
        return "Not supported\n  " + "\n  ".join(refused) if refused else ""
    exact = theorem.exact
    return (
        f"Exact evaluation\n  {theorem.exact_verdict} on {exact.accepted} of {exact.draws} draws "
        f"(hypotheses met), form: {theorem.form}, proof: {theorem.proof}"
    )


def _code(made: Build, d: Definition) -> str:
    short = d.name.rpartition(".")[2]
    found = []
    for path, text in made.files.items():
        for start in (f"def {short}(", f"def {short}_", f"def test_{short}("):
            at = text.find(f"\n{start}")
            if at >= 0:
                end = text.find("\n\n\n", at + 1)
                found.append(f"{path}\n{text[at : end if end >= 0 else len(text)].rstrip()}")
    return "\n\n".join(found)
