"""Examples that have a look: a Word file in words, which tests build and pages tell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from drafting.document.draft import Kind
from drafting.text.sizes import plain, size_in_words

KIND_NAMES = {
    Kind.TITLE: "标题",
    Kind.ADDRESSEE: "主送机关",
    Kind.LEVEL_1: "一级标题",
    Kind.LEVEL_2: "二级标题",
    Kind.LEVEL_3: "三级标题",
    Kind.LEVEL_4: "四级标题",
    Kind.BODY: "正文",
    Kind.ATTACHMENT_NOTE: "附件说明",
    Kind.SIGN_OFF: "署名",
    Kind.DATE: "成文日期",
}

SIDES = {
    "left": "居左",
    "center": "居中",
    "right": "居右",
    "outside": "在外侧",
    "inside": "在内侧",
    "justify": "两端对齐",
    "distribute": "分散对齐",
}

Value = float | str | bool


@dataclass(frozen=True, slots=True)
class Look:
    """Dressed as the shipped profile has it, but for what is named here."""

    page: Mapping[str, float] = field(default_factory=dict)
    """Lengths of the page in millimetres, and `pitch`, the points of its line grid (0: no grid)."""
    kinds: Mapping[Kind, Mapping[str, Value]] = field(default_factory=dict)
    """Of every paragraph of a kind: face, size, bold, color, align, first_line, left, right, typed, line, exact,
    before, after (points), blank (empty lines above)."""
    words: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    """Of single words: face, size, bold, color."""
    number: Mapping[str, Value] | None = field(default_factory=dict)
    """Of the page number: text, size, face, side (on all pages). None: there is none."""

    def in_words(self) -> str:
        differences = [
            *(_PAGE[name].format(plain(length)) for name, length in self.page.items()),
            *(_listed(KIND_NAMES[kind], said) for kind, said in self.kinds.items()),
            *(_listed(f"“{words}”", said) for words, said in self.words.items()),
        ]
        if self.number is None:
            differences.append("没有页码")
        elif self.number:
            differences.append("页码" + "、".join(_NUMBER[name](value) for name, value in self.number.items()))
        return "Word 文件，按规定排版" + ("，只是" if differences else "") + "；".join(differences)


_PAGE = {
    "width": "纸宽{}毫米",
    "height": "纸高{}毫米",
    "top": "上边距{}毫米",
    "bottom": "下边距{}毫米",
    "left": "左边距{}毫米",
    "right": "右边距{}毫米",
    "pitch": "文档网格的行距{}磅",
}


def _listed(name: str, said: Mapping[str, Value]) -> str:
    return name + "、".join(_TEXT[key](value) for key, value in said.items())


_TEXT: dict[str, Callable[[Any], str]] = {
    "face": lambda face: f"用“{face}”",
    "size": lambda size: f"用{size_in_words(size)}",
    "bold": lambda bold: "加粗" if bold else "不加粗",
    "color": lambda color: f"的颜色是 #{color}",
    "align": lambda align: SIDES[align],
    "first_line": lambda characters: f"首行缩进{plain(characters)}字",
    "left": lambda characters: f"整段缩进{plain(characters)}字",
    "right": lambda characters: f"右空{plain(characters)}字",
    "before": lambda points: f"段前{plain(points)}磅",
    "after": lambda points: f"段后{plain(points)}磅",
    "blank": lambda lines: f"前面空{plain(lines)}行",
    "typed": lambda spaces: f"段首敲了{len(spaces)}个空格",
    "line": lambda lines: f"{plain(lines)}倍行距",
    "exact": lambda points: f"行距固定值{plain(points)}磅",
    "spacing": lambda points: f"字间距加{plain(points)}磅",
}
_NUMBER: dict[str, Callable[[Any], str]] = {
    "text": lambda text: f"写作“{text.replace('{}', '1')}”",
    "face": lambda face: f"用“{face}”",
    "size": lambda size: f"用{size_in_words(size)}",
    "side": lambda side: SIDES[side],
}
