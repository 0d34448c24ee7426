"""The characters of a page: what it says of its encoding, what its bytes say, and honestly so."""

import codecs
import re

from drafting.readers import ReadError

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,300}?\bcharset\s*=|\?xml\b[^>]{0,100}?\bencoding\s*=)\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", 0x2
)
_BROWSERS_READ = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "hz-gb-2312": "hz",
}
_MOST_BROKEN = 200
"""One character in so many may be broken before the page is given up."""


def page_text(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"))
    declared = _declared(data[:4096])
    # What the bytes are beats what is declared: a page that was converted often keeps the old declaration.
    for encoding in dict.fromkeys((declared, "utf-8", "gb18030")):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _checked(data.decode(declared, "replace"))


def _declared(head: bytes) -> str:
    match = _DECLARED.search(head)
    name = match[1].decode("ascii").lower() if match else "utf-8"
    name = _BROWSERS_READ.get(name, name)
    try:
        is_text = codecs.lookup(name)._is_text_encoding  # noqa: SLF001 - hex and zip are codecs too, and no encodings of text
    except LookupError:
        return "utf-8"
    # Whoever declares UTF-16 in ASCII has it wrong.
    return name if is_text and not name.startswith(("utf-16", "utf-32", "utf_16", "utf_32")) else "utf-8"


def _checked(text: str) -> str:
    if text.count("\ufffd") * _MOST_BROKEN > len(text):
        raise ReadError(
            "网页的编码认不出，文字无法解码；请用浏览器打开，把正文复制到 Word 或 WPS 中另存为 .docx 再试。"
        )
    return text
