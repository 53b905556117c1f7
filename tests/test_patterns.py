"""Patterns mean the same in every Python that we support."""

from __future__ import annotations

import re

from .sources import ROOT

_POSSESSIVE_GROUP = re.compile(r"[)}](?:[*+?]|\{[0-9,]+\})\+(?![~,;)])")


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python 3.11.0 to 3.11.4, and so Debian 12's, finds nothing where such a group backtracks.

    `(?>(?:…)*)` says the same, and is right there. https://github.com/python/cpython/issues/106052
    """
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if _POSSESSIVE_GROUP.search(line)
    ]
    assert found == []
