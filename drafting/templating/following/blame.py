"""Something in a macro that is wrong with some arguments: whose fault it is, the other calls tell."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from drafting.templating.following.notes import Note, Sort


@dataclass(frozen=True, slots=True)
class Site:
    """Where a macro is called."""

    file: str
    line: int
    macro: str
    quote: str


Sites = tuple[Site, ...]
"""The calls on the way to a place, the outermost first."""
Place = tuple[str, int, str]
"""File, line and what is quoted."""


@dataclass(slots=True)
class _Doubt:
    failed: list[tuple[Sites, Note]] = field(default_factory=list)
    passed: list[Sites] = field(default_factory=list)


class Doubts:
    def __init__(self) -> None:
        self._doubts: defaultdict[Place, _Doubt] = defaultdict(_Doubt)

    def failed(self, place: Place, sites: Sites, note: Note) -> None:
        self._doubts[place].failed.append((sites, note))

    def passed(self, place: Place, sites: Sites) -> None:
        self._doubts[place].passed.append(sites)

    def settled(self) -> Iterator[Note]:
        blamed: dict[Site, Note] = {}
        for doubt in self._doubts.values():
            if not doubt.failed:
                continue
            inner = {sites[-1] for sites, _ in doubt.failed}
            is_the_macros = len(inner) > 1 or any(note.suggestion for _, note in doubt.failed)
            if not doubt.passed and (is_the_macros or self._fits_otherwise(next(iter(inner)))):
                yield doubt.failed[0][1]
                continue
            for sites, note in doubt.failed:
                site = _to_blame(sites, doubt.passed)
                if site not in blamed or (note.sort is Sort.NOT_A_LIST and blamed[site].sort is not Sort.NOT_A_LIST):
                    blamed[site] = note
        for site, note in blamed.items():
            where = f"{note.file}第{note.line}行" if note.file != site.file else f"第{note.line}行"
            yield Note(
                note.sort,
                site.file,
                site.line,
                site.quote,
                f"给宏“{site.macro}”的内容不对：宏里（{where}）{note.message}",
                hint="请核对这里写的参数，或者改宏。",
            )

    def _fits_otherwise(self, site: Site) -> bool:
        """What is given has most of what the macro asks of it: the one thing that it has not is the macro's own mistake."""
        passed = sum(1 for doubt in self._doubts.values() if any(sites[-1] == site for sites in doubt.passed))
        failed = sum(1 for doubt in self._doubts.values() if any(sites[-1] == site for sites, _ in doubt.failed))
        return passed > max(failed, 1)


def _to_blame(sites: Sites, passed: list[Sites]) -> Site:
    """The innermost call on whose account it goes wrong: the others of the same macro go well."""
    for length in range(len(sites), 0, -1):
        if not any(other[length - 1 :][:1] == (sites[length - 1],) for other in passed):
            return sites[length - 1]
    return sites[-1]
