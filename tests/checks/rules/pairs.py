"""Case files of pairs: a source, a translation, and what is expected, a line each.

Languages are in brackets above the lines, and the suffix of the article's file where it is not
Markdown: `[en > es, .html]`; `tests.invisible` has the characters that nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.invisible import seen


class Case(NamedTuple):
    source: str
    target: str
    languages: tuple[str, str]
    expected: str
    suffix: str = ".md"

    @property
    def label(self) -> str:
        """The name of the test."""
        return f"{self.source} | {self.target}"


def read(name: str) -> Iterator[Case]:
    """Yield the cases of the file `name` in the folder `cases`."""
    languages, suffix = ("", ""), ""
    text = Path(__file__).with_name("cases").joinpath(name).read_text("utf-8")
    for line in text.splitlines():
        if heading := re.match(r"\[(\S+) > ([^\s,]+)(?:, (\.\w+))?\]", line):
            languages, suffix = (heading[1], heading[2]), heading[3] or ".md"
        elif line and not line.startswith("#"):
            source, target, expected = (part.strip() for part in line.split(" | "))
            yield Case(source, seen(target), languages, expected, suffix)
