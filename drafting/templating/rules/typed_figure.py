from collections.abc import Iterator

from drafting.findings import Severity
from drafting.templating.context import TemplateContext
from drafting.templating.literals import Line
from drafting.templating.problems import Fault, Patch, template_rule
from drafting.text.patterns import Pattern
from drafting.text.quantities import Kind, Number, read

_QUOTED = Pattern(r"《[^》]*》|[“‘][^”’]*[”’]|〔[^〕]*〕|（[0-9]{4}[—\-][0-9]{4}年?）")
_ALWAYS = Pattern(r"24\s?(?:个)?小时|365\s?天|全天候|7\s?[×xX*]\s?24")
_BARE = Pattern(r"[0-9]+(?:[.,][0-9]+)*\s?[%％]?$")
_ROUND = frozenset("十百千万亿")


@template_rule(
    code="TPL08",
    slug="typed-figure",
    name="手写数字",
    severity=Severity.WARNING,
    bad=(
        Patch("乡镇", "报告.jinja", "{{ 各项(主要举措和成效.项目) }}",
              "全年化解纠纷44件。\n{{ 各项(主要举措和成效.项目) }}", marks="全年化解纠纷44件。"),
        Patch("县区", "报告.jinja", "{{ 不足(存在的不足和原因.项目) }}",
              "持证执法人员占比为95.5%。\n{{ 不足(存在的不足和原因.项目) }}", marks="持证执法人员占比为95.5%。"),
    ),
)  # fmt: skip
def typed_figure(context: TemplateContext) -> Iterator[Fault]:
    """会变的数在表单的“数据”里填，模板里写 {{ 数据.组名.数名 }}。

    写死的数每个单位、每一年都一样，没有人会去核对。口号、热线、文件名称里的数字不会变，可以写。
    """
    for file, line, words in (
        *((line.file, line.number, line.words) for line in context.lines),
        *((literal.file, literal.line, literal.words) for literal in context.literals),
    ):
        fixed = [match.span() for pattern in (_QUOTED, _ALWAYS) for match in pattern.finditer(words)]
        for number in read(words):
            if any(start <= number.start < end for start, end in fixed) or not _varies(number):
                continue
            yield _typed(context, file, line, words[number.start : number.end])
    for row in context.lines:
        for figure in _cells(row):
            yield _typed(context, row.file, row.number, figure)


def _typed(context: TemplateContext, file: str, line: int, figure: str) -> Fault:
    return Fault(
        context.spot(file, line, figure),
        f"“{figure}”写死在模板里，每份报告都会是这个数。",
        hint="请填进表单的“数据”，这里写 {{ 数据.组名.数名 }}。",
    )


def _cells(line: Line) -> Iterator[str]:
    """Bare numbers in a table of the template's own; the first column numbers the rows."""
    if line.words.lstrip().startswith("|"):
        for cell in line.words.strip().strip("|").split("|")[1:]:
            if _BARE.match(cell.strip()):
                yield cell.strip()


def _varies(number: Number) -> bool:
    """A count or a rate; no phrase that is made with a numeral: 八项规定, 千家万户."""
    if number.kind is Kind.COUNT and not number.unit:
        return False
    if number.digits[:1].isascii():
        return True
    return not number.idiom and len(number.digits) > 1 and not set(number.digits) <= _ROUND
