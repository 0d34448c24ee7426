"""How a report has to look, frozen, as a run uses it: the writer writes by it and the LAY rules judge by it.

The source and validator of every profile is schemas.layout; the shipped one is data beside this file that CI validates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any

from drafting.document.draft import Kind

STANDARD = "GB-T-9704-2012"
_LAYOUTS = files("drafting.document") / "layouts"


@dataclass(frozen=True, slots=True)
class Page:
    """Lengths in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    tolerance: float
    lines: int
    characters: int
    line_spacing: tuple[float, float]
    """Points between which an exact spacing gives the prescribed lines, where no grid does."""
    clause: str


@dataclass(frozen=True, slots=True)
class PageNumber:
    text: str
    """With {} for the number."""
    face: str
    size: float
    indent: float
    """Characters between it and the outer edge of the text area."""
    below: float
    """Millimetres from the text area down to its dash."""
    clause: str


@dataclass(frozen=True, slots=True)
class Dress:
    """The prescribed format of one kind of paragraph. None and empty: nothing is prescribed."""

    faces: tuple[str, ...] = ()
    """Accepted East Asian faces, patterns with * among them; the first one is written."""
    tolerated: tuple[str, ...] = ()
    """Faces that come close: worth a hint."""
    size: float | None = None
    usual_size: float | None = None
    """What drafts are written in where no size is prescribed; nothing is judged by it."""
    bold: bool | None = None
    align: str | None = None
    """left, center, right or justify; None: left and justify are alike."""
    first_line: float | None = None
    """Indent of the first line, in characters."""
    right: float | None = None
    """Indent from the right, in characters."""
    clause: str = ""

    @property
    def face(self) -> str:
        return self.faces[0]

    def accepts(self, face: str) -> bool:
        return not self.faces or _matches(face, self.faces)

    def tolerates(self, face: str) -> bool:
        return _matches(face, self.tolerated)


@dataclass(frozen=True, slots=True)
class Layout:
    name: str
    basis: str
    page: Page
    page_number: PageNumber
    dresses: Mapping[Kind, Dress] = field(hash=False)

    def dress(self, kind: Kind) -> Dress:
        return self.dresses.get(kind, Dress())


def _matches(face: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(face.lower(), pattern.lower()) for pattern in patterns)


def freeze(data: Mapping[str, Any]) -> Layout:
    """A validated table as a run uses it."""
    page = dict(data["page"])
    low, high = page.pop("line_spacing")
    return Layout(
        data["name"],
        data["basis"],
        Page(**page, line_spacing=(low, high)),
        PageNumber(**data["page_number"]),
        {Kind(kind): _dress(dress) for kind, dress in data["formats"].items()},
    )


def _dress(data: Mapping[str, Any]) -> Dress:
    lists: dict[str, Any] = {key: tuple(value) for key, value in data.items() if isinstance(value, list)}
    return Dress(**{**data, **lists})


@cache
def shipped_layout(name: str = STANDARD) -> Layout:
    return freeze(shipped_table(name))


def shipped_table(name: str = STANDARD) -> dict[str, Any]:
    """As the file has it: what a county's own words are laid over."""
    import tomllib

    return tomllib.loads((_LAYOUTS / f"{name}.toml").read_text(encoding="utf-8"))


def shipped_names() -> list[str]:
    return sorted(found.name.removesuffix(".toml") for found in _LAYOUTS.iterdir() if found.name.endswith(".toml"))
