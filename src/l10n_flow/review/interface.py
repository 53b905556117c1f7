"""The desk's messages, in the language of its user.

The messages are English in templates, scripts and here; `l10n_flow/words/desk/<locale>.po` has them
in another language, beside the words of notices and pages. `python -m tests.review.messages`
updates them. No message has plurals: they have the form "To translate: 5".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from l10n_flow.files.reading import content_of
from l10n_flow.language import numerals, tags
from l10n_flow.visible import has_rtl
from l10n_flow.words import DESK
from l10n_flow.words.pofile import read

SOURCE = "en"
"""The language of the messages themselves."""

LANGUAGES = (SOURCE, "es", "fa")
"""The languages of the desk; each but the first has its file."""


@dataclass(frozen=True, slots=True)
class InterfaceLanguage:
    """One language, and its words for each message."""

    locale: str
    messages: Mapping[str, str]
    """By message; an untranslated message is shown itself."""
    of_scripts: Mapping[str, str] = field(default_factory=dict)
    """The messages of the page's scripts."""

    @property
    def direction(self) -> str:
        """The direction of the page: "ltr" or "rtl"."""
        return tags.direction(self.locale)

    def gettext(self, message: str, **values: object) -> str:
        """Return the message with its values; numbers have the language's digits.

        >>> persian = InterfaceLanguage("fa", {"Page {number}": "صفحهٔ {number}"})
        >>> persian.gettext("Page {number}", number=12)
        'صفحهٔ ۱۲'
        """
        words = self.messages.get(message) or message
        return words.format_map({name: self._value(one) for name, one in values.items()})

    def _value(self, value: object) -> str:
        """Return a value for a message; a name in the other direction is a unit of its own."""
        written = self.number(value)
        is_foreign = has_rtl(written) != (self.direction == "rtl")
        return f"\u2068{written}\u2069" if is_foreign and isinstance(value, str) else written

    def number(self, value: object) -> str:
        """Return a number in the language's digits; anything else as it is."""
        return numerals.digits(f"{value}", self.locale) if isinstance(value, int) else str(value)

    def name_of(self, locale: str) -> str:
        """Return a language's name in this one."""
        return tags.name_in(locale, self.locale)


@cache
def wording(locale: str) -> InterfaceLanguage:
    """Return the words of one of `LANGUAGES`, read once.

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
    """Return the first of our languages in a browser's `Accept-Language`; else our first one.

    >>> preferred("fa-IR,fa;q=0.9,en;q=0.8"), preferred("de"), preferred("de,es-MX;q=0.5")
    ('fa', 'en', 'es')
    """
    wanted: list[tuple[float, int, str]] = []
    for number, part in enumerate(accepted.split(",")[:20]):
        tag, _, quality = "".join(part.split()).lower().partition(";")
        try:
            weight = float(quality.removeprefix("q=") or 1)
        except ValueError:
            continue
        if weight > 0:  # 0 is a language that the reader does not want (RFC 9110, 12.4.2)
            wanted.append((-weight, number, tag.partition("-")[0]))
    return next((tag for _, _, tag in sorted(wanted) if tag in languages), languages[0])
