"""The form as an Excel workbook, for clerks who do not know YAML."""

from collections.abc import Mapping
from typing import Any

from drafting.forms.source import Path, Source


def write_workbook(data: Mapping[str, Any], notes: Mapping[Path, str] | None = None) -> bytes:
    """A form, empty or filled in as far as the data go, right or wrong; .xlsx, the same bytes for the same data.

    Notes on figures, what they were last year, stand in a column beside them.

    Raises FormError where a text does not fit into a cell.
    """
    from drafting.forms.excel.writing import workbook

    return workbook(data, notes or {})


def read_workbook(data: bytes) -> Source:
    """What is typed into a form; raises ReadError where it is no form."""
    from drafting.forms.excel.reading import source

    return source(data)
