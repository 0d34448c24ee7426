"""`fazhi tables` and `--version`: up to which day the tables hold, and what changed since another version."""

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from drafting import __version__
from drafting.cli import run
from drafting.rules.tables import rows, tables

ROOT = Path(__file__).parents[2]
LAWS = "drafting/rules/laws/titles.csv"
LIST = "drafting/rules/tables.csv"
Row = dict[str, str]


def test_version_says_up_to_which_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert re.fullmatch(
        rf"fazhi {re.escape(__version__)}（法规表(、错名表)?截至\d{{4}}年\d+月\d+日，.*事件表.*截至\d{{4}}年\d+月\d+日）\n",
        capsys.readouterr().out,
    )


def test_tables_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tables"]) == 0
    out = capsys.readouterr().out
    for table in tables():
        day = table.as_of
        found = rows(table.file)
        unsure = sum(row["certain"] == "no" for row in found)
        assert (
            f"{table.name}  截至 {day.year}年{day.month}月{day.day}日，{len(found)} 行，其中没有核实、只作提示的 {unsure} 行"
            in out
        )


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with another fazhi's tables: as ours."""
    folder = tmp_path / "旧版"
    for table in tables():
        place = folder / "drafting" / "rules" / table.file
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "drafting" / "rules" / table.file, place)
    shutil.copy(ROOT / LIST, folder / LIST)
    (folder / "drafting" / "__init__.py").write_text('__version__ = "0.0.9"\n', encoding="utf-8")
    return folder


def change(path: Path, how: Callable[[list[Row]], list[Row]]) -> None:
    found = how(list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))))
    out = io.StringIO()
    writer = csv.DictWriter(out, found[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    path.write_text(out.getvalue(), encoding="utf-8")


def since(place: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["tables", "--since", str(place)]) == 0
    return capsys.readouterr().out


def test_the_same_tables_have_not_changed(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = since(old, capsys)
    assert out.startswith(f"{old}（0.0.9）→ 现在用的（{__version__}）\n")
    assert out.count("，没有变：新增 0 行，删去 0 行，改动 0 行\n") == len(tables())
    assert "  改动" not in out


def older(found: list[Row]) -> list[Row]:
    """As if, since then, 民法典 had come, a law of our own had gone, and 行政处罚法 had been looked at anew."""
    kept = [row for row in found if row["short"] != "民法典"]
    for row in kept:
        if row["short"] == "行政处罚法":
            row["checked"] = "2021-07-15"
        if row["short"] == "公务员法":
            row["source"] = "旧的来源"
        if row["short"] == "婚姻法":
            row["until"], row["successor"], row["certain"] = "", "", "no"
    return [*kept, dict.fromkeys(found[0], "") | {"title": "云岭县旧条例", "source": "县志", "certain": "yes"}]


def test_rows_that_came_went_and_changed_are_told(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(old / LAWS, older)
    change(old / LIST, lambda found: [row | {"as_of": "2019-02-28"} for row in found])

    out = since(old, capsys)

    table = tables()[0]
    day = table.as_of
    assert (
        f"\n法规表  截至 2019年2月28日 → {day.year}年{day.month}月{day.day}日：新增 1 行，删去 1 行，改动 2 行\n" in out
    )
    assert "  新增 中华人民共和国民法典：开始 2021-01-01；通过 2020-05-28；来源 " in out
    assert "  删去 云岭县旧条例\n" in out
    assert (
        "  改动 中华人民共和国婚姻法\n"
        "    最后一天：（空） → 2020-12-31\n"
        "    取代它的：（空） → 《民法典》\n"
        "    核实：没有核实 → 已核实\n"
    ) in out
    assert "  另有 1 行只改了来源：中华人民共和国公务员法\n" in out
    assert "  另有 1 行重新核对过，内容没有变\n" in out
    assert "注意" not in out


def test_a_wheel_need_not_be_installed(old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(old / LAWS, older)
    wheel = tmp_path / "安装包" / "fazhi-0.0.9-py3-none-any.whl"
    wheel.parent.mkdir()
    with zipfile.ZipFile(wheel, "w") as archive:
        for path in sorted((old / "drafting").rglob("*.*")):
            archive.write(path, path.relative_to(old).as_posix())

    by_folder = since(old, capsys).partition("\n")[2]
    assert "云岭县旧条例" in by_folder
    assert since(wheel, capsys).partition("\n")[2] == by_folder
    assert since(wheel.parent, capsys).partition("\n")[2] == by_folder
    assert since(tmp_path / "安装包", capsys).startswith(f"{wheel.parent}（0.0.9）")


@pytest.mark.parametrize(
    "place", ["Lib/site-packages", "lib/python3.12/site-packages", "法治报告/Lib/site-packages", "fazhi"]
)
def test_an_environment_is_found_where_it_lies(
    place: str, old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = tmp_path / "程序" / place
    there.parent.mkdir(parents=True)
    old.rename(there)

    assert "（0.0.9）→" in since(tmp_path / "程序", capsys)


def test_a_version_without_a_list_of_tables_has_no_day(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (old / LIST).unlink()
    change(old / LAWS, lambda found: [{name: row[name] for name in row if name != "checked"} for row in found])

    out = since(old, capsys)
    assert "法规表  截止日期未写明 → " in out
    assert "重新核对过" not in out


def test_a_table_that_is_new_is_not_listed_row_by_row(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (old / "drafting/rules/dates/events.csv").unlink()

    assert "事件表  那一份里没有这张表，现在截至" in since(old, capsys)


def test_the_other_may_be_the_newer_one(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(old / LIST, lambda found: [row | {"as_of": "2999-12-31"} for row in found])

    assert "注意：给的那一份比现在用的新" in since(old, capsys)


def refused(place: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["tables", "--since", str(place)]) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert error.count("\n") == 1
    return error


def test_what_cannot_be_compared_is_told(old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "找不到" in refused(tmp_path / "没有", capsys)
    (tmp_path / "空").mkdir()
    assert "没有找到 fazhi" in refused(tmp_path / "空", capsys)

    text = tmp_path / "fazhi-1.whl"
    text.write_text("不是压缩文件", encoding="utf-8")
    assert "打不开" in refused(text, capsys)
    with zipfile.ZipFile(text, "w") as archive:
        archive.writestr("别的/__init__.py", "")
    assert "不是 fazhi 的安装包" in refused(text, capsys)

    (old / LAWS).write_text('title,short\n"没有引号的结尾\n', encoding="utf-8")
    assert "读不出来" in refused(old, capsys)
    (old / LAWS).write_bytes("title\n中文\n".encode("gb18030"))
    assert "不是 UTF-8" in refused(old, capsys)
    for table in tables():
        (old / "drafting" / "rules" / table.file).unlink()
    assert "没有法规表和事件表" in refused(old, capsys)


def test_of_several_nobody_guesses(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = old.parent / "两份"
    shutil.copytree(old, both / "甲")
    shutil.copytree(old, both / "乙")

    error = refused(both, capsys)
    assert "有几个 fazhi" in error
    assert "甲" in error


def test_a_member_that_swells_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wheel = tmp_path / "fazhi-0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("drafting/__init__.py", '__version__ = "0"\n')
        archive.writestr(LAWS, b"a" * 9_000_000)

    assert "大得不像" in refused(wheel, capsys)


def test_an_empty_name_is_not_the_current_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tables", "--since", ""]) == 2
    assert "没有写明旧版本" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["text", "json", "html", "sarif", "github"])
def test_every_format_says_that_a_report_is_younger_and_the_exit_code_does_not(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = (ROOT / "examples" / "reports" / "青禾乡2024年度报告.txt").read_text(encoding="utf-8")
    year = max(table.as_of for table in tables()).year + 1
    report = tmp_path / "报告.txt"
    report.write_text(good.replace("2025", str(year + 1)).replace("2024", str(year)), encoding="utf-8")

    assert run(["check", str(report), "--format", form, "--select", "LAW,NUM"]) == 0
    out = capsys.readouterr().out
    assert f"这份报告写的是{year}年度" in out
    if form == "json":
        (file,) = json.loads(out)["files"]
        assert len(file["notices"]) == 1
        assert file["findings"] == []

    report.write_text(good, encoding="utf-8")
    run(["check", str(report), "--format", form])
    assert "这份报告写的是" not in capsys.readouterr().out
