"""The overview in words, the same for every format that people read."""

from fractions import Fraction

from drafting.app import Compared
from drafting.comparing.overview import Part
from drafting.figures.arithmetic import plain


def heading(compared: Compared) -> str:
    over = compared.overview
    years = f"{_year(over.last_year)} → {_year(over.this_year)}"
    return f"{over.unit or compared.this_path}（{years}）"


def _year(year: int | None) -> str:
    return f"{year}年" if year is not None else "年份不明"


def length(characters: int | None) -> str:
    return "没有" if characters is None else f"{characters} 字"


def changed(part: Part) -> str:
    if part.last is None or part.this is None:
        return "新写的" if part.last is None else "今年没有单列"
    if not part.last or part.last == part.this:
        return "一样长" if part.last == part.this else "去年是空的"
    more = "多" if part.this > part.last else "少"
    return f"{more} {percent(abs(part.this - part.last), part.last)}"


def carried(compared: Compared) -> str:
    share = compared.overview.share
    if not share.own:
        return "正文里没有可以对照的文字。"
    said = f"正文除去标题、标点、固定用语和辖区概况，共 {share.own} 字，与去年逐句相同的 {share.same} 字，占 {percent(share.same, share.own)}"
    if share.but_for_figures:
        said += f"；只有数字不同的 {share.but_for_figures} 字，占 {percent(share.but_for_figures, share.own)}"
    return said + "。"


def percent(part: int, whole: int) -> str:
    return plain(Fraction((2000 * part + whole) // (2 * whole), 10), 1) + "%"
