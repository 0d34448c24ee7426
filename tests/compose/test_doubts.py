"""What a person should look at before a draft goes out; a faultless form draws none of it."""

from pathlib import Path

import pytest

from drafting.app import draft
from drafting.compose.templates import SETTINGS, SOURCE, shipped
from tests.forms.test_loading import FORM


def doubts(tmp_path: Path, text: str, template: str | None = None) -> str:
    form = tmp_path / "表单.yaml"
    form.write_text(text, encoding="utf-8")
    return "\n".join(draft(form, template=template, incomplete=True).to_do)


CLEAN = FORM.replace(
    "正文: 受理{{ 纠纷.受理 }}件。", "正文: 受理{{ 纠纷.受理 }}件，化解{{ 纠纷.化解 }}件，化解率{{ 纠纷.化解率 }}。"
)


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,
        CLEAN.replace("正文: 组织培训。", "正文: 2026年组织培训，比2025年的次数多。"),
        CLEAN.replace("件，化解率", "件，比2024年多，化解率"),
        CLEAN.replace("件，化解率", "件，落实《云岭县2024年工作要点》，化解率"),
        CLEAN.replace("受理{{ 纠纷.受理 }}件，", "受理、化解分别为{{ 纠纷.受理 }}、{{ 纠纷.化解 }}件，"),
    ],
)
def test_clean_forms_draw_no_doubt(tmp_path: Path, text: str) -> None:
    assert doubts(tmp_path, text) == ""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("件，化解{{", "，化解{{", "这些数后面没有写量词：{{ 纠纷.受理 }}（件）"),
        (
            "正文: 组织培训。",
            "正文: 2025年组织培训。",
            "安排里写到了2025年，下一年度应是2026年，请看是不是去年的稿子没有改：下一年度安排“2025年组织培训",
        ),
        ("正文: 受理", "正文: 2024年，受理", "写到了2024年，报告年度是2025年"),
        ("数据:\n", "数据:\n  公开:\n    率: {目标: 100%}\n", "没有写进报告：公开.率"),
        ("职务: 乡党委书记", "职务: 乡党委书记李大海", "好像写了姓名：乡党委书记李大海"),
        ("正文: 组织培训。", "正文: （一）组织培训。", "有1段正文以序号开头"),
    ],
)
def test_what_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert CLEAN.count(old) == 1
    assert told in doubts(tmp_path, CLEAN.replace(old, new))


def test_goal_among_achievements_is_told_unless_it_is_aimed_at(tmp_path: Path) -> None:
    goal = CLEAN.replace("数据:\n", "数据:\n  公开:\n    率: {目标: 100%}\n")

    assert "这些是目标" in doubts(tmp_path, goal.replace("件，化解率", "件，公开率{{ 公开.率 }}，化解率"))
    assert "这些是目标" not in doubts(tmp_path, goal.replace("件，化解率", "件，力争公开率达到{{ 公开.率 }}，化解率"))


def test_goal_that_is_a_bare_number_is_told_unless_the_sentence_has_the_measure(tmp_path: Path) -> None:
    goal = CLEAN.replace("数据:\n", "数据:\n  公开:\n    率: {目标: 100}\n")
    told = "这些目标没有写单位：公开.率（100）"

    assert told in doubts(tmp_path, goal.replace("组织培训。", "力争公开率达到{{ 公开.率 }}。"))
    assert told not in doubts(tmp_path, goal.replace("组织培训。", "力争公开信息{{ 公开.率 }}条。"))
    percent = goal.replace("目标: 100}", "目标: 100%}")
    assert "没有写单位" not in doubts(tmp_path, percent.replace("组织培训。", "力争公开率达到{{ 公开.率 }}。"))


def test_words_that_a_template_drops_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "自己的"
    folder.mkdir()
    whole = shipped()["乡镇"]
    (folder / SETTINGS).write_text((whole.folder / SETTINGS).read_text(encoding="utf-8"), encoding="utf-8")
    (folder / SOURCE).write_text(
        whole.source.replace("{{ 结尾(附件, 落款) }}", "@日期 {{ 落款.日期 }}"), encoding="utf-8"
    )
    form = CLEAN + "附件:\n  - 名称: 各村情况统计表\n"

    assert "没有把表单里的这些内容写进报告：附件.名称" in doubts(tmp_path, form, str(folder))


@pytest.mark.parametrize("post", ["局党组书记、局长", "党委书记兼主任", "党工委书记", "党组书记主持工作"])
def test_posts_that_name_nobody(tmp_path: Path, post: str) -> None:
    assert doubts(tmp_path, CLEAN.replace("职务: 乡党委书记", f"职务: {post}")) == ""
