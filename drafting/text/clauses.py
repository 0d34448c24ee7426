"""Where a text can be cut so that a reader is not misled: at a stop, never within a number, a quotation or the name of a law."""

from drafting.text.patterns import Pattern

STOPS = "，。；：！？、\n"
_ENDS = STOPS + " \u3000…"
_QUOTED = Pattern(r"“[^“”]*”|《[^《》]*》|（[^（）]*）")
_NUMBER = Pattern(
    r"[0-9０-９][0-9０-９.,，．%％]*[万亿千百]?[\u4e00-\u9fff]?|[〇零一二三四五六七八九十百千万亿]{2,}[\u4e00-\u9fff]?"
)
_LEAST = 3
"""A part of what there is room for: less tells nothing."""


def clipped(words: str, longest: int) -> str:
    """With … where something is left out; a little longer where a name has to be told to its end."""
    if len(words) <= longest:
        return words
    quoted = [match.span() for match in _QUOTED.finditer(words)]
    wholes = quoted + [match.span() for match in _NUMBER.finditer(words)]
    stops = [
        place
        for place in range(longest // _LEAST, longest)
        if words[place] in STOPS and not any(start < place < end - 1 for start, end in wholes)
    ]
    if stops:
        return words[: stops[-1]].rstrip(_ENDS) + "…"
    end, closing = longest - 1, ""
    for start, behind in quoted:
        if start < end < behind:
            if start * _LEAST >= longest:
                end = start
            elif behind <= longest + longest // 2:
                end = behind
            else:
                closing = words[behind - 1]
    end = next((start for start, behind in wholes if start < end < behind and words[start].isalnum()), end)
    kept = words[:end].rstrip(_ENDS)
    return kept + ("…" if len(kept) < len(words.rstrip(_ENDS)) else "") + closing
