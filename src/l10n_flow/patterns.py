"""`re`, whose patterns are compiled when they are used first.

Checks and languages hold five hundred patterns, of which a text needs a few dozen; compiling all
took a third of the time in which a command starts. It is imported in `re`'s place, by its name.
"""

from __future__ import annotations

import re
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
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
from typing import Any, cast

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]


def compile(pattern: str, flags: int = 0) -> Pattern[str]:  # noqa: A001 - it is that of `re`
    """What `re.compile` gives, or something that becomes it when it is asked for anything.

    A mistake in a pattern is told then, so each has a test that uses it.

    >>> digits = compile("[0-9]+")
    >>> digits.pattern, digits.findall("8 of 12")
    ('[0-9]+', ['8', '12'])
    """
    return cast("Pattern[str]", _Later(pattern, flags))


class _Later:
    """A pattern that nobody has used; afterwards it has the methods of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")
