"""What stands where on the pages of a PDF: a program of its own, so that a hostile file can take down nothing but this.

Reads the file from standard input and writes JSON to standard output. Imports nothing of ours: it is run by its path.
"""

import ctypes
import json
import math
import sys
from collections.abc import Iterator
from typing import Any

MOST_PAGES = 500
MOST_GLYPHS = 1_000_000
_MOST_OBJECTS = 50_000
_MOST_SEGMENTS = 2_000
_MOST_EDGES = 4_000
_DEEPEST = 4
_MEMORY = 1536 * 1024 * 1024
_UPRIGHT = 0.05
_HYPHEN = 2
"""How PDFium tells a hyphen at the end of a line."""

_Matrix = tuple[float, float, float, float, float, float]
_UNCHANGED: _Matrix = (1, 0, 0, 1, 0, 0)


def main() -> None:
    _bound_memory()
    data = sys.stdin.buffer.read()
    import pypdfium2.raw as pdfium

    pdfium.FPDF_InitLibrary()
    json.dump(_read(pdfium, data), sys.stdout)


def _bound_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):
        # Windows has no such limit; the time limit holds there too.
        pass


def _read(pdfium: Any, data: bytes) -> dict[str, Any]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        return {"error": "locked" if locked else "broken"}
    count = pdfium.FPDF_GetPageCount(document)
    if count > MOST_PAGES:
        return {"error": "long"}
    pages: list[dict[str, Any]] = []
    glyphs = 0
    for number in range(count):
        page = pdfium.FPDF_LoadPage(document, number)
        if not page:
            pages.append({"width": 1, "height": 1, "glyphs": [], "edges": [], "pictures": 0, "is_broken": True})
            continue
        read = _page(pdfium, page)
        pdfium.FPDF_ClosePage(page)
        glyphs += len(read["glyphs"])
        if glyphs > MOST_GLYPHS:
            return {"error": "long"}
        pages.append(read)
    return {"pages": pages}


def _page(pdfium: Any, page: Any) -> dict[str, Any]:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    frame = (box.left, box.bottom, box.right - box.left, box.top - box.bottom)
    turn = pdfium.FPDFPage_GetRotation(page)
    edges, pictures = _drawn(pdfium, page)
    shown = [_turned((x0, y0, x1, y1), frame, turn) for x0, y0, x1, y1 in edges]
    width, height = (frame[3], frame[2]) if turn % 2 else (frame[2], frame[3])
    return {
        "width": width,
        "height": height,
        "glyphs": list(_glyphs(pdfium, page, frame, turn)),
        "edges": [[round(value, 2) for value in edge] for edge in shown],
        "pictures": pictures,
    }


def _glyphs(pdfium: Any, page: Any, frame: tuple[float, ...], turn: int) -> Iterator[list[Any]]:
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return
    loose = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(min(pdfium.FPDFText_CountChars(text), MOST_GLYPHS + 1)):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, index)
        is_unknown = code in (0, 0xFFFE, 0xFFFF) or pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
        if code == _HYPHEN:
            code = ord("-")
        # Watermarks stand across the page.
        angle = math.fmod(pdfium.FPDFText_GetCharAngle(text, index), math.pi / 2)
        if _UPRIGHT < angle < math.pi / 2 - _UPRIGHT:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, index, loose):
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        x0, y0, x1, y1 = _turned((loose.left, loose.bottom, loose.right, loose.top), frame, turn)
        _, base, _, _ = _turned((x.value, y.value, x.value, y.value), frame, turn)
        character = "\ufffd" if is_unknown or code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)
        yield [character, round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2), round(base, 2)]
    pdfium.FPDFText_ClosePage(text)


def _turned(
    rectangle: tuple[float, float, float, float], frame: tuple[float, ...], turn: int
) -> tuple[float, float, float, float]:
    """From the page's own axes, y going up, to what is seen, y going down from the upper left corner."""
    left, bottom, width, height = frame
    points = [(rectangle[0] - left, rectangle[1] - bottom), (rectangle[2] - left, rectangle[3] - bottom)]
    seen = [((x, height - y), (y, x), (width - x, y), (height - y, width - x))[turn % 4] for x, y in points]
    (ax, ay), (bx, by) = seen
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _drawn(pdfium: Any, page: Any) -> tuple[list[tuple[float, float, float, float]], int]:
    """Level and upright lines, of which tables are made, and how many pictures there are."""
    edges: list[tuple[float, float, float, float]] = []
    pictures = seen = 0
    waiting = [(page, _UNCHANGED, 0)]
    while waiting:
        holder, matrix, depth = waiting.pop()
        count, get = (
            (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
            if depth
            else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
        )
        for index in range(max(0, count(holder))):
            seen += 1
            if seen > _MOST_OBJECTS or len(edges) > _MOST_EDGES:
                return [], pictures
            item = get(holder, index)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                pictures += 1
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                waiting.append((item, _product(_matrix(pdfium, item), matrix), depth + 1))
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                edges += _edges(pdfium, item, _product(_matrix(pdfium, item), matrix))
    return edges, pictures


def _matrix(pdfium: Any, item: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _UNCHANGED
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(one: _Matrix, other: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _edges(pdfium: Any, path: Any, matrix: _Matrix) -> Iterator[tuple[float, float, float, float]]:
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = None
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            first = here
        elif last is not None:
            yield from _straight(last, here)
        last = here
        if first is not None and pdfium.FPDFPathSegment_GetClose(segment):
            yield from _straight(here, first)


def _straight(one: tuple[float, float], other: tuple[float, float]) -> Iterator[tuple[float, float, float, float]]:
    wide, high = abs(one[0] - other[0]), abs(one[1] - other[1])
    # Not a number compares false, and goes the way of slanted lines.
    if min(wide, high) < 1 and 4 < max(wide, high) < 20_000:
        yield one[0], one[1], other[0], other[1]


if __name__ == "__main__":
    main()
