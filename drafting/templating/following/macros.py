"""Macros are read anew for each call, with what it gives them."""

from dataclasses import replace

from jinja2 import nodes

from drafting.templating.following.blame import Site, Sites
from drafting.templating.following.notes import Note, Sort, Written
from drafting.templating.following.walk import Macro, Scope, Walk
from drafting.templating.following.wording import call_text, dotted, near
from drafting.templating.shapes import ANYTHING, MISSING, SOME_TEXT, Kind, Shape

_DEEPEST_CALL = 8


def define(walk: Walk, node: nodes.Macro, scope: Scope) -> None:
    macro = walk.macros.setdefault(id(node), Macro(node, walk.file, scope, node.name, walk.alone))
    for default in node.defaults:
        walk.value(default, scope)
    scope[node.name] = Shape(Kind.MACRO, macro=macro, truth=True)
    walk.forget(node.name)


def read_uncalled(walk: Walk) -> None:
    """Nobody calls them: their own names are looked at all the same."""
    while waiting := [macro for number, macro in walk.macros.items() if number not in walk.called]:
        for macro in waiting:
            arguments = {argument.name: ANYTHING for argument in macro.node.args}
            _run(walk, macro, arguments, (), caller=Shape(Kind.CALLED))


def _run(walk: Walk, macro: Macro, arguments: Scope, sites: Sites, caller: Shape) -> tuple[Written, ...]:
    walk.called.add(id(macro.node))
    special = {"caller": caller, "varargs": Shape(Kind.LIST, element=ANYTHING), "kwargs": ANYTHING}
    scope = {**macro.scope, **special, **arguments}
    walk.running.append(id(macro.node))
    with walk.inside(macro.file, alone=macro.alone), walk.knowing_nothing(sites):
        written = walk.captured(macro.node.body, scope)
    walk.running.pop()
    return written


def call(walk: Walk, node: nodes.Call, macro: Macro, scope: Scope, caller: Shape | None) -> Shape:
    given = [walk.value(argument, scope) for argument in node.args]
    named = {argument.key: walk.value(argument.value, scope) for argument in node.kwargs}
    names = [argument.name for argument in macro.node.args]
    written = dotted(node.node) or macro.name
    if caller is None and "caller" in named:
        caller = named.pop("caller")
    fits = _fits(walk, node, macro, len(given), list(named), calls_back=caller is not None)
    if not fits or node.dyn_args is not None or node.dyn_kwargs is not None:
        arguments = dict.fromkeys(names, ANYTHING)
    else:
        arguments = dict.fromkeys(names, MISSING)
        defaults = macro.node.defaults
        for name, default in zip(names[len(names) - len(defaults) :], defaults, strict=True):
            arguments[name] = walk.quietly(default, macro.scope)
        arguments.update(zip(names, given, strict=False))
        arguments.update({name: value for name, value in named.items() if name in names})
    arguments = {name: replace(value, given=True) for name, value in arguments.items()}
    if id(macro.node) in walk.running or len(walk.running) >= _DEEPEST_CALL or walk.is_tired or not walk.follows:
        walk.whole = False
        return SOME_TEXT
    line = walk.file.line(node.lineno or 1)
    site = Site(walk.file.name, node.lineno or 1, written, call_text(line, written))
    shape = Shape(Kind.CALLED) if caller is None else caller
    pieces = _run(walk, macro, arguments, (*walk.sites, site), shape)
    return Shape(Kind.TEXT, words="" if not pieces else None, written=pieces)


def _fits(walk: Walk, node: nodes.Call, macro: Macro, given: int, named: list[str], *, calls_back: bool) -> bool:
    name, names = dotted(node.node) or macro.name, [argument.name for argument in macro.node.args]
    uses = {each.name for each in macro.node.find_all(nodes.Name)}
    takes = f"“{name}”的参数是：{'、'.join(names)}" if names else f"“{name}”不带参数"
    quote = call_text(walk.file.line(node.lineno or 1), name)
    if given > len(names) and "varargs" not in uses:
        walk.tell(Sort.UNKNOWN, node, quote, f"给宏“{name}”写了{given}个参数，多了{given - len(names)}个；{takes}。")
        return False
    wrong = next((each for each in named if each not in names), None)
    if wrong is not None and "kwargs" not in uses:
        right = near(wrong, names)
        walk.tell(Sort.UNKNOWN, node, wrong, f"宏“{name}”没有“{wrong}”这个参数；{takes}。", suggestion=right)
        return False
    twice = next((each for each in named if each in names[:given]), None)
    if twice is not None:
        walk.tell(Sort.UNKNOWN, node, quote, f"给宏“{name}”的参数“{twice}”写了两次；{takes}。")
        return False
    if calls_back and "caller" not in uses:
        walk.tell(
            Sort.UNSAFE, node, quote, f"宏“{name}”里没有用 caller()，不能用 {{% call %}} 来写。",
            hint=f"请直接写 {{{{ {name}(…) }}}}。",
        )  # fmt: skip
    return True


def missing_argument(walk: Walk, node: nodes.Name) -> None:
    """Used where nothing was given: the call lacks it."""
    if not walk.sites or walk.dead or walk.lenient:
        return
    site = walk.sites[-1]
    note = Note(
        Sort.UNKNOWN, site.file, site.line, site.quote,
        f"调用宏“{site.macro}”时少写了参数“{node.name}”。",
    )  # fmt: skip
    walk.note(note)
