"""What changed between a lock and a fresh build: one `Change` per theorem, definition or file.

In: the lock on disk, the lock of the build, the hashes of the files on disk. Out: changes with a
class, the declaration, old and new statement, and the Python files affected. Comments, layout,
inner bound names and proofs change nothing here, since the lock holds normal forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bridge.lock import Entry, Lock


@dataclass(frozen=True, slots=True)
class Change:
    """One line of drift. `kind` is a stable word; `detail` are the lines shown below it."""

    kind: str
    name: str
    file: str
    message: str
    detail: tuple[str, ...] = ()
    affected: tuple[str, ...] = ()


def compare(old: Lock, new: Lock, disk: Mapping[str, str]) -> list[Change]:
    """All drift between the lock on disk, a fresh build, and the generated files on disk."""
    return [
        *_declarations(old, new),
        *_inputs(old, new),
        *_files(old, disk),
        *_tool(old, new),
    ]


def cosmetic(old: Lock, new: Lock) -> tuple[str, ...]:
    """Generated files that would be refreshed although nothing drifted (doc comments)."""
    return tuple(p for p in new.outputs if old.outputs.get(p) != new.outputs[p])


def _declarations(old: Lock, new: Lock) -> Iterator[Change]:
    removed = {n: e for n, e in old.declarations.items() if n not in new.declarations}
    added = {n: e for n, e in new.declarations.items() if n not in old.declarations}
    for name, entry in removed.items():
        twin = next((n for n, e in added.items() if _same_content(e, entry)), None)
        if twin is None:
            yield Change("removed", name, entry.file, "is no longer declared", (entry.statement,))
        else:
            message = f"is now called `{twin}`"
            yield Change("renamed", name, added.pop(twin).file, message, (), _outputs(old, entry))
    for name, entry in added.items():
        yield Change("added", name, entry.file, "is new", (entry.statement,), _outputs(new, entry))
    for name, entry in new.declarations.items():
        if name in old.declarations:
            yield from _entry(name, old.declarations[name], entry, old, new)


def _same_content(a: Entry, b: Entry) -> bool:
    return a.closure == b.closure and a.kind == b.kind and a.parameters == b.parameters


def _entry(name: str, was: Entry, now: Entry, old: Lock, new: Lock) -> Iterator[Change]:
    affected = _outputs(new, now)
    both = (f"old: {was.statement}", f"new: {now.statement}")
    what = "statement" if now.kind in ("theorem", "lemma") else "definition"
    if was.own != now.own:
        yield Change("changed", name, now.file, f"the {what} changed", both, affected)
    elif was.closure != now.closure:
        path = " → ".join(_path_to_change(name, old, new))
        message = f"a definition below it changed: {path}"
        yield Change("changed-below", name, now.file, message, (), affected)
    if was.parameters != now.parameters and was.own == now.own:
        message = f"parameters renamed: {_differences(was.parameters, now.parameters)}"
        yield Change("parameter-renamed", name, now.file, message, (), affected)
    if was.proof != now.proof:
        message = f"its proof was `{was.proof}` and is now `{now.proof}`"
        yield Change("proof", name, now.file, message)
    if was.form != now.form:
        yield Change("form", name, now.file, f"was checked as {was.form}, now as {now.form}")
    if was.exact != now.exact:
        message = f"the exact evaluator said `{was.exact}` and now says `{now.exact}`"
        yield Change("exact", name, now.file, message)


def _differences(was: tuple[str, ...], now: tuple[str, ...]) -> str:
    pairs = zip(was, now, strict=False)
    return ", ".join(f"`{a}` to `{b}`" for a, b in pairs if a != b) or "their number"


def _path_to_change(name: str, old: Lock, new: Lock) -> tuple[str, ...]:
    """Definitions from `name` down to one whose own text changed."""
    entry, was = new.declarations.get(name), old.declarations.get(name)
    if entry is None or was is None or entry.own != was.own:
        return (name,)
    for used in entry.uses:
        below, before = new.declarations.get(used), old.declarations.get(used)
        if below is None or before is None or below.closure != before.closure:
            return (name, *_path_to_change(used, old, new))
    return (name,)


def _outputs(lock: Lock, entry: Entry) -> tuple[str, ...]:
    """The generated files that come from the entry's Lean file."""
    stem = entry.file.rpartition("/")[2].removesuffix(".lean").lower()
    return tuple(
        p for p in lock.outputs if p.rpartition("/")[2] in (f"{stem}.py", f"test_{stem}.py")
    )


def _inputs(old: Lock, new: Lock) -> Iterator[Change]:
    if old.settings != new.settings:
        yield Change("settings", "settings", "pyproject.toml", "the settings changed")
    if old.bindings != new.bindings:
        yield Change("bindings", "bindings", "bindings", "the bindings changed")


def _files(old: Lock, disk: Mapping[str, str]) -> Iterator[Change]:
    for path, digest in old.outputs.items():
        if path not in disk:
            yield Change("missing", path, path, "the generated file is missing")
        elif disk[path] != digest:
            yield Change("edited", path, path, "the generated file was edited by hand")


def _tool(old: Lock, new: Lock) -> Iterator[Change]:
    """Output that differs although everything it comes from is the same: another tool wrote it."""
    same = (
        dict(old.declarations) == dict(new.declarations)
        and old.sources == new.sources
        and (old.settings, old.bindings) == (new.settings, new.bindings)
    )
    changed = cosmetic(old, new) if same else ()
    if changed:
        message = f"{len(changed)} files come out differently with this version of lean-bridge"
        yield Change("tool", "lean-bridge", changed[0], message, (), changed)
