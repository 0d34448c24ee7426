"""fazhi.toml: what it can say, what it may not say, and what a run makes of it."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from drafting import engine
from drafting.config import ConfigError, Settings, find, load
from drafting.document.draft import Kind
from drafting.document.layout import shipped_layout
from drafting.document.mandate import shipped_mandate
from drafting.findings import CheckResult, Severity
from drafting.readers.text import from_text
from drafting.rules.catalogue import ALL, known_names

REPORT = """青禾乡2024年法治政府建设年度报告
一、主要举措和成效
全年开展法治宣传12次,化解矛盾纠纷30件。
二、存在的不足和原因
普法形式单一,主要原因是队伍力量不足。
三、党政主要负责人履行推进法治建设第一责任人职责情况
党委书记和乡长带头学法，定期听取汇报。
四、2025年工作安排
继续加强执法队伍建设。
青禾乡人民政府
2025年1月15日
"""
"""Faultless but for two half-width commas."""

TODAY = date(2026, 6, 30)


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    return tmp_path / "fazhi.toml"


def settings(path: Path, text: str) -> Settings:
    path.write_text(text, encoding="utf-8")
    return load(path, known_names())


def run(settings: Settings, text: str = REPORT, *, today: date = TODAY) -> CheckResult:
    return engine.run(from_text(text), ALL, settings, today=today)


def codes(result: CheckResult) -> list[str]:
    return [finding.code for finding in result.findings]


def test_without_settings_both_commas_are_found() -> None:
    assert codes(run(Settings())) == ["PUN01", "PUN01"]


# ---- waivers ----

WAIVER = '[[waivers]]\ncode = "PUN01"\nreason = "排版软件所限"\n'


def test_a_waiver_sets_aside_all_findings_of_its_code(settings_file: Path) -> None:
    result = run(settings(settings_file, WAIVER))

    assert codes(result) == []
    assert [(waived.finding.code, waived.reason) for waived in result.waived] == [("PUN01", "排版软件所限")] * 2
    assert result.notices == ()


def test_a_waiver_with_a_quote_sets_aside_only_what_lies_on_it(settings_file: Path) -> None:
    waiver = '[[waivers]]\ncode = "RES01"\nreason = "县里统一填"\nquote = "XX件"\n'
    result = run(settings(settings_file, waiver), REPORT.replace("12次,", "XX场，").replace("30件", "XX件"))

    assert [finding.location.quote for finding in result.findings if finding.code == "RES01"] == ["XX场"]
    assert [waived.finding.location.quote for waived in result.waived] == ["XX件"]


@pytest.mark.parametrize("today", [date(2026, 6, 29), date(2026, 6, 30)], ids=["the day before", "the last day"])
def test_a_waiver_holds_through_its_last_day(settings_file: Path, today: date) -> None:
    result = run(settings(settings_file, WAIVER + "until = 2026-06-30\n"), today=today)

    assert codes(result) == []
    assert len(result.waived) == 2


def test_an_expired_waiver_is_named_once_and_holds_no_more(settings_file: Path) -> None:
    result = run(settings(settings_file, WAIVER + "until = 2026-06-30\n"), today=date(2026, 7, 1))

    assert codes(result) == ["PUN01", "PUN01"]
    assert result.waived == ()
    assert result.notices == ("对 PUN01 的豁免（排版软件所限）已于 2026年6月30日 到期，不再生效。",)


def test_a_later_waiver_takes_over_from_an_expired_one(settings_file: Path) -> None:
    result = run(settings(settings_file, WAIVER + "until = 2025-12-31\n" + WAIVER + "until = 2026-12-31\n"))

    assert codes(result) == []
    assert len(result.waived) == 2


# ---- severities, rules on and off ----


def test_severities_are_changed(settings_file: Path) -> None:
    result = run(settings(settings_file, '[severity]\nPUN01 = "error"\n'))

    assert {finding.severity for finding in result.findings} == {Severity.ERROR}


@pytest.mark.parametrize(
    "text",
    [
        '[severity]\nPUN01 = "off"\n',
        '[rules]\nignore = ["PUN01"]\n',
        '[rules]\nignore = ["PUN"]\n',
        '[rules]\nselect = ["NUM"]\n',
    ],
    ids=["off", "rule ignored", "family ignored", "others selected"],
)
def test_rules_are_switched_off(settings_file: Path, text: str) -> None:
    assert codes(run(settings(settings_file, text))) == []


def test_what_one_run_selects_brings_back_what_the_file_switches_off(settings_file: Path) -> None:
    from_file = settings(settings_file, '[rules]\nignore = ["PUN"]\n')

    assert codes(run(from_file.narrowed(frozenset({"PUN01"}), frozenset()))) == ["PUN01", "PUN01"]


def test_what_one_run_ignores_comes_on_top_of_the_file(settings_file: Path) -> None:
    from_file = settings(settings_file, '[rules]\nignore = ["NUM"]\n').narrowed(frozenset(), frozenset({"PUN"}))

    assert not from_file.is_on("NUM02")
    assert not from_file.is_on("PUN01")
    assert from_file.is_on("STR01")


# ---- the file itself ----


def test_the_file_beside_the_report_is_found_before_the_one_above(tmp_path: Path) -> None:
    folder = tmp_path / "青禾乡"
    folder.mkdir()
    report = folder / "报告.txt"
    (tmp_path / "fazhi.toml").touch()
    assert find(report) == tmp_path.resolve() / "fazhi.toml"

    (folder / "fazhi.toml").touch()
    found = find(report)
    assert found is not None
    assert found.samefile(folder / "fazhi.toml")


def test_a_byte_order_mark_as_notepad_writes_it_does_no_harm(settings_file: Path) -> None:
    settings_file.write_bytes(b"\xef\xbb\xbf" + WAIVER.replace("\n", "\r\n").encode("utf-8"))

    assert load(settings_file, known_names()).waivers[0].code == "PUN01"


def test_an_empty_file_changes_nothing(settings_file: Path) -> None:
    loaded = settings(settings_file, "")

    assert (loaded.mandate, loaded.waivers, loaded.severities) == (shipped_mandate(), (), {})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("rule = 1\n", "不认识的项“rule”", id="unknown key"),
        pytest.param("rules = 1\n", "应当写成一节：[rules]", id="rules no table"),
        pytest.param('[rules]\nonly = ["PUN"]\n', "不认识的项“only”", id="unknown key in rules"),
        pytest.param('[rules]\nignore = "PUN"\n', "rules.ignore 应当是一列代码", id="ignore no list"),
        pytest.param('[rules]\nselect = ["PUN99"]\n', "没有“PUN99”这条规则", id="unknown code selected"),
        pytest.param('severity = "error"\n', "应当写成一节：[severity]", id="severity no table"),
        pytest.param('[severity]\nPUN99 = "info"\n', "没有“PUN99”这条规则", id="unknown code in severity"),
        pytest.param('[severity]\nPUN01 = "fatal"\n', "只能是 error、warning、info 或 off", id="unknown severity"),
        pytest.param("[severity]\nPUN01 = 3\n", "只能是 error、warning、info 或 off", id="severity a number"),
        pytest.param('[[waivers]]\ncode = "PUN01"\n', "reason（豁免理由）", id="waiver without reason"),
        pytest.param('[[waivers]]\nreason = "有因"\n', "code（规则代码）", id="waiver without code"),
        pytest.param(WAIVER + 'day = "永远"\n', "不认识的项“day”", id="unknown key in waiver"),
        pytest.param(WAIVER + 'until = "2026-06-30"\n', "不带引号的日期", id="until in quotes"),
        pytest.param(WAIVER + "until = 2026-06-30T12:00:00\n", "不带引号的日期", id="until with a time"),
        pytest.param(WAIVER.replace("PUN01", "PUN99"), "没有“PUN99”这条规则", id="unknown code in waiver"),
        pytest.param(WAIVER.replace('"PUN01"', "1"), "waivers.code 应当是一列代码", id="waiver code a number"),
        pytest.param(WAIVER.replace("[[waivers]]", "[waivers]"), "[[waivers]]", id="waivers a table"),
        pytest.param('waivers = "PUN01"\n', "[[waivers]]", id="waivers a word"),
        pytest.param("waivers = 3\n", "[[waivers]]", id="waivers a number"),
        pytest.param(WAIVER + "quote = 12\n", "quote", id="waiver quote a number"),
        pytest.param("mandate = 3\n", "[mandate]", id="mandate a number"),
        pytest.param('[mandate]\nname = "报告"\n', "缺少 subject", id="mandate incomplete"),
        pytest.param("layout = 3\n", "应当写成一节：[layout]", id="layout a number"),
        pytest.param('[layout]\nprofile = "x"\n', "可用的有：GB-T-9704-2012", id="unknown profile"),
        pytest.param('[layout]\nprofile = ["x"]\n', "可用的有：GB-T-9704-2012", id="profile a list"),
        pytest.param("[layout.pages]\ntop = 3\n", "可以写的有：name、basis、page", id="unknown section of a layout"),
        pytest.param("[layout.page]\ntopp = 3\n", "不认识 page.topp，可以写的有：width", id="unknown length"),
        pytest.param("[layout.formats.titel]\nsize = 3\n", "可以写的有：title、addressee", id="unknown kind"),
        pytest.param(
            '[layout.formats.title]\nsize = "二号"\n', "formats.title.size 的值不合要求（字号，磅）", id="size a word"
        ),
        pytest.param('[layout.formats.title]\nalign = "middle"\n', "left、center、right", id="unknown alignment"),
        pytest.param("[layout]\npage = 3\n", "page 的值不合要求", id="page a number"),
        pytest.param("[rules\n", "写法有误", id="no TOML"),
    ],
)
def test_a_mistake_is_told_in_one_chinese_sentence(settings_file: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError) as told:
        settings(settings_file, text)

    assert words in str(told.value)
    assert "fazhi.toml" in str(told.value)


def test_another_encoding_is_told(settings_file: Path) -> None:
    settings_file.write_bytes(WAIVER.encode("gb18030"))

    with pytest.raises(ConfigError, match="不是 UTF-8 编码"):
        load(settings_file, known_names())


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="读不了"):
        load(tmp_path, known_names())


@pytest.mark.parametrize("page", ["README.md", "docs/settings.md"])
def test_the_examples_in_the_manual_can_be_used(settings_file: Path, page: str) -> None:
    examples = re.findall(r"```toml\n(.*?)```", Path(page).read_text(encoding="utf-8"), re.DOTALL)

    assert examples
    for example in examples:
        settings(settings_file, example)


# ---- a county's own mandate ----

COUNTY = """
[mandate]
name = "本县法治政府建设年度报告"
subject = ["法治政府建设"]
genre = ["报告"]
basis = "本县依法治县办通知"
separate_headings = true
submit_by = { month = 1, day = 10, what = "报送县依法治县办" }
publish_by = { month = 2, day = 1, what = "向社会公开" }

[[mandate.parts]]
key = "leaders"
name = "第一责任人履职"
wording = "党政主要负责人履行第一责任人职责情况"
heading = ["第一责任人"]

[[mandate.parts]]
key = "achievements"
name = "举措和成效"
wording = "主要举措和成效"
heading = ["举措.*成效"]

[[mandate.parts]]
key = "shortcomings"
name = "不足和原因"
wording = "存在的不足和原因"
heading = ["不足"]

  [[mandate.parts.elements]]
  key = "causes"
  name = "原因"
  any_of = ["原因是"]

[[mandate.parts]]
key = "plan"
name = "下一年安排"
wording = "下一年度主要安排"
year_offset = 1
heading = ["安排"]
"""

IN_THE_COUNTYS_ORDER = """青禾乡2024年法治政府建设年度报告
一、党政主要负责人履行推进法治建设第一责任人职责情况
党委书记和乡长带头学法，定期听取汇报。
二、主要举措和成效
全年开展法治宣传12次，化解矛盾纠纷30件。
三、存在的不足和原因
普法形式单一，主要原因是队伍力量不足。
四、2025年工作安排
继续加强执法队伍建设。
青禾乡人民政府
2025年1月9日
"""


def test_a_countys_order_holds_instead_of_the_shipped_one(settings_file: Path) -> None:
    county = settings(settings_file, COUNTY)

    assert "STR02" in codes(run(Settings(), IN_THE_COUNTYS_ORDER))
    assert codes(run(county, IN_THE_COUNTYS_ORDER)) == []
    assert "STR02" in codes(run(county, REPORT))


def test_a_countys_deadline_holds(settings_file: Path) -> None:
    late = IN_THE_COUNTYS_ORDER.replace("2025年1月9日", "2025年2月10日")

    assert "DAT03" not in codes(run(Settings(), late))
    assert "DAT03" in codes(run(settings(settings_file, COUNTY), late))


def test_merged_parts_weigh_more_where_separate_headings_are_prescribed(settings_file: Path) -> None:
    merged = IN_THE_COUNTYS_ORDER.replace(
        "三、存在的不足和原因\n普法形式单一，主要原因是队伍力量不足。\n四、2025年工作安排\n",
        "三、存在的不足和原因及2025年工作安排\n普法形式单一，主要原因是队伍力量不足。\n",
    )
    strict = run(settings(settings_file, COUNTY), merged)
    lenient = run(settings(settings_file, COUNTY.replace("separate_headings = true\n", "")), merged)

    weights = [[f.severity for f in result.findings if f.code == "STR03"] for result in (strict, lenient)]
    assert len(weights[0]) == len(weights[1]) == 1
    assert weights[0] > weights[1]


# ---- a county's own layout ----


def test_a_layout_is_the_shipped_one_but_for_what_is_written(settings_file: Path) -> None:
    own = settings(settings_file, '[layout.page]\ntop = 35\n[layout.formats.title]\nfaces = ["华文中宋"]\n').layout

    assert (own.page.top, own.page.bottom) == (35, shipped_layout().page.bottom)
    assert own.dress(Kind.TITLE).faces == ("华文中宋",)
    assert own.dress(Kind.TITLE).size == shipped_layout().dress(Kind.TITLE).size
    assert own.dress(Kind.BODY) == shipped_layout().dress(Kind.BODY)


def test_a_profile_alone_is_that_profile(settings_file: Path) -> None:
    assert settings(settings_file, '[layout]\nprofile = "GB-T-9704-2012"\n').layout == shipped_layout()


def test_without_a_layout_the_shipped_one_holds() -> None:
    assert Settings().layout is shipped_layout()


# ---- [check] ----


@pytest.mark.parametrize("written", ["3", "2.5", "1.01"])
def test_the_factor_of_a_jump_is_taken_as_written(written: str, settings_file: Path) -> None:
    assert settings(settings_file, f"[check]\njump = {written}\n").jump == Fraction(written)


def test_without_a_word_a_jump_is_five_times() -> None:
    assert Settings().jump == 5


@pytest.mark.parametrize("written", ["1", "0", "-3", "nan", "inf", "true", '"5"', "[5]", "1e30"])
def test_what_is_no_factor_is_refused(written: str, settings_file: Path) -> None:
    with pytest.raises(ConfigError, match=r"check\.jump 应当是大于1的数"):
        settings(settings_file, f"[check]\njump = {written}\n")


def test_an_unknown_key_of_check_is_refused(settings_file: Path) -> None:
    with pytest.raises(ConfigError, match=r"\[check\] 里有不认识的项“jmup”"):
        settings(settings_file, "[check]\njmup = 3\n")
