"""The broken and the harmless templates of patches.toml and harmless.toml, as folders."""

import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drafting.compose import Template
from drafting.templating.checking import template_folders

Patch = Mapping[str, Any]

TEMPLATES = Path(__file__).parents[2] / "templates"
SHARED = "共用.jinja"


def read(name: str) -> list[Patch]:
    patches: list[Patch] = tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))["patch"]
    return patches


BROKEN, HARMLESS = read("patches.toml"), read("harmless.toml")


def shipped(template: str, file: str) -> Path:
    return TEMPLATES / file if file == SHARED else TEMPLATES / template / file


def changed(patch: Patch) -> dict[str, str]:
    """The files of a template after the change, by name; only those that it touches."""
    files: dict[str, str] = {}
    for piece in (patch, *patch.get("more", ())):
        file = piece["file"]
        if not piece["old"]:
            assert not shipped(patch["template"], file).exists()
            files[file] = piece["new"]
            continue
        text = files.get(file) or shipped(patch["template"], file).read_text(encoding="utf-8")
        assert text.count(piece["old"]) == 1, f"{file}: {piece['old']}"
        files[file] = text.replace(piece["old"], piece["new"])
        assert files[file] != text
    return files


def patched(patch: Patch, place: Path) -> Template:
    """A copy of the shipped template with the change in it; the shared macros lie in its own folder."""
    folder = place / patch["template"]
    shutil.copytree(TEMPLATES / patch["template"], folder)
    if not patch.get("own_folder"):
        shutil.copy(TEMPLATES / SHARED, folder / SHARED)
    for file, text in changed(patch).items():
        (folder / file).write_text(text, encoding="utf-8")
    ((_, template),) = template_folders([str(folder)])
    assert isinstance(template, Template)
    return template


def place_of(patch: Patch, template: Template) -> tuple[str, int]:
    """File and line on which the problem has to lie."""
    file = patch.get("file_at", patch["file"])
    if "at_line" in patch:
        return file, patch["at_line"]
    lines = (template.folder / file).read_text(encoding="utf-8").splitlines()
    return file, next(number for number, line in enumerate(lines, start=1) if line.strip() == patch["at"])
