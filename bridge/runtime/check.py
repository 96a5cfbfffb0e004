"""`Check`: what a generated test is given. It declares the draw, the hypotheses and the claim.

Every `equal`, `derivative`, `identity` or `holds` runs at once, for the subject and the group of
modes that the test is parametrised with. What failed is told at the end of the test, so that no
check hides what another one finds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bridge.runtime import settings
from bridge.runtime.case import Case
from bridge.runtime.counterexample import explain
from bridge.runtime.definitions import Definitions
from bridge.runtime.drawing import Drawer
from bridge.runtime.evaluation import COTANGENT, Evaluation, evaluation_for
from bridge.runtime.hypotheses import Hypothesis
from bridge.runtime.identity import IdentityRunner
from bridge.runtime.laws import Law
from bridge.runtime.modes import Function
from bridge.runtime.outcome import Mismatch
from bridge.runtime.records import GREEN, RECORDER, Record, Verdict
from bridge.runtime.running import Runner, Task
from bridge.runtime.samples import Sample
from bridge.runtime.script import written
from bridge.runtime.shrink import shrunk
from bridge.runtime.variables import Variable, parse_variable, python_name
from bridge.runtime.verdict import broken, judged, recorded

DIRECTION_NAME = "direction"


class CheckFailed(AssertionError):
    """A claim that does not hold of the subject, or a check that says nothing."""


class Check:
    """One claim, one subject, one group of modes."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._variables: tuple[Variable, ...] = ()
        self._hypotheses: tuple[Hypothesis, ...] = ()
        self.checked = 0
        self.unsupported: list[str] = []  # the reasons of those that could not run
        self.failures: list[str] = []  # what is told of those that are not green

    def draw(self, **shapes: str) -> None:
        """Declare variables by the names of their sizes, see `bridge.runtime.variables`."""
        self._variables += tuple(parse_variable(n, shape) for n, shape in shapes.items())

    def assume(self, text: str, holds: Callable[[Sample], Any]) -> None:
        """A hypothesis of the theorem; samples that do not meet it are rejected and counted."""
        self._hypotheses += (Hypothesis(text, holds),)

    def defined(self, text: str, holds: Callable[[Sample], Any]) -> None:
        """Where Lean's total functions and numerical ones agree; elsewhere nothing is compared."""
        self._hypotheses += (Hypothesis(text, holds, guard=True),)

    def conjunct(self, text: str) -> None:
        """The part of the theorem, in Lean, that the checks from here on are about."""
        self.case = replace(self.case, conjunct=text)

    def equal(
        self, left: Callable[[Sample, Definitions], Any], right: Callable[[Sample], Any]
    ) -> None:
        """The subject's side equals the reference's."""
        self._run("equation", (Law("", left, right),), self._variables)

    def derivative(
        self,
        function: Callable[[Sample, Definitions], Function],
        *,
        at: str,
        jvp: Callable[[Sample, Any], Any],
        vjp: Callable[[Sample, Any], Any],
    ) -> None:
        """The function has, in the variable `at`, this derivative and this adjoint of it."""
        name = python_name(at)
        (axes,) = (v.axes for v in self._variables if v.name == name)
        laws = (
            Law(
                "the adjoint",
                lambda s, py: py.vjp(function(s, py), getattr(s, name))(s.cotangent),
                lambda s: vjp(s, s.cotangent),
                unused=(DIRECTION_NAME,),
            ),
            Law(
                "the derivative",
                lambda s, py: py.jvp(function(s, py), getattr(s, name))(s.direction),
                lambda s: jvp(s, s.direction),
                unused=(COTANGENT,),
            ),
        )
        variables = (*self._variables, Variable(DIRECTION_NAME, "array", axes))
        self._run("derivative", laws, variables, lambda s: jvp(s, s.direction))

    def identity(self, left: Callable[[Sample], Any], right: Callable[[Sample], Any]) -> None:
        """Two references are equal; no subject occurs."""
        self._run_reference("identity", left, right)

    def holds(self, statement: Callable[[Sample], Any]) -> None:
        """A proposition about references is true; no subject occurs."""
        self._run_reference("proposition", statement, None)

    def error(self, error: Exception) -> None:
        """Record that the test itself broke, which is no statement about the subject."""
        seed = settings.current().seed_for(self.case.name)
        reason = f"{type(error).__name__}: {error}"
        RECORDER.records.append(broken(self.case, seed, reason))

    # How the two kinds run.

    def _run(
        self,
        form: str,
        laws: tuple[Law, ...],
        variables: tuple[Variable, ...],
        output: Callable[[Sample], Any] | None = None,
    ) -> None:
        case, now = self._next_case(), settings.current()
        if case.mixed and case.subject is None:
            return
        if case.subject is None or case.group is None:
            raise CheckFailed(f"{case.name} is about a subject, and has none")
        seed = now.seed_for(case.name)
        evaluation = evaluation_for(
            (case.test, seed, now.draws),
            case.part,
            lambda: Evaluation(laws, Drawer(variables, self._hypotheses), seed, now.draws, output),
        )
        task = Task(case.subject, case.group, laws, seed, total=form == "equation")
        runner = Runner(task, evaluation)
        self._finish(case, form, runner, seed, "pass")

    def _run_reference(self, form: str, left: Any, right: Any) -> None:
        case, now = self._next_case(), settings.current()
        if case.mixed and case.subject is not None:
            return
        seed = now.seed_for(case.name)
        drawer = Drawer(self._variables, self._hypotheses)
        runner = IdentityRunner(drawer, left, right, seed, now.draws)
        self._finish(case, form, runner, seed, "holds")

    def _next_case(self) -> Case:
        """The case, of the check that is asked for; checks are numbered whether they run or not."""
        case = self.case
        self.case = replace(case, part=case.part + 1)
        return case

    def _finish(
        self, case: Case, form: str, runner: Runner | IdentityRunner, seed: int, good: Verdict
    ) -> None:
        """Run, record, and keep what is to be told."""
        start = time.perf_counter()
        outcome = runner.run()
        judgement = judged(outcome, good)
        seconds = time.perf_counter() - start
        record = recorded(case, form, outcome, judgement, seed, seconds)
        self.checked += 1
        if outcome.mismatch is not None:
            record = self._explained(case, shrunk(runner, outcome.mismatch), record)
        RECORDER.records.append(record)
        if judgement.verdict == "unsupported":
            self.unsupported.append(judgement.reason)
        elif judgement.verdict == "fail":
            self.failures.append(record.reason)
        elif judgement.verdict not in GREEN:
            told = ": ".join(filter(None, (case.name, case.conjunct, judgement.verdict)))
            self.failures.append(f"{told}: {judgement.reason}")

    def _explained(self, case: Case, mismatch: Mismatch, record: Record) -> Record:
        """The record with the text for a person, and with the path of the script."""
        script = written(case, mismatch, settings.current().scripts)
        text = explain(case, self._hypotheses, mismatch, record.seed, script)
        return replace(record, reason=text, script=script.path)
