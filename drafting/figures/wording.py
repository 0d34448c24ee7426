"""How clerks word what happened to what they counted."""

from drafting.text.patterns import Pattern


def share_grams(words: str, said: str) -> bool:
    """Whether two neighbouring characters of the one stand in the other: the least that makes a Chinese word."""
    return any(words[at : at + 2] in said for at in range(len(words) - 1))


OUTCOME = Pattern(
    "办结|化解|成功|解决|整改|完成|答复|办复|查处|处罚|满意|合格|采纳|移送|立案|追回|挽回|涉及|受益|惠及|参与|参加|兑现|销号|发现|提出"
)
"""What came of something; a total of it is no total of what went in."""
DONE = Pattern(
    "办结|办理完|办毕|审结|结案|化解|调解成功|调处成功|成功|解决|整改|完成|答复|办复|回复|兑付|已|审查|维持|采纳|实到|在编|达成|支出|使用|核实|查实|属实|驳回|合格|履行|符合|属于|审查通过|获批|同意"
)
"""Of what was taken in, the part that is through."""
REST = Pattern(
    r"其余|剩余|剩下|余下|尚有|还有|仍有|尚未|尚|未(?!发生|出现|列入|经)[^，。；]{1,6}$|不(?:成功|属实|合格|规范|符合|属于|同意|满意|通过)|续办|限期整改|不予受理|正在|在办|(?<![接招对等期款优])待(?=[办处审核整签解])"
    r"|请假|缺席|空编|结余|仍在|退回|未能"
)
"""Of what was taken in, the part that is left."""
REST_OF_ALL = Pattern("其余|剩余|剩下|余下")
GOAL = Pattern(
    r"力争|争取|确保|目标|计划|拟|预计|预期|将(?!近|到)|要求|任务(?!完成)|指标(?!完成)|不低于|不少于|应达|须达|力求|努力实现|规划|到20[0-9]{2}年"
)
WISH = Pattern("力争|争取|确保|明年|下一?年|力求|目标任务|任务是")
DONE_IN_FACT = Pattern("实际|已|完成|其中")
GROWTH = Pattern(
    r"(?:增长|增加|增幅|增速|上升|上涨|提高|提升|攀升|下降|降低|减少|降幅|跌幅|涨幅|回落|压缩|压减|精简|缩短|缩减|节约|增|降|涨|多|少)"
    r"(?:了|率|幅度|为|达|均|仅|超过|超|近|约)*$"
)
PROCESS = Pattern(
    "受理|接收|收到|接到|办结|办理|审结|结案|化解|调解成功|调处|成功|解决|整改|完成|答复|办复|回复|反馈|满意|合格|采纳|履行|兑现|销号"
    "|处置|查处|纠正|挽回|追回|参与|参加|覆盖|发放|印发|推送|排查|立案|移送|开展|召开|组织|举办|培训|走访|检查|审查|审核|整治|修复|治理|新增|新建|改造|建成|实施|争取|引进|培育|投放|创建|帮扶|救助|增加|减少"
)
OVERLAPPING = Pattern(
    "女|妇女|党员|少数民族|大专|本科|研究生|学历|退役|重点|新增|新建|首次|持证|中级|高级|涉[农企未]|涉及|涉|年轻|青年|老年|困难|留守|残疾"
    "|集体|疑难|重大|重复|岁|跨|农民|未成年|获评|评为|优秀|研究|听取|夜间|节假日|联合|回头看|带队|突击|随机|示范|(?:文明|平安|先进|民主|美丽|法治|生态)[^，。；]{0,4}(?:村|社区|单位|户)|特色|低保|脱贫|罚款|没收|警告|吊销|暂扣"
)
LEVEL = Pattern("县级|市级|省级|国家级")
"""Of honours, one that has the higher has the lower too; of money it tells the source."""
EXTREME = Pattern(
    "(?:较|比(?!例)|同|与)[^，。；]{0,6}(?:上年|去年|同期|20[0-9]{2}年)|[年月日周户人村场次趟]均|最高|最低|最多|最少|最大|单笔|单场|单次|平均|人均|月均|每|各[^类项种级]{0,3}$|其余"
)
"""Of one of them, not of all."""
SAID_TWICE = Pattern(
    "计入|重复(?!信访|上访|访|投诉|举报)|(?<!没有)(?<!无)(?:重叠|重合)|交叉|剔除|扣除|去重|既[^，。；]{1,12}又|身兼|共同|合并|合署|套开|兼(?=[涉有具顾属])"
    "|同时(?=属|涉|参加|担任)|部分[^，。；）]{0,6}(?:多[类次项个]|两[类次项个]|不止)"
)
"""The sentence itself says why its figures do not add up."""
TAKEN_IN = Pattern(
    "受理|接收|收到|接到|接访|排查|摸排|登记|交办|转办|派发|派单|应|发现|抽查|申请|承办|立案|查处|检查|组织|共有|现有|在册"
)
