"""Plural rules of gettext, by language."""

from __future__ import annotations

from l10n_flow.language.tags import cldr_locale


def plural_rule(locale: str) -> tuple[int, str]:
    """How many forms of number a language's catalogs have by custom, and gettext's rule for them.

    >>> plural_rule("es"), plural_rule("ja"), plural_rule("ar-EG")[0]
    ((2, '(n != 1)'), (1, '0'), 6)
    """
    from babel.messages.plurals import get_plural  # noqa: PLC0415 - slow to import

    found = get_plural(cldr_locale(locale) or "en")
    return found.num_plurals, found.plural_expr
