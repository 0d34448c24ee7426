"""SET02: another township's name in a report, where it can only have been left in a copied text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafting.collecting.fingerprints import Passage, Prints
from drafting.document import Document, Role, Span
from drafting.findings import Severity
from drafting.rules.base import Flaw
from drafting.text.clauses import clipped
from drafting.text.patterns import Pattern

_KIND = Pattern(r"乡|镇|街道")
_WORDS_BEFORE = Pattern(r"[\u4e00-\u9fff]+")
_LONGEST = 24
"""Characters of a name: that of an ethnic township may have a dozen."""
_LONGEST_SAID = 32
_KINDS = ("街道", "乡", "镇")
_CLAUSE = Pattern(r"[，。；：！？\n]")
_SENTENCE = Pattern(r"[。；！？\n]")
# Whoever works together, lies beside or went to see names the other one by right.
_TOGETHER = Pattern(
    r"联合|会同|携手|结对|共建|共同|协作|协同|互助|帮扶|支援|交界|接壤|毗邻|相邻|邻近|临近|邻[镇乡里居村]|周边|跨[乡镇区界]|边界|联防|联调|联席"
    r"|现场会|观摩|考察|参观|取经|交流|借鉴|学习.{0,6}(?:经验|做法)|经验做法|先进|兄弟|友邻|轮岗|调任|调入|调往|挂职|借调|原任|籍|户籍"
    r"|迁[入至往]|合并|撤[并销]|划[入归转]|原(?:属|为)|以及|分别[在到赴于]|等[地乡镇]|等[0-9一二三四五六七八九十]+个"
)
_BEFORE = Pattern(
    r"(?:[与和同跟及、在到赴往去从自至向对给经离由原距]|前往|来自|位于|途经|邻|相距|所在地|所在的|原籍|家住|现住|住|住址[：:]?|地址[：:]?|于|为|是|比|学|帮)$"
)
_LISTED = Pattern(r"^(?:[、和与及至]|等|以及|[（(])")
_PLACE = Pattern(
    r"^(?:[\u4e00-\u9fff0-9]{0,6}?(?:村|社区|组|路|街|巷|号|桥|河|水库|中学|小学|学校|卫生院|医院|市场|派出所|敬老院|养老院|福利院|幼儿园|供电所|水厂|电站|法庭|人民法庭|工业园|景区|站|段|方向|境内|籍|人(?!大|民))"
    r"|一带|境内|方向|附近)"
)
_AS_SUBJECT = Pattern(
    r"^(?:党委|党工委|政府|人民政府|办事处|人大|纪委|司法所|党政办|平安办|综治中心|综合(?:行政)?执法|便民服务中心|人民调解|机关|干部|各级|各村|全体|法治|依法|党政|两级"
    r"|全年|全镇|全乡|今年|去年|年内|累计|共(?!同|建)|20[0-9]{2}年|高度|坚持|认真|积极|扎实|深入|严格|持续|不断|始终|紧紧|紧扣|切实|充分|大力|着力|全面|进一步|牢固|围绕|根据|按照|通过"
    r"|把|将|组织|开展|召开|成立|制定|印发|落实|推进|推动|加强|建立|健全|完善|聚焦|立足|深化|强化|严把|创新|以)"
)
# What another unit does comes to this one: its letters, its visitors, its cases.
_FROM_THERE = Pattern(
    r"^[\u4e00-\u9fff]{0,12}?(?:来函|来信|发来|发函|致函|函告|函询|函请|寄来|送来|转来|转交|移送|移交|交来|商请|请求(?:我|本|协助)|来[我本此访]"
    r"|来[\u4e00-\u9fff]{0,4}(?:考察|调研|视察|学习|参观|交流)|代表团|考察[团组]|调研组|观摩团|参观团|一行)"
)
_RESULT = Pattern(
    r"^[\u4e00-\u9fff]{0,14}?(?:满意[度率]|达标率|合格率|知晓率|覆盖率|参与率|办结率|化解率|成功率|安全感|发案[率数]|[\u4e00-\u9fff]率)[\u4e00-\u9fff]{0,4}?[0-9]"
)
_OWN_PAPER = Pattern(r"(?:按照|根据|依据|依照|遵照|对照|落实|贯彻落实|贯彻|严格执行|执行|围绕)(?:了)?《$")
_KIND_OF_PAPER = Pattern(
    r"^(?:党委|党工委|人民政府|政府|办事处)?(?:关于)?[^《》]{0,30}(?:要点|方案|计划|规划|制度|办法|清单|预案|规则|细则|规定|通知|意见|安排)(?:（[^（）]{1,8}）)?》"
)
_LED_BY = Pattern(r"^(?:党委|党工委|政府|办事处).{0,12}?(?:领导|带领|指导|支持)下")
_ISSUED = Pattern(r"(?:制定|印发|出台|修订|下发|完善|编制|发布|起草|公布|形成)(?:了|并实施)?(?:[^，。；《]{0,8})《$")
_TIME = Pattern(r"^(?:一年来|今年(?:以来)?|20[0-9]{2}年度?|全年|年内|近年来|截至目前|目前|为此|同时|此外|其中|现将)?$")
_US = Pattern(r"[我本](?:乡|镇|街道|地|辖区)")
_ABOVE = Pattern(r"(?:^|[\s、])(?:中共)?(?:[\u4e00-\u9fff]{1,12}[省市州盟县区旗])?$")

# 自我镇定, 健全乡村 and 本乡本土 hold these characters and speak of no township.
_OWN_KIND = {
    "镇": Pattern(r"(?<!自)我镇(?![静定压痛守])|本镇(?![静定压])|(?<![健安完齐周保成顾万])全镇(?![静定压])"),
    "乡": Pattern(
        r"我乡(?![村镇土音愁])|(?<!基)本乡(?![村镇土音愁本])|(?<![健安完齐周保成顾万])全乡(?![村镇土音愁风])"
    ),
    "街道": Pattern(r"(?:我|本|(?<![健安完齐周保成顾万])全)街道(?![两路边商])"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """Units as they may be named in a text, looked up by what stands before 乡, 镇 or 街道: thousands cost what ten do."""

    all: frozenset[str]
    lengths: tuple[int, ...]
    """Longest first: 清河镇 is found, not the 河镇 in it."""

    @classmethod
    def of(cls, units: Iterable[str]) -> "Names":
        # 河镇 would be found in every 清河镇 of another county.
        found = frozenset(
            unit for unit in units for kind in _KINDS if unit.endswith(kind) and len(unit) > len(kind) + 1
        )
        return cls(found, tuple(sorted({len(unit) for unit in found}, reverse=True)))

    def found_in(self, text: str) -> Iterator[tuple[int, int]]:
        for kind in _KIND.finditer(text):
            end = kind.end()
            for length in self.lengths:
                if length <= end and text[end - length : end] in self.all:
                    yield end - length, end
                    break

    def those_in(self, text: str) -> "Names":
        """As good as all of them for this text."""
        return Names.of(text[start:end] for start, end in self.found_in(text))


@dataclass(frozen=True, slots=True)
class Left:
    """A name that was left in, in a report of which only the kept words are at hand."""

    place: str
    quote: str
    message: str
    hint: str
    severity: Severity
    certain: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph, heading, title or signature."""

    index: int
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class _Hit:
    piece: _Piece
    start: int
    end: int
    message: str
    severity: Severity = Severity.WARNING
    certain: bool = True


_HINT = "请核对是不是从别处抄来时没有改；确实说的是那里，请写明两地的关系。"


def foreign_names(document: Document, own: str, others: Names) -> Iterator[Flaw]:
    """What is wrong in one report; `others` may name the unit itself too."""
    pieces = [
        _Piece(block.index, block.role, block.text)
        for block in document.body()
        if block.is_prose or block.role in (Role.TITLE, Role.SIGN_OFF)
    ]
    for hit in _hits(pieces, own, others):
        span = Span(hit.piece.index, hit.start, hit.end)
        yield Flaw(span, hit.message, certain=hit.certain, severity=hit.severity, hint=_HINT)


def mentions(kept: Prints) -> Iterator[str]:
    """What stands before each 乡, 镇 and 街道, once: all that has to be kept at hand of most reports."""
    found: dict[str, None] = {}
    for _, passage in _everything(kept):
        for kind in _KIND.finditer(passage.text):
            found.setdefault(_WORDS_BEFORE.findall(passage.text, max(0, kind.end() - _LONGEST), kind.end())[-1])
    yield from found


def may_have_left(mentioned: str, own: str, others: Names) -> bool:
    """Whether it is worth while to open the report: `mentioned` is all of its mentions."""
    return any(mentioned[start:end] != own for start, end in others.found_in(mentioned)) or any(
        not own.endswith(kind) and pattern.search(mentioned) for kind, pattern in _OWN_KIND.items()
    )


def _everything(kept: Prints) -> list[tuple[Role, Passage]]:
    framed = [(Role(role), passage) for role, passage in kept.frame]
    return [*framed, *((Role.PARAGRAPH, passage) for passage in kept.passages)]


def left_names(kept: Prints, own: str, others: Names) -> Iterator[Left]:
    """The same of what is kept of a report, when all units are known."""
    everything = _everything(kept)
    pieces = [_Piece(index, role, passage.text) for index, (role, passage) in enumerate(everything)]
    for hit in _hits(pieces, own, others):
        severity = hit.severity if hit.certain else Severity.INFO
        place = everything[hit.piece.index][1].place
        yield Left(place, hit.piece.text[hit.start : hit.end], hit.message, _HINT, severity, hit.certain)


def _hits(pieces: Sequence[_Piece], own: str, others: Names) -> Iterator[_Hit]:
    yield from _two_units(pieces, own, others)
    yield from _of_another_kind(pieces, own)
    for piece in pieces:
        if piece.role not in (Role.TITLE, Role.SIGN_OFF):
            yield from _in_text(piece, own, others)


def _two_units(pieces: Sequence[_Piece], own: str, others: Names) -> Iterator[_Hit]:
    """Title and signature of two different townships."""
    for role, what, opposite, other_role in (
        (Role.SIGN_OFF, "落款", "标题", Role.TITLE),
        (Role.TITLE, "标题", "落款", Role.SIGN_OFF),
    ):
        if not any(piece.role is other_role and own in piece.text for piece in pieces):
            continue
        of_role = [piece for piece in pieces if piece.role is role]
        if any(own in _plain(piece.text) for piece in of_role):
            continue
        for piece in of_role:
            for start, end in others.found_in(piece.text):
                name = piece.text[start:end]
                # 临江县白石镇人民政府 names it; 大白石镇 may be a place that nobody listed.
                sure = _ABOVE.search(piece.text[:start]) is not None and name not in own and own not in name
                yield _Hit(
                    piece,
                    start,
                    end,
                    f"{what}写的是“{name}”，{opposite}写的是“{own}”，不是同一个单位。",
                    Severity.ERROR if sure else Severity.WARNING,
                    sure,
                )


def _plain(text: str) -> str:
    return "".join(text.split())


def _of_another_kind(pieces: Sequence[_Piece], own: str) -> Iterator[_Hit]:
    """我镇 in the report of a 乡: told once a word, however often it comes."""
    kind = next((kind for kind in _KINDS if own.endswith(kind)), None)
    if kind is None:
        return
    first: dict[str, tuple[_Piece, int, int]] = {}
    times: dict[str, int] = {}
    for other, pattern in _OWN_KIND.items():
        if other == kind:
            continue
        for piece in pieces:
            if piece.role in (Role.TITLE, Role.SIGN_OFF):
                continue
            for match in pattern.finditer(piece.text):
                if not _is_quoted(piece.text, match.start()):
                    first.setdefault(match[0], (piece, match.start(), match.end()))
                    times[match[0]] = times.get(match[0], 0) + 1
    for word, (piece, start, end) in first.items():
        often = f"，共{times[word]}处" if times[word] > 1 else ""
        yield _Hit(piece, start, end, f"“{own}”的报告里写着“{word}”{often}，应为“{word[0]}{kind}”。")


def _is_quoted(text: str, place: int) -> bool:
    """What somebody said, or the name of a paper."""
    before = text[:place]
    return any(before.rfind(opened) > before.rfind(closed) for opened, closed in ("“”", "《》"))


def _in_text(piece: _Piece, own: str, others: Names) -> Iterator[_Hit]:
    text = piece.text
    for start, end in others.found_in(text):
        name = text[start:end]
        # 河镇 in 清河镇's own name; a longer one is another's.
        if name == own or (len(name) < len(own) and text[:end].endswith(own)):
            continue
        certain = _verdict(text, start, end, own)
        if certain is not None:
            said = f"“{own}”的报告里写着“{_said(text, start, end)}”，"
            message = f"{said}说的是“{name}”。" if certain else f"{said}看不出“{name}”与本单位有什么关系。"
            yield _Hit(piece, start, end, message, certain=certain)


def _verdict(text: str, start: int, end: int, own: str) -> bool | None:
    """True: it can only be a leftover; False: it looks like one; None: it may well stand there."""
    before, behind = text[:start], text[end:]
    if before.endswith("在") and _LED_BY.match(behind):
        return True
    if _ISSUED.search(before):
        return True
    paper = _KIND_OF_PAPER.match(behind) if _OWN_PAPER.search(before) else None
    if paper and own not in paper[0] and not _TOGETHER.search(paper[0]) and not _LISTED.match(behind):
        return True
    sentence = _around(text, start, end)
    # Who names both of them says something about the two.
    if _is_quoted(text, start) or _TOGETHER.search(sentence) or own in sentence or _US.search(sentence):
        return None
    clause = before[max((match.end() for match in _CLAUSE.finditer(before)), default=0) :]
    if _FROM_THERE.match(behind):
        return None
    if _BEFORE.search(clause) or _LISTED.match(behind) or not _TIME.match(clause.strip()):
        return None
    if _AS_SUBJECT.match(behind) or _RESULT.match(behind):
        return True
    return None if _PLACE.match(behind) else False


def _said(text: str, start: int, end: int) -> str:
    """The words around a name, for somebody who has to find them."""
    first = max((match.end() for match in _SENTENCE.finditer(text, 0, start)), default=0)
    if end - first > _LONGEST_SAID // 2:
        first = max((match.end() for match in _CLAUSE.finditer(text, 0, start)), default=0)
    stop = _SENTENCE.search(text, end)
    return clipped(text[first : stop.start() if stop else len(text)].strip(), _LONGEST_SAID)


def _around(text: str, start: int, end: int) -> str:
    """The sentence, without the name itself."""
    first = max((match.end() for match in _SENTENCE.finditer(text, 0, start)), default=0)
    stop = _SENTENCE.search(text, end)
    return text[first:start] + text[end : stop.start() if stop else len(text)]
