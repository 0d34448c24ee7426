import re
from collections.abc import Iterator

from jinja2 import nodes

from drafting.findings import Severity
from drafting.templating import shapes
from drafting.templating.context import TemplateContext
from drafting.templating.literals import FILLED
from drafting.templating.problems import Fault, Patch, template_rule
from drafting.templating.sources import Broken, SourceFile
from drafting.templating.syntax import explain
from drafting.text.patterns import Pattern

_WIDE = str.maketrans("｛｝％", "{}%")
_PAIR = Pattern(r"[{｛]{1,3}\s*(?P<name>[^\W\d]\w*(?:\s*\.\s*\w+)*)\s*(?P<filters>(?:[|｜]\s*\w+\s*)*)[}｝]{1,3}")
_TAG = Pattern(r"(?:[{｛][%％])(?P<words>[^{}｛｝%％]*)[%％][}｝]")
_LONE = Pattern(r"\{{2,6}|\}{2,6}|[｛{]{0,3}｛[｛{]{0,3}|[｝}]{0,3}｝[｝}]{0,3}|[{｛][%％]|[%％][}｝]|\{#|#\}")

_BEHIND = Pattern(FILLED + r"\}")


@template_rule(
    code="TPL05",
    slug="stray-brace",
    name="括号误写",
    severity=Severity.ERROR,
    bad=(
        Patch("乡镇", "报告.jinja", "现将{{ 单位.简称 }}", "现将｛｛ 单位.简称 ｝｝",
              marks="现将｛｛ 单位.简称 ｝｝{{ 年度 }}年度法治政府建设情况报告如下："),
        Patch("县区", "报告.jinja", "现将{{ 单位.简称 }}", "现将{ 单位.简称 }",
              marks="现将{ 单位.简称 }{{ 年度 }}年度法治政府建设情况报告如下："),
        Patch("部门", "报告.jinja", "{% if 主送 %}\n@主送 {{ 主送 | 顿号 }}：\n{% endif %}",
              "｛％ if 主送 ％｝", marks="｛％ if 主送 ％｝"),
        Patch("乡镇", "报告.jinja", "现将{{ 单位.简称 }}", "现将{{{ 单位.简称 }}}",
              marks="现将{{{ 单位.简称 }}}{{ 年度 }}年度法治政府建设情况报告如下："),
    ),
)  # fmt: skip
def stray_brace(context: TemplateContext) -> Iterator[Fault]:
    """取内容用两对半角花括号，判断和循环用半角的花括号和百分号。

    写成全角，或者只写了一对，程序就当作普通文字，原样印进报告。注释里、raw 和 endraw 之间的花括号不管。
    """
    for file in context.sources.files.values():
        if file.broken is not None:
            yield from _in_broken(context, file, file.broken)
    names = {file.name: _names(file) for file in context.sources.files.values()}
    for line in context.lines:
        words = line.unquoted
        if not set(words) & set("{}｛｝#"):
            continue
        rest = words
        for pattern in (_TAG, _PAIR):
            for match in pattern.finditer(rest):
                right = _right(match, names[line.file])
                if right is not None:
                    spot = context.spot(line.file, line.number, match[0])
                    yield Fault(spot, f"“{match[0]}”会原样印进报告，应写成“{right}”。", suggestion=right)
                    rest = rest.replace(match[0], FILLED * len(match[0]))
        behind = _BEHIND.search(rest)
        if behind is not None and "{" not in rest:
            spot = context.spot(line.file, line.number, "}" * 3)
            yield Fault(spot, "花括号写多了，多出来的“}”会原样印进报告。", suggestion="}}")
            continue
        lone = _LONE.search(rest)
        if lone is not None:
            right = lone[0].translate(_WIDE)
            spot = context.spot(line.file, line.number, lone[0])
            yield Fault(
                spot, f"“{lone[0]}”没有成对，会原样印进报告。",
                hint="取内容写 {{ 名称 }}，判断和循环写 {% if … %}、{% for … %}，都用半角符号。",
            )  # fmt: skip


def _in_broken(context: TemplateContext, file: SourceFile, broken: Broken) -> Iterator[Fault]:
    """A tag in full width leaves the other of its pair alone: Jinja tells of that one only."""
    found = explain(file, broken)
    if found.is_brace:
        yield Fault(context.spot(file, found.line, found.quote), found.message, suggestion=found.suggestion)
        return
    for number, line in enumerate(file.lines, start=1):
        for match in _TAG.finditer(line):
            if set(match[0]) & set("｛｝％"):
                right = f"{{% {match['words'].strip()} %}}"
                yield Fault(
                    context.spot(file, number, match[0]),
                    f"“{match[0]}”里有全角符号，应写成“{right}”。",
                    suggestion=right,
                )


def _names(file: SourceFile) -> frozenset[str]:
    """Those of the form, and those that the file makes itself: arguments of macros, loops."""
    own = file.tree.find_all(nodes.Name) if file.tree is not None else ()
    return frozenset((*shapes.names(), *(name.name for name in own)))


def _right(match: re.Match[str], names: frozenset[str]) -> str | None:
    """What was meant; None where it may be meant as it is: {注}."""
    if match.re.groupindex.get("words"):
        return f"{{% {match['words'].strip()} %}}"
    marks = re.split(r"\s*\w", match[0])[0]
    name = re.sub(r"\s*\.\s*", ".", match["name"])
    if len(marks) < 2 and name.split(".")[0] not in names:
        return None
    filters = "".join(f" | {each.strip()}" for each in re.split(r"[|｜]", match["filters"])[1:])
    return f"{{{{ {name}{filters} }}}}"
