"""What a rate is called, and which counts its name speaks of."""

from collections.abc import Iterator
from enum import IntEnum

from drafting.figures.quantities import Quantity, Sentence
from drafting.figures.sums import Sum
from drafting.figures.wording import GROWTH, share_grams
from drafting.text.patterns import Pattern

_NAMED = Pattern(
    r"(?P<names>[^，；。,;]{0,40}(?:率|比例|比重|占比|满意度|知晓度|支持度))[”’\"]?[：:]?\s?"
    r"(?P<verb>(?:均|都|分别|也|已|仅|保持|稳定|持续|始终|维持|实现|提升|提高|上升|下降|降|升|达|到|至|为|是|在|超过|突破|高达|了|：|:)*)$"
)
_SEPARATORS = Pattern("、|，|(?<=[率度比重例])(?:和|以及|及|与)")
_ONE_OF_MANY = Pattern("^[、，,和及与]+$")

_FORMS = {
    "办结": "办结|办完|办理完|办毕|已办|结案|审结|完成|解决|化解",
    "结案": "结案|审结|办结",
    "审结": "审结|结案|办结",
    "调处": "调处|调解|化解|处理|成功",
    "调解": "调解|调处|化解|成功",
    "化解": "化解|调处|调解|解决|办结|息访|成功",
    "处置": "处置|处理|办结",
    "处理": "处理|处置|办结",
    "成功": "成功|化解|达成|谈成|调成",
    "办成": "办成|解决|办结",
    "答复": "答复|办复|回复|反馈",
    "办复": "办复|答复|回复",
    "回复": "回复|答复|办复",
    "整改": "整改|整治|销号|完成",
    "合格": "合格|及格|达标|通过",
    "优秀": "优|90分",
    "检出": "检出|发现",
    "差错": "差错|错|误",
    "满意": "满意",
    "知晓": "知晓|了解|知道",
    "参与": "参与|参加|实到|参训|参考|参评|实际|完成",
    "参加": "参加|参与|实到|实际",
    "参训": "参训|参加|实到|实训|完成|培训",
    "参考": "参考|参加|实考|完成",
    "参学": "参学|参加|实到|实学|学习",
    "参会": "参会|到会|实到|出席|参加",
    "到会": "到会|实到|出席|参加",
    "到课": "到课|实到|参加",
    "到场": "到场|实到|参加",
    "出席": "出席|实到|到会",
    "出勤": "出勤|实到|到岗",
    "参保": "参保|参加|缴费|缴纳",
    "覆盖": "覆盖|建成|建立|设立|设置|聘请|聘|配备|配齐|签订|实现|安装|成立|开展|选派|派驻|签",
    "采纳": "采纳|采用|吸收",
    "签约": "签",
    "签订": "签",
    "持证": "持证|持有|取得|获得|证",
    "入户": "入户|走访|上门",
    "走访": "走访|入户",
    "见面": "见面|走访",
    "及时": "及时|日内|限内|时限|当日|当天|按时|按期",
    "按期": "按期|日内|限内|如期|期限|按时|及时",
    "按时": "按时|日内|限内|准时|时限|按期|及时",
    "网办": "网办|网上|线上|通办",
    "在线": "在线|网上|线上",
    "执行": "执行|支出|使用|执结",
    "兑现": "兑现|兑付|发放",
    "履行": "履行|履约",
    "备案": "备案|报备|报送",
    "报备": "报备|备案|报送",
    "审查": "审查|审核",
    "审核": "审核|审查",
    "公示": "公示|公开",
    "回收": "回收|收回",
    "收缴": "收缴|已缴|缴纳|缴清|缴入|入库",
    "到账": "到账|到位",
    "达标": "达标|合格",
    "普及": "普及|覆盖|用上|使用",
    "维持": "维持",
    "获援": "获援|援助|承办",
    "开课": "开课|开设|实际",
    "满编": "在编|在岗|实有",
    "帮教": "帮教|帮扶",
    "上岗": "上岗|持证|证",
    "应诉": "应诉|出庭",
}
_LITERAL = (
    "公开 采用 撤销 纠错 败诉 胜诉 应诉 出庭 自觉 重复 差错 回访 受理 立案 破案 发案 同意 优良 到位 首次 初次 一次 当场"
    " 当日 即时 准确 规范 培训 检查 抽查 安置 帮教 就业 好评 投诉 上访 增长 支持 通过 及格 建档 登记 销号 问卷 执法 反映 复议"
    " 复发 再犯 脱管 漏管 认可 安全 幸福 信任 使用 返还 追回 反馈 转化 入网 转办 留存 超期 逾期 延期 调撤 撤诉 司法确认 日内 小时内 天内 当月"
)
_TOKENS = Pattern("|".join(sorted({*_FORMS, *_LITERAL.split()}, key=len, reverse=True)))
_FILLER = Pattern(
    "综合|总体|整体|平均|累计|全年|年度|总|的|案件|事项|工作|各类|群众|实际|全镇|全乡|全县|街道|一般|依法"
)
AT_MOST_ALL = Pattern(
    "(?:办结|结案|审结|调处|调解|化解|处置|成功|办复|答复|回复|整改|合格|优秀|优良|及格|满意|知晓|参与|参加|参训|参考|参学|参会|到会"
    "|到场|出勤|覆盖|公开|公示|备案|采纳|持证|上岗|及时|按期|按时|建档|入户|应诉|履行|通过|普及|支持|认可|好评|达标|在线|审查|审核"
    "|受理|见面|签约)(?:率|度|比例)$"
)
"""Of a whole, so that a hundred percent is the most; 完成率 goes by a target and may be more."""
_OPINION = Pattern("满意|合格|优秀|优良|及格|知晓|成功|及时|按|一次|通过|好评|达标")
_DUE = Pattern("应(?![诉急对用邀])|现有|共|总|全|核定|所有|计划|预算")
_SHOULD = Pattern("应(?![诉急对用邀])")
_REACHED = Pattern("已|实|其中|中")
_MODIFIER = Pattern("首|初|当[年月日期]|半年|季度|新增|重点|同期|年内|期内")
"""首月签约率 is not of all that signed."""
_FIRST = Pattern("(?P<step>一次(?!性)|首次|初次|当场|当日|当天|即时|现场|首月|当月)[^，、或和及与]{0,6}$")
_LAST = Pattern("最终|最后|复查|复检|复核|补考|[改查检考]后")
"""Of two steps one rate each: 一次办结率 and 最终办结率."""
_ENDINGS = ("比率", "率", "比例", "比重", "占比", "度")


class Match(IntEnum):
    """How well a count answers to what a rate's name says was reached."""

    NONE = 0
    WEAK = 1
    STRONG = 2


def named_rates(sentence: Sentence) -> Iterator[tuple[Quantity, str]]:
    """Each rate with its name; A率、B率分别为98%、95% are told apart by their order."""
    names: list[str] = []
    previous: Quantity | None = None
    for rate in sentence.quantities:
        if not rate.is_rate:
            continue
        listed_on = previous is not None and _ONE_OF_MANY.match(sentence.between(previous, rate))
        if not (names and listed_on):
            names = _names(sentence.lead(rate))
        previous = rate
        if names:
            yield rate, names.pop(0) if len(names) > 1 else names[0]


def _names(lead: str) -> list[str]:
    found = _NAMED.search(lead)
    if found is None or "占" in found["names"] or GROWTH.search(lead):
        return []
    pieces = _SEPARATORS.split(_own_words(found["names"]))
    names = [name for name in pieces if name.endswith(_ENDINGS)]
    if "分别" not in found["verb"]:
        return names[-1:]
    return names if len(names) == len(pieces) else []  # 街道、社区化解率分别为: one rate of two


def _own_words(names: str) -> str:
    """Without what stands before the last figure."""
    for place in range(len(names) - 1, -1, -1):
        if names[place].isdigit() or names[place] in "%％":
            return names[place + 1 :]
    return names


def stem(name: str) -> str:
    return next((name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)), name)


def match(stem: str, part: Quantity, whole: Sum, sentence: Sentence) -> Match:
    if "未" in part.before or _SHOULD.search(part.before):
        return Match.NONE  # 应佩戴的9名 is what a rate is of
    # What came and should have come is what a rate of its own sentence speaks of, whatever its name; not one beside it.
    inside = sentence.start <= part.start < sentence.end
    if inside and _is_due_and_real(part, whole) and not _OPINION.search(stem):
        return Match.STRONG
    tokens: list[str] = _TOKENS.findall(stem)
    if not tokens:
        return _match_letters(stem, part, whole)
    if _is_of_another_step(stem, part):
        return Match.WEAK
    own = sentence.said(part)
    around = own + whole.said
    for token in tokens:
        said = own if token is tokens[-1] else around
        if not any(_says(said, form) for form in _FORMS.get(token, token).split("|")):
            return Match.NONE
    forms = [form for token in tokens for form in _FORMS.get(token, token).split("|") if _says(own, form)]
    if all(form in whole.said for form in forms) and not _SHOULD.search(whole.said) and not is_taken_from(part, whole):
        return Match.WEAK  # two counts of what was reached, none of what it was reached of
    noun = _FILLER.sub("", _TOKENS.sub("", stem))
    if noun and not _is_meant(noun, part, whole, sentence):
        return Match.WEAK
    return Match.STRONG


def _is_of_another_step(stem: str, part: Quantity) -> bool:
    """一次办结46件 is not what 最终办结率 speaks of, nor 当场办结30件 what 办结率 does."""
    first, last = _FIRST.search(part.before), _LAST.search(stem)
    return (first is not None and first["step"] not in stem) or (last is not None and last[0] not in part.words)


def reached_before(stem: str, part: Quantity) -> bool:
    """办结81件; not 流动党员12人通过线上学习, who are all that learned, and may be all there are."""
    tokens: list[str] = _TOKENS.findall(stem)
    forms = [form for token in tokens for form in _FORMS.get(token, token).split("|")]
    return not forms or any(form in part.before for form in forms)


def _says(said: str, form: str) -> bool:
    """合格 is not said by 不合格."""
    place = said.find(form)
    return place >= 0 and said[place - 1 : place] not in ("不", "未")


def _match_letters(stem: str, part: Quantity, whole: Sum) -> Match:
    """A name that no table knows: its last two characters have to be in the count's own words."""
    tail = _FILLER.sub("", stem)[-2:]
    if len(tail) == 2 and all(character in part.words for character in tail):
        return Match.STRONG
    if not is_taken_from(part, whole):
        return Match.WEAK if any(c in part.words and c not in whole.said for c in tail) else Match.NONE
    return Match.STRONG if any(c in part.words and c not in whole.said for c in tail) else Match.WEAK


def _is_due_and_real(part: Quantity, whole: Sum) -> bool:
    """应训156人次，实训149人次."""
    return bool(_SHOULD.search(whole.members[0].before)) and ("实" in part.before or "已" in part.before)


def is_taken_from(part: Quantity, whole: Sum) -> bool:
    """应到48人，实到45人; 24个村中，已有22个."""
    due = any(_DUE.search(member.words) or member.after.endswith("中") for member in whole.members)
    return (due and bool(_REACHED.search(part.before) or not part.before)) or "其中" in part.before


def _is_meant(noun: str, part: Quantity, whole: Sum, sentence: Sentence) -> bool:
    """Whether part and whole are of what the rate is of: 问题整改率 goes by the count of 问题 where there is one."""
    if len(noun) == 1 or share_grams(noun, part.words + whole.said):
        return True
    alike = [count for count in sentence.counts() if count.unit == part.unit]
    if any(share_grams(noun, count.words) for count in alike):
        return False
    return not _MODIFIER.search(noun)
