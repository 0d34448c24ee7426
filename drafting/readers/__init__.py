"""Inputs to Document: what a file is, is told by its content, never by its name."""

import re
from collections.abc import Callable
from pathlib import Path

from drafting.document import Document
from drafting.text.patterns import Pattern


class ReadError(Exception):
    """A file that cannot be read; the message is one Chinese sentence with what to do."""


LARGEST_FILE = 64 * 1024 * 1024
SUFFIXES = frozenset(
    {".docx", ".docm", ".txt", ".md", ".text", ".markdown", ".doc", ".wps", ".rtf"}
    | {".pdf", ".html", ".htm", ".mht", ".mhtml", ".ofd"}
)
"""What a folder is searched for: what can be read, and what a report is handed in as but has to be saved anew."""


def read(path: Path) -> Document:
    return read_bytes(file_bytes(path), path.suffix.lower())


def file_bytes(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """What is in a file. Raises ReadError."""
    try:
        too_large = path.stat().st_size > largest
        if not too_large:
            # What is no plain file has no size, and may have no end.
            with path.open("rb") as file:
                data = file.read(largest + 1)
            too_large = len(data) > largest
    except FileNotFoundError:
        raise ReadError("找不到这个文件；请检查文件名和所在文件夹。") from None
    except IsADirectoryError:
        raise ReadError("这是文件夹，不是文件。") from None
    except PermissionError:
        raise ReadError("没有权限打开这个文件；请关闭正在使用它的程序，或检查文件权限。") from None
    except OSError:
        raise ReadError("文件打不开；请检查磁盘或网络位置后再试。") from None
    if too_large:
        raise ReadError(f"文件超过 {largest // 1024 // 1024} MB，太大了；请删去其中的大图片后另存再试。")
    return data


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ZIP_EMPTY = b"PK\x05\x06"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")


def read_bytes(data: bytes, suffix: str = "") -> Document:
    """The suffix only tells Markdown from plain text."""
    if not data:
        raise ReadError("文件是空的，没有内容可查。")
    document = _reader(data, suffix)(data, suffix)
    if not any(block.text for block in document.blocks):
        raise ReadError("文件里没有文字，没有内容可查。")
    return document


def is_word(data: bytes) -> bool:
    """A package, which Word files of today are."""
    return data.startswith((_ZIP, _ZIP_EMPTY))


def is_text(data: bytes, suffix: str = "") -> bool:
    """Plain text or Markdown, whose words can be changed where they stand."""
    return _reader(data, suffix) is _read_text


def _reader(data: bytes, suffix: str) -> Callable[[bytes, str], Document]:
    if is_word(data):
        return _read_word
    if data.startswith(_OLE):
        return _read_old_word
    if b"%PDF-" in data[:1024] and not data.startswith(b"<"):
        return _read_pdf
    if data.startswith(b"{\\rtf"):
        return _read_rich_text
    if data.startswith(_PICTURES) and (not data.startswith((b"BM", b"RIFF")) or b"\x00" in data[:64]):
        raise ReadError("这是图片，读不了其中的文字；请改用 .docx 或 .txt 格式的报告。")
    if suffix not in (".md", ".markdown") and _is_page(data):
        return _read_page
    return _read_text


_PAGE = Pattern(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|link|style|script|base|div|section|article|main|table|center|font|span|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_ARCHIVE = re.compile(rb"(?:^|\n)(?:MIME-Version|Content-Type):", re.IGNORECASE)


def _is_page(data: bytes) -> bool:
    """Whether a file begins as HTML does, or as the one-file pages that Word and browsers save."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _PAGE.match(head.decode("utf-16", "ignore")) is not None
    if b"multipart/related" in head.lower() and _ARCHIVE.search(head):
        return True
    return b"<" in head and _PAGE.match(head.decode("latin-1").removeprefix("\xef\xbb\xbf")) is not None


def _read_word(data: bytes, suffix: str) -> Document:
    from drafting.ooxml.reader import read_package

    return read_package(data)


def _read_page(data: bytes, suffix: str) -> Document:
    from drafting.readers.web import read_page

    return read_page(data)


def _read_old_word(data: bytes, suffix: str) -> Document:
    from drafting.readers.converted import read_old_word

    return read_old_word(data)


def _read_rich_text(data: bytes, suffix: str) -> Document:
    from drafting.readers.converted import read_rich_text

    return read_rich_text(data)


def _read_pdf(data: bytes, suffix: str) -> Document:
    from drafting.readers.pdf import read_pdf

    return read_pdf(data)


def _read_text(data: bytes, suffix: str) -> Document:
    from drafting.readers.text import read_text

    return read_text(data, markdown=suffix in (".md", ".markdown"))
