"""collect."""

import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafting import __version__
from drafting.cli.chinese import Command
from drafting.cli.screen import DONE, FAILED, FOUND, complain, deliver
from drafting.text.patterns import Pattern

if TYPE_CHECKING:
    from drafting.collecting.overview import Overview
    from drafting.collecting.store import Store
    from drafting.config import Settings

_STORE = ".fazhi.sqlite"
_WRITTEN, _WROTE = "overview", "wrote"
_MOST_TOLD = 5
_STOPPED = "已中断。查过的已经存下，再运行同样的命令，接着查没有查的。"
_STOPPED_UNKEPT = "已中断。没有写 -o，查过的没有存下；写上 -o 总览.html，中途停了也能接着查。"
_FORBIDDEN = Pattern(r'[\\/:*?"<>|\s]')
_PAGES = (".html", ".htm")


def add_to(app: typer.Typer) -> None:
    app.command("collect", cls=Command)(collect)


def collect(
    folders: Annotated[
        list[str], typer.Argument(metavar="文件夹…", help="放报告的文件夹，或者一份份报告；文件夹里的都查。")
    ],
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="总览", help="总览写进这个 .html 或 .xlsx 文件；不写则在屏幕上显示。"),
    ] = None,
    roster: Annotated[
        str | None,
        typer.Option(
            "--roster",
            metavar="名单",
            help="应当报送的乡镇：有一列是名称的 .xlsx 或 .csv，或者一行一个的 .txt；不写则看 fazhi.toml 的 roster。",
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option("--year", metavar="年度", min=2000, max=2099, help="只看这个年度的报告；不写则看多数报告的年度。"),
    ] = None,
    annotate_into: Annotated[
        str | None,
        typer.Option(
            "--annotate-into",
            metavar="文件夹",
            help="给每个乡镇写一份加了批注的报告（.docx）和一页反馈意见，放进这个文件夹。",
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", metavar="个数", min=1, help="同时用几个进程；不写则每个处理器核心一个。"),
    ] = None,
    seconds: Annotated[
        float, typer.Option("--seconds", metavar="秒", min=0.1, help="一份报告最多查多久，超过的跳过并写明。")
    ] = 60.0,
    dask: Annotated[
        str | None,
        typer.Option(
            "--dask",
            metavar="地址",
            help="把报告交给这个 dask 集群检查，如 tcp://10.0.0.8:8786；报告的全文会传到集群上。不写则只用这台电脑。",
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="允许覆盖 -o 和 --annotate-into 里已有的文件；以前 collect 自己写的、后来没有改过的不用加。",
        ),
    ] = False,
) -> int:
    """把一个县的报告一起检查：谁没有报、各缺什么、错在哪里、数字合计多少，写成一份总览。

    查过的记在总览旁边的 .fazhi.sqlite 文件里，下次只查新的和改过的；中途停了，再运行一次接着查（没有写 -o 的不留记录）。

    退出码：0 没有错误；1 有错误；2 有的读不了。
    """
    import sqlite3
    from tempfile import TemporaryDirectory

    from drafting.app import ConfigError, ReadError, settings_for
    from drafting.collecting.store import BUSY, Store, StoreError

    if refused := _not_there(folders):
        return complain(refused)
    target = Path(output) if output is not None else None
    if target is not None:
        if target.suffix.lower() not in (*_PAGES, ".xlsx"):
            return complain(f"“{output}”不是 .html 或 .xlsx 文件名；总览请用这两种结尾的文件名。")
        if not target.parent.is_dir():
            return complain(f"要写入的文件夹“{target.parent}”不存在；请先建好文件夹。")
    with ExitStack() as stack:
        try:
            settings = settings_for(Path.cwd())
            expected = _expected(roster, settings)
            beside = target.with_name(target.stem) if target else Path(stack.enter_context(TemporaryDirectory())) / "-"
            store = stack.enter_context(Store(beside.with_name(beside.name + _STORE)))
        except (ConfigError, ReadError, StoreError) as error:
            return complain(str(error))
        into = Path(annotate_into) if annotate_into is not None else None
        try:
            return _run(_Asked(folders, target, settings, expected, year, into, jobs, seconds, dask, force), store)
        except sqlite3.Error:
            return complain(BUSY)
        except KeyboardInterrupt:
            print(file=sys.stderr)
            return complain(_STOPPED if target else _STOPPED_UNKEPT)


@dataclass(frozen=True, slots=True)
class _Asked:
    folders: list[str]
    target: Path | None
    settings: "Settings"
    roster: tuple[str, ...]
    year: int | None
    into: Path | None
    jobs: int | None
    seconds: float
    dask: str | None
    force: bool


def _not_there(folders: list[str]) -> str:
    """What was named and cannot be looked at: nothing is done then, lest an overview without it be taken for the whole."""
    from drafting.collecting.summarising import packed_up

    missing = [name for name in folders if not Path(name).exists()]
    if missing:
        return f"找不到{'、'.join(f'“{name}”' for name in missing)}；请检查文件夹和文件的名称。什么都没有做。"
    packed = [name for name in folders if Path(name).is_file() and packed_up(name)]
    if packed:
        return f"{'、'.join(f'“{name}”' for name in packed)}是压缩包；请先解压，再写解压出来的文件夹。什么都没有做。"
    return ""


def _expected(roster: str | None, settings: "Settings") -> tuple[str, ...]:
    from drafting.collecting import roster as rosters

    return rosters.read(Path(roster)) if roster is not None else rosters.of_settings(settings)


def _run(asked: _Asked, store: "Store") -> int:
    from drafting.app.collecting import ClusterError, cluster, collected
    from drafting.reporters.overview import text

    target, progress = asked.target, _Progress()
    executor, workers = None, asked.jobs
    if asked.dask is not None:
        print(f"报告的全文将传到 {asked.dask} 的集群上检查。", file=sys.stderr)
        try:
            executor, workers = cluster(asked.dask)
        except ClusterError as error:
            return complain(str(error))
    with collected(
        asked.folders,
        store,
        beside=target.parent if target else Path.cwd(),
        settings=asked.settings,
        roster=asked.roster,
        year=asked.year,
        leave=[place for place in (target, asked.into) if place],
        executor=executor,
        workers=workers,
        seconds=asked.seconds,
        told=progress.told,
    ) as collection:
        progress.end()
        for notice in collection.notices:
            print(notice, file=sys.stderr)
        overview = collection.overview
        if target is None:
            for line in text.report(overview):
                print(line)
        elif refused := _written(overview, target, store, force=asked.force):
            return complain(refused)
        else:
            print(text.summary(overview))
            known = "，其余的以前查过" if collection.checked < len(store) else ""
            print(f"总览已写入：{target}（这一次查了{collection.checked}份{known}）")
        if asked.into is not None and (refused := _handed_back(overview, asked.into, asked, store)):
            return complain(refused)
        return _exit_code(overview)


def _handed_back(overview: "Overview", folder: Path, asked: _Asked, store: "Store") -> str | None:
    """A commented copy and a letter for each township."""
    from drafting.app.collecting import annotated
    from drafting.reporters.overview.feedback import feedback
    from drafting.reporters.overview.tally import copies_by_path

    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return f"文件夹“{folder}”建不了；请检查名称和权限。"
    beside = asked.target.parent if asked.target else Path.cwd()
    reports = (beside / township.summary.path for township in overview.townships)
    copies = copies_by_path(overview)
    without = 0
    refused: list[str] = []
    for township, copy in zip(overview.townships, annotated(reports, asked.settings, asked.jobs), strict=True):
        name = _FORBIDDEN.sub("_", township.unit)
        without += copy is None
        for data, file in (
            (feedback(overview, township, copies), f"{name}反馈意见.docx"),
            (copy, f"{name}（批注）.docx"),
        ):
            if data is not None and (why := _renewed(data, folder / file, store, force=asked.force)):
                refused.append(why)
    if refused:
        more = f"另有{len(refused) - _MOST_TOLD}份也是这样。" if len(refused) > _MOST_TOLD else ""
        return "\n".join([*refused[:_MOST_TOLD], *([more] if more else [])])
    plain = f"；其中{without}份不是 .docx，没有批注版" if without else ""
    print(f"批注版和反馈意见已放进：{folder}（{len(overview.townships)}个单位{plain}）")
    return None


def _renewed(data: bytes, target: Path, store: "Store", *, force: bool) -> str | None:
    """What collect wrote itself and nobody has changed since holds nothing that would be lost."""
    there = _digest(target.read_bytes()) if target.is_file() else None
    digest = _digest(data)
    if there == digest:
        return None
    is_ours = there is not None and store.noted(f"{_WROTE} {there}") is not None
    refused = deliver(data, str(target), force=force or is_ours, inputs=[])
    if not refused:
        store.note(f"{_WROTE} {digest}", "")
    elif there is not None and not is_ours:
        return f"“{target}”不是 collect 写的，或者后来改过，没有覆盖；请把它移开，或加上 --force。"
    return refused


def _written(overview: "Overview", target: Path, store: "Store", *, force: bool) -> str | None:
    if target.suffix.lower() in _PAGES:
        from drafting.reporters.overview import html

        data = html.report(overview, __version__).encode()
    else:
        from drafting.reporters.overview import xlsx

        data = xlsx.report(overview)
    # What collect wrote itself holds nothing that would be lost.
    is_ours = target.is_file() and store.noted(_WRITTEN) == _digest(target.read_bytes())
    refused = deliver(data, str(target), force=force or is_ours, inputs=[])
    if not refused:
        store.note(_WRITTEN, _digest(data))
    return refused


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.blake2b(data, digest_size=20).hexdigest()


def _exit_code(overview: "Overview") -> int:
    if overview.unreadable:
        return FAILED
    reports = (township.summary for township in overview.townships)
    return FOUND if any(told.severity == "error" for report in reports for told in report.findings) else DONE


class _Progress:
    """How far, and how long it will still take; only where somebody looks."""

    def __init__(self) -> None:
        self._is_seen = sys.stderr.isatty()
        self._start = time.monotonic()
        self._last = 0.0

    def told(self, done: int, all_: int, known: int) -> None:
        now = time.monotonic()
        if not self._is_seen or (now - self._last < 0.2 and done < all_):
            return
        self._last = now
        rate = (done - known) / max(now - self._start, 0.1)
        left = f"，约还要 {_in_words((all_ - done) / rate)}" if rate and done < all_ else ""
        bar = "█" * (20 * done // max(all_, 1))
        print(f"\r{bar:░<20} {done}／{all_} 份{left}        ", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._is_seen and self._last:
            print("\r" + " " * 60 + "\r", end="", file=sys.stderr, flush=True)


def _in_words(seconds: float) -> str:
    if seconds < 60:
        return f"{int(seconds) + 1} 秒"
    return f"{int(seconds // 60) + 1} 分钟"
