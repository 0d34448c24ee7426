import re
from collections.abc import Iterator

from drafting.document import Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, rule
from drafting.text.patterns import Pattern

_MOBILE = Pattern(
    r"(?<![0-9A-Za-z.\-])(?:(?:\+|00)?86[- ]?)?(1[3-9][0-9])[ \-]?([0-9]{4})[ \-]?([0-9]{4})(?![0-9A-Za-z.])",
    sign="1[3-9][0-9][ -]?[0-9]{4}",
)
_COUNTED = Pattern(r"^\s?(?:余|多)?(?:万|亿)?(?:元|人|次|件|份|户|亩|吨|千瓦)|编号$")

_WIDE_DIGIT = Pattern("[０-９]")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def _narrow(text: str) -> str:
    """Full-width digits stand one for one."""
    return text.translate(_WIDE) if _WIDE_DIGIT.search(text) else text


@rule(
    code="PRI02",
    slug="phone",
    name="电话",
    severity=Severity.WARNING,
    basis="《中华人民共和国个人信息保护法》",
    good=("拨打12345热线或司法所0838-5551234咨询。",),
    bad=(Bad("联系人电话19900001234。", marks="19900001234"),),
)
def phone(context: Context) -> Iterator[Flaw]:
    """公开的报告里没有个人手机号。

    热线和单位座机本来就是公开的，不算。
    """
    for block in context.document.blocks:
        for match in _MOBILE.finditer(_narrow(block.text)):
            if _COUNTED.match(block.text[match.end() : match.end() + 6]) or re.search(
                r"(?:编号|单号|案号|代码|账号|号码为案件)[：:为]?\s?$", block.text[: match.start()]
            ):
                continue
            yield Flaw(
                Span(block.index, match.start(), match.end()),
                f"这里有手机号（{match[1]}****{match[3]}），报告要公开，请确认是否该出现。",
                hint="请删去，或改为单位座机。",
            )
