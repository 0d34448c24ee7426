"""Writes docs/rules/ from the rules' declarations and docs/fields.md from the form; with --check only says which are stale."""

import sys
from collections.abc import Iterator
from pathlib import Path

from drafting.collecting import catalogue as sets
from drafting.collecting.page import page as set_page
from drafting.rules.catalogue import ALL, FAMILIES
from drafting.rules.declared import Declared
from drafting.rules.page import index, page
from drafting.templating import catalogue as templates
from drafting.templating.page import page as template_page
from schemas.report.form import alias
from schemas.report.names import MODELS

FOLDER = Path(__file__).parent


def pages() -> dict[str, str]:
    everything: tuple[Declared, ...] = (*ALL, *sets.RULES, *templates.RULES)
    rules = {"README.md": index(everything, {**FAMILIES, **sets.FAMILY, **templates.FAMILY})}
    rules |= {f"{rule.slug}.md": page(rule) for rule in ALL}
    rules |= {f"{rule.slug}.md": set_page(rule) for rule in sets.RULES}
    rules |= {f"{rule.slug}.md": template_page(rule) for rule in templates.RULES}
    return {f"rules/{name}": text for name, text in rules.items()} | {"fields.md": "\n".join(_fields()) + "\n"}


def _fields() -> Iterator[str]:
    yield "# 表单的各项"
    yield ""
    yield "本页由程序生成。怎样填见 [forms.md](forms.md)。"
    for model in MODELS:
        yield ""
        yield f"## {model.model_config['title']}"
        yield ""
        yield "| 名称 | 英文名 | 必填 | 说明 |"
        yield "| --- | --- | --- | --- |"
        for name, field in model.model_fields.items():
            words = (field.description or "").replace("|", "\\|")
            yield f"| {alias(name, field)} | {name} | {'是' if field.is_required() else ''} | {words} |"


def stale(wanted: dict[str, str]) -> list[str]:
    """Pages that are missing, differ, or belong to a rule that is gone."""
    there = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes().decode("utf-8")
        for path in (*(FOLDER / "rules").glob("*.md"), FOLDER / "fields.md")
        if path.exists()
    }
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


def write(wanted: dict[str, str], names: list[str]) -> None:
    (FOLDER / "rules").mkdir(exist_ok=True)
    for name in names:
        if name in wanted:
            (FOLDER / name).write_bytes(wanted[name].encode("utf-8"))
        else:
            (FOLDER / name).unlink()


def main(arguments: list[str]) -> int:
    wanted = pages()
    names = stale(wanted)
    if "--check" not in arguments:
        write(wanted, names)
        print(f"docs：{len(wanted)} 页，更新了 {len(names)} 页。")
        return 0
    for name in names:
        print(f"docs/{name} 与声明不一致")
    if names:
        print("请运行 make docs 后一并提交。")
        return 1
    print(f"docs：{len(wanted)} 页，都与声明一致。")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
