"""templates check, templates new."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafting import __version__
from drafting.cli.chinese import Command, Group
from drafting.cli.screen import DONE, FAILED, FOUND, complain, deliver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafting.templating.checking import CheckedTemplate
    from drafting.templating.inputs import Example

_FORMATS = ("text", "json", "sarif", "github")


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(
        cls=Group,
        help="检查模板，或做一个新的模板：改了模板以后，它能生成的报告是不是都合规。",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    for name, command in (("check", check), ("new", new)):
        group.command(name, cls=Command)(command)
    app.add_typer(group, name="templates")


def check(
    folders: Annotated[
        list[str] | None,
        typer.Argument(metavar="模板文件夹", help="模板的文件夹，或放着几个模板的文件夹；不写则查自带的模板。"),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format", metavar="格式", help="text（给人看，默认）、json（给程序用）、sarif 或 github（给 CI 用）。"
        ),
    ] = "text",
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="文件", help="结果写进这个文件，不在屏幕上显示。")
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="版本",
            help="与 git 里的这个版本（如 main、HEAD~1）比较，用 Markdown 列出生成的报告有哪些变化。",
        ),
    ] = None,
    examples: Annotated[
        str | None,
        typer.Option("--examples", metavar="文件夹", help="另外用这个文件夹里的表单（.yaml、.xlsx、.json）来试。"),
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on", metavar="级别", help="有这一级及以上的问题时退出码为 1：warning（默认）、error 或 info。"
        ),
    ] = "warning",
    force: Annotated[bool, typer.Option("--force", help="允许覆盖 -o 指定的已有文件。")] = False,
) -> int:
    """检查模板：源文件有没有毛病，用它生成的报告是不是都合规，问题在模板的哪一行。

    先看源文件，再用最小的表单、例子和由表单的定义生成的几十份表单试着生成报告，每份都检查一遍。
    退出码：0 没有达到 --fail-on 级别的问题；1 有；2 有文件夹读不了或写法有误。
    """
    if format not in _FORMATS:
        return complain(f"没有“{format}”这种格式，可用的有 {'、'.join(_FORMATS)}。")
    if against is not None and format != "text":
        return complain("--against 的结果是 Markdown，不能再写 --format。")
    if fail_on not in ("error", "warning", "info"):
        return complain(f"--fail-on 不能是“{fail_on}”，可用的有 error、warning、info。")
    from drafting.findings import Severity
    from drafting.readers import ReadError
    from drafting.templating.against import RevisionError
    from drafting.templating.checking import check_folders
    from drafting.templating.inputs import read_examples

    own: Sequence[Example] = ()
    if examples is not None:
        if not Path(examples).is_dir():
            return complain(f"没有“{examples}”这个文件夹。")
        try:
            own = read_examples(Path(examples))
        except ReadError as error:
            return complain(f"例子 {error}")
    typed = tuple(folders or ())
    checked = list(check_folders(typed, own))
    try:
        text = _markdown(checked, typed, against, own) if against is not None else _render(format, checked)
    except RevisionError as error:
        return complain(str(error))
    refused = deliver(text.encode(), output, force=force, inputs=[])
    if refused:
        return complain(refused)
    if any(template.error is not None for template in checked):
        return FAILED
    worst = max((problem.severity for template in checked for problem in template.problems), default=None)
    return FOUND if worst is not None and worst >= Severity.of(fail_on) else DONE


def _render(format: str, checked: "Sequence[CheckedTemplate]") -> str:
    if format == "json":
        from drafting.reporters.templates import json

        return json.report(checked, __version__)
    if format == "text":
        from drafting.reporters.templates import text

        return text.report(checked)
    from drafting.reporters import github, notices, sarif

    run = notices.of_templates(checked)
    if format == "github":
        return github.report(run)
    from drafting.reporters.rule_pages import of_templates

    return sarif.report(run, of_templates(), __version__)


def _markdown(
    checked: "Sequence[CheckedTemplate]", typed: tuple[str, ...], revision: str, examples: "Sequence[Example]"
) -> str:
    from drafting.reporters.templates import markdown
    from drafting.templating.against import effect
    from drafting.templating.checking import template_folders

    effects = [
        effect(path, template, revision, examples)
        for path, template in template_folders(typed)
        if not isinstance(template, str)
    ]
    return markdown.report(checked, effects, revision)


def new(
    name: Annotated[str, typer.Argument(metavar="名称", help="新模板的文件夹，如 我县乡镇。")],
    level: Annotated[
        str, typer.Option("--level", metavar="级别", help="照着哪一级的来：乡镇（默认）、街道、县区或部门。")
    ] = "乡镇",
) -> int:
    """做一个能用的模板文件夹，照着改；里面有模板、设置、最小的表单和共用的宏。"""
    from drafting.compose import TemplateError
    from drafting.compose.templates import shipped
    from drafting.templating.starting import StartError, start

    template = next((known for known in shipped().values() if level in known.levels), None)
    if template is None:
        levels = "、".join(each for known in shipped().values() for each in known.levels)
        return complain(f"没有“{level}”这一级，可写：{levels}。")
    try:
        made = start(Path(name), template)
    except (StartError, TemplateError) as error:
        return complain(str(error))
    print(f"已做好模板“{name}”，照着{level}的，里面有：{'、'.join(made)}。")
    print(f"改好以后检查：fazhi templates check {name}")
    print(f"用它起草：fazhi draft 表单.yaml --template {name}")
    return DONE
