"""What the cells of a table are: numbers of its rows, and a row that adds up the others."""

from collections.abc import Sequence
from decimal import Decimal

from drafting.text.patterns import Pattern

TOTAL = Pattern(r"^(?:合计|总计|共计)$")
_ORDINAL = Pattern(r"^(?:序号?|编号|顺序号?|项次|行次|[Nn][Oo][.．]?)$")
_NUMBER = Pattern(r"^(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?$")


def has_ordinals(rows: Sequence[Sequence[str]]) -> bool:
    """The first column only counts the rows: 1, 2, 3; `rows` begin with the names of the columns."""
    if len(rows[0]) < 2 or not _ORDINAL.match(rows[0][0]):
        return False
    ordinals = [row[0] for row in rows[1:] if row[0] and not TOTAL.match(row[0])]
    return ordinals == [str(place) for place in range(1, len(ordinals) + 1)]


def is_total(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the last row is what the program would compute below the others."""
    if len(rows) < 3 or not TOTAL.match(rows[-1][0]):
        return False
    columns = [[row[column] for row in rows[1:-1]] for column in range(1, len(rows[0]))]
    numeric = [all(map(_NUMBER.match, cells)) for cells in columns]
    return any(numeric) and all(
        _NUMBER.match(total) is not None and _value(total) == sum(map(_value, cells)) if is_numeric else not total
        for is_numeric, cells, total in zip(numeric, columns, rows[-1][1:], strict=True)
    )


def _value(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))
