"""Workbooks as bytes that say nothing of when and by whom they were made: same workbook, same bytes."""

import io
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

_DAY = datetime(2000, 1, 1)
_MEMBER_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def saved(book: Workbook) -> bytes:
    book.properties.creator = "fazhi"
    book.properties.created = book.properties.modified = _DAY
    written, stream = io.BytesIO(), io.BytesIO()
    # Workbook.save would set the day of change to now.
    ExcelWriter(book, zipfile.ZipFile(written, "w")).save()
    with zipfile.ZipFile(written) as archive, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name in archive.namelist():
            member = zipfile.ZipInfo(name, _MEMBER_DAY)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, _UNIX
            data = archive.read(name)
            if name == "docProps/app.xml":
                # openpyxl says it was Excel, and LibreOffice then trusts row heights and results that are not there.
                data = data.replace(b"Microsoft Excel", b"fazhi")
            elif name.startswith("xl/worksheets/"):
                # A height that openpyxl writes is one for good; without this a row still grows with what is typed.
                data = data.replace(b' customHeight="1"', b"")
            package.writestr(member, data)
    return stream.getvalue()
