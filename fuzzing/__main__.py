"""Fuzzes doors: `python -m fuzzing [DOOR…] --seconds N`; a crash again: `python -m fuzzing DOOR --replay FILE`.

What was found to reach new code is kept in .fuzzing/, so that the next run goes on from there. A crash's input is shrunk and kept in
fuzzing/crashes/, where the tests replay it from then on.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

from fuzzing.doors import CRASHES, NAMES, door, visit
from fuzzing.shrinking import shrunk

_ROOT = Path(__file__).parents[1]
_KEPT = _ROOT / ".fuzzing"
_SECONDS_AN_INPUT = 5
_MEGABYTES = 700
_MOST_AT_ONCE = 4
_SHRINKING = 60.0
_STATE = re.compile(r"^#(\d+)\s+([A-Za-z]+)\s+cov: (\d+) ft: (\d+) corp: (\d+)", re.MULTILINE)
_OWN_END = ("timeout-", "oom-", "crash-", "leak-", "slow-unit-")
"""Files that libFuzzer itself leaves."""


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m fuzzing")
    options.add_argument("doors", nargs="*", metavar="DOOR", help="、".join(NAMES))
    options.add_argument("--seconds", type=int, default=600, help="每个入口多少秒")
    options.add_argument("--replay", type=Path, help="把这个文件再送进入口一次")
    asked = options.parse_args()
    if unknown := [name for name in asked.doors if name not in NAMES]:
        options.error(f"没有“{unknown[0]}”这个入口；有：{'、'.join(NAMES)}")
    if asked.replay is not None:
        if len(asked.doors) != 1:
            options.error("--replay 要写明一个入口")
        visit(door(asked.doors[0]), asked.replay.read_bytes())
        print("这个文件没有让程序出错。")
        return 0
    if find_spec("atheris") is None:
        print("这台电脑上没有 atheris（只有 x86_64 的 Linux、Python 3.11 到 3.13 有现成的包），没有做模糊测试。")
        return 0
    # The work is done by a process a door; here it is only waited for.
    with ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST_AT_ONCE)) as pool:
        crashed = list(pool.map(lambda name: _fuzz(name, asked.seconds), asked.doors or NAMES))
    return 1 if any(crashed) else 0


def _fuzz(name: str, seconds: int) -> bool:
    """Whether anything crashed."""
    folder, seeds, crashes = _KEPT / name / "corpus", _KEPT / name / "seeds", CRASHES / name
    for place in (folder, seeds, crashes):
        place.mkdir(parents=True, exist_ok=True)
    through = door(name)
    for number, seed in enumerate(through.seeds()):
        (seeds / str(number)).write_bytes(seed)
    words = _KEPT / name / "words"
    words.write_text(
        "".join(f'"{_escaped(word)}"\n' for word in dict.fromkeys(through.words) if word), encoding="ascii"
    )
    known = set(crashes.iterdir())
    log = _KEPT / name / "log"
    until = time.monotonic() + seconds
    with log.open("wb") as said:
        # An input that takes too long, or too much, ends the process: the rest of the time goes to another one.
        while (left := round(until - time.monotonic())) > 0:
            flags = [f"-max_total_time={left}", f"-timeout={_SECONDS_AN_INPUT}", f"-rss_limit_mb={_MEGABYTES}",
                     f"-max_len={through.longest}", f"-dict={words}", f"-artifact_prefix={crashes}/", str(folder), str(seeds)]  # fmt: skip
            command = [sys.executable, "-m", "fuzzing.running", name, *flags]
            if subprocess.run(command, cwd=_ROOT, stdout=said, stderr=said, check=False).returncode == 0:
                break
            if not set(crashes.iterdir()) - known:
                break
    _tell(name, log.read_text(encoding="utf-8", errors="replace"), seconds)
    found = sorted(file for file in set(crashes.iterdir()) - known if not file.name.startswith("slow-unit-"))
    for file in found:
        if not file.name.startswith(_OWN_END):
            file.write_bytes(shrunk(through, file.read_bytes(), _SHRINKING))
        print(f"  出错：python -m fuzzing {name} --replay {file.relative_to(_ROOT)}")
    return bool(found)


def _tell(name: str, log: str, seconds: int) -> None:
    states = _STATE.findall(log)
    if not states:
        print(f"{name}：没有跑起来。\n{log[-2000:]}")
        return
    begun = next((state for state in states if state[1] == "INITED"), states[0])
    ended = states[-1]
    print(
        f"{name}：{seconds} 秒，{ended[0]} 次；走到的分支 {begun[2]} → {ended[2]}，特征 {begun[3]} → {ended[3]}，留下的输入 {ended[4]} 个",
        flush=True,
    )


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02X}" for byte in word.encode())


if __name__ == "__main__":
    raise SystemExit(main())
