"""多份汇总: many reports are handed in, each read by a worker, and seen as one."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from drafting.app.collecting import Summarised, unread
from drafting.collecting.summarising import ARCHIVES, Output
from drafting.readers import SUFFIXES
from drafting.reporters.overview.html import CARE
from drafting.web import countied
from drafting.web.asking import body, file_name, made, outcome
from drafting.web.checking import Checking
from drafting.web.desk import Upload
from drafting.web.filenames import download_name, known_suffix, shown_name, shown_path
from drafting.web.pages import page
from drafting.web.pile import FullError, Pile, Piled, Roster
from drafting.web.workers import Workers

HERE = "/county"
_OVERVIEW = f"{HERE}/overview"
_LONGEST_NUMBER = 16
_PATIENCE = 600.0
"""Six hundred long reports that all copy from each other."""
_DOWNLOADS: Mapping[str, tuple[Callable[..., bytes], str]] = {
    "workbook": (countied.workbook, ".xlsx"),
    "page": (countied.page, ".html"),
}


class County:
    def __init__(self, pile: Pile, workers: Workers, folder: Path, checking: Checking) -> None:
        self._pile = pile
        self._workers = workers
        self._folder = folder
        self._checking = checking

    # ---- handing in ----

    async def index(self, request: Request) -> Response:
        return page("county.html", here=HERE, state=self._state(), accept=",".join(sorted(SUFFIXES | ARCHIVES)))

    async def hand_in(self, request: Request) -> Response:
        path = shown_path(file_name(request))
        data = await body(request)
        try:
            there = self._pile.room_for(path, data)
        except FullError as error:
            raise HTTPException(413, str(error)) from None
        if there is None:
            upload = Upload(shown_name(path), data, known_suffix(path))
            job = self._workers.submit(countied.summary, upload, self._folder)
            self._pile.put(path, _changed(request), upload, job)
        return JSONResponse(self._state(), status_code=201)

    async def roster(self, request: Request) -> Response:
        upload = Upload(shown_name(file_name(request)), await body(request), "")
        units = await outcome(request, self._workers.submit(countied.roster, upload, ahead=True))
        self._pile.roster = Roster(upload.name, units)
        return JSONResponse(self._state(), status_code=201)

    async def without_roster(self, request: Request) -> Response:
        self._pile.roster = None
        return JSONResponse(self._state())

    async def states(self, request: Request) -> Response:
        return JSONResponse(self._state())

    async def stop(self, request: Request) -> Response:
        for one in self._pile.all():
            one.job.cancel()
        return JSONResponse(self._state())

    async def clear(self, request: Request) -> Response:
        self._pile.clear()
        return JSONResponse(self._state())

    # ---- what is made of it ----

    async def overview(self, request: Request) -> Response:
        if not self._is_done():
            return RedirectResponse(HERE, status_code=303)
        content = self._pile.content
        if content is None:
            edition = self._pile.edition
            addresses = {one.path: _url(one) for one in self._pile.all()}
            overview = await self._overview(request)
            content = await outcome(request, self._workers.submit(countied.content, overview, addresses, ahead=True))
            if self._pile.edition == edition:
                self._pile.content = content
        return page(
            "county_overview.html",
            here=HERE,
            care=CARE,
            content=Markup(content),  # noqa: S704 - markup of our own reporter, which escapes what a report holds
        )

    async def download(self, request: Request) -> Response:
        known = _DOWNLOADS.get(request.path_params["what"])
        if known is None:
            raise HTTPException(404)
        task, suffix = known
        overview = await self._overview(request)
        job = self._workers.submit(task, overview, ahead=True)
        return await made(request, job, f"总览{suffix}", suffix)

    # ---- one report ----

    async def report(self, request: Request) -> Response:
        return RedirectResponse(self._checking.opened(self._found(request).upload), status_code=303)

    async def letter(self, request: Request) -> Response:
        one = self._found(request)
        overview = await self._overview(request)
        job = self._workers.submit(countied.letter, overview, one.path, ahead=True)
        return await made(request, job, download_name(one.upload.name, "反馈意见", ".docx"), ".docx")

    # ---- what is asked for ----

    def _found(self, request: Request) -> Piled:
        one = self._pile.find(request.path_params["id"])
        if one is None:
            raise HTTPException(404)
        return one

    def _is_done(self) -> bool:
        piled = self._pile.all()
        return bool(piled) and all(one.job.is_over for one in piled)

    async def _overview(self, request: Request) -> bytes:
        if not self._is_done():
            raise HTTPException(404, "报告还没有查完，没有什么可以下载；请等进度走完再试。")
        if self._pile.overview is not None:
            return self._pile.overview
        edition, roster = self._pile.edition, self._pile.roster
        reports = [Summarised(one.path, one.changed, _output(one)) for one in self._pile.all()]
        units = roster.units if roster is not None else None
        job = self._workers.submit(countied.seen, reports, units, self._folder, patience=_PATIENCE, ahead=True)
        overview: bytes = await outcome(request, job)
        # It may have changed while the worker was at it.
        if self._pile.edition == edition:
            self._pile.overview = overview
        return overview

    def _state(self) -> dict[str, Any]:
        piled, roster = self._pile.all(), self._pile.roster
        over = [one for one in piled if one.job.is_over]
        return {
            "reports": len(piled),
            "done": len(over),
            "unreadable": sum(bool(_output(one).error) for one in over),
            "roster": {"name": roster.name, "units": len(roster.units)} if roster is not None else None,
        }


def _output(one: Piled) -> Output:
    """Of one that is over."""
    result = one.job.result
    return result if isinstance(result, Output) else unread(one.upload.name, one.job.error or "")


def _url(one: Piled) -> str:
    return f"{HERE}/reports/{one.id}"


def _changed(request: Request) -> int:
    told = request.headers.get("x-file-changed", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) <= _LONGEST_NUMBER else 0


def routes(place: County) -> list[Route]:
    one = HERE + "/reports/{id}"
    return [
        Route(HERE, place.index),
        Route(f"{HERE}/reports", place.states),
        Route(f"{HERE}/reports", place.hand_in, methods=["POST"]),
        Route(f"{HERE}/roster", place.roster, methods=["POST"]),
        Route(f"{HERE}/roster/remove", place.without_roster, methods=["POST"]),
        Route(f"{HERE}/stop", place.stop, methods=["POST"]),
        Route(f"{HERE}/clear", place.clear, methods=["POST"]),
        Route(_OVERVIEW, place.overview),
        Route(f"{HERE}/download/{{what}}", place.download),
        Route(one, place.report),
        Route(f"{one}/letter", place.letter),
    ]
