"""What a project says itself in each language: the words of notices and pages, before ours, in its
`site.po`, and the labels of its categories, authors and tags, in its taxonomy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from l10n_flow.editions.taxonomy import TaxonomyLabels, as_json, from_json, parse
from l10n_flow.errors import CatalogError, L10nFlowError, Place
from l10n_flow.files import bytes_of
from l10n_flow.language import inheritance, language_tag, name_in
from l10n_flow.project import Project
from l10n_flow.words import TEMPLATE, Words, messages
from l10n_flow.words.faults import faults
from l10n_flow.words.reading import read
from l10n_flow.workflow.incremental.kept import Form, kept

__all__ = ["OwnWords", "own_words", "taxonomy_of", "wanting"]


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the project itself says in a language."""

    words: Words
    places: dict[str, Place] = field(default_factory=dict)
    """By message, where its words are."""
    faults: tuple[L10nFlowError, ...] = ()
    """Why some of them, or all of a file, cannot be used."""


def own_words(project: Project, locale: str) -> OwnWords:
    """The project's own words for readers of a language, `es` serving `es-MX` as CLDR inherits.

    Nothing is raised: what cannot be used is among the faults, and other words stand there.
    """
    words = Words(locale)
    places: dict[str, Place] = {}
    found: list[L10nFlowError] = []
    for path in _files(project, locale):
        try:
            data = bytes_of(path)
            written = read(data, path, locale) if data is not None else None
        except L10nFlowError as fault:
            found.append(fault)
            continue
        if written is None:
            continue
        wrong = {}
        for message, why in faults(written):
            wrong[message.text] = why
            what = f"the words for “{message.text}” cannot be used: {why}"
            hint = "until then others stand there"
            found.append(CatalogError(what, Place(path, message.line), hint=hint))
        good = [one for one in written.messages if one.text not in wrong]
        words = words.before(written._replace(messages=good).words(locale))
        places = {**{one.text: Place(path, one.line) for one in good}, **places}
    return OwnWords(words, places, tuple(found))


def _files(project: Project, locale: str) -> Iterator[Path]:
    tags = dict.fromkeys((locale, *inheritance(locale)))
    for tag in tags:
        yield project.catalogs / tag / "LC_MESSAGES" / "site.po"


def wanting(words: Words, locale: str) -> str:
    """What to do for a language in which words for readers are missing; "" where there are all."""
    tag = language_tag(locale)
    if tag.partition("-")[0] == "en":
        return ""
    known = messages()
    lacking = [message for message in known if not words.knows(message)]
    if not lacking:
        return ""
    named = f"{name_in(tag, 'en')} ({tag})" if name_in(tag, "en") != tag else tag
    count = "the" if len(lacking) == len(known) else f"{len(lacking)} of {len(known)}"
    return (
        f"{count} messages of notices and pages have no words in {named}, so they are in English:"
        f" copy {TEMPLATE.as_posix()} to {tag}/LC_MESSAGES/site.po in the folder of the catalogs,"
        " and translate it"
    )


def taxonomy_of(project: Project) -> TaxonomyLabels:
    """The project's taxonomy; one without labels when there is no such file.

    What was read is kept in the project's state, as terms are: a second call is quick, however
    many labels there are. Raises `ConfigError` for a damaged taxonomy, `FileError` for one that
    cannot be read.
    """
    file = project.taxonomy
    written = bytes_of(file)
    if written is None:
        return TaxonomyLabels()
    parts = tuple(dict.fromkeys(project.config.taxonomy.fields.values()))
    form = Form(as_json, partial(from_json, file=file))
    place = project.state / "taxonomy.json"
    return kept(place, written, parts, form, lambda: parse(written, file, parts))
