"""What can be typed after `fazhi`."""

from typing import Annotated

import typer

from drafting import __version__
from drafting.cli import checking, collecting, comparing, drafting, fixing, serving, tables, templates
from drafting.cli.chinese import Group, mistake
from drafting.cli.screen import DONE, complain

app = typer.Typer(
    cls=Group,
    help="起草和检查法治政府建设年度报告：填一份表单，生成合规的 Word 文档；或者把写好的报告读一遍，指出哪里不对、为什么、该怎么改。全程离线，不改动送查的文件。",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


for module in (drafting, checking, comparing, fixing, collecting, serving, templates, tables):
    module.add_to(app)


def obey(arguments: list[str]) -> int:
    try:
        result = app(arguments, prog_name="fazhi", standalone_mode=False)
    except Exception as error:
        if not hasattr(error, "exit_code"):
            raise
        return complain(f"{mistake(error)}运行 fazhi --help 查看用法。")
    return result if isinstance(result, int) else DONE


def _show_version(wanted: bool) -> None:
    if wanted:
        from drafting.rules.tables import dated
        from drafting.rules.tables import tables as every

        print(f"fazhi {__version__}（{dated(every())}）")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="显示版本，以及法规表、事件表截至哪一天。", callback=_show_version, is_eager=True
        ),
    ] = False,
) -> int:
    if context.invoked_subcommand is None:
        print(context.get_help())
    return DONE
