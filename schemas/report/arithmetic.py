"""Exact values as they stand in a report."""

from fractions import Fraction


def percentage(share: Fraction, decimals: int) -> str:
    """Rounded half up, with all its decimals; without any where nothing had to be rounded."""
    percent = rounded(share * 100, decimals)
    return f"{plain(percent)}%" if percent == share * 100 else f"{decimal(percent, decimals)}%"


def rounded(value: Fraction, decimals: int) -> Fraction:
    scale = 10**decimals
    return Fraction((value * scale * 2 + 1) // 2, scale)


def decimal(value: Fraction, decimals: int) -> str:
    whole, rest = divmod(value * 10**decimals, 10**decimals)
    return f"{int(whole)}.{int(rest):0{decimals}d}" if decimals else str(int(whole))


def plain(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return decimal(rounded(value, 4), 4).rstrip("0").rstrip(".")
