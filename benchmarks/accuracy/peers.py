"""What other tools tell of the same faults; writes their section of docs/accuracy.md.

    python -m benchmarks.accuracy.peers [--gongwen PROGRAM] [--autocorrect PYTHON] [--zhlint FOLDER] [--reports 240]

PROGRAM is the gongwen of gongwen-skill, PYTHON an interpreter that has autocorrect-py, FOLDER one where zhlint is installed
by npm. Only those named are run; none is a dependency.

The same generous measure for all: a fault is found if something is told, at the place where there is one, that is not told
of the same report without it.
"""

import argparse
import json
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from benchmarks.accuracy.__main__ import ROOT, SEED
from benchmarks.accuracy.faults.declared import ANYWHERE
from benchmarks.accuracy.files import file_of, text_of
from benchmarks.accuracy.measure import Planted, blocks, spoiled_once
from benchmarks.accuracy.page import with_peers
from benchmarks.accuracy.paper import Paper
from drafting import __version__
from drafting.app import check_document
from drafting.config import Settings
from drafting.readers import read_bytes
from drafting.readers.text import from_text
from drafting.rules.catalogue import FAMILIES

_AUTOCORRECT = """
import importlib.metadata, json, sys
import autocorrect_py
autocorrect_py.load_config(json.dumps({"rules": {name: 0 for name in (
    "space-word", "space-punctuation", "space-bracket", "space-backticks", "space-dash", "space-dollar",
    "no-space-fullwidth", "no-space-fullwidth-quote")}}))
print(json.dumps([importlib.metadata.version("autocorrect-py"),
    [autocorrect_py.format(text) for text in json.load(sys.stdin)]]))
"""
_ZHLINT = """
import { readFileSync } from "fs";
import { run } from "zhlint";
const version = JSON.parse(readFileSync("node_modules/zhlint/package.json")).version;
let input = "";
for await (const piece of process.stdin.setEncoding("utf8")) input += piece; // readFileSync(0) fails on a pipe that is not full yet
const told = JSON.parse(input).map(text => {
  try {
    return run(text, { rules: { preset: "default" } }).validations.map(v => [v.index, v.index + v.length, v.message]);
  } catch (error) { // a text that it cannot take apart: nothing is told
    return [];
  }
});
console.log(JSON.stringify([version, told]));
"""
_OF_SPACES = {"PUN03", "NUM05"}
Told = tuple[int, int, str]
"""From where to where in the text, and what; without a place both are -1."""


@dataclass(frozen=True)
class Peer:
    name: str
    version: str
    told: Sequence[tuple[list[Told], list[Told]]]
    """Of each report without and with its fault."""


Case = tuple[Paper, Paper, Planted]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gongwen", type=Path)
    parser.add_argument("--autocorrect", type=Path)
    parser.add_argument("--zhlint", type=Path)
    parser.add_argument("--reports", type=int, default=240)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "docs" / "accuracy.md")
    chosen = parser.parse_args()
    cases: list[Case] = [
        (paper, spoiled, planted[0])
        for block in blocks(chosen.reports)
        for paper, spoiled, planted in spoiled_once(block, SEED)
        if planted
    ]
    peers = [Peer("fazhi", __version__, [(_ours(paper), _ours(spoiled)) for paper, spoiled, _ in cases])]
    if chosen.gongwen:
        peers.append(_gongwen(chosen.gongwen, cases))
    if chosen.autocorrect:
        peers.append(_of_texts("autocorrect-py", cases, lambda texts: _autocorrect(chosen.autocorrect, texts)))
    if chosen.zhlint:
        peers.append(_of_texts("zhlint", cases, lambda texts: _zhlint(chosen.zhlint, texts)))
    before = chosen.output.read_text(encoding="utf-8")
    chosen.output.write_bytes(with_peers(before, list(_section(peers, cases))).encode())
    print(f"{len(cases)} reports, {', '.join(peer.name for peer in peers)}")


def _ours(paper: Paper) -> list[Told]:
    """As plain text where the others get plain text, so that places are alike; else as the Word file."""
    text = text_of(paper)
    document = from_text(text) if paper.suffix == ".txt" else read_bytes(file_of(paper), paper.suffix)
    told: list[Told] = []
    for finding in check_document(document, Settings()).findings:
        span = finding.location.span
        start = text.find(document.blocks[span.block].text)
        told.append((start + span.start, start + span.end, finding.code) if start >= 0 else (-1, -1, finding.code))
    return told


def _gongwen(program: Path, cases: Sequence[Case]) -> Peer:
    version = ""
    told = []
    with tempfile.TemporaryDirectory() as folder:
        for paper, spoiled, _ in cases:
            both = []
            for number, each in enumerate((paper, spoiled)):
                copy = each.copy()
                copy.suffix, copy.fragmented = ".docx", True
                path = Path(folder) / f"{number}.docx"
                path.write_bytes(file_of(copy))
                run = subprocess.run(
                    [program, "check", path, "-t", "report", "--json"],
                    capture_output=True,
                    check=False,
                    encoding="utf-8",
                )
                start = run.stdout.find("[")
                found = json.loads(run.stdout[start:]) if start >= 0 else []
                both.append([(-1, -1, f"{one['rule_id']} {one['original']}") for one in found])
            told.append((both[0], both[1]))
    shown = subprocess.run(
        [program.parent / "python", "-c", "import importlib.metadata as m; print(m.version('gongwen-skill'))"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    version = shown.stdout.strip()
    return Peer("gongwen-skill", version, told)


def _of_texts(name: str, cases: Sequence[Case], ask: Callable[[list[str]], tuple[str, list[list[Told]]]]) -> Peer:
    texts = [text_of(each) for paper, spoiled, _ in cases for each in (paper, spoiled)]
    version, told = ask(texts)
    return Peer(name, version, list(zip(told[::2], told[1::2], strict=True)))


def _autocorrect(python: Path, texts: list[str]) -> tuple[str, list[list[Told]]]:
    version, corrected = _asked([str(python), "-c", _AUTOCORRECT], texts)
    return version, [list(_edits(text, right)) for text, right in zip(texts, corrected, strict=True)]


def _edits(text: str, right: str) -> Iterator[Told]:
    offset = 0
    for old, new in zip(text.split("\n"), right.split("\n"), strict=True):
        if old != new:
            for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
                if kind != "equal":
                    yield offset + start, offset + end, f"{old[start:end]}→{new[first:last]}"
        offset += len(old) + 1


def _zhlint(folder: Path, texts: list[str]) -> tuple[str, list[list[Told]]]:
    command = ["node", "--input-type=module", "-e", _ZHLINT]
    version, told = _asked(command, texts, folder)
    return version, [[(start, end, message) for start, end, message in one] for one in told]


def _asked(command: list[str], texts: list[str], folder: Path | None = None) -> tuple[str, list[Any]]:
    """Its version, and what it says of each text."""
    run = subprocess.run(
        command, input=json.dumps(texts), capture_output=True, check=True, encoding="utf-8", cwd=folder
    )
    version, told = json.loads(run.stdout)
    return version, told


def _is_found(told: tuple[list[Told], list[Told]], case: Case) -> bool:
    """Something new, and where the fault lies if the tool says where."""
    paper, spoiled, planted = case
    new = _new(told, text_of(paper), text_of(spoiled))
    if planted.words == ANYWHERE:
        return bool(new)
    text = text_of(spoiled)
    if planted.fault.code not in _OF_SPACES:
        new = [one for one in new if not _is_of_space(one[2])]
    places = [(at, at + len(words)) for words in map(_bare, planted.words) if (at := text.find(words)) >= 0]
    return any(start < 0 or any(low <= end and start <= high for low, high in places) for start, end, _ in new)


def _is_of_space(what: str) -> bool:
    """A space between words and figures that is asked for everywhere tells nothing of a wrong figure."""
    old, arrow, new = what.partition("→")
    return "空格" in what or (bool(arrow) and old.strip() == new.strip())


def _bare(words: str) -> str:
    return words.removeprefix("=")


def _new(told: tuple[list[Told], list[Told]], before: str, now: str) -> list[Told]:
    known = Counter(_signed(one, before) for one in told[0])
    new = []
    for one in told[1]:
        sign = _signed(one, now)
        if known[sign]:
            known[sign] -= 1
        else:
            new.append(one)
    return new


def _signed(told: Told, text: str) -> tuple[str, str]:
    start, end, what = told
    return what, "" if start < 0 else text[max(0, start - 4) : end + 4]


def _section(peers: Sequence[Peer], cases: Sequence[Case]) -> Iterator[str]:
    yield (
        f"同一批报告，前 {len(cases)} 份，每份埋一处毛病，各工具都查两遍：没有埋的和埋了的。"
        "埋了以后多报出来的，落在埋毛病的地方就算查出（gongwen-skill 不给出文字的位置，多报出什么都算）。"
        "没有埋毛病的报告上报出的都不该报。表里是查出、埋进的数；只有 Word 文件才有的毛病，只读文本的工具不计。"
        "要求加空格的，只在埋的是空格的毛病时才算查出。fazhi 连提示一起计。"
    )
    yield ""
    yield "| | " + " | ".join(f"{peer.name} {peer.version}" for peer in peers) + " |"
    yield "| --- |" + " ---: |" * len(peers)
    for family in FAMILIES:
        cells = [_cell_of(peer, cases, family) for peer in peers]
        if cells[0] != "0/0":
            yield f"| {family} {FAMILIES[family]} | " + " | ".join(cells) + " |"
    yield "| 合计 | " + " | ".join(_cell_of(peer, cases, "") for peer in peers) + " |"
    alarms = [sum(len(before) for before, _ in peer.told) / len(cases) for peer in peers]
    yield "| 没有埋毛病的，平均每份报出 | " + " | ".join(f"{each:.1f}" for each in alarms) + " |"
    yield ""
    yield (
        "这些工具各有各的用处，不是为这种报告做的：autocorrect-py 和 zhlint 管网页文稿的标点和空格"
        "（autocorrect-py 关掉了汉字与数字之间加空格的规则，zhlint 用默认规则，所以报出的多是空格）；"
        "gongwen-skill 管版式和通用的公文要素，它的页边距等取值与 GB/T 9704 不同，所以规范的文件也会报出几条。"
    )


def _cell_of(peer: Peer, cases: Sequence[Case], family: str) -> str:
    found = planted = 0
    for told, case in zip(peer.told, cases, strict=True):
        fault = case[2].fault
        if not fault.code.startswith(family) or (fault.form == "word" and peer.name in {"autocorrect-py", "zhlint"}):
            continue
        planted += 1
        found += _is_found(told, case)
    return f"{found}/{planted}"


if __name__ == "__main__":
    main()
