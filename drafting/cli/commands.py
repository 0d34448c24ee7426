"""What can be typed after `fazhi`."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafting import __version__
from drafting.cli.chinese import Command, Group, mistake

if TYPE_CHECKING:
    from drafting.app import CheckedFile, ReadFile

_DONE, _FOUND, _FAILED = 0, 1, 2

app = typer.Typer(
    cls=Group,
    help="检查法治政府建设年度报告：读一遍，指出哪里不对、为什么、该怎么改。全程离线，不改动送查的文件。",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def run(arguments: list[str]) -> int:
    """Runs the command line and gives its exit code."""
    _speak_utf8()
    try:
        result = app(arguments, prog_name="fazhi", standalone_mode=False)
    except KeyboardInterrupt:
        return _complain("已中断。")
    except BrokenPipeError:
        # Somebody reads no further, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _DONE
    except Exception as error:
        if not hasattr(error, "exit_code"):
            raise
        return _complain(f"{mistake(error)}运行 fazhi --help 查看用法。")
    return result if isinstance(result, int) else _DONE


def _speak_utf8() -> None:
    """Pipes and files get UTF-8 whatever the code page; a console shows what it can."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace")


def _complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return _FAILED


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"fazhi {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="显示版本。", callback=_show_version, is_eager=True)
    ] = False,
) -> int:
    if context.invoked_subcommand is None:
        print(context.get_help())
    return _DONE


@app.command("check", cls=Command)
def check(
    reports: Annotated[
        list[str], typer.Argument(metavar="报告", help="要检查的 .docx、.txt 或 .md 文件，也可以是文件夹，可写多个。")
    ],
    format: Annotated[
        str, typer.Option("--format", metavar="格式", help="text（给人看，默认）或 json（给程序用）。")
    ] = "text",
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="文件", help="结果写进这个文件，不在屏幕上显示。")
    ] = None,
    select: Annotated[
        str | None, typer.Option("--select", metavar="代码", help="只查这些规则或类别，用逗号隔开，如 STR,NUM02。")
    ] = None,
    ignore: Annotated[
        str | None, typer.Option("--ignore", metavar="代码", help="不查这些规则或类别，用逗号隔开，如 PUN,RES05。")
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on", metavar="级别", help="有这一级及以上的问题时退出码为 1：error（默认）、warning 或 info。"
        ),
    ] = "error",
    force: Annotated[bool, typer.Option("--force", help="允许覆盖 -o 指定的已有文件。")] = False,
) -> int:
    """检查报告，列出问题、位置、依据和改法。

    退出码：0 没有达到 --fail-on 级别的问题；1 有；2 有文件读不了或写法有误。
    """
    from drafting.app import check_files
    from drafting.findings import Severity
    from drafting.rules.catalogue import known_names

    if format not in ("text", "json"):
        return _complain(f"没有“{format}”这种格式，可用的有 text、json。")
    if fail_on not in ("error", "warning", "info"):
        return _complain(f"--fail-on 不能是“{fail_on}”，可用的有 error、warning、info。")
    wanted, unwanted = _names(select), _names(ignore)
    for name in sorted(wanted | unwanted):
        if name not in known_names():
            return _complain(
                f"没有“{name}”这条规则或类别{_nearest(name, known_names())}；运行 fazhi rules 可查看全部。"
            )

    checked: list[CheckedFile] = []
    for file in _watched(check_files(reports, select=wanted, ignore=unwanted), len(reports)):
        checked.append(file)
    text = _render(format, checked, to_screen=output is None)
    refused = _deliver(text.encode(), output, force=force, inputs=[file.path for file in checked])
    if refused:
        return _complain(refused)
    if any(file.result is None for file in checked):
        return _FAILED
    worst = max((worst for file in checked if file.result and (worst := file.result.worst())), default=None)
    return _FOUND if worst is not None and worst >= Severity.of(fail_on) else _DONE


def _deliver(data: bytes, output: str | None, *, force: bool, inputs: Iterable[str]) -> str | None:
    """To the screen or into the file; why not, where it cannot be written."""
    if output is None:
        sys.stdout.write(data.decode())
        sys.stdout.flush()
        return None
    from drafting import output as files

    try:
        files.write(Path(output), data, force=force, inputs=tuple(map(Path, inputs)))
    except files.OutputError as error:
        return str(error)
    return None


def _names(codes: str | None) -> frozenset[str]:
    return frozenset(code.strip().upper() for code in (codes or "").replace("，", ",").split(",") if code.strip())


def _nearest(name: str, known: Iterable[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, known, 1)
    return f"，是不是 {near[0]}" if near else ""


def _watched(files: "Iterator[CheckedFile]", few: int) -> "Iterator[CheckedFile]":
    """Counts on standard error while many reports are checked, where somebody looks."""
    for number, file in enumerate(files, start=1):
        if sys.stderr.isatty() and number > 1:
            print(f"\r已检查 {number} 份……", end="", file=sys.stderr, flush=True)
        yield file
    if sys.stderr.isatty() and few:
        print("\r" + " " * 24 + "\r", end="", file=sys.stderr, flush=True)


def _render(format: str, checked: "list[CheckedFile]", to_screen: bool) -> str:
    if format == "json":
        from drafting.reporters import json

        return json.report(checked, __version__)
    from drafting.reporters import text

    if to_screen and sys.stdout.isatty():
        import shutil

        return text.report(
            checked, text.Look("NO_COLOR" not in os.environ, max(40, shutil.get_terminal_size().columns))
        )
    return text.report(checked)


@app.command("figures", cls=Command)
def figures(
    reports: Annotated[
        list[str], typer.Argument(metavar="报告", help="要读的 .docx、.txt 或 .md 文件，也可以是文件夹，可写多个。")
    ],
    format: Annotated[
        str | None,
        typer.Option("--format", metavar="格式", help="table（给人看，默认）、json（给程序用）或 xlsx（Excel 台账）。"),
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="文件", help="写进这个文件，不在屏幕上显示；xlsx 必须写明。")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="允许覆盖 -o 指定的已有文件。")] = False,
) -> int:
    """列出报告里的每一个数字：数的是什么、在哪里、与别的数是否相符。

    退出码：0 全部读出；2 有文件读不了或写法有误。数字不符不影响退出码，要把关请用 fazhi check。
    """
    from drafting.app import figures_of_files

    is_workbook = (output or "").lower().endswith(".xlsx")
    form = format or ("xlsx" if is_workbook else "table")
    if form not in ("table", "json", "xlsx"):
        return _complain(f"没有“{form}”这种格式，可用的有 table、json、xlsx。")
    if form == "xlsx" and not is_workbook:
        return _complain("Excel 台账要写进 .xlsx 文件，请用 -o 写明文件名，如 -o 数字台账.xlsx。")
    if form != "xlsx" and is_workbook:
        return _complain(f"“{output}”是 Excel 文件名，与 --format {form} 不符。")
    read = list(figures_of_files(reports))
    data = _ledger(form, read)
    refused = _deliver(data, output, force=force, inputs=[file.path for file in read])
    if refused:
        return _complain(refused)
    return _FAILED if any(file.error for file in read) else _DONE


def _ledger(format: str, read: "list[ReadFile]") -> bytes:
    if format == "xlsx":
        from drafting.reporters.ledger import xlsx

        return xlsx.report(read)
    if format == "json":
        from drafting.reporters.ledger import json

        return json.report(read, __version__).encode()
    from drafting.reporters.ledger import table

    return table.report(read).encode()


@app.command("rules", cls=Command)
def rules(
    code: Annotated[str | None, typer.Argument(metavar="代码", help="规则代码，如 NUM02；不写则列出全部。")] = None,
) -> int:
    """列出全部规则，或讲解一条规则：好报告怎么写、为什么、例子和依据。"""
    from drafting.reporters.text import severity_word
    from drafting.rules.catalogue import ALL, FAMILIES, by_code
    from drafting.rules.page import page

    if code is None:
        for family, name in FAMILIES.items():
            print(f"{family} {name}")
            for rule in ALL:
                if rule.family == family:
                    print(f"  {rule.code} {severity_word(rule.severity)} {rule.name}：{rule.summary}")
        return _DONE
    found = by_code(code)
    if found is None:
        return _complain(
            f"没有“{code}”这条规则{_nearest(code.upper(), [rule.code for rule in ALL])}；运行 fazhi rules 可查看全部。"
        )
    sys.stdout.write(page(found))
    return _DONE
