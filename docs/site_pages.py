"""What the site has beyond docs/: pages of the repository's top folder, and the rules in its navigation."""

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).parents[1]
_TOP = ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")


def on_config(config: Any) -> Any:
    for place in config["nav"]:
        if "规则" in place:
            place["规则"] = _rules()
    return config


def _rules() -> list[Any]:
    """The index first, then one folded list a family."""
    index = (ROOT / "docs" / "rules" / "README.md").read_text(encoding="utf-8")
    nav: list[Any] = ["rules/README.md"]
    for section in re.split(r"^## ", index, flags=re.MULTILINE)[1:]:
        pages = re.findall(r"^\| \[(\w+)\]\(([\w-]+\.md)\) \| ([^|]+) \|", section, re.MULTILINE)
        nav.append({section.splitlines()[0]: [{f"{code} {name}": f"rules/{page}"} for code, page, name in pages]})
    return nav


def on_files(files: Any, config: Any) -> Any:
    for name in _TOP:
        files.append(File.generated(config, name, content=(ROOT / name).read_text(encoding="utf-8")))
    return files


_LINK = re.compile(r"(?<!!)\[([^\]\[]+)\]\(([^)\s#]+)(#[^)\s]*)?\)")


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """A link to what the site does not hold, as a folder of examples, becomes its name; a page is called by its title."""
    is_top = page.file.src_uri in _TOP
    folder = ROOT if is_top else (ROOT / "docs" / page.file.src_uri).parent

    def link(match: re.Match[str]) -> str:
        words, target, anchor = match[1], match[2], match[3] or ""
        if "://" in target or target.startswith("mailto:"):
            return match[0]
        place = (folder / target).resolve()
        if not place.exists():
            return match[0]  # left for mkdocs, which stops at it
        inside = place.relative_to(ROOT.resolve()).as_posix()
        if inside == "README.md":
            inside = "docs/index.md"
        if words.endswith(".md"):
            words = _title(place)
        if inside in _TOP:
            return f"[{words}]({_up(page)}{inside}{anchor})"
        if inside.startswith("docs/") and place.suffix not in (".py", ""):
            return f"[{words}]({_up(page)}{inside.removeprefix('docs/')}{anchor})"
        if inside == "docs/rules":
            return f"[{words}]({_up(page)}rules/README.md{anchor})"
        return f"{words}（`{inside}`）" if words.strip("`") not in inside else f"`{inside}`"

    return _LINK.sub(link, markdown)


def _title(page: Path) -> str:
    heading = re.search(r"^# (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return heading[1] if heading else page.stem


def _up(page: Any) -> str:
    return "../" * page.file.src_uri.count("/")
