"""Who may come in."""

import socket
from collections.abc import Iterator

import pytest

from drafting.web.safety import Access
from tests.web.site import HOME, PORT, Site

ASKED = ["/", "/check", "/check/reports", "/static/web.css", "/start", "/ping", "/no-such-page"]


@pytest.fixture(autouse=True)
def no_cookie(door: Site) -> None:
    door.client.cookies.clear()


@pytest.mark.parametrize("path", ASKED)
@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:80", f"127.0.0.1.evil.example:{PORT}", ""]
)
def test_a_wrong_host_is_refused_everywhere(door: Site, path: str, host: str) -> None:
    door.enter()

    answer = door.client.get(path, headers={"Host": host}, follow_redirects=False)

    assert answer.status_code == 400
    assert "主机名不对" in answer.text


@pytest.mark.parametrize("path", [path for path in ASKED if path not in ("/start", "/ping")])
def test_without_the_start_address_nobody_comes_in(door: Site, path: str) -> None:
    answer = door.client.get(path, follow_redirects=False)

    assert answer.status_code == 403
    assert "启动时显示的网址" in answer.text


@pytest.mark.parametrize("token", ["", "x", "é", "a" * 5000])
def test_a_wrong_token_is_refused(door: Site, token: str) -> None:
    answer = door.client.get("/start", params={"token": token}, follow_redirects=False)

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_browser_that_we_start_gets_in_once(door: Site) -> None:
    path = door.access.address_for_once().removeprefix(HOME)
    assert door.access.token not in path

    assert door.client.get(path, follow_redirects=False).status_code == 303
    door.client.cookies.clear()
    again = door.client.get(path, follow_redirects=False)
    assert again.status_code == 403
    assert "set-cookie" not in again.headers


@pytest.mark.parametrize("given", ["", ".", "x.y", "é.é"])
def test_a_ticket_of_somebody_else_opens_nothing(door: Site, given: str) -> None:
    assert door.client.get("/start", params={"once": given}, follow_redirects=False).status_code == 403
    # What anybody can have signed by a ping is no ticket either.
    signed = door.client.get("/ping", params={"challenge": "abc"}).text
    assert door.client.get("/start", params={"once": f"abc.{signed}"}, follow_redirects=False).status_code == 403


def test_the_session_is_no_token_and_the_token_no_session(door: Site) -> None:
    access = door.access
    assert door.client.get("/start", params={"token": access.session}, follow_redirects=False).status_code == 403
    assert door.client.get("/check", headers={"Cookie": f"{access.cookie}={access.token}"}).status_code == 403
    assert door.client.get("/check", headers={"Cookie": f"{access.cookie}={access.session}"}).status_code == 200


@pytest.mark.parametrize(
    "cookie", ["", "=", "fazhi-8123", "fazhi-8123=", 'fazhi-8123="', "a=b; fazhi-8123=é", "[]=;;;"]
)
def test_broken_cookies_open_nothing(door: Site, cookie: str) -> None:
    assert door.client.get("/check", headers=[(b"cookie", cookie.encode("latin-1"))]).status_code == 403


@pytest.mark.parametrize("other", ['prefs={"theme":"dark"}', "bad[]name=1", 'a="unclosed', "path=/", "fazhi-8123=old"])
def test_cookies_of_other_programs_on_this_computer_keep_nobody_out(door: Site, other: str) -> None:
    ours = f"{door.access.cookie}={door.access.session}"
    for given in (f"{other}; {ours}", f"{ours}; {other}"):
        assert door.client.get("/check", headers={"Cookie": given}).status_code == 200


def test_the_start_address_gives_a_cookie_that_no_script_and_no_other_site_gets(door: Site) -> None:
    answer = door.client.get(f"/start?token={door.access.token}", follow_redirects=False)

    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=strict" in said
    assert door.access.token.lower() not in said


@pytest.fixture
def inside(door: Site) -> Iterator[Site]:
    door.enter()
    yield door
    door.desk.clear()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Origin": "http://127.0.0.1:9999", "Sec-Fetch-Site": "same-site"},
        {"Origin": f"http://localhost:{PORT}"},
        {"Origin": HOME, "Sec-Fetch-Site": "cross-site"},
        {"Content-Type": "application/x-www-form-urlencoded"},
    ],
)
def test_a_post_from_elsewhere_is_refused(inside: Site, headers: dict[str, str]) -> None:
    for path in ("/check/reports", "/check/clear"):
        answer = inside.client.post(path, content=b"text=1", headers=headers)
        assert answer.status_code == 403
        assert "别的网站" in answer.text
    assert not inside.desk.all()


@pytest.mark.parametrize("headers", [{"Origin": HOME}, {"Origin": "null", "Sec-Fetch-Site": "same-origin"}])
def test_a_post_of_our_own_is_taken(inside: Site, headers: dict[str, str]) -> None:
    assert inside.client.post("/check/clear", headers=headers).status_code == 200


def test_a_page_of_another_site_can_neither_read_nor_embed(inside: Site) -> None:
    for site in ("cross-site", "same-site"):
        assert inside.client.get("/check", headers={"Sec-Fetch-Site": site}).status_code == 403
    assert inside.client.get("/check", headers={"Origin": "http://evil.example"}).status_code == 403
    assert inside.client.get("/check", headers={"Sec-Fetch-Site": "none"}).status_code == 200


@pytest.mark.parametrize("path", ["/check", "/static/check.js", "/no-such-page", "/ping?challenge=1", "/start"])
def test_every_answer_carries_the_policy(inside: Site, path: str) -> None:
    headers = inside.client.get(path).headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/..%5capp.py",
        "/static//etc/passwd",
        "/static/.",
    ],
)
def test_static_files_are_taken_from_one_folder_only(inside: Site, path: str) -> None:
    answer = inside.client.get(path)

    assert answer.status_code == 404
    assert "Starlette" not in answer.text


def test_the_pages_hold_nothing_that_the_policy_forbids_and_nothing_from_elsewhere(inside: Site) -> None:
    for path in ("/check", "/no-such-page"):
        text = inside.client.get(path).text
        assert " style=" not in text
        assert "<style" not in text
        assert "onclick" not in text
        assert "http://" not in text
        assert "https://" not in text


def test_a_ping_proves_without_telling(door: Site) -> None:
    answer = door.client.get("/ping", params={"challenge": "abc"})

    assert answer.text == door.access.proof("abc")
    assert door.access.token not in answer.text
    assert door.client.get("/ping").status_code == 400
    assert door.client.get("/ping", params={"challenge": "x" * 200}).status_code == 400


@pytest.mark.parametrize(
    ("host", "asked", "is_ours"),
    [
        ("127.0.0.1", "localhost:80", True),
        ("127.0.0.1", "[::1]:80", True),
        ("127.0.0.1", "192.168.1.5:80", False),
        ("192.168.1.5", "192.168.1.5:80", True),
        ("192.168.1.5", "192.168.1.6:80", False),
        ("0.0.0.0", "192.168.1.6:80", True),
        ("0.0.0.0", "evil.example:80", False),
        ("::", "[fe80::1]:80", True),
        ("127.0.0.1", "localhost:81", False),
        ("127.0.0.1", "localhost", False),
        ("127.0.0.1", ":80", False),
        ("0.0.0.0", ":80", False),
    ],
)
def test_which_names_are_ours(host: str, asked: str, is_ours: bool) -> None:
    assert Access(host, 80).is_host(asked) is is_ours


def test_secrets_do_not_show_in_what_is_printed_of_them() -> None:
    access = Access("127.0.0.1", socket.IPPORT_RESERVED)

    assert access.token not in repr(access)
    assert access.session not in repr(access)
