from collections.abc import Iterator

from jinja2 import nodes

from drafting.findings import Severity
from drafting.templating.context import TemplateContext
from drafting.templating.problems import Fault, Patch, template_rule
from drafting.text.patterns import Pattern

_DIGIT_YEAR = r"(?:19|20)[0-9]{2}|[12][０-９]{3}|二[〇○零][〇○零一二三四五六七八九]{2}"
_YEAR = Pattern(
    rf"(?<![0-9０-９—–\-－~～至〇○零一二三四五六七八九])(?:{_DIGIT_YEAR})"
    r"(?=\s?年(?!.{0,12}(?:印发|施行|实施|修订|修正|公布|发布|颁布|通过|起|以来|出台))"
    r"|法治政府建设|度法治)"
)
_DASH = Pattern(r"\s?年?\s?[—–\-－~～至到]+\s?[0-9０-９]{2,4}")
_IN_TITLE = Pattern(r"《[^》]*》|〈[^〉]*〉|〔[^〕]*〕|\[[0-9]{4}\]|[“‘][^”’]*[”’]")
_GOAL = Pattern(r"(?:到|至)$")
_FIRST, _LAST = 2000, 2099


@template_rule(
    code="TPL07",
    slug="typed-year",
    name="手写年份",
    severity=Severity.ERROR,
    bad=(
        Patch("乡镇", "报告.jinja", "## {{ 年度 }}年度推进法治政府建设的主要举措", "## 2025年度推进法治政府建设的主要举措",
              marks="## 2025年度推进法治政府建设的主要举措和成效"),
        Patch("县区", "报告.jinja", "现将{{ 单位.简称 }}{{ 年度 }}年度", "现将{{ 单位.简称 }}2025年度",
              marks="现将{{ 单位.简称 }}2025年度法治政府建设情况报告如下："),
        Patch("部门", "报告.jinja", "{% if 主送 %}", "{% if 主送 and 年度 == 2025 %}",
              marks="{% if 主送 and 年度 == 2025 %}"),
        Patch("乡镇", "报告.jinja", "单位.名称 ~ 年度 ~ '年法治", "单位.名称 ~ '2025年法治",
              marks="# {{ 标题 or 单位.名称 ~ '2025年法治政府建设年度报告' }}"),
    ),
)  # fmt: skip
def typed_year(context: TemplateContext) -> Iterator[Fault]:
    """年份用 {{ 年度 }} 和 {{ 下一年度 }}，不写死。

    写死的年份明年还在，报告就成了去年的。文件名称、规划的起止年份和文号里的年份不会变，可以写。
    """
    for file, line, words in (
        *((line.file, line.number, line.words) for line in context.lines),
        *((literal.file, literal.line, literal.words) for literal in context.literals),
    ):
        for year in _years(words):
            yield _fault(context, file, line, year, "写死了")
    for source, tree in context.sources.trees():
        for node in tree.find_all(nodes.Compare):
            for constant in (node.expr, *(operand.expr for operand in node.ops)):
                year = _compared(constant)
                if year and _is_of_year(node):
                    yield _fault(context, source.name, node.lineno or 1, year, "拿来比较")
        for output in tree.find_all((nodes.Output, nodes.Assign)):
            for part in output.iter_child_nodes():
                year = _number(part)
                if year:
                    yield _fault(context, source.name, part.lineno or 1, year, "写死了")


def _years(words: str) -> Iterator[str]:
    quoted = [match.span() for match in _IN_TITLE.finditer(words)]
    for match in _YEAR.finditer(words):
        if any(start <= match.start() < end for start, end in quoted) or _DASH.match(words, match.end()):
            continue
        if _GOAL.search(words[: match.start()]) and match[0].endswith(("0", "5")):
            continue
        yield match[0]


def _number(node: nodes.Node) -> str:
    """A year that is written as a number."""
    value = node.value if isinstance(node, nodes.Const) else None
    return str(value) if isinstance(value, int) and _FIRST <= value <= _LAST else ""


def _compared(node: nodes.Node) -> str:
    value = node.value if isinstance(node, nodes.Const) else None
    if isinstance(value, str):
        return value if value.rstrip("年度").isdigit() and len(value.rstrip("年度")) == 4 else ""
    return _number(node)


def _is_of_year(node: nodes.Compare) -> bool:
    return any(name.name in ("年度", "下一年度") for name in node.find_all(nodes.Name)) or any(
        each.attr in ("年度", "year") for each in node.find_all(nodes.Getattr)
    )


def _fault(context: TemplateContext, file: str, line: int, year: str, done: str) -> Fault:
    return Fault(
        context.spot(file, line, year),
        f"年份“{year}”{done}，明年用这个模板就不对了。",
        hint="报告的年份写 {{ 年度 }}，下一年写 {{ 下一年度 }}；条件不要看年份。",
    )
