"""All that is promised about speed and memory, measured and written to docs/performance.md.

    python -m benchmarks.performance [-o docs/performance.md] [--peer NAME=COMMAND]… [--reports 10000] [--pairs 9]

`--pairs 0` leaves out the collecting of many reports, which takes nearly all of the time. The peers of a cold start are named as in
`benchmarks.starting`. docxtpl has to be installed for its row: docs/dependencies.md. A quiet machine and an hour.
"""

import argparse
import platform
import statistics
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.checking import Grown, beside_python_docx, beside_words, grown
from benchmarks.collecting import Measured, Run, measured
from benchmarks.drafting import beside_docxtpl
from benchmarks.measuring import Paired
from benchmarks.starting import beside_nothing, beside_peers, peers_of
from drafting import __version__

_PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
_ROUNDS = 21
_MEGABYTE = 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, default=_PAGE)
    parser.add_argument("--peer", action="append", default=[])
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=9)
    chosen = parser.parse_args()
    lines = list(_lines(peers_of(chosen.peer), chosen.reports, chosen.pairs))
    chosen.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(peers: Mapping[str, str], reports: int, pairs: int) -> Iterator[str]:
    yield "# 快不快、占多少内存"
    yield ""
    yield "本页由 `python -m benchmarks.performance` 生成，请不要手改。"
    yield ""
    yield (
        f"fazhi {__version__}，{date.today().isoformat()}。{_machine()}。{_versions()}。机器忙闲不定，一秒钟里能做多少事会差一倍，"
        "所以不看秒数，看比值：两件事轮流各做一次，算一次比值，做许多次，取中间的那个；括号里是中间一半落在哪里。"
    )
    yield ""
    yield from _checking(beside_python_docx(_ROUNDS), beside_words(_ROUNDS))
    with tempfile.TemporaryDirectory() as place:
        yield from _starting(beside_nothing(Path(place)), beside_peers(Path(place), peers))
    yield from _drafting()
    with tempfile.TemporaryDirectory() as place:
        yield from _growing(grown(Path(place)))
    yield from _collecting(measured(reports, pairs) if pairs else None)


def _machine() -> str:
    name = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="ascii").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    cores = sum(line.startswith("processor") for line in Path("/proc/cpuinfo").read_text(encoding="ascii").splitlines())
    return f"{name}，{cores} 个核心，{platform.system()}，Python {platform.python_version()}"


def _versions() -> str:
    found = []
    for name in ("python-docx", "lxml", "typer", "pydantic", "docxtpl"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return "、".join(found)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _ratio(pair: Paired) -> str:
    lower, upper = pair.spread
    return f"**{pair.ratio:.2f}**（{lower:.2f}—{upper:.2f}）"


def _met(is_met: bool) -> str:
    return "达到" if is_met else "**没有达到**"


def _checking(told: Mapping[str, Paired], words: Paired) -> Iterator[str]:
    missed = [name for name, pair in told.items() if pair.ratio > _goal(name)]
    yield "## 检查一份报告"
    yield ""
    yield (
        "同一个进程里，把一份 Word 报告从头到尾查完（读文件、全部规则、核对数字），是 python-docx 只打开它、"
        "读出每一段文字和样式所用时间的几倍。目标：短的、零碎的不超过 0.5，两百页的不超过 1。"
    )
    yield ""
    yield _row("文件", "倍数", "fazhi", "python-docx", "目标", "")
    yield _row(*["---"] * 6)
    for name, pair in told.items():
        ours, theirs = pair.milliseconds
        goal = f"{_goal(name):g}"
        yield _row(name, _ratio(pair), f"{ours:.0f} 毫秒", f"{theirs:.0f} 毫秒", goal, _met(name not in missed))
    yield ""
    yield (
        "python-docx 的时间多半用在查样式上：一段没有写明样式（Word 的正文多半不写），它就把样式表从头看一遍。只读文字、不看样式，"
        f"7 页的那份 fazhi 是它的 {_ratio(words)} 倍。"
        + (
            "LibreOffice 保存时给每一段都写明样式，所以那一行没有达到；fazhi 自己用的时间差不多。"
            if any("LibreOffice" in name for name in missed)
            else ""
        )
    )
    if any("LibreOffice" not in name for name in missed):
        yield ""
        yield (
            "其余没有达到的，时间用在：读文件三四成（多半是解析 XML），核对数字两成多，版式一成半，别的规则三成——"
            "几十条规则各自在每一段里找一遍，一份短报告共找两千多次。下一步：每一段只找一遍有哪些字样，没有的，规则不必再找。"
        )
    yield ""


def _goal(name: str) -> float:
    return 1.0 if name.startswith("2") else 0.5


def _starting(nothing: Paired, peers: Mapping[str, Paired]) -> Iterator[str]:
    ours, theirs = nothing.milliseconds
    yield "## 从敲回车到看见结果"
    yield ""
    yield (
        f"`fazhi check 报告.docx`（7 页）整个用 {ours:.0f} 毫秒，是什么也不做的 Python（`python -c pass`，{theirs:.0f} 毫秒）的 "
        f"{_ratio(nothing)} 倍。typer 和 pydantic 都装着。目标是 8：{_met(nothing.ratio <= 8)}。"
    )
    yield ""
    if nothing.ratio > 8:
        yield (
            "时间用在装入约两百个模块、建立约一百个记录类型（dataclass）、编译约两百三十个正则表达式上，三样各占四分之一左右；"
            "查一份报告本身只占余下的。只写文件名、不带选项的检查已经不经过 typer，省下一成。下一步：只建立要用的记录类型，"
            "把表达式编译的结果留到下一次。一次查许多份时，这些只做一遍。"
        )
        yield ""
    if peers:
        yield "同别的工具比，同一份报告的文字，也都是从启动到结束："
        yield ""
        yield _row("工具", "fazhi 是它的几倍", "fazhi", "它")
        yield _row(*["---"] * 4)
        for name, pair in peers.items():
            ours, theirs = pair.milliseconds
            yield _row(name, _ratio(pair), f"{ours:.0f} 毫秒", f"{theirs:.0f} 毫秒")
        yield ""


def _drafting() -> Iterator[str]:
    yield "## 起草一份报告"
    yield ""
    try:
        pair = beside_docxtpl()
    except ImportError:
        yield "这一次没有装 docxtpl，没有量。"
        yield ""
        return
    ours, theirs = pair.milliseconds
    yield (
        f"由填好的表单写成 Word 文件，是 docxtpl 把同样的文字填进同样版面的 {_ratio(pair)} 倍（{ours:.0f} 毫秒比 "
        f"{theirs:.0f} 毫秒）。目标是 0.2：{_met(pair.ratio <= 0.2)}。"
    )
    yield ""


def _growing(told: list[Grown]) -> Iterator[str]:
    per = [one.seconds / one.characters for one in told if one.pages >= 10]
    yield "## 从三页到六百页"
    yield ""
    yield (
        "像 Word 反复修改后那样零碎的文件，每次一个新的进程，已经查过一份短的。时间是处理器的时间，内存是比查之前多出来的。"
        f"十页以上，每个字用的时间最多的是最少的 {max(per) / min(per):.2f} 倍。"
    )
    yield ""
    yield _row("页", "字", "秒", "每字微秒", "内存（MB）", "每字 KB")
    yield _row(*["---:"] * 6)
    for one in told:
        yield _row(
            str(one.pages),
            str(one.characters),
            f"{one.seconds:.2f}",
            f"{1e6 * one.seconds / one.characters:.1f}",
            f"{one.megabytes:.1f}",
            f"{_MEGABYTE * one.megabytes / one.characters:.2f}",
        )
    yield ""


def _collecting(told: Measured | None) -> Iterator[str]:
    yield "## 很多份一起查"
    yield ""
    if told is None:
        yield "这一次没有量。"
        return
    gains, plain = told.gains, sorted(told.arithmetic)
    yield (
        f"`fazhi collect` 查 {told.reports} 份（.txt，每份 1,500 到 2,500 字），从读文件到写出总览。每一轮先用一个进程、再用两个，"
        f"旁边量两个进程做纯算术能快几倍，共 {len(gains)} 轮。"
    )
    yield ""
    yield _row("", "中间的", "最少—最多")
    yield _row(*["---"] * 3)
    for name, runs in (("一个进程，每秒份数", told.one), ("两个进程，每秒份数", told.two)):
        rates = sorted(told.reports / run.seconds for run in runs)
        yield _row(name, f"{statistics.median(rates):.0f}", f"{rates[0]:.0f}—{rates[-1]:.0f}")
    yield _row("两个进程快几倍", f"{statistics.median(gains):.2f}", f"{gains[0]:.2f}—{gains[-1]:.2f}")
    yield _row("纯算术快几倍", f"{statistics.median(plain):.2f}", f"{plain[0]:.2f}—{plain[-1]:.2f}")
    yield ""
    yield (
        f"两个进程得到的，是纯算术得到的 {told.efficiency:.2f}。目标是 0.85：{_met(told.efficiency >= 0.85)}。"
        + (
            "差在主进程：读文件、存结果、最后写总览都是它一个做，又同检查的进程抢那两个核心。下一步：文件由检查的进程自己读。"
            if told.efficiency < 0.85
            else ""
        )
    )
    yield ""
    yield (
        f"全部进程一起最多占的内存：{told.few_reports} 份 {told.few.memory:.0f} MB，{told.reports} 份 {_memory(told.two)} MB，"
        f"是 {told.growth:.2f} 倍。目标是 1.1：{_met(told.growth <= 1.1)}。"
        + (
            "检查的进程每做一千份换一批新的，各自占的内存不累积；多出来的在主进程：记着已经查到的，最后对照、写总览。"
            if told.growth > 1.1
            else ""
        )
    )


def _memory(runs: tuple[Run, ...]) -> str:
    return f"{statistics.median(run.memory for run in runs):.0f}"


if __name__ == "__main__":
    main()
