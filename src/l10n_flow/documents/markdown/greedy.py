"""Patterns of a project's own that hide far more than their author can have meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from l10n_flow.documents.document import Warned
from l10n_flow.documents.markdown.opaque import Region

__all__ = ["greedy"]

MANY = 20
"""Lines that no macro, formula or table of attributes has, so that hiding more must be meant."""


def greedy(text: bytes, hidden: Sequence[Region], patterns: Sequence[str]) -> list[Warned]:
    r"""A warning for each region of many lines that one of a project's own patterns hides.

    A pattern that says `(?s:…)` is meant to; any other took more than its author saw.

    >>> text = b"a [" + 30 * b"\n" + b"b]"
    >>> greedy(text, [(2, len(text))], [r"\[[^\]]*\]"])[0].offset
    2
    """
    found = []
    long = [region for region in hidden if text.count(b"\n", *region) >= MANY] if patterns else ()
    for start, end in long:
        line = text.rfind(b"\n", 0, start) + 1
        for pattern in patterns:
            match = None if "(?s" in pattern else re.compile(pattern.encode()).search(text, line)
            if match is not None and match.start() <= start and end <= match.end():
                lines = text.count(b"\n", start, end) + 1
                told = (
                    f"the pattern '{pattern}' of 'opaque' hides {lines} lines from here on; let it "
                    "end with its line ([^\\r\\n] for what it may hold), or write (?s:…) around it "
                    "if that is meant"
                )
                found.append(Warned(told, start))
                break
    return found
