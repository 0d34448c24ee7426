"""What a change of templates does to the reports that they make: the same forms, rendered before and after."""

import difflib
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafting.compose.templates import SETTINGS, SHARED, SOURCE, Template, TemplateError, load
from drafting.templating.inputs import Example, inputs
from drafting.templating.made_forms import Input
from drafting.templating.rendering import Renderer

_CONTEXT = 2
_PATIENCE = 60


class RevisionError(Exception):
    """A revision that cannot be compared with; the message says why."""


@dataclass(frozen=True, slots=True)
class Change:
    form: str
    """The first of the forms that show it."""
    diff: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    path: str
    forms: int = 0
    changes: tuple[Change, ...] = ()
    is_new: bool = False


def effect(path: str, template: Template, revision: str, examples: Sequence[Example] = ()) -> Effect:
    """Raises RevisionError."""
    folder = Path(str(template.folder))
    with tempfile.TemporaryDirectory(prefix="fazhi-") as place:
        before = _before(folder, revision, Path(place))
        if before is None:
            return Effect(path, is_new=True)
        tried = tuple(inputs(template, examples))
        return Effect(path, len(tried), tuple(_changes(before, template, tried)))


def _changes(before: Template, after: Template, tried: Iterable[Input]) -> Iterator[Change]:
    renderers = _renderer(before), _renderer(after)
    seen: set[tuple[str, ...]] = set()
    for form in tried:
        texts = []
        for render in renderers:
            rendering = render.drafted(form) if isinstance(render, Renderer) else None
            failure = rendering.failure if rendering else render if isinstance(render, str) else ""
            texts.append(f"（生成不了：{failure}）" if failure else rendering.text if rendering else "")
        diff = list(difflib.unified_diff(texts[0].splitlines(), texts[1].splitlines(), lineterm="", n=_CONTEXT))[2:]
        changed = tuple(line for line in diff if line[:1] in "+-")
        if changed and changed not in seen:
            seen.add(changed)
            yield Change(form.name, tuple(diff))


def _renderer(template: Template) -> Renderer | str:
    try:
        return Renderer(template)
    except TemplateError as error:
        return str(error)


def _before(folder: Path, revision: str, place: Path) -> Template | None:
    """The template as it was, with the shared macros of that time in its own folder."""
    whole = Path(_git(folder, "rev-parse", "--show-toplevel").decode().strip())
    if not _is_revision(whole, revision):
        raise RevisionError(f"这个仓库里没有“{revision}”这个版本；请写提交号、分支名或 HEAD~1 这样的写法。")
    inside = folder.resolve().relative_to(whole.resolve()).as_posix()
    old = place / folder.name
    old.mkdir()
    for file, data in _files(whole, revision, inside):
        (old / file).write_bytes(data)
    if not (old / SOURCE).is_file() or not (old / SETTINGS).is_file():
        return None
    if not (old / SHARED).is_file():
        for file, data in _files(whole, revision, Path(inside).parent.as_posix()):
            if file == SHARED:
                (old / SHARED).write_bytes(data)
    return load(old)


def _files(whole: Path, revision: str, inside: str) -> Iterator[tuple[str, bytes]]:
    """What lies directly in a folder of the revision."""
    try:
        packed = _git(whole, "archive", "--format=tar", f"{revision}:{'' if inside == '.' else inside}")
    except RevisionError:
        return
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() and "/" not in member.name else None
            if stream is not None:
                yield member.name, stream.read()


def _is_revision(folder: Path, revision: str) -> bool:
    try:
        _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except RevisionError:
        return False
    return True


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        run = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, timeout=_PATIENCE, check=True)  # noqa: S603, S607 - no shell; git is found where the user has it
    except FileNotFoundError:
        raise RevisionError("没有找到 git；--against 要比较版本，需要 git。") from None
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise RevisionError("模板文件夹不在 git 仓库里，或者 git 读不了它；--against 要在仓库里用。") from None
    return run.stdout
