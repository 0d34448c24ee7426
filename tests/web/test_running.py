"""A second start finds the first."""

import signal
import socket
import stat
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from drafting.cli import run
from drafting.web import running, serving
from drafting.web.safety import Access
from tests.web.started import address_of, start


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_second_start_gives_the_first_address_and_the_end_leaves_nothing(
    tmp_path: Path, ending: signal.Signals
) -> None:
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    first = start(tmp_path, runtime)
    try:
        address = address_of(first)
        told = runtime / "fazhi" / "serve.json"
        assert stat.S_IMODE(told.stat().st_mode) == 0o600
        second = start(tmp_path, runtime)
        out, _ = second.communicate(timeout=60)
        assert "已经在运行" in out
        assert address in out
        assert second.returncode == 0
    finally:
        first.send_signal(ending)
        out, err = first.communicate(timeout=60)
    assert "已停止" in out
    assert err == ""
    assert first.returncode == 0
    assert not told.exists()


def test_another_program_on_its_port_is_not_taken_for_it(tmp_path: Path) -> None:
    asked: list[str] = []

    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"0" * 64)

        def log_message(self, *arguments: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Other) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        access = Access("127.0.0.1", server.server_port)
        running.tell(tmp_path, access, tmp_path)
        assert running.found(tmp_path) is None
        assert access.token not in "".join(asked)
        server.shutdown()


@pytest.mark.parametrize("told", ["", "{", "[]", '{"port": 1}', '{"host": "127.0.0.1", "port": "x", "token": "t"}'])
def test_a_broken_file_is_as_none(tmp_path: Path, told: str) -> None:
    (tmp_path / "serve.json").write_text(told, encoding="utf-8")

    assert running.found(tmp_path) is None
    running.forget(tmp_path, Access("127.0.0.1", 1))


@pytest.mark.skipif(sys.platform == "win32", reason="there a folder of one's own is")
def test_a_file_that_leads_elsewhere_is_as_none(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    access = Access("127.0.0.1", 1)
    running.tell(other, access, tmp_path)
    (tmp_path / "serve.json").symlink_to(other / "serve.json")

    assert running.found(tmp_path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_a_folder_that_others_could_write_to_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "fazhi"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)

    running.tell(folder, Access("127.0.0.1", 1), tmp_path)

    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "serve.json").stat().st_mode & 0o777 == 0o600


def test_who_connects_and_says_nothing_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_LONGEST_SILENCE", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(
            uvicorn.Config(PlainTextResponse("x"), http=serving.Prompt, lifespan="off", log_config=None)
        )
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        with (
            socket.create_connection(listening.getsockname()) as silent,
            socket.create_connection(listening.getsockname()) as asking,
        ):
            asking.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            silent.settimeout(10)
            assert silent.recv(1) == b""
            assert asking.recv(4) == b"HTTP"
        server.should_exit = True
        thread.join()


def test_only_its_own_file_is_forgotten(tmp_path: Path) -> None:
    mine, other = Access("127.0.0.1", 1), Access("127.0.0.1", 2)
    running.tell(tmp_path, other, tmp_path)

    running.forget(tmp_path, mine)
    assert (tmp_path / "serve.json").exists()
    running.forget(tmp_path, other)
    assert not (tmp_path / "serve.json").exists()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--host", "203.0.113.1"], "不是这台电脑的地址"),
        (["--host", "no such host"], "不是这台电脑的地址"),
        (["--port", "70000"], "65535"),
    ],
)
def test_where_it_cannot_listen_it_says_so(
    options: list[str],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(running, "runtime_folder", lambda: tmp_path)

    assert run(["serve", "--no-browser", *options]) == 2

    assert sentence in capsys.readouterr().err


def test_a_port_that_is_taken_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "runtime_folder", lambda: tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        assert run(["serve", "--no-browser", "--port", str(port)]) == 2

    assert f"端口 {port} 已被别的程序占用" in capsys.readouterr().err
