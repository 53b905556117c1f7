"""Patterns of strangers run for a while, and no longer.

A regular expression can take longer than the universe has (`(?:a+)+$`), and which one does cannot
be told by looking at it: the same repeats are harmless in another. So a pattern of a configuration
or a profile is stopped when it has used the processor too long, and is not tried again.
"""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from l10n_flow.errors import ConfigError

__all__ = ["SECONDS", "bounded", "compiled"]

SECONDS = 2.0
"""Of the processor's time, for one text. All patterns of a large project, over its longest article,
take milliseconds."""

_given_up: set[str] = set()
"""Patterns that took too long once: the next article need not wait for them again."""


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern. Raises `re.error`, with a reason, also for what Python has no memory for.

    >>> compiled("a{99999999999}")
    Traceback (most recent call last):
    ...
    re.error: it is too large
    """
    try:
        return re.compile(pattern, flags)
    except (OverflowError, RecursionError, MemoryError) as error:
        raise re.error("it is too large") from error


@contextmanager
def bounded(pattern: str, where: str) -> Iterator[None]:
    """In the block the pattern may be used, for `SECONDS`.

    Raises `ConfigError` after that, and at once the next time; `where` is what the configuration
    calls the pattern. The system's clock for a process rings (setitimer(2)), and `re` listens while
    it works. Windows has no such clock, and a thread cannot be rung: there nothing is bounded.
    """
    if pattern in _given_up:
        raise _too_long(pattern, where)
    if not hasattr(signal, "setitimer") or (
        threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    except _RangError as error:
        _given_up.add(pattern)
        raise _too_long(pattern, where) from error
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class _RangError(Exception):
    """Time is up."""


def _ring(*_: object) -> None:
    raise _RangError


def _too_long(pattern: str, where: str) -> ConfigError:
    quoted = f": {pattern}" if len(pattern) <= 60 else ""
    return ConfigError(
        f"a pattern of {where} takes too long{quoted}",
        hint="a repeat within a repeat, such as (a+)+, tries every way to share out a text",
    )
