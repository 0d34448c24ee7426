"""check, figures, rules."""

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from drafting import __version__
from drafting.cli.checked import check_reports, tell_unread
from drafting.cli.chinese import Command
from drafting.cli.screen import DONE, FAILED, complain, deliver, nearest

if TYPE_CHECKING:
    from drafting.app import ReadFile
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
    return check_reports(reports, format, output, select, ignore, fail_on, annotate, last_year, force=force)


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
    tell_unread(read, output)
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
