"""起草报告 in a real browser: filled in by keyboard, mistaken, mended, kept, drafted."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from drafting.app import check
from drafting.forms.loading import load
from drafting.readers import read_bytes
from tests.web.browsing import window
from tests.word import docx, p, r

WIDTHS = {"desk": (1280, 800), "small": (800, 700)}
WHOLE = Path("examples/forms/云溪镇2025（完整）.yaml")


@pytest.fixture(params=sorted(WIDTHS))
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    with window(browser, address, WIDTHS[request.param]) as made:
        made.get_by_role("link", name="起草报告").click()
        expect(made.locator("#form section").first).to_be_visible()
        yield made


class Keys:
    """A clerk without a mouse."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def on(self, *moves: str) -> None:
        for move in moves:
            self._page.keyboard.press(move)

    def fill(self, name: str, words: str) -> None:
        """The next field of that name."""
        for _ in range(120):
            self.on("Tab")
            if self._page.evaluate(_NAME_OF_ACTIVE) == name:
                self._page.keyboard.insert_text(words)
                return
        raise AssertionError(name)

    def press(self, words: str) -> None:
        """The next button that says so."""
        for _ in range(120):
            self.on("Tab")
            if (
                self._page.evaluate("document.activeElement.tagName === 'BUTTON' && document.activeElement.textContent")
                == words
            ):
                self.on("Enter")
                return
        raise AssertionError(words)


_NAME_OF_ACTIVE = "document.activeElement.labels?.[0]?.firstChild?.textContent ?? null"


def _fill_in(page: Page) -> None:
    keys = Keys(page)
    page.locator("#step-0 h2").focus()
    keys.fill("名称", "青禾乡人民政府")
    keys.fill("级别", "")
    keys.on("ArrowDown")
    keys.fill("年度", "2025")
    keys.press("下一步：数据")
    keys.press("添加一组")
    page.keyboard.insert_text("纠纷")
    keys.press("数")
    page.keyboard.insert_text("受理")
    keys.fill("数", "44件")
    keys.press("数")
    page.keyboard.insert_text("成功")
    keys.fill("数", "45件")
    keys.press("算出的比率")
    page.keyboard.insert_text("成功率")
    keys.fill("分子", "成功")
    keys.fill("分母", "受理")


def _fill_in_the_rest(page: Page) -> None:
    keys = Keys(page)
    page.locator("#step-3 h2").focus()
    keys.fill("不足", "执法力量不足")
    keys.fill("原因", "持证人员少，业务培训跟不上。")
    keys.press("下一步：党政主要负责人履职")
    keys.fill("职务", "乡党委书记")
    keys.fill("履职", "带头学习宪法和法律，主持研究法治建设重要工作。")
    keys.fill("职务", "乡长")
    keys.fill("履职", "部署年度任务，督促依法行政各项措施落实。")
    keys.press("下一步：下一年度安排")
    keys.fill("标题", "加强执法队伍建设")
    keys.fill("正文", "组织执法人员参加培训，充实一线力量。")


def test_a_whole_form_is_filled_in_by_keyboard_and_drafted(page: Page, tmp_path: Path) -> None:
    keys = Keys(page)
    _fill_in(page)

    # 45 of 44: told beside the field, once it is left.
    keys.on("Tab")
    rate = page.get_by_role("group", name="第3个数")
    expect(rate.locator(".wrong:visible")).to_contain_text("比率会超过100%")
    wrong = rate.get_by_label("分子")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    described = wrong.get_attribute("aria-describedby") or ""
    assert any("比率会超过100%" in page.locator(f"#{one}").inner_text() for one in described.split())
    expect(page.locator("#steps a[aria-current]")).to_contain_text("1处要改")

    page.get_by_role("group", name="第2个数").get_by_label("数", exact=True).focus()
    keys.on("Control+a")
    page.keyboard.insert_text("42件")
    expect(rate.locator(".shown")).to_have_text("报告里写成：95.45%")
    expect(rate.locator(".wrong:visible")).to_have_count(0)

    keys.press("下一步：主要举措和成效")
    keys.fill("标题", "化解矛盾纠纷")
    keys.fill("正文", "全年受理矛盾纠纷，调解成功率")
    keys.press("插入数")
    keys.on(*["ArrowDown"] * 4, "Enter")
    page.keyboard.insert_text("。")
    expect(page.locator("#step-2 textarea").nth(1)).to_have_value("全年受理矛盾纠纷，调解成功率{{ 纠纷.成功率 }}。")
    keys.press("下一步：存在的不足和原因")

    before = page.evaluate("localStorage.getItem('fazhi.draft')")
    page.reload()
    expect(page.locator("#step-3")).to_be_visible()
    assert page.evaluate("localStorage.getItem('fazhi.draft')") == before

    _fill_in_the_rest(page)
    page.locator("#draft").focus()
    keys.on("Enter")
    expect(page.locator("#trouble")).to_contain_text("表单还有1处没有填好")
    page.get_by_role("button", name="落款 › 日期").focus()
    keys.on("Enter")
    expect(page.get_by_label("日期")).to_be_focused()
    page.keyboard.insert_text("2026-01-20")

    with page.expect_download() as drafted:
        page.locator("#draft").focus()
        keys.on("Enter")
    assert drafted.value.suggested_filename == "青禾乡人民政府2025年度法治政府建设年度报告.docx"
    report = tmp_path / "报告.docx"
    report.write_bytes(drafted.value.path().read_bytes())
    result = check(report)
    assert result.findings == ()
    assert any("调解成功率95.45%。" in block.text for block in result.document.blocks)
    expect(page.locator("#preview")).to_contain_text("调解成功率95.45%。")


def test_a_form_is_opened_changed_and_saved_without_loss(page: Page, tmp_path: Path) -> None:
    page.set_input_files("#open-file", WHOLE)
    expect(page.locator("#notice")).to_contain_text("已打开")
    expect(page.locator("#preview")).to_contain_text("主要举措和成效")

    for button, suffix in (("#save-yaml", ".yaml"), ("#save-xlsx", ".xlsx")):
        with page.expect_download() as saved:
            page.locator(button).click()
        file = tmp_path / f"表单{suffix}"
        file.write_bytes(saved.value.path().read_bytes())
        assert load(file)[0] == load(WHOLE)[0]


def test_nothing_is_lost_by_a_wrong_click(page: Page) -> None:
    page.set_input_files("#open-file", WHOLE)
    expect(page.locator("#notice")).to_contain_text("已打开")
    page.locator("#steps a", has_text="主要举措和成效").click()
    kept = json.loads(page.evaluate("localStorage.getItem('fazhi.draft')"))["form"]

    def now() -> object:
        return json.loads(page.evaluate("localStorage.getItem('fazhi.draft')"))["form"]

    page.get_by_role("button", name="删去二级项目第1项").click()
    assert now() != kept
    page.get_by_role("button", name="撤销").click()
    assert now() == kept

    page.get_by_role("button", name="下移二级项目第1项").click()
    page.get_by_role("button", name="上移二级项目第2项").click()
    assert now() == kept

    page.locator("#clear").click()
    page.get_by_role("button", name="不，回去").click()
    assert now() == kept
    page.locator("#clear").click()
    page.get_by_role("button", name="清空", exact=True).click()
    expect(page.locator("#notice")).to_contain_text("已清空")
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="撤销").click()
    assert now() == kept

    page.set_input_files("#last-file", "examples/reports/青禾乡2024年度报告.txt")
    page.get_by_role("button", name="换掉").click()
    expect(page.locator("#notice")).to_contain_text("撤销")
    assert now() != kept
    page.get_by_role("button", name="撤销").click()
    assert now() == kept


def test_a_new_field_of_the_schema_is_asked_for(page: Page) -> None:
    def with_another(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        schema = answer.json()
        schema["properties"]["典型经验"] = {
            "type": "array",
            "items": {"$ref": "#/$defs/Attachment"},
            "description": "值得推广的做法",
        }
        schema["$defs"]["Unit"]["properties"]["统一社会信用代码"] = {"type": "string", "pattern": "^[^\\n]*$"}
        route.fulfill(json=schema)  # type: ignore[attr-defined]

    page.route("**/draft/schema", with_another)
    page.reload()
    expect(page.get_by_label("统一社会信用代码")).to_be_visible()
    page.locator("#steps a", has_text="其他").click()
    page.get_by_role("button", name="添加一个附件").click()
    expect(page.get_by_role("group", name="典型经验")).to_contain_text("值得推广的做法")


def test_words_of_a_form_are_words_on_the_page(page: Page, tmp_path: Path) -> None:
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    file = tmp_path / "表单.json"
    file.write_text(
        json.dumps(
            {
                "单位": {"名称": attack},
                "数据": {attack: {attack: "1"}, "甲": {"乙": {"数": "3", "属于": attack}}},
                attack: attack,
                "主要举措和成效": {"项目": [{"标题": attack, "正文": "{{ " + attack + " }}"}]},
            }
        ),
        encoding="utf-8",
    )
    page.set_input_files("#open-file", file)
    expect(page.locator("#notice")).to_contain_text("已打开")
    expect(page.locator("#preview")).to_contain_text("<script>")
    page.locator("#show-side").click() if page.locator("#show-side").is_visible() else None
    page.locator("#tab-problems").click()
    expect(page.locator("#problems")).to_contain_text("<script>")
    assert page.locator("main img, main script").count() == 0


def test_what_a_file_says_of_a_figure_besides_its_kind_is_told(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "表单.yaml"
    file.write_text("数据:\n  纠纷:\n    率: {分子: 甲, 分母: 乙, 来源: 县局调查}\n", encoding="utf-8")
    page.set_input_files("#open-file", file)
    expect(page.locator("#notice")).to_contain_text("已打开")
    page.locator("#steps a", has_text="数据").click()
    figure = page.get_by_role("group", name="第1个数")
    expect(figure).to_contain_text("文件里还写着“来源”：县局调查")
    figure.get_by_label("种类").select_option("现成的比率")
    expect(page.get_by_role("group", name="第1个数").get_by_label("来源")).to_have_value("县局调查")


def test_what_was_typed_stays_when_the_program_has_stopped(page: Page) -> None:
    page.route("**/draft/look", lambda route: route.abort())
    page.get_by_label("名称").first.fill("青禾乡人民政府")
    expect(page.locator("#trouble")).to_contain_text("填的内容还在浏览器里，没有丢")
    page.unroute("**/draft/look")
    page.reload()
    expect(page.get_by_label("名称").first).to_have_value("青禾乡人民政府")


def test_nothing_is_wider_than_the_window(page: Page) -> None:
    page.set_input_files("#open-file", "examples/forms/云岭县司法局2025（表格和附件）.yaml")
    expect(page.locator("#notice")).to_contain_text("已打开")
    for link in page.locator("#steps a").all():
        link.click()
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_what_is_still_last_years_is_told_at_its_field_and_in_the_list(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "表单.yaml"
    text = Path("examples/forms/青禾乡2025（简短）.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("正文: ", "正文: 【待修改】", 1), encoding="utf-8")
    page.set_input_files("#open-file", file)
    expect(page.locator("#notice")).to_contain_text("已打开")

    expect(page.locator("#steps a", has_text="主要举措和成效")).to_contain_text("1处没填好")
    page.locator("#draft").click()
    expect(page.locator("#trouble")).to_contain_text("表单还有1处没有填好，没有起草")
    problem = page.locator("#problems .to-field")
    expect(problem).to_contain_text("还标着“【待修改】”")
    problem.click()
    area = page.locator("textarea:focus")
    expect(page.locator(".wrong:visible")).to_contain_text("照今年的情况改好，再删去这几个字")

    area.fill(area.input_value().replace("【待修改】", ""))
    with page.expect_download():
        page.locator("#draft").click()
    expect(page.locator("#notice")).to_contain_text("报告已经下载")


def test_a_click_meets_what_it_was_meant_for_while_mistakes_come_and_go(page: Page) -> None:
    page.locator("#steps a", has_text="数据").click()
    page.get_by_role("button", name="添加一组").click()
    page.get_by_label("组名").fill("纠纷")
    page.get_by_role("button", name="添加：数", exact=False).first.click()
    page.get_by_role("group", name="第1个数").get_by_label("名称").fill("成功")
    page.get_by_role("group", name="第1个数").get_by_label("数", exact=True).fill("四十二件")
    adding = page.get_by_role("button", name="添加：目标")
    adding.scroll_into_view_if_needed()
    at = adding.bounding_box()
    assert at is not None
    page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    page.mouse.down()
    # Longer than the answer takes that tells of the mistake.
    page.wait_for_timeout(1500)
    page.mouse.up()

    expect(page.get_by_role("group", name="第2个数")).to_be_visible()
    expect(page.get_by_role("group", name="第1个数").locator(".wrong:visible")).to_contain_text("阿拉伯数字")


def test_two_windows_do_not_write_over_each_other(page: Page) -> None:
    page.get_by_label("名称").first.fill("青禾乡人民政府")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_label("名称").first).to_have_value("青禾乡人民政府")
    other.get_by_label("名称").first.fill("白石镇人民政府")

    expect(page.locator("#notice")).to_contain_text("另一个窗口改过这份表单")
    page.get_by_label("简称").fill("青禾乡")
    assert "白石镇人民政府" in page.evaluate("localStorage.getItem('fazhi.draft')")
    page.get_by_role("button", name="用那边的").click()
    expect(page.get_by_label("名称").first).to_have_value("白石镇人民政府")

    page.get_by_label("简称").fill("白石镇")
    expect(other.locator("#notice")).to_contain_text("另一个窗口改过这份表单")
    other.get_by_role("button", name="用这边的").click()
    assert '白石镇"' not in page.evaluate("JSON.stringify(JSON.parse(localStorage.getItem('fazhi.draft')).form.单位)")
    expect(page.locator("#notice")).to_contain_text("另一个窗口改过这份表单")


def test_two_figures_of_one_name_and_one_without_are_told_in_the_words_that_were_typed(
    page: Page, tmp_path: Path
) -> None:
    page.locator("#steps a", has_text="数据").click()
    page.get_by_role("button", name="添加一组").click()
    page.get_by_label("组名").fill("纠纷")
    for number, name in enumerate(("受理", "受理", ""), start=1):
        page.get_by_role("button", name="添加：数", exact=False).first.click()
        figure = page.get_by_role("group", name=f"第{number}个数")
        figure.get_by_label("名称").fill(name)
        figure.get_by_label("数", exact=True).fill("44件")
    page.get_by_label("组名").focus()

    wrong = page.get_by_role("group", name="第2个数").locator(".wrong:visible")
    expect(wrong).to_contain_text("这一组里别的数也叫“受理”；请换一个名称")
    expect(page.get_by_role("group", name="第3个数").locator(".wrong:visible")).to_contain_text("这个数还没有写名称")


def test_a_base_is_used_until_it_is_taken_away(page: Page, tmp_path: Path) -> None:
    page.set_input_files("#open-file", "examples/forms/青禾乡2025（简短）.yaml")
    expect(page.locator("#notice")).to_contain_text("已打开")
    base = tmp_path / "红头.docx"
    base.write_bytes(b"x")
    page.set_input_files("#base-file", base)
    expect(page.locator("#trouble")).to_contain_text("“红头.docx”：底版文件用不了")
    base.write_bytes(docx(p(r("青禾乡人民政府文件")), p(r("青政发〔2026〕3号"))))
    page.set_input_files("#base-file", base)
    expect(page.locator("#notice")).to_contain_text("用“红头.docx”的版头")

    def first_line() -> str:
        with page.expect_download() as drafted:
            page.locator("#draft").click()
        return read_bytes(drafted.value.path().read_bytes()).blocks[0].text

    assert first_line() == "青禾乡人民政府文件"
    page.get_by_role("button", name="不用底版了").click()
    assert first_line() != "青禾乡人民政府文件"
