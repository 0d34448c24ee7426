from collections.abc import Iterator

from drafting.document.draft import Kind
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Look, rule
from drafting.rules.layout.heads import beginning
from drafting.rules.layout.places import clause, paragraphs
from drafting.rules.layout.samples import REPORT
from drafting.text.sizes import plain


@rule(
    code="LAY11",
    slug="indented-addressee",
    name="主送机关顶格",
    severity=Severity.WARNING,
    basis="GB/T 9704—2012《党政机关公文格式》7.3.2",
    good=(Good(REPORT, look=Look()),),
    bad=(Bad(REPORT, marks="县人民政府：", look=Look(kinds={Kind.ADDRESSEE: {"first_line": 2}})),),
)
def indented_addressee(context: Context) -> Iterator[Flaw]:
    """主送机关居左顶格，回行仍顶格。

    全文一起设了首行缩进，主送机关就跟着缩进去了。
    """
    dress = context.layout.dress(Kind.ADDRESSEE)
    for paragraph in paragraphs(context, Kind.ADDRESSEE):
        begins = beginning(paragraph)
        if dress.first_line is None or begins is None:
            continue
        centred = paragraph.format.align in ("center", "right")
        if centred or begins[0] > dress.first_line + 0.5:
            told = "没有居左" if centred else f"前面空了{plain(sum(begins) / 2)}字"
            yield Flaw(
                paragraph.place.span,
                f"主送机关{told}，应当{'顶格' if not dress.first_line else f'空{plain(dress.first_line)}字'}。",
                basis=clause(context, dress.clause),
                hint=f"请在“段落”中设为左对齐，首行缩进改为{plain(dress.first_line)}，并删去前面的空格。",
            )
