"""检查报告: reports are handed in, read by a worker, and shown with what is wrong with them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from drafting.rules.catalogue import by_code
from drafting.web import checked
from drafting.web.asking import body, file_name, made, outcome
from drafting.web.checked import Checked, Progress
from drafting.web.desk import Desk, Lying, Upload
from drafting.web.filenames import download_name, known_suffix, shown_name
from drafting.web.pages import fragment, page
from drafting.web.workers import Job, State, Workers

HERE = "/check"
_PASTED = "粘贴的文字.txt"


class Checking:
    def __init__(self, desk: Desk, workers: Workers, folder: Path) -> None:
        self._desk = desk
        self._workers = workers
        self._folder = folder

    # ---- handing in ----

    async def index(self, request: Request) -> Response:
        return page("check.html", here=HERE, reports=[_listed(lying) for lying in reversed(self._desk.all())])

    async def hand_in(self, request: Request) -> Response:
        name = file_name(request)
        shown = shown_name(name) if name else _PASTED
        data = await body(request)
        lying = self._laid(Upload(shown, data, known_suffix(shown)))
        return JSONResponse(_listed(lying), status_code=201)

    def opened(self, upload: Upload) -> str:
        """Where a report lies that was handed in at another place; there only once, however often it is opened."""
        there = (lying for lying in self._desk.all() if lying.upload is upload)
        return _url(next(there, None) or self._laid(upload, ahead=True))

    def _laid(self, upload: Upload, *, ahead: bool = False) -> Lying:
        return self._desk.put(upload, self._workers.submit(checked.check, upload, self._folder, ahead=ahead))

    async def states(self, request: Request) -> Response:
        return JSONResponse({"reports": [_listed(lying) for lying in reversed(self._desk.all())]})

    async def clear(self, request: Request) -> Response:
        self._desk.clear()
        return JSONResponse({})

    # ---- one report ----

    async def report(self, request: Request) -> Response:
        lying = self._found(request)
        result = lying.job.result
        if result is None:
            return page("check_progress.html", here=HERE, report=_listed(lying), state=_state(lying))
        assert isinstance(result, Checked)
        return page(
            "check_findings.html",
            here=HERE,
            report=_listed(lying),
            checked=result,
            tab="findings",
            text=Markup(result.text),  # noqa: S704 - markup of our own reporter, which escapes what a report holds
            waived=Markup(result.waived),  # noqa: S704 - the same
            anchors=checked.ANCHORS,
            looks=sum(finding.is_look for finding in result.findings),
        )

    async def ledger(self, request: Request) -> Response:
        lying, result = self._checked(request)
        # Its places are in the text, which is on another page.
        table = Markup(result.ledger.replace('href="#', f'href="{_url(lying)}#'))  # noqa: S704 - markup of our own reporter
        return page("check_ledger.html", here=HERE, report=_listed(lying), checked=result, tab="ledger", table=table)

    async def downloads(self, request: Request) -> Response:
        lying, result = self._checked(request)
        return page("check_downloads.html", here=HERE, report=_listed(lying), checked=result, tab="downloads")

    async def state(self, request: Request) -> Response:
        return JSONResponse(_state(self._found(request)))

    async def cancel(self, request: Request) -> Response:
        lying = self._found(request)
        lying.job.cancel()
        return JSONResponse(_state(lying))

    async def remove(self, request: Request) -> Response:
        self._desk.remove(self._found(request).id)
        return JSONResponse({})

    async def rule(self, request: Request) -> Response:
        rule = by_code(request.path_params["code"])
        if rule is None:
            raise HTTPException(404)
        return Response(fragment("rule.html", rule=rule), media_type="text/html")

    # ---- downloads ----

    async def download(self, request: Request) -> Response:
        lying, result = self._checked(request)
        upload = lying.upload
        what = request.path_params["what"]
        # Word opens a document with macros under no other name.
        word = ".docm" if upload.suffix == ".docm" else ".docx"
        if what == "annotated" and result.is_word:
            job = self._workers.submit(checked.annotated, upload, self._folder, ahead=True)
            return await made(request, job, download_name(upload.name, "批注", word), word)
        if what == "fixed" and (result.is_word or result.is_text):
            suffix = word if result.is_word else upload.suffix or ".txt"
            job = self._workers.submit(checked.fixed, upload, self._folder, _choice(request, result), ahead=True)
            return await made(request, job, download_name(upload.name, "改好", suffix), suffix)
        return await self._of_several(request, what, [lying], upload.name)

    async def changes(self, request: Request) -> Response:
        lying, result = self._checked(request)
        if not (result.is_word or result.is_text):
            raise HTTPException(404)
        job = self._workers.submit(checked.changed, lying.upload, self._folder, _choice(request, result), ahead=True)
        return Response(fragment("check_changes.html", changed=await outcome(request, job)), media_type="text/html")

    async def download_all(self, request: Request) -> Response:
        over = [lying for lying in self._desk.all() if lying.job.state in (State.DONE, State.FAILED)]
        if not over:
            raise HTTPException(404, "还没有检查完的报告，没有什么可以下载。")
        return await self._of_several(request, request.path_params["what"], over, f"{len(over)}份报告")

    async def _of_several(self, request: Request, what: str, several: Sequence[Lying], name: str) -> Response:
        known = _OF_SEVERAL.get(what)
        if known is None:
            raise HTTPException(404)
        task, label, suffix = known
        uploads = tuple(lying.upload for lying in several)
        job = self._workers.submit(task, uploads, self._folder, patience=_PATIENCE * len(uploads), ahead=True)
        return await made(request, job, download_name(name, label, suffix), suffix)

    # ---- what is asked for ----

    def _found(self, request: Request) -> Lying:
        lying = self._desk.find(request.path_params["id"])
        if lying is None:
            raise HTTPException(404)
        return lying

    def _checked(self, request: Request) -> tuple[Lying, Checked]:
        lying = self._found(request)
        result = lying.job.result
        if not isinstance(result, Checked):
            raise HTTPException(404, "这份报告还没有检查完，或者没有查成。")
        return lying, result


_PATIENCE = 120.0
_OF_SEVERAL: Mapping[str, tuple[Callable[..., bytes], str, str]] = {
    "page": (checked.page, "检查结果", ".html"),
    "ledger": (checked.ledger, "数字台账", ".xlsx"),
}


def _choice(request: Request, result: Checked) -> checked.Choice:
    keep = frozenset(request.query_params.getlist("fix"))
    # Looks that nobody ticked are not touched, also where other changes bring them about.
    leave = frozenset([*(fix.code for fix in result.fixes), *checked.LOOKS]) - keep
    return checked.Choice(leave, is_plain=request.query_params.get("plain") == "1")


# ---- what is told of a report that lies there ----


_WORDS = {State.WAITING: "排队等候", State.RUNNING: "正在读取", State.CANCELLED: "已取消"}


def _listed(lying: Lying) -> dict[str, Any]:
    """A line of the list: also what the script gets."""
    job = lying.job
    result = job.result
    return {
        "id": lying.id,
        "url": _url(lying),
        "name": lying.upload.name,
        "title": result.title if isinstance(result, Checked) else "",
        "state": job.state,
        "words": _in_words(job),
        "counts": [asdict(count) for count in result.counts] if isinstance(result, Checked) else [],
    }


def _url(lying: Lying) -> str:
    return f"{HERE}/reports/{lying.id}"


def _in_words(job: Job) -> str:
    if job.state is State.DONE:
        return "已检查"
    if job.state is State.FAILED:
        return job.error or ""
    if job.state is State.RUNNING and isinstance(job.told, Progress):
        return f"正在检查，{job.told.done}／{job.told.rules} 项"
    return _WORDS[job.state]


def _state(lying: Lying) -> dict[str, Any]:
    job = lying.job
    told = job.told if isinstance(job.told, Progress) else None
    return {
        "state": job.state,
        "is_over": job.is_over,
        "words": _in_words(job),
        "done": told.done if told else 0,
        "rules": told.rules if told else 0,
        "counts": [asdict(count) for count in told.counts] if told else [],
        "early": [asdict(shown) for shown in told.early] if told else [],
    }


def routes(place: Checking) -> list[Route]:
    one = HERE + "/reports/{id}"
    return [
        Route(HERE, place.index),
        Route(f"{HERE}/reports", place.states),
        Route(f"{HERE}/reports", place.hand_in, methods=["POST"]),
        Route(f"{HERE}/clear", place.clear, methods=["POST"]),
        Route(f"{HERE}/rules/{{code}}", place.rule),
        Route(f"{HERE}/download/{{what}}", place.download_all),
        Route(one, place.report),
        Route(f"{one}/ledger", place.ledger),
        Route(f"{one}/downloads", place.downloads),
        Route(f"{one}/state", place.state),
        Route(f"{one}/cancel", place.cancel, methods=["POST"]),
        Route(f"{one}/remove", place.remove, methods=["POST"]),
        Route(f"{one}/changes", place.changes),
        Route(f"{one}/download/{{what}}", place.download),
    ]
