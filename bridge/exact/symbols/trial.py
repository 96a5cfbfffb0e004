"""Questions to z3 that end: `rlimit` counts nothing inside some of its algebra, so one question may
take hours. One that may be hard is first asked in a child process, which z3 ends after so many
allocations; these are counted, as steps are, so that every machine says the same. Below it is a
net: seconds of a processor, many more than such questions were seen to take.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from contextlib import suppress

import z3

ALLOCATIONS = "num allocs"
ENDED = "ended"  # what is said where the child was ended
NET = 30  # seconds
CAN_FORK = hasattr(os, "fork")


def foreseen(check: Callable[[], str], counted: Callable[[], int], most: int) -> str:
    """What `check` says, asked in a child that may make so many allocations more than `counted`.
    Where there are no child processes, it is asked here, without that bound."""
    if not CAN_FORK:
        return check()
    read, write = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # no thread but this one is needed
        child = os.fork()
    if child == 0:
        _answer(check, counted, most, write)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said or ENDED


def _answer(check: Callable[[], str], counted: Callable[[], int], most: int, write: int) -> None:
    """In the child: z3 tells on standard output that it ends, and Python must not go on here."""
    try:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        _end_after(NET)
        z3.set_param("memory_max_alloc_count", counted() + most)
        os.write(write, check().encode())
    finally:
        os._exit(0)


def _end_after(seconds: int) -> None:
    import resource  # there is none where there are no child processes

    spent = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    with suppress(ValueError, OSError):  # a lower limit stands
        resource.setrlimit(resource.RLIMIT_CPU, (int(spent) + seconds,) * 2)
