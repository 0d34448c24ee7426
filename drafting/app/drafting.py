"""From a form to a draft that was checked before anybody writes it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafting.app.checking import check_document, settings_for
from drafting.config import Settings
from drafting.document.draft import Draft
from drafting.findings import CheckResult
from drafting.readers import ReadError, file_bytes, read_bytes

_MOST_QUOTED = 3
_LONGEST_QUOTE = 16


class DraftError(Exception):
    """A form or a template that makes no draft: a sentence a mistake, from top to bottom."""

    def __init__(self, mistakes: tuple[str, ...], *, only_open: bool = False, of_template: bool = False) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes
        self.only_open = only_open
        """Nothing is wrong, something is missing: an incomplete draft can be made."""
        self.of_template = of_template
        """The form is right; the template is not, or there is none of that name."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft that was made and checked, not written anywhere yet."""

    data: bytes
    """The .docx."""
    draft: Draft
    result: CheckResult
    template: str
    to_do: tuple[str, ...]
    """What still needs a person, a sentence each."""


def draft(
    form: str | Path | Mapping[str, Any],
    *,
    template: str | None = None,
    incomplete: bool = False,
    base: str | Path | bytes | None = None,
    settings: Settings | None = None,
) -> Drafted:
    """Raises DraftError, ReadError or ConfigError.

    `form` is a file, or what such a file holds; so is `base`, a .docx of the unit's own whose letterhead, styles and page are used.
    """
    from drafting.compose import SentenceError, TemplateError, compose
    from drafting.compose.doubts import doubts
    from drafting.compose.templates import find
    from drafting.forms.loading import read, validated, with_places
    from drafting.forms.source import FormError, Source
    from drafting.ooxml.writer import write

    if settings is None:
        settings = settings_for(Path.cwd() if isinstance(form, Mapping) else Path(form))
    try:
        source = Source(dict(form)) if isinstance(form, Mapping) else read(Path(form))
        report = validated(source, incomplete=incomplete)
        chosen = find(template, str(report.unit.level))
        composed = compose(report, chosen)
    except FormError as error:
        raise DraftError(
            tuple(map(str, error.mistakes)), only_open=all(mistake.is_open for mistake in error.mistakes)
        ) from None
    except SentenceError as error:
        raise DraftError(tuple(map(str, with_places(error.mistakes, source)))) from None
    except TemplateError as error:
        raise DraftError((str(error),), of_template=True) from None
    own = _base(base)
    data = write(composed, settings.layout, own)
    result = check_document(read_bytes(data), settings)
    to_do = (*_left_above(own), *doubts(report, composed, chosen))
    return Drafted(data, composed, result, chosen.name, to_do)


def look_at_base(base: bytes) -> tuple[str, ...]:
    """What is to be done about it, a sentence each. Raises ReadError where nothing can be drafted on it."""
    from drafting.ooxml.writer.base import refuse

    refuse(base)
    return tuple(_left_above(base))


def _base(base: str | Path | bytes | None) -> bytes | None:
    if base is None or isinstance(base, bytes):
        return base
    try:
        return file_bytes(Path(base))
    except ReadError as error:
        raise ReadError(f"底版文件“{Path(base).name}”：{error}") from None


def _left_above(base: bytes | None) -> Iterator[str]:
    from drafting.document.letterhead import beyond_letterhead

    left = [] if base is None else beyond_letterhead(read_bytes(base))
    if left:
        quotes = [f"“{_shortened(block.text.strip())}”" for block in left[:_MOST_QUOTED]]
        more = "等" if len(left) > _MOST_QUOTED else ""
        yield f"底版里除了版头还有{len(left)}段文字，排在报告标题的前面：{'、'.join(quotes)}{more}；请删去，或者移到该在的地方。"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


@dataclass(frozen=True, slots=True)
class NewForm:
    """A form to fill in, not written anywhere yet."""

    form: Mapping[str, Any]
    notes: Mapping[tuple[str | int, ...], str]
    unplaced: tuple[str, ...] = ()
    """Pieces of last year's report that have no place in it, a sentence each."""

    def as_yaml(self) -> bytes:
        from drafting.forms.write_yaml import yaml_bytes

        return yaml_bytes(self.form, self.notes)

    def as_workbook(self) -> bytes:
        """Raises DraftError where a text is too long for a cell."""
        from drafting.forms.excel import write_workbook
        from drafting.forms.source import FormError

        try:
            return write_workbook(self.form, self.notes)
        except FormError as error:
            raise DraftError(tuple(map(str, error.mistakes))) from None


def new(last: str | Path | None = None, settings: Settings | None = None) -> NewForm:
    """An empty form, or one that begins from last year's form or finished report.

    Raises DraftError, ReadError or ConfigError.
    """
    if last is None:
        from drafting.forms.blank import new_form

        return NewForm(new_form(), {})
    from drafting.forms.carry import from_last
    from drafting.forms.source import FormError

    last = Path(last)
    settings = settings_for(last) if settings is None else settings
    try:
        carried = from_last(last, settings.mandate)
    except FormError as error:
        raise DraftError(tuple(map(str, error.mistakes))) from None
    told = tuple(f"{piece.place}：“{piece.words}”（{piece.why}）" for piece in carried.unplaced)
    return NewForm(carried.form, carried.notes, told)


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """What a form file holds, right or wrong, under the Chinese names of its fields."""

    form: Mapping[str, Any]
    slips: tuple[str, ...]
    """What was wrong with the file itself and is mended here, a sentence each."""


def open_form(data: bytes, suffix: str = "") -> OpenedForm:
    """Raises DraftError or ReadError."""
    from drafting.forms.loading import read_bytes as read_form
    from drafting.forms.source import FormError
    from schemas.report.names import in_chinese

    try:
        source = read_form(data, suffix)
    except FormError as error:
        raise DraftError(tuple(map(str, error.mistakes))) from None
    if not isinstance(source.data, dict):
        raise DraftError(("看不出是表单：应当从“表单版本: 1”开始，一行一项；可以先新建一份空表单，照样子填。",))
    return OpenedForm(in_chinese(source.data), tuple(map(str, source.mistakes)))


@dataclass(frozen=True, slots=True)
class FormMistake:
    place: tuple[str | int, ...]
    """The way to the field in Chinese names and positions from 0."""
    sentence: str
    is_open: bool = False
    """Nothing is wrong with it, it is only not filled in."""


@dataclass(frozen=True, slots=True)
class FigureInWords:
    """What stands in the report for a figure."""

    words: str
    with_measure: str
    """The same with `| 带量词`."""


@dataclass(frozen=True, slots=True)
class LookedOver:
    """A form that somebody is still filling in."""

    mistakes: tuple[FormMistake, ...]
    figures: Mapping[str, Mapping[str, FigureInWords]]
    """Those that can be told, by group and name."""
    rest: Mapping[str, Any] = field(default_factory=dict)
    """The form without what is wrong in it: an incomplete draft can be made of that."""


def look_over(form: Mapping[str, Any]) -> LookedOver:
    """All that is wrong with a form and all that is missing, by the same rules that `draft` goes by."""
    from drafting.compose.view import figures_of, view
    from drafting.forms.carry import left_to_revise
    from drafting.forms.rest import unreferred, without, without_signs
    from schemas.report.figures import computed
    from schemas.report.reading import ReportError, read
    from schemas.report.values import Open

    found: tuple[FormMistake, ...] = ()
    try:
        read(form)
    except ReportError as error:
        found = tuple(FormMistake(told.place, told.sentence, told.is_open) for told in error.mistakes)
    marked = tuple(FormMistake(place, sentence, is_open=True) for place, sentence in left_to_revise(form))
    rest, report = without(form)
    if report is None:
        return LookedOver((*found, *marked), {})
    figures = {
        group: {
            name: FigureInWords(str(figure), str(figure.with_measure))
            for name, figure in own.items()
            if not isinstance(computed(report.figures, group, name), Open)
        }
        for group, own in figures_of(report).items()
    }
    _, sentences = view(report)
    if sentences:
        unreferred(rest, [(told.place, told.sentence) for told in sentences])
        without_signs(rest, [told.place for told in view(read(rest, incomplete=True))[1]])
    of_sentences = (FormMistake(told.place, told.sentence) for told in sentences)
    return LookedOver((*found, *of_sentences, *marked), figures, rest)


def form_schema(*, chinese: bool = True) -> dict[str, Any]:
    """The form as JSON Schema."""
    from schemas.report.export import json_schema

    return json_schema(chinese=chinese)
