"""The command line: `lean-bridge gen | check | verify | explain | scan`. Thin: it only calls.

Exit codes: 0 all green and in sync; 1 a theorem is not green and not accepted, or drift; 2 input
could not be read (nothing written); 3 emitted code disagrees with the evaluator (nothing written);
with paths, `verify` tells wrong text and our bugs at the theorems concerned, and ends with 1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bridge import __version__
from bridge.errors import BridgeError, InternalError

OK, RED, UNREADABLE, OUR_BUG = 0, 1, 2, 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    args = _parser().parse_args(argv)
    try:
        code: int = args.run(args)
    except InternalError as error:
        print(error, file=sys.stderr)
        return OUR_BUG
    except BridgeError as error:
        print(error, file=sys.stderr)
        return UNREADABLE
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lean-bridge",
        description="Lean 4 theorems as checks of numerical Python, kept in sync",
    )
    parser.add_argument("--version", action="version", version=f"lean-bridge {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    gen = _command(commands, "gen", _gen, "regenerate references, tests and lock")
    gen.add_argument("--diff", action="store_true", help="show what would change, write nothing")
    check = _command(commands, "check", _check, "red when Lean, lock and generated files disagree")
    check.add_argument("--format", choices=("text", "json", "github", "sarif"), default="text")
    check.add_argument("--explain", action="store_true", help="say what each class of drift means")
    verify = _command(
        commands, "verify", _verify, "generate to a temporary place, run, give verdicts"
    )
    verify.add_argument("--subject", help="only this subject")
    verify.add_argument("--seed", help="replay with this seed")
    verify.add_argument("--draws", type=int, help="samples per theorem, subject and lane")
    verify.add_argument("--json", type=Path, metavar="FILE", help="write the results")
    explain = _command(commands, "explain", _explain, "statement, meaning and code of one theorem")
    explain.add_argument("name", help="a theorem or definition, full or last part of the name")
    scan = _command(commands, "scan", _scan, "count a whole Lean project: read, claims, refusals")
    scan.add_argument("path", type=Path, help="a Lake project, a folder or a Lean file")
    scan.add_argument("--json", type=Path, metavar="FILE", help="write counts and every refusal")
    scan.add_argument(
        "--baseline", type=Path, metavar="FILE", help="an earlier --json; red when a claim was lost"
    )
    scan.add_argument("--parse-only", action="store_true", help="read, and ask for no more")
    scan.add_argument("--jobs", type=int, metavar="N", help="processes (default: processors)")
    return parser


Run = Callable[[argparse.Namespace], int]


def _command(commands: Any, name: str, run: Run, help: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help)
    command.add_argument(
        "--config", type=Path, metavar="FILE", help="settings instead of pyproject"
    )
    if name in ("gen", "verify", "check"):
        command.add_argument("paths", nargs="*", type=Path, help="Lean files or folders")
    command.set_defaults(run=run)
    return command


def _gen(args: argparse.Namespace) -> int:
    from bridge.commands import generate

    return generate.run(args.config, args.paths, diff=args.diff)


def _check(args: argparse.Namespace) -> int:
    from bridge.commands import check

    return check.run(args.config, args.paths, args.format, explain=args.explain)


def _verify(args: argparse.Namespace) -> int:
    from bridge.commands import verify

    return verify.run(args.config, args.paths, args.json, args.subject, args.seed, args.draws)


def _explain(args: argparse.Namespace) -> int:
    from bridge.commands import explain

    return explain.run(args.config, args.name)


def _scan(args: argparse.Namespace) -> int:
    from bridge.commands import scan

    return scan.run(
        args.config,
        args.path,
        args.json,
        args.baseline,
        parse_only=args.parse_only,
        jobs=args.jobs,
    )


if __name__ == "__main__":
    sys.exit(main())
