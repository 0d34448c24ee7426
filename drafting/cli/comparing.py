"""compare."""

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from drafting import __version__
from drafting.cli.chinese import Command
from drafting.cli.screen import DONE, FOUND, complain, deliver

if TYPE_CHECKING:
    from drafting.app import Compared


def add_to(app: typer.Typer) -> None:
    app.command("compare", cls=Command)(compare)


def compare(
    last: Annotated[str, typer.Argument(metavar="去年的报告", help="去年的报告（.docx、.txt、网页、PDF、.doc 等）。")],
    this: Annotated[str, typer.Argument(metavar="今年的报告", help="今年的报告；问题都指在这一份里。")],
    format: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="格式", help="text（给人看，默认）、html（网页，可以打印）或 json（给程序用）。"
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="文件", help="结果写进这个文件，不在屏幕上显示；文件名以 .html 结尾的，写成网页。"
        ),
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on", metavar="级别", help="有这一级及以上的问题时退出码为 1：error（默认）、warning 或 info。"
        ),
    ] = "error",
    force: Annotated[bool, typer.Option("--force", help="允许覆盖 -o 指定的已有文件。")] = False,
) -> int:
    """两年的报告对照：照搬了多少，去年的安排有没有下文，数字对不对得上，不足是不是照旧。

    退出码：0 没有达到 --fail-on 级别的问题；1 有；2 有文件读不了、两份不能对照或写法有误。
    """
    from drafting import app
    from drafting.findings import Severity

    is_page = (output or "").lower().endswith((".html", ".htm"))
    form = format or ("html" if is_page else "text")
    if form not in ("text", "html", "json"):
        return complain(f"没有“{form}”这种格式，可用的有 text、html、json。")
    if form != "html" and is_page:
        return complain(f"“{output}”是网页的文件名，与 --format {form} 不符。")
    if fail_on not in ("error", "warning", "info"):
        return complain(f"--fail-on 不能是“{fail_on}”，可用的有 error、warning、info。")
    try:
        compared = app.compare(last, this)
    except (app.ReadError, app.ConfigError, app.PairError) as error:
        return complain(str(error))
    text = _render(form, compared, to_screen=output is None)
    if refused := deliver(text.encode(), output, force=force, inputs=[last, this]):
        return complain(refused)
    worst = compared.result.worst()
    return FOUND if worst is not None and worst >= Severity.of(fail_on) else DONE


def _render(format: str, compared: "Compared", *, to_screen: bool) -> str:
    if format == "json":
        from drafting.reporters.comparison import json

        return json.report(compared, __version__)
    if format == "html":
        from drafting.reporters.comparison import html

        return html.report(compared, __version__)
    from drafting.reporters.comparison import text

    if to_screen and sys.stdout.isatty():
        import shutil

        from drafting.reporters.text import Look

        look = Look("NO_COLOR" not in os.environ, max(40, shutil.get_terminal_size().columns))
        return text.report(compared, look)
    return text.report(compared)
