"""A page taken apart as strictly as a browser is lenient: what is not closed, closed twice or given twice is an error."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"col", "input", "meta"}


@dataclass(eq=False)
class Node:
    name: str
    attributes: dict[str, str]
    children: list["Node | str"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def every(self, name: str = "", look: str = "") -> list["Node"]:
        return [node for node in self.walk() if (not name or node.name == name) and (not look or look in node.classes)]

    def one(self, name: str = "", look: str = "") -> "Node":
        (node,) = self.every(name, look)
        return node

    def walk(self) -> Iterator["Node"]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.walk()

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def by_id(self) -> dict[str, "Node"]:
        return {node.attributes["id"]: node for node in self.walk() if "id" in node.attributes}


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} has an attribute twice"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def tree(page: str) -> Node:
    parser = _Parser()
    parser.feed(page)
    parser.close()
    assert [node.name for node in parser.open] == [""], "something is left open"
    return parser.open[0]
