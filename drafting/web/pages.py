"""Pages from templates. Whatever is put into one is escaped, unless it is markup of our own reporters."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from drafting import __version__


@dataclass(frozen=True, slots=True)
class Place:
    """One thing to do on the page, and where."""

    path: str
    name: str


PLACES: Sequence[Place] = (
    Place("/check", "检查报告"),
    Place("/draft", "起草报告"),
    Place("/county", "多份汇总"),
)
"""In the order of the masthead; the first is where one arrives."""


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("drafting.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, /, status: int = 200, **values: Any) -> HTMLResponse:
    return HTMLResponse(fragment(template, **values), status_code=status)


def fragment(template: str, /, **values: Any) -> str:
    return _environment().get_template(template).render(places=PLACES, version=__version__, **values)


def refusal(status: int, sentence: str) -> HTMLResponse:
    return page("refusal.html", status=status, here="", sentence=sentence)
