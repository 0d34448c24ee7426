"""Word reports of any length to measure with: words of an invented county, as python-docx, Word and LibreOffice would save them."""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from benchmarks.county import county, lines_of

CHARACTERS_A_PAGE = 475
_FACE = "仿宋_GB2312"
_LABELS = "一二三四五六七八九十（(0123456789"


def words(characters: int) -> list[str]:
    """A report into whose middle paragraphs of others are put until it is long enough."""
    own = lines_of(county(2, 3).reports[0])
    missing = characters - sum(map(len, own))
    middle = len(own) // 2
    return own[:middle] + list(_paragraphs(missing)) + own[middle:]


def _paragraphs(characters: int) -> Iterator[str]:
    """Of other reports, without their headings: several in a row would be a report whose numbers are all wrong."""
    for seed in count(4):
        for report in county(200, seed).reports:
            for line in lines_of(report)[3:-2]:
                if line[0] not in _LABELS:
                    if characters <= 0:
                        return
                    yield line
                    characters -= len(line)


def saved(lines: list[str], *, in_pieces: bool = False) -> bytes:
    """`in_pieces`: cut into runs of a few characters, each with all that it looks like, as Word leaves a text that was edited."""
    random = Random(1)
    document = Document()
    for line in lines:
        paragraph = document.add_paragraph()
        for piece in _pieces(line, random) if in_pieces else [line]:
            run = paragraph.add_run(piece)
            run.font.name, run.font.size = _FACE, Pt(16)
            if in_pieces:
                fonts = run.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
                assert fonts is not None
                fonts.set(qn("w:eastAsia"), _FACE)
                run.element.set(qn("w:rsidR"), f"{random.getrandbits(32):08X}")
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def _pieces(line: str, random: Random) -> Iterator[str]:
    start = 0
    while start < len(line):
        end = start + random.randint(2, 16)
        yield line[start:end]
        start = end


def by_libreoffice(data: bytes) -> bytes | None:
    """The same, opened and saved there; nothing where it is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as place:
        source, into = Path(place) / "report.docx", Path(place) / "saved"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{place}/profile"
        subprocess.run(
            [office, "--headless", profile, "--convert-to", "docx", "--outdir", str(into), str(source)],
            check=True,
            capture_output=True,
        )
        return (into / source.name).read_bytes()
