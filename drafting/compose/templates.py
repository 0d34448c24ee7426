"""Template folders: what belongs to one, where the shipped ones are, and how a template is rendered."""

import re
import sys
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateSyntaxError, Undefined, UndefinedError
from jinja2 import Template as Compiled
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from drafting.compose.filters import FILTERS
from drafting.compose.view import shown

SETTINGS = "设置.toml"
SOURCE = "报告.jinja"
SMALLEST = "最小表单.yaml"
SHARED = "共用.jinja"
"""Macros beside the shipped templates, which every template may import."""
_USUAL = "乡镇"
"""For a form that does not say yet what level its unit is."""
_LARGEST_OUTPUT = 5_000_000


class TemplateError(Exception):
    """A template that cannot be used; the message says where and what."""


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
        where = f"模板“{self.name}”"
        try:
            text = self._compiled.render(names)
        except UndefinedError as error:
            raise TemplateError(f"{where}{_line(error)}用了没有的名称：{_undefined(str(error))}") from None
        except SecurityError:
            raise TemplateError(f"{where}{_line(None)}用了不允许的写法；模板里只能取值、判断和循环") from None
        except (JinjaError, ArithmeticError, TypeError, ValueError, KeyError, RecursionError, AttributeError) as error:
            raise TemplateError(f"{where}{_line(error)}运行出错：{error}") from None
        if len(text) > _LARGEST_OUTPUT:
            raise TemplateError(f"{where}生成的文字过长，像是循环写错了")
        return text

    @cached_property
    def _compiled(self) -> Compiled:
        try:
            return environment(self.folder).from_string(self.source)
        except TemplateSyntaxError as error:
            raise TemplateError(f"模板“{self.name}”第{error.lineno}行写法有误：{error.message}") from None


def _finalize(value: Any) -> Any:
    if value is None:
        raise UndefinedError("没有填写的项要先用 {% if %} 判断")
    return value if isinstance(value, (str, Undefined)) else shown(value)


def environment(folder: Traversable) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda name: beside(folder, name)),
        undefined=StrictUndefined,
        finalize=_finalize,
        autoescape=False,  # marked text is no HTML; words are escaped where the view is made
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters = {**environment.filters, **FILTERS}
    environment.globals = {}
    return environment


def beside(folder: Traversable, name: str) -> str | None:
    """A file beside the template, or the shared macros; nothing from elsewhere."""
    if name != Path(name).name:
        return None
    return next((_read(place / name, folder.name) for place in (folder, _root()) if (place / name).is_file()), None)


def _line(error: Exception | None) -> str:
    """Jinja rewrites tracebacks so that frames of a template carry its own lines."""
    trace = error.__traceback__ if error else sys.exc_info()[2]
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return f"第{line}行" if line else ""


def _undefined(said: str) -> str:
    quoted = re.findall(r"'([^']*)'", said)
    return "“" + "”没有“".join(reversed(quoted)) + "”" if quoted else said


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
        if Path(name).is_dir():
            return load(Path(name))
        raise TemplateError(f"没有“{name}”这个模板；自带的有：{'、'.join(known)}，也可以写模板文件夹的位置")
    return next((template for template in shipped().values() if level in template.levels), shipped()[_USUAL])


def _read(path: Traversable, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except (FileNotFoundError, NotADirectoryError):
        raise TemplateError(f"模板“{name}”里没有 {path.name}") from None
    except UnicodeDecodeError:
        raise TemplateError(f"模板“{name}”的 {path.name} 不是 UTF-8 编码；请用 UTF-8 另存") from None
