"""Old Word files, WPS's own and RTF: LibreOffice makes a .docx of them, which is then read as any other."""

from dataclasses import replace

from drafting import office
from drafting.document import Document
from drafting.ooxml.reader import read_package
from drafting.readers import ReadError
from drafting.readers.compound import refuse_locked, streams

_PATIENCE = 60
_NOT_WORD = {
    "Workbook": "Excel 表格",
    "Book": "Excel 表格",
    "PowerPoint Document": "演示文稿",
    "__properties_version1.0": "邮件",
}


def read_old_word(data: bytes) -> Document:
    refuse_locked(data)
    found = streams(data)
    for name, kind in _NOT_WORD.items():
        if name in found and "WordDocument" not in found:
            raise ReadError(f"这是{kind}，不是报告的正文；请改用 .docx 或 .txt 格式的报告。")
    if "WordDocument" not in found:
        # LibreOffice would take it for a text of strange characters.
        raise ReadError("文件已损坏，或者不是 Word、WPS 文字文档，读不了；请用 Word 或 WPS 打开，另存为 .docx 后再试。")
    return _converted(data, ".doc", "旧版 .doc（或 .wps）文件")


def read_rich_text(data: bytes) -> Document:
    return _converted(data, ".rtf", "RTF 文件")


def _converted(data: bytes, suffix: str, name: str) -> Document:
    save_as = "请用 Word 或 WPS 打开，另存为 .docx 后再试"
    if not office.is_installed():
        raise ReadError(f"这是{name}；{save_as}。装了 LibreOffice 的电脑可以直接读。")
    try:
        package = office.convert(data, suffix, "docx", patience=_PATIENCE)
    except office.OfficeError:
        raise ReadError(f"这是{name}，LibreOffice 没有打开；{save_as}。") from None
    document = read_package(package)
    # What it looks like now is LibreOffice's work as much as the writer's.
    note = f"这是{name}，由 LibreOffice 转换后检查，排版规则没有检查。"
    return replace(document, formatting=None, skipped=(*document.skipped, note))
