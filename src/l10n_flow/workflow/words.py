"""A project's own words: for notices and pages, in its `site.po`, with precedence over ours; for
categories, authors and tags, in its taxonomy; its terms, in its glossary.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from l10n_flow import __version__
from l10n_flow.editions.taxonomy import TaxonomyLabels, as_json, from_json, parse
from l10n_flow.errors import CatalogError, FileError, L10nFlowError, Place
from l10n_flow.files.reading import bytes_of
from l10n_flow.files.writing import replace_file
from l10n_flow.language.tags import language_tag, name_in
from l10n_flow.project import Project
from l10n_flow.words import TEMPLATE, Words, messages
from l10n_flow.words.faults import faults
from l10n_flow.words.pofile import read

if TYPE_CHECKING:
    from l10n_flow.terms.glossary import Terms


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The project's own words in a language."""

    words: Words
    places: dict[str, Place] = field(default_factory=dict)
    """The place of its words, by message."""
    faults: tuple[L10nFlowError, ...] = ()
    """The reasons why some of them, or all of a file, cannot be used."""


def own_words(project: Project, locale: str) -> OwnWords:
    """The project's own words for readers of a language; `es-MX` inherits from `es` as in CLDR.

    Nothing is raised: words that cannot be used are among the faults, and ours are used instead.
    """
    words = Words(locale)
    places: dict[str, Place] = {}
    found: list[L10nFlowError] = []
    for path in project.words_paths(locale):
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
            hint = "until then the built-in words are used"
            found.append(CatalogError(what, Place(path, message.line), hint=hint))
        good = [one for one in written.messages if one.text not in wrong]
        words = words.before(written._replace(messages=good).words(locale))
        places = {**{one.text: Place(path, one.line) for one in good}, **places}
    return OwnWords(words, places, tuple(found))


def wanting(words: Words, locale: str) -> str:
    """The remedy for a language in which words for readers are missing; "" when none are."""
    tag = language_tag(locale)
    if tag.partition("-")[0] == "en":
        return ""
    known = messages()
    lacking = [message for message in known if not words.has(message)]
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

    The labels are cached in the project's state, as terms are: a second call is quick, however many
    there are. Raises `ConfigError` for a damaged taxonomy, `FileError` for one that
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


def terms_of(project: Project) -> Terms:
    """The project's terms; none when there is no such file. Raises `ConfigError`.

    The terms are cached in the project's state if that can be written: a second call is quick,
    however many there are.
    """
    from l10n_flow.terms.glossary import Terms  # noqa: PLC0415 - `build` has no use for them

    file = project.terms
    written = bytes_of(file)
    if written is None:
        return Terms(language=project.config.source, file=file)
    from l10n_flow.terms import stored, termsfile  # noqa: PLC0415 - slow, only with terms

    form = Form(stored.as_json, partial(stored.from_json, file=file))
    settings = (project.config.source, project.languages)
    return kept(
        project.state / "terms.json",
        written,
        settings,
        form,
        lambda: termsfile.terms_in(written, file, *settings),
    )


# Files that were already read, cached as JSON in the project's state, because YAML is slow.
# Ten thousand labels take 8 s as YAML and 0.1 s as JSON, two thousand terms 3 s and 40 ms. A cache
# file is safe to delete, is used only for the exact bytes that it was made from, and is written
# only by this program: one of another shape is ignored.

_T = TypeVar("_T")


class Form(NamedTuple, Generic[_T]):
    """How a value is written as JSON and read again. Law: `read(write(value)) == value`."""

    write: Callable[[_T], object]
    read: Callable[[Any], _T]
    """Raises `ValueError`, `KeyError`, `TypeError` or `AttributeError` for another shape."""


def kept(
    place: Path, written: bytes, settings: object, form: Form[_T], parse: Callable[[], _T]
) -> _T:
    """The value that `parse` makes from the bytes `written`, or the one cached in the file `place`.

    `settings` are the other inputs of the parsing; their `repr` must be the same in every process.
    If `place` cannot be written, the next call parses again.
    """
    material = blake2b(repr((__version__, place.name, settings)).encode(), digest_size=16)
    material.update(written)
    key = material.hexdigest()
    found = _read(place, key, form)
    if found is not None:
        return found
    value = parse()
    with suppress(FileError):
        data = {"key": key, "value": form.write(value)}
        replace_file(place, json.dumps(data, ensure_ascii=False).encode(), durable=False)
    return value


def _read(place: Path, key: str, form: Form[_T]) -> _T | None:
    with suppress(FileError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        data = json.loads(bytes_of(place) or b"")
        if data["key"] == key:
            return form.read(data["value"])
    return None
