"""`fazhi serve`: one page, found again by a second start, until somebody ends it."""

import asyncio
import contextlib
import errno
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from drafting import __version__
from drafting.web import running
from drafting.web.app import application
from drafting.web.safety import Access

_GRACE = 3
_USUAL_PORT = 27412
"""A browser keeps what somebody has typed by address: on another port a form that was begun yesterday would not be there."""
_HIGHEST_PORT = 65535
_MOST_CONNECTIONS = 100
_LONGEST_SILENCE = 10.0


class ServeError(Exception):
    """Why there is no page; the message says what to do."""


def serve(host: str, port: int, *, open_browser: bool, say: Callable[[str], None], folder: Path | None = None) -> None:
    """Until it is ended; `port` 0 is the usual one, or any that is free. Raises ServeError.

    Settings are taken from where it is started: a report that somebody hands in brings none.
    """
    runtime = running.runtime_folder()
    started_in = (folder or Path.cwd()).resolve()
    known = running.found(runtime)
    if known is not None and _is_the_same(known, host, port, started_in):
        say("页面已经在运行，用浏览器打开：")
        say(f"  {known.access.start_address}")
        _open(known.access, wanted=open_browser)
        return
    listening = _listening(host, port)
    access = Access(host, listening.getsockname()[1])
    server = _Server(
        uvicorn.Config(
            application(access, started_in),
            http=Prompt,
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_graceful_shutdown=_GRACE,
        ),
        lambda: _ready(say, access, open_browser=open_browser),
    )
    running.tell(runtime, access, started_in)
    try:
        # uvicorn stops for these two and then sends them again to whoever was there before.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        if sys.platform != "win32":
            # The window was closed: end as for Ctrl-C, so that nothing is left behind.
            signal.signal(signal.SIGHUP, server.handle_exit)
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
    finally:
        running.forget(runtime, access)
        listening.close()
    say("已停止。")


class Prompt(H11Protocol):
    """Whoever connects and asks for nothing takes up one of the few connections that there are."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as it is there
        super().connection_made(transport)
        self.loop.call_later(_LONGEST_SILENCE, self._close_if_silent)

    def _close_if_silent(self) -> None:
        # None until there is a request, whatever its type says.
        if getattr(self, "cycle", None) is None:
            self.transport.close()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _ready(say: Callable[[str], None], access: Access, *, open_browser: bool) -> None:
    say("页面已经打开，只有这台电脑能用。网址：" if _is_loopback(access.host) else "页面已经打开。网址：")
    say(f"  {access.start_address}")
    if not _is_loopback(access.host):
        say("注意：用了 --host，同一网络里知道网址的人都能打开，传送的内容没有加密。")
    say("按 Ctrl+C 结束。送查的文件只在内存里，结束以后就没有了。")
    _open(access, wanted=open_browser)


def _open(access: Access, *, wanted: bool) -> None:
    if wanted:
        # No browser, or none that can be started from here: the address is on the screen.
        with contextlib.suppress(webbrowser.Error, OSError):
            webbrowser.open(access.address_for_once())


def _is_the_same(known: running.Running, host: str, port: int, started_in: Path) -> bool:
    return (
        known.access.host == host
        and port in (0, known.access.port)
        and known.version == __version__
        and known.folder == str(started_in)
    )


def _is_loopback(host: str) -> bool:
    return host in {"localhost", "::1"} or host.startswith("127.")


def _listening(host: str, port: int) -> socket.socket:
    if not 0 <= port <= _HIGHEST_PORT:
        raise ServeError(f"--port 不能是 {port}，可用的是 1 到 {_HIGHEST_PORT}。")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    if port == 0:
        with contextlib.suppress(OSError):
            return socket.create_server((host, _USUAL_PORT), family=family)
    try:
        return socket.create_server((host, port), family=family)
    except PermissionError:
        raise ServeError(f"端口 {port} 不让用；请用 --port 换一个 1024 以上的，或不写 --port。") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise ServeError(f"端口 {port} 已被别的程序占用；请用 --port 换一个，或不写 --port。") from None
        raise ServeError(f"--host 写的“{host}”不是这台电脑的地址，打不开页面；一般不用写 --host。") from None
