"""Packages with something broken in them at random, through check, fix and annotate: nothing but a sentence may come of it.

    python -m benchmarks.mutated [--count 10000] [--first 0] [--seed 1] [--only NUMBER]

Every file is made of a seed and its number alone, so `--only` makes one of them again. A verb that works for
more than five seconds is told, and a worker that says nothing for five minutes is ended; every exception is told that is no sentence
for the user, and every output that our own reader or zipfile cannot read.
"""

import argparse
import io
import multiprocessing
import random
import re
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from drafting.app import ReadError, annotate, check, fix
from drafting.readers import read_bytes
from tests.hostile.packages import Member, member, packed, parts
from tests.hostile.seeds import seeds

_PATIENCE = 300.0
_SECONDS = 5.0
"""Of the processor, for each verb."""
Parts = dict[str, bytes]


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--only", type=int)
    asked = options.parse_args()
    if asked.only is not None:
        _told(asked.only, mutated(asked.seed, asked.only), _tried(mutated(asked.seed, asked.only)))
        return 0
    outcomes: Counter[str] = Counter()
    number, begun = asked.first, time.monotonic()
    with suppress(KeyboardInterrupt):
        while number < asked.first + asked.count:
            number = _worked_off(asked.seed, number, asked.first + asked.count, outcomes)
    for outcome, times in outcomes.most_common():
        print(f"{times:6}  {outcome}")
    bad = sum(times for outcome, times in outcomes.items() if not outcome.startswith(("read", "refused")))
    print(f"{outcomes.total()} packages, {bad} wrong, {time.monotonic() - begun:.0f} s")
    return 1 if bad else 0


def _worked_off(seed: int, first: int, count: int, outcomes: Counter[str]) -> int:
    """By one worker, until all is done or it hangs; the number to go on with."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    worker = context.Process(target=_work, args=(theirs, seed, first, count), daemon=True)
    worker.start()
    theirs.close()
    number = first
    while number < count:
        try:
            outcome = ours.recv() if ours.poll(_PATIENCE) else "hangs"
        except EOFError:
            outcome = "ends its process"
        outcomes[outcome.partition(" | ")[0]] += 1
        if not outcome.startswith(("read", "refused")):
            print(f"{number}: {outcome}", flush=True)
        number += 1
        if outcome in ("hangs", "ends its process"):
            break
    worker.kill()
    worker.join()
    return number


def _work(pipe: "Connection[Any, Any]", seed: int, first: int, count: int) -> None:
    for number in range(first, count):
        pipe.send(_tried(mutated(seed, number)))


def _told(number: int, data: bytes, outcome: str) -> None:
    file = Path(tempfile.gettempdir()) / f"mutated-{number}.docx"
    file.write_bytes(data)
    print(f"{outcome}\n{file}")


# ---- what becomes of it ----


def _tried(data: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "报告.docx"
        file.write_bytes(data)
        outcomes = [_outcome(name, verb, file) for name, verb in _VERBS.items()]
        if file.read_bytes() != data:
            return "changes its input"
    wrong = [outcome for outcome in outcomes if not outcome.startswith(("read", "refused"))]
    return (wrong or [max(outcomes)])[0]


def _outcome(name: str, verb: Callable[[Path], bytes | None], file: Path) -> str:
    begun = time.process_time()
    try:
        made = verb(file)
    except ReadError as error:
        return f"refused: {error}"
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{name} raises {type(error).__name__} in {Path(last.filename).name}:{last.lineno} | {str(error)[:80]}"
    if time.process_time() - begun > _SECONDS:
        return f"{name} is slow"
    if made is None:
        return "read"
    try:
        with zipfile.ZipFile(io.BytesIO(made)) as package:
            broken = package.testzip()
        read_bytes(made, file.suffix)
    except Exception as error:  # noqa: BLE001 - the same
        return f"what {name} makes cannot be read: {type(error).__name__} {str(error)[:80]}"
    return f"what {name} makes has a broken {broken}" if broken else "read"


def _checked(file: Path) -> None:
    check(file)


_VERBS: dict[str, Callable[[Path], bytes | None]] = {
    "check": _checked,
    "annotate": lambda file: annotate(file).data if file.read_bytes()[:2] == b"PK" else None,
    "fix": lambda file: (
        fix(file, layout=len(file.read_bytes()) % 2 == 0).data if file.read_bytes()[:2] == b"PK" else None
    ),
}


# ---- how it is broken ----


def mutated(seed: int, number: int) -> bytes:
    chance = random.Random(f"{seed} {number}")
    found = parts(chance.choice(seeds()))
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        chance.choice(_IN_PARTS)(found, chance)
    members = [member(name, data, stored=chance.random() < 0.1) for name, data in found.items()]
    if chance.random() < 0.1:
        chance.choice(_IN_MEMBERS)(members, chance)
    data = packed(members, zip64=chance.random() < 0.05)
    return chance.choice(_IN_BYTES)(data, chance) if chance.random() < 0.1 else data


def _xml(found: Parts, chance: random.Random) -> str:
    """The name of a part, most often that of the text."""
    names = [name for name in found if name.endswith((".xml", ".rels"))]
    return (
        "word/document.xml"
        if chance.random() < 0.5 and "word/document.xml" in found
        else chance.choice(names or list(found))
    )


_TAG = re.compile(rb"<[^<>!?]*>")
_ATTRIBUTE = re.compile(rb'\s[\w:]+="[^"]*"')
_VALUE = re.compile(rb'="([^"]*)"')
_TEXT = re.compile(rb">([^<>]+)<")
_ODD_VALUES = (
    b"",
    b"-1",
    b"0",
    b"1",
    b"99999999999999999999",
    b"9" * 5000,
    b"a",
    b"1.5",
    b"&#x4e2d;",
    b"true",
    b"rId1",
    b"none",
    b"\xef\xbc\x91",
    b" 2 ",
)
_ODD_TEXTS = (
    b"",
    b" ",
    "\u3000\u3000".encode(),
    b"1" * 3000,
    "一、".encode(),
    "（一）".encode(),
    b"100%",
    "\ufeff\u200b".encode(),
    "。".encode() * 500,
    "“".encode(),
    "\U0001f600".encode(),
    b"&#9;&#10;",
    "2024年13月45日".encode(),
    "\ue000".encode(),
)
_ODD_ELEMENTS = tuple(
    text.encode()
    for text in (
        "<w:r><w:br/></w:r>", "<w:p/>", "<w:tbl/>", "<w:tbl><w:tr/></w:tbl>", "<w:tc/>", "<w:sectPr/>", "<w:pPr/>", "<w:rPr/>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "<w:r><w:instrText>TOC</w:instrText></w:r>",
        '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>', '<w:r><w:commentReference w:id="0"/></w:r>',
        '<w:bookmarkStart w:id="1" w:name="_GoBack"/>', '<w:ins w:id="1" w:author="a"/>', '<w:del w:id="1"><w:r><w:delText>x</w:delText></w:r></w:del>',
        "<w:sdt><w:sdtContent/></w:sdt>", "<w:sdt/>", "<w:hyperlink/>", '<w:r><w:footnoteReference w:id="1"/></w:r>',
        '<w:r><w:footnoteReference w:id="x"/></w:r>', "<w:moveFrom/>", "<w:moveTo><w:r><w:t>移</w:t></w:r></w:moveTo>",
        '<w:r><w:sym w:char="F0FE"/></w:r>', '<w:r><w:sym w:char="zz"/></w:r>', "<w:r><w:noBreakHyphen/><w:softHyphen/><w:tab/></w:r>",
        "<w:ruby/>", "<w:r><w:ruby><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r>", "<w:altChunk/>",
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="12"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>项,</w:t></w:r></w:p>',
        '<w:p><w:pPr><w:rPr><w:del w:id="9"/></w:rPr></w:pPr></w:p>', "<w:rPr><w:vanish/></w:rPr>", "<w:t>甲,乙</w:t>", "<!-- 注 -->", "<?a b?>",
        "<![CDATA[甲]]>", "<mc:AlternateContent/>", "<w:p><w:r><w:pict><v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox></w:pict></w:r></w:p>",
    )
)  # fmt: skip


def _place(pattern: "re.Pattern[bytes]", data: bytes, chance: random.Random) -> tuple[int, int] | None:
    """One of the matches, anywhere in the part."""
    at = chance.randrange(len(data) + 1)
    match = pattern.search(data, at) or pattern.search(data)
    return match.span() if match else None


def _replaced(
    pattern: "re.Pattern[bytes]", words: Callable[[bytes, random.Random], bytes]
) -> Callable[[Parts, random.Random], None]:
    def change(found: Parts, chance: random.Random) -> None:
        name = _xml(found, chance)
        data = found[name]
        place = _place(pattern, data, chance)
        if place is not None:
            start, end = place
            found[name] = data[:start] + words(data[start:end], chance) + data[end:]

    return change


def _swapped_elements(found: Parts, chance: random.Random) -> None:
    """Two tags change places, which mostly breaks nesting."""
    name = _xml(found, chance)
    data = found[name]
    one, other = sorted(span for _ in range(2) if (span := _place(_TAG, data, chance)) is not None) or [(0, 0), (0, 0)]
    if one[1] <= other[0]:
        found[name] = (
            data[: one[0]] + data[slice(*other)] + data[one[1] : other[0]] + data[slice(*one)] + data[other[1] :]
        )


def _wrapped(found: Parts, chance: random.Random) -> None:
    """Whole paragraphs put into something, or into each other."""
    name = "word/document.xml"
    data = found.get(name, b"")
    starts = [match.start() for match in re.finditer(rb"<w:p[ >]", data)]
    if not starts:
        return
    start = chance.choice(starts)
    end = data.find(b"</w:p>", start) + len(b"</w:p>")
    tag = chance.choice(
        (
            b"w:p",
            b"w:r",
            b"w:tbl",
            b"w:tc",
            b"w:sdt",
            b"w:sdtContent",
            b"w:ins",
            b"w:del",
            b"w:smartTag",
            b"w:hyperlink",
            b"w:txbxContent",
            b"w:customXml",
            b"w:moveTo",
            b"w:moveFrom",
        )
    )
    depth = chance.choice((1, 1, 2, 30, 120, 300))
    found[name] = data[:start] + b"<%s>" % tag * depth + data[start:end] + b"</%s>" % tag * depth + data[end:]


def _element(data: bytes, chance: random.Random) -> tuple[int, int] | None:
    """One that begins and ends, chosen among those that Word makes most of."""
    tags = list(
        re.finditer(
            rb"<(w:(?:p|r|tr|tc|tbl|t|pPr|rPr|sdt|hyperlink|ins|del|style|lvl|num|abstractNum|footnote|comment|sectPr))[ >]",
            data,
        )
    )
    if not tags:
        return None
    opening = chance.choice(tags)
    end, depth = opening.start(), 0
    for tag in re.finditer(rb"<(/?)%s(?=[ >/])[^<>]*?(/?)>" % opening[1], data[opening.start() :]):
        depth += (1 if not tag[1] else -1) if not tag[2] else 0
        if depth == 0:
            end = opening.start() + tag.end()
            break
    return opening.start(), end


def _moved(found: Parts, chance: random.Random) -> None:
    """An element once more or somewhere else, or gone."""
    name = _xml(found, chance)
    data = found[name]
    place = _element(data, chance)
    if place is None:
        return
    element = data[slice(*place)]
    if chance.random() < 0.5:
        data = data[: place[0]] + data[place[1] :]
    tags = [tag.end() for tag in _TAG.finditer(data)]
    at = chance.choice(tags[2:-2]) if len(tags) > 6 else 0
    found[name] = data[:at] + element * chance.choice((0, 1, 1, 1, 5)) + data[at:]


def _dropped(found: Parts, chance: random.Random) -> None:
    del found[chance.choice(list(found))]
    if not found:
        found["word/document.xml"] = b""


def _exchanged(found: Parts, chance: random.Random) -> None:
    one, other = chance.choice(list(found)), chance.choice(list(found))
    found[one], found[other] = found[other], found[one]


def _renamed(found: Parts, chance: random.Random) -> None:
    name = chance.choice(list(found))
    found[chance.choice((name.upper(), name.replace("/", "\\"), "/" + name, name + "x", "../" + name, "甲.xml"))] = (
        found.pop(name)
    )


def _cut(found: Parts, chance: random.Random) -> None:
    name = _xml(found, chance)
    found[name] = found[name][: chance.randrange(len(found[name]) + 1)]


def _noise(found: Parts, chance: random.Random) -> None:
    name = _xml(found, chance)
    data = bytearray(found[name])
    for _ in range(chance.choice((1, 1, 2, 10))):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    found[name] = bytes(data)


def _recoded(found: Parts, chance: random.Random) -> None:
    name = _xml(found, chance)
    text = found[name].decode("utf-8", "replace")
    encoding = chance.choice(("utf-16", "gb18030", "utf-8-sig", "utf-16-le"))
    found[name] = text.replace('encoding="UTF-8"', f'encoding="{chance.choice(("UTF-8", encoding, "gbk"))}"').encode(
        encoding, "replace"
    )


_IN_PARTS: tuple[Callable[[Parts, random.Random], None], ...] = (
    _replaced(_TAG, lambda tag, chance: b""),
    _replaced(_TAG, lambda tag, chance: tag + tag),
    *[_replaced(_TAG, lambda tag, chance: tag + chance.choice(_ODD_ELEMENTS))] * 6,
    *[_replaced(_TAG, lambda tag, chance: chance.choice(_ODD_ELEMENTS) + tag)] * 4,
    *[_replaced(_ATTRIBUTE, lambda attribute, chance: b"")] * 3,
    _replaced(_ATTRIBUTE, lambda attribute, chance: attribute + attribute.replace(b"=", b"x=")),
    *[_replaced(_VALUE, lambda value, chance: b'="' + chance.choice(_ODD_VALUES) + b'"')] * 8,
    *[_replaced(_TEXT, lambda text, chance: b">" + chance.choice(_ODD_TEXTS) + text[1:])] * 3,
    _replaced(_TEXT, lambda text, chance: b">" + chance.choice(_ODD_TEXTS) + b"<"),
    *[_wrapped] * 4, *[_moved] * 10, _swapped_elements, _dropped, _dropped, _exchanged, _renamed, _cut, _noise, _recoded,
)  # fmt: skip


def _twice(members: list[Member], chance: random.Random) -> None:
    members.append(chance.choice(members))


def _lying(members: list[Member], chance: random.Random) -> None:
    place = chance.randrange(len(members))
    one = members[place]
    size, checksum, declared = one.size, one.checksum, chance.choice((0, one.size + 1, 2**31, None))
    members[place] = Member(
        one.name,
        one.packed,
        size,
        checksum ^ chance.choice((0, 1)),
        chance.choice((0, 8, 12, 99)),
        chance.choice((0, 1, 8, 0x800)),
        declared,
    )


def _shuffled(members: list[Member], chance: random.Random) -> None:
    chance.shuffle(members)


_IN_MEMBERS = (_twice, _lying, _shuffled)


def _bytes_changed(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 20))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _bytes_cut(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    return chance.choice((data[:end], data[:start] + data[end:], data[start:], data + data[start:end]))


_IN_BYTES = (_bytes_changed, _bytes_changed, _bytes_cut)


if __name__ == "__main__":
    sys.exit(main())
