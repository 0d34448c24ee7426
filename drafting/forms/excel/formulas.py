"""The formulas of the sheet of figures: what the draft will say for a row, and what does not go together.

Nothing newer than SUMIFS and COUNTIFS, so that WPS, LibreOffice and old Excels compute them as well. They are for the
clerk's eyes; the reader never looks at them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from drafting.forms.excel.layout import HELPERS, LOWER, REFERENCE, SHOWN, SUM, TYPED_NUMBER, UPPER, WHOLE
from schemas.report.counts import BEFORE, BEHIND, BEHIND_MEASURE, NOT_LEAST


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row."""

    group: str
    name: str
    number: str
    measure: str
    about: str
    whole: str
    parts: str
    numerator: str
    denominator: str
    now: str
    before: str
    decimals: str
    rate: str
    source: str
    goal: str
    typed: str
    upper: str
    lower: str
    whole_value: str
    sum: str


_NAMES = {
    "组": "group", "名称": "name", "数": "number", "量词": "measure", "概数": "about", "属于": "whole", "分项": "parts",
    "分子": "numerator", "分母": "denominator", "本期": "now", "上期": "before", "小数": "decimals", "比率": "rate",
    "来源": "source", "目标": "goal",
    TYPED_NUMBER: "typed", UPPER: "upper", LOWER: "lower", WHOLE: "whole_value", SUM: "sum",
}  # fmt: skip


class Formulas:
    def __init__(self, letters: Mapping[str, str], first: int, last: int) -> None:
        self._letters = letters
        self._first, self._last = first, last

    def _all(self, column: str) -> str:
        letter = self._letters[column]
        return f"${letter}${self._first}:${letter}${self._last}"

    def row(self, row: int) -> dict[str, str]:
        at = _Row(**{_NAMES[name]: f"${letter}{row}" for name, letter in self._letters.items() if name in _NAMES})
        return {
            SHOWN: f"={self._shown(at)}",
            REFERENCE: f'=IF(OR({at.group}="",{at.name}=""),"","{{{{ "&{at.group}&"."&{at.name}&" }}}}")',
            TYPED_NUMBER: f"={_typed_number(at.number)}",
            UPPER: f"={self._value_of(at, at.numerator + '&' + at.now)}",
            LOWER: f"={self._value_of(at, at.denominator + '&' + at.before)}",
            WHOLE: f"={self._value_of(at, at.whole)}",
            SUM: f"={self._sum(at)}",
        }

    def _value_of(self, at: _Row, name: str) -> str:
        """The number of the figure of that name, or in words why there is none."""
        name = f"TRIM({name})"
        dot = f'FIND(".",{name})'
        group = f"IF(ISNUMBER({dot}),LEFT({name},{dot}-1),{at.group})"
        own = f"IF(ISNUMBER({dot}),MID({name},{dot}+1,99),{name})"
        which = f"{self._all('组')},{group},{self._all('名称')},{own}"
        numbers, typed = self._all("数"), self._all(TYPED_NUMBER)
        return (
            f'IF({name}="","",IF(COUNTIFS({which})=0,"没有这个数",'
            f'IF(COUNTIFS({which},{self._all("概数")},"?*")>0,"是概数，算不准",'
            f'IF(COUNTIFS({which},{numbers},">=0")+COUNTIFS({which},{typed},">=0")=0,'
            f'IF(COUNTIFS({which},{numbers},"<>")>0,"不是准数","还没有填"),'
            f"SUMIFS({numbers},{which})+SUMIFS({typed},{which})))))"
        )

    def _sum(self, at: _Row) -> str:
        """The sum of the parts, each of whose names stands between 、 in the list; nothing where one has no number, or where
        ； parts several ways to divide the whole.
        """
        names = at.parts
        for sign in ('"，"', '","', '"＋"', '"+"', '" "', "CHAR(10)"):
            names = f'SUBSTITUTE({names},{sign},"、")'
        listed = f'"、"&{names}&"、"'
        groups, own = self._all("组"), self._all("名称")
        hits = (
            f'(({groups}={at.group})*ISNUMBER(FIND("、"&{own}&"、",{listed}))'
            f'+ISNUMBER(FIND("、"&{groups}&"."&{own}&"、",{listed})))*({own}<>"")'
        )
        wanted = f'(LEN({listed})-LEN(SUBSTITUTE({listed},"、",""))-1)'
        numbers, typed = self._all("数"), self._all(TYPED_NUMBER)
        there = f'SUMPRODUCT({hits}*(ISNUMBER({numbers})+ISNUMBER({typed}))*({self._all("概数")}=""))'
        return f'IF(OR({at.parts}="",ISNUMBER(FIND("；",{at.parts})),ISNUMBER(FIND(";",{at.parts}))),"",IF({there}<>{wanted},"",SUMPRODUCT({hits}*1,{numbers})+SUMPRODUCT({hits}*1,{typed})))'

    def _shown(self, at: _Row) -> str:
        inputs = [getattr(at, name) for column, name in _NAMES.items() if column not in HELPERS]
        rate, change = f"({at.numerator}&{at.denominator})", f"({at.now}&{at.before})"
        kinds = "+".join(f'({what}<>"")' for what in (at.number, rate, change, at.rate, at.goal))
        same = f"COUNTIFS({self._all('组')},{at.group},{self._all('名称')},{at.name})"
        return _cases(
            (f'{"&".join(inputs)}=""', '""'),
            (f'OR({at.group}="",{at.name}="")', '"【请填组和名称】"'),
            (f"{same}>1", '"【名称重复】"'),
            (f"{kinds}>1", '"【一行只能填一种】"'),
            (f'{rate}<>""', _rate(at)),
            (f'{change}<>""', _change(at)),
            (f'AND({at.rate}<>"",NOT(OR(ISNUMBER({at.rate}),{_has_sign(at.rate)})))', '"【要写百分号，如 95%】"'),
            (f'AND({at.rate}<>"",{at.source}="")', '"【请填来源】"'),
            (f'{at.rate}<>""', f'{at.rate}&""'),
            (f'{at.goal}<>""', f'{at.goal}&""'),
            otherwise=_count(at),
        )


def _has_sign(cell: str) -> str:
    return ",".join(f'ISNUMBER(FIND("{sign}",{cell}))' for sign in "%％‰")


def _cases(*cases: tuple[str, str], otherwise: str) -> str:
    for condition, result in reversed(cases):
        otherwise = f"IF({condition},{result},{otherwise})"
    return otherwise


def _rate(at: _Row) -> str:
    upper, lower, decimals = at.upper, at.lower, _decimals(at)
    rounded = f"ROUND({_scaled(upper, at)},0)"
    misleading = f"OR(AND({rounded}=10^({decimals}+2),{upper}<{lower}),AND({rounded}=0,{upper}>0))"
    return _cases(
        *_not_there(at, at.numerator, at.denominator, "分子、分母"),
        (f"{lower}=0", '"【分母是0，算不出】"'),
        (f"{upper}>{lower}", '"【分子大于分母，请核对】"'),
        (misleading, '"【请把小数位数改大】"'),
        otherwise=_percentage(upper, at),
    )


def _change(at: _Row) -> str:
    now, before = at.upper, at.lower
    return _cases(
        *_not_there(at, at.now, at.before, "本期、上期"),
        (f"{before}=0", '"【上期是0，算不出】"'),
        (f"{now}={before}", '"持平"'),
        otherwise=f'IF({now}>{before},"增长","下降")&{_percentage(f"ABS({now}-{before})", at)}',
    )


def _not_there(at: _Row, upper: str, lower: str, names: str) -> tuple[tuple[str, str], ...]:
    return (
        (f'OR({upper}="",{lower}="")', f'"【{names}都要填】"'),
        (f"ISTEXT({at.upper})", f'"【“"&{upper}&"”"&{at.upper}&"】"'),
        (f"ISTEXT({at.lower})", f'"【“"&{lower}&"”"&{at.lower}&"】"'),
    )


def _count(at: _Row) -> str:
    own = f"IF(ISNUMBER({at.number}),{at.number},{at.typed})"
    whole, total, about = at.whole_value, at.sum, at.about
    is_least = f"AND(ISNUMBER({own}),ISNUMBER({whole}),NOT({_any(about, NOT_LEAST)}))"
    is_exact = f'AND(ISNUMBER({total}),ISNUMBER({own}),{about}="")'
    more = f'IF({total}>{own},"多","少")&ABS(ROUND({total}-{own},4))'
    return _cases(
        (f'{at.number}=""', '"【还没有填数】"'),
        (f"NOT(OR(ISNUMBER({own}),{_is_about(at.number)}))", '"【只填数字，量词、概数填在后面】"'),
        (f'AND({at.whole}<>"",{whole}="没有这个数")', f'"【没有“"&{at.whole}&"”这个数】"'),
        (f"IF({is_least},{own}>{whole},FALSE)", f'"【大于“"&{at.whole}&"”"&{whole}&"，请核对】"'),
        (f"IF({is_exact},ABS({total}-{own})>0.000001,FALSE)", f'"【分项相加是"&ROUND({total},4)&"，"&{more}&"】"'),
        otherwise=f'IF({_any(about, BEFORE)},{about},"")&{_shown_number(at.number)}'
        f'&IF({_any(about, BEHIND_MEASURE)},{at.measure}&{about},IF({_any(about, BEHIND)},{about},""))',
    )


def _any(cell: str, words: tuple[str, ...]) -> str:
    return "OR(" + ",".join(f'{cell}="{word}"' for word in words) + ")"


_LONGEST_MEASURE = 4


def _typed_number(cell: str) -> str:
    """2.15万, 121件 or digits that were typed as text; nothing where the cell holds a number or says 10余."""
    value = '""'
    for behind in range(_LONGEST_MEASURE, -1, -1):
        value = f"IFERROR({_scaled_value(_without_end(cell, behind))},{value})"
    return f'IF(OR(ISNUMBER({cell}),{cell}="",{_is_about(cell)},{_is_other(cell)}),"",{value})'


def _shown_number(cell: str) -> str:
    """Without the measure word that somebody typed behind it."""
    shown = cell
    for behind in range(_LONGEST_MEASURE, 0, -1):
        own = _without_end(cell, behind)
        shown = f"IF(ISNUMBER({_scaled_value(own)}),{own},{shown})"
    return f"IF(OR(ISNUMBER({cell}),{_is_about(cell)},ISNUMBER({_scaled_value(cell)})),{cell},{shown})"


def _without_end(cell: str, behind: int) -> str:
    return f"LEFT({cell},LEN({cell})-{behind})" if behind else cell


def _scaled_value(text: str) -> str:
    last = f"RIGHT({text})"
    digits = f'IF(OR({last}="万",{last}="亿"),LEFT({text},LEN({text})-1),{text})'
    scale = f'IF({last}="万",10000,IF({last}="亿",100000000,1))'
    return f"VALUE({digits})*{scale}"


def _is_about(cell: str) -> str:
    """10余场次: a number the program takes, with which nothing can be computed."""
    behind = (f'ISNUMBER(FIND("{word}",{cell}))' for word in BEHIND)
    before = (f'LEFT({cell},{len(word)})="{word}"' for word in BEFORE)
    return f"AND(NOT(ISNUMBER({cell})),OR({','.join((*behind, *before))}))"


def _is_other(cell: str) -> str:
    """What Excel would take for a share or a day."""
    signs = (f'ISNUMBER(FIND("{sign}",{cell}))' for sign in "%％‰-/:月")
    return f"OR({','.join(signs)})"


def _decimals(at: _Row) -> str:
    return f'IF({at.decimals}="",2,{at.decimals})'


def _scaled(upper: str, at: _Row) -> str:
    """The percentage times ten to the decimals: counts are whole, so that a half is exactly a half before rounding."""
    return f"({upper}*10^({_decimals(at)}+2)/{at.lower})"


def _percentage(upper: str, at: _Row) -> str:
    scaled, decimals = _scaled(upper, at), _decimals(at)
    value = f"(ROUND({scaled},0)/10^{decimals})"
    return f'IF(ABS({scaled}-ROUND({scaled},0))<0.000000001,{value}&"%",FIXED({value},{decimals},TRUE)&"%")'


def no_day(cell: str) -> str:
    """Holds where a cell says something that is no day: 2026.1.32."""
    text = cell
    for sign in "年月./":
        text = f'SUBSTITUTE({text},"{sign}","-")'
    text = f'SUBSTITUTE(SUBSTITUTE({text},"日","")," ","")'
    second = f'FIND("-",{text},6)'
    year, month, day = (
        f"VALUE({piece})" for piece in (f"LEFT({text},4)", f"MID({text},6,{second}-6)", f"MID({text},{second}+1,9)")
    )
    there = f"DATE({year},{month},{day})"
    is_none = f"IFERROR(OR(MONTH({there})<>{month},DAY({there})<>{day}),TRUE)"
    return f'IF(OR({cell}="",ISNUMBER({cell})),FALSE,{is_none})'
