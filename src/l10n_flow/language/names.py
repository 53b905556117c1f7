"""What languages are called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from l10n_flow.language.tags import cldr_locale, language_tag, subtags

__all__ = ["listed", "name_in", "own_name"]


def own_name(locale: str) -> str:
    """The language's name in itself, as a language switcher shows it; the tag when CLDR has none.

    >>> own_name("es"), own_name("fa"), own_name("en"), own_name("tlh")
    ('español', 'فارسی', 'English', 'tlh')
    """
    return name_in(locale, locale)


def name_in(locale: str, display_locale: str) -> str:
    """The language's name in another language; the tag when CLDR has no name for it.

    A variant has the name that people give it, where CLDR knows one; else script and region stand
    behind the language's (UTS 35, Locale Display Names).

    >>> name_in("fa", "es"), name_in("pt-BR", "en"), name_in("es-AR", "en"), name_in("prs", "es")
    ('persa', 'Brazilian Portuguese', 'Spanish (Argentina)', 'darí')
    >>> own_name("fa-AF"), own_name("zh-Hant"), own_name("sr-Latn"), own_name("zh-TW")
    ('دری', '繁體中文', 'srpski (latinica)', '中文 (台灣)')
    """
    display = cldr_locale(display_locale)
    tag = language_tag(locale)
    match = _PARTS.match(tag)
    if display is None or match is None:
        return tag
    language, written, region = match.groups("")
    if language not in display.languages:
        known = subtags(tag)
        language, region = known.language, region or known.region
    for parts in ((written, region), (written,), (region,), ()):
        name = display.languages.get("_".join(filter(None, (language, *parts))))
        if name is not None:
            others = [part for part in (written, region) if part and part not in parts]
            named = [display.scripts.get(p) or display.territories.get(p) or p for p in others]
            return f"{name} ({', '.join(named)})" if named else name
    return tag


_PARTS = re.compile(r"([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}|\d{3}))?(?![^-])")
"""Language, script and region of a tag in its usual spelling."""


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
