"""Files of another fazhi: one that is installed or unpacked in a folder, or a wheel that nobody has installed."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_PACKAGE = "drafting/__init__.py"
_LONGEST = 8_000_000
"""Bytes of one file: a hundred times the largest table."""

# Where a person means it to be who names a folder: the package's own place, an environment, one that is a floor below with the
# starters beside it, a folder for offline installation.
_PLACES = ("", "Lib/site-packages/", "lib/python*/site-packages/")


class EditionError(Exception):
    """The message says what was looked for and what to do."""


@dataclass(frozen=True, slots=True)
class Edition:
    where: str
    version: str
    files: Mapping[str, str]
    """The text of those that were asked for and are there."""


def open_edition(typed: str, wanted: tuple[str, ...]) -> Edition:
    """The named files, by their paths from the top of the wheel. Raises EditionError."""
    path = Path(typed)
    if not path.exists():
        raise EditionError(f"找不到“{typed}”；请检查名称和所在文件夹。")
    found = [path] if path.is_file() else sorted(_in_folder(path))
    if not found:
        raise EditionError(
            f"“{typed}”里没有找到 fazhi；请写装着旧版本的文件夹（如旧的程序文件夹、环境、源代码）或旧的 fazhi-….whl。"
        )
    if len(found) > 1:
        names = "、".join(str(each) for each in found)
        raise EditionError(f"“{typed}”里有几个 fazhi，请写明是哪一个：{names}。")
    (place,) = found
    texts = _of_wheel(place, wanted) if place.is_file() else _of_folder(place, wanted)
    version = re.search(r'^__version__ = "([^"\n]{1,40})"', texts.pop(_PACKAGE), re.MULTILINE)
    return Edition(typed, version[1] if version else "（未写明）", texts)


def _in_folder(path: Path) -> Iterator[Path]:
    """The folders that hold the package, and wheels; the same one once."""
    seen: set[Path] = set()
    for floor in ("", "*/"):
        for place in _PLACES:
            for package in path.glob(f"{floor}{place}{_PACKAGE}"):
                top = package.parents[1]
                if top.resolve() not in seen:
                    seen.add(top.resolve())
                    yield top
        if seen:
            return
        for wheel in path.glob(f"{floor}fazhi-*.whl"):
            seen.add(wheel)
            yield wheel


def _of_folder(top: Path, wanted: tuple[str, ...]) -> dict[str, str]:
    try:
        return {
            name: _text(str(top / name), (top / name).read_bytes())
            for name in (_PACKAGE, *wanted)
            if (top / name).is_file()
        }
    except OSError as error:
        raise EditionError(f"“{top}”里的文件读不出来；请检查有没有读取的权限。") from error


def _of_wheel(path: Path, wanted: tuple[str, ...]) -> dict[str, str]:
    try:
        with zipfile.ZipFile(path) as wheel:
            there = {PurePosixPath(info.filename).as_posix(): info for info in wheel.infolist()}
            if _PACKAGE not in there:
                raise EditionError(f"“{path}”不是 fazhi 的安装包（fazhi-….whl）。")
            found = {}
            for name in (_PACKAGE, *wanted):
                if name in there:
                    with wheel.open(there[name]) as member:
                        found[name] = _text(name, member.read(_LONGEST + 1))
            return found
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error) as error:
        raise EditionError(f"“{path}”打不开，不是安装包或者已经损坏；请重新取一份 fazhi-….whl。") from error


def _text(name: str, data: bytes) -> str:
    if len(data) > _LONGEST:
        raise EditionError(f"“{name}”大得不像 fazhi 的文件，没有读。")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EditionError(f"“{name}”不是 UTF-8 编码的文字，没有读。") from error
