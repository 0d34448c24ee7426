"""What a template makes of each input: the report, what our own check says of it, and which template line is to blame."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from drafting.app import check_document
from drafting.compose.marked import MarkedError, read_marked
from drafting.compose.templates import SOURCE, EndlessError, Template, TemplateError
from drafting.compose.view import view
from drafting.config import Settings
from drafting.document import Document
from drafting.document.draft import Draft
from drafting.document.layout import shipped_layout
from drafting.document.mandate import Mandate
from drafting.document.parts import find_parts
from drafting.findings import Finding, Severity
from drafting.ooxml.writer import write
from drafting.readers import read_bytes
from drafting.templating.inputs import Example, inputs
from drafting.templating.made_forms import Form, Input
from drafting.templating.marking import Traced, Tracer
from drafting.templating.problems import Spot
from drafting.templating.slips import Slip, pairs, slips
from schemas.report.reading import ReportError, read

# Faces and margins are the writer's affair, not the template's.
_SETTINGS = Settings(ignore=frozenset({"LAY"}))


_TOP = Spot(SOURCE, 1)
_TRIES = 60
_LONGEST = 100_000
"""Characters of one report; the largest form that is tried makes ten thousand."""
_LONGEST_OF_ALL = 3_000_000
"""Of all reports together, which the shipped templates need a tenth of: bounds the time that checking them takes."""


@dataclass(frozen=True, slots=True)
class Blamed:
    """A finding in a rendered report, and the template line it comes from."""

    finding: Finding
    spot: Spot


@dataclass(frozen=True)
class Rendering:
    """One input, rendered: a report with what was found in it, or why there is none."""

    input: Input
    draft: Draft | None = None
    found: tuple[Blamed, ...] = ()
    slips: tuple[Slip, ...] = ()
    failure: str = ""
    failed_at: Spot = _TOP
    is_endless: bool = False
    """It would go on and on; other inputs would only take as long again."""

    @cached_property
    def text(self) -> str:
        return self.draft.text if self.draft is not None else ""


class Renderer:
    """One template, compiled once. Raises TemplateError where it cannot be compiled."""

    def __init__(self, template: Template) -> None:
        self._trace = Tracer(template)

    def __call__(self, tried: Input) -> Rendering | None:
        """None where the input is no valid form, which no clerk could draft either."""
        drafted = self._drafted(tried)
        if drafted is None:
            return None
        rendering, traced = drafted
        if rendering.draft is None:
            return rendering
        document = read_bytes(write(rendering.draft, shipped_layout()))
        return replace(
            rendering,
            found=tuple(_blamed(rendering.draft, document, traced)),
            slips=tuple(slips(tried, rendering.draft, document, traced)),
        )

    def drafted(self, tried: Input) -> Rendering | None:
        """The same without reading the report back and checking it, which is most of the work."""
        drafted = self._drafted(tried)
        return drafted[0] if drafted is not None else None

    def _drafted(self, tried: Input) -> tuple[Rendering, Traced] | None:
        try:
            report = read(tried.form)
        except ReportError:
            return None
        names, mistakes = view(report)
        if mistakes:
            return None
        traced = Traced("", ())
        try:
            traced = self._trace(names)
            draft = read_marked(traced.text, organ=str(report.unit.name), sealed=report.sign_off.sealed)
        except TemplateError as error:
            place = Spot(error.file or SOURCE, error.line or 1)
            is_endless = isinstance(error, EndlessError)
            return Rendering(tried, failure=_reason(error), failed_at=place, is_endless=is_endless), traced
        except MarkedError as error:
            return Rendering(tried, failure=str(error), failed_at=traced.spot(error.line)), traced
        if len(traced.text) > _LONGEST:
            swollen = f"生成的文字有{len(traced.text)}个字，像是循环写错了"
            return Rendering(tried, failure=swollen, failed_at=traced.most_of(), is_endless=True), traced
        if not any(block.text for block in draft.blocks):
            return Rendering(tried, failure="什么也没有生成"), traced
        return Rendering(tried, draft), traced


def renderings(template: Template, examples: Iterable[Example] = ()) -> Iterator[Rendering]:
    render = Renderer(template)
    left = _LONGEST_OF_ALL
    for tried in inputs(template, examples):
        rendering = render(tried)
        if rendering is not None:
            yield rendering
            left -= len(rendering.text)
            if rendering.is_endless or left < 0:
                return


def _reason(error: TemplateError) -> str:
    """Without the place, which is told apart from it."""
    said = str(error)
    return said.partition(f"第{error.line}行")[2] or said if error.line else said.partition("”")[2] or said


def _blamed(draft: Draft, document: Document, traced: Traced) -> Iterator[Blamed]:
    lines = {block.index: written.line for block, written in pairs(draft, document)}
    result = check_document(document, _SETTINGS)
    for finding in result.findings:
        if finding.severity > Severity.INFO:
            block = _block_to_blame(finding, document, _SETTINGS.mandate)
            words = finding.location.quote if block == finding.location.span.block else ""
            spot = traced.spot(lines[block], words) if block in lines else Spot(SOURCE, 1)
            yield Blamed(finding, spot)


_MISSING_PART, _MISSING_END = "STR01", "STR08"
MISSING = frozenset((_MISSING_PART, _MISSING_END))
"""What is not there has no line of its own."""


def _block_to_blame(finding: Finding, document: Document, mandate: Mandate) -> int:
    """Where something is missing, the heading of the part before it."""
    if finding.code == _MISSING_END:
        tops = [block.index for block in document.headings(1) if block.index <= finding.location.span.block]
        return tops[-1] if tops else finding.location.span.block
    if finding.code != _MISSING_PART:
        return finding.location.span.block
    parts = find_parts(document, mandate)
    before = -1
    for part in mandate.parts:
        if part.required and f"“{part.name}”" in finding.message:
            return before
        sections = parts.sections_of(part.key)
        before = sections[0].heading.index if sections else before
    return finding.location.span.block


def shrunk(render: Renderer, tried: Input, shows: Callable[[Rendering], bool], most: int) -> tuple[Form, int]:
    """The smallest form, as far as a few tries find it, that still shows it; and how many tries it took."""
    form: Form = tried.form
    tries = 0
    for path in sorted(_removable(form, ()), key=len):
        if tries >= min(most, _TRIES):
            break
        smaller = _removed(form, path)
        if smaller is None:
            continue
        tries += 1
        rendering = render(Input(tried.name, smaller, {}))
        if rendering is not None and shows(rendering):
            form = smaller
    return form, tries


def _removable(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """Entries and fields, from the back, so that removing one leaves the places of the others."""
    if isinstance(value, Mapping):
        for name in value:
            yield (*path, name)
            yield from _removable(value[name], (*path, name))
    elif isinstance(value, list):
        for number in range(len(value) - 1, -1, -1):
            yield (*path, number)
            yield from _removable(value[number], (*path, number))


def _removed(value: Any, path: tuple[str | int, ...]) -> Any:
    step, rest = path[0], path[1:]
    if isinstance(value, dict) and step in value:
        if not rest:
            return {name: entry for name, entry in value.items() if name != step}
        inner = _removed(value[str(step)], rest)
        return None if inner is None else {**value, str(step): inner}
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        if not rest:
            return [*value[:step], *value[step + 1 :]]
        inner = _removed(value[step], rest)
        return None if inner is None else [*value[:step], inner, *value[step + 1 :]]
    return None
