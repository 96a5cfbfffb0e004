"""What a change is, and those around the declarations: settings, bindings, meanings, files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bridge.lock import Lock
from bridge.quick import LOCK


@dataclass(frozen=True, slots=True)
class Origin:
    """The definition below a theorem that changed."""

    name: str
    file: str
    line: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """One line of drift. `kind` is a class of `report.classes`; `path` leads from the declaration
    through the definitions to the one that changed, which is `origin`."""

    kind: str
    name: str
    file: str
    line: int
    message: str
    old: str = ""
    new: str = ""
    detail: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    origin: Origin | None = None
    affected: tuple[str, ...] = ()


def inputs(old: Lock, new: Lock) -> Iterator[Change]:
    """Settings, accepted verdicts, bindings and meaning files, each by its name."""
    for key in sorted({*old.settings, *new.settings}):
        was, now = old.settings.get(key), new.settings.get(key)
        if was != now:
            kind = "accepted" if key == "accepted" else "settings"
            message = f"the setting `{key}` changed" if kind == "settings" else _accepted(was, now)
            yield Change(kind, key, "pyproject.toml", 1, message, _shown(was), _shown(now))
    yield from _bindings(old, new)
    for key in sorted({*old.own_meanings, *new.own_meanings}):
        was, now = old.own_meanings.get(key, ""), new.own_meanings.get(key, "")
        if was != now:
            path, _, name = key.rpartition(": ")
            message = "what this file says of it changed"
            yield Change("meaning-file", name, path, 1, message, was, now)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(
            ", ".join(map(str, v.values())) if isinstance(v, dict) else str(v) for v in value
        )
    return "" if value is None else str(value)


def _accepted(was: object, now: object) -> str:
    before = {tuple(e.values()) for e in was} if isinstance(was, list) else set()
    after = {tuple(e.values()) for e in now} if isinstance(now, list) else set()
    lost = [f"no longer accepts {v} of {n}" for n, v, *_ in sorted(before - after)]
    come = [f"accepts {v} of {n}" for n, v, *_ in sorted(after - before)]
    return f"the accepted list {', '.join([*lost, *come]) or 'was reordered'}"


def _bindings(old: Lock, new: Lock) -> Iterator[Change]:
    file = str(new.settings.get("bindings") or old.settings.get("bindings") or "")
    for name in sorted({*old.bindings, *new.bindings}):
        was, now = old.bindings.get(name, ""), new.bindings.get(name, "")
        if was != now:
            subject, _, bound = name.rpartition(": ")
            verb = "was removed" if not now else "is new" if not was else "changed"
            message = f"the binding of `{bound}` in subject `{subject}` {verb}"
            yield Change("bindings", name, file, 1, message, was, now)


def files(old: Lock, disk: Mapping[str, str]) -> Iterator[Change]:
    """Generated files that are missing or edited, and files of somebody else."""
    out = str(old.settings.get("out", ""))
    for path, digest in old.outputs.items():
        place = f"{out}/{path}"
        if path not in disk:
            yield Change("missing", path, place, 1, "the generated file is missing")
        elif disk[path] != digest:
            yield Change("edited", path, place, 1, "the generated file was edited by hand")
    for path in sorted(set(disk) - set(old.outputs) - {LOCK}):
        yield Change("extra", path, f"{out}/{path}", 1, "lean-bridge did not write this file")
