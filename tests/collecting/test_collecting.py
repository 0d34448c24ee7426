"""Many reports at once, through the verb and the command line."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from drafting.app.collecting import Collection, collected
from drafting.cli import run
from drafting.collecting import summarising
from drafting.collecting.store import Store, StoreError
from drafting.config import Settings
from drafting.ooxml.workbook import saved

REPORT = """\
朔浦县{unit}人民政府2024年度法治政府建设情况报告
一、主要举措和成效
（一）化解纠纷。全年受理矛盾纠纷{received}件，办结{done}件，办结率{rate}%。发放宣传资料{leaflets}份。
二、存在的不足和原因
执法力量不足，主要原因是编制少。
三、党政主要负责人履行推进法治建设第一责任人职责情况
{unit}党委书记、{unit}政府主要负责人带头学法，定期听取汇报。
四、2025年工作安排
组织法治培训6次。
{unit}人民政府
2025年{month}月10日
"""


def report(
    unit: str, received: int = 50, done: int = 40, rate: str = "80", leaflets: str = "300", month: int = 1
) -> str:
    return REPORT.format(unit=unit, received=received, done=done, rate=rate, leaflets=leaflets, month=month)


def unit(number: int) -> str:
    return (
        "东西南北上下大小新老"[number // 100]
        + "甲乙丙丁戊己庚辛壬癸"[number // 10 % 10]
        + "山河湖海林泉石田谷岭"[number % 10]
        + "乡"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "报告"
    made.mkdir()
    (made / "1.txt").write_text(report("白石镇"), encoding="utf-8")
    (made / "2.txt").write_text(report("青禾乡", received=30, done=30, rate="100", leaflets="约200"), encoding="utf-8")
    (made / "3.txt").write_text(report("云溪镇", done=41, rate="80", month=4), encoding="utf-8")
    return made


@contextmanager
def collection(folder: Path, **options: Any) -> Iterator[Collection]:
    with Store(folder.parent / "总览.fazhi.sqlite") as store:
        given: dict[str, Any] = {"beside": folder.parent, "settings": Settings(), "workers": 1, **options}
        given.setdefault("executor", lambda: ThreadPoolExecutor(1))
        with collected([str(folder)], store, **given) as made:
            yield made


def test_the_overview_says_who_what_and_how_much(folder: Path) -> None:
    with collection(folder, roster=["云溪镇", "白石镇", "龙湾乡", "青禾乡"]) as made:
        overview = made.overview
        assert (overview.year, overview.county, overview.due) == (2024, "朔浦县", "2025-03-01")
        assert [one.unit for one in overview.townships] == ["云溪镇", "白石镇", "青禾乡"]
        assert overview.missing == ["龙湾乡"]
        assert [one.days_late for one in overview.townships] == [40, 0, 0]
        wrong = {
            one.unit: [told.code for told in one.summary.findings if told.severity == "error"]
            for one in overview.townships
        }
        assert wrong == {"云溪镇": ["FIG01"], "白石镇": [], "青禾乡": []}
        lines = {line.thing: line for line in overview.lines}
        assert (lines["受理矛盾纠纷"].total, lines["受理矛盾纠纷"].added) == ("130", 3)
        leaflets = lines["发放宣传资料"]
        assert (leaflets.total, leaflets.added, leaflets.approximate) == ("600", 2, 1)
        assert made.checked == 3
        assert set(overview.families) >= {"STR", "FIG", "LAY", "SET"}
        assert "YOY" not in overview.families


def test_only_what_is_new_or_changed_is_checked_again(folder: Path) -> None:
    with collection(folder) as made:
        assert made.checked == 3
    with collection(folder) as made:
        assert made.checked == 0
        assert len(made.overview.townships) == 3
    (folder / "1.txt").write_text(report("白石镇", received=51), encoding="utf-8")
    (folder / "2.txt").unlink()
    with collection(folder) as made:
        assert made.checked == 1
        assert [one.unit for one in made.overview.townships] == ["云溪镇", "白石镇"]
    with collection(folder, settings=Settings(ignore=frozenset({"FIG"}), source=Path("pyproject.toml"))) as made:
        assert made.checked == 2


def test_of_two_reports_of_a_unit_the_newest_counts_and_both_are_named(folder: Path) -> None:
    (folder / "白石镇（改）.txt").write_text(report("白石镇", month=2, received=60, rate="66.67"), encoding="utf-8")

    with collection(folder) as made:
        [one] = [one for one in made.overview.townships if one.unit == "白石镇"]
        assert one.summary.path == "报告/白石镇（改）.txt"
        assert one.superseded == ("报告/1.txt",)
        received = next(line for line in made.overview.lines if line.thing == "受理矛盾纠纷")
        assert received.total == "140"


def test_what_cannot_be_read_stops_nobody(folder: Path) -> None:
    (folder / "坏.docx").write_bytes(b"PK\x03\x04broken")
    (folder / "图.docx").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "空.txt").write_bytes(b"")

    with collection(folder) as made:
        assert len(made.overview.townships) == 3
        told = {one.path: one.error for one in made.overview.unreadable}
        assert set(told) == {"报告/坏.docx", "报告/图.docx", "报告/空.txt"}
        assert all(told.values())


def test_what_takes_too_long_is_named_and_the_rest_is_done(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = report("龙湾乡").replace(
        "（一）", "\n".join(f"第{n}村受理{n}件，办结{n}件。" for n in range(20000)) + "\n（一）"
    )
    (folder / "4.txt").write_text(long, encoding="utf-8")

    with collection(folder, seconds=1.0) as made:
        assert [one.unit for one in made.overview.townships] == ["云溪镇", "白石镇", "青禾乡"]
        [one] = made.overview.unreadable
        assert "用了1秒还没有查完" in one.error


def test_a_worker_that_dies_takes_nothing_with_it_but_the_report_that_killed_it(folder: Path) -> None:
    for number in range(20):
        (folder / f"x{number}.txt").write_text(report(unit(number), received=50 + number), encoding="utf-8")
    (folder / "毒.txt").write_text("KILL", encoding="utf-8")

    with collection(folder, executor=_poisoned, workers=2) as made:
        assert len(made.overview.townships) == 23
        [one] = made.overview.unreadable
        assert one.path == "报告/毒.txt"
        assert "意外停止" in one.error


def _poisoned() -> Executor:
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(2, initializer=_die_of_poison)


def _die_of_poison() -> None:
    checked = summarising._checked

    def deadly(one: summarising.Input, settings: Settings) -> Any:
        if one.data == b"KILL":
            os._exit(1)
        return checked(one, settings)

    summarising._checked = deadly


def test_a_run_that_was_killed_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number}.txt").write_text(report(unit(number), received=50 + number), encoding="utf-8")
    command = [sys.executable, "-m", "drafting", "collect", "报告", "-o", "总览.html", "--jobs", "1"]
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    store = tmp_path / "总览.fazhi.sqlite"
    killed = subprocess.Popen(command, cwd=tmp_path, env=environment, start_new_session=True)
    until = time.monotonic() + 60
    while time.monotonic() < until and _kept(store) < 10:
        time.sleep(0.02)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    kept = _kept(store)
    assert 10 <= kept < 120

    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)

    assert f"查了{120 - kept}份" in done.stdout, done
    assert _kept(store) == 120
    fresh = tmp_path / "另一次"
    fresh.mkdir()
    folder.rename(fresh / "报告")
    subprocess.run(command, cwd=fresh, env=environment, capture_output=True, check=False)
    assert (fresh / "总览.html").read_bytes() == (tmp_path / "总览.html").read_bytes()


def _kept(store: Path) -> int:
    try:
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM checked").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_any_executor_and_any_order_give_the_same(folder: Path) -> None:
    def seen(**options: Any) -> str:
        (folder.parent / "总览.fazhi.sqlite").unlink(missing_ok=True)
        with collection(folder, **options) as made:
            return repr([list(made.overview.townships), list(made.overview.lines)])

    for number in range(30):
        (folder / f"x{number}.txt").write_text(report(unit(number), received=50 + number), encoding="utf-8")
    assert seen(workers=1) == seen(workers=4, executor=lambda: ThreadPoolExecutor(4))


def test_a_store_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_bytes(b"words " * 500)

    with pytest.raises(StoreError, match="不是检查结果的存档"):
        Store(tmp_path / "x.sqlite")


# ---- the command line ----


def test_a_store_that_somebody_else_uses_is_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder.parent)
    run(["collect", "报告", "-o", "总览.html", "--jobs", "1"])
    with closing(sqlite3.connect("总览.fazhi.sqlite")) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert run(["collect", "报告", "-o", "总览.html", "--jobs", "1"]) == 2
    assert "另一个 fazhi collect 正在用" in capsys.readouterr().err


@pytest.fixture
def county(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder.parent)
    return folder.parent


def test_the_overview_on_the_screen(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (county / "名单.txt").write_text("1.白石镇人民政府\n2.龙湾乡人民政府\n", encoding="utf-8")

    assert run(["collect", "报告", "--roster", "名单.txt", "--jobs", "1"]) == 1

    out = capsys.readouterr().out
    assert out.startswith("2024年度：3个单位的报告，1个没有报。\n没有报的：龙湾乡。\n")
    assert "云溪镇    错误1" in out
    assert "受理矛盾纠纷130件（3个单位）" in out
    assert "不在名单里" in out
    assert sorted(entry.name for entry in county.iterdir()) == ["名单.txt", "报告"]


def test_a_roster_in_the_settings_and_in_a_workbook(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (county / "fazhi.toml").write_text('roster = ["白石镇", "龙湾乡"]\n', encoding="utf-8")
    run(["collect", "报告", "--jobs", "1"])
    assert "没有报的：龙湾乡。" in capsys.readouterr().out

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.create_sheet(index=0)
    for row in (["序号", "乡镇名称", "联系人"], [1, "白石镇", "甲"], [2, "清水乡", "乙"]):
        sheet.append(row)
    (county / "名单.xlsx").write_bytes(saved(book))
    (county / "fazhi.toml").write_text('roster = "名单.xlsx"\n', encoding="utf-8")
    run(["collect", "报告", "--jobs", "1"])
    assert "没有报的：清水乡。" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["报告", "-o", "总览.doc"], "不是 .html 或 .xlsx 文件名"),
        (["报告", "-o", "没有/总览.html"], "要写入的文件夹“没有”不存在"),
        (["报告", "--roster", "没有.txt"], "找不到这个文件"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    county: Path, capsys: pytest.CaptureFixture[str], options: Sequence[str], sentence: str
) -> None:
    assert run(["collect", *options]) == 2
    assert sentence in capsys.readouterr().err


@pytest.fixture(scope="module")
def cluster_address() -> Iterator[str]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    ) as cluster:
        yield cluster.scheduler_address


def test_a_cluster_gives_the_same(county: Path, cluster_address: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["collect", "报告", "--jobs", "1"])
    here = capsys.readouterr().out

    assert run(["collect", "报告", "--dask", cluster_address]) == 1

    told = capsys.readouterr()
    assert told.out == here
    assert f"报告的全文将传到 {cluster_address} 的集群上检查。" in told.err


def test_a_cluster_that_is_not_there_is_a_sentence(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("distributed")

    assert run(["collect", "报告", "--dask", "nonsense"]) == 2
    assert "连不上 nonsense 的集群" in capsys.readouterr().err


def test_pairs_come_by_how_much_is_alike(folder: Path) -> None:
    from tests.collecting.test_likeness import BOATS, HARMLESS, WELL

    first, second = HARMLESS["the same campaign in other words"]
    for name, words in {"5": BOATS[:100] + first, "6": BOATS[:100] + second, "7": WELL, "8": WELL}.items():
        text = report(unit(int(name) * 11)).replace("二、存在", f"{words}\n二、存在")
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with collection(folder) as made:
        shares = [pair.share for pair in made.overview.pairs]
        assert len(set(shares)) > 1
        assert shares == sorted(shares, reverse=True)


def test_what_is_only_a_time_or_a_verb_is_no_thing_to_add_up(folder: Path) -> None:
    words = (
        "下半年10人参加旁听。岁末34人领到证书。没有一件拖过3件。就水费问题先后谈了12轮。在晒谷场交办4件。"
        "{unit}全年召开院坝会议7次。同时请留守老人旁听5次。"
    )
    for number, name in enumerate(("松岭乡", "石坝镇")):
        text = report(name).replace("二、存在", f"{words.format(unit=name)}\n二、存在")
        (folder / f"x{number}.txt").write_text(text, encoding="utf-8")
    with collection(folder) as made:
        things = {line.thing for line in made.overview.lines}
        assert {"受理矛盾纠纷", "召开院坝会议", "请留守老人旁听"} <= things
        assert not {"下半年", "岁末", "拖过", "就水费问题先后谈", "在晒谷场交办"} & things


# ---- the command line ----


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["报告", "没有的", "也没有.docx"], "找不到“没有的”、“也没有.docx”"),
        (["报告", "--jobs", "0"], "--jobs 后面的“0”不对，要写不小于 1 的整数。"),
        (["报告", "--year", "abc"], "--year 后面的“abc”不对，要写 2000 到 2099 之间的整数。"),
        (["报告", "--seconds", "x"], "--seconds 后面的“x”不对"),
    ],
)
def test_what_was_typed_wrong_is_named_and_nothing_is_done(
    county: Path, capsys: pytest.CaptureFixture[str], options: Sequence[str], sentence: str
) -> None:
    assert run(["collect", *options, "-o", "总览.html"]) == 2
    assert sentence in capsys.readouterr().err
    assert [entry.name for entry in county.iterdir()] == ["报告"]


def test_letters_that_nobody_has_changed_are_renewed(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["collect", "报告", "-o", "总览.html", "--annotate-into", "反馈", "--jobs", "1"]
    assert run(command) == 1
    letter = county / "反馈" / "白石镇反馈意见.docx"
    before = letter.read_bytes()
    (county / "报告" / "1.txt").write_text(report("白石镇", rate="81"), encoding="utf-8")
    assert run(command) == 1
    assert letter.read_bytes() != before
    letter.write_bytes(b"somebody's words")
    capsys.readouterr()
    (county / "报告" / "3.txt").write_text(report("云溪镇", rate="82"), encoding="utf-8")
    other = county / "反馈" / "云溪镇反馈意见.docx"
    old = other.read_bytes()

    assert run(command) == 2

    assert "白石镇反馈意见.docx”不是 collect 写的，或者后来改过" in capsys.readouterr().err
    assert letter.read_bytes() == b"somebody's words"
    assert other.read_bytes() != old
    assert run([*command, "--force"]) == 1
    assert letter.read_bytes() != b"somebody's words"


def test_ctrl_c_says_what_is_kept(
    county: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr("drafting.app.collecting.collected", interrupted)
    assert run(["collect", "报告", "-o", "总览.html"]) == 2
    assert "已中断。查过的已经存下，再运行同样的命令" in capsys.readouterr().err
    assert run(["collect", "报告"]) == 2
    assert "没有写 -o，查过的没有存下" in capsys.readouterr().err
