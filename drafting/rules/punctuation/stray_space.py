import re
from collections.abc import Iterator

from drafting.document import Role, Span
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, replace, rule
from drafting.text.characters import HAN, is_foreign
from drafting.text.patterns import Pattern
from drafting.text.quotations import is_quoted, quotations

_SPACE = "[ \\t\u00a0\u2002\u2003\u2009]"
_WIDE = "[ \\t\u00a0\u2002\u2003\u2009\u3000]"
_STRAY = Pattern(
    rf"(?<=[“‘《（【〔]){_WIDE}+(?=\S)"
    rf"|(?<=\S){_WIDE}+(?=[”’》）】〕，。；：、！？])"
    rf"|(?<=[，。；：、！？”’》）】〕]){_WIDE}+(?=[“‘《（【]|{HAN})"
    rf"|(?<={HAN}){_WIDE}+(?=[“‘《（【])"
    rf"|(?<={HAN}){_SPACE}+(?={HAN})"
)
# 某省省长 张某 under the title, and who took the picture: a name stands apart from the post before it.
_POST = Pattern(
    r"(?:[省市区县州乡镇]长|主席|书记|主任|局长|司长|记者|通讯员)(?P<name>(?:[ \u3000]+[\u4e00-\u9fff]{1,5}){1,2})(?=$|摄|[ \u3000]+摄|[，。；）])"
)
_NAME_LIST = Pattern(r"^[\u4e00-\u9fff]{1,4}(?:[ \u3000]+[\u4e00-\u9fff]{1,4})+$")


@rule(
    code="PUN03",
    slug="stray-space",
    name="多余空格",
    severity=Severity.WARNING,
    good=("做到“小事不出村、大事不出镇”，各村（社区）发挥作用，使用 WPS 文字 2019 版。",),
    bad=(
        Bad("做到“小事不出村、大事不出镇 ”。", marks=" "),
        Bad("各办（所） 建立办案台账。", marks=" "),
        Bad("全年开展 普法宣传。", marks=" "),
    ),
)
def stray_space(context: Context) -> Iterator[Flaw]:
    """汉字之间、引号和括号里外没有空格。

    多是排版或从网页复制时带进来的。汉字与英文、数字之间的空格，署名中的空格不算。
    """
    for block in context.texts:
        if block.role in (Role.TITLE, Role.SIGN_OFF, Role.FRONT, Role.DATE, Role.CELL):
            continue
        text = block.text
        if not re.search(_WIDE, text) or (_NAME_LIST.match(text) and len(text) <= 60):
            continue
        quoted = quotations(text)
        names = [match.span("name") for match in _POST.finditer(text)]
        for match in _STRAY.finditer(text):
            start, end = match.span()
            if (
                block.label
                and start <= block.label.end + block.label.space_after
                and end <= block.label.end + block.label.space_after
            ):
                continue
            if any(first <= start < last for first, last in names) or _aligned(text, start, end):
                continue
            if is_foreign(text[start - 1 : start] or " ") or is_foreign(text[end : end + 1] or " "):
                continue
            shown = text[max(0, start - 6) : end + 6]
            span = Span(block.index, start, end)
            yield Flaw(
                span,
                f"“{shown}”里有多余的空格。",
                suggestion="",
                edits=() if is_quoted(quoted, start, end) or _sets_apart(text, start, end) else replace(span, ""),
                hint="请删去空格。",
            )


_PIECES = Pattern(rf"{HAN}+(?:{_WIDE}+{HAN}+)+")


# A space may stand where a person, a post or an organ begins; without it the words would be read together.
_POSTS = r"(?:[省市区县州镇乡]长|书记|主席|主任|[局所站部司院处科校]长|检察长|委员|政委|同志)"
_BEFORE_POST = Pattern(rf"[\u4e00-\u9fff]{{0,8}}?{_POSTS}")
_ARTICLE = Pattern(r"第[一二三四五六七八九十百零〇0-9]{1,6}[条章节款项编](?:之[一二三四五六七八九十])?$")
_RECEIVERS = Pattern(r"\s*(?:抄送|主送|抄报|分送|报送|印发)[单机]?[位关]?\s*[：:]")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)


def _sets_apart(text: str, start: int, end: int) -> bool:
    return (
        _sets_names_apart(text, start)
        or _BEFORE_POST.match(text, end) is not None
        or _ARTICLE.search(text[:start]) is not None
        or _RECEIVERS.match(text) is not None
        or (
            text[end] in _SURNAMES
            and bool(_SURNAMES & {text[start - 2 : start - 1], text[max(0, start - 3) : start - 2]})
        )
    )


def _sets_names_apart(text: str, place: int) -> bool:
    """组长：张三 李四 王五: without the spaces nobody could tell them apart any more."""
    for match in _PIECES.finditer(text):
        if match.start() < place < match.end():
            lengths = [len(piece) for piece in match[0].split()]
            around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
            alone = all(character in "：:、，；。（）()" for character in around)
            return (len(lengths) > 2 and max(lengths) <= 6) or (alone and max(lengths) <= 3)
    return False


def _aligned(text: str, start: int, end: int) -> bool:
    """表1　办件情况, 张　三: the space is set on purpose."""
    if text[start:end] != "\u3000" and len(set(text[start:end])) == 1 and end - start < 2:
        return False
    return re.match(r"^(?:附?[表图件]|第[一二三四五六七八九十0-9]+[章节条部])", text) is not None or (
        "\u3000" in text[start:end] and re.search(r"[。；]", text) is None
    )
