"""What the desk says, in the language of whoever sits at it.

The messages are English in templates, scripts and here; `l10n_flow/words/desk/<locale>.po` has them
in another language, beside the words of notices and pages. `python -m tests.review.messages` brings
them up to date. No message has plurals: they say "To translate: 5".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from l10n_flow import language
from l10n_flow.files import content_of
from l10n_flow.words import DESK
from l10n_flow.words.reading import read

__all__ = ["LANGUAGES", "SOURCE", "InterfaceLanguage", "preferred", "wording"]

SOURCE = "en"
"""The language of the messages themselves."""

LANGUAGES = (SOURCE, "es", "fa")
"""The languages that the desk speaks; each but the first has its file."""


@dataclass(frozen=True, slots=True)
class InterfaceLanguage:
    """One language, and its words for each message."""

    locale: str
    messages: Mapping[str, str]
    """By message; of one that nobody has translated the message itself is shown."""
    of_scripts: Mapping[str, str] = field(default_factory=dict)
    """Those that the page's scripts say."""

    @property
    def direction(self) -> str:
        """Where the page begins: "ltr" or "rtl"."""
        return language.direction(self.locale)

    def gettext(self, message: str, **values: object) -> str:
        """The message with its values: numbers with the language's digits.

        >>> persian = InterfaceLanguage("fa", {"Page {number}": "صفحهٔ {number}"})
        >>> persian.gettext("Page {number}", number=12)
        'صفحهٔ ۱۲'
        """
        words = self.messages.get(message) or message
        return words.format_map({name: self.number(one) for name, one in values.items()})

    def number(self, value: object) -> str:
        """A number in the language's digits; anything else as it is."""
        return language.digits(f"{value}", self.locale) if isinstance(value, int) else str(value)

    def name_of(self, locale: str) -> str:
        """A language's name in this one."""
        return language.name_in(locale, self.locale)


@cache
def wording(locale: str) -> InterfaceLanguage:
    """The words of one of `LANGUAGES`, read once.

    >>> wording("fa").direction
    'rtl'
    """
    if locale == SOURCE:
        return InterfaceLanguage(locale, {})
    path = DESK / f"{locale}.po"
    translated = [one for one in read(content_of(path), path, locale).messages if one.forms[0]]
    scripts = [one for one in translated if any(".js" in where for where in one.references)]
    return InterfaceLanguage(
        locale,
        {one.text: one.forms[0] for one in translated},
        {one.text: one.forms[0] for one in scripts},
    )


def preferred(accepted: str, languages: Sequence[str] = LANGUAGES) -> str:
    """The first of our languages that a browser's `Accept-Language` names; else the first of ours.

    >>> preferred("fa-IR,fa;q=0.9,en;q=0.8"), preferred("de"), preferred("de,es;q=0.5")
    ('fa', 'en', 'es')
    """
    wanted: list[tuple[float, int, str]] = []
    for number, part in enumerate(accepted.split(",")[:20]):
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        wanted.append((-weight, number, tag.split("-")[0].strip().lower()))
    return next((tag for _, _, tag in sorted(wanted) if tag in languages), languages[0])
