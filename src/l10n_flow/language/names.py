"""What languages are called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from l10n_flow.language.tags import cldr_locale, language_tag

__all__ = ["listed", "name_in", "own_name"]


def own_name(locale: str) -> str:
    """The language's name in itself, as a language switcher shows it; the tag when CLDR has none.

    >>> own_name("es"), own_name("fa"), own_name("en"), own_name("tlh")
    ('español', 'فارسی', 'English', 'tlh')
    """
    return name_in(locale, locale)


def name_in(locale: str, display_locale: str) -> str:
    """The language's name in another language; the tag when CLDR has no name for it.

    >>> name_in("fa", "es"), name_in("pt-BR", "en"), name_in("es", "fa")
    ('persa', 'Portuguese (Brazil)', 'اسپانیایی')
    """
    named, display = cldr_locale(locale), cldr_locale(display_locale)
    name = named.get_display_name(display) if named and display else None
    return name or language_tag(locale)


def listed(names: Sequence[str], locale: str) -> str:
    """The names as a sentence of the language lists them (CLDR); English where CLDR does not know.

    >>> listed(["Ana", "Luz", "Inés"], "es"), listed(["آنا", "لیلا"], "fa"), listed([], "en")
    ('Ana, Luz e Inés', 'آنا و لیلا', '')
    """
    from babel.lists import format_list  # noqa: PLC0415 - slow to import

    if not names:
        return ""
    said = format_list(names, locale=cldr_locale(locale) or "en")
    if language_tag(locale).partition("-")[0] == "es" and _SOUNDS_LIKE_I.match(names[-1]):
        said = f" e {names[-1]}".join(said.rsplit(f" y {names[-1]}", 1))
    return said


_SOUNDS_LIKE_I = re.compile(r"h?[iíy](?![aeoáéó])", re.IGNORECASE)
"""Before such a word *y* is *e*: Inés, Hilario, but not Yolanda or hielo (RAE, *Diccionario
panhispánico de dudas*, s. v. *y*). CLDR's lists do not know the rule."""
