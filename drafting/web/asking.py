"""A request: what it brings along, and how it waits for work elsewhere."""

import asyncio
from typing import Any
from urllib.parse import unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from drafting.web.filenames import attachment
from drafting.web.workers import Job, TaskError

_UPLOAD_SECONDS = 120
_LONGEST_NAME = 2000
_GLANCE = 0.5
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".html": "text/html; charset=utf-8",
}


async def body(request: Request) -> bytes:
    """Files come as a body of their own, so that nothing of them is written to the disk on the way."""
    try:
        async with asyncio.timeout(_UPLOAD_SECONDS):
            return await request.body()
    except TimeoutError:
        raise HTTPException(408, "文件传得太慢，已经停止；请再试一次。") from None


def file_name(request: Request) -> str:
    """As it was sent; empty where there is none."""
    return unquote(request.headers.get("x-file-name", "")[:_LONGEST_NAME], errors="replace")


async def outcome(request: Request, job: Job) -> Any:
    """A refusal where there is none. What nobody waits for any more is not done."""
    awaited = asyncio.wrap_future(job.outcome)
    while not (await asyncio.wait([awaited], timeout=_GLANCE))[0]:
        if await request.is_disconnected():
            job.cancel()
    try:
        return awaited.result()
    except TaskError as error:
        raise HTTPException(422, str(error)) from None


async def made(request: Request, job: Job, name: str, suffix: str) -> Response:
    """What a job makes, as a file to be saved."""
    headers = {"Content-Disposition": attachment(name, suffix)}
    media_type = _TYPES.get(suffix, "application/octet-stream")
    return Response(await outcome(request, job), media_type=media_type, headers=headers)
