"""From lines to blocks: title, addressee, headings, sign-off, attachments, told by wording and place."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from drafting import deadline
from drafting.document.blocks import Block, Document, Line, Properties, Remark, Role, Story
from drafting.document.formats import Formatting
from drafting.document.ladder import Entry, Rung, climb
from drafting.text.dates import DAY, DOTTED_DAY
from drafting.text.labels import Label, Style, read_label
from drafting.text.patterns import Pattern
from drafting.text.residue import BARE_NUMBER, is_metadata, is_navigation, is_page_number

_ORGAN_END = r"(?:人民政府|政府|委员会|办事处|党委|党工委|工委|管委会|党组|[局厅委]|办公室|中心|司法所|领导小组|大队|支队|党总支)"
_ORGAN_NAME = rf"[\u4e00-\u9fff（）〇]{{1,34}}{_ORGAN_END}"
ORGAN_LINE = Pattern(
    rf"^[（(]?{_ORGAN_NAME}(?:[\s、]+{_ORGAN_NAME}){{0,3}}\s*(?:[（(](?:盖章|印章|公章|代章)[)）])?[）)]?$"
)
_SIGNED_AND_DATED = Pattern(rf"^{_ORGAN_NAME}(?:\s*[（(](?:盖章|印章|公章)[)）])?[\s，、]*(?:{DAY.pattern})$")
_DATE_LINE = Pattern(
    rf"^[（(]?\s*(?:{DAY.pattern}|{DOTTED_DAY.pattern}|20[0-9]{{2}}年[0-9]{{1,2}}月|【待填：[^】\n]{{0,20}}日期】)\s*[）)]?$"
)
_DOCUMENT_NUMBER = Pattern(r"^[\u4e00-\u9fff]{1,12}\s?[〔\[（(【]?20[0-9]{2}[〕\]）)】]?\s?第?[0-9]{1,4}号$")
SECRECY_LINE = Pattern(
    r"^\s*(?:密\s*级\s*[：:]\s*)?(?:绝\s?密|机\s?密|秘\s?密)\s*"
    r"(?:[★☆*]\s*(?:长期|[0-9一二三四五六七八九十]+\s*(?:年|个?月)(?:以?内)?)?)?\s*$"
)
_FRONT = Pattern(r"^(?:签发人|份号|[0-9]{6}$|特急|加急|平急|内部资料|公开属性|信息公开)")
_ADDRESSEE = Pattern(r"^[^。；！？]{2,80}[：:]$")
_TO = Pattern(r"(?:委|政府|办|办公室|局|厅|人大|常委会|院|组|领导|代表|委员|同志们?|部|会)[：:]$")
_ATTACHMENT = Pattern(
    r"^附\s?(?:件|表|录)?\s?[0-9０-９一二三四五六七八九十]{0,2}\s?(?:[：:]|$)|^附件[0-9一二三四五六七八九十]{1,2}[.．、\s]?"
)
_GENRE = Pattern(r"报告|总结|情况|要点|方案|计划|通知|意见|公告|公报|自查|汇报")
# A title broken before its last word, or a subtitle.
_TITLE_GOES_ON = Pattern(r"^(?:[—－（]|.{0,8}(?:报告|总结)$)")
_APART = Pattern(r"^[（(\[【].*[）)\]】]$|文件\s*$")
"""A letterhead, or a word in brackets that holds a place."""
_CONTENTS = Pattern(r"^目[\s　]*录$|^.{2,60}?(?:[….·]{2,}|[…]+)\s*[（(]?[0-9]{1,3}[）)]?$")
_ENTRY = Pattern(
    r"^(?P<words>.{1,99}?[^\s.…·•_—－-])[\s.…·•_—－-]+[（(]?[0-9]{1,3}[）)]?[\s—－-]*$", sign=r"[0-9][）)]?[\s—－-]*$"
)
_FEWEST_ENTRIES = 3
_LONGEST_TITLE_LINE = 60
_LONGEST_QUOTATION = 30
_LONGEST_POINT = 40
_NOTE = Pattern(r"^\s*[（(]?(?:注|说明|备注|附注|填表说明)\s*[：:]\s*")
_PAPER = Pattern(r"[：:]$|公约|民约|承诺|誓词|倡议|须知|守则|口诀|三字经|顺口溜")


def build(
    lines: Iterable[Line],
    *,
    remarks: Sequence[Remark] = (),
    properties: Properties | None = None,
    skipped: Sequence[str] = (),
    formatting: Formatting | None = None,
) -> Document:
    """The document of a reader's lines; remarks point to these lines by their position."""
    numbered = []
    for line in lines:
        deadline.look()
        numbered.append(line)
    roles = _roles(numbered)
    labels = {
        index: label
        for index, line in enumerate(numbered)
        if roles[index] is Role.PARAGRAPH and not line.is_text and (label := read_label(line.text)) is not None
    }
    for index in [*_quoted(numbered, roles), *_notes(numbered, roles, labels), *_papers(numbered, labels)]:
        labels.pop(index, None)
    rungs = _rungs(numbered, roles, labels)
    levels = {index: rung.level for index, rung in rungs.items()}
    levels |= _styled_headings(numbered, roles, levels)
    blocks = []
    for index, line in enumerate(numbered):
        level = levels.get(index, 0)
        role = Role.HEADING if level else roles[index]
        label = labels.get(index)
        blocks.append(
            Block(
                index,
                line.text,
                role,
                level=level,
                label=label,
                rung=rungs.get(index),
                heading_end=_heading_end(line.text, label) if level else 0,
                story=line.story,
                cell=line.cell,
                line=line.line,
                page=line.page,
            )
        )
    return Document(tuple(blocks), tuple(remarks), properties, tuple(skipped), tuple(numbered), formatting)


def _quoted(lines: Sequence[Line], roles: Sequence[Role]) -> Iterator[int]:
    """Lines of a quotation that runs over several: their numbers are those of another text."""
    opened: int | None = None
    for index, line in enumerate(lines):
        balance = line.text.count("“") - line.text.count("”")
        if opened is not None and (roles[index] is not Role.PARAGRAPH or index - opened > _LONGEST_QUOTATION):
            opened = None
        if opened is None:
            begins = line.text.lstrip().startswith("“") or line.text.rstrip().endswith("“")
            opened = index if balance == 1 and begins and roles[index] is Role.PARAGRAPH else None
        elif balance < 0:
            yield from range(opened + 1, index + 1)
            opened = None
        elif balance > 0:
            # Every paragraph of a quotation may open it anew; otherwise the first one was never closed.
            opened = opened if line.text.lstrip().startswith("“") else None


def _notes(lines: Sequence[Line], roles: Sequence[Role], labels: dict[int, Label]) -> Iterator[int]:
    """注：1. in one line, and 2. 3. in the next: points of a note."""
    for index, line in enumerate(lines):
        note = _NOTE.match(line.text) if roles[index] is Role.PARAGRAPH else None
        first = read_label(line.text[note.end() :]) if note else None
        if first is None or first.value != 1:
            continue
        due = 2
        while (label := labels.get(index + due - 1)) and (label.style, label.value) == (first.style, due):
            yield index + due - 1
            due += 1


def _papers(lines: Sequence[Line], labels: dict[int, Label]) -> Iterator[int]:
    """The points of a pledge that a part quotes: 一、二、三、 in short lines, behind which the report counts on."""
    places = sorted(labels)
    last: dict[Style, Label] = {}
    for index in places:
        first = labels[index]
        before = last.get(first.style)
        last[first.style] = first
        lead = lines[index - 1].text.strip() if index else ""
        above = labels.get(index - 1)
        if first.value != 1 or before is None or (above and above.style == first.style) or not _PAPER.search(lead):
            continue
        end = index
        while (label := labels.get(end)) and (label.style, label.value) == (first.style, end - index + 1):
            if len(lines[end].text) > _LONGEST_POINT:
                break
            end += 1
        behind = (labels[other] for other in places[bisect_left(places, end) :])
        following = next((label for label in behind if label.style == first.style), None)
        if end - index > 1 and following is not None and following.value == before.value + 1:
            yield from range(index, end)


def _rungs(lines: Sequence[Line], roles: Sequence[Role], labels: dict[int, Label]) -> dict[int, Rung]:
    entries: list[Entry] = []
    after_prose = False
    for index, line in enumerate(lines):
        if line.story is not Story.BODY or roles[index] is Role.RESIDUE:
            continue
        if index in labels:
            entries.append(Entry(labels[index], after_prose))
        after_prose = index not in labels
    return dict(zip(labels, climb(entries), strict=True)) if entries else {}


def _styled_headings(lines: Sequence[Line], roles: Sequence[Role], levels: dict[int, int]) -> dict[int, int]:
    """Lines without a number that the file itself calls headings."""
    styled = {
        index: line.outline
        for index, line in enumerate(lines)
        if line.outline is not None
        and index not in levels
        and roles[index] is Role.PARAGRAPH
        and not line.is_text
        and _is_short(line.text)
    }
    # Where the title is Heading 1, the parts are Heading 2: what the numbered headings show is level 1.
    offsets = [line.outline - levels[i] for i, line in enumerate(lines) if i in levels and line.outline is not None]
    offset = min(offsets, default=0)
    return {index: max(1, outline - offset) for index, outline in styled.items()}


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE_LINE and "。" not in text.rstrip("。 ")


def _heading_end(text: str, label: Label | None) -> int:
    stop = text.find("。", label.end if label else 0)
    return stop + 1 if stop >= 0 else len(text)


def _roles(lines: Sequence[Line]) -> list[Role]:
    roles = [_first_role(line) for line in lines]
    _mark_typed_contents(lines, roles)
    flow = [index for index, role in enumerate(roles) if role is Role.PARAGRAPH]
    head = _mark_head(lines, roles, flow)
    _mark_tail(lines, roles, [index for index in flow if index >= head])
    return roles


def _mark_typed_contents(lines: Sequence[Line], roles: list[Role]) -> None:
    """Lines above the text that end in a page number and whose words come again below: a table of contents by hand."""
    entries = _entries(lines, roles)
    if len(entries) < _FEWEST_ENTRIES:
        return
    below = {_plain_heading(line.text) for line in lines[max(entries) + 1 :]}
    # Headings are reworded after the table was typed: a few that are not found say nothing against the others.
    if 2 * sum(words in below for words in entries.values()) >= len(entries):
        for index in entries:
            roles[index] = Role.FRONT


def _entries(lines: Sequence[Line], roles: Sequence[Role]) -> dict[int, str]:
    """The first run of lines that end in a page number, above the text, each with its words."""
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        if roles[index] not in (Role.PARAGRAPH, Role.FRONT):
            continue
        entry = _ENTRY.match(line.text)
        if entry:
            found[index] = "".join(entry["words"].split())
        elif roles[index] is Role.PARAGRAPH:
            if len(found) >= _FEWEST_ENTRIES or "。" in line.text or read_label(line.text):
                break
            found.clear()
    return found


def _plain_heading(text: str) -> str:
    return "".join(text.partition("。")[0].split())


def _first_role(line: Line) -> Role:
    if line.story is not Story.BODY:
        return Role.ASIDE
    if line.cell is not None:
        return Role.CELL
    if line.contents or _CONTENTS.match(line.text):
        return Role.FRONT
    if is_page_number(line.text) or is_navigation(line.text):
        return Role.RESIDUE
    return Role.PARAGRAPH


def _mark_head(lines: Sequence[Line], roles: list[Role], flow: Sequence[int]) -> int:
    """Title, addressee and what stands around them; gives the first line behind them."""
    own = _own_title(lines, flow)
    if own is None:
        return _mark_head_from(lines, roles, flow)
    before = flow[: flow.index(own)]
    _mark_head_from(lines, roles, before)
    # Its first lines may have been left in another style.
    joined = own
    for index in reversed(before):
        if index != joined - 1 or roles[index] is not Role.TITLE or _APART.search(lines[index].text):
            break
        joined = index
    for index in before:
        if index < joined and roles[index] is not Role.DATE:
            roles[index] = Role.FRONT
    return _mark_head_from(lines, roles, flow[len(before) :])


def _own_title(lines: Sequence[Line], flow: Sequence[int]) -> int | None:
    """The first line that the file itself calls a title, unless it is that of an annex."""
    own = next((index for index in flow if lines[index].title), None)
    if own is None:
        return None
    before = [index for index in flow if index < own]
    if any(read_label(lines[index].text) is not None or lines[index].outline is not None for index in before):
        return None
    above = sum(len(lines[index].text) for index in before)
    return own if above <= sum(len(lines[index].text) for index in flow[len(before) :]) else None


def _mark_head_from(lines: Sequence[Line], roles: list[Role], flow: Sequence[int]) -> int:
    titled = False
    for index in flow:
        line = lines[index]
        text = line.text.strip()
        if SECRECY_LINE.match(text) or _DOCUMENT_NUMBER.match(text) or _FRONT.match(text) or is_metadata(text):
            roles[index] = Role.FRONT
        elif _DATE_LINE.match(text):
            roles[index] = Role.DATE
        elif titled and (ORGAN_LINE.match(text) or _SIGNED_AND_DATED.match(text)):
            roles[index] = Role.SIGN_OFF
        elif titled and _ADDRESSEE.match(text) and _TO.search(text):
            roles[index] = Role.ADDRESSEE
        elif line.title or (_may_be_title(text, line) and (not titled or _TITLE_GOES_ON.match(text))):
            roles[index] = Role.TITLE
            titled = titled or _GENRE.search(text) is not None
        else:
            return index
    return len(lines)


def _may_be_title(text: str, line: Line) -> bool:
    if (
        line.is_text
        or len(text) > _LONGEST_TITLE_LINE
        or re.search(r"[。；！？]", text)
        or text.endswith(("：", ":", "，"))
    ):
        return False
    return read_label(text) is None and not BARE_NUMBER.match(text) and (line.outline or 1) == 1


def _mark_tail(lines: Sequence[Line], roles: list[Role], flow: Sequence[int]) -> None:
    """Sign-off, date and attachments, behind the last paragraph that says something."""
    signed = False
    in_list = False
    for place, index in enumerate(flow):
        text = lines[index].text.strip()
        rest = flow[place + 1 :]
        if _ATTACHMENT.match(text) and len(text) <= 80 and "。" not in text:
            in_list = True
            roles[index] = Role.ATTACHMENT
        elif _DATE_LINE.match(text):
            roles[index] = Role.DATE
            signed, in_list = True, False
        elif _SIGNED_AND_DATED.match(text) or (
            ORGAN_LINE.match(text)
            and (not rest or _tail_follows(lines, rest) or roles[flow[place - 1]] is Role.SIGN_OFF)
        ):
            roles[index] = Role.SIGN_OFF
            signed, in_list = True, False
        elif in_list and (signed or re.match(r"^(?:附件)?\s*[0-9０-９]{1,2}[.．、]", text)):
            roles[index] = Role.ATTACHMENT
        else:
            in_list = in_list and signed


def _tail_follows(lines: Sequence[Line], rest: Sequence[int]) -> bool:
    """Only what may stand behind a signature comes now."""
    text = lines[rest[0]].text.strip()
    if _DATE_LINE.match(text) or _ATTACHMENT.match(text) or text.startswith(("（", "(", "抄送", "×")):
        return True
    return bool(ORGAN_LINE.match(text)) and (len(rest) == 1 or _tail_follows(lines, rest[1:3]))
