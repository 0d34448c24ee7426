"""Report and template to Draft."""

from drafting.compose.marked import MarkedError, read_marked
from drafting.compose.templates import Template, TemplateError
from drafting.compose.view import TextMistake, view
from drafting.document.draft import Draft
from schemas.report import Report

__all__ = ["SentenceError", "Template", "TemplateError", "compose"]


class SentenceError(Exception):
    """Sentences of the form that refer to figures which are not there."""

    def __init__(self, mistakes: tuple[TextMistake, ...]) -> None:
        super().__init__("\n".join(mistake.sentence for mistake in mistakes))
        self.mistakes = mistakes


def compose(report: Report, template: Template) -> Draft:
    """Raises SentenceError for what is wrong with the form, TemplateError for what is wrong with the template."""
    names, mistakes = view(report)
    if mistakes:
        raise SentenceError(tuple(mistakes))
    text = template.render(names)
    try:
        return read_marked(text, organ=str(report.unit.name), sealed=report.sign_off.sealed)
    except MarkedError as error:
        raise TemplateError(f"模板“{template.name}”生成的第{error.line}行：{error}") from None
