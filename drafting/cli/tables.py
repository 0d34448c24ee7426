"""tables."""

import sys
from typing import Annotated

import typer

from drafting.cli.chinese import Command
from drafting.cli.screen import DONE, complain


def add_to(app: typer.Typer) -> None:
    app.command("tables", cls=Command)(tables)


def tables(
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="旧版本",
            help="与这一份比较，列出新增、删去和改动的行；可以是装着另一个版本的文件夹，也可以是它的安装包（fazhi-….whl）。",
        ),
    ] = None,
) -> int:
    """列出法规表、事件表截至哪一天、有多少行；或者与另一个版本比较。

    退出码：0 列出来了，有没有变动都一样；2 给的文件夹或安装包读不了。
    """
    from drafting.reporters import tables as reporter

    if since is None:
        from drafting.rules.tables import tables as every

        sys.stdout.write(reporter.listing(every()))
        return DONE
    from drafting.app.tables import table_changes
    from drafting.editions import EditionError

    try:
        found = table_changes(since)
    except EditionError as error:
        return complain(str(error))
    sys.stdout.write(reporter.changes(found))
    return DONE
