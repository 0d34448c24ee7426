"""Follows a template as Jinja would, with shapes instead of values: scopes, loops, macros with their arguments.

What it notes is for the rules to tell: names that are none, loops over what is no list, branches that are never
taken; and what is written, line by line, with the conditions under which it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from drafting.templating import conditions, shapes
from drafting.templating.shapes import ANYTHING, LOOP, MISSING, NOTHING, SOME_NUMBER, SOME_TEXT, YES_OR_NO, Kind, Shape
from drafting.templating.sources import SourceFile, Sources, is_plain, targets
from drafting.text.patterns import Pattern

_MOST_STEPS = 30_000
_DEEPEST_CALL = 8
_MOST_WRITTEN = 20_000
_NEAR = 0.5
HUGE = 1_000_000
"""Times that nobody repeats anything in a report."""

Scope = dict[str, Shape]


class Sort(StrEnum):
    UNKNOWN = "unknown"
    NOT_A_LIST = "not a list"
    UNREACHABLE = "unreachable"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Note:
    sort: Sort
    file: str
    line: int
    quote: str
    message: str
    suggestion: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the ways on which a line may be written or not."""

    key: str
    way: int
    ways: int


@dataclass(frozen=True, slots=True)
class Written:
    """A piece of the marked text; no text where only a form can say what it is."""

    text: str | None
    file: str
    line: int
    guard: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    notes: tuple[Note, ...]
    written: tuple[Written, ...]
    is_whole: bool
    """Nothing was left out of what is written."""


@dataclass(frozen=True, eq=False)
class _Macro:
    node: nodes.Macro
    file: SourceFile
    scope: Scope
    name: str
    alone: bool


@dataclass(frozen=True, slots=True)
class _Site:
    """Where a macro is called."""

    file: str
    line: int
    macro: str
    quote: str


@dataclass(slots=True)
class _Doubt:
    """Something in a macro that is wrong with some arguments: whose fault it is, the other calls tell."""

    failed: list[tuple[tuple[_Site, ...], Note]] = field(default_factory=list)
    passed: list[tuple[_Site, ...]] = field(default_factory=list)


_TEXT_FILTERS = frozenset(
    [
        "带量词",
        "顿号",
        "并列",
        "成句",
        "原因",
        "汉字",
        "日期",
        "占",
        "表格",
        "capitalize",
        "center",
        "e",
        "escape",
        "forceescape",
        "format",
        "indent",
        "join",
        "lower",
        "pprint",
        "replace",
        "safe",
        "string",
        "striptags",
        "title",
        "tojson",
        "trim",
        "truncate",
        "upper",
        "urlencode",
        "urlize",
        "wordwrap",
        "xmlattr",
        "filesizeformat",
    ]
)
_SAME_WORDS = frozenset(["成句", "safe", "string", "trim", "e", "escape", "forceescape"])
_NUMBER_FILTERS = frozenset(["length", "count", "wordcount", "int", "float", "abs", "round", "sum"])
_SAME_LIST = frozenset(["list", "sort", "reverse", "unique"])
_FEWER = frozenset(["select", "reject", "selectattr", "rejectattr"])
_ONE_OF = frozenset(["first", "last", "random", "min", "max"])
_OF_LISTS = frozenset(["顿号", "并列"])
_CHANGING = frozenset(
    ["append", "extend", "insert", "pop", "remove", "clear", "update", "setdefault", "popitem", "add", "discard"]
)
_TEXT_METHODS = frozenset(
    [
        "capitalize",
        "casefold",
        "center",
        "expandtabs",
        "format",
        "join",
        "ljust",
        "lower",
        "lstrip",
        "removeprefix",
        "removesuffix",
        "replace",
        "rjust",
        "rstrip",
        "strip",
        "swapcase",
        "title",
        "upper",
        "zfill",
        "strftime",
        "isoformat",
    ]
)
_WORD_LISTS = frozenset(["split", "rsplit", "splitlines"])
_BUILTINS = frozenset(["range", "dict", "lipsum", "cycler", "joiner", "namespace"])
_MOST_LISTED = 8
_LONGEST_LINE = 2000
"""In which the pieces that are meant are looked for."""
_TAG = Pattern(r"\{%[-+]?\s*(?P<word>if|elif|for)\b(?P<rest>.*?)[-+]?%\}")
_ELSE = Pattern(r"\{%[-+]?\s*else\b")


_NO_LISTS = frozenset((Kind.RECORD, Kind.TEXT, Kind.NUMBER, Kind.DAY))


def near(name: str, known: Sequence[str]) -> str | None:
    """The name that was meant."""
    otherwise = shapes.called_otherwise(name)
    if otherwise in known:
        return otherwise
    return next(iter(get_close_matches(name, known, 1, _NEAR)), None)


def read(sources: Sources, levels: tuple[str, ...] = ()) -> Reading:
    try:
        return _Reader(sources, levels).reading()
    except RecursionError:
        # Each file is shallow enough by itself: only macros that call macros go deeper.
        return _Reader(sources, levels, follows=False).reading()


class _Reader:
    def __init__(self, sources: Sources, levels: tuple[str, ...], *, follows: bool = True) -> None:
        self.sources = sources
        self.levels = levels
        self.follows = follows
        self.file = sources.main
        self.notes: dict[tuple[Any, ...], Note] = {}
        self.doubts: dict[tuple[str, int, str], _Doubt] = {}
        self.sites: tuple[_Site, ...] = ()
        self.assumed: dict[str, bool] = {}
        self.guard: tuple[Choice, ...] = ()
        self.out: list[Written] = []
        self.lenient = False
        self.dead = False
        self.alone = False
        """Reads a file that is imported without context."""
        self.whole = True
        self.steps = 0
        self.macros: dict[int, _Macro] = {}
        self.called: set[int] = set()
        self.running: list[int] = []
        self.modules: dict[tuple[str, bool], Scope] = {}
        self.including: list[str] = []
        self.blocks: dict[str, tuple[nodes.Block, SourceFile]] = {}

    def reading(self) -> Reading:
        if self.file.tree is None:
            return Reading((), (), is_whole=False)
        self.including.append(self.file.name)
        self._body(self.file.tree.body, dict(shapes.names()))
        written, whole = tuple(self.out), self.whole and not self._tired()
        while waiting := [number for number in self.macros if number not in self.called]:
            for number in waiting:
                self._uncalled(self.macros[number])
        self._settle()
        notes = sorted(self.notes.values(), key=lambda note: (note.file, note.line, note.quote))
        return Reading(tuple(notes), written, whole)

    def _tired(self) -> bool:
        return self.steps > _MOST_STEPS or len(self.out) > _MOST_WRITTEN

    # What is told

    def _tell(
        self, sort: Sort, node: nodes.Node, quote: str, message: str, line: int | None = None, **more: str | None
    ) -> None:
        line = line or node.lineno or 1
        note = Note(sort, self.file.name, line, self._seen(line, quote), message, **more)
        self.notes.setdefault((sort, note.file, note.line, note.quote), note)

    def _seen(self, line: int | None, quote: str) -> str:
        """The quoted piece as it stands in the line; the shorter one where it is written otherwise."""
        text = self.file.line(line or 1)
        return next((piece for piece in (quote, quote.rpartition(".")[2]) if piece in text), "")

    def _doubt(self, sort: Sort, node: nodes.Node, quote: str, message: str, base: Shape, **more: str | None) -> None:
        if not base.given or not self.sites:
            self._tell(sort, node, quote, message, None, **more)
            return
        if not self.dead:
            note = Note(sort, self.file.name, node.lineno or 1, self._seen(node.lineno, quote), message, **more)
            self._doubt_at(node, quote).failed.append((self.sites, note))

    def _sound(self, node: nodes.Node, quote: str, base: Shape) -> None:
        if base.given and self.sites and not self.dead and base.kind is not Kind.ANYTHING:
            self._doubt_at(node, quote).passed.append(self.sites)

    def _doubt_at(self, node: nodes.Node, quote: str) -> _Doubt:
        return self.doubts.setdefault((self.file.name, node.lineno or 1, quote), _Doubt())

    def _settle(self) -> None:
        blamed: dict[_Site, Note] = {}
        for doubt in self.doubts.values():
            if not doubt.failed:
                continue
            inner = {sites[-1] for sites, _ in doubt.failed}
            is_the_macros = len(inner) > 1 or any(note.suggestion for _, note in doubt.failed)
            if not doubt.passed and (is_the_macros or self._fits_otherwise(next(iter(inner)))):
                note = doubt.failed[0][1]
                self.notes.setdefault((note.sort, note.file, note.line, note.quote), note)
                continue
            for sites, note in doubt.failed:
                site = _to_blame(sites, doubt.passed)
                if site not in blamed or (note.sort is Sort.NOT_A_LIST and blamed[site].sort is not Sort.NOT_A_LIST):
                    blamed[site] = note
        for site, note in blamed.items():
            where = f"{note.file}第{note.line}行" if note.file != site.file else f"第{note.line}行"
            told = Note(
                note.sort,
                site.file,
                site.line,
                site.quote,
                f"给宏“{site.macro}”的内容不对：宏里（{where}）{note.message}",
                hint="请核对这里写的参数，或者改宏。",
            )
            self.notes.setdefault((told.sort, told.file, told.line, told.quote), told)

    def _fits_otherwise(self, site: _Site) -> bool:
        """What is given has most of what the macro asks of it: the one thing that it has not is the macro's own mistake."""
        passed = sum(1 for doubt in self.doubts.values() if any(sites[-1] == site for sites in doubt.passed))
        failed = sum(1 for doubt in self.doubts.values() if any(sites[-1] == site for sites, _ in doubt.failed))
        return passed > max(failed, 1)

    # Statements

    def _body(self, body: Sequence[nodes.Node], scope: Scope) -> None:
        for node in body:
            self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: Scope) -> None:  # noqa: C901, PLR0912 -- a case a kind of statement
        self.steps += 1
        match node:
            case nodes.Output():
                for part in node.nodes:
                    self._write(part, scope)
            case nodes.If():
                self._if(node, scope)
            case nodes.For():
                self._for(node, scope)
            case nodes.Macro():
                self._define(node, scope)
            case nodes.Assign():
                self._bind(node.target, self.value(node.node, scope), scope)
            case nodes.AssignBlock():
                written = self._captured(lambda: self._body(node.body, dict(scope)))
                shape = Shape(Kind.TEXT, words=_plain_words(written), typed=True, written=written)
                self._bind(node.target, self._filtered(node.filter, shape, scope) if node.filter else shape, scope)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    self._bind(target, self.value(value, scope), inner)
                self._body(node.body, inner)
            case nodes.CallBlock():
                self._call_block(node, scope)
            case nodes.FilterBlock():
                written = self._captured(lambda: self._body(node.body, dict(scope)))
                shape = self._filtered(node.filter, Shape(Kind.TEXT, written=written), scope)
                self._emit(shape, node)
            case nodes.Import():
                scope[node.target] = self._module(node, scope)
                self._forget(node.target)
            case nodes.FromImport():
                self._from_import(node, scope)
            case nodes.Include():
                self._include(node, scope)
            case nodes.Extends():
                self._extends(node, scope)
            case nodes.Block():
                self._block(node, scope)
            case _:
                self._others(node, scope)

    def _others(self, node: nodes.Node, scope: Scope) -> None:
        """autoescape and whatever an extension may add: their parts are read, in a scope of their own."""
        inner = dict(scope)
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self.value(child, inner)
            else:
                self._statement(child, inner)

    def _write(self, part: nodes.Node, scope: Scope) -> None:
        if isinstance(part, nodes.TemplateData):
            line = part.lineno or 1
            for number, text in enumerate(part.data.split("\n")):
                if number:
                    self.out.append(Written("\n", self.file.name, line + number - 1, self.guard))
                if text:
                    self.out.append(Written(text, self.file.name, line + number, self.guard))
            return
        self._emit(self.value(part, scope), part)

    def _emit(self, shape: Shape, node: nodes.Node) -> None:
        if shape.written:
            self.out += [replace(piece, guard=self.guard + piece.guard) for piece in shape.written]
        elif shape.words is not None:
            self.out.append(Written(shape.words, self.file.name, node.lineno or 1, self.guard))
        elif shape.kind is not Kind.NOTHING:
            self.out.append(Written(None, self.file.name, node.lineno or 1, self.guard))

    def _captured(self, write: Callable[[], None]) -> tuple[Written, ...]:
        out, guard = self.out, self.guard
        self.out, self.guard = [], ()
        try:
            write()
            return tuple(self.out)
        finally:
            self.out, self.guard = out, guard

    def _bind(self, target: nodes.Node, shape: Shape, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = shape
            self._forget(target.name)
        elif isinstance(target, (nodes.Tuple, nodes.List)):
            for each in target.items:
                part = ANYTHING
                if shape.kind is Kind.LIST and shape.element is not None:
                    part = _from(shape, replace(shape.element, truth=None))
                self._bind(each, part, scope)

    def _forget(self, name: str) -> None:
        """What was known of a name is not known of the next value that it stands for."""
        self.assumed = {text: said for text, said in self.assumed.items() if not conditions.mentions(text, name)}

    # Branches

    def _truth(self, node: nodes.Node, scope: Scope, *, sure: bool) -> bool | None:
        return conditions.truth(node, lambda part: self._quietly(part, scope), self.assumed, sure=sure)

    def _quietly(self, node: nodes.Node, scope: Scope) -> Shape:
        notes, doubts, self.notes, self.doubts = self.notes, self.doubts, {}, {}
        try:
            return self.value(node, scope)
        finally:
            self.notes, self.doubts = notes, doubts

    def _if(self, node: nodes.If, scope: Scope) -> None:
        before, dead, guard = dict(self.assumed), self.dead, self.guard
        arms: list[tuple[nodes.If | None, list[nodes.Node]]] = [(arm, arm.body) for arm in (node, *node.elif_)]
        covered = self._all_words(node, scope)
        arms.append((None, node.else_))
        ways = len(arms) - (1 if covered and not node.else_ else 0)
        seen: set[str] = set()
        results: list[Scope] = []
        decided = False
        for way, (arm, body) in enumerate(arms):
            truth: bool | None = None
            if arm is not None:
                self.value(arm.test, scope)
                self._unreachable(arm, scope, seen, has_more=way < len(arms) - 2 or bool(node.else_))
                truth = self._truth(arm.test, scope, sure=False)
            known = dict(self.assumed)
            if arm is not None:
                self.assumed.update(conditions.assumptions(arm.test, said=True))
            self.dead = dead or decided or truth is False
            self.guard = guard if truth is True or self.dead else (*guard, _choice(node, way, ways))
            inner = dict(scope)
            if self.dead:
                self._captured(lambda body=body, inner=inner: self._body(body, inner))  # type: ignore[misc]
            else:
                self._body(body, inner)
                results.append(inner)
            self.assumed, self.guard = known, guard
            if arm is not None:
                self.assumed.update(conditions.assumptions(arm.test, said=False))
            decided = decided or truth is True
        self.assumed, self.dead = before, dead
        self._merge(scope, results)

    def _all_words(self, node: nodes.If, scope: Scope) -> bool:
        """Whether the branches name all words that a field can be, so that one of them is always taken."""
        found = [conditions.words_compared(arm.test) for arm in (node, *node.elif_)]
        if not all(found) or len({pair[0] for pair in found if pair}) != 1:
            return False
        first: Any = node.test
        shape = self._quietly(first.expr, scope)
        possible = frozenset(shape.choices) & frozenset(self.levels) or frozenset(shape.choices)
        return bool(possible) and possible <= frozenset(word for pair in found if pair for word in pair[1])

    def _unreachable(self, arm: nodes.If, scope: Scope, seen: set[str], *, has_more: bool) -> None:
        test, quote = arm.test, self._tag(arm)
        text = conditions.key(test)
        if text in seen:
            self._tell(
                Sort.UNREACHABLE, arm, quote, f"“{quote}”里的条件前面已经判断过，这里的内容永远写不出来。",
                hint="请改成另一个条件，或删去这一段。",
            )  # fmt: skip
            return
        if conditions.lasts(text):
            seen.add(text)
        truth = self._truth(test, scope, sure=True)
        if truth is False:
            self._tell(
                Sort.UNREACHABLE, arm, quote, f"“{quote}”里的条件总是不成立，里面的内容永远写不出来。",
                hint=self._why(test, scope) or "请核对条件，或删去这一段。",
            )  # fmt: skip
        elif truth is True and (has_more or isinstance(test, nodes.Const)):
            self._tell(
                Sort.UNREACHABLE, arm, quote, f"“{quote}”里的条件总是成立"
                + ("，后面的分支永远走不到。" if has_more else "，判断没有用处。"),
                hint=self._why(test, scope) or "请核对条件，或只留下用得上的内容。",
                line=self._else_line(arm) if arm.else_ and not arm.elif_ else None,
            )  # fmt: skip
        elif truth is True and isinstance(test, nodes.Test) and test.name == "defined":
            name = _dotted(test.node)
            shape = self._quietly(test.node, scope)
            if name and shape.truth is None:
                self._tell(
                    Sort.UNREACHABLE, arm, quote, f"“{quote}”总是成立：表单里没填的项也有定义，只是空的。",
                    hint=f"请写 {{% if {name} %}}。",
                )  # fmt: skip

    def _why(self, test: nodes.Node, scope: Scope) -> str | None:
        inner = test.node if isinstance(test, nodes.Not) else test
        name = _dotted(inner)
        if name and self._quietly(inner, scope).truth is True and conditions.key(inner) not in self.assumed:
            return f"“{name}”是表单必填的，总是有内容；请核对条件，或只留下用得上的内容。"
        if conditions.key(inner) in self.assumed:
            return "外面或前面已经判断过同一个条件；请核对。"
        return None

    def _tag(self, node: nodes.If | nodes.For) -> str:
        """The tag that a statement begins with, as it is written."""
        line = self.file.line(node.lineno or 1)
        if len(line) > _LONGEST_LINE:
            return ""
        word = "for" if isinstance(node, nodes.For) else "if"
        tags = [tag for tag in _TAG.finditer(line) if tag["word"] in (word, "el" + word)]
        if isinstance(node, nodes.If) and len(tags) > 1:
            tags = [tag for tag in tags if self._asks(tag["rest"], node.test)] or tags
        return tags[0][0] if tags else line.strip()

    def _asks(self, words: str, test: nodes.Node) -> bool:
        try:
            found = self.sources.environment.parse(f"{{% if {words} %}}{{% endif %}}").find(nodes.If)
        except TemplateSyntaxError:
            return False
        return found is not None and conditions.key(found.test) == conditions.key(test)

    def _else_line(self, node: nodes.If | nodes.For) -> int | None:
        """Jinja keeps no place of an else: the last one before what it holds."""
        behind = node.else_[0].lineno or 0
        lines = range(behind, node.lineno or 1, -1)
        return next((line for line in lines if _ELSE.search(self.file.line(line))), None)

    def _merge(self, scope: Scope, results: Sequence[Scope]) -> None:
        for name in {name for inner in results for name in inner}:
            values = [inner.get(name) for inner in results]
            if any(value is not scope.get(name) for value in values):
                self._forget(name)
                known = [value for value in values if value is not None]
                merged = known[0]
                for value in known[1:]:
                    merged = shapes.joined(merged, value)
                # Where one branch does not set it, the others still may have been taken.
                scope[name] = merged if len(known) == len(values) else replace(merged, truth=None)

    def _for(self, node: nodes.For, scope: Scope) -> None:
        many = self.value(node.iter, scope)
        if isinstance(node.iter, nodes.Or) and many.kind is Kind.ANYTHING:
            # 一位负责人 or []: the one that is no list is what the loop goes wrong on.
            sides = (self._quietly(side, scope) for side in (node.iter.left, node.iter.right))
            many = next((side for side in sides if side.kind in _NO_LISTS), many)
        element = self._element(node, many)
        before, guard, dead = dict(self.assumed), self.guard, self.dead
        inner = dict(scope)
        empty = many.kind is Kind.LIST and many.truth is False
        filled = many.truth is True and node.test is None
        if node.else_ and filled and not (many.given or many.typed):
            quote = self._tag(node)
            self._tell(
                Sort.UNREACHABLE, node, quote, f"“{quote}”后面的 else 永远走不到：这一列至少有一项。",
                hint="请删去 else 的内容。", line=self._else_line(node),
            )  # fmt: skip
        self._bind(node.target, ANYTHING if node.recursive else element, inner)
        inner["loop"] = LOOP
        self._forget("loop")
        if node.test is not None:
            self.value(node.test, inner)
            self.assumed.update(conditions.assumptions(node.test, said=True))
        self.dead = dead or empty
        self.guard = guard if filled else (*guard, Choice(f"for {self.file.name} {id(node)}", 0, 2))
        if self.dead:
            self._captured(lambda: self._body(node.body, inner))
        else:
            self._body(node.body, inner)
        self.assumed, self.dead = before, dead
        self.guard = (*guard, Choice(f"for {self.file.name} {id(node)}", 1, 2))
        if filled:
            self._captured(lambda: self._body(node.else_, dict(scope)))
        else:
            self._body(node.else_, dict(scope))
        self.guard = guard

    def _element(self, node: nodes.For, many: Shape) -> Shape:
        unpacks = isinstance(node.target, (nodes.Tuple, nodes.List))
        quote = _dotted(node.iter) or self._tag(node)
        if many.kind is Kind.LIST:
            self._sound(node.iter, quote, many)
            return _from(many, many.element or ANYTHING)
        if many.kind is Kind.GROUPS and not unpacks:
            return SOME_TEXT
        if many.kind is Kind.CALLED and isinstance(many.macro, tuple) and isinstance(node.iter, nodes.Getattr):
            # Under its own quote: that the name is there was found sound under this one.
            self._doubt(
                Sort.NOT_A_LIST, node, self._tag(node), f"“{quote}”是程序里的算法，不是表单里的一列。", many.macro[0],
                hint=_lists_in(many.macro[0], quote.rpartition(".")[0]),
            )  # fmt: skip
            return ANYTHING
        if many.kind in (Kind.ANYTHING, Kind.CALLED, Kind.NOTHING, Kind.LOOP):
            return ANYTHING
        if many.kind is Kind.MISSING:
            return ANYTHING
        self._doubt(
            Sort.NOT_A_LIST, node, quote, f"“{quote}”是{many.kind}，不是一列，不能用 for 逐项写。", many,
            hint=_lists_in(many, quote),
        )  # fmt: skip
        return ANYTHING

    # Macros

    def _define(self, node: nodes.Macro, scope: Scope) -> None:
        macro = self.macros.setdefault(id(node), _Macro(node, self.file, scope, node.name, self.alone))
        for default in node.defaults:
            self.value(default, scope)
        scope[node.name] = Shape(Kind.MACRO, macro=macro, truth=True)
        self._forget(node.name)

    def _uncalled(self, macro: _Macro) -> None:
        """Nobody calls it: its own names are looked at all the same."""
        arguments = {argument.name: ANYTHING for argument in macro.node.args}
        self._run(macro, arguments, (), caller=Shape(Kind.CALLED))

    def _run(self, macro: _Macro, arguments: Scope, sites: tuple[_Site, ...], caller: Shape) -> tuple[Written, ...]:
        self.called.add(id(macro.node))
        file, own_sites, assumed, alone = self.file, self.sites, self.assumed, self.alone
        self.file, self.sites, self.assumed, self.alone = macro.file, sites, {}, macro.alone
        self.running.append(id(macro.node))
        special = {"caller": caller, "varargs": Shape(Kind.LIST, element=ANYTHING), "kwargs": ANYTHING}
        try:
            inner = {**macro.scope, **special, **arguments}
            return self._captured(lambda: self._body(macro.node.body, inner))
        finally:
            self.running.pop()
            self.file, self.sites, self.assumed, self.alone = file, own_sites, assumed, alone

    def _call_macro(self, node: nodes.Call, macro: _Macro, scope: Scope, caller: Shape | None) -> Shape:
        given = [self.value(argument, scope) for argument in node.args]
        named = {argument.key: self.value(argument.value, scope) for argument in node.kwargs}
        names = [argument.name for argument in macro.node.args]
        written = _dotted(node.node) or macro.name
        if caller is None and "caller" in named:
            caller = named.pop("caller")
        fits = self._fits(node, macro, len(given), list(named), calls_back=caller is not None)
        if not fits or node.dyn_args is not None or node.dyn_kwargs is not None:
            arguments = dict.fromkeys(names, ANYTHING)
        else:
            arguments = dict.fromkeys(names, MISSING)
            defaults = macro.node.defaults
            for name, default in zip(names[len(names) - len(defaults) :], defaults, strict=True):
                arguments[name] = self._quietly(default, macro.scope)
            arguments.update(zip(names, given, strict=False))
            arguments.update({name: value for name, value in named.items() if name in names})
        arguments = {name: replace(value, given=True) for name, value in arguments.items()}
        if id(macro.node) in self.running or len(self.running) >= _DEEPEST_CALL or self._tired() or not self.follows:
            self.called.add(id(macro.node)) if id(macro.node) in self.running else None
            self.whole = False
            return SOME_TEXT
        line = self.file.line(node.lineno or 1)
        site = _Site(self.file.name, node.lineno or 1, written, _call_text(line, written))
        shape = Shape(Kind.CALLED) if caller is None else caller
        pieces = self._run(macro, arguments, (*self.sites, site), shape)
        return Shape(Kind.TEXT, words="" if not pieces else None, written=pieces)

    def _fits(self, node: nodes.Call, macro: _Macro, given: int, named: list[str], *, calls_back: bool) -> bool:
        name, names = _dotted(node.node) or macro.name, [argument.name for argument in macro.node.args]
        uses = {each.name for each in macro.node.find_all(nodes.Name)}
        takes = f"“{name}”的参数是：{'、'.join(names)}" if names else f"“{name}”不带参数"
        quote = _call_text(self.file.line(node.lineno or 1), name)
        if given > len(names) and "varargs" not in uses:
            self._tell(
                Sort.UNKNOWN, node, quote, f"给宏“{name}”写了{given}个参数，多了{given - len(names)}个；{takes}。"
            )
            return False
        wrong = next((each for each in named if each not in names), None)
        if wrong is not None and "kwargs" not in uses:
            right = near(wrong, names)
            self._tell(Sort.UNKNOWN, node, wrong, f"宏“{name}”没有“{wrong}”这个参数；{takes}。", suggestion=right)
            return False
        twice = next((each for each in named if each in names[:given]), None)
        if twice is not None:
            self._tell(Sort.UNKNOWN, node, quote, f"给宏“{name}”的参数“{twice}”写了两次；{takes}。")
            return False
        if calls_back and "caller" not in uses:
            self._tell(
                Sort.UNSAFE, node, quote, f"宏“{name}”里没有用 caller()，不能用 {{% call %}} 来写。",
                hint=f"请直接写 {{{{ {name}(…) }}}}。",
            )  # fmt: skip
        return True

    def _missing_argument(self, node: nodes.Name) -> None:
        """Used where nothing was given: the call lacks it."""
        if not self.sites or self.dead or self.lenient:
            return
        site = self.sites[-1]
        note = Note(
            Sort.UNKNOWN, site.file, site.line, site.quote,
            f"调用宏“{site.macro}”时少写了参数“{node.name}”。",
        )  # fmt: skip
        self.notes.setdefault((note.sort, note.file, note.line, note.quote), note)

    def _call_block(self, node: nodes.CallBlock, scope: Scope) -> None:
        def body() -> None:
            inner = dict(scope)
            inner.update({argument.name: ANYTHING for argument in node.args})
            self._body(node.body, inner)

        block = self._captured(body)
        caller = Shape(Kind.CALLED, written=block)
        called: Any = node.call
        if isinstance(called, nodes.Call):
            self._emit(self._call(called, scope, caller), node)

    # Other files

    def _module(self, node: nodes.Import | nodes.FromImport, scope: Scope) -> Shape:
        named = targets(node)
        self.value(node.template, scope)
        if len(named) != 1 or not isinstance(node.template, nodes.Const):
            return ANYTHING
        own = self._names_of(named[0], scope if node.with_context else None)
        return ANYTHING if own is None else Shape(Kind.MODULE, fields=own, truth=True)

    def _names_of(self, name: str, context: Scope | None) -> Scope | None:
        """What a file defines; None where that cannot be known."""
        file = self.sources.files.get(name) if is_plain(name) else None
        if file is None or file.tree is None or name in self.including:
            return None
        key = (name, context is not None)
        if key not in self.modules:
            before, alone, assumed, sites = self.file, self.alone, self.assumed, self.sites
            self.file, self.alone, self.assumed, self.sites = file, context is None, {}, ()
            self.including.append(name)
            scope = dict(context or {})
            tree = file.tree
            self._captured(lambda: self._body(tree.body, scope))
            self.including.pop()
            self.file, self.alone, self.assumed, self.sites = before, alone, assumed, sites
            self.modules[key] = {
                each: shape
                for each, shape in scope.items()
                if not each.startswith("_") and (context is None or context.get(each) is not shape)
            }
        return self.modules[key]

    def _from_import(self, node: nodes.FromImport, scope: Scope) -> None:
        module = self._module(node, scope)
        for each in node.names:
            name, called = each if isinstance(each, tuple) else (each, each)
            shape = ANYTHING if module.fields is None else module.fields.get(name)
            if shape is None:
                assert module.fields is not None
                right = near(name, list(module.fields))
                file = targets(node)[0]
                listed = "" if right else f"；有的是：{'、'.join(module.fields)}" if module.fields else ""
                self._tell(
                    Sort.UNKNOWN, node, name, f"“{file}”里没有“{name}”{_perhaps(right)}{listed}。", suggestion=right,
                )  # fmt: skip
                # Whoever writes the right name further down shall not be told once more.
                scope.setdefault(right or called, ANYTHING)
            scope[called] = shape or ANYTHING
            self._forget(called)

    def _include(self, node: nodes.Include, scope: Scope) -> None:
        self.value(node.template, scope)
        named = [name for name in targets(node) if is_plain(name) and name in self.sources.files]
        file = self.sources.files[named[0]] if named else None
        if file is None or file.tree is None or file.name in self.including or self._tired():
            self.whole = False
            return
        before, alone = self.file, self.alone
        self.file, self.alone = file, not node.with_context
        self.including.append(file.name)
        self._body(file.tree.body, dict(scope) if node.with_context else {})
        self.including.pop()
        self.file, self.alone = before, alone

    def _extends(self, node: nodes.Extends, scope: Scope) -> None:
        self.value(node.template, scope)
        named = targets(node)
        base = self.sources.files.get(named[0]) if named and is_plain(named[0]) else None
        child = self.file
        for block in child.tree.find_all(nodes.Block) if child.tree is not None else ():
            self.blocks.setdefault(block.name, (block, child))
        if base is None or base.tree is None or base.name in self.including:
            self.whole = False
            return
        if child.tree is not None:
            for each in child.tree.body:
                if not isinstance(each, (nodes.Extends, nodes.Block, nodes.Output)):
                    self._captured(lambda each=each: self._statement(each, scope))  # type: ignore[misc]
        self.file = base
        self.including.append(base.name)
        self._body(base.tree.body, scope)
        self.including.pop()
        self.file = child
        # What a child says outside of blocks is not written.
        self.whole = False

    def _block(self, node: nodes.Block, scope: Scope) -> None:
        block, file = self.blocks.get(node.name, (node, self.file))
        before, self.file = self.file, file
        inner = {**scope, "super": Shape(Kind.CALLED), "self": ANYTHING}
        self._body(block.body, inner)
        self.file = before

    # Expressions

    def value(self, node: nodes.Node | None, scope: Scope) -> Shape:  # noqa: C901, PLR0912 -- a case a kind of expression
        self.steps += 1
        match node:
            case None:
                return NOTHING
            case nodes.Const():
                return _constant(node.value)
            case nodes.TemplateData():
                return Shape(Kind.TEXT, words=node.data, typed=True)
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Getattr():
                return self._attribute(node, node.attr, self.value(node.node, scope))
            case nodes.Getitem():
                return self._item(node, scope)
            case nodes.Call():
                return self._call(node, scope)
            case nodes.Filter():
                lenient = self.lenient
                self.lenient = lenient or node.name in ("default", "d")
                shape = self.value(node.node, scope)
                self.lenient = lenient
                return self._filtered(node, shape, scope)
            case nodes.Test():
                lenient = self.lenient
                self.lenient = lenient or node.name in ("defined", "undefined")
                self.value(node.node, scope)
                self.lenient = lenient
                self._arguments(node, scope)
                return YES_OR_NO
            case nodes.CondExpr():
                return self._either(node, scope)
            case nodes.And() | nodes.Or():
                return self._and_or(node, scope)
            case nodes.Not():
                self.value(node.node, scope)
                return YES_OR_NO
            case nodes.Compare():
                self.value(node.expr, scope)
                for operand in node.ops:
                    self.value(operand.expr, scope)
                return YES_OR_NO
            case nodes.Concat():
                return _concatenated([self.value(part, scope) for part in node.nodes])
            case nodes.BinExpr():
                return _calculated(node, self.value(node.left, scope), self.value(node.right, scope))
            case nodes.UnaryExpr():
                self.value(node.node, scope)
                return SOME_NUMBER
            case nodes.List() | nodes.Tuple():
                return self._list(node.items, scope)
        for child in node.iter_child_nodes():
            self.value(child, scope)
        return ANYTHING

    def _list(self, items: Sequence[nodes.Node], scope: Scope) -> Shape:
        entries = [self.value(item, scope) for item in items]
        element = entries[0] if entries else ANYTHING
        for entry in entries[1:]:
            element = shapes.joined(element, entry)
        return Shape(Kind.LIST, element=element, truth=bool(entries), typed=True)

    def _name(self, node: nodes.Name, scope: Scope) -> Shape:
        found = scope.get(node.name)
        if found is not None:
            if found.kind is Kind.MISSING:
                self._missing_argument(node)
            return found
        if node.name in self.sources.environment.globals:
            return Shape(Kind.CALLED)
        if node.name == "self" or conditions.is_asked_for(node, self.assumed):
            return ANYTHING
        if node.name.startswith("_"):
            self._tell(Sort.UNSAFE, node, node.name, f"“{node.name}”以下划线开头，模板里不能用。")
            return ANYTHING
        self._unknown(node, scope)
        return ANYTHING

    def _unknown(self, node: nodes.Name, scope: Scope) -> None:
        name = node.name
        right = near(name, [known for known in scope if not known.startswith("_")])
        if self.lenient:
            # A name that is asked for first may be left out on purpose, unless it is a slip of the pen.
            if right is not None:
                self._tell(Sort.UNKNOWN, node, name, f"没有“{name}”这个名称{_perhaps(right)}。", suggestion=right)
            return
        if name in _BUILTINS:
            self._tell(Sort.UNKNOWN, node, name, f"“{name}”在这里不能用。", hint="模板里只能取表单的内容、判断和循环。")
            return
        if self.alone and name in shapes.names():
            self._tell(
                Sort.UNKNOWN, node, name, f"导入的文件“{self.file.name}”看不到表单的“{name}”。",
                hint="请把它作为宏的参数传进来，或在导入时加写 with context。",
            )  # fmt: skip
            return
        ways = shapes.ways_to(name)
        if right is None and len(ways) == 1:
            right = ways[0]
        hint = None
        if right is None and ways:
            hint = f"表单里叫“{name}”的有：{'、'.join(ways[:_MOST_LISTED])}。"
        elif right is None:
            hint = f"表单“数据”里的数要写成“数据.组名.数名”；其他可用的名称有：{'、'.join(shapes.names())}。"
        self._tell(Sort.UNKNOWN, node, name, f"没有“{name}”这个名称{_perhaps(right)}。", suggestion=right, hint=hint)

    def _attribute(self, node: nodes.Getattr | nodes.Getitem, name: str, base: Shape) -> Shape:
        if name.startswith("_"):
            return ANYTHING
        if base.kind in (Kind.ANYTHING, Kind.CALLED, Kind.MISSING, Kind.NOTHING):
            return ANYTHING
        way = _dotted(node) or name
        if base.fields is not None and name in base.fields:
            self._sound(node, way, base)
            return _from(base, base.fields[name])
        if name in shapes.methods(base.kind):
            self._sound(node, way, base)
            return self._method(base, name)
        if base.kind is Kind.GROUPS:
            return base.element or SOME_TEXT
        owner = _dotted(node.node) or "这里"
        if base.kind is Kind.LIST:
            inside = base.element is not None and base.element.fields is not None and name in base.element.fields
            self._doubt(
                Sort.NOT_A_LIST, node, way, f"“{owner}”是一列，不能直接写“.{name}”。", base,
                hint=f"请用 {{% for 项 in {owner} %}} 逐项写，" + (f"里面写“项.{name}”。" if inside else "在里面取各项的内容。"),
            )  # fmt: skip
            return ANYTHING
        self._no_such_field(node, name, base, owner, way)
        return ANYTHING

    def _no_such_field(self, node: nodes.Getattr | nodes.Getitem, name: str, base: Shape, owner: str, way: str) -> None:
        known = list(base.fields or ())
        right = near(name, known)
        if self.lenient and right is None:
            return
        if base.fields is None:
            message = f"“{owner}”是{base.kind}，没有“{name}”。"
        else:
            listed = "" if right else f"；有的是：{'、'.join(known[:_MOST_LISTED])}"
            message = f"“{owner}”里没有“{name}”{_perhaps(right)}{listed}。"
        dotted = way in self.file.line(node.lineno or 1) and "." in way
        suggestion = right and (f"{way.rpartition('.')[0]}.{right}" if dotted else right)
        self._doubt(Sort.UNKNOWN, node, way, message, base, suggestion=suggestion)

    def _method(self, base: Shape, name: str) -> Shape:
        if base.kind is Kind.LOOP:
            number = name in ("index", "index0", "revindex", "revindex0", "length", "depth", "depth0")
            return SOME_NUMBER if number else YES_OR_NO if name in ("first", "last") else ANYTHING
        if base.kind is Kind.DAY and name in ("year", "month", "day"):
            return SOME_NUMBER
        if base.kind is Kind.TEXT and name in ("measure", "with_measure"):
            return SOME_TEXT
        return Shape(Kind.CALLED, macro=(base, name))

    def _item(self, node: nodes.Getitem, scope: Scope) -> Shape:
        base = self.value(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._attribute(node, node.arg.value, base)
        if isinstance(node.arg, nodes.Slice):
            for child in node.arg.iter_child_nodes():
                self.value(child, scope)
            return replace(base, truth=None, words=None) if base.kind in (Kind.LIST, Kind.TEXT) else ANYTHING
        self.value(node.arg, scope)
        if base.kind is Kind.LIST:
            return _from(base, base.element or ANYTHING)
        if base.kind is Kind.GROUPS:
            return base.element or SOME_TEXT
        return SOME_TEXT if base.kind is Kind.TEXT else ANYTHING

    def _either(self, node: nodes.CondExpr, scope: Scope) -> Shape:
        self.value(node.test, scope)
        truth = self._truth(node.test, scope, sure=True)
        if truth is not None:
            name = self._condition_text(node)
            self._tell(
                Sort.UNREACHABLE, node, name, f"这里 if 后面的条件总是{'' if truth else '不'}成立，另一个写法永远用不上。",
                hint=self._why(node.test, scope) or "请核对条件，或只留下用得上的写法。",
            )  # fmt: skip
        assumed = dict(self.assumed)
        self.assumed.update(conditions.assumptions(node.test, said=True))
        one = self.value(node.expr1, scope)
        self.assumed = {**assumed, **dict(conditions.assumptions(node.test, said=False))}
        other = self.value(node.expr2, scope) if node.expr2 is not None else NOTHING
        self.assumed = assumed
        known = self._truth(node.test, scope, sure=False)
        if known is not None:
            return one if known else other
        return self._alternatives(node, one, other)

    def _alternatives(self, node: nodes.CondExpr, one: Shape, other: Shape) -> Shape:
        """What a macro wrote on one of two ways."""
        if not one.written and not other.written:
            return shapes.joined(one, other)
        pieces: list[Written] = []
        for way, shape in enumerate((one, other)):
            choice = _choice(node, way, 2)
            pieces += [replace(piece, guard=(choice, *piece.guard)) for piece in shape.written]
        return Shape(Kind.TEXT, written=tuple(pieces))

    def _condition_text(self, node: nodes.Node) -> str:
        line = self.file.line(node.lineno or 1)
        start = line.find(" if ")
        ends = [end for mark in ("%}", "}}", " else ") if (end := line.find(mark, start)) > 0]
        return line[start + 1 : min(ends)].strip() if start >= 0 and ends else ""

    def _and_or(self, node: nodes.And | nodes.Or, scope: Scope) -> Shape:
        left = self.value(node.left, scope)
        assumed = dict(self.assumed)
        self.assumed.update(conditions.assumptions(node.left, said=isinstance(node, nodes.And)))
        right = self.value(node.right, scope)
        self.assumed = assumed
        if isinstance(node, nodes.Or) and left.truth is True and left.kind is right.kind:
            return left
        found = shapes.joined(left, right)
        # 引言 or '' may be nothing, 标题 or '报告' may not.
        if isinstance(node, nodes.Or):
            return replace(found, truth=True if True in (left.truth, right.truth) else None)
        return replace(found, truth=None)

    def _arguments(self, node: nodes.Filter | nodes.Test | nodes.Call, scope: Scope) -> None:
        for argument in node.args:
            self.value(argument, scope)
        for named in node.kwargs:
            self.value(named.value, scope)
        for rest in (node.dyn_args, node.dyn_kwargs):
            if rest is not None:
                self.value(rest, scope)

    def _call(self, node: nodes.Call, scope: Scope, caller: Shape | None = None) -> Shape:
        if isinstance(node.node, nodes.Name) and node.node.name == "range" and _is_endless(node):
            return ANYTHING
        called = self.value(node.node, scope)
        if called.kind is Kind.MACRO and isinstance(called.macro, _Macro):
            return self._call_macro(node, called.macro, scope, caller)
        self._arguments(node, scope)
        if called.kind is Kind.CALLED:
            if called.written:
                return Shape(Kind.TEXT, written=called.written)
            return self._result(node, *called.macro) if called.macro else ANYTHING
        if called.kind in (Kind.ANYTHING, Kind.LOOP, Kind.MISSING):
            self.whole = self.whole and called.kind is not Kind.ANYTHING
            return ANYTHING
        name = _dotted(node.node) or "这里"
        self._tell(
            Sort.UNSAFE,
            node,
            name,
            f"“{name}”是{called.kind}，不是宏，后面不能加括号。",
            hint="请去掉括号和里面的参数。",
        )
        return ANYTHING

    def _result(self, node: nodes.Call, base: Shape, method: str) -> Shape:
        if base.kind in (Kind.LIST, Kind.RECORD, Kind.GROUPS):
            if method in _CHANGING or (base.kind is Kind.LIST and method in ("sort", "reverse")):
                self._tell(
                    Sort.UNSAFE, node, _dotted(node.node) or method,
                    f"“.{method}()”会改动表单的内容，模板里不能用。", hint="请用过滤器，如 sort、select，另取一列。",
                )  # fmt: skip
                return ANYTHING
            if method in ("items", "keys", "values"):
                inner = SOME_TEXT if method == "keys" else ANYTHING
                if method == "values" and base.element is not None:
                    inner = base.element
                return Shape(Kind.LIST, element=inner)
            return SOME_NUMBER if method in ("count", "index") else ANYTHING
        if method in _TEXT_METHODS:
            return SOME_TEXT
        if method in _WORD_LISTS:
            return Shape(Kind.LIST, element=SOME_TEXT)
        return ANYTHING

    def _filtered(self, node: nodes.Filter, shape: Shape, scope: Scope) -> Shape:
        self._arguments(node, scope)
        name = node.name
        if name in _OF_LISTS and shape.kind in (Kind.TEXT, Kind.NUMBER, Kind.RECORD, Kind.DAY):
            quote = _dotted(node.node) or name
            self._doubt(
                Sort.NOT_A_LIST, node, quote, f"“{quote}”是{shape.kind}，不是一列，不能用“{name}”连起来。", shape,
                hint=_lists_in(shape, quote),
            )  # fmt: skip
            return SOME_TEXT
        if name in _TEXT_FILTERS:
            return Shape(Kind.TEXT, words=shape.words if name in _SAME_WORDS else None, written=shape.written)
        if name == "已引出":
            return YES_OR_NO
        if name == "段落":
            return Shape(Kind.LIST, element=SOME_TEXT)
        if name in _NUMBER_FILTERS:
            return SOME_NUMBER
        if name in ("default", "d"):
            return self._default(node, shape, scope)
        if shape.kind is Kind.LIST:
            return self._of_list(node, shape)
        if name in ("items", "dictsort", "batch", "slice", "groupby", "map"):
            return Shape(Kind.LIST, element=ANYTHING)
        return ANYTHING

    def _default(self, node: nodes.Filter, shape: Shape, scope: Scope) -> Shape:
        instead = self._quietly(node.args[0], scope) if node.args else Shape(Kind.TEXT, words="", truth=False)
        if shape.kind is Kind.MISSING:
            return instead
        if shape.kind is Kind.ANYTHING:
            return ANYTHING
        return replace(shapes.joined(shape, instead), truth=None) if shape.truth is not True else shape

    def _of_list(self, node: nodes.Filter, many: Shape) -> Shape:
        name, element = node.name, many.element or ANYTHING
        self._attributes_named(node, element)
        if name in _SAME_LIST:
            return many
        if name in _FEWER:
            return replace(many, truth=None)
        if name in _ONE_OF:
            return _from(many, replace(element, truth=element.truth if many.truth else None))
        if name == "map":
            named = next((k.value for k in node.kwargs if k.key == "attribute"), None)
            way = named.value if isinstance(named, nodes.Const) and isinstance(named.value, str) else None
            inner = element
            for step in way.split(".") if way else ():
                inner = (inner.fields or {}).get(step, ANYTHING)
            return replace(many, element=inner if way else ANYTHING)
        if name in ("batch", "slice"):
            return Shape(Kind.LIST, element=replace(many, truth=None))
        if name in ("groupby", "items", "dictsort"):
            return Shape(Kind.LIST, element=ANYTHING)
        return ANYTHING

    def _attributes_named(self, node: nodes.Filter, element: Shape) -> None:
        """selectattr('正文'), map(attribute='标题'): names in quotes are names all the same."""
        arguments: list[nodes.Node] = [named.value for named in node.kwargs if named.key == "attribute"]
        if node.name in ("selectattr", "rejectattr", "groupby") and node.args:
            arguments.append(node.args[0])
        for argument in arguments:
            if not isinstance(argument, nodes.Const) or not isinstance(argument.value, str):
                continue
            inner = element
            for step in argument.value.split("."):
                if inner.kind is not Kind.RECORD or inner.fields is None or step.startswith("_"):
                    break
                if step not in inner.fields and step not in shapes.methods(Kind.RECORD):
                    right = near(step, list(inner.fields))
                    listed = "" if right else f"；有的是：{'、'.join(inner.fields)}"
                    message = f"这一列的各项没有“{step}”{_perhaps(right)}{listed}。"
                    self._doubt(Sort.UNKNOWN, argument, step, message, element, suggestion=right)
                    break
                inner = inner.fields.get(step, ANYTHING)


def _to_blame(sites: tuple[_Site, ...], passed: list[tuple[_Site, ...]]) -> _Site:
    """The innermost call on whose account it goes wrong: the others of the same macro go well."""
    for length in range(len(sites), 0, -1):
        if not any(other[length - 1 :][:1] == (sites[length - 1],) for other in passed):
            return sites[length - 1]
    return sites[-1]


def _choice(node: nodes.Node, way: int, ways: int) -> Choice:
    """Two conditions that are written alike are one choice; so are one and its opposite."""
    single = isinstance(node, nodes.CondExpr) or (isinstance(node, nodes.If) and not node.elif_)
    if not single or ways != 2:
        return Choice(f"if {id(node)}", way, ways)
    test: Any = node.test  # type: ignore[attr-defined]
    while isinstance(test, nodes.Not):
        test, way = test.node, 1 - way
    return Choice(conditions.key(test), way, 2)


def _from(parent: Shape, child: Shape) -> Shape:
    if not parent.given and not parent.typed:
        return child
    return replace(child, given=child.given or parent.given, typed=child.typed or parent.typed)


def _constant(value: Any) -> Shape:
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return Shape(Kind.YES_NO, truth=value, typed=True, words="是" if value else "否")
    if isinstance(value, (int, float)):
        return Shape(Kind.NUMBER, truth=bool(value), words=_digits(value), typed=True)
    return Shape(Kind.TEXT, truth=bool(value), words=str(value), typed=True)


def _digits(value: float) -> str | None:
    return str(value) if abs(value) < 10**9 else None


_LONGEST_WORDS = 10_000


def _concatenated(parts: list[Shape]) -> Shape:
    words = [part.words for part in parts]
    if sum(len(word or "") for word in words) > _LONGEST_WORDS:
        # What doubles itself is stopped when it is rendered; here it need not be known.
        words = [None]
    truth = True if any(part.truth for part in parts) else None
    typed = all(part.typed for part in parts)
    if None in words or any(part.written for part in parts):
        return Shape(Kind.TEXT, truth=truth, typed=typed)
    return Shape(Kind.TEXT, truth=truth, typed=typed, words="".join(word for word in words if word is not None))


def _calculated(node: nodes.BinExpr, left: Shape, right: Shape) -> Shape:
    if left.kind is Kind.NUMBER and right.kind is Kind.NUMBER:
        words = None
        if node.operator in ("+", "-") and left.words and right.words and (left.words + right.words).isdigit():
            value = int(left.words) + (int(right.words) if node.operator == "+" else -int(right.words))
            words = str(value)
        return Shape(Kind.NUMBER, words=words)
    if node.operator == "+" and left.kind is right.kind is Kind.TEXT:
        return _concatenated([left, right])
    if node.operator == "+" and left.kind is right.kind is Kind.LIST:
        return replace(shapes.joined(left, right), truth=True if True in (left.truth, right.truth) else None)
    return ANYTHING


def _is_endless(node: nodes.Call) -> bool:
    """A range that unsafe-construct tells, whether or not there is one."""
    return any(
        isinstance(each, nodes.Const) and isinstance(each.value, int) and each.value > HUGE for each in node.args
    )


def _plain_words(pieces: tuple[Written, ...]) -> str | None:
    if any(piece.text is None or piece.guard for piece in pieces):
        return None
    return "".join(piece.text or "" for piece in pieces)


def _dotted(node: nodes.Node | None) -> str | None:
    """A name as people write it: 单位.名称."""
    steps: list[str] = []
    while isinstance(node, nodes.Getattr):
        steps.append(node.attr)
        node = node.node
    return ".".join([node.name, *reversed(steps)]) if isinstance(node, nodes.Name) else None


def _call_text(line: str, name: str) -> str:
    start = line.find(name + "(")
    return line[start : line.find(")", start) + 1] if start >= 0 and ")" in line[start:] else name


def _perhaps(right: str | None) -> str:
    return f"，是不是“{right}”" if right else ""


def _lists_in(shape: Shape, name: str) -> str | None:
    found = [field for field, inner in (shape.fields or {}).items() if inner.kind is Kind.LIST]
    return f"“{name}”里成列的有：{'、'.join(f'{name}.{field}' for field in found)}。" if found else None
