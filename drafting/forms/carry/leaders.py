"""Whose duty a text speaks of: the party's first hand, the government's, or both."""

from enum import Enum
from typing import Any

from drafting.document import Span
from drafting.forms.carry.carried import marked
from drafting.forms.carry.items import append, flat, item_of, take_label
from drafting.forms.carry.tree import Node
from drafting.forms.carry.words import Words
from drafting.text.patterns import Pattern


class Side(Enum):
    PARTY = "党委"
    GOVERNMENT = "政府"
    BOTH = "党政"


_BOTH = Pattern(r"党政(?:主要|正职|一把手|班子|领导|同责)|书记[、和与及](?:[乡镇县区市局]长|主任)")
_PARTY = Pattern(
    r"(?<![村部县市区省州央总副])(?:[乡镇局]|街道)?(?:党委|党工委|党组|工委)书记|(?<![村部县市区省州央总副委组])书记|(?<![村县市区省])(?:党委|党工委|党组)主要(?:负责人|负责同志|领导)"
)
_GOVERNMENT = Pattern(
    r"(?<![副])(?:乡长|镇长|(?<![省州])(?:县长|区长|市长)|(?:街道)?办事处主任|局长)|(?<![副会村心室])主任(?!办公会)"
    r"|(?:政府|办事处|行政)主要(?:负责人|负责同志|领导)"
)
_ONLY_WHOSE = Pattern(
    r"^(?P<post>[^，。、（）()0-9]{0,16}(?<!副)(?:书记|[乡镇县区市旗局厅处]长|主任|负责人|负责同志))"
    r"(?:履行(?:推进|推动)?(?:法治(?:政府)?建设)?(?:第一责任人)?职责|履职)的?(?:有关|主要|工作)?情况$"
)
"""A heading that says no more than whose duty is spoken of, as templates write it."""
_COUNTY_PARTY = Pattern(r"^(?:中共)?[\u4e00-\u9fff]{0,8}[县区市旗州]委(?:主要)?(?:书记|负责人|负责同志)$")
_PARTY_POST = Pattern(r"(?:[乡镇县区市局]|街道)?(?:党委|党工委|党组)书记")
_GOVERNMENT_POST = Pattern(r"(?<!副)(?:乡长|镇长|县长|区长|市长|局长|(?:街道)?办事处主任)")


def side_of(words: str) -> Side | None:
    if _BOTH.search(words):
        return Side.BOTH
    party, government = _PARTY.search(words), _GOVERNMENT.search(words)
    if party and government:
        return Side.BOTH
    return Side.PARTY if party else Side.GOVERNMENT if government else None


def _side_of_post(post: str) -> Side | None:
    """A heading of the report's own leaders may name a post that, in a text, would be that of a superior."""
    return side_of(post) or (Side.PARTY if _COUNTY_PARTY.match(post) else None)


def post_in(words: str, side: Side) -> str | None:
    """The post as the report calls it, without anybody's name."""
    found = (_PARTY_POST if side is Side.PARTY else _GOVERNMENT_POST).search(words)
    return found[0] if found else None


def fill_leaders(words: Words, part: dict[str, Any], root: Node, heading: str) -> None:
    document = words.document
    usual = side_of(heading)
    duties: dict[Side, list[str]] = {Side.PARTY: [], Side.GOVERNMENT: []}
    said: dict[Side, str] = {Side.PARTY: heading, Side.GOVERNMENT: heading}
    posts: dict[Side, str] = {}
    introduction: list[Span] = []
    for span in root.text:
        text = document.quote(span)
        side = side_of(text.partition("。")[0]) or usual
        if side in duties:
            said[side] += text
            duties[side] += words.paragraphs([span])
        else:
            introduction.append(span)
    items = []
    for node in root.nodes:
        text = "".join(document.quote(span) for span in flat(node))
        name = document.quote(node.heading) if node.heading else ""
        first = document.quote(node.text[0]).partition("。")[0] if node.text else ""
        whose = _ONLY_WHOSE.match(name.strip("。：: "))
        side = (_side_of_post(whose["post"]) if whose else None) or side_of(name) or side_of(first) or usual
        if side in duties:
            said[side] += text
            if whose and node.heading is not None:
                posts.setdefault(side, whose["post"])
                words.take(node.heading)
            duties[side] += _headed_paragraphs(words, node, is_said=not whose)
        else:
            items.append(item_of(words, node))
    part["引言"] = "\n".join(text for text in (part["引言"], words.text(introduction)) if text)
    for side, field in ((Side.PARTY, "党委主要负责人"), (Side.GOVERNMENT, "政府主要负责人")):
        duty = part[field]
        duty["职务"] = duty["职务"] or posts.get(side) or post_in(said[side], side)
        duty["履职"] = "\n".join(text for text in (duty["履职"], marked("\n".join(duties[side]))) if text)
    append(part, items, "标题")


def _headed_paragraphs(words: Words, node: Node, *, is_said: bool = True) -> list[str]:
    """The duty has a heading of its own; last year's heading opens its text, unless the program writes it again."""
    take_label(words, node)
    for below in node.nodes:
        take_label(words, below)
    heading = words.paragraphs([node.heading] if node.heading and is_said else [])
    texts = words.paragraphs(node.text)
    opening = "".join(f"{text.rstrip('。：:；; ')}。" for text in heading)
    own = [opening + texts[0], *texts[1:]] if texts else [opening] if opening else []
    return own + [text for below in node.nodes for text in _headed_paragraphs(words, below)]
