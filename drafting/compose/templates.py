"""Template folders: what belongs to one, where the shipped ones are, and how a template is rendered."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from jinja2 import Template as Compiled
from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from drafting.compose.sandbox import NOT_FILLED, Environment, Loader, TooMuchError

SETTINGS = "设置.toml"
SOURCE = "报告.jinja"
SMALLEST = "最小表单.yaml"
SHARED = "共用.jinja"
"""Macros beside the shipped templates, which every template may import."""
_LARGEST = 1024 * 1024
"""Of a file; the largest of ours has ten thousand bytes."""
_USUAL = "乡镇"
"""For a form that does not say yet what level its unit is."""


class TemplateError(Exception):
    """A template that cannot be used; the message says where and what."""

    def __init__(self, sentence: str, file: str = "", line: int = 0) -> None:
        super().__init__(sentence)
        self.file = file
        self.line = line


class EndlessError(TemplateError):
    """One that would go on and on."""


@dataclass(frozen=True)
class Template:
    name: str
    folder: Traversable
    levels: tuple[str, ...] = ()
    """Kinds of unit that it is meant for."""
    not_shown: tuple[str, ...] = field(default=())
    """Fields of the form that the report leaves out on purpose."""

    @cached_property
    def source(self) -> str:
        return _read(self.folder / SOURCE, self.name)

    def render(self, names: dict[str, Any]) -> str:
        """Marked text. Raises TemplateError."""
        return render(self.name, self._compiled, names)

    @cached_property
    def _compiled(self) -> Compiled:
        return compiled(self, Environment(loader(self.folder)))


def compiled(template: Template, environment: Environment) -> Compiled:
    try:
        code = environment.compile(template.source, SOURCE, SOURCE)
    except (RecursionError, MemoryError, ValueError, OverflowError):
        raise TemplateError(f"模板“{template.name}”的 {SOURCE} 嵌套得太深，或者有太大的数", SOURCE, 1) from None
    except TemplateSyntaxError as error:
        file = error.name or SOURCE
        where = f"模板“{template.name}”的 {file} 第{error.lineno}行"
        raise TemplateError(
            f"{where}写法有误：{_in_chinese(error.message or str(error))}", file, error.lineno
        ) from None
    return Compiled.from_code(environment, code, environment.make_globals(None))


def render(name: str, template: Compiled, names: dict[str, Any]) -> str:
    """Raises TemplateError with the place in the template."""
    assert isinstance(template.environment, Environment)
    template.environment.start_anew()
    try:
        return template.render(names)
    except (
        JinjaError,
        ArithmeticError,
        TypeError,
        ValueError,
        LookupError,
        RecursionError,
        AttributeError,
        MemoryError,
    ) as error:
        file, line = _place(error)
        where = f"模板“{name}”" + (f"的 {file} 第{line}行" if line else "")
        kind = EndlessError if isinstance(error, (TooMuchError, RecursionError)) else TemplateError
        raise kind(f"{where}{_told(error)}", file, line) from None


def _told(error: Exception) -> str:
    if isinstance(error, TooMuchError):
        return "没有尽头，或者生成的文字太多，已经停止"
    if isinstance(error, SecurityError):
        return "用了不允许的写法；模板里只能取值、判断和循环"
    if isinstance(error, TemplateNotFound):
        return "要引入的文件不在模板的文件夹里"
    if isinstance(error, UndefinedError):
        said = str(error)
        return said if said.startswith(NOT_FILLED) else _undefined(said)
    if isinstance(error, RecursionError):
        return "宏自己调用自己，没有尽头"
    return f"运行出错：{_in_words(str(error))}"


def beside(folder: Traversable, name: str) -> str | None:
    """A file beside the template, or the shared macros; nothing from elsewhere."""
    if name != Path(name).name:
        return None
    return next((_read(place / name, folder.name) for place in (folder, _root()) if (place / name).is_file()), None)


def shared_macros() -> str:
    return _read(_root() / SHARED, SHARED)


def loader(folder: Traversable) -> Loader:
    """Gives each file with its name, so that what goes wrong in it is told there."""

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        found = beside(folder, name)
        return None if found is None else (found, name, lambda: True)

    return load


def _place(error: Exception) -> tuple[str, int]:
    """The innermost line of a template: Jinja rewrites tracebacks so that frames carry its own files and lines.

    Of macros that call each other, the line that is gone through most often.
    """
    trace, places = error.__traceback__, []
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".jinja"):
            places.append((name, trace.tb_lineno))
        trace = trace.tb_next
    if isinstance(error, RecursionError) and places:
        return Counter(places).most_common(1)[0][0]
    return places[-1] if places else ("", 0)


def _undefined(said: str) -> str:
    """'dict object' has no attribute '简写', and the like."""
    if found := re.search(r"has no element (\d+)", said):
        return f"这一列没有第{int(found[1]) + 1}项"
    if found := re.search(r"'None' has no attribute '([^']*)'", said):
        return f"没有填写的项里取不出“{found[1]}”，{NOT_FILLED} {{% if %}} 判断"
    quoted = re.findall(r"'([^']*)'", said)
    return f"用了没有的名称：“{quoted[-1]}”" if quoted else f"用了没有的名称：{said}"


_RUNNING = (
    (r"'(?:builtin_function_or_method|method|function)' object is not iterable", "这里不是一列，不能逐项写"),
    (r"'(\w+)' object is not iterable", "这里不是一列，不能逐项写"),
    (r"division by zero|by zero", "除数是零"),
    (r"index out of range", "这一列没有那么多项"),
    (r"unsupported operand|can only concatenate|must be str", "文字和数不能这样相加，请用“~”连起来"),
    (r"not supported between instances", "文字和数不能比较大小"),
    (r"argument of type 'NoneType'", "没有填写的项要先用 {% if %} 判断"),
    (r"object is not callable", "这里不是宏，后面不能写括号"),
)


def _in_words(said: str) -> str:
    return next((words for pattern, words in _RUNNING if re.search(pattern, said)), said)


_SYNTAX = (
    (r"Encountered unknown tag '(\w+)'", "没有“{}”这种标签"),
    (r"No filter named '(.+?)'", "没有“{}”这个过滤器"),
    (r"No test named '(.+?)'", "没有“{}”这种判断"),
    (
        r"Unexpected end of template|unexpected end of template",
        "有的 {{% if %}}、{{% for %}} 或 {{% macro %}} 没有结束",
    ),
    (r"expected token '(.+?)', got '(.+?)'", "“{1}”写在这里不对，应当是“{0}”"),
    (r"unexpected '(.+?)'", "“{}”写在这里不对"),
    (r"unexpected char '(.+?)'", "“{}”写在这里不对"),
)


def _in_chinese(said: str) -> str:
    for pattern, told in _SYNTAX:
        if found := re.search(pattern, said):
            return told.format(*found.groups())
    return "写法有误"


@cache
def shipped() -> dict[str, Template]:
    """The templates that come with the program, by name; compiled once a process, since nobody changes them under it."""
    return {template.name: template for template in map(load, _folders())}


def _root() -> Traversable:
    root: Traversable = files("drafting") / "_templates"
    if not root.is_dir():
        checkout = Path(__file__).parents[2]
        # Only our own checkout: another project's templates/ may lie beside an installed package.
        assert (checkout / "pyproject.toml").is_file()
        root = checkout / "templates"
    return root


def _folders() -> list[Traversable]:
    return sorted((entry for entry in _root().iterdir() if (entry / SETTINGS).is_file()), key=lambda entry: entry.name)


def load(folder: Traversable) -> Template:
    name = folder.name
    try:
        settings = tomllib.loads(_read(folder / SETTINGS, name))
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(f"模板“{name}”的 {SETTINGS} 写法有误（{error}）") from None
    except (RecursionError, ValueError):
        raise TemplateError(f"模板“{name}”的 {SETTINGS} 写法有误（层次过深，或者有太长的数）") from None
    unknown = sorted(set(settings) - {"levels", "not_shown"})
    if unknown:
        raise TemplateError(f"模板“{name}”的 {SETTINGS} 里有不认识的项“{unknown[0]}”，可用的有：levels、not_shown")
    return Template(name, folder, tuple(settings.get("levels", ())), tuple(settings.get("not_shown", ())))


def find(name: str | None, level: str) -> Template:
    """By name, by folder, or the shipped one for a unit's level."""
    if name is not None:
        known = shipped()
        if name in known:
            return known[name]
        for template in known.values():
            if name in template.levels:
                return template
        if Path(name).is_dir():
            return load(Path(name))
        raise TemplateError(f"没有“{name}”这个模板；自带的有：{'、'.join(known)}，也可以写模板文件夹的位置")
    return next((template for template in shipped().values() if level in template.levels), shipped()[_USUAL])


def _read(path: Traversable, name: str) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise TemplateError(f"模板“{name}”的 {path.name} 超过 1 MB，太大了，不像是模板的文件")
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except (FileNotFoundError, NotADirectoryError):
        raise TemplateError(f"模板“{name}”里没有 {path.name}") from None
    except UnicodeDecodeError:
        raise TemplateError(f"模板“{name}”的 {path.name} 不是 UTF-8 编码；请用 UTF-8 另存") from None
