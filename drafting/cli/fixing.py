"""fix."""

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from drafting.cli.checked import mistaken_name, names
from drafting.cli.chinese import Command
from drafting.cli.screen import DONE, complain, deliver

if TYPE_CHECKING:
    from drafting.app import FixedReport


def add_to(app: typer.Typer) -> None:
    app.command("fix", cls=Command)(fix)


def fix(
    report: Annotated[str, typer.Argument(metavar="报告", help="要改的 .docx、.txt 或 .md 文件；它本身不会被改动。")],
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="文件", help="改好的写进这个文件，与报告同一种类；不加 --dry-run 时必须写明。"
        ),
    ] = None,
    plain: Annotated[
        bool,
        typer.Option("--plain", help="Word 文件直接改，不留修订标记；不写则每处改动都是修订，可以逐条接受或拒绝。"),
    ] = False,
    layout: Annotated[
        bool,
        typer.Option(
            "--layout", help="Word 文件的纸张、页边距、行距、字体、字号、缩进和居中也按规定改（红头、表格、附件不动）。"
        ),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示会改什么，不写文件。")] = False,
    select: Annotated[
        str | None, typer.Option("--select", metavar="代码", help="只管这些规则或类别，用逗号隔开，如 PUN,NUM02。")
    ] = None,
    ignore: Annotated[
        str | None, typer.Option("--ignore", metavar="代码", help="不管这些规则或类别，用逗号隔开，如 DAT04,RES05。")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="允许覆盖 -o 指定的已有文件。")] = False,
) -> int:
    """改正不用人判断的毛病：序号、标点、空格、引号、日期写法和转换残留；其余的指出来，由人来改。

    数字、名称和句子从不自动改。退出码：0 写好了；2 文件读不了、写不了或写法有误。
    """
    from drafting import app

    if output is None and not dry_run:
        return complain("请用 -o 写明改好的文件写到哪里，如 -o 改好的报告.docx；只想看看会改什么，请加 --dry-run。")
    wanted, unwanted = names(select), names(ignore)
    if refused := mistaken_name(wanted | unwanted):
        return complain(refused)
    try:
        made = app.fix(report, select=wanted, ignore=unwanted, plain=plain, layout=layout)
    except (app.ReadError, app.ConfigError) as error:
        return complain(f"{report}：{error}")
    if not made.is_word and (layout or plain):
        return complain(f"{report}：这是文字文件，没有版式，也没有修订；--layout 和 --plain 只用于 .docx。")
    if output is not None and (refused := _other_kind(output, made)):
        return complain(refused)
    if dry_run:
        _show(made, everything=True)
        return DONE
    assert output is not None
    if refused := deliver(made.data, output, force=force, inputs=[report]):
        return complain(refused)
    _show(made, everything=False)
    print(f"已写入：{output}")
    return DONE


_TEXTS = (".txt", ".text", ".md", ".markdown")


def _other_kind(output: str, made: "FixedReport") -> str | None:
    name = output.lower()
    if made.is_word and not name.endswith(".docx"):
        return f"报告是 Word 文档，改好的也是，请用 .docx 结尾的文件名，不能是“{output}”。"
    if not made.is_word and not name.endswith(_TEXTS):
        return f"报告是文字文件，改好的也是，请用 .txt 或 .md 结尾的文件名，不能是“{output}”。"
    return None


def _show(made: "FixedReport", *, everything: bool) -> None:
    from drafting.reporters import changes
    from drafting.reporters.text import Look

    if everything or not made.is_word:
        sys.stdout.write(changes.difference(made, Look(sys.stdout.isatty() and "NO_COLOR" not in os.environ)))
    verb = "会改正" if everything else "改正了"
    if made.made:
        print(f"{verb}{len(made.made)}处：{changes.counted(made.made)}。")
    else:
        print("没有可以自动改正的地方。")
    if made.left:
        how = "，写成了批注" if made.is_word and not everything else ""
        print(f"另有{len(made.left)}处要由人来看{how}：")
        sys.stdout.write(changes.left(made))
