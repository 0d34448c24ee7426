"""起草报告: the form in the browser. What is typed stays there; here it is judged, shown, and made into files.

Nothing is kept between two requests: each brings the whole form.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from drafting import app
from drafting.findings import Severity
from drafting.forms.loading import SUFFIXES
from drafting.reporters import html
from drafting.web.asking import body, file_name, outcome
from drafting.web.filenames import attachment, known_suffix, shown_name
from drafting.web.pages import page
from drafting.web.workers import TaskError, Tell, Workers
from drafting.wording import severity_word

HERE = "/draft"
_LARGEST = 16 * 1024 * 1024
_SECONDS = 120
_MOST_TOLD = 8
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml; charset=utf-8",
}
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')


class Drafting:
    def __init__(self, workers: Workers, folder: Path) -> None:
        self._workers = workers
        self._folder = folder

    async def index(self, request: Request) -> Response:
        return page("draft.html", here=HERE)

    async def schema(self, request: Request) -> Response:
        return JSONResponse(app.form_schema())

    async def look(self, request: Request) -> Response:
        return JSONResponse(await self._done(request, _look, await _body(request)))

    async def open(self, request: Request) -> Response:
        return JSONResponse(await self._done(request, _open, await _body(request), _suffix(request, SUFFIXES)))

    async def carry(self, request: Request) -> Response:
        """This year's form from last year's form or report."""
        suffix = _suffix(request, SUFFIXES) or known_suffix(file_name(request))
        return JSONResponse(await self._done(request, _carry, await _body(request), suffix))

    async def base(self, request: Request) -> Response:
        return JSONResponse({"told": await self._done(request, _base, await _body(request))})

    async def save(self, request: Request) -> Response:
        suffix = "." + request.path_params["kind"]
        made = {".yaml": _yaml, ".xlsx": _workbook, ".docx": _docx}.get(suffix)
        if made is None:
            raise HTTPException(404)
        sent = await _body(request)
        length = _form_length(request, sent)
        is_incomplete = request.query_params.get("incomplete") == "1"
        arguments = (_Wanted(sent[length:], is_incomplete),) if made is _docx else ()
        name, data = await self._done(request, made, sent[:length], *arguments)
        headers = {"Content-Disposition": attachment(name + suffix, suffix)}
        return Response(data, media_type=_TYPES[suffix], headers=headers)

    async def _done(self, request: Request, task: Any, *arguments: Any) -> Any:
        job = self._workers.submit(task, *arguments, self._folder, patience=_SECONDS, ahead=True)
        return await outcome(request, job)


async def _body(request: Request) -> bytes:
    data = await body(request)
    if len(data) > _LARGEST:
        raise HTTPException(413, "文件超过 16 MB，不像是表单或报告；请看是不是选错了文件。")
    return data


def _form_length(request: Request, sent: bytes) -> int:
    """Behind the form its base, where there is one."""
    told = request.headers.get("x-form-length", "")
    return int(told) if told.isdecimal() and len(told) < len(str(_LARGEST)) + 1 else len(sent)


def _suffix(request: Request, known: tuple[str, ...]) -> str:
    suffix = PurePosixPath(shown_name(file_name(request))).suffix.lower()
    return suffix if suffix in known else ""


# ---- in the other process ----


def _look(tell: Tell, folder: Path, data: bytes, settings_folder: Path) -> dict[str, Any]:
    """Mistakes, figures, and the report as it stands."""
    looked = app.look_over(_form(data))
    told: dict[str, Any] = {
        "mistakes": [
            {"place": mistake.place, "sentence": mistake.sentence, "is_open": mistake.is_open}
            for mistake in looked.mistakes
        ],
        "figures": {
            group: {name: {"words": one.words, "with_measure": one.with_measure} for name, one in own.items()}
            for group, own in looked.figures.items()
        },
        "preview": None,
        "to_do": [],
        "findings": [],
    }
    try:
        drafted = app.draft(looked.rest, incomplete=True, settings=app.settings_for(settings_folder))
    except app.DraftError as error:
        told["trouble"] = "".join(error.mistakes[:_MOST_TOLD])
        return told
    waiting = tuple(finding for finding in drafted.result.findings if finding.code == _WAITING)
    told["preview"] = html.annotated_text(replace(drafted.result, findings=waiting), html.Anchors(), notes=False)
    told["to_do"] = drafted.to_do
    told["findings"] = [
        {
            "severity": finding.severity.word,
            "label": severity_word(finding.severity),
            "message": finding.message,
            "steps": finding.location.steps,
        }
        for finding in drafted.result.findings
        if finding.code != _WAITING
    ]
    return told


_WAITING = "RES01"
"""What is not filled in is told beside its field."""


def _open(tell: Tell, folder: Path, data: bytes, suffix: str, settings_folder: Path) -> dict[str, Any]:
    try:
        opened = app.open_form(data, suffix)
    except app.DraftError as error:
        raise _sentence(error) from None
    return {"form": opened.form, "notes": [], "told": opened.slips}


def _carry(tell: Tell, folder: Path, data: bytes, suffix: str, settings_folder: Path) -> dict[str, Any]:
    # The verb opens a file; this one is in a folder of our own, named by nobody else.
    path = folder / f"last{suffix}"
    path.write_bytes(data)
    try:
        made = app.new(path, app.settings_for(settings_folder))
    except app.DraftError as error:
        raise _sentence(error) from None
    return {"form": made.form, "notes": list(made.notes.items()), "told": made.unplaced}


def _yaml(tell: Tell, folder: Path, data: bytes, settings_folder: Path) -> tuple[str, bytes]:
    made = _new_form(data)
    return _called(made.form, "表单"), made.as_yaml()


def _workbook(tell: Tell, folder: Path, data: bytes, settings_folder: Path) -> tuple[str, bytes]:
    made = _new_form(data)
    try:
        return _called(made.form, "表单"), made.as_workbook()
    except app.DraftError as error:
        raise _sentence(error) from None


def _base(tell: Tell, folder: Path, data: bytes, settings_folder: Path) -> tuple[str, ...]:
    return app.look_at_base(data)


@dataclass(frozen=True, slots=True)
class _Wanted:
    base: bytes
    """Empty where it is drafted on nothing of the unit's own."""
    is_incomplete: bool


def _docx(tell: Tell, folder: Path, data: bytes, wanted: _Wanted, settings_folder: Path) -> tuple[str, bytes]:
    form, incomplete = _form(data), wanted.is_incomplete
    settings = app.settings_for(settings_folder)
    try:
        drafted = app.draft(form, incomplete=incomplete, base=wanted.base or None, settings=settings)
    except app.DraftError as error:
        raise _sentence(error) from None
    wrong = [finding for finding in drafted.result.findings if finding.severity is Severity.ERROR]
    if wrong and not incomplete:
        told = [f"{' › '.join(finding.location.steps) or '文首'}：{finding.message}" for finding in wrong]
        raise TaskError(f"自查发现{len(wrong)}处错误，没有起草：{_in_a_row(told)}")
    return _called(form, "法治政府建设年度报告" + ("（未填完）" if incomplete else "")), drafted.data


def _sentence(error: app.DraftError) -> TaskError:
    return TaskError(_in_a_row(error.mistakes))


def _in_a_row(sentences: Sequence[str]) -> str:
    more = f"……共{len(sentences)}处" if len(sentences) > _MOST_TOLD else ""
    return "；".join(sentence.rstrip("。") for sentence in sentences[:_MOST_TOLD]) + more + "。"


def _asked(data: bytes) -> Mapping[str, Any]:
    """What the browser sends, read as any form is: nothing nested without end comes through."""
    try:
        return app.open_form(data, ".json").form
    except (app.DraftError, app.ReadError):
        raise TaskError("表单没有传完整，或者太大；请再试一次。") from None


def _form(data: bytes) -> dict[str, Any]:
    form = _asked(data).get("form")
    if not isinstance(form, dict):
        raise TaskError("表单没有传完整，或者太大；请再试一次。")
    return form


def _new_form(data: bytes) -> app.NewForm:
    notes = _asked(data).get("notes")
    told = {
        tuple(note[0]): note[1]
        for note in (notes if isinstance(notes, list) else ())
        if isinstance(note, list) and len(note) == 2 and isinstance(note[0], list) and isinstance(note[1], str)
    }
    return app.NewForm(_form(data), told)


def _called(form: Mapping[str, Any], what: str) -> str:
    unit, year = form.get("单位"), form.get("年度")
    name = unit.get("名称") if isinstance(unit, dict) else None
    said = (name if isinstance(name, str) else "") + (f"{year}年度" if isinstance(year, (str, int)) and year else "")
    return shown_name(_FORBIDDEN.sub("", said + what))


def routes(place: Drafting) -> list[Route]:
    return [
        Route(HERE, place.index),
        Route(f"{HERE}/schema", place.schema),
        Route(f"{HERE}/look", place.look, methods=["POST"]),
        Route(f"{HERE}/open", place.open, methods=["POST"]),
        Route(f"{HERE}/last", place.carry, methods=["POST"]),
        Route(f"{HERE}/base", place.base, methods=["POST"]),
        Route(f"{HERE}/form.{{kind}}", place.save, methods=["POST"]),
    ]
