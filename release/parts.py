"""Distributions that fazhi is made of: what each says of itself, and which of them a computer needs."""

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from importlib.metadata import Distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]

# Trove classifiers of before License-Expression, as SPDX says them. "BSD License" says of no clause how many there are.
_CLASSIFIED = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT No Attribution License (MIT-0)": "MIT-0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_WRITTEN = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD 3-Clause": "BSD-3-Clause",
    "BSD-3": "BSD-3-Clause",
    "MIT License": "MIT",
}
# Says it in a sentence of its own, with the licences of the libraries that are built into it.
_TOLD = {"pypdfium2": "BSD-3-Clause OR Apache-2.0"}
_SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")


class PartError(Exception):
    """What cannot be had, in one sentence."""


@dataclass(frozen=True, slots=True)
class Part:
    name: NormalizedName
    version: str
    licence: str
    """An SPDX expression; empty where the distribution does not say."""
    requires: tuple[Requirement, ...]
    files: tuple[tuple[str, str], ...] = ()
    """Wheels by name, and their SHA-256."""


def part_of(metadata: Message, files: tuple[tuple[str, str], ...] = ()) -> Part:
    return Part(
        canonicalize_name(metadata["Name"]),
        metadata["Version"],
        licence(metadata),
        tuple(Requirement(text) for text in metadata.get_all("Requires-Dist", [])),
        files,
    )


def licence(metadata: Message) -> str:
    said: str = metadata["License-Expression"] or ""
    if said:
        return said
    ends = [text.rpartition(" :: ")[2] for text in metadata.get_all("Classifier", []) if text.startswith("License ::")]
    named = dict.fromkeys(_CLASSIFIED.get(end, end) for end in ends if end != "OSI Approved")
    if named:
        return " OR ".join(named)
    if metadata["Name"] in _TOLD:
        return _TOLD[metadata["Name"]]
    written = (metadata["License"] or "").strip()
    written = _WRITTEN.get(written, written)
    return written if _SPDX.fullmatch(written) else ""


def of_wheels(folder: Path) -> dict[NormalizedName, Part]:
    """By name; wheels of one distribution for several Pythons are one part."""
    found: dict[NormalizedName, Part] = {}
    for path in sorted(folder.glob("*.whl")):
        part = part_of(_metadata(path), ((path.name, hashlib.sha256(path.read_bytes()).hexdigest()),))
        known = found.get(part.name)
        if known is not None and known.version != part.version:
            raise PartError(f"{folder} 里的 {part.name} 有两个版本：{known.version} 和 {part.version}。")
        if known is not None:
            part = Part(part.name, part.version, part.licence, part.requires, known.files + part.files)
        found[part.name] = part
    return found


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        return HeaderParser().parsestr(archive.read(name).decode("utf-8"))


def installed(name: NormalizedName) -> Part | None:
    found = next(iter(Distribution.discover(name=name)), None)
    return None if found is None else part_of(HeaderParser().parsestr(found.read_text("METADATA") or ""))


def pinned(constraints: str) -> dict[NormalizedName, str]:
    lines = (line.strip() for line in constraints.splitlines())
    pairs = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {canonicalize_name(name): number for name, number in pairs}


def needed(
    roots: Iterable[Requirement],
    environment: Mapping[str, str],
    get: Callable[[list[NormalizedName]], Mapping[NormalizedName, Part]],
) -> dict[NormalizedName, Part]:
    """What the requirements bring along on such a computer. `get` is asked for all of one floor at once.

    pip asks the markers of the computer that it runs on, whatever platform it downloads for, so that colorama, which click
    wants on Windows, would not be there.
    """
    found: dict[NormalizedName, Part] = {}
    asked: set[tuple[NormalizedName, str]] = set()
    floor = [(requirement, "") for requirement in roots]
    while floor:
        wanted: list[tuple[NormalizedName, Requirement]] = []
        for requirement, extra in floor:
            if requirement.marker is None or requirement.marker.evaluate({**environment, "extra": extra}):
                wanted.append((canonicalize_name(requirement.name), requirement))
        new = sorted({name for name, _ in wanted if name not in found})
        found |= get(new) if new else {}
        floor = []
        for name, requirement in wanted:
            part = found.get(name)
            if part is None:
                raise PartError(f"没有 {name}，而它是要用的。")
            if not requirement.specifier.contains(Version(part.version), prereleases=True):
                raise PartError(f"{name} 是 {part.version}，而要用的是 {requirement.specifier}。")
            for extra in ("", *sorted(requirement.extras)):
                if (name, extra) not in asked:
                    asked.add((name, extra))
                    floor += [(below, extra) for below in part.requires]
    return found
