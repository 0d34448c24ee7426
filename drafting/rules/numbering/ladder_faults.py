"""What stands beside the label in its ladder: shared by the rules on numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from drafting.document import Block, Role, Span
from drafting.document.ladder import STANDARD, Rung
from drafting.document.parts import is_bare_part_heading
from drafting.findings import Edit
from drafting.rules.context import Context
from drafting.text.labels import Label, Shape
from drafting.text.numerals import to_chinese
from drafting.text.patterns import Pattern

_LONGEST_LOST_HEADING = 40


@dataclass(frozen=True, slots=True)
class Labelled:
    block: Block
    label: Label
    rung: Rung
    before: Block | None
    """The sibling numbered before, None for the first of its list."""

    @property
    def span(self) -> Span:
        return Span(self.block.index, self.label.start, self.label.end)

    @property
    def is_far_off(self) -> bool:
        """Neither numeral nor brackets are those of its level: it may belong to another one all the same."""
        own, due = self.label.style, self.rung.style
        return own.numeral is not due.numeral and own.shape is not due.shape

    @property
    def right_label(self) -> str:
        return self.written(self.label.value)

    def written(self, value: int) -> str:
        """This heading's label with another number, in the style of its level."""
        style, label = self.rung.style, self.label
        if style.shape is Shape.PART and label.style.shape is Shape.PART:
            # 第三章 stays a 章.
            return f"第{to_chinese(value)}{label.mark}" + (label.text[-1] if label.text[-1] in "、：:" else "")
        return style.write(value)


def labelled(context: Context) -> Iterator[Labelled]:
    last: dict[int, Block] = {}
    for block in context.document.headings():
        label, rung = block.label, block.rung
        if label is None or rung is None:
            continue
        for deeper in [level for level in last if level > rung.level]:
            del last[deeper]
        yield Labelled(block, label, rung, None if rung.expected == 1 else last.get(rung.level))
        last[rung.level] = block


def lost_headings(context: Context, item: Labelled) -> list[Block]:
    """Lines before a skipped number that are its lost siblings: exactly as many as numbers are missing."""
    missing = item.label.value - item.rung.expected
    if missing <= 0 or item.rung.level > 3:
        return []
    document = context.document
    trail = document.trail(item.block.index)
    start = item.before.index if item.before else trail[-1].index if trail else -1
    between = [b for b in document.blocks[start + 1 : item.block.index] if b.role is Role.PARAGRAPH]
    bare = [block for block in between if is_bare_part_heading(block.text, context.mandate)]
    if len(bare) == missing:
        return bare
    if item.rung.level == 1:
        # Between two parts stand paragraphs of all kinds; only a part's own words tell its heading.
        return []
    between = [b for b in between if all(above.level <= item.rung.level for above in document.trail(b.index))]
    # What stands directly under a sibling's own-line heading is its text; what stands last has no text below.
    first = 1 if item.before is not None and not item.before.is_run_in else 0
    lines = [block for block in between[first:-1] if _is_lost_heading(block.text)]
    unstopped = [block for block in lines if not block.text.rstrip().endswith("。")]
    if len(unstopped) == missing:
        return unstopped
    shortest = sorted(lines, key=lambda block: len(block.text))[:missing]
    longest = max((len(block.text) for block in shortest), default=0)
    clear = len(shortest) == missing and all(len(b.text) > longest for b in lines if b not in shortest)
    return sorted(shortest, key=lambda block: block.index) if clear else []


def renumberings(context: Context) -> dict[int, tuple[Edit, ...]]:
    """What numbers each list anew from one, for every heading of a list in which a number is wrong.

    A single number set right would repeat or skip the next one, so that a list is renumbered as a whole.
    """
    found: dict[int, tuple[Edit, ...]] = {}
    everything = list(labelled(context))
    unsure = _unsure_from(everything)
    for siblings in _lists(context):
        due, edits = 0, []
        for item in siblings:
            due += 1 + len(lost_headings(context, item))
            if item.label.value != due:
                edits.append(Edit(item.span, item.written(due)))
        plain = all(looks_like_heading(item) for item in siblings) and not _starts_again(siblings, everything)
        if edits and siblings[0].rung.level < unsure and plain:
            found |= dict.fromkeys((item.block.index for item in siblings), tuple(edits))
    return found


def _unsure_from(items: list[Labelled]) -> int:
    """The highest level of which nobody can say what belongs to it, where a label is far off."""
    levels = {item.rung.style: item.rung.level for item in items}
    far_off = [i for i in items if i.is_far_off or (i.label.value != i.rung.expected and not looks_like_heading(i))]
    return min((min(i.rung.level, levels.get(i.label.style, i.rung.level)) for i in far_off), default=99)


def _lists(context: Context) -> Iterator[list[Labelled]]:
    """Headings of one level under one heading."""
    running: dict[int, list[Labelled]] = {}
    for item in labelled(context):
        level = item.rung.level
        for ended in [other for other in running if other > level or (other == level and item.rung.new_list)]:
            yield running.pop(ended)
        running.setdefault(level, []).append(item)
    yield from running.values()


def _starts_again(siblings: list[Labelled], everything: list[Labelled]) -> bool:
    """一、二、 and then 一、 again: an annex or a paper that was put in, which only a person can tell."""
    first, last, style = siblings[0].block.index, siblings[-1].block.index, siblings[0].rung.style
    # A report has one 一、; where there are two, even the level of them is a guess.
    if style == STANDARD[0] and sum(i.label.style == style and i.label.value == 1 for i in everything) > 1:
        return True
    ones = [i for i in everything if first < i.block.index <= last and i.label.value == 1]
    return any(item.label.style == style for item in ones) or any(item in ones for item in siblings[1:])


_NO_HEADING = Pattern(
    r"\s*(?:(?!(?:19|20)?[0-9]{2}年)[0-9０-９]|[一二三四五六七八九十百](?![是方要手])|[项名户班至、]|年级|号楼|月份|和[（(第]|中所[称述指])"
)


def looks_like_heading(item: Labelled) -> bool:
    """Nothing behind the number that would make it one of several numbers, or a number of something."""
    return _NO_HEADING.match(item.block.text, item.label.end) is None


def is_of_a_list_of_its_own(item: Labelled, everything: list[Labelled]) -> bool:
    """Its neighbour wears the same strange style and counts on: two slips alike are no slips."""
    place = everything.index(item)
    around = everything[max(0, place - 1) : place] + everything[place + 1 : place + 2]
    return any(
        other.label.style == item.label.style != item.rung.style and abs(other.label.value - item.label.value) == 1
        for other in around
    )


def _is_lost_heading(text: str) -> bool:
    words = text.strip()
    if not 4 <= len(words) <= _LONGEST_LOST_HEADING or words[-1] in "：:；;，！？”）)":
        return False
    # A heading counts nothing; a sentence with a figure is the text below one.
    return "。" not in words[:-1] and "；" not in words and not any(character.isdigit() for character in words)
