"""检查报告 without a browser."""

import asyncio
import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from drafting.app import check
from drafting.web import asking, checking
from drafting.web.desk import Desk
from drafting.web.safety import LARGEST_BODY
from tests.web.site import FAULTY, Site, site
from tests.word import report_docx

DOCX = report_docx(FAULTY.splitlines(), automatic=False)


@pytest.fixture(autouse=True)
def empty_desk(page: Site) -> None:
    page.desk.clear()


def test_the_first_page_is_the_place_to_check(page: Site) -> None:
    answer = page.client.get("/")

    assert answer.url.path == "/check"
    assert "把报告拖到这里" in answer.text


def test_a_word_file_is_shown_with_what_the_command_line_finds(page: Site, tmp_path: Path) -> None:
    report = tmp_path / "报告.docx"
    report.write_bytes(DOCX)

    shown = page.client.get(page.checked(DOCX, "青禾乡报告.docx")).text

    expected = check(report).findings
    cards = re.findall(r'<article class="card (\w+)(?: looks)?" id="r1-n(\d+)"', shown)
    assert [severity for severity, _ in cards] == [finding.severity.word for finding in expected]
    assert 'href="#r1-n1"' in shown
    assert "办结率<mark" in shown or "96.15%</mark>" in shown
    assert "青禾乡报告.docx" in shown
    assert " style=" not in shown


def test_pasted_text_is_checked(page: Site) -> None:
    url = page.checked(FAULTY.encode())

    assert "粘贴的文字.txt" in page.client.get(url).text
    assert "只有 .docx 文件能加批注" in page.client.get(f"{url}/downloads").text
    assert page.client.get(f"{url}/download/annotated").status_code == 404


def test_the_ledger_shows_its_working(page: Site) -> None:
    url = page.checked(DOCX, "报告.docx")

    assert "49件 ÷ 52件" in page.client.get(f"{url}/ledger").text


def test_a_rule_is_explained(page: Site) -> None:
    assert "有问题的写法" in page.client.get("/check/rules/NUM02").text
    assert page.client.get("/check/rules/XYZ99").status_code == 404


# ---- downloads ----


def _saved_as(disposition: str) -> str:
    found = re.fullmatch(r"attachment; filename=\"fazhi(\.\w+)\"; filename\*=UTF-8''([\w.%-]+)", disposition, re.ASCII)
    assert found is not None, disposition
    assert unquote(found[2]).endswith(found[1])
    return unquote(found[2])


def _comments(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/comments.xml").decode()


def test_the_annotated_file_has_the_comments(page: Site) -> None:
    answer = page.client.get(page.checked(DOCX, "报告.docx") + "/download/annotated")

    assert answer.status_code == 200
    assert _saved_as(answer.headers["content-disposition"]) == "报告（批注）.docx"
    assert "FIG01" in _comments(answer.content)


def test_what_is_not_ticked_is_told_and_not_changed(page: Site, tmp_path: Path) -> None:
    url = page.checked(DOCX, "报告.docx")
    shown = page.client.get(f"{url}/downloads").text
    assert {"NUM02", "PUN01", "PUN04"} <= set(re.findall(r'name="fix" value="(\w+)"', shown))

    answer = page.client.get(f"{url}/download/fixed", params={"fix": ["PUN01", "PUN04"], "plain": "1"})

    assert _saved_as(answer.headers["content-disposition"]) == "报告（改好）.docx"
    fixed = tmp_path / "改好.docx"
    fixed.write_bytes(answer.content)
    found = {finding.code for finding in check(fixed).findings}
    assert "PUN01" not in found
    assert "PUN04" not in found
    assert "NUM02" in found
    assert "NUM02" in _comments(answer.content)


def test_looks_are_changed_only_where_somebody_ticks_them(page: Site, tmp_path: Path) -> None:
    url = page.checked(DOCX, "报告.docx")
    looks = set(re.findall(r'name="fix" value="(LAY\d+)"', page.client.get(f"{url}/downloads").text))
    assert "LAY06" in looks

    for ticked in (["PUN01"], ["PUN01", "LAY06"]):
        answer = page.client.get(f"{url}/download/fixed", params={"fix": ticked, "plain": "1"})
        fixed = tmp_path / "改好.docx"
        fixed.write_bytes(answer.content)
        assert ("LAY06" in {finding.code for finding in check(fixed).findings}) is (ticked == ["PUN01"])


@pytest.mark.parametrize("name", ["报告.docx", "报告.txt"])
def test_what_would_be_changed_is_shown_before(page: Site, name: str) -> None:
    url = page.checked(DOCX if name.endswith(".docx") else FAULTY.encode(), name)

    shown = page.client.get(f"{url}/changes", params={"fix": ["PUN01", "PUN04"]}).text

    assert "<td>…" in shown or "<td>（一）" in shown
    assert "学法4次<del>,</del>" in shown
    assert "学法4次<ins>，</ins>" in shown
    left = shown.partition("<details>")[2]
    assert "“办结率96.15%”与文中的数不符" in left
    assert "“（三）”接在“（一）”之后" in left
    none = page.client.get(f"{url}/changes").text
    assert "没有要改的地方" in none
    assert "<del>" not in none


def test_markup_in_what_would_be_changed_stays_text(page: Site) -> None:
    url = page.checked(FAULTY.replace("96.15%。。", "96.15%<b>。。").encode(), "报告.txt")

    shown = page.client.get(f"{url}/changes", params={"fix": ["PUN04"]}).text

    assert "&lt;b&gt;。<del>。</del>" in shown


def test_a_text_is_fixed_as_a_text(page: Site) -> None:
    url = page.checked(FAULTY.encode("gb18030"), "报告.txt")

    answer = page.client.get(f"{url}/download/fixed", params={"fix": ["PUN04"]})

    assert _saved_as(answer.headers["content-disposition"]) == "报告（改好）.txt"
    assert answer.content.decode("gb18030") == FAULTY.replace("。。", "。")


def test_the_page_and_the_workbook_of_one_and_of_several(page: Site) -> None:
    one = page.checked(DOCX, "甲.docx")
    page.checked(FAULTY.encode(), "乙.txt")
    assert page.end_of(page.hand_in(b"\x89PNG\r\n\x1a\n", "丙.docx"))["state"] == "failed"

    alone = page.client.get(f"{one}/download/page")
    together = page.client.get("/check/download/page")
    assert "甲.docx" in alone.text
    assert "乙.txt" not in alone.text
    assert all(name in together.text for name in ("甲.docx", "乙.txt", "丙.docx", "这是图片"))
    assert _saved_as(together.headers["content-disposition"]) == "3份报告（检查结果）.html"

    workbook = load_workbook(io.BytesIO(page.client.get("/check/download/ledger").content))
    assert {"数字", "核对", "汇总", "读不了"} <= set(workbook.sheetnames)


def test_nothing_to_download_is_said(page: Site) -> None:
    assert "没有什么可以下载" in page.client.get("/check/download/page").text
    url = page.checked("青禾乡报告\n没有数的报告。".encode())
    answer = page.client.get(f"{url}/download/ledger")
    assert answer.status_code == 422
    assert "没有数字" in answer.text
    assert page.client.get(f"{url}/download/nothing").status_code == 404


# ---- what may come ----


def test_a_file_that_cannot_be_read_says_why(page: Site) -> None:
    url = page.hand_in(b"\x89PNG\r\n\x1a\n", "报告.docx")

    assert "这是图片" in page.end_of(url)["words"]
    assert "这是图片" in page.client.get(url).text
    assert page.client.get(f"{url}/downloads").status_code == 404


def test_an_empty_body_says_so(page: Site) -> None:
    assert "文件是空的" in page.end_of(page.hand_in(b"", "空.txt"))["words"]


def test_too_large_an_upload_is_refused_by_what_it_says_and_by_what_comes(page: Site) -> None:
    declared = page.client.build_request(
        "POST", "/check/reports", content=b"x", headers={**page.own, "Content-Length": str(LARGEST_BODY + 1)}
    )
    assert page.client.send(declared).status_code == 413

    piece = b" " * (1024 * 1024)
    answer = page.client.post(
        "/check/reports", content=(piece for _ in range(LARGEST_BODY // len(piece) + 1)), headers=page.own
    )

    assert answer.status_code == 413
    assert "太大" in answer.text
    assert not page.desk.all()


def test_a_slow_upload_is_given_up(page: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_UPLOAD_SECONDS", 0.05)

    async def never() -> Message:
        await asyncio.sleep(60)
        raise AssertionError("waited too long")

    asked = Request({"type": "http", "method": "POST", "headers": []}, never)
    with pytest.raises(HTTPException, match="太慢") as refused:
        asyncio.run(checking.Checking(page.desk, page.workers, tmp_path).hand_in(asked))

    assert refused.value.status_code == 408
    assert not page.desk.all()


def test_a_zip_bomb_is_refused_in_a_moment(page: Site) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        for name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
            with package.open(name, "w", force_zip64=True) as part:
                for _ in range(400):
                    part.write(b"\0" * (1024 * 1024))

    state = page.end_of(page.hand_in(bomb.getvalue(), "报告.docx"))

    assert state["state"] == "failed"
    assert "意外停止" not in state["words"]
    assert page.checked(FAULTY.encode())


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.attributes: set[str] = set()
        self.inline = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes.update(name for name, _ in attrs)
        self.inline += tag == "script" and not dict(attrs).get("src")


SCRIPT = "<script>alert(1)</script>"


def test_markup_in_text_and_names_stays_text(page: Site) -> None:
    text = FAULTY.replace("加强学习", f"{SCRIPT}&amp;\"'加强学习")
    name = f"{SCRIPT}\"' onmouseover=alert(1) x.docx"
    url = page.checked(report_docx(text.splitlines(), automatic=False), name)

    pages = [page.client.get(address).text for address in ("/check", url, f"{url}/ledger", f"{url}/downloads")]
    pages.append(page.client.get(f"{url}/download/page").text)
    for shown in pages:
        assert "<script>alert" not in shown
        tags = _Tags()
        tags.feed(shown)
        assert not [name for name in tags.attributes if name.startswith("on")]
        assert tags.inline == 0
    assert "&lt;script&gt;alert" in pages[1]


@pytest.mark.parametrize(
    ("name", "shown", "saved"),
    [
        ("../../etc/passwd", "passwd", "passwd（检查结果）.html"),
        ("C:\\Users\\张三\\报告.docx", "报告.docx", "报告（检查结果）.html"),
        ("报告\u202excod.exe", "报告xcod.exe", "报告xcod.exe（检查结果）.html"),
        ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie: x=1.txt", "aSet-Cookie_ x=1（检查结果）.html"),
        ("..", "未命名", "未命名（检查结果）.html"),
        ("\x00", "未命名", "未命名（检查结果）.html"),
        ("CON", "CON", "CON（检查结果）.html"),
    ],
)
def test_names_are_shown_and_nothing_else(page: Site, name: str, shown: str, saved: str) -> None:
    url = page.checked(FAULTY.encode(), name)

    assert page.desk.all()[-1].upload.name == shown
    answer = page.client.get(f"{url}/download/page")
    assert _saved_as(answer.headers["content-disposition"]) == saved
    assert "x=1" not in answer.headers.get("set-cookie", "")


def test_a_very_long_name_is_cut(page: Site) -> None:
    page.hand_in(FAULTY.encode(), "长" * 2000 + ".txt")

    assert len(page.desk.all()[-1].upload.name) <= 120


# ---- stopping, clearing, forgetting ----


def test_what_is_cancelled_stops_and_the_next_one_is_done(page: Site) -> None:
    long = "\n".join(
        FAULTY.splitlines()[:4] + [f"全年受理{n}件，办结{n - 3}件，办结率9{n % 10}.5%。" * 6 for n in range(9, 1500)]
    )
    url = page.hand_in(long.encode(), "长.txt")
    waiting = page.hand_in(long.encode(), "等.txt")

    for one in (waiting, url):
        assert page.post(f"{one}/cancel").json()["state"] == "cancelled"

    assert "已取消" in page.client.get(url).text
    assert page.checked(FAULTY.encode(), "下一份.txt")
    assert page.client.get(f"{url}/state").json()["state"] == "cancelled"


def test_what_is_removed_is_gone(page: Site) -> None:
    url = page.checked(FAULTY.encode())

    assert page.post(f"{url}/remove").status_code == 200

    assert page.client.get(url).status_code == 404
    assert "已经清除" in page.client.get(url).text
    page.checked(FAULTY.encode())
    page.post("/check/clear")
    assert page.client.get("/check/reports").json() == {"reports": []}


def test_twenty_reports_at_once_are_all_checked(page: Site) -> None:
    urls = [page.hand_in(FAULTY.replace("青禾乡", f"第{number}乡").encode(), f"{number}.txt") for number in range(20)]

    assert {page.end_of(url)["state"] for url in urls} == {"done"}
    assert len(page.client.get("/check/reports").json()["reports"]) == 20


def test_nothing_of_a_report_is_on_the_disk(page: Site, tmp_path: Path) -> None:
    page.client.get(page.checked(DOCX, "报告.docx") + "/download/fixed?fix=PUN01")
    page.client.get("/check/download/ledger")

    assert [path for path in page.workers._folder.rglob("*") if path.is_file()] == []


def test_settings_are_those_of_the_one_who_starts_it(tmp_path: Path) -> None:
    (tmp_path / "fazhi.toml").write_text('[rules]\nignore = ["PUN"]\n', encoding="utf-8")
    with site(tmp_path) as made:
        made.enter()
        url = made.checked(FAULTY.encode())
        assert "PUN0" not in made.client.get(url).text
        (tmp_path / "fazhi.toml").write_text("[rules", encoding="utf-8")
        assert "fazhi.toml 写法有误" in made.end_of(made.hand_in(FAULTY.encode()))["words"]


def test_the_folder_of_the_workers_goes_with_them(tmp_path: Path) -> None:
    with site(tmp_path) as made:
        made.enter()
        made.checked(FAULTY.encode())
        folder = made.workers._folder
        assert folder.exists()
    assert not folder.exists()
    assert not made.desk.all()


def test_the_desk_is_bounded(tmp_path: Path) -> None:
    with site(tmp_path, Desk(most=2)) as made:
        made.enter()
        first, *others = [made.checked(FAULTY.encode(), f"{number}.txt") for number in range(3)]
        assert made.client.get(first).status_code == 404
        assert all(made.client.get(url).status_code == 200 for url in others)
    with site(tmp_path, Desk(longest=-1)) as made:
        made.enter()
        assert made.client.get(made.hand_in(FAULTY.encode())).status_code == 404


def test_an_error_of_our_own_is_a_sentence_and_tells_no_words(
    page: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(name: str) -> str:
        raise ValueError(f"秘密：{name}")

    monkeypatch.setattr(checking, "shown_name", broken)

    answer = page.post("/check/reports", b"x", "青禾乡.txt")

    assert answer.status_code == 500
    assert "程序出了差错" in answer.text
    assert "秘密" not in answer.text + "".join(capsys.readouterr())
