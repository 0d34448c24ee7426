"""serve."""

import sys
from typing import Annotated

import typer

from drafting.cli.chinese import Command
from drafting.cli.screen import DONE, complain


def add_to(app: typer.Typer) -> None:
    app.command("serve", cls=Command)(serve)


def serve(
    port: Annotated[
        int, typer.Option("--port", metavar="端口", help="用这个端口；不写则用 27412，被占用的话另找一个。")
    ] = 0,
    host: Annotated[
        str,
        typer.Option("--host", metavar="地址", help="在这个地址上开；不写则只有这台电脑能用，一般不用写。"),
    ] = "127.0.0.1",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="不打开浏览器，只显示网址。")] = False,
) -> int:
    """在浏览器里检查报告：拖进去就查，原文上标出问题，可以下载批注版、改好的报告和数字台账；也可以填表单、起草报告。

    只在这台电脑上运行，不联网；送查的文件只在内存里，结束以后就没有了；填的表单存在浏览器里。按 Ctrl+C 结束。
    """
    from drafting.web.serving import ServeError, serve

    try:
        serve(host, port, open_browser=not no_browser, say=_say)
    except ServeError as error:
        return complain(str(error))
    return DONE


def _say(line: str) -> None:
    # Whoever started it through a pipe waits for the address.
    print(line)
    sys.stdout.flush()
