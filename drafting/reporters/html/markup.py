"""Elements as strings. Whatever is not `Html` is escaped, so that nothing which a report holds can become markup."""

from html import escape

from drafting.text.patterns import Pattern

# What HTML forbids even escaped: a browser would show, drop or change it as it likes. The length stays the same.
_FORBIDDEN = Pattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufdd0-\\ufdef\\ufffe\\uffff]")


class Html(str):
    """Markup that is right as it stands."""

    __slots__ = ()


def html(text: str) -> Html:
    return text if isinstance(text, Html) else Html(escape(_FORBIDDEN.sub("\ufffd", text)))


def tag(name: str, /, *children: str, **attributes: str | int | None) -> Html:
    """An element; class_ is written for class, aria_label for aria-label; an attribute that is None is left out."""
    return Html(f"{_open(name, attributes)}{''.join(map(html, children))}</{name}>")


def void(name: str, /, **attributes: str | int | None) -> Html:
    """An element that has no content and no end."""
    return Html(_open(name, attributes))


def lines(*elements: str) -> Html:
    """One below the other in the file, where white space means nothing; empty ones are left out."""
    return Html("\n".join(html(element) for element in elements if element))


def block(name: str, /, *children: str, **attributes: str | int | None) -> Html:
    """An element of elements."""
    return tag(name, "\n", lines(*children), "\n", **attributes)


def scrolling(name: str, table: Html) -> Html:
    """A table that is wider than the screen scrolls within itself, with the keyboard too."""
    return tag("div", table, class_="scroll", tabindex=0, role="group", aria_label=name)


def _open(name: str, attributes: dict[str, str | int | None]) -> str:
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>"
