"""What all renderings of a template show, for the rules that look at them."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import yaml
from jinja2 import nodes

from drafting.compose.templates import Template, TemplateError
from drafting.templating.inputs import FieldPath, Input
from drafting.templating.problems import Spot
from drafting.templating.rendering import Blamed, Renderer, Rendering, renderings, shrunk
from drafting.templating.sources import SourceFile


@dataclass
class Rendered:
    template: Template
    shrinks: bool = True
    """Whether the smallest input is looked for, which takes as long as all the rest."""

    @cached_property
    def all(self) -> tuple[Rendering, ...]:
        """None where the template cannot be compiled: its source says why."""
        try:
            return tuple(renderings(self.template))
        except TemplateError:
            return ()

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
                key = (blamed.finding.code, blamed.spot.file, blamed.spot.line)
                if key not in seen:
                    seen.add(key)
                    yield blamed, rendering

    def smallest(self, tried: Input, shows: Callable[[Rendering], bool]) -> str:
        """As YAML, so that a maintainer can draft it."""
        form = shrunk(Renderer(self.template), tried, shows) if self.shrinks else tried.form
        return yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=100)

    def dropped_fields(self) -> Iterator[FieldPath]:
        """Fields that were filled in and that no report shows, unless the settings say so."""
        shown: dict[FieldPath, bool] = {}
        for rendering in self.all:
            if rendering.draft is not None:
                for word, path in rendering.input.fields.items():
                    shown[path] = shown.get(path, False) or word in rendering.text
        silent = {tuple(name.split(".")) for name in self.template.not_shown}
        for path, is_shown in shown.items():
            if not is_shown and not any(path[: len(name)] == name for name in silent):
                yield path


def branch_on(trees: Iterable[tuple[SourceFile, nodes.Template]], path: FieldPath) -> Spot | None:
    """The branch that asks for a field and does not write it."""
    for file, tree in trees:
        for branch in tree.find_all(nodes.If):
            test = branch.test
            named = [test, *test.find_all((nodes.Getattr, nodes.Name))]
            asked = {getattr(node, "attr", "") or getattr(node, "name", "") for node in named}
            if path[-1] in asked:
                return Spot(file.name, branch.lineno or 1)
    return None
