"""What one check costs: against the autograd call that it checks, and against gradcheck.

    python -m benchmarks.gradcheck                                     the generated suite
    python -m benchmarks.gradcheck --suite tests.runtime.mini.claims

Per claim and subject, in microseconds per sample:

* call: the claim's left side by `torch.autograd.grad` on plain tensors, and nothing else;
* check: the same in mode `autograd.grad` with layouts, required gradients, comparison and all;
* reference: draws, hypotheses, closed form and bound, which all groups and subjects share;
* gradcheck: `torch.autograd.gradcheck` with default settings on the same function, float64, one
  sample of every batch.

The last column is gradcheck against check and reference together.
"""

from __future__ import annotations

import argparse
import statistics
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch

from benchmarks.suites import DEFAULT, cases
from bridge.runtime import Check, settings
from bridge.runtime.case import Case
from bridge.runtime.definitions import Definitions, as_tensor
from bridge.runtime.drawing import Drawer
from bridge.runtime.evaluation import Evaluation
from bridge.runtime.execution import PLAIN, hands
from bridge.runtime.laws import Law
from bridge.runtime.modes import GRAD, MODES, Group, Mode, NotInMode
from bridge.runtime.running import Runner, Task
from bridge.runtime.samples import Batch
from bridge.runtime.subjects import Subject
from bridge.runtime.tracked import FLOAT64

REPEATS = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """Microseconds per sample."""

    name: str
    call: float
    check: float
    reference: float
    gradcheck: float

    @property
    def overhead(self) -> float:
        return self.check / self.call

    @property
    def gain(self) -> float:
        return self.gradcheck / (self.check + self.reference)

    @property
    def row(self) -> str:
        times = (self.call, self.check, self.reference, self.gradcheck)
        numbers = " ".join(f"{t:10.0f}" for t in times)
        return f"{self.name:48} {numbers} {self.overhead:10.1f} {self.gain:10.1f}"


class Intercepted(Check):
    """A check that hands over its equations and draws instead of running them."""

    found: tuple[tuple[Law, ...], Callable[[], Evaluation]] | None = None

    def _run(self, form: str, laws: Any, variables: Any, output: Any = None) -> None:
        now = settings.current()
        seed = now.seed_for(self.case.name)
        self.checked += 1
        self.found = self.found or (
            laws,
            lambda: Evaluation(
                laws[:1], Drawer(variables, self._hypotheses), seed, now.draws, output
            ),
        )


def cost(case: Case) -> Cost | None:
    """None where the claim is none about Jᵀ u of this subject."""
    check = Intercepted(case)
    case.test(check)
    if check.found is None or case.subject is None:
        return None
    laws, make = check.found
    law, py = laws[0], Definitions(case.subject, GRAD)
    given = [(b, hands(b, FLOAT64, [PLAIN] * b.count)) for b in _samples(make())]
    count = sum(batch.count for batch, _ in given)
    try:
        return Cost(
            f"{case.name} [{case.subject.name}]",
            _per_sample(lambda: _calls(law, py, given), count),
            _check(case.subject, law, _evaluated(make())),
            _reference(make),
            _gradcheck(case.subject, law, given),
        )
    except NotInMode:
        return None


def _evaluated(evaluation: Evaluation) -> Evaluation:
    for number in range(len(evaluation.plan)):
        evaluation.cell(number)
    return evaluation


def _reference(make: Callable[[], Evaluation]) -> float:
    evaluation = _evaluated(make())
    drawn = sum(evaluation.cell(n).batch.count for n in range(len(evaluation.plan)))
    return _per_sample(lambda: _evaluated(make()), drawn)


def _samples(evaluation: Evaluation) -> Iterator[Batch]:
    for number in range(len(evaluation.plan)):
        made = evaluation.cell(number)
        if made.cell.format is FLOAT64 and made.batch.count and all(made.cell.sizes.values()):
            yield made.batch


def _per_sample(run: Callable[[], Any], count: int) -> float:
    """The median of a few runs, in microseconds."""
    run()
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1e6 * statistics.median(times) / count


def _calls(law: Law, py: Definitions, given: list[Any]) -> None:
    for batch, ready in given:
        for hand in ready:
            law.run(batch, hand.tensors, py)


def _check(subject: Subject, law: Law, evaluation: Evaluation) -> float:
    """The check in one mode, the references being evaluated."""
    task = Task(subject, "reverse", (law,), 1)
    with only(GRAD, "reverse"):
        outcome = Runner(task, evaluation).run()
        compared = sum(row.draws for row in outcome.rows.values())
        return _per_sample(lambda: Runner(task, evaluation).run(), max(compared, 1))


class only:
    """The group has this one mode."""

    def __init__(self, mode: Mode, group: Group) -> None:
        self._mode, self._group = mode, group

    def __enter__(self) -> None:
        self._kept = MODES[self._group]
        MODES[self._group] = (self._mode,)

    def __exit__(self, *_: Any) -> None:
        MODES[self._group] = self._kept


def _gradcheck(subject: Subject, law: Law, given: list[Any]) -> float:
    """On the functions that the claim differentiates, as they are handed to `py.vjp`."""
    jobs = [job for batch, ready in given for job in _functions(subject, law, batch, ready[0])]

    def run() -> None:
        for f, x in jobs:
            torch.autograd.gradcheck(f, (x,), raise_exception=False)

    return _per_sample(run, max(len(jobs), 1))


def _functions(subject: Subject, law: Law, batch: Batch, hand: Any) -> list[Any]:
    found: list[Any] = []

    class Noting(Definitions):
        def vjp(self, f: Any, x: Any) -> Any:
            leaf = as_tensor(x).detach().clone().requires_grad_()
            found.append((lambda y: as_tensor(f(y)), leaf))
            return super().vjp(f, x)

        def jacobian(self, f: Any, x: Any) -> Any:
            self.vjp(f, x)
            return super().jacobian(f, x)

    law.run(batch, hand.tensors, Noting(subject, GRAD))
    return found


HEADS = ("call", "check", "reference", "gradcheck", "check/call", "gain")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--suite", default=DEFAULT)
    parser.add_argument("--draws", type=int, default=settings.DEFAULT_DRAWS)
    options = parser.parse_args()
    settings.use(settings.Settings(draws=options.draws))
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    print(f"{'µs per sample':48} " + " ".join(f"{head:>10}" for head in HEADS))
    costs = []
    for case in cases(options.suite):
        if case.group == "reverse" and (found := cost(case)) is not None:
            costs.append(found)
            print(found.row, flush=True)
    if costs:
        overhead = statistics.median(c.overhead for c in costs)
        gain = statistics.median(c.gain for c in costs)
        print(f"median: a check costs {overhead:.1f} calls, a gradcheck {gain:.1f} checks")


if __name__ == "__main__":
    main()
