"""A replacement for `re` whose patterns are compiled at their first use, and once.

Checks and languages have five hundred patterns, and a text needs a few dozen of them; compiling
all of them takes a third of a command's start-up time. What a process has compiled is kept for the
next one beside this module's byte code, under the rules that Python has for byte code: none is
written where `PYTHONDONTWRITEBYTECODE` is set or the folder is read-only, and another Python
compiles anew. It is imported under the name `re`.
"""

from __future__ import annotations

import atexit
import contextlib
import marshal
import os
import re
import sys
from array import array
from functools import cache
from importlib import import_module
from pathlib import Path
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
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]


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
        compiled = compiled_once(self.pattern, int(self._flags))
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


# What is compiled, kept for other processes. `re` has no public way to take a compiled pattern
# apart; where its private one is not as in the Pythons that we know, nothing is kept.

_Kept = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code, number of groups, and the groups' names both ways: what makes a pattern in C."""


def compiled_once(pattern: str | bytes, flags: int) -> Pattern[Any]:
    """What `re.compile` returns, from the kept code where a process compiled the pattern before.

    >>> compiled_once("(?P<year>[0-9]{4})", 0) == re.compile("(?P<year>[0-9]{4})")
    True
    """
    kept = _kept()
    if kept is None:
        return re.compile(pattern, flags)
    try:
        made = kept.get((pattern, flags))
        if made is None:
            made = kept[pattern, flags] = _taken_apart(pattern, flags)
        flags_found, code, *names = made
        return cast("Pattern[Any]", _SRE.compile(pattern, flags_found, _listed(code), *names))
    except _OTHERWISE:
        return re.compile(pattern, flags)


_OTHERWISE = (AttributeError, ImportError, TypeError, ValueError, RuntimeError)
"""What another Python's private parts may raise."""


def _taken_apart(pattern: str | bytes, flags: int) -> _Kept:
    parsed = import_module("re._parser").parse(pattern, flags)
    code = import_module("re._compiler")._code(parsed, flags)  # noqa: SLF001
    names = dict(parsed.state.groupdict)
    by_number = {number: name for name, number in names.items()}
    groups = parsed.state.groups
    return (
        int(flags | parsed.state.flags),
        array("I", code).tobytes(),
        groups - 1,
        names,
        tuple([by_number.get(number) for number in range(groups)]),
    )


def _listed(code: bytes) -> list[int]:
    numbers = array("I")
    numbers.frombytes(code)
    return numbers.tolist()


_SRE = import_module("_sre")
_STAMP = f"{sys.version} {getattr(_SRE, 'MAGIC', '')} {sys.byteorder}"
"""Code is valid for one version of Python only."""


@cache
def _kept() -> dict[tuple[str | bytes, int], _Kept] | None:
    """The code of every pattern that is kept, from the file; None where none can be kept."""
    if getattr(_SRE, "CODESIZE", 0) != array("I").itemsize:
        return None
    kept: dict[tuple[str | bytes, int], _Kept] = {}
    with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
        stamp, found = marshal.loads(_place().read_bytes())  # noqa: S302 - as Python reads its own
        kept = found if stamp == _STAMP else {}
    if not sys.dont_write_bytecode:
        atexit.register(_keep, kept, len(kept))
    return kept


def _place() -> Path:
    """Where the code is kept: in the folder of byte code, wherever that is."""
    return Path(__spec__.cached or __file__).with_suffix(".compiled")


def _keep(kept: dict[tuple[str | bytes, int], _Kept], known: int) -> None:
    """Write the file, if many patterns are new in it: in place of the old one, never half of it.

    Processes that end at once may write over each other; what is lost is compiled again.
    """
    new = len(kept) - known
    if new < max(_FEW, known // 10):
        return
    if len(kept) > _MANY:  # an older version's patterns are among them
        kept = dict(list(kept.items())[known:])
    place = _place()
    beside = place.with_suffix(f".{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        try:
            place.parent.mkdir(exist_ok=True)
            beside.write_bytes(marshal.dumps((_STAMP, kept)))
            beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)


_FEW = 8
_MANY = 2_000
"""Patterns, three times as many as there are."""
