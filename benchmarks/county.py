"""An invented county's reports, any number of them, with everything that is wrong with them written down.

    python -m benchmarks.county FOLDER --count 300 --seed 7 --docx-share 0.5

FOLDER/reports holds the reports, FOLDER/roster.xlsx who should have handed in, FOLDER/truth.json what there is to find:

    "faults"       what is wrong in whose report, with the codes that say so;
    "copies"       groups of units with the same passage, a few words changed; each group is connected, no other pair is alike;
    "too_short"    pairs that share one sentence only, and are not to be told;
    "figures"      by kind: each unit's figure, the exact sum, and who gives only an approximate one;
    "missing"      the unit on the roster without a report;
    "superseded"   the older version of a report of which there is a newer one;
    "unreadable"   the file that is broken.

The same arguments write the same texts.
"""

import argparse
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from random import Random

from benchmarks.county_words import (
    FIGURES,
    FIRST,
    FROM_THE_COUNTY,
    HEADINGS,
    INSERTED,
    SECOND,
    STOCK,
    SYNONYMS,
)
from drafting.document.draft import Draft, DraftBlock, Kind

YEAR = 2024
_SLOT = re.compile(r"\{(\w+)\}")
_OWN = re.compile(r"<([^<>]+)>")
_NUMERALS = "一二三四五六七八九十"
_TOPICS = tuple(HEADINGS)
_FIRST_MTIME = 1_740_000_000
_APPROXIMATE = {"发放宣传资料": 0.06, "接待法律咨询": 0.04}
_SHORTEST_COPY = 120


@dataclass
class Report:
    """A township and what it writes; angle brackets are filled in when it is written."""

    unit: str
    county: str
    names: dict[str, str]
    figures: dict[str, str]
    """By kind, as written."""
    topics: list[str]
    """In its own order."""
    texts: dict[str, list[str]]
    """Of each topic, and of 不足, 书记, 乡长 and 打算: the sentences."""
    day: str = ""
    handed_down: bool = False
    faults: list[tuple[str, Callable[[list[str]], list[str]]]] = field(default_factory=list)

    @property
    def organ(self) -> str:
        return f"{self.unit}办事处" if self.unit.endswith("街道") else f"{self.unit}人民政府"


def names(count: int, random: Random) -> list[str]:
    """Stems of places, each once."""
    stems = [one + other for one in dict.fromkeys(FIRST) for other in dict.fromkeys(SECOND) if one != other]
    if count > len(stems):
        raise SystemExit(f"at most {len(stems)} townships")
    return random.sample(stems, count)


def county(count: int, seed: int) -> "County":
    random = Random(seed)
    stems = names(count + 3, random)
    name = f"{stems.pop()}县"
    kinds = random.choices(("乡", "镇", "街道"), weights=(4, 5, 1), k=len(stems))
    units = [stem + kind for stem, kind in zip(stems, kinds, strict=True)]
    reports = [_written(unit, name, units, Random(f"{seed} {number}")) for number, unit in enumerate(units[:count])]
    found = County(name, units, reports, missing=units[count], broken=units[count + 1])
    _copy(found, random)
    _spoil(found, random)
    return found


@dataclass
class Copy:
    units: list[str]
    kind: str
    characters: int


@dataclass
class County:
    name: str
    roster: list[str]
    reports: list[Report]
    missing: str
    broken: str
    copies: list[Copy] = field(default_factory=list)
    too_short: list[list[str]] = field(default_factory=list)


def _written(unit: str, county: str, units: list[str], random: Random) -> Report:
    villages = [
        one + other + "村" for one, other in zip(random.sample(FIRST, 6), random.sample(SECOND, 6), strict=True)
    ]
    neighbour = random.choice(units)
    while neighbour == unit:
        neighbour = random.choice(units)
    own = {f"村{number}": village for number, village in enumerate(villages, start=1)}
    own |= {"邻": neighbour, "品": random.choice(FIRST) + random.choice(SECOND)}
    texts = {topic: _sentences(topic, random.choice((2, 3, 3, 4)), random) for topic in _TOPICS}
    for part, count in (("不足", 3), ("书记", 2), ("乡长", 2), ("打算", 3)):
        texts[part] = [expanded(frame, random) for frame in random.sample(STOCK[part], count)]
    return Report(
        unit,
        county,
        own,
        _figures(random),
        random.sample(_TOPICS, len(_TOPICS)),
        texts,
        day=f"{YEAR + 1}年{random.choice((1, 2))}月{random.randint(1, 27)}日",
        handed_down=random.random() < 0.7,
    )


def _sentences(topic: str, count: int, random: Random) -> list[str]:
    heads = random.sample(STOCK[topic + "头"], min(count, len(STOCK[topic + "头"])))
    return [expanded(head + random.choice(STOCK[topic + "尾"]), random) for head in heads]


def expanded(frame: str, random: Random) -> str:
    """Every slot filled; within a sentence no word comes twice."""
    used: set[str] = set()

    def word(match: re.Match[str]) -> str:
        choices = [each for each in STOCK[match[1]] if each not in used]
        chosen = random.choice(choices)
        used.add(chosen)
        return _SLOT.sub(word, chosen)

    return _SLOT.sub(word, frame)


def _figures(random: Random) -> dict[str, str]:
    disputes = random.randint(24, 260)
    settled = disputes - random.randint(1, 9)
    found = {
        "受理矛盾纠纷": str(disputes),
        "调解成功": str(settled),
        "成功率": f"{settled / disputes * 100:.2f}%",
        "开展法治宣传": str(random.randint(8, 90)),
        "发放宣传资料": str(random.randint(300, 9000)),
        "办理行政处罚案件": str(random.randint(2, 60)),
        "审核合同": str(random.randint(5, 140)),
        "接待法律咨询": str(random.randint(40, 900)),
        "公开政府信息": str(random.randint(30, 400)),
    }
    for kind, share in _APPROXIMATE.items():
        if random.random() < share:
            found[kind] = random.choice(("约{}", "{}余")).format(int(found[kind]) // 10 * 10)
    return found


# Copies


def _copy(found: County, random: Random) -> None:
    free = list(range(len(found.reports)))
    random.shuffle(free)
    count = len(free)
    groups = [(min(30, count // 10), "paragraph")] if count >= 30 else []
    groups += [(4, "paragraph"), (3, "long")] if count >= 20 else []
    groups += [(2, kind) for kind in _kinds(max(1, count // 25))] if count >= 6 else []
    for size, kind in groups:
        members, free = [found.reports[index] for index in free[:size]], free[size:]
        copied = _plant(members, kind, random)
        units = sorted(member.unit for member in members)
        found.copies.append(Copy(units, kind, copied))
    for _ in range(max(1, count // 50) if len(free) > 1 else 0):
        source, target, free = found.reports[free[0]], found.reports[free[1]], free[2:]
        topic = random.choice(_TOPICS)
        target.texts[topic][-1] = source.texts[topic][0]
        found.too_short.append(sorted((source.unit, target.unit)))


def _kinds(count: int) -> Iterator[str]:
    for number in range(count):
        yield ("paragraph", "long", "paragraph", "plan", "whole")[number % 5]


def _plant(members: list[Report], kind: str, random: Random) -> int:
    """The first one's passages in the others' reports; gives how many characters."""
    source = members[0]
    if kind == "whole":
        parts = list(source.texts)
    elif kind == "plan":
        parts = ["打算", "不足"]
    else:
        parts = random.sample(_TOPICS, 1 if kind == "paragraph" else 3)
    for part in parts:
        # A topic of two short sentences would be no paragraph.
        while sum(map(len, source.texts[part])) < _SHORTEST_COPY + 20:
            source.texts[part] += (
                _sentences(part, 1, random) if part in _TOPICS else [expanded(random.choice(STOCK[part]), random)]
            )
    for target in members[1:]:
        for part in parts:
            target.texts[part] = [_edited(sentence, random) for sentence in source.texts[part]]
    return sum(len(sentence) for part in parts for sentence in source.texts[part])


def _edited(sentence: str, random: Random) -> str:
    """A word here and there, as who copies and wants to hide it."""
    present = [pair for pair in SYNONYMS if pair[0] in sentence]
    if present:
        word, other = random.choice(present)
        sentence = sentence.replace(word, other, 1)
    if random.random() < 0.5:
        places = [match.end() for match in re.finditer("，", sentence)]
        if places:
            place = random.choice(places)
            sentence = sentence[:place] + random.choice(INSERTED) + sentence[place:]
    return sentence


# Faults


def _spoil(found: County, random: Random) -> None:
    copied = {unit for group in found.copies for unit in group.units}
    clean = [report for report in found.reports if report.unit not in copied]
    kinds = list(_FAULTS)
    for number, report in enumerate(random.sample(clean, min(len(clean), max(len(kinds), len(clean) // 6)))):
        code = kinds[number % len(kinds)]
        report.faults.append((code, _FAULTS[code]))


def _without_shortcomings(lines: list[str]) -> list[str]:
    start, end = (_place(lines, mark) for mark in ("二、", "三、"))
    moved = {"三、": "二、", "四、": "三、"}
    return [moved.get(line[:2], line[:2]) + line[2:] for line in lines[:start] + lines[end:]]


def _place(lines: list[str], mark: str) -> int:
    return next(index for index, line in enumerate(lines) if line.startswith(mark))


def _skipped_number(lines: list[str]) -> list[str]:
    return ["（七）" + line[3:] if line.startswith("（六）") else line for line in lines]


def _wrong_rate(lines: list[str]) -> list[str]:
    return [
        re.sub(r"调解成功率([0-9.]+)%", lambda match: f"调解成功率{float(match[1]) - 7:.2f}%", line) for line in lines
    ]


def _no_such_day(lines: list[str]) -> list[str]:
    return [*lines[:-1], f"{YEAR + 1}年2月30日"]


def _late(lines: list[str]) -> list[str]:
    return [*lines[:-1], f"{YEAR + 1}年5月16日"]


def _behind(start: str, sentence: str) -> Callable[[list[str]], list[str]]:
    def put(lines: list[str]) -> list[str]:
        place = _place(lines, start)
        return [*lines[: place + 1], lines[place + 1] + sentence, *lines[place + 2 :]]

    return put


def _half_width(lines: list[str]) -> list[str]:
    place = _place(lines, "（二）") + 1
    return [*lines[:place], lines[place].replace("，", ",", 1), *lines[place + 1 :]]


_FAULTS: dict[str, Callable[[list[str]], list[str]]] = {
    "STR01": _without_shortcomings,
    "NUM02": _skipped_number,
    "FIG01": _wrong_rate,
    "DAT02": _no_such_day,
    "DAT03": _late,
    "LAW01": _behind("（一）", "组织学习《中华人民共和国民法通则》。"),
    "PUN01": _half_width,
    "RES01": _behind("（一）", "走访群众【待填：户数】户。"),
    "PRI01": _behind("（一）", "当事人身份证号为11010519491231002X。"),
    "SET02": _behind("（一）", "<邻>党委、政府高度重视，把这项工作摆上日程。"),
}


# Writing


def lines_of(report: Report) -> list[str]:
    random = Random(f"{report.unit} {report.day}")
    unit = report.unit
    kind = "街道" if unit.endswith("街道") else unit[-1]
    party, head = ("党工委", "办事处主任") if kind == "街道" else ("党委", kind + "长")
    title = random.choice(
        (
            f"{report.county}{unit}{YEAR}年法治政府建设年度报告",
            f"{report.county}{report.organ}关于{YEAR}年度法治政府建设情况的报告",
            f"{unit}{YEAR}年度推进法治政府建设情况的报告",
        )
    )
    lines = [title, f"{report.county}人民政府：", f"现将{unit}{YEAR}年度法治政府建设情况报告如下："]
    lines.append(
        random.choice(
            ("一、主要举措和成效", f"一、{YEAR}年推进法治政府建设的主要举措和成效", "一、工作举措和取得的成效")
        )
    )
    for number, topic in enumerate(report.topics):
        figures = "".join(sentence for _, _, sentence in FIGURES[topic])
        heading = f"（{_NUMERALS[number]}）{random.choice(HEADINGS[topic])}"
        lines += [heading, "".join(report.texts[topic]) + figures]
    if report.handed_down:
        lines[-1:] = [lines[-1], FROM_THE_COUNTY]
    lines.append(
        random.choice(("二、存在的不足和原因", f"二、{YEAR}年推进法治政府建设存在的不足和原因", "二、存在的问题及原因"))
    )
    lines += [f"{number}是{sentence}。" for number, sentence in zip(_NUMERALS, report.texts["不足"], strict=False)]
    lines.append("三、党政主要负责人履行推进法治建设第一责任人职责情况")
    for who, part in ((f"{party}书记", "书记"), (head, "乡长")):
        lines.append(f"{who}" + "；".join(report.texts[part]) + "。")
    lines.append(f"四、{YEAR + 1}年工作安排")
    lines += [f"{number}是{sentence}。" for number, sentence in zip(_NUMERALS, report.texts["打算"], strict=False)]
    lines += [report.organ if random.random() < 0.5 else report.county + report.organ, report.day]
    filled = _filled(lines, report)
    for _, spoil in report.faults:
        filled = _filled(spoil(filled), report)
    return filled


def _filled(lines: list[str], report: Report) -> list[str]:
    own = {**report.names, **report.figures}
    return [_OWN.sub(lambda match: own[match[1]], line) for line in lines]


def write(found: County, folder: Path, docx_share: float, seed: int) -> None:
    reports = folder / "reports"
    reports.mkdir(parents=True)
    random = Random(f"{seed} files")
    files: dict[str, str] = {}
    for number, report in enumerate(found.reports):
        name = random.choice(("{1}{0}年法治政府建设年度报告", "{1}", "{2}{1}法治政府年报", "{3}{0}年度报告（定稿）"))
        suffix = ".docx" if random.random() < docx_share else ".txt"
        path = reports / (name.format(YEAR, report.unit, report.county, report.organ) + suffix)
        _save(path, lines_of(report), report.organ)
        _dated(path, number)
        files[report.unit] = path.name
    older = _older(found.reports[0])
    superseded = reports / f"{older.unit}（初稿）.txt"
    _save(superseded, lines_of(older), older.organ)
    _dated(superseded, -1)
    unreadable = reports / f"{found.broken}.docx"
    unreadable.write_bytes(b"PK\x03\x04" + random.randbytes(4000))
    _dated(unreadable, len(found.reports))
    _roster(folder / "roster.xlsx", found.roster)
    truth = {
        "county": found.name,
        "year": YEAR,
        "files": files,
        "missing": [found.missing],
        "unreadable": {found.broken: unreadable.name},
        "superseded": {older.unit: superseded.name},
        "faults": {report.unit: [code for code, _ in report.faults] for report in found.reports if report.faults},
        "copies": [asdict(copy) for copy in found.copies],
        "too_short": found.too_short,
        "figures": _totals(found.reports),
    }
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _older(report: Report) -> Report:
    """What was handed in first: an earlier day and other figures."""
    figures = {**report.figures, "审核合同": str(int(report.figures["审核合同"]) + 1000)}
    return replace(report, figures=figures, day=f"{YEAR + 1}年1月1日", faults=[])


def _totals(reports: list[Report]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    kinds = [(thing, unit) for topic in _TOPICS for thing, unit, _ in FIGURES[topic]]
    for thing, unit in [*kinds, ("调解成功", "件")]:
        exact = {report.unit: int(report.figures[thing]) for report in reports if report.figures[thing].isdecimal()}
        approximate = {report.unit: report.figures[thing] for report in reports if report.unit not in exact}
        found.append(
            {"thing": thing, "unit": unit, "total": sum(exact.values()), "exact": exact, "approximate": approximate}
        )
    return found


def _save(path: Path, lines: list[str], organ: str) -> None:
    if path.suffix == ".txt":
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    from drafting.document.layout import shipped_layout
    from drafting.ooxml.writer import write as write_docx

    path.write_bytes(write_docx(Draft(tuple(_dressed(lines)), organ), shipped_layout()))


def _dressed(lines: list[str]) -> Iterator[DraftBlock]:
    for number, line in enumerate(lines):
        if number == 0:
            kind = Kind.TITLE
        elif number == 1:
            kind = Kind.ADDRESSEE
        elif number >= len(lines) - 2:
            kind = (Kind.SIGN_OFF, Kind.DATE)[number - len(lines)]
        elif line[0] in _NUMERALS and line[1] == "、":
            kind = Kind.LEVEL_1
        elif line[0] == "（" and line[2] == "）":
            kind = Kind.LEVEL_2
        else:
            kind = Kind.BODY
        yield DraftBlock(kind, line, heading_end=len(line) if kind.level else 0)


def _roster(path: Path, units: list[str]) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.create_sheet(index=0)
    sheet.append(["单位"])
    for unit in units:
        sheet.append([unit])
    book.save(path)


def _dated(path: Path, number: int) -> None:
    """The order in which they came."""
    os.utime(path, (_FIRST_MTIME + 60 * number,) * 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--docx-share", type=float, default=0.0)
    chosen = parser.parse_args()
    if chosen.folder.exists() and any(chosen.folder.iterdir()):
        raise SystemExit(f"{chosen.folder} is not empty")
    write(county(chosen.count, chosen.seed), chosen.folder, chosen.docx_share, chosen.seed)
    print(f"{chosen.count} reports in {chosen.folder / 'reports'}")


if __name__ == "__main__":
    main()
