"""Writes docs/rules/ from the rules' declarations; with --check only says which pages are stale."""

import sys
from pathlib import Path

from drafting.rules.catalogue import ALL, FAMILIES
from drafting.rules.page import index, page

FOLDER = Path(__file__).parent / "rules"


def pages() -> dict[str, str]:
    return {"README.md": index(ALL, FAMILIES)} | {f"{rule.slug}.md": page(rule) for rule in ALL}


def stale(wanted: dict[str, str]) -> list[str]:
    """Pages that are missing, differ, or belong to a rule that is gone."""
    there = {path.name: path.read_bytes().decode("utf-8") for path in FOLDER.glob("*.md")}
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


def write(wanted: dict[str, str], names: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
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
        print(f"docs/rules：{len(wanted)} 页，更新了 {len(names)} 页。")
        return 0
    for name in names:
        print(f"docs/rules/{name} 与规则的声明不一致")
    if names:
        print("请运行 make docs 后一并提交。")
        return 1
    print(f"docs/rules：{len(wanted)} 页，都与规则一致。")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
