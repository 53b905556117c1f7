"""A translation of a text, and the order of preference of several translations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from l10n_flow.language.tags import inheritance, language_tag, script, with_region

Pair = tuple[str, str]
"""The language of the sources and the language of the targets, as the configuration writes them."""

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|\+00:00)", flags=re.ASCII
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A text and its translation, as they were stored."""

    source: str
    target: str
    origin: str = ""
    """The article's name, or the name of the file that it was imported from."""
    time: str = ""
    """The time of its creation or last change: `2026-11-02T10:00:00Z`; "" if unknown."""
    reviewed: bool = False
    context: str | None = None
    vouched: bool = False
    """Whether the person who imported it vouches for it: then it is used as a translation and not
    as a draft.
    """
    variant: str = ""
    """The tag of the words' variant of the language, if it is not the project's: `es-MX` in a
    memory for `es`. Such words are never vouched for.
    """


def ordered(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units without duplicates, the better first.

    Units of the language's own variant come first; then reviewed ones, then those vouched for, then
    the newest, then by origin and words, so that the same units always have the same order. Of
    units with the same context, source and target only the first is kept.

    >>> old, new = Unit("War", "Guerra", time="2020-01-01T00:00:00Z"), Unit("War", "La guerra")
    >>> vouched = Unit("War", "guerra", reviewed=True)
    >>> [unit.target for unit in ordered([new, old, vouched, old])]
    ['guerra', 'Guerra', 'La guerra']
    """
    found = sorted(units, key=_words)
    found.sort(key=_worth, reverse=True)  # stable
    best: dict[tuple[str | None, str, str], Unit] = {}
    for unit in found:
        best.setdefault((unit.context, unit.source, unit.target), unit)
    return tuple(best.values())


def meant(written: str, languages: Sequence[str]) -> str | None:
    """The project's language for a file's tag: the same one, or the only one of that language.

    >>> meant("EN-us", ["en", "es"]), meant("fa", ["fa-AF", "es"]), meant("de", ["en", "es"])
    ('en', 'fa-AF', None)
    >>> meant("pt", ["pt-BR", "pt-PT"]), meant("pt-AO", ["pt", "pt-BR"])
    (None, 'pt')
    """
    tag = language_tag(written.strip())
    by_tag = {language_tag(language): language for language in languages}
    if tag in by_tag:
        return by_tag[tag]
    primary = _primary(tag)
    if primary in by_tag:
        return by_tag[primary]
    same = [language for known, language in by_tag.items() if _primary(known) == primary]
    return same.pop() if len(same) == 1 else None


def _worth(unit: Unit) -> tuple[bool, bool, bool, str]:
    return not unit.variant, unit.reviewed, unit.vouched, unit.time


def other_variant(written: str, locale: str) -> str:
    """The tag of words in a variant other than the project's; "" for the project's own.

    A tag without a region means the language's most likely region (CLDR); words for a whole region
    are also for its countries.

    >>> other_variant("es_MX", "es"), other_variant("pt-BR", "pt-PT"), other_variant("pt-PT", "pt")
    ('es-MX', 'pt-BR', 'pt-PT')
    >>> other_variant("es-ES", "es"), other_variant("en-US", "en"), other_variant("es-MX", "es-419")
    ('', '', '')
    """
    tag, own = language_tag(written.strip()), language_tag(locale)
    if tag == own or (with_region(tag) == with_region(own) and script(tag) == script(own)):
        return ""
    broad = {_primary(tag), _primary(own)}
    is_kin = own in set(inheritance(tag)) - broad or tag in set(inheritance(own)) - broad
    return "" if is_kin else tag


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def moment(written: str) -> str:
    """The time in the form of `Unit.time`; "" for anything but a time in UTC.

    >>> moment("2026-11-02T10:00:00+00:00"), moment("yesterday")
    ('2026-11-02T10:00:00Z', '')
    """
    match = _ISO.fullmatch(written)
    return "{}-{}-{}T{}:{}:{}Z".format(*match.groups()) if match else ""


def _words(unit: Unit) -> tuple[bool, str, str, bool, str, str]:
    """The last sort key; a unit without an origin comes after those with one."""
    context = unit.context
    return (
        not unit.origin,
        unit.origin,
        unit.source,
        context is not None,
        context or "",
        unit.target,
    )
