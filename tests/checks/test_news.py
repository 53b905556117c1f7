"""The news as good translators write them, with all that they change: nothing is told, or little.

The sentences are free translations, full of figures: sums, votes, hours, ages, units, dates of two
calendars. What is told all the same stands behind a line, so that nothing is told unnoticed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from l10n_flow import check_pair

FOLDER = Path(__file__).parent / "news"


class Line(NamedTuple):
    place: str
    languages: tuple[str, str]
    source: str
    target: str
    told: str


def lines() -> Iterator[Line]:
    for file in sorted(FOLDER.glob("*.txt")):
        for number, text in enumerate(file.read_text("utf-8").splitlines(), 1):
            if text and not text.startswith("#"):
                parts = text.split(" | ")
                pair = parts.pop(0) if file.stem == "others" else f"en > {file.stem}"
                source, target = pair.split(" > ")
                told = parts[2] if len(parts) > 2 else ""
                yield Line(f"{file.name}:{number}", (source, target), parts[0], parts[1], told)


LINES = list(lines())


def checks(line: Line, target: str) -> list[str]:
    """The checks that find something in a translation of the line's source."""
    source, locale = line.languages
    found = check_pair(line.source, target, source_locale=source, locale=locale)
    return [one.check for one in found]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.place)
def test_nothing_is_told_of_a_good_translation_but_what_is_known(line: Line) -> None:
    assert " ".join(checks(line, line.target)) == line.told


def test_what_is_told_of_them_is_less_than_three_in_a_hundred() -> None:
    assert sum(line.told != "" for line in LINES) * 100 < 3 * len(LINES)


def test_another_digit_is_told_in_nearly_all_of_them() -> None:
    changed = [(line, bad) for line in LINES if not line.told and (bad := with_another_digit(line))]
    missed = [bad for line, bad in changed if not checks(line, bad)]
    assert len(changed) > 300
    assert len(missed) * 50 <= len(changed), "\n".join(missed)


def with_another_digit(line: Line) -> str:
    """The translation with another first digit, of the same script; "" where it has none."""
    found = re.search(r"\d", line.target)
    if found is None:
        return ""
    digit = unicodedata.digit(found[0])
    other = chr(ord(found[0]) - digit + ((digit + 3) % 10 or 2))
    return line.target[: found.start()] + other + line.target[found.end() :]
