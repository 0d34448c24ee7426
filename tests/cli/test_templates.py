"""fazhi templates check and new as a maintainer types them."""

import json
import subprocess
from pathlib import Path

import pytest

from drafting.cli import run
from drafting.compose.templates import SHARED, SMALLEST, SOURCE

Said = pytest.CaptureFixture[str]

FORM = (Path(__file__).parents[2] / "templates" / "乡镇" / SMALLEST).read_text(encoding="utf-8")


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run(["templates", "new", "我县乡镇"]) == 0
    capsys.readouterr()
    return tmp_path / "我县乡镇"


def change(template: Path, old: str, new: str, file: str = SOURCE) -> None:
    path = template / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_new_template_is_complete_and_clean(template: Path, capsys: Said) -> None:
    assert {entry.name for entry in template.iterdir()} == {SOURCE, SHARED, SMALLEST, "设置.toml"}
    assert run(["templates", "check", "我县乡镇"]) == 0

    assert "错误 0 处、警告 0 处" in capsys.readouterr().out


def test_new_template_overwrites_nothing(template: Path, capsys: Said) -> None:
    before = (template / SOURCE).read_bytes()

    assert run(["templates", "new", "我县乡镇", "--level", "县区"]) == 2
    assert "已经存在" in capsys.readouterr().err
    assert (template / SOURCE).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["new", "没有这个文件夹/模板"], "没有这个文件夹"),
        (["new", "甲", "--level", "省"], "没有“省”这一级"),
        (["check", "没有"], "没有“没有”这个模板文件夹"),
        (["check", "."], "文件夹里没有模板"),
        (["check", "--format", "xml"], "没有“xml”这种格式"),
        (["check", "--against", "main", "--format", "json"], "Markdown"),
        (["check", "--examples", "没有"], "没有“没有”这个文件夹"),
        (["check", "--fail-on", "all"], "--fail-on 不能是“all”"),
    ],
)
def test_mistake_is_told_in_a_sentence(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(["templates", *arguments]) == 2
    said = capsys.readouterr()
    assert told in said.out + said.err


def test_problem_is_told_at_its_line_in_every_format(template: Path, capsys: Said) -> None:
    change(template, "{{ 单位.简称 }}", "{{ 单位.简写 }}")
    lines = (template / SOURCE).read_text(encoding="utf-8").split("\n")
    line = next(number for number, words in enumerate(lines, start=1) if "简写" in words)

    assert run(["templates", "check", "我县乡镇"]) == 1
    assert f"我县乡镇/{SOURCE}:{line}  错误 TPL02" in capsys.readouterr().out
    assert run(["templates", "check", "我县乡镇", "--format", "github"]) == 1
    assert f"::error file=我县乡镇/{SOURCE},line={line}," in capsys.readouterr().out
    assert run(["templates", "check", "我县乡镇", "--format", "json"]) == 1
    (told,) = json.loads(capsys.readouterr().out)["templates"][0]["problems"]
    assert (told["code"], told["path"], told["line"], told["suggestion"]) == (
        "TPL02", f"我县乡镇/{SOURCE}", line, "单位.简称",
    )  # fmt: skip
    assert run(["templates", "check", "我县乡镇", "--format", "sarif"]) == 1
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert result["ruleId"] == "TPL02"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == line


def test_fault_of_a_report_comes_with_the_smallest_form_that_shows_it(template: Path, capsys: Said) -> None:
    change(template, "{{ 引言 | 成句 }}", "{{ 引言 | 成句 }}:", SOURCE)

    assert run(["templates", "check", "我县乡镇", "--format", "json"]) in (0, 1)
    problems = json.loads(capsys.readouterr().out)["templates"][0]["problems"]
    (told,) = [problem for problem in problems if problem["code"] == "TPL15"][:1]
    assert "引言" in told["shown_by"]
    assert "附件" not in told["shown_by"]


def test_unreadable_template_does_not_stop_the_others(template: Path, capsys: Said) -> None:
    assert run(["templates", "check", "没有", "我县乡镇"]) == 2

    said = capsys.readouterr().out
    assert "没有“没有”这个模板文件夹" in said
    assert "我县乡镇：试了" in said


def test_own_forms_are_tried_as_well(template: Path, capsys: Said) -> None:
    forms = template.parent / "表单"
    forms.mkdir()
    (forms / "青禾乡.yaml").write_text(
        FORM.replace("定期研究法治建设工作，任务逐项落实到人。", "化解纠纷{{ 纠纷.化解 }}，件件有回音。")
        + "数据:\n  纠纷:\n    受理: 44件\n    化解: 42件\n",
        encoding="utf-8",
    )
    change(
        template,
        "{{ 各项(主要举措和成效.项目) }}",
        "{% if 数据.纠纷 is defined %}\n共计共计。。\n{% endif %}\n{{ 各项(主要举措和成效.项目) }}",
    )

    assert run(["templates", "check", "我县乡镇", "--fail-on", "warning", "--examples", "表单"]) == 1
    said = capsys.readouterr().out
    assert "TPL15" in said
    assert "数据:\n          纠纷:" in said


def test_own_form_that_is_wrong_is_told(template: Path, capsys: Said) -> None:
    forms = template.parent / "表单"
    forms.mkdir()
    (forms / "青禾乡.yaml").write_text(FORM.replace("年度: 2025", "年度: 二〇二五年度"), encoding="utf-8")

    assert run(["templates", "check", "我县乡镇", "--examples", "表单"]) == 2
    assert "青禾乡.yaml" in capsys.readouterr().err


def test_effect_of_a_change_is_told_as_markdown(template: Path, capsys: Said) -> None:
    git = ["git", "-c", "user.name=fazhi", "-c", "user.email=fazhi@example.invalid"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "before"]):
        subprocess.run([*git, *arguments], cwd=template.parent, check=True)
    assert run(["templates", "check", "我县乡镇", "--against", "HEAD"]) == 0
    assert "份表单生成的报告都没有变化" in capsys.readouterr().out

    change(template, "年度法治政府建设情况报告如下：", "年度法治政府建设工作报告如下：")
    assert run(["templates", "check", "我县乡镇", "--against", "HEAD"]) == 0
    said = capsys.readouterr().out
    assert "### 我县乡镇" in said
    assert "-现将青禾乡2025年度法治政府建设情况报告如下：" in said
    assert "+现将青禾乡2025年度法治政府建设工作报告如下：" in said

    assert run(["templates", "check", "我县乡镇", "--against", "没有这个版本"]) == 2
    assert "没有“没有这个版本”这个版本" in capsys.readouterr().err


def test_same_template_gives_the_same_answer(template: Path, capsys: Said) -> None:
    change(template, "{{ 引言 | 成句 }}", "{{ 引言 }}:")

    told = []
    for _ in range(2):
        run(["templates", "check", "我县乡镇", "--format", "json"])
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    assert str(template.parent) not in told[0]
