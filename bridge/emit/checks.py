"""One claim, or one binding, as a pytest function; see docs/generated-code.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from bridge.backends.base import Backend
from bridge.core.environment import Definition
from bridge.emit import python as py
from bridge.emit.layout import STEP, WIDTH, comment, expression
from bridge.emit.lean import quoted
from bridge.emit.library import Emitted, Library, functions_in, part_name, used, with_sizes
from bridge.emit.names import Namespace
from bridge.emit.sample import (
    CODE,
    DEFINITIONS,
    REFERENCE,
    SAMPLE,
    TAKEN,
    Body,
    Drawn,
    Local,
    Speller,
)
from bridge.emit.subjects import NamedSubject, side_name
from bridge.emit.text import docstring
from bridge.errors import SpecError
from bridge.forms.claim import (
    Claim,
    Conjunct,
    Datum,
    DerivativeGoal,
    EquationGoal,
    IdentityGoal,
    PropositionGoal,
    SingleGoal,
)
from bridge.ir import nodes as ir
from bridge.lower.axes import condition_program, program
from bridge.lower.index import Array, Condition, Derivative, Node, Variable

_TYPES = {SAMPLE: "Sample", DEFINITIONS: "Definitions"}


@dataclass(frozen=True, slots=True)
class Check:
    """A test function. `subjects` are constants of the subjects module; none for an identity."""

    text: str
    subjects: tuple[str, ...]


def claim_check(
    library: Library,
    claim: Claim,
    backends: dict[str, Backend],
    bound: Sequence[NamedSubject],
) -> Check:
    """The test of a claim against the subjects that compute something of it."""
    sides = {s.constant: found.side for s in bound if (found := s.side_of(claim)) is not None}
    if len(set(sides.values())) > 1:
        raise SpecError("bad-bindings", f"`{claim.name}`: subjects bind different sides")
    side = next(iter(sides.values()), None)
    body = Writer(library, claim, backends, side).lines()
    subjects = tuple(sides)
    images = differentiated(claim)
    if images:
        called = {f.name for image in images for f in functions_in(image)}
        subjects = ("LOWERED", *(s.constant for s in bound if s.definitions & called))
    mixed = 0 < len(images) < len(claim.conjuncts)
    return _check(
        "claim", library, claim.definition, subjects, body, derivative=not sides, mixed=mixed
    )


def binding_check(library: Library, emitted: Emitted, subjects: tuple[str, ...]) -> Check:
    """The test that subjects compute what a definition says."""
    sizes = [Datum(name, "natural") for name in emitted.program.sizes]
    arrays = [Datum(p.name, "array", p.shape) for p in emitted.program.parameters]
    drawn = Drawn((*sizes, *arrays))
    args = tuple(drawn.value(d.name) for d in drawn.data)
    left = py.Lambda((SAMPLE, DEFINITIONS), _call(DEFINITIONS, emitted.name, args))
    right = py.Lambda((SAMPLE,), _call(REFERENCE, emitted.name, args))
    body = [
        *_statement("check.draw", keywords=drawn.declared()),
        *_statement("check.equal", left, right),
    ]
    return _check("definition", library, emitted.definition, subjects, body)


def differentiated(claim: Claim) -> tuple[Node, ...]:
    """The sides on which a subject may replace definitions: of goals with a derivative."""
    images = (_differentiated(conjunct.goal) for conjunct in claim.conjuncts)
    return tuple(image for image in images if image is not None)


def _differentiated(goal: SingleGoal) -> Node | None:
    match goal:
        case DerivativeGoal():
            return goal.body
        case EquationGoal():
            return goal.subject
        case IdentityGoal() | PropositionGoal():
            return None
        case _:
            assert_never(goal)


def _check(
    decorator: str,
    library: Library,
    definition: Definition,
    subjects: Iterable[str],
    body: list[str],
    *,
    derivative: bool = True,
    mixed: bool = False,
) -> Check:
    source = definition.source
    lean = quoted(source) if source else []
    constants = tuple(py.Name(s) for s in subjects)
    keywords: list[tuple[str, py.Python]] = [("file", py.Text(library.path(definition)))]
    if constants:
        keywords.append(("subjects", py.Display(constants)))
    if not derivative:
        keywords.append(("derivative", py.Literal(False)))
    if mixed:
        keywords.append(("mixed", py.Literal(True)))
    prefix = "test_" if decorator == "claim" else f"test_{decorator}_"
    name = library.names.name((decorator, definition.name), prefix + library.shown(definition.name))
    head = py.Call(py.Name(decorator), (py.Text(definition.name),), tuple(keywords))
    lines = [
        *expression("@", head, "", 0),
        f"def {name}(check: Check) -> None:",
        *docstring(lean),
        *_tidy(body),
    ]
    return Check("\n".join(lines), tuple(subjects))


class Writer:
    """The body of the test of one claim."""

    def __init__(
        self,
        library: Library,
        claim: Claim,
        backends: dict[str, Backend],
        bound_side: str | None = None,
    ) -> None:
        self.library = library
        self.bound_side = bound_side
        self.claim = claim
        self.drawn = Drawn(claim.data)
        self.tensors = Speller(backends["torch"], self.drawn, library.callee_names(), CODE)
        self.arrays = Speller(backends["numpy"], self.drawn, library.callee_names(), REFERENCE)
        self.functions: list[str] = []

    def lines(self) -> list[str]:
        """Draws, hypotheses, local functions, the claim."""
        assumed = [
            line
            for h in self.claim.hypotheses
            for line in _statement("check.assume", py.Text(h.text), self.condition(h.condition))
        ]
        claimed = [line for c in self.claim.conjuncts for line in self.conjunct(c)]
        hoisted = [line for f in self.tensors.hoisted for line in ("", *_definition(f), "")]
        draws = [*self.told_apart(), *_statement("check.draw", keywords=self.drawn.declared())]
        return [*draws, *self.functions, *assumed, *hoisted, *claimed]

    def told_apart(self) -> list[str]:
        """A word on sizes that the exact evaluator alone looks at."""
        names = sorted(self.claim.shifted)
        return [
            line
            for n in names
            for line in comment(f"Lean's {n} is {n} + 1 here: its definitions tell 0 apart")
        ]

    def conjunct(self, conjunct: Conjunct) -> list[str]:
        """One of several goals under its Lean text; the only goal."""
        checked = self.goal(conjunct)
        if not conjunct.number:
            return checked
        return ["", *_statement("check.conjunct", py.Text(conjunct.text)), *checked]

    def goal(self, conjunct: Conjunct) -> list[str]:
        def side(part: str, array: Array) -> py.Python:
            return self.side(part_name(conjunct, part), array)

        match conjunct.goal:
            case DerivativeGoal() as goal:
                return self.derivative(goal, conjunct)
            case EquationGoal(subject, reference):
                left = self.tensor_side(subject)
                return _statement("check.equal", left, side("", reference))
            case IdentityGoal(left, right) if self.bound_side is not None:
                given = tuple(self.drawn.value(d.name) for d in self.claim.data)
                call = _call(DEFINITIONS, side_name(self.claim), given)
                bound = self.of_sample(Body((), call), SAMPLE, DEFINITIONS)
                other = ("rhs", right) if self.bound_side == "left" else ("lhs", left)
                return _statement("check.equal", bound, side(*other))
            case IdentityGoal(left, right):
                return _statement("check.identity", side("lhs", left), side("rhs", right))
            case PropositionGoal(condition):
                return _statement("check.holds", self.condition(condition))
            case _:
                assert_never(conjunct.goal)

    def derivative(self, goal: DerivativeGoal, conjunct: Conjunct) -> list[str]:
        function = py.Name(self.function(goal).name)
        at = _drawn_point(self.claim, goal)
        v, u = goal.direction, goal.cotangent
        forward, reverse = part_name(conjunct, ""), part_name(conjunct, "adjoint")
        if at is not None:
            keywords = (
                ("at", py.Text(self.drawn.names[at])),
                ("jvp", self.closed_form(forward, goal.jvp, v)),
                ("vjp", self.closed_form(reverse, goal.vjp, u)),
            )
            return _statement("check.derivative", function, keywords=keywords)
        return [
            *self._at_point("jvp", function, goal, v, self.side(forward, goal.jvp)),
            *self._at_point("vjp", function, goal, u, self.side(reverse, goal.vjp)),
        ]

    def _at_point(
        self, mode: str, f: py.Python, goal: DerivativeGoal, along: Variable, right: py.Python
    ) -> list[str]:
        """The derivative at a point that is computed: applied to a drawn direction."""
        given = py.Call(f, (py.Name(SAMPLE), py.Name(DEFINITIONS)))
        point = self.on_tensors(goal.at).inlined()
        derivative = _call(DEFINITIONS, mode, (given, point))
        value = py.Call(derivative, (self.drawn.value(along.name),))
        left = self.of_sample(Body((), value), SAMPLE, DEFINITIONS)
        return _statement("check.equal", left, right)

    # -- sides --

    def side(self, part: str, array: Array) -> py.Python:
        """`lambda s: ref.grad_W1_mse(s.W1, …)`, or the formula itself if functions are drawn."""
        if self.claim.has_maps:
            return self.of_sample(self.on_arrays(array), SAMPLE)
        return py.Lambda((SAMPLE,), self.reference(part))

    def closed_form(self, part: str, array: Array, own: Variable) -> py.Python:
        """The same with a direction or cotangent as a further argument."""
        name = Namespace(TAKEN).name(own, own.name)
        if self.claim.has_maps:
            return self.of_sample(self.on_arrays(array, {own: name}), SAMPLE, name)
        return py.Lambda((SAMPLE, name), self.reference(part, {own.name: name}))

    def tensor_side(self, array: Array) -> py.Python:
        return self.of_sample(self.on_tensors(array), SAMPLE, DEFINITIONS)

    def condition(self, condition: Condition) -> py.Python:
        self._require(condition)
        made = with_sizes(condition_program(self._variables(condition), condition))
        return self.of_sample(self.arrays.body(made), SAMPLE)

    def reference(self, part: str, own: Mapping[str, str] | None = None) -> py.Python:
        """A call of the function that was emitted for this part of the claim; `own` are parameters
        of the lambda around it."""
        own = own or {}
        emitted = self.library.emitted[self.claim.name, part]
        sizes = [self.drawn.size(name) for name in emitted.program.sizes]
        values = [
            py.Name(own[p.name]) if p.name in own else self.drawn.value(p.name)
            for p in emitted.program.parameters
        ]
        return _call(REFERENCE, emitted.name, (*sizes, *values))

    def of_sample(self, body: Body, *params: str) -> py.Python:
        """`lambda s: …`, or the name of a local function if it takes several statements."""
        flat = py.Lambda(params, body.result)
        if not body.statements and 2 * STEP + len(py.show(flat)) + 1 <= WIDTH:
            return flat
        name = f"side{len(self.functions) or ''}"
        typed = ", ".join(f"{p}: {_TYPES.get(p, 'Any')}" for p in params)
        self.functions += ["", f"    def {name}({typed}) -> Any:", *body.lines(2 * STEP), ""]
        return py.Name(name)

    # -- programs --

    def on_tensors(self, array: Array) -> Body:
        self._require(array)
        return self.tensors.body(with_sizes(program(self._variables(array), array)))

    def on_arrays(self, array: Array, own: Mapping[Variable, str] | None = None) -> Body:
        own = own or {}
        self._require(array)
        made = with_sizes(program((*self._variables(array), *used(tuple(own), array)), array))
        return self.arrays.body(made, {v.name: name for v, name in own.items()})

    def function(self, goal: DerivativeGoal) -> Local:
        """`f(s, py)`, which gives the function that is differentiated."""
        applied = Derivative(goal.variable, goal.body, goal.at, goal.direction)
        self._require(applied)
        variables = (*self._variables(applied), *used((goal.direction,), applied))
        made = program(tuple(dict.fromkeys(variables)), applied)
        assert isinstance(made.result, ir.Derivative)
        return self.tensors.local(made.result.program)

    def _variables(self, node: Node) -> tuple[Variable, ...]:
        return used(tuple(d.variable for d in self.claim.data if d.variable is not None), node)

    def _require(self, node: Node) -> None:
        self.library.require(node)
        self.tensors.functions = self.arrays.functions = self.library.callee_names()


def _drawn_point(claim: Claim, goal: DerivativeGoal) -> str | None:
    """The variable at which the derivative is taken, if it is a drawn one."""
    return next((d.name for d in claim.data if d.variable == goal.at), None)


def _definition(local: Local) -> list[str]:
    head = f"    def {local.name}(s: Sample, py: Definitions) -> Function:"
    flat = py.Lambda((local.variable,), local.body.result)
    if not local.body.statements and 2 * STEP + len("return ") + len(py.show(flat)) <= WIDTH:
        return [head, *expression("return ", flat, "", 2 * STEP)]
    inner = f"        def function({local.variable}: Tensor) -> Tensor:"
    return [head, inner, *local.body.lines(3 * STEP), "", "        return function"]


def _statement(
    name: str, *args: py.Python, keywords: tuple[tuple[str, py.Python], ...] = ()
) -> list[str]:
    return expression("", py.Call(py.Name(name), args, keywords), "", STEP)


def _call(module: str, name: str, args: tuple[py.Python, ...]) -> py.Python:
    return py.Call(py.Attribute(py.Name(module), name), args)


def _tidy(lines: list[str]) -> list[str]:
    """Without empty lines at the ends, or two in a row."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return kept
