"""new, draft, schema."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafting.cli.chinese import Command
from drafting.cli.screen import DONE, FAILED, FOUND, complain, deliver

if TYPE_CHECKING:
    from drafting.app import Drafted, DraftError, NewForm


_MOST_QUOTED = 6


def add_to(app: typer.Typer) -> None:
    for name, command in (("new", new), ("draft", draft), ("schema", schema)):
        app.command(name, cls=Command)(command)


def new(
    last: Annotated[
        str | None,
        typer.Option("--from", metavar="去年的文件", help="从去年的表单，或去年的报告（.docx、.txt）开始。"),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="文件", help="写进这个 .yaml 或 .xlsx 文件；不写则在屏幕上显示。"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="允许覆盖 -o 指定的已有文件。")] = False,
) -> int:
    """生成一份要填的表单，里面有填写提示；可以从去年的表单或报告开始。

    带过来的文字都标有【待修改】，今年的数空着；去年的安排列在“上年安排”里，逐项填今年的哪项举措落实了它。
    """
    from drafting import app

    is_workbook = (output or "").lower().endswith(".xlsx")
    if output is not None and not is_workbook and not output.lower().endswith((".yaml", ".yml")):
        return complain(f"“{output}”不是 .yaml 或 .xlsx 文件名；表单请用这两种结尾的文件名。")
    try:
        made = app.new(last)
    except app.DraftError as error:
        return _tell(str(last), error)
    except (app.ReadError, app.ConfigError) as error:
        return complain(f"{last}：{error}")
    data = made.as_workbook() if is_workbook else made.as_yaml()
    refused = deliver(data, output, force=force, inputs=[last] if last else [])
    if refused:
        return complain(refused)
    _say_what_was_carried(made, output)
    return DONE


def _say_what_was_carried(made: "NewForm", output: str | None) -> None:
    # The form itself goes to the screen where no file is named.
    stream = sys.stderr if output is None else sys.stdout
    if output is not None:
        print(f"已生成表单：{output}", file=stream)
    if made.unplaced:
        print(f"下面{len(made.unplaced)}处没有照原样带进表单，请自己看要不要写：", file=stream)
        for piece in made.unplaced:
            print(f"  · {piece}", file=stream)


def draft(
    form: Annotated[str, typer.Argument(metavar="表单", help="填好的表单：.yaml、.json 或 .xlsx 文件。")],
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="文件", help="写进这个 .docx 文件；不写则与表单同名、放在一起。"),
    ] = None,
    template: Annotated[
        str | None,
        typer.Option("--template", metavar="模板", help="自带模板的名称，或自己的模板文件夹；不写则按表单里的级别选。"),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="底版", help="本单位的 .docx 底版（如带红头的），用它的版头、样式和页面设置。"),
    ] = None,
    incomplete: Annotated[
        bool, typer.Option("--incomplete", help="没填完也起草，没填的地方写成【待填：…】，填好前通不过检查。")
    ] = False,
    text: Annotated[
        bool, typer.Option("--text", help="只在屏幕上显示文字，不写 Word 文件；加 -o 则写进文本文件。")
    ] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="另外生成一份 PDF（需要装有 LibreOffice）。")] = False,
    force: Annotated[bool, typer.Option("--force", help="允许覆盖已有的文件。")] = False,
) -> int:
    """按表单起草报告，检查一遍，写成 Word 文档。

    退出码：0 写好了；1 自查发现错误，没有写；2 表单填得不对、文件读不了或已经存在。
    """
    from drafting import app

    if text and pdf:
        return complain("--text 只显示文字，不能与 --pdf 一起用。")
    if text and (output or "").lower().endswith((".docx", ".doc", ".pdf")):
        return complain(f"--text 写出来的是纯文本，文件名请用 .txt 结尾，不能是“{output}”。")
    try:
        drafted = app.draft(form, template=template, incomplete=incomplete, base=base)
    except app.DraftError as error:
        _tell(form, error)
        if error.of_template:
            return complain("模板要改，没有起草。")
        count = len(error.mistakes)
        if error.only_open:
            return complain(f"表单还有{count}处没有填，没有起草。填好后再来；想先看看样子，可加 --incomplete。")
        return complain(f"表单有{count}处要改，没有起草。")
    except (app.ReadError, app.ConfigError) as error:
        return complain(f"{form}：{error}")
    worst = drafted.result.worst()
    if worst is not None and worst.word == "error" and not incomplete:
        _show_findings(form, drafted)
        return FOUND
    if text:
        refused = deliver(drafted.draft.text.encode(), output, force=force, inputs=[form])
        return complain(refused) if refused else DONE
    return _write(drafted, [form, *([base] if base else [])], output, pdf=pdf, force=force)


def _tell(form: str, error: "DraftError") -> int:
    name = Path(form).name
    for mistake in error.mistakes:
        told = (
            mistake
            if error.of_template
            else f"{name} {mistake}"
            if mistake.startswith(("第", "工作表"))
            else f"{name}：{mistake}"
        )
        print(told, file=sys.stderr)
    return FAILED


def _show_findings(form: str, drafted: "Drafted") -> None:
    from drafting.app import CheckedFile
    from drafting.reporters import text

    sys.stdout.write(text.report([CheckedFile(f"{Path(form).name} 起草的报告", drafted.result)]))
    print("自查发现错误，没有写文件；请按上面的建议修改表单。")


def _write(drafted: "Drafted", inputs: list[str], output: str | None, *, pdf: bool, force: bool) -> int:
    target = output or str(Path(inputs[0]).with_suffix(".docx"))
    if not target.lower().endswith(".docx"):
        return complain(f"“{target}”不是 .docx 文件名；起草的报告是 Word 文档，请用 .docx 结尾的文件名。")
    refused = deliver(drafted.data, target, force=force, inputs=inputs)
    if refused:
        return complain(refused)
    print(_made(drafted, target))
    if pdf:
        from drafting import office

        other = str(Path(target).with_suffix(".pdf"))
        try:
            refused = deliver(
                office.convert(drafted.data, ".docx", "pdf"), other, force=force, inputs=[*inputs, target]
            )
        except office.OfficeError as error:
            refused = str(error)
        if refused:
            return complain(f"PDF 没有生成：{refused}")
        print(f"PDF：{other}")
    return DONE


def _made(drafted: "Drafted", target: str) -> str:
    from collections import Counter

    from drafting.findings import Severity

    result = drafted.result
    found = Counter(finding.severity for finding in result.findings)
    lines = [
        f"已起草：{target}（模板“{drafted.template}”，标题{result.seen.headings}个，{result.seen.characters}字）",
        f"自查：错误{found[Severity.ERROR]}处、警告{found[Severity.WARNING]}处、提示{found[Severity.INFO]}处。",
    ]
    to_do = list(drafted.to_do)
    waiting = [finding for finding in result.findings if finding.code == "RES01"]
    others = [finding for finding in result.findings if finding.code != "RES01"]
    if waiting:
        quotes = list(dict.fromkeys(finding.location.quote for finding in waiting))
        more = f"等{len(quotes)}种" if len(quotes) > _MOST_QUOTED else ""
        to_do.insert(0, f"有{len(waiting)}处待填：{'、'.join(quotes[:_MOST_QUOTED])}{more}。")
    to_do += [
        f"{' › '.join(finding.location.steps) or '文首'}：{finding.message}（{finding.code}）"
        for finding in others
        if finding.severity > Severity.INFO
    ]
    hints = sum(1 for finding in others if finding.severity is Severity.INFO)
    if hints:
        to_do.append(f"另有{hints}条提示，运行 fazhi check {target} 可查看。")
    if to_do:
        lines += ["还要人来做的：", *(f"  · {each}" for each in to_do)]
    return "\n".join(lines)


def schema(
    lang: Annotated[
        str, typer.Option("--lang", metavar="语言", help="字段名用 zh（中文，默认）或 en（英文）。")
    ] = "zh",
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="文件", help="写进这个文件，不在屏幕上显示。")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="允许覆盖 -o 指定的已有文件。")] = False,
) -> int:
    """输出表单的 JSON Schema，编辑器据此补全和标错。"""
    import json

    from drafting.app import form_schema

    if lang not in ("zh", "en"):
        return complain(f"没有“{lang}”这种语言，可用的有 zh、en。")
    text = json.dumps(form_schema(chinese=lang == "zh"), ensure_ascii=False, indent=2) + "\n"
    refused = deliver(text.encode(), output, force=force, inputs=[])
    return complain(refused) if refused else DONE
