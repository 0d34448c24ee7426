"""The unit that a report is of, as the report itself says: in its title, its sign-off, or its first sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drafting.document.blocks import Document, Role
from drafting.text.patterns import Pattern

_KIND = "民族乡|民族苏木|苏木|乡|镇|街道"
_ORGAN = "人民政府|办事处|委员会|党工委|党委|政府"
_UNIT = Pattern(
    rf"[\u4e00-\u9fff]{{1,20}}?(?:{_KIND})(?=(?:的|机关)?(?:{_ORGAN})|[ 0-9０-９（(_\-—－.]|关于|法治|依法|推进|年|报告|总结|材料|$)"
)
_OFFICE = Pattern(
    r"[\u4e00-\u9fff]{2,20}?(?:局|委员会|委|办公室|中心|院|厅|处|队)(?=[ 0-9０-９（(_\-—－.]|关于|法治|依法|推进|年|$)"
)
_ZONE_KIND = "(?:开发|高新|园|新|示范|度假|风景名胜|风景|景|管理|保税|合作|试验|林)区|农场|林场|牧场"
_ZONE_ORGAN = r"(?:党工委|管理委员会|管委会|人民政府)"
_ZONE = Pattern(
    rf"[\u4e00-\u9fff]{{2,20}}?(?:{_ZONE_KIND})(?=(?:的|机关)?{_ZONE_ORGAN}|[ 0-9０-９（(_\-—－.]|关于|法治|依法|推进|年|$)"
)
_ZONE_AT_END = Pattern(rf"(?:{_ZONE_KIND})$")
_ZONE_ORGAN_AT_END = Pattern(rf"{_ZONE_ORGAN}$")
_ABOVE = Pattern(
    r"^(?:中共)?(?P<above>.{1,8}?(?:省|自治区|自治州|(?:州|市|盟)(?!.{1,8}自治[县旗])|自治县|自治旗|县|区|旗))(?:人民政府)?(?=.{2,})"
)
_COUNTY_KIND = Pattern("(?:(?<=..)(?:自治县|自治旗|县|市|区|旗))$")
_PARTY = Pattern(rf"^中共|(?:{_ORGAN})")
_KIND_AT_END = Pattern(rf"(?:{_KIND})$")
_WORDS = Pattern(
    r"[^\u4e00-\u9fff]+|法治政府|建设|情况|年度|年|的?报告|公开|关于|定稿|终稿|最终|修改|盖章|版|稿|附件|扫描件"
)


_FIRST = 3
_SUBJECT = Pattern(
    rf"(?:^|[，。；：\s])(?:中共)?(?P<name>[\u4e00-\u9fff]{{1,12}}?(?:{_KIND}))(?=党委|人民政府|政府|在|坚持|坚决|认真|深入|全面|以|紧紧|严格|按照|始终|高度|围绕|法治)"
)
_ALL_KINDS = Pattern("^[乡镇街道各区园社、和及与（）]*$")
_ANY = Pattern("^(?:我|本|全|各|该|我们|全县各?|各县|辖区)")
_YEAR = Pattern(r"(?:20[0-9]{2}|[二２][〇○零Ｏ０][一二三四五六七八九十〇○零０-９]{2})年?度?")


@dataclass(frozen=True, slots=True)
class Unit:
    name: str
    """Without the county in front and the organ behind: 白石镇, not 朔浦县白石镇人民政府."""
    county: str = ""
    told: str = ""
    """title, sign-off or lead; empty where a text outside the report says it."""

    @property
    def stem(self) -> str:
        """A township that became a town is the same one: 白石 of 白石镇."""
        return _KIND_AT_END.sub("", self.name)


def units_of(document: Document, roster: Sequence[str] = ()) -> Iterator[Unit]:
    """What each place says, the weightiest first. `roster`: names that are expected, as `bare` gives them."""
    if found := unit_in(document.title, roster):
        yield replace(found, told="title")
    for text in _signed(document):
        if found := unit_in(text, roster):
            yield replace(found, told="sign-off")
    if found := _in_lead(document, roster):
        yield replace(found, told="lead")


def bare(name: str) -> str:
    """朔浦县白石镇人民政府 is 白石镇 among the others of its county."""
    return told_of(name).name


def told_of(name: str) -> Unit:
    """The same with the county in front, if there is one."""
    name = "".join(name.split())
    zone = _ZONE_ORGAN_AT_END.sub("", name).removeprefix("中共")
    if _ZONE_AT_END.search(zone):
        return _unit(zone)
    name = _PARTY.sub("", name) if _KIND_AT_END.search(_PARTY.sub("", name)) else name.removeprefix("中共")
    return _unit(name)


def is_unit(name: str) -> bool:
    return any(kind.search(name) for kind in (_KIND_AT_END, _ZONE_AT_END)) or _OFFICE.fullmatch(name) is not None


def county_stem(county: str) -> str:
    """A county that became a city or a district is the same place."""
    return _COUNTY_KIND.sub("", county)


def _signed(document: Document) -> Iterator[str]:
    for block in reversed(document.blocks):
        if block.role is Role.SIGN_OFF:
            yield "".join(block.text.split())


def _in_lead(document: Document, roster: Sequence[str]) -> Unit | None:
    """2024年，白石镇在县委、县政府的领导下: who is the subject of the first sentences."""
    prose = [block.text for block in document.body() if block.role is Role.PARAGRAPH][:_FIRST]
    subjects = [found["name"] for text in prose for found in _SUBJECT.finditer(text)]
    own = [name for name in subjects if not _ANY.match(name) and (not roster or name in roster)]
    return _unit(own[0]) if own else None


def unit_in(text: str, roster: Sequence[str] = ()) -> Unit | None:
    """In a title, a signature, or the name of a file; of the roster the longest name that fits."""
    text = _YEAR.sub(" ", "".join(text.split()))
    listed = [name for name in roster if name in text and not _goes_on(text, name)]
    if listed:
        unit = max(listed, key=len)
        return Unit(unit, _without_county(text[: text.find(unit)] + unit)[0])
    for pattern in (_UNIT, _ZONE, _OFFICE):
        if units := pattern.findall(text):
            return _unit(units[0].removeprefix("中共"))
    return None


def place_in(text: str) -> Unit | None:
    """Of the name of a folder: a township or a zone, for any office may keep the reports of others."""
    text = _YEAR.sub(" ", "".join(text.split()))
    for pattern in (_UNIT, _ZONE):
        for name in pattern.findall(text):
            found = _unit(name)
            if not _ANY.match(found.name) and not _ALL_KINDS.match(found.name):
                return found
    return None


def _unit(name: str) -> Unit:
    county, bare_name = _without_county(name)
    return Unit(bare_name, county)


def _goes_on(text: str, name: str) -> bool:
    """河镇 stands in 清河镇, and is another township: what is left before it would be no county."""
    before = text[: text.find(name)]
    return bool(before) and _WORDS.sub("", before) != "" and not _ends_above(before)


def _ends_above(before: str) -> bool:
    return before.endswith(("县", "市", "区", "旗", "省", "州", "盟", "中共", "政府", "委员会"))


def _without_county(name: str) -> tuple[str, str]:
    county = ""
    while found := _ABOVE.match(name):
        rest = name[found.end() :]
        # 旧县镇 and 新市街道 are names of their own, and so is 市中区.
        if len(_KIND_AT_END.sub("", rest)) < 2 and not (county == "" and len(rest) > 2):
            break
        if _KIND_AT_END.fullmatch(rest) or len(rest) < 2:
            break
        county, name = found["above"], rest
    return county, name
