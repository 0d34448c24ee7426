"""PDF files: PDFium reads the pages in a process of its own, bounded in time; here they become paragraphs again."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from drafting.document import Document
from drafting.document.outline import build
from drafting.readers import ReadError
from drafting.readers.bounds import bounded
from drafting.readers.pdf.layout import lines_of

_PROGRAM = Path(__file__).with_name("pages.py")
_PATIENCE = 60
_HARDLY_ANY = 30
"""So few characters beside pictures are stamps on a scan."""
_ADVICE = "请改用原来的 .docx 文件。"
_REFUSALS = {
    "locked": "PDF 设有打开密码，读不了；请取消密码，或改用原来的 .docx 文件。",
    "broken": "PDF 文件已损坏或不完整，读不了；请重新获取文件，或改用原来的 .docx 文件。",
    "long": "PDF 页数或文字太多，不像一份报告，没有读取；" + _ADVICE,
}


def read_pdf(data: bytes) -> Document:
    if importlib.util.find_spec("pypdfium2") is None:
        raise ReadError('读 PDF 要另装一个组件，命令是 pip install "fazhi[pdf]"；不想安装的，' + _ADVICE)
    pages = _pages(data)
    characters = [glyph[0] for page in pages for glyph in page["glyphs"] if glyph[0].strip()]
    pictures = sum(page["pictures"] for page in pages)
    if len(characters) < _HARDLY_ANY and pictures:
        raise ReadError("这是扫描件，里面是图片，没有文字可查；请用原来的 .docx 文件。")
    if characters.count("\ufffd") * 5 > len(characters):
        raise ReadError("PDF 里的文字没有编码，读出来是乱码；" + _ADVICE)
    skipped = []
    if pictures:
        skipped.append(f"图片{pictures}处，图中的文字没有检查。")
    broken = [str(number) for number, page in enumerate(pages, start=1) if page.get("is_broken")]
    if broken:
        skipped.append(f"第{'、'.join(broken[:10])}页已损坏，没有检查。")
    skipped.append("这是 PDF，排版规则没有检查；段落按版面还原，可能有误。")
    return build(bounded(lines_of(pages)), skipped=skipped)


def _pages(data: bytes) -> list[dict[str, Any]]:
    # -P: the program's own folder holds files that are named as parts of the standard library are.
    command = [sys.executable, "-P", str(_PROGRAM)]
    try:
        run = subprocess.run(command, input=data, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603 - our own program
    except subprocess.TimeoutExpired:
        raise ReadError(f"PDF 读了{_PATIENCE}秒还没有读完，已经停止；" + _ADVICE) from None
    except OSError:
        raise ReadError("读 PDF 的程序启动不了；" + _ADVICE) from None
    try:
        found = json.loads(run.stdout)
    except ValueError:
        found = {"error": "broken"}
    if "error" in found:
        raise ReadError(_REFUSALS[found["error"]])
    pages: list[dict[str, Any]] = found["pages"]
    return pages
