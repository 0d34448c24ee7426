"""This year's form from last year's form or finished report: nothing is lost, and nothing of last year passes unseen."""

from pathlib import Path

from drafting.document.mandate import Mandate
from drafting.forms import loading
from drafting.forms.carry.carried import MARK, Carried, Unplaced, left_to_revise
from drafting.forms.carry.form import carry_form
from drafting.forms.carry.report import carry_report
from drafting.readers import ReadError
from drafting.readers import read as read_report
from drafting.text.patterns import Pattern

__all__ = ["MARK", "Carried", "Unplaced", "carry_form", "carry_report", "from_last", "left_to_revise"]

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WORKBOOK = b"xl/workbook.xml"
"""The names in a package are not compressed."""
_FIELDS = Pattern(
    r"""(?m)^[ \t]*["']?(?:表单版本|form_version|主要举措和成效|achievements|存在的不足和原因|shortcomings)["']?[ \t]*[:：][ \t]*(?:[0-9"'{|]|#|$)"""
)


def from_last(path: Path, mandate: Mandate) -> Carried:
    """Whether the file is a form or a report is told by its content. Raises ReadError and FormError."""
    try:
        data = path.read_bytes()
    except OSError:
        data = b""  # what is wrong is told by whoever reads it
    if is_form(data, path.suffix.lower()):
        return carry_form(loading.read(path))
    return carry_report(read_report(path), mandate)


def is_form(data: bytes, suffix: str = "") -> bool:
    if data.startswith(_ZIP):
        return _WORKBOOK in data
    if data.startswith(_OLE):
        return suffix in (".xls", ".et")
    if suffix in (".yaml", ".yml", ".json"):
        return True
    from drafting.readers.text import decode

    try:
        text = decode(data)
    except ReadError:
        return False
    return text.lstrip().startswith("{") or _FIELDS.search(text) is not None
