"""What the template rules look at, computed once and only if asked."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from jinja2 import nodes

from drafting.compose import Template
from drafting.compose.templates import SHARED
from drafting.document.mandate import Mandate, shipped_mandate
from drafting.templating.following import Note, Reading, Sort, read
from drafting.templating.inputs import Example, forms_beside
from drafting.templating.literals import Line, Literal, lines, literals
from drafting.templating.outline import WrittenHeading, headings
from drafting.templating.problems import Spot
from drafting.templating.rendered import Rendered
from drafting.templating.sources import SourceFile, Sources, read_sources, targeted, targets


class TemplateContext:
    def __init__(self, template: Template, examples: Sequence[Example] = ()) -> None:
        self.template = template
        self._examples = examples

    @cached_property
    def mandate(self) -> Mandate:
        return shipped_mandate()

    @cached_property
    def sources(self) -> Sources:
        return read_sources(self.template)

    @cached_property
    def reading(self) -> Reading:
        return read(self.sources, self.template.levels)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for file in self.sources.files.values() for line in lines(self.sources.environment, file))

    @cached_property
    def literals(self) -> tuple[Literal, ...]:
        return tuple(literal for file in self.sources.files.values() for literal in literals(file))

    @cached_property
    def headings(self) -> tuple[WrittenHeading, ...]:
        return headings(self.reading, self.mandate)

    @cached_property
    def rendered(self) -> Rendered:
        return Rendered(self.template, self._examples)

    @cached_property
    def beside(self) -> tuple[str, ...]:
        """Files that may be named: those of the folder, and the shared macros."""
        try:
            own = [entry.name for entry in self.template.folder.iterdir() if entry.name.endswith(".jinja")]
        except OSError:
            own = []
        return tuple(sorted({*own, SHARED}))

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """Forms beside the template, the smallest first."""
        return forms_beside(self.template)

    @cached_property
    def circles(self) -> tuple[tuple[str, int, str], ...]:
        """Where a file takes in one that takes it in again: file, line, target."""
        named = {
            file.name: [(node.lineno or 1, name) for node in targeted(tree) for name in targets(node)]
            for file, tree in self.sources.trees()
        }
        return tuple(
            (file, line, name)
            for file, entries in named.items()
            for line, name in entries
            if name == file or file in _reached(name, named)
        )

    @cached_property
    def repeated_blocks(self) -> tuple[tuple[str, int], ...]:
        """Jinja takes a name for one block of a file only."""
        found: list[tuple[str, int]] = []
        for file, tree in self.sources.trees():
            seen: set[str] = set()
            for block in tree.find_all(nodes.Block):
                if block.name in seen:
                    found.append((file.name, block.lineno or 1))
                seen.add(block.name)
        return tuple(found)

    def notes(self, sort: Sort) -> list[Note]:
        return [note for note in self.reading.notes if note.sort is sort]

    def spot(self, file: str | SourceFile, line: int, quote: str = "") -> Spot:
        """A place in a file; the quote only where the line has it."""
        source = self.sources.files.get(file) if isinstance(file, str) else file
        name = file if isinstance(file, str) else file.name
        return Spot(name, line, quote if source is None or quote in source.line(line) else "")


def _reached(start: str, named: Mapping[str, Sequence[tuple[int, str]]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for _, name in named.get(waiting.pop(), ()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found
