"""How long a whole check takes, side by side with python-docx that only opens and reads the same file; and how it grows.

python -m benchmarks.checking
"""

import io
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from docx import Document

from benchmarks.measuring import Paired, paired
from benchmarks.reports import CHARACTERS_A_PAGE, by_libreoffice, saved, words
from drafting import engine
from drafting.config import Settings
from drafting.readers import read_bytes
from drafting.rules.catalogue import ALL

_SHORT, _LONG = 7, 228
_PAGES = (3, 10, 30, 100, 200, 400, 600)


def checked(data: bytes) -> object:
    return engine.run(read_bytes(data, ".docx"), ALL, Settings())


def only_read(data: bytes) -> object:
    """By python-docx: text and style of each paragraph."""
    return [
        (paragraph.text, style.name if (style := paragraph.style) else None)
        for paragraph in Document(io.BytesIO(data)).paragraphs
    ]


def only_words(data: bytes) -> object:
    """The same without the styles: most of the time goes into looking up that of each paragraph that names none."""
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


def files() -> dict[str, bytes]:
    """By what they are."""
    short = words(_SHORT * CHARACTERS_A_PAGE)
    long = words(_LONG * CHARACTERS_A_PAGE)
    found = {
        f"{_SHORT} 页": saved(short),
        f"{_SHORT} 页，像 Word 反复修改后那样零碎": saved(short, in_pieces=True),
        f"{_LONG} 页": saved(long),
        f"{_LONG} 页，零碎": saved(long, in_pieces=True),
    }
    office = by_libreoffice(saved(short))
    return found | ({f"{_SHORT} 页，LibreOffice 保存": office} if office else {})


def beside_words(rounds: int) -> Paired:
    """A short file, of which python-docx reads no styles."""
    data = saved(words(_SHORT * CHARACTERS_A_PAGE))
    return paired(partial(checked, data), partial(only_words, data), rounds)


def beside_python_docx(rounds: int) -> dict[str, Paired]:
    made = files()
    shortest = min(map(len, made.values()))
    return {
        name: paired(
            partial(checked, data), partial(only_read, data), rounds if len(data) < 3 * shortest else rounds // 3
        )
        for name, data in made.items()
    }


@dataclass(frozen=True, slots=True)
class Grown:
    pages: int
    characters: int
    seconds: float
    megabytes: float
    """Above what the program takes before it has read anything."""


_CHILD = """
import resource, sys, time
from benchmarks.checking import checked, _peak
from benchmarks.reports import saved, words
from pathlib import Path
checked(Path(sys.argv[1]).read_bytes())
before, data = _peak(), Path(sys.argv[2]).read_bytes()
start = time.process_time()
checked(data)
print(time.process_time() - start, _peak() - before)
"""


def _peak() -> float:
    """Of this process, in MB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    raise SystemExit("only Linux tells how much memory a process took at most")


def grown(place: Path) -> list[Grown]:
    """One process for each length, since a process keeps what it once took. `place`: for the files."""
    small = place / "small.docx"
    small.write_bytes(saved(words(500)))
    found = []
    for pages in _PAGES:
        lines = words(pages * CHARACTERS_A_PAGE)
        file = place / f"{pages}.docx"
        file.write_bytes(saved(lines, in_pieces=True))
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, str(small), str(file)], check=True, capture_output=True, encoding="utf-8"
        )
        seconds, megabytes = map(float, done.stdout.split())
        found.append(Grown(pages, sum(map(len, lines)), seconds, megabytes))
    return found


def main() -> None:
    import tempfile

    for name, pair in beside_python_docx(15).items():
        print(f"{pair.ratio:5.2f} ({pair.spread[0]:.2f}-{pair.spread[1]:.2f})  {name}")
    with tempfile.TemporaryDirectory() as place:
        for one in grown(Path(place)):
            print(
                f"{one.pages:4} pages {one.seconds:6.2f} s {1e6 * one.seconds / one.characters:6.1f} us a character "
                f"{one.megabytes:6.1f} MB {1024 * one.megabytes / one.characters:5.2f} KB a character"
            )


if __name__ == "__main__":
    main()
