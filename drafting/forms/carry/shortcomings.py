"""Shortcomings taken apart: what it is, how it shows, where it comes from, as far as the text tells."""

import re
from collections.abc import Sequence
from typing import Any

from drafting.document import Span
from drafting.forms.carry.carried import marked
from drafting.forms.carry.items import append, take_label
from drafting.forms.carry.tree import Node, causes, headed, points
from drafting.forms.carry.words import Words
from drafting.text.patterns import Pattern

_CAUSES_OF_ALL = "是各条不足共同的原因，分不清属于哪一条"
_NO_HEADING_NEEDED = "只是说有不足；下面各条已经分开填写"
_ALL_TOGETHER = Pattern(r"^(?:目前|当前|工作中)?(?:存在|面临)?的?(?:主要|突出)?(?:不足|问题|短板|差距)(?:之处)?$")


def fill_shortcomings(words: Words, part: dict[str, Any], root: Node) -> None:
    items: list[dict[str, Any]] = []
    before = list(root.text)
    if not root.nodes:
        before, found = points(words.document, root.text)
        items = [_pointed(words, point.label, point.text) for point in found]
    for node in root.nodes:
        name = words.document.quote(node.heading).strip("。： ") if node.heading else ""
        if "原因" in name and not re.search("不足|问题|短板|差距", name) and len(root.nodes) > 1:
            for below in node.everything():
                _leave(words, below, _CAUSES_OF_ALL)
            continue
        inner, found = points(words.document, node.text)
        if _ALL_TOGETHER.match(name) and (found or node.nodes):
            words.leave(node.block, _NO_HEADING_NEEDED)
            before += inner if found else node.text
            items += [_pointed(words, point.label, point.text) for point in found]
            items += [_shortcoming(words, below) for below in node.nodes]
        else:
            items.append(_shortcoming(words, node))
    part["引言"] = "\n".join(text for text in (part["引言"], words.text(before)) if text)
    append(part, items, "不足")


def _leave(words: Words, node: Node, why: str) -> None:
    for span in (*((node.heading,) if node.heading else ()), *node.text):
        words.leave(span.block, why)


def _shortcoming(words: Words, node: Node) -> dict[str, Any]:
    take_label(words, node)
    texts: list[Span] = []
    given: list[Span] = []
    for below in node.everything():
        name = words.document.quote(below.heading) if below.heading and below is not node else ""
        target = given if "原因" in name else texts
        target += [*((below.heading,) if below.heading and below is not node else ()), *below.text]
        if below is not node:
            take_label(words, below)
    shown, cause = causes(words.document, texts)
    return {
        "不足": words.suggestion(node.heading),
        "表现": words.text(shown),
        "原因": words.text([*cause, *given]),
    }


def _pointed(words: Words, label: Span, texts: Sequence[Span]) -> dict[str, Any]:
    words.take(label)
    heading, rest, before = headed(words.document, texts)
    shown, cause = causes(words.document, rest)
    given = [marked(f"{said.rstrip('，；：')}。") for said in words.paragraphs(before)]
    return {
        "不足": words.suggestion(heading),
        "表现": words.text(shown),
        "原因": "\n".join(text for text in (*given, words.text(cause)) if text),
    }
