"""`fazhi check`, once it is read what was typed."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from drafting import __version__
from drafting.cli.screen import DONE, FAILED, FOUND, complain, deliver, nearest

if TYPE_CHECKING:
    from drafting.app import CheckedFile, ReadFile
    from drafting.document import Document


def check_reports(
    reports: list[str],
    format: str | None = None,
    output: str | None = None,
    select: str | None = None,
    ignore: str | None = None,
    fail_on: str = "error",
    annotate: str | None = None,
    last_year: str | None = None,
    *,
    force: bool = False,
) -> int:
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
    tell_unread(checked, output)
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


def tell_unread(files: "Iterable[CheckedFile | ReadFile]", output: str | None) -> None:
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
