"""Last year's finished report to this year's form: headings and texts in their places, figures as figures.

What the form has no place for is told piece by piece.
"""

import re
from collections.abc import Iterator
from typing import Any

from drafting.document import Block, Document, Role, Span, Story
from drafting.document.mandate import Mandate
from drafting.forms.blank import new_form
from drafting.forms.carry.attachments import attachments_of
from drafting.forms.carry.carried import Carried, marked, tell_apart
from drafting.forms.carry.form import next_title
from drafting.forms.carry.items import Achievements, flat
from drafting.forms.carry.leaders import fill_leaders
from drafting.forms.carry.numbers import read_numbers
from drafting.forms.carry.plan import add_plan
from drafting.forms.carry.shortcomings import fill_shortcomings
from drafting.forms.carry.stretches import is_closing, stretches
from drafting.forms.carry.tree import bare_headings, grow
from drafting.forms.carry.unit import is_usual_title, unit_of
from drafting.forms.carry.words import Words
from drafting.forms.source import Path
from drafting.rules.context import Context
from drafting.text.patterns import Pattern
from drafting.text.residue import FIELD

_ANNOUNCES = Pattern(r"(?:^|(?<=[。！？]))[^。！？]*现将[^。！？]*(?:如下|[：:])[^。！？]*[：:。]?\s*$")
_WRITTEN_BY_TEMPLATE = "这样的话由程序按新的年度写"
_SLOGAN = "是这一部分的标题，标题由程序写"
_UNCLEAR = "分不清属于哪一部分"
_REFERENCE = Pattern(r"\{\{ ([^.{}]+)\.([^.{}]+) \}\}")


def carry_report(document: Document, mandate: Mandate) -> Carried:
    return _Report(document, mandate).carried()


class _Report:
    def __init__(self, document: Document, mandate: Mandate) -> None:
        self._document = document
        self._mandate = mandate
        self._context = Context(document, mandate)
        self._parts = self._context.parts
        self._lead = [block for block in self._parts.lead if block.role is Role.PARAGRAPH and self._parts.sections]
        self._stretches = list(stretches(self._parts, mandate))
        texts = {block.index: 0 for block in self._lead}
        for stretch in self._stretches:
            if stretch.part != "plan":
                blocks = (*((stretch.heading,) if stretch.heading else ()), *stretch.blocks)
                texts |= {block.index: block.body_start for block in blocks if _is_text(block)}
        self._numbers = read_numbers(document, self._context.ledger, texts)
        self._words = Words(document, self._numbers)

    def carried(self) -> Carried:
        form = new_form()
        self._fill_head(form)
        form["引言"] = self._introduction()
        self._fill_parts(form)
        form["附件"] = attachments_of(self._words, self._tail()) or form["附件"]
        form["数据"] = self._figures(set(_references(form))) or None
        for block in self._document.body():
            if block.role in (Role.TITLE, Role.SIGN_OFF, Role.DATE, Role.ADDRESSEE):
                self._words.take_block(block.index)
        notes: dict[Path, str] = {
            ("数据", group, name): f"上年：{self._numbers.was[group, name]}"
            for group, figures in (form["数据"] or {}).items()
            for name in figures
        }
        return Carried(form, tuple(self._words.left()), notes)

    def _fill_head(self, form: dict[str, Any]) -> None:
        unit = unit_of(self._document)
        form["单位"] = {"名称": unit.name, "简称": unit.short_name, "级别": unit.level, "所属": unit.county}
        year = self._context.time.year
        form["年度"] = None if year is None else str(year + 1)
        title = FIELD.sub("", self._document.title)
        if title and year is not None and not is_usual_title(title) and "报告" in title:
            form["标题"] = next_title(title, year)
        form["主送"] = list(self._addressees()) or form["主送"]
        form["落款"] = {"署名": list(unit.organs) or [None], "日期": None, "盖章": "是" if unit.sealed else None}

    def _addressees(self) -> Iterator[str]:
        for block in self._document.body():
            if block.role is Role.ADDRESSEE:
                yield from (name for name in re.split(r"[、，,；;\s]+", block.text.rstrip("：: ")) if name)

    def _introduction(self) -> str:
        spans = []
        for block in self._lead:
            found = _ANNOUNCES.search(block.text)
            if found is not None:
                self._words.leave(block.index, _WRITTEN_BY_TEMPLATE)
            spans.append(Span(block.index, 0, found.start() if found else len(block.text)))
        return self._words.text(spans)

    def _fill_parts(self, form: dict[str, Any]) -> None:
        achievements = Achievements(self._words)
        promises: list[dict[str, Any]] = []
        suggestions: list[dict[str, Any]] = []
        others: list[str] = []
        for stretch in self._stretches:
            heading = stretch.heading
            root = grow(stretch.blocks, bare_headings(stretch.blocks), heading)
            if heading is not None and not stretch.is_item:
                self._take_part_heading(heading)
            match stretch.part:
                case "achievements":
                    achievements.add(root, heading if stretch.is_item else None)
                case "shortcomings":
                    fill_shortcomings(self._words, form["存在的不足和原因"], root)
                case "leaders":
                    fill_leaders(self._words, form["党政主要负责人履职"], root, _words(heading) if heading else "")
                case "plan":
                    add_plan(self._words, root, promises, suggestions)
                case "other":
                    others += self._words.paragraphs(list(flat(root)))
        self._say_why()
        achievements.fill(form["主要举措和成效"])
        form["上年安排"] = promises or form["上年安排"]
        form["下一年度安排"]["项目"] = suggestions or form["下一年度安排"]["项目"]
        form["其他需要报告的情况"] = marked("\n".join(others))
        for part in ("主要举措和成效", "党政主要负责人履职", "下一年度安排"):
            tell_apart(form[part]["项目"], "标题")
        tell_apart(form["存在的不足和原因"]["项目"], "不足")

    def _take_part_heading(self, heading: Block) -> None:
        """The program writes the headings of the parts; a slogan in place of one is told."""
        if any(part.names(_words(heading)) for part in self._mandate.parts):
            self._words.take(Span(heading.index, 0, heading.heading_end or len(heading.text)))
        else:
            self._words.leave(heading.index, _SLOGAN)

    def _say_why(self) -> None:
        for section in self._parts.sections:
            for block in (section.heading, *section.blocks):
                if is_closing(block):
                    self._words.leave(block.index, _WRITTEN_BY_TEMPLATE)
                elif len(section.parts) != 1 and block.story is Story.BODY:
                    self._words.leave(block.index, _UNCLEAR)

    def _tail(self) -> list[Block]:
        if not self._parts.sections:
            return []
        last = self._parts.sections[-1]
        start = (last.blocks[-1] if last.blocks else last.heading).index + 1
        return [block for block in self._document.body() if block.index >= start]

    def _figures(self, used: set[tuple[str, str]]) -> dict[str, dict[str, Any]]:
        """Those that a text refers to, and those that these refer to."""
        groups = self._numbers.groups
        pending = list(used)
        while pending:
            group, name = pending.pop()
            for called in _named_by(groups[group][name]):
                other, dot, own = called.partition(".")
                found = (other, own) if dot else (group, called)
                if found not in used:
                    used.add(found)
                    pending.append(found)
        kept = {g: {n: f for n, f in figures.items() if (g, n) in used} for g, figures in groups.items()}
        return {group: figures for group, figures in kept.items() if figures}


def _is_text(block: Block) -> bool:
    return block.role in (Role.PARAGRAPH, Role.HEADING) and block.story is Story.BODY


def _words(heading: Block) -> str:
    return heading.heading_words if heading.is_heading else heading.text.strip().rstrip("。：:")


def _named_by(figure: dict[str, Any]) -> list[str]:
    parts = [name for way in figure.get("分项", ()) for name in (way if isinstance(way, list) else [way])]
    return [*(figure[key] for key in ("属于", "分子", "分母", "本期", "上期") if key in figure), *parts]


def _references(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for below in value.values():
            yield from _references(below)
    elif isinstance(value, list):
        for below in value:
            yield from _references(below)
    elif isinstance(value, str):
        yield from ((match[1], match[2]) for match in _REFERENCE.finditer(value))
