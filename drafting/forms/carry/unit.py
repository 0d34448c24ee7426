"""Who wrote a report, as its signature, its title and its first words say."""

from collections.abc import Iterator
from dataclasses import dataclass

from drafting.document import Document, Role
from drafting.text.dates import DAY, DOTTED_DAY
from drafting.text.patterns import Pattern
from drafting.text.residue import FIELD

_HAN = r"[\u4e00-\u9fff]"
_COUNTY = rf"(?P<county>{_HAN}{{2,}}?[省市州盟县区旗])"
_TOWNSHIP = Pattern(
    rf"^(?:中共)?{_COUNTY}?(?:人民政府)?(?P<place>(?:(?![省市县区]){_HAN}){{2,8}}(?:镇|乡|街道))"
    r"(?P<organ>人民政府|办事处|党工委|党委|委员会)?$"
)
_COUNTY_ORGAN = Pattern(rf"^{_COUNTY}(?:人民政府)$")
_DEPARTMENT = Pattern(rf"^{_COUNTY}(?P<place>{_HAN}{{2,14}}(?:局|委员会|办公室|厅|中心|院|队))$")
_SEALED = Pattern(r"[（(](?:盖章|印章|公章)[)）]")
_BRACKETS = Pattern(r"[（(][^（()）]*[)）]")
_BEHIND_UNIT = Pattern(r"关于|20[0-9]{2}|二[〇○零]")
_NAMES_ITSELF = Pattern(
    rf"(?:^|[，。；])(?P<place>(?:(?![我本全各该]){_HAN}){{2,5}}(?:镇|乡|街道))(?=在|坚持|认真|始终|党|政府|办事处|以|严格|深入|紧|全面|按照|围绕|辖)"
)
_COMMON = Pattern(
    r"关于|法治政府建设|法治政府|依法行政|法治建设|依法治理|法治|政府|推进|开展|加强|年度|全年|上一年|工作|情况|自查|总结|汇报|报告|建设|[年的及和与]"
)
_YEAR = Pattern(r"20[0-9]{2}|[二][〇○零一二三四五六七八九]{3}")


@dataclass(frozen=True, slots=True)
class FoundUnit:
    name: str | None = None
    short_name: str | None = None
    level: str | None = None
    county: str | None = None
    organs: tuple[str, ...] = ()
    """Who signed, if not the unit alone."""
    sealed: bool | None = None


def unit_of(document: Document) -> FoundUnit:
    signatures = list(_signatures(document))
    organs = list(dict.fromkeys(name for name, _ in signatures))
    sealed = True if any(seal for _, seal in signatures) else None
    for name in [*organs, *_named_in_title(document)]:
        found = _read(name)
        if found is not None:
            joint = tuple(organs) if len(organs) > 1 else ()
            return FoundUnit(found.name, found.short_name, found.level, found.county, joint, sealed)
    short = _named_in_lead(document)
    level = None if short is None else "街道" if short.endswith("街道") else "乡镇"
    return FoundUnit(organs[0] if len(organs) == 1 else None, short, level, None, tuple(organs), sealed)


def _signatures(document: Document) -> Iterator[tuple[str, bool]]:
    for block in document.body():
        if block.role is Role.SIGN_OFF:
            words = DOTTED_DAY.sub("", DAY.sub("", block.text))
            for name in _BRACKETS.sub(" ", words).replace("、", " ").split():
                yield name.strip("，、"), bool(_SEALED.search(words))


def _named_in_title(document: Document) -> Iterator[str]:
    title = FIELD.sub("", document.title)
    end = _BEHIND_UNIT.search(title)
    if end is not None and end.start():
        name = title[: end.start()]
        if name.endswith(("镇", "乡")):
            yield name + "人民政府"
        elif name.endswith("街道"):
            yield name + "办事处"
        yield name


def _read(name: str) -> FoundUnit | None:
    township = _TOWNSHIP.match(name)
    if township is not None:
        place = township["place"]
        level = "街道" if place.endswith("街道") else "乡镇"
        return FoundUnit(name, place, level, township["county"])
    county = _COUNTY_ORGAN.match(name)
    if county is not None:
        return FoundUnit(name, county["county"], "县区", None)
    department = _DEPARTMENT.match(name)
    if department is not None:
        return FoundUnit(name, department["place"], "部门", department["county"])
    return None


def _named_in_lead(document: Document) -> str | None:
    for block in document.body():
        if block.is_heading:
            return None
        found = _NAMES_ITSELF.search(block.text) if block.role is Role.PARAGRAPH else None
        if found is not None:
            return str(found["place"])
    return None


def is_usual_title(title: str) -> bool:
    """Whether it says nothing but whose report of which year it is; the program makes such a title itself."""
    title = FIELD.sub("", title)
    end = _BEHIND_UNIT.search(title)
    own = title[end.start() :] if end is not None else title
    return not _COMMON.sub("", _YEAR.sub("", own)).strip()
