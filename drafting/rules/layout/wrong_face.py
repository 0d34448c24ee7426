import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from drafting.document.draft import Kind
from drafting.document.formats import TextFormat
from drafting.document.layout import Dress
from drafting.findings import Severity
from drafting.rules.base import Bad, Context, Flaw, Good, Look, rule
from drafting.rules.layout.places import Place, by_look, clause, counted, named, related
from drafting.rules.layout.samples import REPORT
from drafting.text.characters import HAN
from drafting.text.patterns import Pattern

_HAN = Pattern(HAN)
_MOST_NAMED = 3
# Faces whose design everybody knows. Another name may stand for a face like the prescribed one.
_KNOWN = Pattern(
    r"[宋楷隶圆]|黑体|等线|雅黑|仿宋|明朝|明[体體]|song|sun|heiti|simhei|kaiti|fangsong|dengxian|yahei|mincho|gothic|ming"
    r"|noto|source han|arial|times new roman|calibri",
    2,
)


class _Wrong(NamedTuple):
    face: str
    faces: tuple[str, ...]
    severity: Severity


@rule(
    code="LAY05",
    slug="wrong-face",
    name="字体",
    severity=Severity.WARNING,
    basis="GB/T 9704—2012《党政机关公文格式》5.2、7.3",
    good=(
        Good(REPORT, look=Look()),
        Good(
            REPORT,
            look=Look(
                kinds={
                    Kind.TITLE: {"face": "方正小标宋_GBK"},
                    Kind.BODY: {"face": "方正仿宋_GBK"},
                    Kind.LEVEL_2: {"face": "KaiTi"},
                }
            ),
        ),
    ),
    bad=(
        Bad(REPORT, marks="乡党委会、乡长办公会专题研究", look=Look(kinds={Kind.BODY: {"face": "宋体"}})),
        Bad(REPORT, marks="业务培训不够经常", look=Look(words={"业务培训不够经常": {"face": "微软雅黑"}})),
    ),
)
def wrong_face(context: Context) -> Iterator[Flaw]:
    """标题用小标宋，一级标题用黑体，二级标题用楷体，其余用仿宋。

    只看汉字，数字和字母用什么字体都可以。个别几个字的字体不同，多是从别处粘贴来的。标题没有小标宋、用华文中宋的，只作提示。
    """
    for key, places in wrong_faces(context):
        yield Flaw(
            places[0].span,
            f"{named(context, places)}用的是“{key.face}”，应为{_told(key.faces)}{counted(places)}。",
            related=related(places),
            severity=key.severity,
            basis=clause(context, *(context.layout.dress(place.kind).clause for place in places)),
            hint=_hint(key),
        )


def wrong_faces(context: Context) -> Iterator[tuple["_Wrong", list[Place]]]:
    for key, found in by_look(context, _judge, _HAN).items():
        assert isinstance(key, _Wrong)
        places = [place for place in found if not _goes_on_as_body(context, place, key)]
        if places:
            yield key, places


def _hint(wrong: _Wrong) -> str:
    if wrong.severity is Severity.INFO:
        return "没有这种字体的电脑，可以不改。"
    return f"请选中这些文字，在“开始—字体”中改为{_told(wrong.faces[:1])}。"


def _goes_on_as_body(context: Context, place: Place, wrong: _Wrong) -> bool:
    """（一）普法宣传：全年… is a heading only up to the colon, and dressed so."""
    return place.kind.level > 0 and not place.is_whole and context.layout.dress(Kind.BODY).accepts(wrong.face)


def _judge(look: TextFormat, dress: Dress) -> _Wrong | None:
    if look.face is None:
        return None
    names = _names(look.face)
    if not names or any(dress.accepts(name) for name in names):
        return None
    close = any(dress.tolerates(name) for name in names) or _KNOWN.search(names[0]) is None
    return _Wrong(names[0], dress.faces, Severity.INFO if close else Severity.WARNING)


def _names(face: str) -> list[str]:
    """LibreOffice and web pages write what to take instead behind the face; @ is the face for vertical text."""
    plain = unicodedata.normalize("NFKC", face)
    return [name for part in plain.replace(",", ";").split(";") if (name := part.strip().strip("'\"").lstrip("@"))]


def _told(faces: tuple[str, ...]) -> str:
    names = [face for face in faces if "*" not in face][:_MOST_NAMED]
    if not names:
        return f"“{faces[0]}”一类字体"
    others = f"（或{'、'.join(names[1:])}）" if names[1:] else "一类字体" if len(faces) > 1 else ""
    return f"“{names[0]}”{others}"
