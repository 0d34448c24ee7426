"""What a figure counts, as its own words say: verb, thing, period and scope."""

from dataclasses import dataclass

from drafting.document import Document
from drafting.figures.quantities import Quantity
from drafting.text.patterns import Pattern

_PERIOD = Pattern(
    "截至[^，。；]{0,12}?(?:目前|日|底|末)|截止目前|20[0-9]{2}年(?:[0-9]{1,2}月|上半年|下半年|第[一二三四]季度|度|底|末)?|全年|今年以来|今年|本年度?"
    "|上年度?|去年|同期|上半年|下半年|[一二三四]季度|年[初内末底]|每[年月季周日]度?|累计|五年来|[0-9]{1,2}月底?"
)
_SCOPE = Pattern(
    "全(?:镇|乡|县|区|市|街道|省)|[镇乡县市]本?级|各?村(?:（社区）|级)?|各?社区|街道|司法所|派出所|综治中心|便民服务中心|学校|企业|每[个名支村户期场家件次]"
)
_LEADING = Pattern(
    "^(?:其中|截至[^，。；]{0,12}?(?:目前|日|底|末)|截止目前|20[0-9]{2}年度?|全年|今年以来|今年|本年度?|年内|目前|现(?!场|行)|已|共计?|累计|合计|总计|总共|一共|先后"
    "|全(?:镇|乡|县|区|市|街道)|我[镇乡县市]|的|又|还|另|并|和|及|、|，|：|（|是)+"
)
_TRAILING = Pattern(
    "(?:共计?|累计|合计|总计|分别|已|均|达到?|为|是|(?<![签履违预契])约|近|有|至|到|了|的|了?共有|高达|仅|就)+$"
)
_VERB = Pattern(
    "^(?P<verb>排查化解|调解成功|成功调解|成功化解|办理完毕|排查|调处|调解|化解|受理|接待|接收|收到|承办|办结|办理|答复|开展|组织|举办|召开|发放|印发|张贴|悬挂|推送|制作"
    "|检查|抽查|查处|整改|立案|审查|审核|制发|制定|修订|废止|清理|聘请|选聘|聘任|配备|培养|培育|建成|新建|建立|设立|划分|安排|投入|落实|拨付|支出|收缴|征集"
    "|收集|提出|出具|提供|参加|参与|培训|走访|慰问|登记|解除|救助|追回|挽回|移送|公开|公示|签订|履行|完成|实现|处理|审查|采纳|解决|收回|推动|调处|下辖|辖|拥有|有)"
)
_BEHIND = Pattern("^[^，。；、：（）]{2,12}?(?=$|[，。；、：（）]|中|的|均|全部|已|都|由|为|等|在|进行|开展)")
_ACTS = frozenset(["次", "场", "场次", "轮", "期", "天", "年", "小时", "分钟", "元", "亩", "倍"])
_SHORTEST_ACT = 4
"""调解成功 says enough by itself; 办结 does not say what."""
_HANDLE = Pattern("^(?:对|把|将|向|给|帮助|为)(?=.{2})")
_BASE = Pattern(
    "(?:比|较|由|从|与)[^，。；]{0,8}(?:年|期|初|末|底)[^，。；0-9]{0,8}[0-9][0-9.,]*[^，。；增减升降提到至]{0,3}"
)
_CHANGE = Pattern("[^，。；、0-9]{0,8}(?:增长|增加|增幅|上升|上涨|提高|提升|下降|降低|减少|降幅|回落|压缩|缩短)了?$")
_RATE = Pattern("[^，。；：、]{1,16}(?:率|比例|比重|占比|度)")


_TIMES_ONLY = Pattern(
    "(?:上|下|前|后)半年|[年岁月季周][初中末底尾内]|[春夏秋冬][季天日]?|[一二三四1-4]季度|第[一二三四]季度|[0-9一二三四五六七八九十]+月(?:份|以来|底)?|[0-9]+日|农闲|农忙"
    "|[春秋]耕|[夏秋]收|汛[期前后]|节[前后日]|(?:春节|腊月|正月)(?:前后|期间)?|当[年月天日]|每[年月周天日]|近期|期间|其间|时节|前后|以[来前后]|开春|入[春夏秋冬]|换届|起|至今|平时|日常|全年|今年|本年度?"
)
_BARE = Pattern(
    "^[\u4e00-\u9fff]{1,3}(?:[过了着完成到]|[出上下]来)$|(?:先后|陆续|相继|随即|一并|多次|共同|分别|再次|接着|随后)[\u4e00-\u9fff]{0,2}$|(?:分成|分为|[过着])$"
    "|^(?:就(?![业医诊近学地])|在(?![册校建岗编线押矫职逃校营])|于|因|从(?!业)|以(?!案))"
)
_JOINING = Pattern("^(?:同时|期间|其间|此外|另外|此后|随后|接着|之后|并且|而且|以及|还|又|再)+")


def countable(thing: str) -> str:
    """Without what joins it to the words before; empty where it names nothing: 下半年, 拖过, 就水费先后谈."""
    joined = _JOINING.match(thing)
    if joined:
        thing = _HANDLE.sub("", thing[joined.end() :])
    thing = _LEADING.sub("", thing)
    verb = _VERB.fullmatch(thing)
    if not _TIMES_ONLY.sub("", thing) or _BARE.search(thing) or (verb and len(thing) < _SHORTEST_ACT):
        return ""
    return thing


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    verb: str
    thing: str
    period: str
    scope: str

    @property
    def words(self) -> str:
        return self.verb + self.thing


def cell_labels(document: Document) -> dict[int, str]:
    """What the head of the row and of the column call each cell of a table, by block."""
    heads: dict[tuple[int, int, int], str] = {}
    for block in document.blocks:
        if block.cell is not None and 0 in (block.cell.row, block.cell.column):
            heads[block.cell.table, block.cell.row, block.cell.column] = block.text.strip()
    labels = {}
    for block in document.blocks:
        if block.cell is not None and 0 not in (block.cell.row, block.cell.column):
            table, row, column = block.cell.table, block.cell.row, block.cell.column
            named = (heads.get((table, row, 0), ""), heads.get((table, 0, column), ""))
            labels[block.index] = "·".join(head for head in named if head)
    return labels


def subject_of(document: Document, quantity: Quantity) -> Subject:
    text = document.blocks[quantity.block].text
    lead = text[max(0, quantity.start - 80) : quantity.start]
    for stop in "。；":
        lead = lead.rpartition(stop)[2]
    period, scope = _last(_PERIOD, _without_bases(lead)), _last(_SCOPE, quantity.before)
    own = quantity.before.removesuffix(quantity.number.prefix)
    if quantity.is_rate:
        change = _CHANGE.search(own)
        return Subject("", change[0] if change else _last_named(lead) or own[-8:].lstrip("的"), period, scope)
    words = _TRAILING.sub("", _LEADING.sub("", own))
    verb = _VERB.search(words)
    done = verb["verb"] if verb else ""
    thing = words[len(done) :].lstrip("了的，、。（）")
    behind = _BEHIND.search(quantity.after) if quantity.number.unit not in _ACTS else None
    if behind is not None:
        # 聘请的5名法律顾问: what stands behind the measure word is what it counts.
        thing = _TRAILING.sub("", _LEADING.sub("", behind[0])).lstrip("的，、") or thing
    return Subject(done, _HANDLE.sub("", thing), period, scope)


def _without_bases(lead: str) -> str:
    """由上年的80件增加到92件: last year goes with the 80 alone."""
    base = list(_BASE.finditer(lead))
    return _BASE.sub("", lead) if not base or base[-1].end() < len(lead) else lead


def _last(pattern: Pattern, text: str) -> str:
    found = pattern.findall(text)
    return found[-1] if found else ""


def _last_named(lead: str) -> str:
    names: list[str] = _RATE.findall(lead)
    return _LEADING.sub("", names[-1]) if names else ""
