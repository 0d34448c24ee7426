"""What every page has around its content: one file that needs no other, for the screen and for paper."""

from collections.abc import Iterable
from importlib.resources import files as package_files

from drafting.reporters.html.markup import Html, block, tag, void

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def frame(title: str, masthead: str, main: Html, warnings: Iterable[str], *, version: str, css: Html) -> str:
    """`main` has the id `content`; `warnings` stand below it."""
    return (
        "<!DOCTYPE html>\n"
        + block(
            "html",
            block(
                "head",
                void("meta", charset="utf-8"),
                void("meta", http_equiv="Content-Security-Policy", content=_POLICY),
                void("meta", name="viewport", content="width=device-width, initial-scale=1"),
                void("meta", name="color-scheme", content="light"),
                void("meta", name="robots", content="noindex"),
                void("meta", name="generator", content=f"fazhi {version}"),
                tag("title", title),
                tag("style", css),
            ),
            block(
                "body",
                tag("a", "跳到正文", href="#content", class_="skip"),
                tag("header", tag("p", masthead), class_="masthead"),
                main,
                block("footer", *(tag("p", words) for words in warnings), tag("p", f"由 fazhi {version} 生成。")),
            ),
            lang="zh-CN",
        )
        + "\n"
    )


def style() -> Html:
    return Html(package_files("drafting.reporters.html").joinpath("page.css").read_text(encoding="utf-8"))
