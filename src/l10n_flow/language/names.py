"""What languages are called."""

from __future__ import annotations

from l10n_flow.language.tags import cldr_locale, language_tag

__all__ = ["name_in", "own_name"]


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
