"""A published page, or what a program saved as one: the report in it, without the site around it."""

from drafting.document import Document
from drafting.document.outline import build
from drafting.readers.web.archive import page_of
from drafting.readers.web.article import article
from drafting.readers.web.decoding import page_text
from drafting.readers.web.flow import flow
from drafting.readers.web.markup import parse

_ENOUGH = 100


def read_page(data: bytes) -> Document:
    text = page_text(page_of(data))
    found = article(flow(parse(text)))
    if sum(len(line.text) for line in found) < _ENOUGH:
        # A script may show what the page comes with hidden.
        everything = article(flow(parse(text, show_hidden=True)))
        if sum(len(line.text) for line in everything) > 2 * sum(len(line.text) for line in found):
            found = everything
    return build(found)
