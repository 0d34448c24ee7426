"""Old Word files and RTF: read through LibreOffice where there is one, told apart and explained where not."""

import socket
import struct
import threading
import time
from pathlib import Path

import pytest

from drafting import office
from drafting.readers import ReadError, read_bytes
from tests.ole import compound
from tests.word import abstract_num, docx, level, num, p, r, report_docx

EXAMPLE = Path("examples/reports/青禾乡2024年度报告.txt").read_text(encoding="utf-8").splitlines()
needs_office = pytest.mark.skipif(not office.is_installed(), reason="LibreOffice is not installed")


LOCKED = bytes(10) + struct.pack("<H", 0x0100)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (compound(EncryptedPackage=b"x"), "打开密码"),
        (compound(WordDocument=LOCKED), "打开密码"),
        (compound(Workbook=b"x"), "Excel"),
        (compound(**{"PowerPoint Document": b"x"}), "演示文稿"),
        (compound(Other=b"x"), "另存为 .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9), "另存为 .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2000, "另存为 .docx"),
    ],
)
def test_what_is_no_readable_old_word_file_is_told_by_its_streams(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read_bytes(data)


@pytest.mark.parametrize("data", [compound(WordDocument=bytes(64)), rb"{\rtf1 x}"])
def test_without_libreoffice_it_is_told_how_to_save(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_program", lambda: None)
    with pytest.raises(ReadError, match=r"另存为 \.docx"):
        read_bytes(data)


def numbered(first: tuple[str, str], second: tuple[str, str]) -> bytes:
    lists = abstract_num(0, [level(*first, suff="nothing"), level(*second, suff="nothing")]) + num(1, 0)
    body = [p(r("青禾乡2024年法治政府建设年度报告"))]
    for part in ("主要举措和成效", "存在的不足"):
        body.append(p(r(part), num=(1, 0)))
        body += [p(r(f"{words}。"), num=(1, 1)) for words in ("学法", "用法")]
    # Reading RTF, LibreOffice takes the level from the last paragraph of a list that ends the file.
    return docx(*body, p(r("青禾乡人民政府")), numbering=lists)


@needs_office
@pytest.mark.parametrize(
    ("suffix", "first", "second"),
    [
        ("doc", ("chineseCounting", "%1、"), ("chineseCounting", "（%2）")),
        ("doc", ("decimal", "%1."), ("decimal", "%1.%2")),
        ("rtf", ("decimal", "%1."), ("decimal", "%1.%2")),
    ],
)
def test_automatic_numbers_survive(suffix: str, first: tuple[str, str], second: tuple[str, str]) -> None:
    original = numbered(first, second)
    document = read_bytes(office.convert(original, ".docx", suffix))

    assert [b.text for b in document.blocks] == [b.text for b in read_bytes(original).blocks]
    assert document.formatting is None
    assert "LibreOffice" in document.skipped[-1]


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "rtf"])
def test_a_report_comes_out_as_it_went_in(suffix: str) -> None:
    original = report_docx(EXAMPLE, automatic=False)
    document = read_bytes(office.convert(original, ".docx", suffix))
    assert [b.text for b in document.blocks] == [b.text for b in read_bytes(original).blocks]


@needs_office
def test_what_a_document_asks_of_the_network_is_not_fetched() -> None:
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_listen, args=(server, asked), daemon=True).start()
        page = f'<html><body><img src="http://127.0.0.1:{server.getsockname()[1]}/a.png">x</body></html>'
        office.convert(page.encode(), ".html", "pdf")
    assert asked == []


def _listen(server: socket.socket, asked: list[bytes]) -> None:
    try:
        while True:
            connection, _ = server.accept()
            with connection:
                asked.append(connection.recv(100))
    except OSError:
        return


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="a shell script stands for the program")
def test_a_program_that_does_not_end_is_ended_with_all_that_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = tmp_path / "soffice"
    script.write_text(f"#!/bin/sh\n(sleep 3; touch {tmp_path}/late) &\nsleep 60\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setattr(office, "_program", lambda: str(script))
    with pytest.raises(office.OfficeError, match="已经停止"):
        office.convert(b"x", ".doc", "docx", patience=1)
    time.sleep(3)
    assert not (tmp_path / "late").exists()
