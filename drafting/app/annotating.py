"""A report with what is wrong with it: a copy of the Word file, a comment a finding."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drafting.app.checking import check_document, settings_for
from drafting.config import Settings
from drafting.document import Document, RemarkKind, Role, Span, Story
from drafting.findings import CheckResult, Confidence, Finding, Severity, ordered
from drafting.readers import ReadError, file_bytes, is_word, read_bytes
from drafting.readers.compound import refuse_locked
from drafting.wording import advice, in_last_year, population, severity_word, shortened

_STORIES = {Story.HEADER: "页眉", Story.FOOTER: "页脚", Story.NOTE: "脚注或尾注", Story.TEXT_BOX: "文本框"}
_LAST_WORD = "这些批注是检查程序“法治报告检查”加的，只供修改时参考；改好以后重新检查一遍，上报和公开之前请把“法治报告检查”的批注都删去。"


@dataclass(frozen=True, slots=True)
class Annotated:
    data: bytes
    """The .docx, not written anywhere yet."""
    result: CheckResult
    """What a check of the report gives."""


def annotate(
    report: str | Path | bytes,
    settings: Settings | None = None,
    also: Sequence[Finding] = (),
    last: Document | None = None,
) -> Annotated:
    """The same report with comments; those that an earlier run has put in are renewed. Raises ReadError or ConfigError.

    `also` are findings that no rule gives; `last` is last year's report. Raises PairError if it cannot be that.
    """
    if isinstance(report, bytes):
        data, settings = report, settings or Settings()
    else:
        path = Path(report)
        settings = settings_for(path) if settings is None else settings
        data = file_bytes(path)
    if data and not is_word(data):
        refuse_locked(data)
        raise ReadError("只有 .docx 文件能加批注，别的文件里没有地方放；请用 Word 或 WPS 打开它，另存为 .docx 后再试。")
    document = read_bytes(data)
    # lxml is imported for those who want a file changed, and for nobody else.
    from drafting.ooxml.editing import Comment, Manuscript, put_comments

    result = check_document(document, settings, last=last)
    manuscript = Manuscript(data)
    told = _without_our_comments(document, result, settings, last)
    comments = [Comment(_title(document), tuple(_summary(told)))]
    for finding in ordered([*told.findings, *also]):
        # The words of a cell may be those of several paragraphs; in a comment every line is one.
        comments.append(Comment(_place(document, finding), tuple(line.replace("\n", " ") for line in _words(finding))))
    put_comments(manuscript, comments)
    return Annotated(manuscript.save(), result)


def _without_our_comments(
    document: Document, result: CheckResult, settings: Settings, last: Document | None
) -> CheckResult:
    """What there is to comment on: that there are comments of ours is nothing to tell in one more of them."""
    others = tuple(r for r in document.remarks if not (r.ours and r.kind is RemarkKind.COMMENT))
    if others == document.remarks:
        return result
    return check_document(replace(document, remarks=others), settings, last=last)


# ---- where ----


def _place(document: Document, finding: Finding) -> Span:
    span = finding.location.span
    block = document.blocks[span.block]
    if block.story in (Story.HEADER, Story.FOOTER):
        return _title(document)
    if span.start < span.end:
        return span
    heading = block if block.is_heading else next(reversed(document.trail(block.index)), None)
    return _title(document) if heading is None else Span(heading.index, 0, heading.heading_end)


def _title(document: Document) -> Span:
    """Also for what belongs to no words: the page, the file's properties."""
    titles = document.title_blocks()
    body = [block for block in document.body() if block.role is not Role.RESIDUE]
    block = (titles or body or document.body() or document.blocks)[0]
    return Span(block.index, 0, len(block.text))


# ---- what ----


def _words(finding: Finding) -> Iterator[str]:
    doubt = "（存疑）" if finding.confidence is Confidence.DOUBTFUL else ""
    yield f"{severity_word(finding.severity)}{doubt} {finding.code} {finding.name}"
    yield finding.message
    at = finding.location
    # A comment that cannot stand on its words says which they are; personal numbers are not repeated.
    if at.story in _STORIES and at.quote and finding.code[:3] != "PRI":
        yield f"在{_STORIES[at.story]}里：“{shortened(at.quote)}”"
    if before := in_last_year(finding):
        yield f"去年的报告：{before}"
    if what_to_do := advice(finding.suggestion, finding.hint):
        yield f"建议：{what_to_do}"
    if finding.basis:
        yield f"依据：{finding.basis}"


def _summary(result: CheckResult) -> Iterator[str]:
    counts = "、".join(
        f"{severity_word(severity)} {sum(1 for finding in result.findings if finding.severity is severity)} 处"
        for severity in sorted(Severity, reverse=True)
    )
    yield f"法治报告检查：{counts}" + (f"，另豁免 {len(result.waived)} 处。" if result.waived else "。")
    seen = result.seen
    looked_at = f"看了 {seen.blocks} 段（其中标题 {seen.headings} 个）、{seen.characters} 字。"
    if seen.figures is not None and seen.checkable is not None and seen.consistent is not None:
        looked_at += population(seen.figures, seen.checkable, seen.consistent)
    yield looked_at
    for skipped in result.skipped:
        yield f"没有检查：{skipped}"
    for notice in result.notices:
        yield f"注意：{notice}"
    yield _LAST_WORD
