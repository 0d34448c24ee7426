"""What lies among the reports and is none."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from drafting.app import annotate
from drafting.app.collecting import collected
from drafting.cli import run
from drafting.collecting.genres import other_than_report
from drafting.collecting.overview import Overview
from drafting.collecting.store import Store
from drafting.config import Settings
from drafting.reporters.overview import html, text, xlsx
from drafting.reporters.overview.feedback import feedback
from tests.collecting.test_collecting import report
from tests.word import report_docx

OTHERS = {
    "沙坝乡2024年法治政府建设工作要点": "工作要点",
    "沙坝乡2024年法治政府建设实施方案（试行）": "实施方案",
    "平岚县司法局关于报送2024年法治政府建设年度报告的通知": "通知",
    "平岚县人民政府关于法治政府建设示范乡镇的批复": "批复",
    "在全乡法治政府建设推进会上的讲话": "讲话",
    "平岚县沙坝乡2024年政府信息公开工作年度报告": "信息公开方面的其他报告",
    "沙坝乡2024年安全生产工作总结": "安全生产方面的其他报告",
    "沙坝乡重大行政决策制度": "制度",
    "关于法治政府建设年度报告的反馈意见": "反馈意见",
}
REPORTS = [
    "沙坝乡2024年法治政府建设年度报告",
    "沙坝乡人民政府关于2024年度推进法治政府建设情况的汇报",
    "沙坝乡2024年法治政府建设工作总结及2025年工作安排",
    "沙坝乡2024年依法行政工作报告",
    "关于印发《沙坝乡2024年法治政府建设年度报告》的通知",
    "沙坝乡关于报送2024年法治政府建设情况报告的函",
    "沙坝乡2024年度工作报告",
    "沙坝乡2024年法治建设信访化解情况报告",
    "2024年总结",
    "",
]


@pytest.mark.parametrize(("title", "genre"), OTHERS.items())
def test_other_papers_are_told_by_their_titles(title: str, genre: str) -> None:
    assert other_than_report(title) == genre


@pytest.mark.parametrize("title", REPORTS)
def test_whatever_leaves_a_doubt_is_a_report(title: str) -> None:
    assert other_than_report(title) == ""


@contextmanager
def seen(folder: Path, roster: Sequence[str] = (), settings: Settings | None = None) -> Iterator[Overview]:
    with (
        Store(None) as store,
        collected(
            [str(folder)],
            store,
            beside=folder.parent,
            settings=settings or Settings(),
            roster=roster,
            workers=1,
            executor=lambda: ThreadPoolExecutor(1),
        ) as made,
    ):
        yield made.overview


def test_another_paper_is_named_and_not_counted(tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    (folder / "1.txt").write_text(report("白石镇"), encoding="utf-8")
    (folder / "2.txt").write_text(report("青禾乡"), encoding="utf-8")
    paper = "沙坝乡2024年法治政府建设工作要点\n一、总体要求\n全年受理矛盾纠纷500件。\n沙坝乡人民政府\n2024年2月5日\n"
    (folder / "3.txt").write_text(paper, encoding="utf-8")

    with seen(folder, ["白石镇", "青禾乡", "沙坝乡"]) as overview:
        assert overview.missing == ["沙坝乡"]
        assert [one.unit for one in overview.townships] == ["白石镇", "青禾乡"]
        assert [(one.path, one.other) for one in overview.not_reports] == [("报告/3.txt", "工作要点")]
        received = next(line for line in overview.lines if line.thing == "受理矛盾纠纷")
        assert received.total == "100"
        assert "不是法治政府建设年度报告：报告/3.txt：工作要点" in "\n".join(text.report(overview))
        assert "不是法治政府建设年度报告的（1）" in html.report(overview, "1")
        assert xlsx.report(overview)


def test_what_collect_and_annotate_wrote_is_never_a_report_whatever_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    (folder / "1.docx").write_bytes(report_docx(report("白石镇").splitlines(), automatic=False))
    copy = annotate(folder / "1.docx", Settings()).data
    with seen(folder) as overview:
        letter, page = feedback(overview, overview.townships[0]), html.report(overview, "0.1")
    (folder / "改好了.docx").write_bytes(copy)
    (folder / "白石镇2024年法治政府建设年度报告.docx").write_bytes(letter)
    (folder / "青禾乡.html").write_text(page, encoding="utf-8")

    with seen(folder, ["白石镇", "青禾乡"]) as overview:
        assert [(one.unit, one.superseded) for one in overview.townships] == [("白石镇", ())]
        assert overview.missing == ["青禾乡"]
        assert [(one.path.rpartition("/")[2], one.other[:12]) for one in overview.not_reports] == [
            ("改好了.docx", "fazhi 写的批注版；"),
            ("白石镇2024年法治政府建设年度报告.docx", "fazhi 写的反馈意见"),
            ("青禾乡.html", "fazhi 写的网页"),
        ]


def test_an_archive_is_named_and_its_unit_is_not_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    (folder / "白石镇.txt").write_text(report("白石镇"), encoding="utf-8")
    (folder / "青禾乡2024年报告打包.rar").write_bytes(b"Rar!\x1a\x07\x01\x00 no words")
    (folder / "沙坝乡.7z").write_bytes(b"7z\xbc\xaf\x27\x1c")
    (folder / "云溪镇.zip").write_bytes(b"PK\x03\x04")

    with seen(folder, ["白石镇", "青禾乡", "沙坝乡", "云溪镇", "龙湾乡"]) as overview:
        assert overview.missing == ["龙湾乡"]
        assert {one.identity.unit for one in overview.unreadable} == {"青禾乡", "沙坝乡", "云溪镇"}
        assert all("先解压" in one.error for one in overview.unreadable)
    monkeypatch.chdir(folder)
    assert run(["collect", "云溪镇.zip", "-o", "总览.html"]) == 2
    assert "“云溪镇.zip”是压缩包；请先解压" in capsys.readouterr().err
    assert not (folder / "总览.html").exists()


def test_where_nobody_could_look_at_the_layout_nobody_praises_it(tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    (folder / "1.txt").write_text(report("白石镇"), encoding="utf-8")
    (folder / "2.docx").write_bytes(report_docx(report("青禾乡").splitlines(), automatic=False))

    with seen(folder) as overview:
        plain, word = overview.townships
        assert [plain.summary.has_looks, word.summary.has_looks] == [False, True]
        shown = html.report(overview, "1")
        assert shown.count('<td class="unlooked">没有查</td>') == 1
        assert "白石镇，版式：没有查" in shown
        assert "版式没有查" in next(line for line in text.report(overview) if "白石镇" in line)
    with seen(folder, settings=Settings(ignore=frozenset({"LAY"}))) as overview:
        assert 'class="unlooked">' not in html.report(overview, "1")
