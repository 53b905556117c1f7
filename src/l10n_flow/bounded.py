"""A time limit for regular expressions that come from a configuration or a profile.

A regular expression such as `(?:a+)+$` can run practically forever, and its text does not show
this: the same repeats are harmless in another expression. So a pattern is stopped when it has used
too much processor time, and is not tried again.
"""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from l10n_flow.errors import ConfigError

SECONDS = 2.0
"""Processor time for one text. All patterns of a large project take milliseconds for its longest
article."""

_given_up: set[str] = set()
"""Patterns that took too long once, so that the next article does not wait for them again."""


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The compiled pattern. Raises `re.error` with a reason, also if Python runs out of memory.

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
    """A block in which the pattern may use the processor for at most `SECONDS`.

    Raises `ConfigError` after that, and at once the next time; `where` is the pattern's key in the
    configuration. A timer of the process sends a signal (setitimer(2)), which interrupts `re`.
    There is no limit on Windows, which has no such timer, and in threads other than the main one,
    which get no signals.
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
    """The time limit is exceeded."""


def _ring(*_: object) -> None:
    raise _RangError


def _too_long(pattern: str, where: str) -> ConfigError:
    quoted = f": {pattern}" if len(pattern) <= 60 else ""
    return ConfigError(
        f"a pattern of {where} takes too long{quoted}",
        hint="a repeat within a repeat, such as (a+)+, tries every way to share out a text",
    )
