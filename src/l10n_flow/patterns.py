"""A replacement for `re` whose patterns are compiled at their first use.

Checks and languages have five hundred patterns, and a text needs a few dozen of them; compiling
all of them takes a third of a command's start-up time. It is imported under the name `re`.
"""

from __future__ import annotations

import re
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    Match,
    Pattern,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, AnyStr, cast

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "folded",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]


def folded(text: str) -> str:
    """What `IGNORECASE` matched, in lower case, so that a table has it.

    To a pattern the long s and the i without a dot are letters of `six`; `lower` leaves them.

    >>> folded("Sıx"), folded("ſix")
    ('six', 'six')
    """
    return text.lower().replace("ſ", "s").replace("ı", "i")


def compile(pattern: AnyStr, flags: int = 0) -> Pattern[AnyStr]:  # noqa: A001 - it is that of `re`
    """What `re.compile` returns, or an object that compiles the pattern at its first use.

    A mistake in a pattern raises only then, so each pattern has a test that uses it.

    The `re` of a match is the compiled pattern, so it is never identical to the one returned here.

    >>> digits = compile("[0-9]+")
    >>> digits.pattern, digits.findall("8 of 12")
    ('[0-9]+', ['8', '12'])
    """
    return cast("Pattern[AnyStr]", _Later(pattern, flags))


class _Later:
    """A pattern that is not compiled yet; after its first use it has the compiled one's methods."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")
