"""The page as a browser meets it, without one: same host, same origin, the cookie of the start address."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.testclient import TestClient

from drafting.web.app import application
from drafting.web.desk import Desk
from drafting.web.pile import Pile
from drafting.web.safety import Access
from drafting.web.workers import Workers

PORT = 8123
HOME = f"http://127.0.0.1:{PORT}"
FAULTY = """\
青禾乡2024年度法治政府建设情况报告
一、主要举措和成效
（一）加强学习。全年学法4次,培训干部20人。
（三）化解纠纷。全年受理矛盾纠纷52件，办结49件，办结率96.15%。。
二、存在的不足和原因
执法力量不足，主要原因是编制少。
三、党政主要负责人履职情况
乡党委书记、乡长带头学法。
四、下一年度安排
继续加强学习。
青禾乡人民政府
2025年1月10日"""
_PATIENCE = 60.0


class Site:
    def __init__(self, client: TestClient, access: Access, desk: Desk, workers: Workers, pile: Pile) -> None:
        self.client = client
        self.workers = workers
        self.access = access
        self.desk = desk
        self.pile = pile
        self.own = {"Origin": HOME, "Sec-Fetch-Site": "same-origin"}

    def enter(self) -> None:
        answer = self.client.get(f"/start?token={self.access.token}", follow_redirects=False)
        assert answer.status_code == 303

    def post(self, path: str, content: bytes = b"", name: str | None = None, **headers: str) -> Any:
        named = {} if name is None else {"X-File-Name": quote(name)}
        return self.client.post(path, content=content, headers={**self.own, **named, **headers})

    def hand_in(self, content: bytes, name: str | None = None) -> str:
        """Where it lies."""
        answer = self.post("/check/reports", content, name)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["url"])

    def checked(self, content: bytes, name: str | None = None) -> str:
        """The same, when it is done."""
        url = self.hand_in(content, name)
        assert self.end_of(url)["state"] == "done", self.client.get(url).text
        return url

    def end_of(self, url: str) -> dict[str, Any]:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            state: dict[str, Any] = self.client.get(f"{url}/state").json()
            if state["is_over"]:
                return state
            time.sleep(0.02)
        raise AssertionError("never done")


@contextmanager
def site(folder: Path, desk: Desk | None = None, pile: Pile | None = None) -> Iterator[Site]:
    access, desk, workers, pile = Access("127.0.0.1", PORT), desk or Desk(), Workers(1), pile or Pile()
    with TestClient(application(access, folder, workers, desk, pile), base_url=HOME) as client:
        yield Site(client, access, desk, workers, pile)
