"""What goes wrong between form, template and report, and what the check of reports cannot know: it does not see the form."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from drafting.document import Block, Document, Role, Story
from drafting.document.draft import Draft, DraftBlock, Kind
from drafting.findings import Severity
from drafting.templating.made_forms import PARAGRAPHS, Input
from drafting.templating.marking import Traced
from drafting.templating.problems import Spot
from drafting.text.patterns import Pattern


@dataclass(frozen=True, slots=True)
class Slip:
    spot: Spot
    message: str
    hint: str
    severity: Severity = Severity.ERROR


def slips(tried: Input, draft: Draft, document: Document, traced: Traced) -> Iterator[Slip]:
    yield from _torn_titles(draft, document, traced)
    yield from _traces_of_code(tried, traced)
    yield from _leaked_marks(tried, draft, traced)
    yield from _glued_headings(tried, draft, traced)
    yield from _torn_tables(draft, traced)
    yield from _wrong_signatures(tried, draft, traced)
    yield from _doubled(draft, traced)


def pairs(draft: Draft, document: Document) -> Iterator[tuple[Block, DraftBlock]]:
    """Each block as it is read, and as it was written."""
    written = (block for block in draft.blocks if block.text)
    return zip((block for block in document.blocks if block.story is Story.BODY), written, strict=False)


def _torn_titles(draft: Draft, document: Document, traced: Traced) -> Iterator[Slip]:
    for block, written in pairs(draft, document):
        if block.role is Role.TITLE and written.kind is not Kind.TITLE:
            yield Slip(
                traced.spot(written.line),
                f"“{block.text}”是正文，读起来却是标题的下半截。",
                "标题写在“# ”后面的同一行里；长标题由程序分行。",
            )


_TRACES = Pattern(r"\.\.\.|\b(?:None|True|False|Undefined)\b|<[\w.]+ object|\[\]|\{\}|[\[{]['\"]")


def _traces_of_code(tried: Input, traced: Traced) -> Iterator[Slip]:
    """Dots of | truncate, Python's words for nothing, for lists."""
    if (found := _TRACES.search(traced.text)) and found[0] not in _words(tried.form):
        line = traced.text.count("\n", 0, found.start()) + 1
        yield Slip(
            traced.spot(line, found[0]),
            f"生成的报告里有“{found[0]}”，表单里没有，是截断或拼接时带出来的。",
            "不要截断表单里的文字；可不填的项先用 {% if %} 判断。",
        )


_MARKS = Pattern(r"#{2,}\s|@(?:主送|表题|署名|日期|附件|另页)|\|(?:---|\s-+\s)\|")


def _leaked_marks(tried: Input, draft: Draft, traced: Traced) -> Iterator[Slip]:
    """A mark counts at the head of a line only."""
    words = _words(tried.form)
    for block in draft.blocks:
        found = _MARKS.search(block.text)
        if found is not None and found[0] not in words:
            yield Slip(
                traced.spot(block.line),
                f"“{found[0].strip()}”印进了报告：“{block.text[max(0, found.start() - 10) : found.end() + 10]}”。",
                "每个标记要写在一行的开头；“{%-”“-%}”会把上下两行连在一起。",
            )


def _glued_headings(tried: Input, draft: Draft, traced: Traced) -> Iterator[Slip]:
    for block in draft.blocks:
        heading = block.text[: block.heading_end]
        for word, place in tried.words.items() if heading else ():
            if word in heading and place.field[-1] in PARAGRAPHS:
                yield Slip(
                    traced.spot(block.line),
                    f"正文接到了标题里：“{heading[:30]}”。",
                    "标题和正文各写一行；“{%-”“-%}”会把上下两行连在一起。",
                )
                break


def _torn_tables(draft: Draft, traced: Traced) -> Iterator[Slip]:
    widths: dict[tuple[int, int], int] = {}
    for block in draft.blocks:
        if block.cell is None:
            continue
        if block.kind is Kind.CELL and (block.cell.row, block.cell.column) == (0, 0):
            yield Slip(
                traced.spot(block.line), "表格没有表头，第一行排成了普通的一行。", "请在第一行下面写一行“|---|---|”。"
            )
        widths[block.cell.table, block.cell.row] = block.cell.column + 1
    lines = {(block.cell.table, block.cell.row): block.line for block in draft.blocks if block.cell is not None}
    for (table, row), width in widths.items():
        if width != widths[table, 0]:
            yield Slip(
                traced.spot(lines[table, row]),
                f"表格的这一行有{width}格，表头有{widths[table, 0]}格。",
                "每一行的“|”要一样多。",
            )


def _wrong_signatures(tried: Input, draft: Draft, traced: Traced) -> Iterator[Slip]:
    """A name typed in is right for one unit only."""
    words = _words(tried.form)
    for block in draft.blocks:
        if block.kind is Kind.SIGN_OFF and block.text and block.text not in words:
            yield Slip(
                traced.spot(block.line),
                f"署名“{block.text}”不是表单里的单位，别的单位用这个模板，落的也是这个名。",
                "署名写“@署名 {{ 名称 }}”，名称从“落款.署名”里取。",
            )


_ANNOUNCED = Pattern(r"现将[^。；]{0,60}如下")


def _doubled(draft: Draft, traced: Traced) -> Iterator[Slip]:
    announced = [block for block in draft.blocks if _ANNOUNCED.search(block.text)]
    if len(announced) > 1:
        yield Slip(
            traced.spot(announced[1].line),
            "“现将……报告如下”写了两遍：表单的引言里已经写明。",
            "先用 {% if not (引言 or '') | 已引出 %} 判断。",
            Severity.WARNING,
        )
    titles = [number for number, line in enumerate(traced.text.split("\n"), start=1) if line.lstrip().startswith("# ")]
    if len(titles) > 1:
        yield Slip(traced.spot(titles[1]), "写了两个报告标题，会连成一个。", "以“# ”开头的只能有一行。")
    for block in draft.blocks:
        if block.kind is Kind.ADDRESSEE and not block.text.endswith("："):
            yield Slip(
                traced.spot(block.line), f"主送机关“{block.text}”后面没有冒号。", "请写成“@主送 {{ 主送 | 顿号 }}：”。",
                Severity.WARNING,
            )  # fmt: skip


def _words(value: Any) -> str:
    """All that somebody typed into a form."""
    if isinstance(value, dict):
        return "\n".join(_words(inner) for inner in value.values())
    if isinstance(value, (list, tuple)):
        return "\n".join(map(_words, value))
    return str(value)
