from collections import Counter
from collections.abc import Iterator

from drafting.document.draft import LEVELS, Kind
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Look, rule
from drafting.rules.layout.heads import CLOSE, beginning
from drafting.rules.layout.places import Paragraph, Place, clause, counted, named, paragraphs, related
from drafting.rules.layout.samples import REPORT
from drafting.text.patterns import Pattern
from drafting.text.sizes import plain

_SALUTATION = Pattern(r"^[^。；！？]{1,30}[：:]$")
"""各位代表：stands at the left, and 具体如下： may."""
_MOST_VALUES = 3
_ALL = (*LEVELS, Kind.BODY)


@rule(
    code="LAY09",
    slug="wrong-indent",
    name="首行缩进",
    severity=Severity.WARNING,
    basis="GB/T 9704—2012《党政机关公文格式》7.3.3",
    good=(Good(REPORT, look=Look()),),
    bad=(
        Bad(REPORT, marks="全年开展法治宣传12次", look=Look(kinds={Kind.BODY: {"first_line": 0}})),
        Bad(REPORT, marks="全年开展法治宣传12次", look=Look(kinds={Kind.BODY: {"first_line": 0, "typed": "　　"}})),
        Bad(REPORT, marks="全年开展法治宣传12次", look=Look(kinds={Kind.BODY: {"typed": "　　"}})),
    ),
)
def wrong_indent(context: Context) -> Iterator[Flaw]:
    """正文和各级标题每段左空二字，回行顶格。

    最好在段落格式里设“首行缩进2字符”。用空格凑出来的看着对，改字号、换行时就会走样，只作提示；既设了缩进又敲空格的，就成了四个字。
    居中的标题不判断。
    """
    wrong: list[Place] = []
    values: Counter[float] = Counter()
    typed: list[Place] = []
    wanted = 0.0
    for paragraph, begins, due in _judged(context):
        if begins[0] - CLOSE <= due <= begins[1] + CLOSE:
            if paragraph.format.typed:
                typed.append(paragraph.place)
            continue
        wrong.append(paragraph.place)
        values[round(sum(begins) / 2, 1)] += 1
        wanted = due
    basis = clause(context, *(context.layout.dress(kind).clause for kind in _ALL))
    if wrong:
        told = "、".join(_told(value) for value, _ in values.most_common(_MOST_VALUES))
        yield Flaw(
            wrong[0].span,
            f"{named(context, wrong)}的首行{told}，应空{plain(wanted)}字{counted(wrong)}。",
            related=related(wrong),
            basis=basis,
            hint=f"请在“段落”中设首行缩进{plain(wanted)}字符，并删去段首的空格。",
        )
    if typed:
        yield Flaw(
            typed[0].span,
            f"{named(context, typed)}的首行缩进是敲空格凑出来的{counted(typed)}。",
            related=related(typed),
            severity=Severity.INFO,
            basis=basis,
            hint="请删去段首的空格，在“段落”中设首行缩进。",
        )
    yield from _shifted(context, basis)


def _told(left: float) -> str:
    if left < 0:
        return f"向左伸出{plain(-left)}字"
    return f"空了{plain(left)}字" if left else "没有空格"


def wrongly_begun(context: Context) -> Iterator[tuple[Paragraph, float]]:
    """Paragraphs whose first line begins in the wrong place, and the characters that it has to leave."""
    for paragraph, begins, due in _judged(context):
        if not begins[0] - CLOSE <= due <= begins[1] + CLOSE:
            yield paragraph, due


def _judged(context: Context) -> Iterator[tuple[Paragraph, tuple[float, float], float]]:
    for paragraph in paragraphs(context, *_ALL):
        due = context.layout.dress(paragraph.kind).first_line
        begins = beginning(paragraph)
        if due is None or begins is None or paragraph.format.align in ("center", "right"):
            continue
        if paragraph.kind is not Kind.BODY or not _SALUTATION.match(paragraph.block.text):
            yield paragraph, begins, due


def _shifted(context: Context, basis: str) -> Iterator[Flaw]:
    places = [p.place for p in paragraphs(context, Kind.BODY) if _is_shifted(p, context.layout.page.characters)]
    if places:
        yield Flaw(
            places[0].span,
            f"{named(context, places)}整段向右缩进了，第二行起应当顶格{counted(places)}。",
            related=related(places),
            severity=Severity.INFO,
            basis=basis,
            hint="请在“段落”中把左侧缩进改为0，另设首行缩进。",
        )


def _is_shifted(paragraph: Paragraph, line: int) -> bool:
    return paragraph.format.left.in_characters(paragraph.size) > 1 - CLOSE and len(paragraph.block.text) > line
