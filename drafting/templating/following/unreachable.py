"""Branches that are never taken, and how they are told."""

from jinja2 import TemplateSyntaxError, nodes

from drafting.templating import conditions
from drafting.templating.following.notes import Sort
from drafting.templating.following.walk import Scope, Walk
from drafting.templating.following.wording import dotted
from drafting.text.patterns import Pattern

_LONGEST_LINE = 2000
"""In which the pieces that are meant are looked for."""
_TAG = Pattern(r"\{%[-+]?\s*(?P<word>if|elif|for)\b(?P<rest>.*?)[-+]?%\}")
_ELSE = Pattern(r"\{%[-+]?\s*else\b")


def tell_arm(walk: Walk, arm: nodes.If, scope: Scope, seen: set[str], *, has_more: bool) -> None:
    test, quote = arm.test, tag(walk, arm)
    text = conditions.key(test)
    if text in seen:
        walk.tell(
            Sort.UNREACHABLE, arm, quote, f"“{quote}”里的条件前面已经判断过，这里的内容永远写不出来。",
            hint="请改成另一个条件，或删去这一段。",
        )  # fmt: skip
        return
    if conditions.lasts(text):
        seen.add(text)
    truth = walk.truth(test, scope, sure=True)
    if truth is False:
        walk.tell(
            Sort.UNREACHABLE, arm, quote, f"“{quote}”里的条件总是不成立，里面的内容永远写不出来。",
            hint=why(walk, test, scope) or "请核对条件，或删去这一段。",
        )  # fmt: skip
    elif truth is True and (has_more or isinstance(test, nodes.Const)):
        walk.tell(
            Sort.UNREACHABLE, arm, quote, f"“{quote}”里的条件总是成立"
            + ("，后面的分支永远走不到。" if has_more else "，判断没有用处。"),
            hint=why(walk, test, scope) or "请核对条件，或只留下用得上的内容。",
            line=else_line(walk, arm) if arm.else_ and not arm.elif_ else None,
        )  # fmt: skip
    elif truth is True and isinstance(test, nodes.Test) and test.name == "defined":
        name = dotted(test.node)
        shape = walk.quietly(test.node, scope)
        if name and shape.truth is None:
            walk.tell(
                Sort.UNREACHABLE, arm, quote, f"“{quote}”总是成立：表单里没填的项也有定义，只是空的。",
                hint=f"请写 {{% if {name} %}}。",
            )  # fmt: skip


def why(walk: Walk, test: nodes.Node, scope: Scope) -> str | None:
    inner = test.node if isinstance(test, nodes.Not) else test
    name = dotted(inner)
    if name and walk.quietly(inner, scope).truth is True and conditions.key(inner) not in walk.assumed:
        return f"“{name}”是表单必填的，总是有内容；请核对条件，或只留下用得上的内容。"
    if conditions.key(inner) in walk.assumed:
        return "外面或前面已经判断过同一个条件；请核对。"
    return None


def tag(walk: Walk, node: nodes.If | nodes.For) -> str:
    """The tag that a statement begins with, as it is written."""
    line = walk.file.line(node.lineno or 1)
    if len(line) > _LONGEST_LINE:
        return ""
    word = "for" if isinstance(node, nodes.For) else "if"
    tags = [tag for tag in _TAG.finditer(line) if tag["word"] in (word, "el" + word)]
    if isinstance(node, nodes.If) and len(tags) > 1:
        tags = [tag for tag in tags if _asks(walk, tag["rest"], node.test)] or tags
    return tags[0][0] if tags else line.strip()


def _asks(walk: Walk, words: str, test: nodes.Node) -> bool:
    try:
        found = walk.sources.environment.parse(f"{{% if {words} %}}{{% endif %}}").find(nodes.If)
    except TemplateSyntaxError:
        return False
    return found is not None and conditions.key(found.test) == conditions.key(test)


def else_line(walk: Walk, node: nodes.If | nodes.For) -> int | None:
    """Jinja keeps no place of an else: the last one before what it holds."""
    behind = node.else_[0].lineno or 0
    lines = range(behind, node.lineno or 1, -1)
    return next((line for line in lines if _ELSE.search(walk.file.line(line))), None)


def condition_text(walk: Walk, node: nodes.Node) -> str:
    line = walk.file.line(node.lineno or 1)
    start = line.find(" if ")
    ends = [end for mark in ("%}", "}}", " else ") if (end := line.find(mark, start)) > 0]
    return line[start + 1 : min(ends)].strip() if start >= 0 and ends else ""
