"""What all renderings of a template show, for the rules that look at them."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import yaml
from jinja2 import nodes

from drafting.compose.templates import Template, TemplateError
from drafting.templating.inputs import Example
from drafting.templating.made_forms import FieldPath, Word
from drafting.templating.problems import Spot
from drafting.templating.rendering import MISSING, Blamed, Renderer, Rendering, renderings, shrunk
from drafting.templating.slips import Slip
from drafting.templating.sources import SourceFile
from schemas.report import Report
from schemas.report.form import alias


@dataclass
class Rendered:
    template: Template
    examples: Sequence[Example] = ()
    shrinks: bool = True
    """Whether the smallest input is looked for, which takes as long as all the rest."""
    _tries_left: int = 150
    """For all faults together: bounds the time."""

    @cached_property
    def all(self) -> tuple[Rendering, ...]:
        """None where the template cannot be compiled: its source says why."""
        try:
            return tuple(renderings(self.template, self.examples))
        except TemplateError:
            return ()

    @cached_property
    def _render(self) -> Renderer:
        return Renderer(self.template)

    def first_of(self, key: Callable[[Rendering], Hashable]) -> Iterator[Rendering]:
        """One rendering of each kind."""
        seen: set[Hashable] = set()
        for rendering in self.all:
            if key(rendering) not in seen:
                seen.add(key(rendering))
                yield rendering

    def blamed(self) -> Iterator[tuple[Blamed, Rendering]]:
        """Each fault at each line once, with the first rendering that shows it."""
        seen: set[tuple[str, str, int]] = set()
        for rendering in self.all:
            for blamed in rendering.found:
                code = blamed.finding.code
                key = (code, "", 0) if code in MISSING else (code, blamed.spot.file, blamed.spot.line)
                if key not in seen:
                    seen.add(key)
                    yield blamed, rendering

    def slips(self) -> Iterator[tuple[Slip, Rendering]]:
        """Each at each line once."""
        seen: set[tuple[str, Spot]] = set()
        for rendering in self.all:
            for slip in rendering.slips:
                if (slip.hint, slip.spot) not in seen:
                    seen.add((slip.hint, slip.spot))
                    yield slip, rendering

    def smallest(self, shown: Rendering, shows: Callable[[Rendering], bool]) -> str:
        """As YAML, so that a maintainer can draft it."""
        form = shown.input.form
        if self.shrinks and not shown.is_endless:
            form, tries = shrunk(self._render, shown.input, shows, self._tries_left)
            self._tries_left -= tries
        return yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=100)

    def dropped_fields(self) -> Iterator[Word]:
        """Fields that were filled in and that no report shows, unless the settings say so; of longer texts, their paragraphs."""
        shown: dict[Word, bool] = {}
        for rendering in self.all:
            if rendering.draft is not None:
                # A long title stands in several lines.
                text = rendering.draft.title + "\n" + rendering.text
                for word, place in rendering.input.words.items():
                    shown[place] = shown.get(place, False) or word in text
        silent = {tuple(name.split(".")) for name in self.template.not_shown}
        told: set[FieldPath] = set()
        for place, is_shown in shown.items():
            path = place.field
            if is_shown or path in told or any(path[: len(name)] == name for name in silent):
                continue
            told.add(path)
            yield place


_FORM = frozenset(alias(name, field) for name, field in Report.model_fields.items())


def branch_on(trees: Iterable[tuple[SourceFile, nodes.Template]], path: FieldPath) -> Spot | None:
    """The branch that asks for a field and does not write it: the one that names the way to it most fully."""
    best, spot = 0, None
    for file, tree in trees:
        for branch in tree.find_all(nodes.If):
            ways = [way for way in _ways(branch.test) if way not in set(_written(branch))]
            is_plain = isinstance(branch.test, (nodes.Name, nodes.Getattr))
            fits = max((_fit(way, path, is_plain=is_plain) for way in ways), default=0)
            if fits > best:
                best, spot = fits, Spot(file.name, branch.lineno or 1)
    return spot


def _written(branch: nodes.If) -> Iterator[tuple[str, ...]]:
    for node in branch.body:
        outputs = [node] if isinstance(node, nodes.Output) else node.find_all(nodes.Output)
        for output in outputs:
            yield from _ways(output)


def _ways(test: nodes.Node) -> Iterator[tuple[str, ...]]:
    """项.表现 and the like, as far as they go; one entry of a list is not the list."""
    if isinstance(test, nodes.Getitem):
        return
    if isinstance(test, (nodes.Name, nodes.Getattr)):
        names: list[str] = []
        while isinstance(test, nodes.Getattr):
            names.insert(0, test.attr)
            test = test.node
        if isinstance(test, nodes.Name):
            yield (test.name, *names)
            return
    for inner in test.iter_child_nodes():
        yield from _ways(inner)


def _fit(way: tuple[str, ...], path: FieldPath, *, is_plain: bool) -> int:
    if way[0] in _FORM and (way[0] == path[0] or len(way) > 1):
        return 1000 if way == path else 0
    # The variable of a loop or a macro stands for what lies above; alone, for the field of its name.
    asked = way[1:] or way
    for inside in range(len(path) if is_plain else 1):
        # {% if 项.表格 %} asks for all that is in a table, if less plainly than for a field itself.
        above = path[: len(path) - inside]
        if len(above) > inside and above[-len(asked) :] == asked:
            return 10 * len(asked) - inside
    return 0
