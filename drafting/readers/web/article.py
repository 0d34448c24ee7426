"""The report on a page: its title, its text, its signature; not the site around them.

Nothing here goes by the names of one maker of sites. What says something in sentences and is no link is content; the report is
where most of that is, and what else on the page is so stays in unless it stands among links. Too much text is a lesser evil
than a sentence that nobody checks.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.document import Line
from drafting.document.outline import ORGAN_LINE
from drafting.readers.web.flow import Flow, Piece
from drafting.readers.web.markup import Element
from drafting.text.characters import HAN
from drafting.text.dates import DAY
from drafting.text.labels import read_label
from drafting.text.patterns import Pattern
from drafting.text.residue import is_metadata, is_navigation, is_page_number

_HAN = Pattern(HAN)
_STOP = Pattern(r"[。；！？…]|，.{6,}")
_MOST_OF_IT = 0.8
_FEW_LINKS = 0.3
_GENRE = Pattern(r"报告|总结|情况|要点|方案|计划|通知|意见|公告|公报|自查|汇报|通报|决定")
_SITE = Pattern(
    r"版权所有|主办\s*[：:单]|承办\s*[：:单]|ICP备|公网安备|网站标识码|备案(?:号|序号)|建议(?:您?使用|在?.{0,12}分辨率)|技术支持"
    r"|欢迎(?:您|你)?(?:访问|光临)|今天是|您的浏览器|无障碍(?:浏览|阅读|辅助)|扫一扫|二维码|免责声明|未经.{0,12}(?:授权|许可)|网站地图|联系我们|邮政编码\s*[：:]"
    r"|网络实名|政府网站找错|长者(?:模式|版)|微信公众号|Copyright|All Rights Reserved",
    re.IGNORECASE,
)
_LONGEST_FURNITURE = 200
_LABELLED = Pattern(
    r"(?:来\s*源|作\s*者|发布(?:时间|日期|机构|单位|人)?|公开(?:时间|日期|方式|形式|责任部门)|生成日期|成文日期|发文(?:日期|机关|单位|字号)|时\s*间|日\s*期|索\s*引\s*号|主题(?:分类|词)"
    r"|信息(?:来源|分类|名称|类别)|文\s*号|有\s*效\s*性|浏览(?:次数|量|数)?|点击(?:次数|量|数|率)?|阅读(?:次数|量|数)?|访问(?:次数|量)?|字\s*号|字\s*体|分\s*享(?:到)?|责任编辑|编\s*辑|审\s*核|校\s*对|供\s*稿|名\s*称|标\s*题|组配分类|体裁分类"
    r"|视力保护色|保护视力|当前位置|所在位置|您的位置|位\s*置)\s*[：:]"
)
_TOOLS = Pattern(
    r"打印|关闭(?:窗口|本页)?|收藏|分享|字体|字号|返回(?:顶部|首页|列表)|上一[篇条页]|下一[篇条页]|纠错|下载|朗读|语音播报|播报|暂停|放大|缩小|默认|超大|特大|[大中小]|首页|微信|微博|QQ空间|复制链接|我要评论|点赞|浏览|次|加入|本页|窗口|到|全文|页面"
)
_TOOL_LINE = 40
_STAMP = Pattern(r"^[\[（(]?20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\]）)]?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?$")
_WRITTEN_DAY = Pattern(
    rf"^[（(]?\s*(?:{DAY.pattern}|[二〇○零Ｏ0一三四五六七八九]{{4}}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日)\s*[）)]?$"
)
_ATTACHMENT = Pattern(r"^附\s?(?:件|表|录)")
_AFTERWARDS = Pattern(
    r"^\s*[\[【]?\s*(?:上一[篇条]|下一[篇条]|相关(?:文章|链接|阅读|新闻|信息|文件|解读|稿件|推荐)|责任编辑|扫一扫|分享|打印|猜你喜欢|热点|最新)"
)
_SITE_NAME = Pattern(r"网\s*$|网站|门户|频道|栏目|首页|欢迎|政[务府](?:信息)?公开|政务服务")
_YEAR = Pattern(r"20\d\d|[二２][〇○零Ｏ０][一二三四五六七八九〇○零０-９]{2}")
_PLACE = Pattern(r"^\S{1,12}(?:省|市|县|区|乡|镇|街道|局|委|办)")
_TITLE_ELEMENTS = ("h1", "h2", "h3")
_MENU = 3
"""So many links on end are a menu."""
_SIGNATURE_LINES = 6


@dataclass(frozen=True, slots=True)
class Article:
    lines: list[Line]
    pictures: int = 0
    """How many stand among its text."""

    @property
    def length(self) -> int:
        return sum(len(line.text) for line in self.lines)


def article(flow: Flow) -> Article:
    pieces = flow.pieces
    prose = _prose(pieces)
    if not any(prose):
        return Article(_lines([piece for piece in pieces if not _is_furniture(piece)]))
    holder = _holder(pieces, prose, flow.page.body)
    first = next(index for index in range(holder.start, holder.end) if prose[index])
    last = next(index for index in reversed(range(holder.start, holder.end)) if prose[index])
    head = _head(flow, holder, first)
    middle = [pieces[index] for index in _without_menus(pieces, prose, first, last + 1)]
    pictures = sum(first < place <= last for place in flow.pictures)
    return Article(_lines([*head, *middle, *_tail(pieces, holder, last)]), pictures)


def _prose(pieces: Sequence[Piece]) -> list[int]:
    """How much each piece says in sentences, as a number of characters; 0 for what is a link or belongs to the site."""
    tables = _tables_of_furniture(pieces)
    weights = []
    for piece in pieces:
        text = piece.text
        if piece.is_link or (piece.cell and piece.cell.table in tables):
            weights.append(0)
        elif piece.cell or (
            _STOP.search(text) and not (len(text) < _LONGEST_FURNITURE and (_SITE.search(text) or _is_furniture(piece)))
        ):
            weights.append(len(_HAN.findall(text)))
        else:
            weights.append(0)
    return weights


def _tables_of_furniture(pieces: Sequence[Piece]) -> set[int]:
    """What a site keeps about a document (索引号, 发文机关), and menus that stand in tables."""
    cells: dict[int, int] = {}
    strange: dict[int, int] = {}
    for piece in pieces:
        if piece.cell:
            number = piece.cell.table
            cells[number] = cells.get(number, 0) + 1
            marked = piece.is_link or (_LABELLED.search(piece.text + "：") is not None and len(piece.text) <= 30)
            strange[number] = strange.get(number, 0) + marked
    return {number for number, count in cells.items() if strange[number] * 3 >= count}


def _holder(pieces: Sequence[Piece], prose: list[int], body: Element) -> Element:
    """The smallest element with all of the report; prose elsewhere that stands among links is none of it, and is blanked out."""
    before = [0]
    links = [0]
    characters = [0]
    for piece, weight in zip(pieces, prose, strict=True):
        before.append(before[-1] + weight)
        links.append(links[-1] + piece.linked)
        characters.append(characters[-1] + len(piece.text))
    total = before[-1]
    most = body
    path = [body]
    while True:
        inner = next(
            (one for one in _elements(most) if before[one.end] - before[one.start] >= _MOST_OF_IT * total), None
        )
        if inner is None:
            break
        most = inner
        path.append(inner)
    for around, inside in itertools.pairwise(path):
        for sibling in _elements(around):
            if sibling is inside or before[sibling.end] == before[sibling.start]:
                continue
            linked = links[sibling.end] - links[sibling.start]
            if linked > _FEW_LINKS * (characters[sibling.end] - characters[sibling.start]):
                prose[sibling.start : sibling.end] = [0] * (sibling.end - sibling.start)
    told = [index for index, weight in enumerate(prose) if weight]
    for element in reversed(path):
        if element.start <= told[0] and told[-1] < element.end:
            return element
    return body


def _elements(element: Element) -> Iterator[Element]:
    return (child for child in element.children if isinstance(child, Element))


def _is_furniture(piece: Piece) -> bool:
    """What a site puts around a document: a path, a date, buttons."""
    text = piece.text
    if is_page_number(text):
        # Typed into the text; the site has no pages.
        return False
    if piece.is_link:
        return True
    if len(text) > _LONGEST_FURNITURE:
        return False
    if not _HAN.search(text):
        return read_label(text + "一") is None or _STAMP.match(text) is not None
    if _STAMP.match(text):
        return _WRITTEN_DAY.match(text) is None
    if is_navigation(text) or is_metadata(text):
        return True
    if "。" in text:
        return False
    if _LABELLED.search(text) or _SITE.search(text):
        return True
    return len(text) <= _TOOL_LINE and not _HAN.search(_TOOLS.sub("", text))


def _head(flow: Flow, holder: Element, first: int) -> list[Piece]:
    """The title and what else stands between it and the first sentence."""
    pieces = flow.pieces
    names = _names(flow)
    inner: list[Piece] = []
    for index in range(first - 1, -1, -1):
        piece = pieces[index]
        if _is_furniture(piece) or piece.cell:
            break
        inner.append(piece)
        # Outside of what holds the text, the title is the last that can belong to it.
        if index < holder.start and (_is_title(piece, names) or piece.element.name in _TITLE_ELEMENTS):
            break
    inner.reverse()
    inner = inner[_site_headings(inner, is_outside=first - len(inner) < holder.start) :]
    own = [piece for piece in inner if _is_title(piece, names)]
    if own:
        return _from_own_title(inner, own, names)
    before = pieces[: first - len(inner)]
    title = _page_title(before, names)
    if title:
        return [*title, *inner]
    fallback = next((name for name in names if _HAN.search(name)), "")
    # A page without headings, as Word saves one, may begin with its title in words that nobody can foresee.
    if inner and read_label(inner[0].text) is None:
        return inner
    return [Piece(fallback, _UNRANKED), *inner] if fallback else inner


def _site_headings(inner: Sequence[Piece], *, is_outside: bool) -> int:
    """How many lines there are up to the last heading that names the site or a column of it, above the report's own title."""
    end = 0
    for index, piece in enumerate(inner[:-1]):
        below = inner[index + 1 :]
        if _GENRE.search(piece.text) or not any(_is_title(line, ()) for line in below):
            break
        if piece.element.name not in _TITLE_ELEMENTS or _YEAR.search(piece.text):
            continue
        is_elsewhere = is_outside and index == 0 and (not ORGAN_LINE.match(piece.text) or _PLACE.match(below[0].text))
        if _SITE_NAME.search(piece.text) or is_elsewhere:
            end = index + 1
    return end


def _from_own_title(inner: list[Piece], own: list[Piece], names: Sequence[str]) -> list[Piece]:
    """The site's heading goes where the document brings its own title."""
    places = [inner.index(piece) for piece in own]
    is_heading = [piece.element.name in _TITLE_ELEMENTS or _plain(piece.text) in names for piece in own]
    last = len(own) - 1
    if last > 0 and places[1] == places[0] + 1 and _is_own_organ_line(own[0], own[1]):
        return inner
    if last > 0 and is_heading[0] and own[last].element is not own[0].element and _GENRE.search(own[last].text):
        return inner[places[0] + 1 :] if not is_heading[last] or _same(own[0], own[last]) else inner[places[0] :]
    return inner


def _is_own_organ_line(one: Piece, below: Piece) -> bool:
    """The first line of the document's own title; a page may be named by the same words."""
    return ORGAN_LINE.match(one.text) is not None and (
        one.element.name not in _TITLE_ELEMENTS or one.element.parent is below.element.parent
    )


def _same(one: Piece, other: Piece) -> bool:
    return _plain(one.text) == _plain(other.text)


def _is_title(piece: Piece, names: Sequence[str]) -> bool:
    text = piece.text
    if len(text) > 80 or _STOP.search(text) or read_label(text) is not None or text.endswith(("：", ":")):
        return False
    plain = _plain(text)
    return plain in names or (_GENRE.search(text) is not None and _HAN.search(text) is not None)


def _plain(text: str) -> str:
    return "".join(text.split())


def _names(flow: Flow) -> list[str]:
    """What the page calls itself, the surest first; of 标题_某某县人民政府 the part that is a title."""
    metas = flow.page.metas
    names = [metas.get(key, "") for key in ("articletitle", "og:title", "title")]
    parts = [part for part in _PARTING.split(flow.page.title) if part.strip()]
    names += sorted(parts, key=lambda part: (_GENRE.search(part) is None, -len(part)))
    return [plain for name in names if (plain := _plain(name))]


_PARTING = Pattern(r"[-_|—–－>»]+")


def _page_title(before: Sequence[Piece], names: Sequence[str]) -> list[Piece]:
    """The heading above the text, with the lines that go on with it."""
    candidates = [piece for piece in before if not piece.is_link and not piece.cell]
    for fits in (
        lambda piece: _plain(piece.text) in names,
        lambda piece: piece.element.name in _TITLE_ELEMENTS and _GENRE.search(piece.text),
        lambda piece: piece.element.name == "h1",
        lambda piece: not _is_furniture(piece) and _is_title(piece, ()),
    ):
        found = [piece for piece in candidates if fits(piece) and _HAN.search(piece.text)]
        if found:
            lines = [piece for piece in candidates if piece.element is found[-1].element and not _is_furniture(piece)]
            return [Piece(line.text, _UNRANKED) for line in lines]
    return []


_UNRANKED = Element("div", {}, None)
"""Sites head a document with whatever size of heading they like."""


def _without_menus(pieces: Sequence[Piece], prose: Sequence[int], first: int, end: int) -> Iterator[int]:
    index = first
    while index < end:
        run = index
        while run < end and (pieces[run].is_link or (not prose[run] and not _HAN.search(pieces[run].text))):
            run += 1
        if run - index < _MENU or not pieces[index].is_link:
            yield from range(index, max(run, index + 1))
        index = max(run, index + 1)


def _tail(pieces: Sequence[Piece], holder: Element, last: int) -> list[Piece]:
    """Signature, date and attachments; they may stand just behind the element that holds the text."""
    found: list[Piece] = []
    index = last + 1
    while index < holder.end:
        piece = pieces[index]
        if _AFTERWARDS.match(piece.text) and not piece.cell:
            break
        if not _is_furniture(piece) or (piece.cell and not piece.is_link) or _ATTACHMENT.match(piece.text):
            found.append(piece)
        index += 1
    behind = pieces[holder.end : holder.end + _SIGNATURE_LINES] if index == holder.end else []
    signature: list[Piece] = []
    for piece in behind:
        if piece.is_link or not (ORGAN_LINE.match(piece.text) or _WRITTEN_DAY.match(piece.text)):
            break
        signature.append(piece)
    while signature and not _WRITTEN_DAY.match(signature[-1].text):
        signature.pop()
    return [*found, *signature]


def _lines(pieces: Sequence[Piece]) -> list[Line]:
    title = _title(pieces)
    return [
        Line(piece.text, title=True)
        if index in title
        else Line(piece.text, cell=piece.cell, outline=_outline(piece.element))
        for index, piece in enumerate(pieces)
    ]


def _title(pieces: Sequence[Piece]) -> range:
    """The heading above all text is the title, whatever its size; it may be broken into lines or into several headings."""
    first = 0
    while first < len(pieces) and _may_stand_above_title(pieces[first]):
        first += 1
    end = first
    while (
        end < len(pieces) and _is_bare_heading(pieces[end]) and pieces[end].element.name == pieces[first].element.name
    ):
        end += 1
    run = pieces[first:end]
    last = next((piece for piece in run if _GENRE.search(piece.text)), run[0] if run else None)
    places = [index for index in range(first, end) if last is not None and pieces[index].element is last.element]
    return range(first, places[-1] + 1) if places else range(0)


def _may_stand_above_title(piece: Piece) -> bool:
    return not (
        piece.cell
        or piece.element is _UNRANKED
        or _outline(piece.element)
        or _STOP.search(piece.text)
        or _GENRE.search(piece.text)
        or read_label(piece.text)
    )


def _is_bare_heading(piece: Piece) -> bool:
    return not piece.cell and _outline(piece.element) is not None and read_label(piece.text) is None


def _outline(element: Element) -> int | None:
    name = element.name
    return int(name[1]) if len(name) == 2 and name[0] == "h" and name[1].isdigit() else None
