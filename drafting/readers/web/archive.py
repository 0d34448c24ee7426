"""Pages saved as one file (.mht, .mhtml): the page among its pictures."""

import email.parser
import email.policy
import re
from email.message import Message

_HEADERS = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+")


def page_of(data: bytes) -> bytes:
    """The page itself, its encoding written before it where only the archive says it; the data where it is no archive."""
    head = data[:4096].lstrip()
    if head.startswith((b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or not _HEADERS.match(head):
        return data
    message = email.parser.BytesParser(policy=email.policy.compat32).parsebytes(data.lstrip())
    for part in _parts(message):
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                charset = part.get_content_charset()
                marked = content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
                return b'<meta charset="%s">' % charset.encode() + content if charset and not marked else content
    return data


def _parts(message: Message) -> list[Message]:
    """Without recursion: parts may be nested as deep as somebody likes."""
    found, waiting = [], [message]
    while waiting:
        part = waiting.pop()
        content = part.get_payload()
        if isinstance(content, list):
            waiting += [one for one in reversed(content) if isinstance(one, Message)]
        else:
            found.append(part)
    return found
