"""Type sizes as Word and WPS name them."""

_NAMES = {
    42: "初号", 36: "小初", 26: "一号", 24: "小一", 22: "二号", 18: "小二", 16: "三号", 15: "小三",
    14: "四号", 12: "小四", 10.5: "五号", 9: "小五", 7.5: "六号", 6.5: "小六", 5.5: "七号", 5: "八号",
}  # fmt: skip


def size_in_words(points: float) -> str:
    """三号（16磅）, or 17磅 where there is no name."""
    name = _NAMES.get(points)
    return f"{name}（{plain(points)}磅）" if name else f"{plain(points)}磅"


def plain(number: float) -> str:
    """With one decimal at most, and none where it is nought."""
    return f"{number:.1f}".removesuffix(".0")
