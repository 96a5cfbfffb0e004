"""What changed between a lock and a fresh build: one `Change` per theorem, definition or file.

In: the lock on disk, the lock of the build, the generated files on disk. Out: changes with a class,
the declaration, old and new statement, and the Python files affected. Comments, layout, inner bound
names and proofs change nothing here, since the lock holds normal forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bridge.changes import Change, Origin, files, inputs
from bridge.lock import Entry, Lock
from bridge.quick import LOCK

_SOUND = ("proved", "data")
_PROOFS = {"sorry": "sorry", "axiom": "axiom", "native_decide": "native-decide"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two locks, and where the declarations of the new one stand in the Lean files."""

    old: Lock
    new: Lock
    lines: Mapping[str, int]
    renamed: Mapping[str, str] = field(default_factory=dict)  # old name to new

    def change(
        self, kind: str, name: str, entry: Entry, message: str, old: str = "", new: str = ""
    ) -> Change:
        line = self.lines.get(name, 1)
        return Change(
            kind, name, entry.file, line, message, old, new, (), (), None, self.files(entry)
        )

    def files(self, entry: Entry) -> tuple[str, ...]:
        """The generated files of the entry's Lean file, before and after."""
        module = self.new.modules.get(entry.file) or self.old.modules.get(entry.file)
        if module is None:
            return ()
        ours = (f"{module}.py", f"test_{module}.py")
        known = {**self.old.outputs, **self.new.outputs}
        out = self.new.settings.get("out")
        return tuple(sorted(f"{out}/{p}" for p in known if p.rpartition("/")[2] in ours))


def compare(
    old: Lock, new: Lock, disk: Mapping[str, str], lines: Mapping[str, int] | None = None
) -> list[Change]:
    """All drift between the lock on disk, a fresh build, and the files in the output folder."""
    both = Comparison(old, new, lines or {}, _renames(old, new))
    declarations = sorted(_declarations(both), key=lambda c: (c.file, c.line, c.name, c.kind))
    if _same_inputs(old, new):  # then no text has changed, but how it is read
        declarations = [_by_tool(old, new, c) for c in declarations]
    return [*declarations, *inputs(old, new), *files(old, disk), *_tool(old, new, declarations)]


def refreshed(old: Lock, new: Lock) -> tuple[str, ...]:
    """Files that `gen` would write anew although nothing drifted (doc comments, the lock)."""
    files = tuple(p for p in new.outputs if old.outputs.get(p) != new.outputs[p])
    return files if old == new else (*files, LOCK)


# -- declarations -------------------------------------------------------------------------------


def _renames(old: Lock, new: Lock) -> dict[str, str]:
    """Declarations that say the same under another name, nearest first: with all that lies below
    them, else by themselves."""
    removed = {n: e for n, e in old.declarations.items() if n not in new.declarations}
    added = {n: e for n, e in new.declarations.items() if n not in old.declarations}
    found: dict[str, str] = {}
    for same in (_same_content, _same_text):
        for name, entry in removed.items():
            twins = [n for n, e in added.items() if same(e, entry)]
            if twins and name not in found:
                found[name] = min(twins, key=lambda n: _distance(name, entry, n, added[n]))
                del added[found[name]]
    return found


def _same_content(a: Entry, b: Entry) -> bool:
    return a.closure == b.closure and a.is_claim == b.is_claim and a.is_read and b.is_read


def _same_text(a: Entry, b: Entry) -> bool:
    said = [(e.own, e.uses, e.meanings, e.is_claim, e.parameters) for e in (a, b)]
    return said[0] == said[1] and a.is_read and b.is_read


def _distance(name: str, entry: Entry, other: str, there: Entry) -> tuple[bool, bool, bool, str]:
    last = name.rpartition(".")[2] != other.rpartition(".")[2]
    return entry.parameters != there.parameters, entry.file != there.file, last, other


def _declarations(both: Comparison) -> Iterator[Change]:
    old, new = both.old.declarations, both.new.declarations
    for name, entry in old.items():
        if name in new:
            yield from _entry(both, name, entry, new[name])
        elif name in both.renamed:
            twin = both.renamed[name]
            change = both.change(
                "renamed", twin, new[twin], f"`{name}` is now called `{twin}`", name, twin
            )
            yield replace(change, name=name)
            yield from _entry(both, twin, entry, new[twin])
        else:
            yield both.change("removed", name, entry, "is no longer declared", entry.statement)
    for name in new.keys() - old.keys() - set(both.renamed.values()):
        message = (
            "is new"
            if new[name].refusal is None
            else f"is new, and not supported: {new[name].refusal}"
        )
        yield both.change("added", name, new[name], message, "", new[name].statement)


def _entry(both: Comparison, name: str, was: Entry, now: Entry) -> Iterator[Change]:
    verdict = _verdict(was, now)
    meaning = _meaning(both, name, was, now)
    if meaning is not None:
        yield replace(meaning, message="; ".join(filter(None, (meaning.message, verdict))))
    renamed = _parameters(both, name, was, now)
    if renamed is not None and (meaning is None or meaning.origin is not None):
        yield renamed
    if was.file != now.file:
        yield both.change("moved", name, now, f"moved here from {was.file}", was.file, now.file)
    yield from _proof(both, name, was, now)
    if meaning is None and was.form != now.form:
        reason = f": {now.refusal}" if now.refusal else ""
        message = f"was checked as {was.form}, is now {now.form}{reason}"
        yield both.change("form", name, now, message, was.form or "", now.form or "")
    elif meaning is None and verdict:
        yield both.change("exact", name, now, verdict, was.exact or "", now.exact or "")


def _verdict(was: Entry, now: Entry) -> str:
    """What the exact evaluator says now, if that is something else."""
    if was.exact == now.exact or now.exact is None:
        return ""
    worse = "it is false in exact arithmetic" if now.exact == "fail" else f"it is now `{now.exact}`"
    return f"{worse} (was `{was.exact}`)"


def _meaning(both: Comparison, name: str, was: Entry, now: Entry) -> Change | None:
    """What the declaration says: itself, or through what lies below it."""
    if was.closure == now.closure:
        return None
    if was.is_read and not now.is_read:
        message = f"cannot be read any more: {now.refusal}"
        return both.change("unsupported", name, now, message, was.statement, now.statement)
    if _says_itself(both, was, now):
        return _changed(both, name, was, now)
    return _below(both, name, was, now) if now.is_claim else None


def _says_itself(both: Comparison, was: Entry, now: Entry) -> bool:
    uses = tuple(both.renamed.get(u, u) for u in was.uses)
    names = (was.meanings, was.is_claim) != (now.meanings, now.is_claim)
    return was.own != now.own or uses != now.uses or names


def _changed(both: Comparison, name: str, was: Entry, now: Entry) -> Change:
    if not now.is_claim:
        message = "the definition changed"
        change = both.change("definition", name, now, message, was.statement, now.statement)
        return replace(change, detail=_context(was, now))
    kind, message, detail = _hypotheses(was, now)
    change = both.change(kind, name, now, message, was.statement, now.statement)
    return replace(change, detail=detail or _context(was, now))


def _hypotheses(was: Entry, now: Entry) -> tuple[str, str, tuple[str, ...]]:
    """Hypotheses that came or went, where everything else is the same."""
    before, after = ({(b.name, b.digest) for b in e.binders} for e in (was, now))
    added = [b for b in now.binders if (b.name, b.digest) not in before]
    dropped = [b for b in was.binders if (b.name, b.digest) not in after]
    same_goal = was.goal == now.goal and was.is_claim
    lines = tuple(
        f"{mark} ({b.name} : {b.text})" for mark, bs in (("-", dropped), ("+", added)) for b in bs
    )
    if same_goal and any(b.is_hypothesis for b in added) and not dropped:
        return "hypothesis-added", "a hypothesis was added", lines
    if same_goal and any(b.is_hypothesis for b in dropped) and not added:
        return "hypothesis-dropped", "a hypothesis was dropped", lines
    return "statement", "the statement changed", lines


def _context(was: Entry, now: Entry) -> tuple[str, ...]:
    """Why two equal texts differ."""
    if was.statement != now.statement:
        return ()
    if was.uses != now.uses:
        gone, come = set(was.uses) - set(now.uses), set(now.uses) - set(was.uses)
        return (*(f"- uses {n}" for n in sorted(gone)), *(f"+ uses {n}" for n in sorted(come)))
    return ("its text is the same: a `variable`, `open` or notation around it changed",)


def _parameters(both: Comparison, name: str, was: Entry, now: Entry) -> Change | None:
    """Names that changed. A binder that was moved behind the colon is no change of a name."""
    if was.own != now.own or not now.is_read:
        return None
    pairs = zip(was.parameters, now.parameters, strict=False)
    shown = ", ".join(f"`{a}` to `{b}`" for a, b in pairs if a != b)
    if not shown:
        return None
    old, new = " ".join(was.parameters), " ".join(now.parameters)
    return both.change("parameter", name, now, f"parameters renamed: {shown}", old, new)


def _proof(both: Comparison, name: str, was: Entry, now: Entry) -> Iterator[Change]:
    """Proofs that became weaker; one that became stronger is no drift."""
    if was.proof != now.proof and now.proof not in _SOUND:
        message = f"its proof was `{was.proof}` and is now `{now.proof}`"
        yield both.change(_PROOFS[now.proof], name, now, message, was.proof, now.proof)
    known = {r.rpartition(": ")[0]: r for r in was.rests_on}
    for item in now.rests_on:
        below, _, status = item.rpartition(": ")
        if known.get(below) != item:
            message = f"now rests on `{below}`, which is `{status}`"
            yield replace(both.change(_PROOFS[status], name, now, message), path=(name, below))


def _below(both: Comparison, name: str, was: Entry, now: Entry) -> Change:
    """The way down to what changed, with the old and the new text of that definition."""
    path = _way_down(both, name, was, now)
    last = path[-1]
    shown = " → ".join(path)
    if last not in both.new.declarations and last in both.new.meanings:
        change = both.change("meaning", name, now, f"the meaning of `{last}` changed: {shown}")
        return replace(change, path=path, origin=Origin(last, "", 1, "", ""))
    there = both.new.declarations.get(last)
    before = both.old.declarations.get(_old_name(both, last))
    origin = Origin(
        last,
        there.file if there else (before.file if before else ""),
        both.lines.get(last, 1),
        before.statement if before else "",
        there.statement if there else "",
    )
    change = both.change("below", name, now, f"a definition below it changed: {shown}")
    files = {*change.affected, *(both.files(there) if there else ())}
    return replace(change, path=path, origin=origin, affected=tuple(sorted(files)))


def _old_name(both: Comparison, name: str) -> str:
    return next((o for o, n in both.renamed.items() if n == name), name)


def _way_down(both: Comparison, name: str, was: Entry, now: Entry) -> tuple[str, ...]:
    """Names from a declaration down to one that itself says something else."""
    path = [name]
    while not _says_itself(both, was, now):
        changed = [m for m in now.meanings if both.old.meanings.get(m) != both.new.meanings.get(m)]
        if changed:
            return (*path, changed[0])
        step = next((u for u in now.uses if _differs(both, u) and u not in path), None)
        if step is None:
            break
        path.append(step)
        before = both.old.declarations.get(_old_name(both, step))
        after = both.new.declarations.get(step)
        if before is None or after is None:
            break
        was, now = before, after
    return tuple(path)


def _differs(both: Comparison, name: str) -> bool:
    before = both.old.declarations.get(_old_name(both, name))
    after = both.new.declarations.get(name)
    return before is None or after is None or before.closure != after.closure


# -- everything else ----------------------------------------------------------------------------


def _same_inputs(old: Lock, new: Lock) -> bool:
    return (old.sources, old.settings, old.inputs) == (new.sources, new.settings, new.inputs)


def _by_tool(old: Lock, new: Lock, change: Change) -> Change:
    """The same text reads differently: another version of lean-bridge reads it."""
    if change.kind == "meaning":
        return change
    message = f"{change.message} (same Lean text; {_versions(old, new)})"
    return replace(change, kind="tool", message=message)


def _versions(old: Lock, new: Lock) -> str:
    if old.tool == new.tool:
        return "bridge.lock does not say what this same lean-bridge makes of these files"
    return f"written by lean-bridge {old.tool[:22]}, this is {new.tool[:22]}"


def _tool(old: Lock, new: Lock, declarations: list[Change]) -> Iterator[Change]:
    """Output that differs although what it comes from is the same: another version wrote it."""
    changed = _changed_by_tool(old, new)
    if changed and not declarations:
        message = f"{len(changed)} generated files come out differently ({_versions(old, new)})"
        file = f"{new.settings.get('out')}/{changed[0]}"
        yield Change("tool", "lean-bridge", file, 1, message, affected=changed)


def _changed_by_tool(old: Lock, new: Lock) -> tuple[str, ...]:
    differing = [
        p for p in {**old.outputs, **new.outputs} if old.outputs.get(p) != new.outputs.get(p)
    ]
    if _same_inputs(old, new):
        return tuple(sorted(differing))
    if old.tool == new.tool:
        return ()
    touched = {m for f, m in new.modules.items() if old.sources.get(f) != new.sources.get(f)}
    return tuple(sorted(p for p in differing if _module(p) in set(new.modules.values()) - touched))


def _module(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".py").removeprefix("test_")
