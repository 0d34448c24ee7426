"""Where templates run: values, conditions and loops; nothing that reaches outside the folder, goes on for ever or swells."""

import re
from collections.abc import Callable
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, Undefined, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from drafting.compose.filters import FILTERS
from drafting.compose.view import shown

_MOST_WORK = 5_000_000
"""Characters made on the way, a turn of a loop counted as fifty, a call of a macro as a hundred; a report of two hundred pages takes one million."""
_TURN = 50
_CALL = 100
_WIDEST = 10_000
_LARGEST_BITS = 1000
_WIDTH = re.compile(r"%[-+ #0]*[0-9.]{5,}|\{[^{}]*:[^{}]*[0-9]{5,}[^{}]*\}")
NOT_FILLED = "没有填写的项要先用"
_GO_ROUND, _JOIN = "__go_round__", "__join__"


Loader = Callable[[str], tuple[str, str, Callable[[], bool]] | None]
"""From a file's name to its text, its name in tracebacks, and whether it is still the same."""


class TooMuchError(SecurityError):
    """A template that would go on for ever, or fill the memory."""


class Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(("*", "**", "+"))

    def __init__(self, load: Loader) -> None:
        super().__init__(
            loader=FunctionLoader(load),
            undefined=StrictUndefined,
            finalize=self._shown,
            autoescape=False,  # marked text is no HTML; words are escaped where the view is made
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        known = {name: filter_ for name, filter_ in self.filters.items() if name != "random"} | dict(FILTERS)
        self.filters = {name: self._bounded(name, filter_) for name, filter_ in known.items()}
        self.globals = {_GO_ROUND: self._go_round, _JOIN: self._join}
        self._work = 0

    def start_anew(self) -> None:
        """Each rendering may do the same amount of work."""
        self._work = 0

    def is_safe_callable(self, obj: Any) -> bool:
        return obj in (self._go_round, self._join) or super().is_safe_callable(obj)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**":
            raise TooMuchError
        if operator == "*":
            times = max((abs(side) for side in (left, right) if isinstance(side, int)), default=0)
            if times.bit_length() > _LARGEST_BITS:
                raise TooMuchError
            self._spend(times * max(_size(left), _size(right)))
        else:
            self._spend(_size(left) + _size(right))
        return super().call_binop(context, operator, left, right)

    def call(self, context: Any, called: Any, /, *given: Any, **named: Any) -> Any:
        # Jinja puts a function of its own in the place of str.format.
        subject = getattr(getattr(called, "__wrapped__", called), "__self__", None)
        if isinstance(subject, str):
            self._refuse_swelling(called.__name__, subject, (*given, *named.values()))
        return super().call(context, called, *given, **named)

    def _generate(self, source: nodes.Template, *arguments: Any, **named: Any) -> str:
        return super()._generate(_Guarding(self).visit(source), *arguments, **named)

    def _bounded(self, name: str, filter_: Callable[..., Any]) -> Callable[..., Any]:
        passes = getattr(filter_, "jinja_pass_arg", None)

        def bounded(*given: Any, **named: Any) -> Any:
            value, *rest = given[1:] if passes else given
            if value is None and name in FILTERS:
                raise UndefinedError(f"{NOT_FILLED} {{% if %}} 判断")
            self._refuse_swelling(name, value, (*rest, *named.values()))
            return filter_(*given, **named)

        if passes:
            bounded.jinja_pass_arg = passes  # type: ignore[attr-defined]
        return bounded

    def _refuse_swelling(self, name: str, subject: Any, given: tuple[Any, ...]) -> None:
        """Before it is done: how long the result may get, from what goes in."""
        if any(isinstance(value, int) and abs(value) > _WIDEST for value in given):
            raise TooMuchError
        if name == "format" and _WIDTH.search(str(subject)):
            raise TooMuchError
        self._spend(_size(subject) * max(1, *(len(value) for value in given if isinstance(value, str)), 0))

    def _go_round(self, cost: int) -> str:
        """At the head of each turn of a loop and each call of a macro; what is written out in it is counted as well."""
        self._spend(cost)
        return ""

    def _join(self, *values: Any) -> str:
        words = [str(value) for value in values]
        self._spend(sum(map(len, words)))
        return "".join(words)

    def _shown(self, value: Any) -> Any:
        if value is None:
            raise UndefinedError(f"{NOT_FILLED} {{% if %}} 判断")
        self._spend(_size(value))
        return value if isinstance(value, (str, Undefined)) else shown(value)

    def _spend(self, work: int) -> None:
        self._work += work
        if self._work > _MOST_WORK:
            raise TooMuchError


def _size(value: Any) -> int:
    return len(value) if isinstance(value, (str, list, tuple)) else 0


class _Guarding(NodeTransformer):
    """Makes what is repeated count itself, and what is joined with ~ look at its length: Jinja has no hook for these."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - the visitor's name for it
        return self._counted(node, _TURN)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802 - the visitor's name for it
        return self._counted(node, _CALL)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802 - the visitor's name for it
        return self._counted(node, _CALL)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - the visitor's name for it
        self.generic_visit(node)
        return self._call(_JOIN, node.nodes, node.lineno)

    def _counted(self, node: nodes.For | nodes.Macro | nodes.CallBlock, cost: int) -> nodes.Node:
        self.generic_visit(node)
        written = sum(len(data.data) for statement in node.body for data in _texts(statement))
        count = nodes.Const(cost + written, lineno=node.lineno, environment=self._environment)
        turn = nodes.ExprStmt(self._call(_GO_ROUND, [count], node.lineno), lineno=node.lineno)
        turn.set_environment(self._environment)
        node.body.insert(0, turn)
        return node

    def _call(self, name: str, given: list[nodes.Expr], line: int) -> nodes.Call:
        call = nodes.Call(nodes.Name(name, "load"), given, [], None, None)
        return call.set_lineno(line).set_environment(self._environment)  # type: ignore[return-value]


def _texts(node: nodes.Node) -> list[nodes.TemplateData]:
    return [node] if isinstance(node, nodes.TemplateData) else list(node.find_all(nodes.TemplateData))
