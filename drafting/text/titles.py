"""A title in lines as an official paper has them: no word cut in two, and a shape that steps in or out."""

from itertools import combinations, pairwise

from drafting.text.patterns import Pattern

# Where a reader takes breath: behind the organ, before 关于, behind the year, before what the report is about.
_BREAK = Pattern(
    r"(?<=人民政府)(?!办公)|(?<=办事处)|(?<=委员会)(?!办公)|(?<=[^公检]局)|(?<=党委)|(?=关于)|(?<=关于)|(?<=[0-9]年度)|(?<=[0-9]年)(?!度)"
    r"|(?=推进法治)|(?<!推进)(?=法治政府建设)|(?<=法治政府建设)|(?<=建设)(?=情况|工作|年度)|(?=情况的?报告)|(?=年度报告)|(?=工作报告)"
)
_MOST_LINES = 4


def width(text: str) -> float:
    """In Chinese characters; digits and Latin letters take half of one."""
    return sum(0.5 if character < "\u2000" else 1.0 for character in text)


def title_lines(title: str, widest: float) -> tuple[str, ...]:
    if width(title) <= widest:
        return (title,)
    places = sorted({match.start() for match in _BREAK.finditer(title)} - {0, len(title)})
    for count in range(1, _MOST_LINES):
        cuts = (_cut(title, chosen) for chosen in combinations(places, count))
        fitting = [lines for lines in cuts if all(width(line) <= widest for line in lines)]
        if fitting:
            return min(fitting, key=_cost)
    return _wrapped(title, widest)


def _cut(title: str, places: tuple[int, ...]) -> tuple[str, ...]:
    edges = (0, *places, len(title))
    return tuple(title[start:end] for start, end in pairwise(edges))


def _cost(lines: tuple[str, ...]) -> float:
    """How far from a trapezium or a rhombus: lines about alike are dull, a lone word is worse, an organ cut off is best."""
    widths = [width(line) for line in lines]
    longest = max(widths)
    lonely = sum(4.0 for each in widths if each < 5)
    hourglass = len(widths) == 3 and widths[1] < min(widths[0], widths[2])
    organ = 0.0 if lines[0].endswith(("人民政府", "办事处", "委员会", "局", "党委")) else 3.0
    hanging = sum(2.0 for line in lines if line.endswith("关于"))
    return lonely + organ + hanging + (6.0 if hourglass else 0.0) + (longest - min(widths)) / 4


def _wrapped(title: str, widest: float) -> tuple[str, ...]:
    lines = [""]
    for character in title:
        if width(lines[-1] + character) > widest:
            lines.append("")
        lines[-1] += character
    return tuple(lines)
