"""Small wheels of our own making."""

import zipfile
from collections.abc import Iterable, Mapping
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from release.offline import Target


def metadata(
    name: str,
    version: str,
    *,
    requires: Iterable[str] = (),
    licence: str | None = None,
    extra_lines: Iterable[str] = (),
) -> Message:
    lines = ["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}"]
    lines += [f"License-Expression: {licence}"] if licence else []
    lines += [f"Requires-Dist: {requirement}" for requirement in requires]
    return HeaderParser().parsestr("\n".join([*lines, *extra_lines]) + "\n")


def wheel(
    folder: Path,
    name: str,
    version: str,
    *,
    tag: str = "py3-none-any",
    requires: Iterable[str] = (),
    licence: str | None = "MIT",
    files: Mapping[str, str] | None = None,
) -> Path:
    path = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            f"{name}-{version}.dist-info/METADATA",
            metadata(name, version, requires=requires, licence=licence).as_string(),
        )
        for place, text in (files or {f"{name}/__init__.py": ""}).items():
            archive.writestr(place, text)
    return path


def environment(system: str) -> dict[str, str]:
    return Target(system, "x86_64", ("3.12",)).environment("3.12")
