"""The words that come with l10n-flow."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from l10n_flow.files import bytes_of
from l10n_flow.language import inheritance
from l10n_flow.words.reading import read
from l10n_flow.words.wordlist import Words

__all__ = ["DESK", "FOLDER", "TEMPLATE", "languages", "messages", "shipped"]

FOLDER = Path(__file__).parent / "site"
"""One catalog for each language of notices and pages."""

DESK = Path(__file__).parent / "desk"
"""The same for the languages of the review desk."""

TEMPLATE = Path(__file__).parent / "site.pot"
"""Every message: what somebody copies who translates them into another language."""


@cache
def shipped(locale: str) -> Words:
    """Our words for a language, and for those whose words its readers read (CLDR's inheritance).

    An empty list for a language that we have none for; English needs none.

    >>> shipped("es-MX").text("Latest content"), shipped("zh-TW").text("Notes")
    ('Últimas publicaciones', '註釋')
    """
    found = Words(locale)
    for tag in inheritance(locale):
        path = FOLDER / f"{tag}.po"
        data = bytes_of(path)
        if data is not None:
            found = found.before(read(data, path, tag).words(tag))
    return found


@cache
def messages() -> tuple[str, ...]:
    """Every message that notices and pages have words for; of one that counts, the singular."""
    data = bytes_of(TEMPLATE) or b""
    return tuple(one.text for one in read(data, TEMPLATE, "en").messages)


def languages() -> tuple[str, ...]:
    """The languages that we have words for, beside English."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.po")))
