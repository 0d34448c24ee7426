"""What was noted while a template was followed, as faults."""

from collections.abc import Iterator

from drafting.templating.context import TemplateContext
from drafting.templating.following import Sort
from drafting.templating.problems import Fault, Spot


def faults(context: TemplateContext, sort: Sort) -> Iterator[Fault]:
    for note in context.notes(sort):
        yield Fault(Spot(note.file, note.line, note.quote), note.message, suggestion=note.suggestion, hint=note.hint)
