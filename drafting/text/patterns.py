"""Regular expressions that are compiled when they are first needed.

Compiling a class of Chinese characters takes Python a millisecond or two; all patterns of all rules at every start
would cost more than checking a report.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TypeVar

_Found = TypeVar("_Found")


class Pattern:
    """Stands for a compiled pattern; the same methods, the same results.

    `sign`: a pattern of what stands in every match, told at a glance because it begins with certain characters. Most
    patterns have to be tried at every character of a text; one without the sign is not searched at all.
    """

    def __init__(self, pattern: str, flags: int = 0, *, sign: str | None = None) -> None:
        self.pattern = pattern
        self.sign = sign
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        return self._where_signed(self._compiled.search, None)

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        return self._where_signed(self._compiled.match, None)

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        return self._compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self._where_signed(self._compiled.finditer, iter(()))

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        return self._compiled.findall

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        return self._compiled.split

    @cached_property
    def sub(self) -> Callable[..., str]:
        return self._compiled.sub

    def _where_signed(self, method: Callable[..., _Found], nothing: _Found) -> Callable[..., _Found]:
        if self.sign is None:
            return method
        has_sign = re.compile(self.sign).search

        def signed(text: str, *limits: int) -> _Found:
            return method(text, *limits) if has_sign(text, *limits) else nothing

        return signed
