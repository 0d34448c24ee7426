from collections.abc import Iterator

from drafting.document.formats import NumberedPages
from drafting.document.layout import PageNumber
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Look, rule
from drafting.rules.layout.places import clause, text_sections
from drafting.rules.layout.samples import REPORT
from drafting.text.patterns import Pattern
from drafting.text.sizes import size_in_words

# What looks like the one-character dash, whichever key it was typed with.
_DASH = Pattern(r"[—―─－–ー一]")
_ALIKE = {"宋体": ("宋体", "simsun", "nsimsun", "新宋体", "方正书宋", "华文宋体")}
_TOLERANCE = 0.25


@rule(
    code="LAY14",
    slug="page-number-form",
    name="页码写法",
    severity=Severity.WARNING,
    basis="GB/T 9704—2012《党政机关公文格式》7.5",
    good=(Good(REPORT, look=Look()), Good(REPORT, look=Look(number={"text": "—{}—"}))),
    bad=(
        Bad(REPORT, marks="青禾乡2024年法治政府建设年度报告", look=Look(number={"text": "- {} -"})),
        Bad(REPORT, marks="青禾乡2024年法治政府建设年度报告", look=Look(number={"text": "第{}页", "size": 9})),
    ),
)
def page_number_form(context: Context) -> Iterator[Flaw]:
    """页码用四号半角宋体阿拉伯数字，左右各放一条一字线，如“— 1 —”。

    Word 自带的“- 1 -”用的是短横，字号也常是小五。只是字体不同的，作提示。
    """
    wanted = context.layout.page_number
    for number in (number for section in text_sections(context) for number in section.numbers):
        if number.pages == "first":
            continue
        is_text, is_size = _has_text(number.text, wanted.text), abs(number.format.size - wanted.size) <= _TOLERANCE
        is_face = _has_face(number, wanted)
        if is_text and is_size and is_face:
            continue
        written = f"写作“{number.text.replace('{}', '1')}”" if not is_text else ""
        sized = f"用的是{size_in_words(number.format.size)}" if not is_size else ""
        faced = f"用的是“{number.format.latin}”" if not is_face else ""
        yield Flaw(
            context.head_span,
            f"页码{'、'.join(filter(None, (written, sized, faced)))}，应为“{wanted.text.replace('{}', '1')}”、"
            f"{size_in_words(wanted.size)}{wanted.face}。",
            severity=Severity.INFO if is_text and is_size else None,
            basis=clause(context, wanted.clause),
            hint=_hint(wanted, is_text=is_text, is_look=is_size and is_face),
        )
        return


def _hint(wanted: PageNumber, *, is_text: bool, is_look: bool) -> str:
    before, _, after = (part.strip() for part in wanted.text.partition("{}"))
    dashes = (
        f"在自动页码两边写上“{before}”和“{after}”" if before and after else f"改写为“{wanted.text.replace('{}', '1')}”"
    )
    look = f"选中这一行，在“开始—字体”中改为{wanted.face}、{size_in_words(wanted.size)}"
    steps = "，".join(step for step, is_done in ((dashes, is_text), (look, is_look)) if not is_done)
    return f"请双击页脚，{steps}。"


def _has_text(text: str, wanted: str) -> bool:
    one, other = ("".join(_DASH.sub("—", each).split()) for each in (text, wanted))
    return one == other


def _has_face(number: NumberedPages, wanted: PageNumber) -> bool:
    face = (number.format.latin or wanted.face).strip().lower()
    return face in _ALIKE.get(wanted.face, (wanted.face.lower(),))
