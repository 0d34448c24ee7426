"""A published page, or what a program saved as one: the report in it, without the site around it."""

from drafting.document import Document
from drafting.document.outline import build
from drafting.readers.bounds import bounded
from drafting.readers.web.archive import page_of
from drafting.readers.web.article import article
from drafting.readers.web.decoding import page_text
from drafting.readers.web.flow import flow
from drafting.readers.web.markup import parse

_ENOUGH = 100


def read_page(data: bytes) -> Document:
    text = page_text(page_of(data))
    page = parse(text)
    found = article(flow(page))
    if page.has_hidden and found.length < _ENOUGH:
        # A script may show what the page comes with hidden.
        everything = article(flow(parse(text, show_hidden=True)))
        if everything.length > 2 * found.length:
            found = everything
    skipped = [f"图片{found.pictures}处，图中的文字没有检查。"] if found.pictures else []
    return build(bounded(found.lines), skipped=skipped)
