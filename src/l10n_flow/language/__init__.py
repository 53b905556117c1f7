"""What differs from language to language: direction, digits, dates, words, sentences, spelling.

The doorway to Babel, persiantools and sentencex: no other part of l10n-flow imports them, and
here each is imported by the function that needs it, and a module here by the first use of one
of its names, since start-up time is a feature.

A *locale* is a language tag as written in a configuration, in the form of BCP 47 or gettext: `es`,
`fa-AF`, `pt_BR`, `zh-Hant`. No function here raises for a tag that CLDR does not have; each
documents its result for such a tag.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from l10n_flow.language.bidi import foreign_runs, isolate, isolate_runs, strip_isolates
    from l10n_flow.language.calendars import (
        MONTH_NAMES,
        display_date,
        iso_date,
        parse_date,
    )
    from l10n_flow.language.counting import reading_minutes, words
    from l10n_flow.language.datestyle import Calendar, DateForm, DateStyle
    from l10n_flow.language.numerals import (
        ascii_digits,
        digits,
        numbering_system,
        whole_number,
    )
    from l10n_flow.language.repairs import MARKS, OBJECT, REPAIRS, Repair, Style, repaired
    from l10n_flow.language.slugs import slug
    from l10n_flow.language.splitting import sentences
    from l10n_flow.language.tags import (
        Direction,
        direction,
        inheritance,
        is_language_tag,
        language_tag,
        listed,
        name_for,
        name_in,
        own_name,
        script,
        with_region,
    )
    from l10n_flow.language.translations import plural_rule

__all__ = [
    "MARKS",
    "MONTH_NAMES",
    "OBJECT",
    "REPAIRS",
    "Calendar",
    "DateForm",
    "DateStyle",
    "Direction",
    "Repair",
    "Style",
    "ascii_digits",
    "digits",
    "direction",
    "display_date",
    "foreign_runs",
    "inheritance",
    "is_language_tag",
    "iso_date",
    "isolate",
    "isolate_runs",
    "language_tag",
    "listed",
    "name_for",
    "name_in",
    "numbering_system",
    "own_name",
    "parse_date",
    "plural_rule",
    "reading_minutes",
    "repaired",
    "script",
    "sentences",
    "slug",
    "strip_isolates",
    "whole_number",
    "with_region",
    "words",
]

_HOMES = {
    "bidi": ("foreign_runs", "isolate", "isolate_runs", "strip_isolates"),
    "calendars": (
        "MONTH_NAMES",
        "display_date",
        "iso_date",
        "parse_date",
    ),
    "counting": ("reading_minutes", "words"),
    "datestyle": ("Calendar", "DateForm", "DateStyle"),
    "translations": ("plural_rule",),
    "numerals": ("ascii_digits", "digits", "numbering_system", "whole_number"),
    "repairs": ("MARKS", "OBJECT", "REPAIRS", "Repair", "Style", "repaired"),
    "slugs": ("slug",),
    "splitting": ("sentences",),
    "tags": (
        "listed",
        "name_for",
        "name_in",
        "own_name",
        "Direction",
        "direction",
        "inheritance",
        "is_language_tag",
        "language_tag",
        "script",
        "with_region",
    ),
}


def __getattr__(name: str) -> object:
    """Import the module that defines a public name, once (PEP 562)."""
    for home, names in _HOMES.items():
        if name in names:
            found: object = getattr(import_module(f"{__name__}.{home}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
