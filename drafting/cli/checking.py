"""check, figures, rules."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafting import __version__
from drafting.cli.chinese import Command
from drafting.cli.screen import DONE, FAILED, FOUND, complain, deliver, nearest

if TYPE_CHECKING:
    from drafting.app import CheckedFile, ReadFile
    from drafting.document import Document
    from drafting.rules.declared import Declared


def add_to(app: typer.Typer) -> None:
    for name, command in (("check", check), ("figures", figures), ("rules", rules)):
        app.command(name, cls=Command)(command)


def check(
    reports: Annotated[
        list[str],
        typer.Argument(
            metavar="报告", help="要检查的文件（.docx、.txt、网页、PDF、.doc 等），也可以是文件夹，可写多个。"
        ),
    ],
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="text（给人看，默认）、html（网页，可以打印：原文上标出问题，旁边是批注）、json（给程序用）、sarif（给代码托管平台和编辑器）或 github（GitHub 的批注）。",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="文件", help="结果写进这个文件，不在屏幕上显示；文件名以 .html 结尾的，写成网页。"
        ),
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
    annotate: Annotated[
        str | None,
        typer.Option(
            "--annotate",
            metavar="文件",
            help="另存一份加了批注的报告，一个问题一条，写在有问题的文字上；只能查一份 .docx，送查的文件不动。",
        ),
    ] = None,
    last_year: Annotated[
        str | None,
        typer.Option(
            "--last-year",
            metavar="文件",
            help="去年的报告：一并查有没有照搬去年、去年的安排有没有下文、数字对不对得上；只能查一份。",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="允许覆盖 -o 和 --annotate 指定的已有文件。")] = False,
) -> int:
    """检查报告，列出问题、位置、依据和改法。

    能读 .docx、.txt、Markdown、保存的网页（.html、.mht）和 PDF；.doc、.wps、.rtf 要装有 LibreOffice。

    退出码：0 没有达到 --fail-on 级别的问题；1 有；2 有文件读不了或写法有误。
    """
    from drafting.app import PairError, ReadError, check_files, read_last_year
    from drafting.findings import Severity

    is_page = (output or "").lower().endswith((".html", ".htm"))
    form = format or ("html" if is_page else "text")
    wanted, unwanted = names(select), names(ignore)
    refused = _mistaken_options(form, output, fail_on, is_page=is_page) or mistaken_name(wanted | unwanted)
    if refused is None and last_year is not None and (len(reports) != 1 or Path(reports[0]).is_dir()):
        refused = "--last-year 一次只能用于一份报告；请写明一个文件，多份的请一份一份地来。"
    if refused:
        return complain(refused)

    checked: list[CheckedFile] = []
    try:
        last = None if last_year is None else read_last_year(last_year)
        if annotate is not None:
            refused = _annotate(
                reports, annotate, checked, wanted, unwanted, last, kept=last_year, beside=output, force=force
            )
        else:
            checked += _watched(check_files(reports, select=wanted, ignore=unwanted, last=last), len(reports))
    except (ReadError, PairError) as error:
        refused = str(error)
    if refused:
        return complain(refused)
    text = _render(form, checked, to_screen=output is None)
    _tell_unread(checked, output)
    inputs = [*(file.path for file in checked), *([last_year] if last_year is not None else [])]
    refused = deliver(text.encode(), output, force=force, inputs=inputs)
    if refused:
        return complain(refused)
    if any(file.result is None for file in checked):
        return FAILED
    worst = max((worst for file in checked if file.result and (worst := file.result.worst())), default=None)
    return FOUND if worst is not None and worst >= Severity.of(fail_on) else DONE


def _mistaken_options(form: str, output: str | None, fail_on: str, *, is_page: bool) -> str | None:
    if form not in ("text", "html", "json", "sarif", "github"):
        return f"没有“{form}”这种格式，可用的有 text、html、json、sarif、github。"
    if form != "html" and is_page:
        return f"“{output}”是网页的文件名，与 --format {form} 不符。"
    if fail_on not in ("error", "warning", "info"):
        return f"--fail-on 不能是“{fail_on}”，可用的有 error、warning、info。"
    return None


def _annotate(
    reports: list[str],
    output: str,
    checked: "list[CheckedFile]",
    select: frozenset[str],
    ignore: frozenset[str],
    last: "Document | None",
    *,
    kept: str | None,
    beside: str | None,
    force: bool,
) -> str | None:
    """Writes the report with comments, and puts it among what was checked; or why that cannot be done."""
    from drafting import app

    if len(reports) != 1 or Path(reports[0]).is_dir():
        return "--annotate 一次只能用于一份报告；请写明一个 .docx 文件，多份的请一份一份地来。"
    if not output.lower().endswith(".docx"):
        return f"加了批注的报告是 Word 文件，文件名请用 .docx 结尾，不能是“{output}”。"
    if beside is not None and Path(beside).resolve() == Path(output).resolve():
        return "-o 和 --annotate 写的不能是同一个文件；请换一个文件名。"
    (report,) = reports
    try:
        settings = app.settings_for(Path(report)).narrowed(select, ignore)
        annotated = app.annotate(report, settings, last=last)
    except (app.ReadError, app.ConfigError) as error:
        return f"{report}：{error}"
    refused = deliver(annotated.data, output, force=force, inputs=[report, *([kept] if kept else [])])
    if refused is None:
        checked.append(app.CheckedFile(report, annotated.result))
        print(f"已写好加了批注的报告：{output}", file=sys.stderr)
    return refused


def names(codes: str | None) -> frozenset[str]:
    """What stands behind --select or --ignore."""
    return frozenset(code.strip().upper() for code in (codes or "").replace("，", ",").split(",") if code.strip())


def mistaken_name(wanted: frozenset[str]) -> str | None:
    from drafting.rules.catalogue import known_names

    for name in sorted(wanted):
        if name not in known_names():
            return f"没有“{name}”这条规则或类别{nearest(name, known_names())}；运行 fazhi rules 可查看全部。"
    return None


def _watched(files: "Iterator[CheckedFile]", few: int) -> "Iterator[CheckedFile]":
    """Counts on standard error while many reports are checked, where somebody looks."""
    for number, file in enumerate(files, start=1):
        if sys.stderr.isatty() and number > 1:
            print(f"\r已检查 {number} 份……", end="", file=sys.stderr, flush=True)
        yield file
    if sys.stderr.isatty() and few:
        print("\r" + " " * 24 + "\r", end="", file=sys.stderr, flush=True)


def _tell_unread(files: "Iterable[CheckedFile | ReadFile]", output: str | None) -> None:
    """Where the results are in a file, nobody would see on the screen why the command failed."""
    for file in files:
        if output is not None and file.error is not None:
            print(f"{file.path}：{file.error}", file=sys.stderr)


def _render(format: str, checked: "list[CheckedFile]", to_screen: bool) -> str:
    if format == "json":
        from drafting.reporters import json

        return json.report(checked, __version__)
    if format == "html":
        from drafting.reporters import html

        return html.report(checked, __version__)
    if format == "sarif":
        from drafting.reporters import notices, rule_pages, sarif

        return sarif.report(notices.of_files(checked), rule_pages.of_reports(), __version__)
    if format == "github":
        from drafting.reporters import github, notices

        return github.report(notices.of_files(checked))
    from drafting.reporters import text

    if to_screen and sys.stdout.isatty():
        import shutil

        return text.report(
            checked, text.Look("NO_COLOR" not in os.environ, max(40, shutil.get_terminal_size().columns))
        )
    return text.report(checked)


def figures(
    reports: Annotated[
        list[str],
        typer.Argument(
            metavar="报告", help="要读的文件（.docx、.txt、网页、PDF、.doc 等），也可以是文件夹，可写多个。"
        ),
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
        return complain(f"没有“{form}”这种格式，可用的有 table、json、xlsx。")
    if form == "xlsx" and not is_workbook:
        return complain("Excel 台账要写进 .xlsx 文件，请用 -o 写明文件名，如 -o 数字台账.xlsx。")
    if form != "xlsx" and is_workbook:
        return complain(f"“{output}”是 Excel 文件名，与 --format {form} 不符。")
    read = list(figures_of_files(reports))
    data = _ledger(form, read)
    _tell_unread(read, output)
    refused = deliver(data, output, force=force, inputs=[file.path for file in read])
    if refused:
        return complain(refused)
    return FAILED if any(file.error for file in read) else DONE


def _ledger(format: str, read: "list[ReadFile]") -> bytes:
    if format == "xlsx":
        from drafting.reporters.ledger import xlsx

        return xlsx.report(read)
    if format == "json":
        from drafting.reporters.ledger import json

        return json.report(read, __version__).encode()
    from drafting.reporters.ledger import table

    return table.report(read).encode()


def rules(
    code: Annotated[str | None, typer.Argument(metavar="代码", help="规则代码，如 NUM02；不写则列出全部。")] = None,
) -> int:
    """列出全部规则，或讲解一条规则：好报告怎么写、为什么、例子和依据。"""
    from drafting.rules.catalogue import ALL, FAMILIES, by_code
    from drafting.rules.declared import Declared
    from drafting.rules.page import page

    found = by_code(code) if code is not None else None
    if found is not None:
        sys.stdout.write(page(found))
        return DONE
    # They bring the template engine and the form's schema with them: only where they are asked for.
    from drafting.collecting import catalogue as sets
    from drafting.collecting.page import page as set_page
    from drafting.templating import catalogue as templates
    from drafting.templating.page import page as template_page

    everything: tuple[Declared, ...] = (*ALL, *sets.RULES, *templates.RULES)
    if code is None:
        _list_rules(everything, {**FAMILIES, **sets.FAMILY, **templates.FAMILY})
        return DONE
    of_sets = sets.by_code(code)
    if of_sets is not None:
        sys.stdout.write(set_page(of_sets))
        return DONE
    of_templates = templates.by_code(code)
    if of_templates is not None:
        sys.stdout.write(template_page(of_templates))
        return DONE
    known = [rule.code for rule in everything]
    return complain(f"没有“{code}”这条规则{nearest(code.upper(), known)}；运行 fazhi rules 可查看全部。")


def _list_rules(rules: "Iterable[Declared]", families: "Mapping[str, str]") -> None:
    from drafting.wording import severity_word

    everything = tuple(rules)
    for family, name in families.items():
        print(f"{family} {name}")
        for rule in everything:
            if rule.family == family:
                print(f"  {rule.code} {severity_word(rule.severity)} {rule.name}：{rule.summary}")
