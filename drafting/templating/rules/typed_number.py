from collections.abc import Iterator

from drafting.document.parts import named_parts
from drafting.findings import Severity
from drafting.templating import shapes
from drafting.templating.context import TemplateContext
from drafting.templating.literals import FILLED
from drafting.templating.problems import Fault, Patch, template_rule
from drafting.text.labels import read_label
from drafting.text.patterns import Pattern

_NUMBERED = Pattern(r"(?P<mark>#{1,6}\s+|@(?:附件|表题|另页|主送)\s*)(?P<words>.*)")
_TABLE = Pattern(r"表\s?[0-9一二三四五六七八九十]+[、.：:\s]?")
_ATTACHMENT = Pattern(r"附件\s?[0-9一二三四五六七八九十]*\s?[：:、.]?(?:[0-9]+[.、])?")
_HEADING = Pattern(
    r"(?P<number>[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])(?P<words>[^。；;！？!?：:]{2,40})$"
)
_COUNTED = Pattern(
    r"^\s*(?:#{2,6}\s+|@(?:附件|表题|另页)\s*)(?P<number>[（(第表]?\s*\{\{[-+]?\s*loop\.index0?\b[^{}]*\}\}\s*[）)、.．：:])"
)


@template_rule(
    code="TPL06",
    slug="typed-number",
    name="手写序号",
    severity=Severity.ERROR,
    bad=(
        Patch("乡镇", "报告.jinja", "## {{ 下一年度 }}年度", "## 四、{{ 下一年度 }}年度",
              marks="## 四、{{ 下一年度 }}年度推进法治政府建设的主要安排"),
        Patch("县区", "报告.jinja", "{{ 各项(下一年度安排.项目, 三级独行=true) }}",
              "### （一）重点任务\n{{ 各项(下一年度安排.项目, 三级独行=true) }}", marks="### （一）重点任务"),
        Patch("部门", "报告.jinja", "{{ 结尾(附件, 落款) }}", "@附件 1.指标完成情况表\n{{ 结尾(附件, 落款) }}",
              marks="@附件 1.指标完成情况表"),
    ),
)  # fmt: skip
def typed_number(context: TemplateContext) -> Iterator[Fault]:
    """标题、附件和表只写名称，序号由程序编排。

    模板里再写一个，报告里就有两个序号；增减一部分以后，手写的还要跟着改。
    """
    for line in context.lines:
        found = _NUMBERED.match(line.words)
        if found is None:
            paragraph = _HEADING.match(line.words.strip())
            if paragraph is not None and _is_a_parts(paragraph["words"], context):
                yield Fault(
                    context.spot(line.file, line.number, paragraph["number"]),
                    f"“{line.words.strip().replace(FILLED, '…')}”写成了带序号的正文，报告里不是标题，序号也不随程序编排。",
                    hint="标题写成“## 名称”，不写序号。",
                )
            continue
        number = _typed(found["mark"].strip(), found["words"])
        if number is None:
            counted = _COUNTED.match(context.sources.files[line.file].line(line.number))
            number = counted["number"] if counted else None
        if number is not None:
            what = "标题" if found["mark"].startswith("#") else found["mark"].strip()
            yield Fault(
                context.spot(line.file, line.number, number),
                f"{what}前面写了序号“{number}”，序号由程序编排，报告里会有两个。",
                suggestion="",
                hint=f"请删去“{number}”。",
            )


def _is_a_parts(words: str, context: TemplateContext) -> bool:
    """Whether it is the heading of a part; other paragraphs may begin with 一、 as they like."""
    return words in shapes.names() or bool(named_parts(words, context.mandate, shapes.YEAR))


def _typed(mark: str, words: str) -> str | None:
    label = read_label(words)
    if label is not None:
        return label.text
    pattern = {"@表题": _TABLE, "@附件": _ATTACHMENT, "@另页": _ATTACHMENT}.get(mark)
    found = pattern.match(words) if pattern is not None else None
    # 附件清单 is a name; 附件： and 附件1 are what the program writes.
    return found[0] if found is not None and (found[0][-1] != "件" or not words[found.end() :].strip()) else None
