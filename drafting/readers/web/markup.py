"""HTML as browsers take it: a tree of blocks, with the text between them.

The standard library's parser takes quadratic time for broken pages in many of the Pythons that desks have; this one looks at
every character once. Inline elements make no nodes, since all that is asked of them is whether their text is hidden or a link.
"""

import html
import re
from dataclasses import dataclass, field
from typing import TypeAlias

from drafting.readers import ReadError
from drafting.readers.bounds import MOST_CHARACTERS, TOO_MANY_WORDS

_MOST_TAGS = 400_000
_MOST_ATTRIBUTES = 1000
"""Of a tag; what comes behind is not looked at."""
_VOID = frozenset(
    [
        "area",
        "base",
        "basefont",
        "bgsound",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "ul",
        "xmp",
    ]
)
_TABLE = frozenset(("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"))
_CLOSES_PARAGRAPH = (_BLOCKS - {"html", "body", "legend", "optgroup"}) | {"table", "hr"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_RAW = frozenset(("iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title"))
_UNSEEN = frozenset(
    ("applet", "audio", "button", "canvas", "datalist", "object", "rp", "select", "svg", "template", "video", "xml")
)
_KEPT = frozenset(
    (
        "class",
        "colspan",
        "content",
        "hidden",
        "href",
        "id",
        "name",
        "property",
        "reversed",
        "role",
        "rowspan",
        "start",
        "style",
        "type",
        "value",
    )
)

_ATTRIBUTE = re.compile(
    r"[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|(?![\"'])([^\s>]*+)))?", re.ASCII
)
_TAG_END = re.compile(r"[\s/]*+>", re.ASCII)
_TAG_NAME = re.compile(r"/?([a-zA-Z][^\s/>]*+)", re.ASCII)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_LABEL = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_KEEPS_LINES = re.compile(r"white-space\s*:\s*pre", re.IGNORECASE)


class Linked(str):
    """Text that leads somewhere else."""

    __slots__ = ()


class Break:
    """A line ends here, and no block does."""

    __slots__ = ()


BREAK = Break()


class Picture:
    """Something to look at, whose words nobody can read here."""

    __slots__ = ()


PICTURE = Picture()

Child: TypeAlias = "Element | Break | Picture | str"


class Element:
    __slots__ = ("attributes", "children", "end", "name", "nested", "parent", "start")

    def __init__(self, name: str, attributes: dict[str, str], parent: "Element | None") -> None:
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.children: list[Child] = []
        self.nested = False
        """A table with another one in it."""
        self.start = self.end = 0
        """Which pieces of the flow are its own."""

    @property
    def keeps_lines(self) -> bool:
        return (
            self.name in ("pre", "listing", "xmp") or _KEEPS_LINES.search(self.attributes.get("style", "")) is not None
        )


@dataclass(slots=True)
class Page:
    body: Element
    title: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    """By name in lower case."""
    has_hidden: bool = False


def parse(text: str, *, show_hidden: bool = False) -> Page:
    builder = _Builder(show_hidden)
    _tokenize(text.replace("\x00", ""), builder)
    return builder.page


class _Inline:
    """An open inline element, and what it makes of the text in it."""

    __slots__ = ("is_closed", "is_label", "is_link", "is_unseen", "name")

    def __init__(self, name: str, *, is_link: bool, is_unseen: bool, is_label: bool) -> None:
        self.name = name
        self.is_link = is_link
        self.is_unseen = is_unseen
        self.is_label = is_label
        self.is_closed = False


class _Open:
    """An open block with the inline elements that were opened in it; they end with it."""

    __slots__ = ("element", "inlines", "is_unseen")

    def __init__(self, element: Element, is_unseen: bool) -> None:
        self.element = element
        self.is_unseen = is_unseen
        self.inlines: list[_Inline] = []


class _Builder:
    def __init__(self, show_hidden: bool) -> None:
        self.page = Page(Element("body", {}, None))
        self._show_hidden = show_hidden
        self._stack = [_Open(self.page.body, is_unseen=False)]
        # An end tag looks no further than the cell or the table that it stands in: a count of what is open in each, so that
        # nobody has to search a stack that may be 100,000 deep.
        self._scopes: list[dict[str, int]] = [{}]
        self._inlines: dict[str, list[_Inline]] = {}
        self._links = self._unseen = self._labels = self._characters = 0

    def text(self, data: str) -> None:
        if self._unseen or not data:
            return
        if "&" in data:
            data = html.unescape(data)
        self._characters += len(data)
        if self._characters > MOST_CHARACTERS:
            raise ReadError(TOO_MANY_WORDS)
        if self._labels:
            # The blanks between a number and its text are Word's tab.
            data = "".join(data.split())
        self._stack[-1].element.children.append(Linked(data) if self._links else data)

    def title(self, data: str) -> None:
        self.page.title = self.page.title or html.unescape(data)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "br":
            self._append(BREAK)
        elif name == "meta":
            key = attributes.get("name") or attributes.get("property") or ""
            self.page.metas.setdefault(key.strip().lower(), html.unescape(attributes.get("content", "")))
        elif name == "img":
            self._append(PICTURE)
        elif name in _TABLE:
            self._start_table_part(name, attributes)
        elif name in ("html", "body"):
            pass
        elif name in _BLOCKS or name == "hr":
            self._start_block(name, attributes)
        elif name not in _VOID:
            self._start_inline(name, attributes)

    def end(self, name: str) -> None:
        if name in ("br", "p") and not (name == "p" and self._scopes[-1].get("p")):
            # Browsers make a line of either, though nothing is open.
            self._append(BREAK)
        elif name in _TABLE:
            self._end_table_part(name)
        elif name in _HEADINGS:
            # Any heading's end tag ends whichever heading is open.
            opened = next((heading for heading in _HEADINGS if self._scopes[-1].get(heading)), None)
            if opened:
                self._pop_to(name if self._scopes[-1].get(name) else opened)
        elif name in _BLOCKS:
            if self._scopes[-1].get(name):
                self._pop_to(name)
        else:
            self._end_inline(name)

    def _append(self, child: Child) -> None:
        if not self._unseen:
            self._stack[-1].element.children.append(child)

    def _start_block(self, name: str, attributes: dict[str, str]) -> None:
        scope = self._scopes[-1]
        if name in _CLOSES_PARAGRAPH and scope.get("p"):
            self._pop_to("p")
        if name == "hr":
            self._append(BREAK)
            return
        if name == "li" and self._in_own_list("li", ("ol", "ul", "menu", "dir")):
            self._pop_to("li")
        elif name in ("dd", "dt") and self._in_own_list(name, ("dl",)):
            self._pop_to(next(word for word in ("dd", "dt") if scope.get(word)))
        elif name in _HEADINGS and self._stack[-1].element.name in _HEADINGS:
            self._pop()
        self._push(name, attributes)

    def _in_own_list(self, name: str, lists: tuple[str, ...]) -> bool:
        """Whether an item is open that is not the one around the list at hand."""
        scope = self._scopes[-1]
        items = scope.get("li", 0) if name == "li" else scope.get("dd", 0) + scope.get("dt", 0)
        if not items:
            return False
        # Items outside a list are possible; then each ends the one before.
        return items >= max(1, sum(scope.get(one, 0) for one in lists))

    def _push(self, name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes, self._stack[-1].element)
        self._append(element)
        is_unseen = self._hides(attributes)
        self._unseen += is_unseen
        self._stack.append(_Open(element, is_unseen))
        scope = self._scopes[-1]
        scope[name] = scope.get(name, 0) + 1
        if name in ("table", "td", "th", "caption"):
            self._scopes.append({})

    def _pop(self) -> str:
        opened = self._stack.pop()
        name = opened.element.name
        if name in ("table", "td", "th", "caption"):
            self._scopes.pop()
        self._scopes[-1][name] -= 1
        self._unseen -= opened.is_unseen
        for inline in opened.inlines:
            if not inline.is_closed:
                self._close(inline)
        return name

    def _pop_to(self, name: str) -> None:
        while self._pop() != name:
            pass

    def _start_inline(self, name: str, attributes: dict[str, str]) -> None:
        if name == "a":
            # Links do not stand in links.
            self._end_inline("a")
        style = attributes.get("style", "")
        inline = _Inline(
            name,
            is_link=name == "a" and "href" in attributes,
            is_unseen=name in _UNSEEN or self._hides(attributes),
            is_label=bool(style) and _LABEL.search(style) is not None,
        )
        self._links += inline.is_link
        self._unseen += inline.is_unseen
        self._labels += inline.is_label
        self._stack[-1].inlines.append(inline)
        self._inlines.setdefault(name, []).append(inline)

    def _end_inline(self, name: str) -> None:
        opened = self._inlines.get(name, [])
        while opened:
            inline = opened.pop()
            if not inline.is_closed:
                self._close(inline)
                return

    def _close(self, inline: _Inline) -> None:
        inline.is_closed = True
        self._links -= inline.is_link
        self._unseen -= inline.is_unseen
        self._labels -= inline.is_label

    def _start_table_part(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            if self._scopes[-1].get("p"):
                self._pop_to("p")
            around = next((one for one in reversed(self._scopes) if one.get("table")), None)
            self._push(name, attributes)
            if around is not None:
                self._mark_nested()
            return
        if not self._is_in_table():
            # Browsers pass over it; the text that follows is at least another line.
            self._append(BREAK)
            return
        keep = {"td": ("tr",), "th": ("tr",), "tr": ("tbody", "thead", "tfoot", "table")}.get(name, ("table",))
        while self._stack[-1].element.name not in (*keep, "tr" if name in ("td", "th") else "table", "table"):
            self._pop()
        if name in ("td", "th") and self._stack[-1].element.name != "tr":
            self._push("tr", {})
        self._push(name, attributes)

    def _mark_nested(self) -> None:
        # Each table marks the next one around it, which has marked its own; the walk up ends at the first cell's table.
        element = self._stack[-1].element.parent
        steps = 0
        while element is not None and element.name != "table" and steps < 200:
            element, steps = element.parent, steps + 1
        if element is not None and element.name == "table":
            element.nested = True

    def _is_in_table(self) -> bool:
        return len(self._scopes) > 1

    def _end_table_part(self, name: str) -> None:
        if not self._is_in_table():
            return
        if name in ("td", "th", "caption"):
            inside = self._scopes[-2]
            if inside.get(name):
                self._pop_to(name)
        elif name == "table":
            self._pop_to("table")
        else:
            scope = self._scopes[-1] if not self._in_cell() else self._scopes[-2]
            if scope.get(name):
                self._pop_to(name)

    def _in_cell(self) -> bool:
        before = self._scopes[-2]
        return bool(before.get("td") or before.get("th") or before.get("caption"))

    def _hides(self, attributes: dict[str, str]) -> bool:
        if self._show_hidden:
            return False
        style = attributes.get("style")
        is_hidden = "hidden" in attributes or (style is not None and _HIDING.search(style) is not None)
        self.page.has_hidden = self.page.has_hidden or is_hidden
        return is_hidden


def _tokenize(text: str, builder: _Builder) -> None:
    if text.count("<") > _MOST_TAGS:
        raise ReadError("网页里的标记过多，不像一份报告；请把正文复制到 Word 或 WPS 中另存为 .docx 再试。")
    at = 0
    without_end: set[str] = set()
    while True:
        opening = text.find("<", at)
        builder.text(text[at:] if opening < 0 else text[at:opening])
        if opening < 0:
            return
        tag = _TAG_NAME.match(text, opening + 1)
        if tag is None:
            at = _behind_other(text, opening)
            if at < 0:
                return
            builder.text(text[opening:at] if at == opening + 1 else "")
            continue
        name = tag[1].lower()
        attributes, at = _attributes(text, tag.end())
        if at < 0:
            return
        if text[opening + 1] == "/":
            builder.end(name)
        elif name in _RAW:
            at = _behind_raw(text, at, name, builder, without_end)
            if at < 0:
                return
        else:
            builder.start(name, attributes)


def _attributes(text: str, at: int) -> tuple[dict[str, str], int]:
    """Those that matter, and where the tag ends; -1: the file ends before."""
    attributes: dict[str, str] = {}
    seen = 0
    while (end := _TAG_END.match(text, at)) is None:
        seen += 1
        if seen > _MOST_ATTRIBUTES:
            return attributes, text.find(">", at) + 1 or -1
        found = _ATTRIBUTE.match(text, at)
        if found is None:
            return attributes, -1
        key = found[1].lower()
        if key in _KEPT and key not in attributes:
            value = found[2] or found[3] or found[4] or ""
            attributes[key] = html.unescape(value) if "&" in value else value
        at = found.end()
    return attributes, end.end()


def _behind_other(text: str, opening: int) -> int:
    """Behind a comment, a declaration, a condition of Word's; -1: it never ends. A mere < is one character of text."""
    if text.startswith("<!--", opening):
        if text.startswith(("<!-->", "<!--->"), opening):
            return text.index(">", opening) + 1
        end = text.find("-->", opening + 4)
        return end + 3 if end >= 0 else -1
    if text.startswith(("<!", "<?", "</"), opening):
        end = text.find(">", opening)
        return end + 1 if end >= 0 else -1
    return opening + 1


_RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])[^<>]*>", re.IGNORECASE) for name in _RAW}


def _behind_raw(text: str, at: int, name: str, builder: _Builder, without_end: set[str]) -> int:
    """Behind what is no markup, whatever it looks like; -1: all the rest is none."""
    end = None if name in without_end else _RAW_ENDS[name].search(text, at)
    if end is None:
        without_end.add(name)
        return -1 if name in ("script", "style") else at
    if name == "title":
        builder.title(text[at : end.start()])
    return end.end()
