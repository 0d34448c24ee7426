"""What rules may ask for, each made once and only if asked for."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from drafting.comparing.figures import USUAL_JUMP, Alike, alike
from drafting.document import Block, Document, Role, Span
from drafting.document.draft import Kind
from drafting.document.kinds import Stretch, stretches
from drafting.document.layout import Layout, shipped_layout
from drafting.document.mandate import Mandate
from drafting.document.parts import Parts, find_parts
from drafting.document.years import ReportTime, report_time
from drafting.figures import Ledger, read_ledger
from drafting.figures.quantities import Sentence, read_sentences

_FEWEST_STRETCHES, _SHORTEST_TEXT = 4, 100
"""Of a text that has a layout: a slip of paper or a single paragraph is not set as a report."""


@dataclass
class Context:
    document: Document
    mandate: Mandate
    own_layout: Layout | None = None
    """The county's; None: the shipped one, which is read only if a rule asks."""
    last: "Context | None" = None
    """Last year's report of the same unit, where there is one."""
    jump: Fraction = USUAL_JUMP
    """How many times as large or small a figure may be as last year's before somebody asks."""

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Those that hold figures or stand beside them."""
        return tuple(s for paragraph in read_sentences(self.document.blocks, self.planned) for s in paragraph)

    @cached_property
    def alike(self) -> list[Alike]:
        """Figures that count the same thing in last year's report and in this one."""
        return [] if self.last is None else alike(self.last, self)

    @cached_property
    def layout(self) -> Layout:
        return self.own_layout or shipped_layout()

    @cached_property
    def dressed(self) -> tuple[Stretch, ...]:
        """What the layout is judged of: nothing where the input has no look, is too short or is another document."""
        if self.document.formatting is None or self.is_other_document:
            return ()
        found = stretches(self.document)
        of_text = [stretch for stretch in found if stretch.kind is Kind.BODY or stretch.kind.level]
        covers = [
            section
            for section in self.document.formatting.sections
            if not any(section.first <= stretch.block < section.end for stretch in of_text)
        ]
        # A cover is set for the eye.
        found = tuple(
            s for s in found if s.kind is not Kind.TITLE or not any(c.first <= s.block < c.end for c in covers)
        )
        length = sum(stretch.end - stretch.start for stretch in of_text)
        return found if len(of_text) >= _FEWEST_STRETCHES and length >= _SHORTEST_TEXT else ()

    @cached_property
    def parts(self) -> Parts:
        return find_parts(self.document, self.mandate)

    @cached_property
    def ledger(self) -> Ledger:
        return read_ledger(self.document, self.planned)

    @cached_property
    def planned(self) -> frozenset[int]:
        """Blocks that speak of the next year only."""
        sections = [
            section
            for section in self.parts.sections
            if section.parts and all(self.mandate.part(key).year_offset for key in section.parts)
        ]
        return frozenset(block.index for section in sections for block in (section.heading, *section.blocks))

    @cached_property
    def time(self) -> ReportTime:
        return report_time(self.document)

    @cached_property
    def texts(self) -> tuple[Block, ...]:
        """Blocks whose language is judged: all but what a conversion or a web page left."""
        return tuple(b for b in self.document.blocks if b.role is not Role.RESIDUE and b.text)

    @cached_property
    def is_other_document(self) -> str | None:
        """Why this is not the kind of report that the mandate speaks of; None where it is."""
        title = self.document.title
        mandate = self.mandate
        other = mandate.other_genre_pattern
        known = [part for part in mandate.parts if part.required and self.parts.has(part.key)]
        by_heading = {key for section in self.parts.sections for key in section.parts if section.told == "heading"}
        if not title:
            return None if len(by_heading) >= 2 or self._speaks_of_subject() else "全文没有标题，内容也与此类报告无关"
        if mandate.subject_pattern.search(title):
            if other and other.search(title) and len(by_heading) < 3:
                return "标题写明的是另一种文件"
            return None
        distinctive = [part for part in known if part.key in by_heading and part.elements]
        if len(by_heading) >= 3 and len(distinctive) >= 2:
            return None
        return "标题没有写明是此类报告"

    def _speaks_of_subject(self) -> bool:
        hits = sum(len(self.mandate.subject_pattern.findall(block.text)) for block in self.document.body())
        return hits >= 3

    @cached_property
    def head_span(self) -> Span:
        """Where something missing is shown: the title, else the first block."""
        titles = self.document.title_blocks()
        block = titles[0] if titles else self.document.blocks[0]
        return Span(block.index, 0, len(block.text))

    @cached_property
    def tail_span(self) -> Span:
        """The last heading: the nearest one to what is missing at the end."""
        headings = self.document.headings()
        if not headings:
            return self.head_span
        return Span(headings[-1].index, 0, headings[-1].heading_end)
