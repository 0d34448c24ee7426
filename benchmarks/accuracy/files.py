"""A paper as the file that is handed in: plain text, our own writer's Word file, or one that Word has saved many times."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from random import Random
from typing import Any

from benchmarks.accuracy.paper import CHINESE, Paper, Para
from drafting.document.blocks import Cell
from drafting.document.draft import LEVELS, Draft, DraftBlock, Kind
from drafting.document.layout import Layout, shipped_layout
from drafting.ooxml.writer import write
from tests import word

_TWIPS = 1440 / 25.4
_LABELS = (("chineseCounting", "%{}、"), ("chineseCounting", "（%{}）"), ("decimal", "%{}."), ("decimal", "（%{}）"))
_RIGHT = {Kind.SIGN_OFF: 2.0, Kind.DATE: 4.0}


def file_of(paper: Paper) -> bytes:
    if paper.suffix == ".txt":
        return (text_of(paper) + "\n").encode()
    if not paper.fragmented:
        return write(Draft(tuple(_block(para) for para in paper.paras), paper.place.organ), shipped_layout())
    return _word_file(paper)


def text_of(paper: Paper) -> str:
    lines: list[str] = []
    row: tuple[int, int] | None = None
    for para in paper.paras:
        here = para.cell[:2] if para.cell else None
        if here is not None and here == row:
            lines[-1] += "\t" + para.whole
        else:
            lines.append(para.whole)
        row = here
    return "\n".join(lines)


def _block(para: Para) -> DraftBlock:
    end = 0
    if para.kind.level:
        end = len(para.label) + (para.head or len(para.text))
    return DraftBlock(para.kind, para.whole, end, Cell(*para.cell) if para.cell else None)


# As Word saves it


def _word_file(paper: Paper) -> bytes:
    layout = shipped_layout()
    random = Random(f"{paper.name} runs")
    lists = _Lists(paper)
    body: list[str] = []
    for table, group in groupby(paper.paras, key=lambda para: para.cell[0] if para.cell else None):
        if table is None:
            body += [_paragraph(paper, para, layout, lists, random) for para in group]
        else:
            body.append(_table(paper, list(group), layout, lists, random))
    remarks = {
        number: para.look["remark"] for number, para in enumerate(para for para in paper.paras if "remark" in para.look)
    }
    return word.docx(
        *body,
        numbering=lists.xml(),
        styles=_styles(paper, layout),
        section=_section(paper, layout),
        header=word.p(word.r(paper.header)) if paper.header else "",
        footer=_footer(paper, layout),
        comments={number: word.p(word.r(text)) for number, text in remarks.items()},
        core_author=paper.author,
        last_modified_by=paper.place.organ,
    )


class _Lists:
    """Numbers by Word's own lists where they can give just what the paper says; else they are typed."""

    def __init__(self, paper: Paper) -> None:
        self.numbers: dict[int, int] = {}
        """Of a paragraph by its identity: which list."""
        self.nums: list[str] = []
        if not paper.automatic:
            return
        running: dict[int, tuple[int, int]] = {}
        for para in paper.paras:
            place = _place_of(para.label)
            if place is None:
                continue
            level, value = place
            number, following = running.get(level, (0, 1))
            if not number or value != following:
                number = len(self.nums) + 1
                self.nums.append(word.num(number, level, {} if value == 1 and not running.get(level) else {0: value}))
            running[level] = (number, value + 1)
            self.numbers[id(para)] = number

    def xml(self) -> str:
        if not self.nums:
            return ""
        definitions = [
            word.abstract_num(level, [word.level(number_format, text.format(1), suff="nothing")])
            for level, (number_format, text) in enumerate(_LABELS)
        ]
        return "".join([*definitions, *self.nums])


def _place_of(label: str) -> tuple[int, int] | None:
    for level, (number_format, text) in enumerate(_LABELS):
        before, after = text.split("%{}")
        inner = label.removeprefix(before).removesuffix(after)
        if not label or label != before + inner + after:
            continue
        if number_format == "decimal" and inner.isascii() and inner.isdigit():
            return level, int(inner)
        if number_format != "decimal" and inner in tuple(CHINESE):
            return level, CHINESE.index(inner) + 1
    return None


def _said(paper: Paper, para: Para, kind: Kind, layout: Layout) -> dict[str, Any]:
    dress = layout.dress(kind)
    said: dict[str, Any] = {
        "face": dress.face,
        "size": dress.size or dress.usual_size,
        "bold": bool(kind.level) and paper.name[-1] in "13579",
        "align": "right" if kind in _RIGHT else dress.align or "both",
        "first_line": dress.first_line or 0,
        "right": dress.right or _RIGHT.get(kind, 0),
    }
    return {**said, **paper.looks.get(kind, {}), **para.look}


def _paragraph(paper: Paper, para: Para, layout: Layout, lists: _Lists, random: Random) -> str:
    said = _said(paper, para, para.kind, layout)
    number = lists.numbers.get(id(para))
    text = para.text if number else para.whole
    heading = (para.head or len(para.text)) + (0 if number else len(para.label)) if para.kind.level else len(text)
    runs: list[str] = [word.r(str(said["typed"]))] if said.get("typed") else []
    if heading < len(text):
        runs += _runs(paper, para, text[:heading], said, random)
        runs += _runs(paper, para, text[heading:], _said(paper, para, Kind.BODY, layout), random)
    else:
        runs += _runs(paper, para, text, said, random)
    if para.raw:
        behind = _run_format(_said(paper, para, Kind.BODY, layout))
        runs.append(para.raw.replace("<w:r><w:", f"<w:r><w:rPr>{behind}</w:rPr><w:").replace("</w:rPr><w:rPr>", ""))
    if "remark" in para.look:
        order = [other for other in paper.paras if "remark" in other.look].index(para)
        runs = [word.comment_range(order, *runs)]
    num = (number, 0) if number else None
    style = f"k{para.kind.level}" if paper.styled and para.kind.level else None
    blank = word.p() * int(said.get("blank", 0))
    return blank + word.p(*runs, style=style, num=num, ppr=_paragraph_format(said))


def _runs(paper: Paper, para: Para, text: str, said: dict[str, Any], random: Random) -> Iterator[str]:
    """In pieces of any length, as typing, correcting and saving leaves them."""
    pieces = [(text, said)]
    for words, look in para.words.items():
        if words in text:
            before, behind = text.split(words, 1)
            pieces = [(before, said), (words, {**said, **look}), (behind, said)]
            break
    for piece, look in pieces:
        start = 0
        while start < len(piece):
            end = start + random.choice((1, 2, 5, 9, 16, 40, 80))
            run = word.r(piece[start:end], _run_format(look))
            yield run.replace("<w:r>", f'<w:r w:rsidR="00{random.randrange(16**6):06X}">', 1)
            if random.random() < 0.1:
                yield '<w:proofErr w:type="spellStart"/>'
                yield '<w:proofErr w:type="spellEnd"/>'
            if random.random() < 0.03:
                yield word.bookmark(f"_Toc{random.randrange(10**8):08}")
            start = end


def _run_format(said: dict[str, Any]) -> str:
    face = said["face"]
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="Times New Roman" w:eastAsia="{face}" w:hAnsi="Times New Roman"/>'
        + ("<w:b/>" if said.get("bold") else "")
        + ("<w:vanish/>" if said.get("hidden") else "")
        + (f'<w:color w:val="{said["color"]}"/>' if "color" in said else "")
        + (f'<w:spacing w:val="{round(said["spacing"] * 20)}"/>' if "spacing" in said else "")
        + (f'<w:sz w:val="{round(said["size"] * 2)}"/>' if said["size"] else "")
        + (f'<w:highlight w:val="{said["highlight"]}"/>' if "highlight" in said else "")
    )


def _paragraph_format(said: dict[str, Any]) -> str:
    spacing = "".join(f' w:{side}="{round(said[side] * 20)}"' for side in ("before", "after") if side in said)
    if "exact" in said:
        spacing += f' w:line="{round(said["exact"] * 20)}" w:lineRule="exact"'
    elif "lines" in said:
        spacing += f' w:line="{round(said["lines"] * 240)}" w:lineRule="auto"'
    size = said["size"] or 16
    indents = "".join(
        f' w:{name}Chars="{round(said[key] * 100)}" w:{name}="{round(said[key] * size * 20)}"'
        for key, name in (("left", "left"), ("right", "right"), ("first_line", "firstLine"))
        if said.get(key)
    )
    return (
        (f"<w:spacing{spacing}/>" if spacing else "")
        + (f"<w:ind{indents}/>" if indents else "")
        + f'<w:jc w:val="{said["align"]}"/>'
    )


def _table(paper: Paper, cells: list[Para], layout: Layout, lists: _Lists, random: Random) -> str:
    rows = [list(group) for _, group in groupby(cells, key=lambda para: para.cell[1] if para.cell else 0)]
    return word.table([[_paragraph(paper, para, layout, lists, random) for para in row] for row in rows])


def _styles(paper: Paper, layout: Layout) -> str:
    normal = word.defaults(
        '<w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    ) + word.style("a", "Normal", default=True, ppr='<w:jc w:val="both"/>', rpr='<w:sz w:val="21"/>')
    return normal + "".join(
        word.style(
            f"k{number}",
            f"heading {number}",
            based_on="a",
            ppr=f'<w:keepNext/><w:outlineLvl w:val="{number - 1}"/>',
            rpr=f'<w:rFonts w:eastAsia="{layout.dress(kind).face}"/><w:sz w:val="32"/>',
        )
        for number, kind in enumerate(LEVELS, start=1)
        if paper.styled
    )


def _section(paper: Paper, layout: Layout) -> str:
    page = {**asdict(layout.page), "pitch": 28.95, **paper.page}
    at = {name: round(page[name] * _TWIPS) for name in ("width", "height", "top", "bottom", "left", "right")}
    turned = ' w:orient="landscape"' if page["width"] > page["height"] else ""
    grid = f'<w:docGrid w:type="lines" w:linePitch="{round(page["pitch"] * 20)}"/>' if page["pitch"] else ""
    return (
        f'<w:pgSz w:w="{at["width"]}" w:h="{at["height"]}"{turned}/>'
        f'<w:pgMar w:top="{at["top"]}" w:right="{at["right"]}" w:bottom="{at["bottom"]}"'
        f' w:left="{at["left"]}" w:header="851" w:footer="1587" w:gutter="0"/>{grid}'
    )


def _footer(paper: Paper, layout: Layout) -> str:
    if paper.number is None:
        return ""
    number = {"side": "outside", **asdict(layout.page_number), **paper.number}
    before, after = number["text"].split("{}")
    rpr = (
        f'<w:rFonts w:ascii="{number["face"]}" w:hAnsi="{number["face"]}"/><w:sz w:val="{round(number["size"] * 2)}"/>'
    )
    typed = number.get("typed")
    field = (
        word.r(typed, rpr)
        if typed
        else word.field("PAGE", word.r("1", rpr))
        .replace("<w:r><w:fldChar", f"<w:r><w:rPr>{rpr}</w:rPr><w:fldChar")
        .replace("<w:r><w:instrText", f"<w:r><w:rPr>{rpr}</w:rPr><w:instrText")
    )
    side = number["side"]
    place = (
        f'<w:jc w:val="{side}"/>'
        if side in {"left", "center", "right"}
        else f'<w:framePr w:hAnchor="margin" w:xAlign="{side}" w:y="1"/>'
    )
    return word.p(word.r(before, rpr), field, word.r(after, rpr), ppr=place)
