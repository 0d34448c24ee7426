"""Right text that a fix once changed, each by the words that it was changed in."""

import pytest

from drafting.app import check_document
from drafting.findings import Edit
from drafting.fixing import fix_document
from drafting.readers.text import from_text
from tests.framed import framed


def edits(text: str) -> tuple[Edit, ...]:
    return fix_document(from_text(text), lambda document: check_document(document).findings, lambda _: True).edits


@pytest.mark.parametrize(
    "words",
    [
        "全镇连续15年全年无命案。",
        "已连续20年全年零上访。",
        "他从事调解工作28年初心不改。",
        "工作年限24年底薪不变。",
        "干了18年度过难关。",
        "安排剩余16年度汛任务。",
        "合作社成立16年底子厚。",
        "党员调解员坚守岗位，24年初心不改。",
        "连续15年度考核优秀。",
        "宣传《青禾乡24年度普法计划》和“24年度工作先进”。",
    ],
)
def test_a_number_of_years_stays(words: str) -> None:
    assert not edits(framed(words))


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("24年度开展检查8次。", "20"),
        ("全面完成，24年底前办结。", "20"),
        ("自24年3月起公示。", "20"),
        ("我乡24年度工作任务完成。", "20"),
    ],
)
def test_a_short_year_is_written_out(words: str, right: str) -> None:
    assert [edit.replacement for edit in edits(framed(words))] == [right]


@pytest.mark.parametrize(
    "words",
    [
        "投入“12.4”万元。",
        "系统升级为“2.1”版本。",
        "打造“1.5”法治服务圈。",
        "推出“9.9”元套餐。",
        "打“1.1”折。",
        "发生“3.8”级地震。",
        "建成“4.5”万亩示范田。",
        "得到“5.1”分以上。",
        "开展“2.7”专题辅导。",
    ],
)
def test_a_quoted_decimal_is_no_day(words: str) -> None:
    assert not edits(framed(words))


@pytest.mark.parametrize(
    "line",
    [
        "位置：镇政府一楼大厅东侧综合窗口",
        "当前位置：全县第三名。",
        "字体、字号统一规范。",
        "字体、字号统一规范",
        "扫一扫“法治云溪”小程序学法",
        "主办单位：云溪镇司法所",
        "主办：云溪镇政府，承办：司法所",
        "阅读量：12000次",
        "点击量：3500",
        "版权所有、商标侵权案件8件",
        "相关文章：3篇刊登在县报",
        "网站地图、无障碍阅读功能已完成改造",
        "上一篇：普法周记",
        "第 5 页",
        "1/3",
        "3/5",
        "网页模板里的<p>和<br>标签已清理。",
    ],
)
def test_a_line_of_the_report_is_not_deleted(line: str) -> None:
    assert not edits(framed(line))


@pytest.mark.parametrize("line", ["- 4 -", "【打印】【关闭】", "分享到： 微信 微博", "[bookmark: _GoBack]"])
def test_what_nobody_writes_is_deleted(line: str) -> None:
    assert [edit.replacement for edit in edits(framed(line))] == [""]


def test_what_a_web_page_puts_around_a_report_is_deleted() -> None:
    text = f"当前位置：首页 > 政务公开\n{framed('全年普法8次。')}\n上一篇：普法周记\n1/3"
    assert {edit.span.block for edit in edits(text)} == {0, *range(len(text.splitlines()) - 2, len(text.splitlines()))}


_PLEDGE = framed(
    "各村订立公约，内容如下：\n一、爱国守法。\n二、邻里和睦。\n三、尊老爱幼。\n四、爱护庄稼。\n五、勤俭持家。\n全年评议2次。"
)


@pytest.mark.parametrize(
    "text",
    [
        _PLEDGE,
        _PLEDGE.replace("，内容如下：", "。"),
        _PLEDGE.replace("各村订立公约，内容如下：", "（一）普法。全年8次。\n（二）村规民约"),
        _PLEDGE.replace("各村订立公约，内容如下：", "（一）普法。全年8次。\n（二）评议。全年6次。\n会议印发通知"),
        framed("会议强调：\n“一、提高认识。层层落实。\n二、加强领导。不留死角。\n三、注重实效。”"),
        *(
            framed(f"（一）普法。全年8次。\n{words}\n（二）调解。全年6次。")
            for words in (
                "十、十一月份组织集中宣传。",
                "十一、十二月份开展回访。",
                "五、六名村干部参加。",
                "三、四年级学生旁听庭审。",
                "三、五户联防机制建成。",
                "（一）（二）项措施已落实。",
                "（一）至（三）项已完成。",
                "（三）、（四）两项正在办理。",
                "（一）和（二）两项已办结。",
                "（二）中所称的合同须经审查。",
                "（2）班和（3）班学生参加。",
                "(2)号楼已拆除。",
                "注：1.数据截至年底。\n2.含巡回审判。",
                "说明：1.数据截至年底。\n2.含巡回审判。",
            )
        ),
    ],
)
def test_a_list_or_a_sentence_renumbers_no_heading(text: str) -> None:
    assert not edits(text)


@pytest.mark.parametrize(
    "words",
    [
        "双语宣传“دۆلەت ۋە قانۇن”，",
        "ئادالەت ۋە قانۇن, ھۆكۈمەت",
        "Заң және құқық, әділет",
        "Закон и порядок, всё ясно",
        "ཁྲིམས ལུགས, བོད",
        "법률 홍보, 행정",
        "ほうりつ の せんでん",
        "Été à l’école, près",
        "ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ, ᠬᠠᠤᠯᠢ",
    ],
)
def test_other_scripts_keep_their_spaces_and_marks(words: str) -> None:
    assert not edits(framed(f"制作双语标语。\n{words}普法标语上墙。"))


@pytest.mark.parametrize(
    "words",
    [
        "登记名为“法治 云岭”和《青禾 普法》。",
        "该项由张伟 李强负责。",
        "经张伟 李强 王芳等人调解，双方和解。",
        "依据第十二条 当事人可以申请复议。",
        "抄送：县司法局 县委依法治县办",
        "会议上 云岭县县长 赵刚讲话。",
        "刊登《青禾,法治》和“普法:云岭”专栏。",
    ],
)
def test_names_keep_their_spaces_and_marks(words: str) -> None:
    assert not edits(framed(f"全年开展8次。\n{words}"))


@pytest.mark.parametrize(
    "words",
    [
        '身高5\'6"，屏幕27"和32"各一块。',
        "东经52'30\"至54'30\"之间。",
        '页面调用alert("法治");即可。',
        '称为“所谓"调解"”。',
        "分成按甲方:乙方=1:1计。",
        "分成按A:B=1:2计。",
    ],
)
def test_marks_of_figures_and_code_stay(words: str) -> None:
    assert not edits(framed(words))


def test_a_code_block_is_no_text_of_the_report() -> None:
    text = framed("全年普法8次。\n```\n开展普法,宣传8次。。\n```")
    document = from_text(text, markdown=True)
    assert not any("宣传8次" in block.text for block in document.blocks)
    assert any(
        "宣传8次" in block.text for block in from_text(f"```\n{framed('普法宣传8次。')}\n```", markdown=True).blocks
    )
