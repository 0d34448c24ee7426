"""Punctuation, what was left behind, what must not be published, wording."""

from collections.abc import Callable, Sequence
from random import Random
from re import Match

from benchmarks.accuracy.faults.declared import ANYWHERE, around, changed, fault, put
from benchmarks.accuracy.paper import Paper, Para
from drafting.document.draft import Kind
from tests import word


def _changed(paper: Paper, random: Random, pattern: str, change: Callable[[Match[str]], str]) -> Sequence[str] | None:
    """The fault lies on what was changed, with a little around it."""
    found = changed(paper, random, pattern, change, part=None)
    if found is None:
        return None
    para, new = found
    return [around(para, new, 1)] if new else None


def _said(paper: Paper, random: Random, sentence: str, mark: str) -> Sequence[str] | None:
    return [mark] if put(paper, random, sentence) else None


@fault("PUN01", "逗号打成半角")
def comma(paper: Paper, random: Random) -> Sequence[str] | None:
    return _changed(paper, random, r"[一-龥]，[一-龥]{2}", lambda match: match[0].replace("，", ","))


@fault("PUN01", "句号打成半角")
def stop(paper: Paper, random: Random) -> Sequence[str] | None:
    return _changed(paper, random, r"[一-龥]{2}。[一-龥]{2}", lambda match: match[0].replace("。", "."))


@fault("PUN01", "冒号打成半角")
def colon(paper: Paper, random: Random) -> Sequence[str] | None:
    return _said(paper, random, "做法可以概括为三句话:先登记、再核实、后答复。", "话:先")


@fault("PUN01", "括号打成半角")
def brackets(paper: Paper, random: Random) -> Sequence[str] | None:
    return _said(paper, random, "组建专业调解组(含医疗、物业两个小组)，由退休法官任组长。", "(含医疗、物业两个小组)")


@fault("PUN01", "分号打成半角")
def semicolon(paper: Paper, random: Random) -> Sequence[str] | None:
    return _said(paper, random, "简单的当场办;复杂的限期办。", "办;复")


@fault("PUN02", "后引号漏了")
def open_quote(paper: Paper, random: Random) -> Sequence[str] | None:
    return _said(paper, random, "推出“夜间问诊服务，白天没空的群众晚上来。", "“夜间问诊服务")


@fault("PUN02", "前书名号漏了")
def title_without_head(paper: Paper, random: Random) -> Sequence[str] | None:
    return _said(paper, random, "逐条讲解安全生产法》，商户对照自查。", "安全生产法》")


@fault("PUN02", "后括号漏了")
def open_bracket(paper: Paper, random: Random) -> Sequence[str] | None:
    return _said(paper, random, "各村（社区均设立意见箱，钥匙由纪检委员保管。", "（社区均设立意见箱")


@fault("PUN03", "词中间敲进空格")
def space(paper: Paper, random: Random) -> Sequence[str] | None:
    return _changed(paper, random, r"[一-龥]{4}", lambda match: f"{match[0][:2]} {match[0][2:]}")


@fault("PUN03", "引号里面有空格")
def quoted_space(paper: Paper, random: Random) -> Sequence[str] | None:
    return _said(paper, random, "打造“ 老娘舅”调解品牌，远近闻名。", "“ 老娘舅”")


@fault("PUN03", "逗号后面有空格")
def space_behind_comma(paper: Paper, random: Random) -> Sequence[str] | None:
    return _changed(paper, random, r"[一-龥]，[一-龥]{2}", lambda match: match[0].replace("，", "， "))


@fault("PUN04", "“，”后面又是“。”")
def comma_and_stop(paper: Paper, random: Random) -> Sequence[str] | None:
    return _changed(paper, random, r"[一-龥]{2}。", lambda match: match[0].replace("。", "，。"))


@fault("PUN04", "两个逗号连在一起")
def two_commas(paper: Paper, random: Random) -> Sequence[str] | None:
    return _changed(paper, random, r"[一-龥]，[一-龥]", lambda match: match[0].replace("，", "，，"))


@fault("PUN04", "顿号后面跟着分号")
def mixed_marks(paper: Paper, random: Random) -> Sequence[str] | None:
    return _said(paper, random, "走访农户、商户、；召开院坝会。", "、；")


@fault("PUN05", "书名号之间用了顿号")
def titles_with_comma(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = "《中华人民共和国宪法》、《中华人民共和国消防法》"
    return _said(paper, random, f"读书会共读{mark}。", mark)


@fault("PUN05", "引号之间用了顿号")
def quotes_with_comma(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = "“流动法庭”、“板凳课堂”、“法治茶座”"
    return _said(paper, random, f"形成{mark}等特色做法。", mark)


@fault("PUN06", "引号打成直引号")
def straight(paper: Paper, random: Random) -> Sequence[str] | None:
    return _said(paper, random, '推行"吹哨报到"机制，站所随叫随到。', '"吹哨报到"')


@fault("PUN06", "一边弯一边直", also=("PUN02",))
def half_straight(paper: Paper, random: Random) -> Sequence[str] | None:
    return _said(paper, random, '用好“老书记工作室"，化解陈年积案。', '“老书记工作室"')


@fault("PUN06", "单直引号")
def single_straight(paper: Paper, random: Random) -> Sequence[str] | None:
    return _said(paper, random, "把'晾晒台'搬进便民大厅。", "'晾晒台'")


@fault("PUN07", "独占一行的二级标题末尾有句号")
def heading_stop(paper: Paper, random: Random) -> Sequence[str] | None:
    own = [para for para in paper.headings(2) if not para.head and not para.taken]
    if not own:
        return None
    para = random.choice(own)
    para.text += "。"
    para.taken = True
    return [para.text]


@fault("PUN07", "一级标题末尾有句号", group="structure")
def part_stop(paper: Paper, random: Random) -> Sequence[str] | None:
    para = random.choice(paper.headings(1))
    para.text += "。"
    return [para.text]


@fault("PUN08", "节日名称的间隔号写成点", also=("PUN01",))
def day_dot(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = random.choice(("“12.4”国家宪法日", "“5.12”防灾减灾日", "“11.9”消防宣传日", "“4.15”国家安全教育日"))
    return _said(paper, random, f"{mark}当天，把展板摆到集市上。", mark)


@fault("PUN08", "没加引号的节日名称")
def bare_day_dot(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = random.choice(("3.15国际消费者权益日", "6.26国际禁毒日", "12.4国家宪法日"))
    return _said(paper, random, f"结合{mark}摆摊设点，现场答疑。", mark)


# Left behind


@fault("RES01", "数字的位置还是XX")
def crosses(paper: Paper, random: Random) -> Sequence[str] | None:
    return _said(paper, random, "协助法院送达文书XX份。", "XX")


@fault("RES01", "留着横线")
def underscores(paper: Paper, random: Random) -> Sequence[str] | None:
    return _said(paper, random, "累计走访农户____户，发放明白纸若干。", "____")


@fault("RES01", "“此处待补充”没有删")
def to_be_filled(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = random.choice(("（此处待补充）", "【数据待核实】", "（待填）"))
    return _said(paper, random, f"培训调解骨干{mark}，效果良好。", mark)


@fault("RES01", "日期还是空的", group="sign-off")
def open_date(paper: Paper, random: Random) -> Sequence[str] | None:
    para = paper.first(Kind.DATE)
    if para is None:
        return None
    para.text = random.choice(
        (f"{paper.year + 1}年X月X日", f"{paper.year + 1}年××月××日", f"{paper.year + 1}年  月  日")
    )
    return [para.text, *([paper.place.organ] if "  " in para.text else [])]


@fault("RES01", "模板的花括号还在")
def braces(paper: Paper, random: Random) -> Sequence[str] | None:
    return _said(paper, random, "由{{ 分管领导 }}牵头，每月调度一次。", "{{ 分管领导 }}")


@fault("RES01", "单位名还是某某")
def somewhere(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = random.choice(("××街道", "XX镇"))
    return _said(paper, random, f"{mark}党委会专题听取了汇报。", mark)


def _picked(paper: Paper, random: Random) -> Para | None:
    there = [
        para
        for para in paper.paras
        if para.part and not para.taken and len(para.text) > 20 and para.cell is None and not para.look
    ]
    if not there:
        return None
    para = random.choice(there)
    para.taken = True
    return para


@fault("RES02", "插入的文字没有接受修订", form="word", group="revision")
def insertion(paper: Paper, random: Random) -> Sequence[str] | None:
    para = _picked(paper, random)
    if para is None:
        return None
    para.raw = word.ins(word.r("等"))
    return ANYWHERE


@fault("RES02", "删掉的文字还留着修订", form="word", group="revision")
def deletion(paper: Paper, random: Random) -> Sequence[str] | None:
    para = _picked(paper, random)
    if para is None:
        return None
    para.raw = word.deleted(word.r("这一句领导说不要"))
    return ANYWHERE


@fault("RES02", "批注没有删", form="word", group="comment")
def remark(paper: Paper, random: Random) -> Sequence[str] | None:
    para = _picked(paper, random)
    if para is None:
        return None
    para.look["remark"] = "这个数再问一下综治办"
    return ANYWHERE


def _line(paper: Paper, random: Random, text: str) -> Sequence[str] | None:
    there = [para for para in paper.paras if para.part and para.kind is Kind.BODY and not para.cell]
    if not there:
        return None
    paper.behind(random.choice(there), Para(Kind.BODY, text, part="成效", taken=True))
    return [text]


@fault("RES03", "页码夹在正文里")
def page_line(paper: Paper, random: Random) -> Sequence[str] | None:
    return _line(paper, random, random.choice(("第 3 页 共 9 页", "— 5 —", "- 2 -", "3 / 9")))


@fault("RES03", "网页的按钮一起粘了进来", form="text")
def web_line(paper: Paper, random: Random) -> Sequence[str] | None:
    return _line(
        paper, random, random.choice(("【打印本页】【关闭窗口】", "分享到：微信 微博 QQ空间", "扫一扫在手机打开当前页"))
    )


@fault("RES03", "网页的来源和浏览次数一起粘了进来", form="text")
def web_source(paper: Paper, random: Random) -> Sequence[str] | None:
    titles = [para for para in paper.paras if para.kind is Kind.TITLE]
    text = random.choice(
        ("来源：县政府网 浏览次数：235 字号：大 中 小", "发布时间：2025-01-20 16:32 来源：党政办 点击：88次")
    )
    paper.behind(titles[-1], Para(Kind.BODY, text, taken=True))
    return [text]


@fault("RES03", "域的代码或错误提示")
def field_code(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = random.choice(("错误！未定义书签。", "Error! Reference source not found.", "REF _Ref28374651 \\h"))
    return _said(paper, random, f"详见{mark}办理时限全部压减。", mark)


@fault("RES04", "有隐藏文字", form="word")
def hidden(paper: Paper, random: Random) -> Sequence[str] | None:
    para = _picked(paper, random)
    if para is None:
        return None
    para.raw = word.r("此数县里没有掌握", hidden=True)
    return ANYWHERE


@fault("RES04", "整段设成了隐藏", form="word")
def hidden_paragraph(paper: Paper, random: Random) -> Sequence[str] | None:
    para = _picked(paper, random)
    if para is None:
        return None
    paper.behind(para, Para(Kind.BODY, "该案尚在复议，暂不写入。", part=para.part, taken=True, look={"hidden": True}))
    return ANYWHERE


@fault("RES05", "作者是个人姓名", form="word")
def person(paper: Paper, random: Random) -> Sequence[str] | None:
    paper.author = random.choice(("陈晓燕", "欧阳建国", "李梅"))
    return ANYWHERE


@fault("RES05", "作者是拼音缩写或电脑名", form="word")
def initials(paper: Paper, random: Random) -> Sequence[str] | None:
    paper.author = random.choice(("zhangwei", "Wang Fang", "lxm"))
    return ANYWHERE


# What must not be published

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _identity(random: Random) -> str:
    """With a check digit; of a region that no code stands for."""
    digits = (
        f"99{random.randint(0, 9999):04}19{random.randint(50, 99)}{random.randint(1, 12):02}{random.randint(1, 28):02}"
    )
    digits += f"{random.randint(0, 999):03}"
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11]


@fault("PRI01", "括号里带着身份证号")
def identity(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = _identity(random)
    return _said(paper, random, f"为困难群众老黄（公民身份号码{mark}）申请了司法救助。", mark)


@fault("PRI01", "身份证号中间有空格")
def spaced_identity(paper: Paper, random: Random) -> Sequence[str] | None:
    digits = _identity(random)
    mark = f"{digits[:6]} {digits[6:14]} {digits[14:]}"
    return _said(paper, random, f"经核对证件{mark}，当事人并非本村村民。", mark)


@fault("PRI01", "表格里有身份证号", group="table")
def identity_in_table(paper: Paper, random: Random) -> Sequence[str] | None:
    cells = [para for para in paper.paras if para.cell and para.cell[1] == 1]
    if not cells:
        return None
    mark = _identity(random)
    cells[0].text = f"救助对象{mark}"
    return [f"={cells[0].text}"]


@fault("PRI02", "留了个人手机号")
def mobile(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = f"1{random.choice((39, 58, 77, 86, 99))}{random.randint(0, 99999999):08}"
    return _said(paper, random, f"需要预约的，可打网格长老周的手机{mark}。", mark)


@fault("PRI02", "手机号分段写")
def spaced_mobile(paper: Paper, random: Random) -> Sequence[str] | None:
    join = random.choice((" ", "-"))
    mark = join.join(
        (f"1{random.choice((35, 87, 98))}", f"{random.randint(0, 9999):04}", f"{random.randint(0, 9999):04}")
    )
    return _said(paper, random, f"联络员小何，电话{mark}，周末也接听。", mark)


@fault("PRI02", "附件或落款后面的联系人电话")
def contact_line(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = f"1{random.choice((39, 58, 77, 86, 99))}{random.randint(0, 99999999):08}"
    date = paper.first(Kind.DATE)
    if date is None:
        return None
    paper.behind(date, Para(Kind.BODY, f"（联系人：林芳，联系电话：{mark}）", taken=True))
    return [mark]


@fault("PRI03", "标题上面留着密级", group="title")
def secrecy(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = random.choice(("秘密★1年", "机密★2年", "秘密", "机密★长期"))
    paper.paras.insert(0, Para(Kind.ADDRESSEE, mark, taken=True, look={"align": "left"}))
    return [mark]


@fault("PRI03", "页眉里留着密级", form="word")
def secrecy_in_header(paper: Paper, random: Random) -> Sequence[str] | None:
    paper.header = random.choice(("秘密★1年", "机密★3年"))
    return [paper.header]


# Wording


@fault("WRD01", "“法治”写成“法制”")
def legal_system(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = random.choice(("法制政府", "法制社会", "法制中国", "法制思维", "法制化营商环境"))
    return _said(paper, random, f"为建设{mark}打下了基础。", mark)


@fault("WRD01", "“依法治国”写成“依法制国”")
def governed(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = random.choice(("全面依法制国", "依法制县", "依法制理"))
    return _said(paper, random, f"把{mark}的要求落到最末梢。", mark)


@fault("WRD01", "“尊法”写成“遵法”")
def obeyed(paper: Paper, random: Random) -> Sequence[str] | None:
    mark = random.choice(("遵法学法守法用法", "知法遵法学法用法"))
    return _said(paper, random, f"引导群众{mark}。", mark)
