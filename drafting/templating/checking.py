"""Everything that is wrong with templates: what their sources say, then what the reports say that they make."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from drafting.compose import Template, TemplateError
from drafting.compose.templates import SETTINGS, SHARED, SOURCE, load, shipped
from drafting.templating.catalogue import RENDERED, STATIC
from drafting.templating.context import TemplateContext
from drafting.templating.inputs import Example
from drafting.templating.problems import Problem
from drafting.templating.rules.failed_rendering import failed_rendering
from drafting.templating.static import in_order, problems_of

# What the source was blamed for is not told once more of the reports.
_SAME_FAULT = {
    "TPL11": ("（STR01）",),
    "TPL12": ("（STR02）",),
    "TPL06": ("（NUM0", "（STR05）"),
    "TPL07": ("（DAT01）",),
}
_STOPS_RENDERING = frozenset(("TPL01", "TPL02", "TPL03", "TPL04", "TPL09"))


@dataclass(frozen=True, slots=True)
class CheckedTemplate:
    """One template of a run: what is wrong with it, or why nobody can say."""

    path: str
    """Its folder, as the user typed it."""
    problems: tuple[Problem, ...] = ()
    forms: int = 0
    """How many forms it was tried with."""
    error: str | None = None

    def path_of(self, file: str) -> str:
        """Of one of its files; the shared macros lie beside the folder where they are not in it."""
        if not self.path:
            return file
        folder = Path(self.path)
        if file == SHARED and not (folder / file).exists() and (folder.parent / file).exists():
            return (folder.parent / file).as_posix()
        return (folder / file).as_posix()


def check_template(template: Template, examples: Sequence[Example] = ()) -> tuple[Problem, ...]:
    return _check(template, examples)[0]


def _check(template: Template, examples: Sequence[Example] = ()) -> tuple[tuple[Problem, ...], int]:
    context = TemplateContext(template, examples)
    written = list(problems_of(STATIC, context))
    # What cannot be rendered for a reason that is told already says nothing new.
    stopped = any(problem.code in _STOPS_RENDERING for problem in written)
    rules = [rule for rule in RENDERED if not (stopped and rule is failed_rendering)]
    problems = in_order((*written, *_not_yet_told(written, problems_of(rules, context))))
    return problems, len(context.rendered.all)


def _not_yet_told(written: list[Problem], made: Iterator[Problem]) -> Iterator[Problem]:
    codes = {problem.code for problem in written}
    places = {(problem.spot.file, problem.spot.line) for problem in written}
    same = tuple(sign for code in codes for sign in _SAME_FAULT.get(code, ()))
    for problem in made:
        if (problem.spot.file, problem.spot.line) in places or any(sign in problem.message for sign in same):
            continue
        # What the settings leave out on purpose is not known where they cannot be read.
        if problem.spot.file == SETTINGS and any(told.spot.file == SETTINGS for told in written):
            continue
        yield problem


def check_folders(typed: Iterable[str], examples: Sequence[Example] = ()) -> Iterator[CheckedTemplate]:
    """Each template in turn, folders searched; the shipped ones where nothing is typed. Two at a time, told in order."""
    tasks = [(path, template, examples) for path, template in template_folders(typed)]
    if len(tasks) < 2 or (os.cpu_count() or 1) < 2:
        yield from map(_checked, tasks)
        return
    with ProcessPoolExecutor(min(len(tasks), os.cpu_count() or 1)) as pool:
        yield from pool.map(_checked, tasks)


def template_folders(typed: Iterable[str]) -> Iterator[tuple[str, Template | str]]:
    """What is typed, as templates; why not, where it is none."""
    names = tuple(typed)
    for name in names:
        yield from _in_folder(name)
    if not names:
        for name in shipped():
            yield from _in_folder(name)


def _in_folder(typed: str) -> Iterator[tuple[str, Template | str]]:
    folder = Path(typed)
    if not folder.is_dir():
        known = shipped().get(typed)
        names = "、".join(shipped())
        yield typed, known or f"没有“{typed}”这个模板文件夹；自带的模板有：{names}。"
        return
    if _is_template(folder):
        yield typed, _loaded(folder)
        return
    found = sorted(entry for entry in folder.iterdir() if entry.is_dir() and _is_template(entry))
    if not found:
        yield typed, f"文件夹里没有模板：模板的文件夹里有 {SOURCE} 和 {SETTINGS}。"
    for entry in found:
        yield (Path(typed) / entry.name).as_posix(), _loaded(entry)


def _is_template(folder: Path) -> bool:
    return (folder / SOURCE).exists() or (folder / SETTINGS).exists()


def _loaded(folder: Path) -> Template:
    """Also where its settings are wrong, which a rule tells."""
    try:
        return load(folder)
    except TemplateError:
        return Template(folder.resolve().name, folder)


def _checked(task: tuple[str, Template | str, Sequence[Example]]) -> CheckedTemplate:
    path, template, examples = task
    if isinstance(template, str):
        return CheckedTemplate(path, error=template)
    try:
        problems, forms = _check(template, examples)
    except TemplateError as error:
        return CheckedTemplate(path, error=f"{error}。")
    return CheckedTemplate(path, problems, forms)
