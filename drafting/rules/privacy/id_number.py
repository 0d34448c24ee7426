from collections.abc import Iterator
from datetime import date

from drafting.document import Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.text.patterns import Pattern

_ID = Pattern(r"(?<![0-9A-Za-z])([0-9]{6})[ \-]?([0-9]{8})[ \-]?([0-9]{3}[0-9Xx])(?![0-9A-Za-z])", sign="[0-9]{6}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@rule(
    code="PRI01",
    slug="id-number",
    name="身份证号",
    severity=Severity.ERROR,
    basis="《中华人民共和国个人信息保护法》",
    good=("项目编号为990101199001010001，不是身份证号。",),
    bad=(Bad("当事人身份证号990101199003070015。", marks="990101199003070015"),),
)
def id_number(context: Context) -> Iterator[Flaw]:
    """公开的报告里没有身份证号。

    报告要向社会公开，身份证号属于个人敏感信息。
    """
    for block in context.document.blocks:
        text = block.text.translate(_WIDE) if _ANY_WIDE.search(block.text) else block.text
        for match in _ID.finditer(text):
            number = "".join(match.groups())
            if _is_valid(number):
                yield Flaw(
                    Span(block.index, match.start(), match.end()),
                    f"这里有身份证号（{number[:3]}…{number[-1]}），报告要公开，不能出现。",
                    hint="请删去或用*号遮盖。",
                )


_WIDE = str.maketrans("０１２３４５６７８９Ｘ", "0123456789X")
_ANY_WIDE = Pattern("[０-９Ｘ]")


def _is_valid(number: str) -> bool:
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    if not 1900 <= int(number[6:10]) <= 2100:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()
