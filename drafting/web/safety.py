"""Who may ask, how much, and what every answer carries along.

A page that listens on this computer can be reached by every web site that is open in the same browser, and by every other user of the
computer. So three things are asked of every request: that it names us as its host (a name that somebody points at 127.0.0.1 is
refused), that it does not come from another site, and that it brings the cookie which only the start address gives.
"""

import hashlib
import hmac
import ipaddress
import secrets
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 64 * 1024 * 1024
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
START, PING = "/start", "/ping"
_READING = frozenset({"GET", "HEAD"})
_LONGEST_CHALLENGE = 100


@dataclass(frozen=True, slots=True)
class Access:
    """Where the page is, and what proves that somebody may see it."""

    host: str
    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    """In the start address, and in a file that only this user can read."""
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    """In the cookie: whoever sees one of the two does not have the other."""

    @property
    def address(self) -> str:
        host = self.host
        if _is_everywhere(host):
            host = "127.0.0.1"
        return f"http://{_in_address(host)}:{self.port}"

    @property
    def start_address(self) -> str:
        return f"{self.address}{START}?token={self.token}"

    @property
    def cookie(self) -> str:
        """A browser gives a host's cookies to all of its ports."""
        return f"fazhi-{self.port}"

    def address_for_once(self) -> str:
        """For the browser that we start: every user of the computer can see with which arguments."""
        once = secrets.token_urlsafe(16)
        return f"{self.address}{START}?once={once}.{self._signed('once', once)}"

    def once(self, given: str) -> str | None:
        """What tells this ticket from all others, if it is one of ours."""
        once, _, signature = given.partition(".")
        return once if hmac.compare_digest(signature.encode(), self._signed("once", once).encode()) else None

    def proof(self, challenge: str) -> str:
        """Shows that we have the token without showing it."""
        return self._signed("ping", challenge)

    def _signed(self, purpose: str, words: str) -> str:
        return hmac.new(self.token.encode(), f"{purpose}:{words}".encode(), hashlib.sha256).hexdigest()

    def is_host(self, header: str) -> bool:
        name, _, port = header.rpartition(":")
        if port != str(self.port):
            return False
        name = name.lower().strip("[]")
        if name in {"127.0.0.1", "localhost", "::1", self.host.lower()}:
            return True
        # Whoever opened it to the network reaches it by any of its numbers; names can be pointed at us by anybody.
        return _is_everywhere(self.host) and _is_number(name)


def _is_everywhere(host: str) -> bool:
    return host in {"0.0.0.0", "::"}  # noqa: S104 - what somebody else has asked for


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


Refusal = Callable[[int, str], Response]
"""A page with a sentence, for a status."""


class Safety:
    """Around the whole application."""

    def __init__(self, app: ASGIApp, access: Access, refusal: Refusal, largest: int = LARGEST_BODY) -> None:
        self._app = app
        self._access = access
        self._refusal = refusal
        self._largest = largest
        self._used: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        answer = self._answer(scope)
        if answer is not None:
            await answer(scope, receive, send_safely)
            return
        try:
            await self._app(scope, self._limited(receive), send_safely)
        except Exception as error:  # noqa: BLE001 - the application has answered with a sentence and raised it again
            _note(error)

    def _answer(self, scope: Scope) -> Response | None:
        """What is said to whoever may not come in, and at the door; None: come in."""
        access, headers = self._access, Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not access.is_host(hosts[0]):
            return self._refusal(400, "网址里的主机名不对；请用程序启动时显示的网址打开。")
        if scope["path"] == PING and scope["method"] == "GET":
            return self._pong(scope)
        if not _is_own(headers, hosts[0], is_reading=scope["method"] in _READING):
            return self._refusal(403, "这个请求是从别的网站来的，没有受理。")
        if scope["path"] == START and scope["method"] == "GET":
            return self._admitted(scope)
        if not self._has_cookie(headers):
            return self._refusal(
                403, "请用程序启动时显示的网址打开本页；窗口里的网址以 /start?token= 结尾的那一行就是。"
            )
        declared = headers.get("content-length", "")
        if declared.isascii() and declared.isdigit() and int(declared) > self._largest:
            return self._refusal(413, self._too_large)
        return None

    def _admitted(self, scope: Scope) -> Response:
        token, once = _question(scope, "token"), self._access.once(_question(scope, "once"))
        is_first = once is not None and once not in self._used
        if once is not None:
            self._used.add(once)
        if not is_first and not hmac.compare_digest(token.encode(), self._access.token.encode()):
            return self._refusal(403, "网址里的口令不对，或者已经用过；请用这一次启动时显示的网址打开。")
        # The address with the token does not stay in the address line.
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(self._access.cookie, self._access.session, path="/", httponly=True, samesite="strict")
        return answer

    def _pong(self, scope: Scope) -> Response:
        challenge = _question(scope, "challenge")
        if not 0 < len(challenge) <= _LONGEST_CHALLENGE:
            return PlainTextResponse("", status_code=400)
        return PlainTextResponse(self._access.proof(challenge))

    def _has_cookie(self, headers: Headers) -> bool:
        # Other programs on this computer set cookies for all of its ports, in whatever form.
        given = (cookie.strip().partition("=") for header in headers.getlist("cookie") for cookie in header.split(";"))
        ours = [value for name, _, value in given if name == self._access.cookie]
        return any(hmac.compare_digest(value.encode(), self._access.session.encode()) for value in ours)

    @property
    def _too_large(self) -> str:
        return f"文件超过 {self._largest // 1024 // 1024} MB，太大了；请删去其中的大图片后另存再试。"

    def _limited(self, receive: Receive) -> Receive:
        received = 0

        async def receive_limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._largest:
                raise HTTPException(413, self._too_large)
            return message

        return receive_limited


def _is_own(headers: Headers, host: str, *, is_reading: bool) -> bool:
    """Whether a page of ours asks, or nobody's page: an address that was typed in."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    if origin == f"http://{host}":
        return True
    if is_reading:
        return origin is None
    # A form's post comes without its origin from a page that asks for no referrer; the browser's own word is as good.
    return origin in (None, "null") and site == "same-origin"


def _question(scope: Scope, name: str) -> str:
    try:
        asked: dict[str, list[str]] = parse_qs(scope["query_string"].decode("ascii"), max_num_fields=4)
    except ValueError:
        return ""
    return asked.get(name, [""])[0]


def _note(error: Exception) -> None:
    """Where it happened; not what was said, which may hold words of a report."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    print(f"程序出了差错：{type(error).__name__}，{last.name}，第{last.lineno}行。", file=sys.stderr)  # noqa: T201 - there is no other place to say it
