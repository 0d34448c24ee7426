"""The application: its places, its static files, and what all of them share."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from drafting.reporters.html import style
from drafting.reporters.overview.html import own_style
from drafting.web import checking, county, drafting
from drafting.web.desk import Desk
from drafting.web.pages import PLACES, refusal
from drafting.web.pile import Pile
from drafting.web.safety import Access, Safety
from drafting.web.workers import Workers

_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_OF_REPORTERS = {"report.css": style, "overview.css": own_style}
_TIDY_EVERY = 60.0
_SENTENCES = {
    404: "没有这一页；报告可能已经清除，或者放得太久，请重新检查。",
    405: "没有这种操作。",
}


def application(
    access: Access, folder: Path, workers: Workers | None = None, desk: Desk | None = None, pile: Pile | None = None
) -> ASGIApp:
    """`folder`: where settings are looked for."""
    workers = workers or Workers()
    desk = desk or Desk()
    pile = pile or Pile()
    checks = checking.Checking(desk, workers, folder)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        workers.start()
        tidying = asyncio.create_task(_tidy(desk, pile))
        try:
            yield
        finally:
            tidying.cancel()
            desk.clear()
            pile.clear()
            workers.close()

    app = Starlette(
        routes=[
            Route("/", _first),
            Route("/static/{name}", _static),
            *checking.routes(checks),
            *drafting.routes(drafting.Drafting(workers, folder)),
            *county.routes(county.County(pile, workers, folder, checks)),
        ],
        exception_handlers={HTTPException: _refused, Exception: _broken},
        lifespan=lifespan,
    )
    return Safety(app, access, refusal)


async def _tidy(desk: Desk, pile: Pile) -> None:
    while True:
        await asyncio.sleep(_TIDY_EVERY)
        desk.tidy()
        pile.tidy()


async def _first(request: Request) -> Response:
    return RedirectResponse(PLACES[0].path, status_code=303)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name in _OF_REPORTERS:
        return Response(_OF_REPORTERS[name](), media_type=_TYPES[".css"])
    # Only what is there by its whole name: nothing that is asked for becomes a path.
    for file in files("drafting.web").joinpath("static").iterdir():
        if file.name == name:
            return Response(file.read_bytes(), media_type=_TYPES[Path(name).suffix])
    raise HTTPException(404)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sentence = _SENTENCES.get(error.status_code, "没有受理这个请求。")
    if error.detail and any("\u4e00" <= character <= "\u9fff" for character in error.detail):
        sentence = error.detail
    return refusal(error.status_code, sentence)


async def _broken(request: Request, error: Exception) -> Response:
    return refusal(500, "程序出了差错，没有做完；请返回再试一次，仍不行的请重新启动程序。")
