"""Read terms.yaml; every mistake is reported with its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from l10n_flow.errors import Place
from l10n_flow.language.tags import is_language_tag, language_tag, name_in
from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.term import Term, Wording, contradictions, control, tidied
from l10n_flow.yamlvalues import Reader, Value, read, suggestion, text, top, top_of

if TYPE_CHECKING:
    from l10n_flow.yamltext import Located

KEYS = ("term", "in", "note", "translate", "name", "case")
"""The keys of a term that are not languages; no language tag has four letters or is "in"."""

WORDING = ("preferred", "allowed", "forbidden", "note")
"""The keys of a wording with more than one form."""


def load(file: Path, language: str = "en", languages: Iterable[str] = ()) -> Terms:
    """The terms in a file; `language` is that of terms that name no other.

    `languages` are the project's. Any other tag must be in CLDR, so that a typing mistake is not
    taken for a language. Raises `ConfigError` with file, line and column for what is not YAML,
    invalid or contradictory (then with both places), and `FileNotFoundError`.
    """
    return _terms(top(file), language, languages)


def terms_in(data: bytes, file: Path, language: str, languages: Iterable[str] = ()) -> Terms:
    """The terms in the bytes of `file`. Raises `ConfigError` as `load` does."""
    return _terms(top_of(data, file), language, languages)


def parse(written: str, file: Path, language: str = "en", languages: Iterable[str] = ()) -> Terms:
    """The terms in `written`, the present or future text of `file`. Raises as `load` does."""
    from l10n_flow import yamltext  # noqa: PLC0415 - ruamel costs 30 ms: only who reads pays

    return terms_of(yamltext.load(written, file), file, language, languages)


def terms_of(located: Located, file: Path, language: str, languages: Iterable[str]) -> Terms:
    """The terms in YAML that is already parsed. Raises `ConfigError` as `load` does."""
    data = {} if located.data is None else located.data
    return _terms(Value(data, (), file, located.places), language, languages)


def _terms(whole: Value, language: str, languages: Iterable[str]) -> Terms:
    project = frozenset(map(language_tag, (language, *languages)))
    listed = whole.section(("terms",)).get("terms")
    items = listed.items() if listed is not None else ()
    found = tuple(_term(item, language, project) for item in items)
    for error in contradictions(found):
        raise error
    return Terms(found, language, whole.file)


def flag(value: Value) -> bool:
    """Read true or false."""
    if not isinstance(value.data, bool):
        no = str(value.data).casefold() in {"yes", "no", "on", "off", "true", "false"}
        hint = "yes and no are words in YAML 1.2; write true or false, without quotes" if no else ""
        raise value.expected("true or false", hint)
    return value.data


def known_language(tag: str, project: Iterable[str]) -> bool:
    """Whether a tag is a language of the project or one that CLDR has a name for.

    >>> [known_language(tag, {"tlh"}) for tag in ("tlh", "fa-AF", "ed", "español")]
    [True, True, False, False]
    """
    if not is_language_tag(tag):
        return False
    return language_tag(tag) in project or name_in(tag, "en") != language_tag(tag)


def _term(item: Value, language: str, project: frozenset[str]) -> Term:
    values = item.section(None)
    if "term" not in values:
        raise item.wrong(
            "this entry has no 'term'", "write the term in the source language: term: …"
        )
    wordings: dict[str, Wording] = {}
    for key, value in values.items():
        if key in KEYS:
            continue
        if not known_language(key, project):
            raise value.wrong(f"'{key}' is neither a language nor a key of a term",
                              suggestion(key, (*KEYS, *sorted(project))))  # fmt: skip
        if language_tag(key) in wordings:
            raise value.wrong(f"this term has {language_tag(key)} twice", "keep one of the two")
        wordings[language_tag(key)] = _wording(value)
    return Term(
        _forms(values["term"]),
        read(values, "in", _language(project), language),
        wordings,
        read(values, "note", _form, ""),
        read(values, "translate", flag, True),  # noqa: FBT003  the default of a key
        read(values, "name", flag, False),  # noqa: FBT003
        read(values, "case", flag, None),
        values["term"].places.get(values["term"].path, Place(item.file)),
    )


def _language(project: frozenset[str]) -> Reader[str]:
    def reader(value: Value) -> str:
        if not known_language(text(value), project):
            raise value.wrong(f"'{value.data}' is not a language", "such as en, es or fa")
        return language_tag(text(value))

    return reader


def _wording(value: Value) -> Wording:
    place = value.places.get(value.path, Place(value.file))
    if not isinstance(value.data, Mapping):
        preferred, *allowed = _forms(value)
        return Wording(preferred, tuple(allowed), place=place)
    values = value.section(WORDING)
    written = read(values, "preferred", _form, "")
    others: tuple[str, ...] = read(values, "allowed", _forms, ())
    found = Wording(
        written,
        tuple(form for form in others if form != written),
        read(values, "forbidden", _forms, ()),
        read(values, "note", _form, ""),
        place,
    )
    if found.allowed and not found.preferred:
        raise values["allowed"].wrong("there are allowed forms, but no preferred one",
                                      "name the preferred form: preferred: …")  # fmt: skip
    return found


def _form(value: Value) -> str:
    """Read a form: in NFC, without space at its edges or double spaces in it."""
    if isinstance(value.data, (int, float)):
        raise value.expected("a text", "put it in quotes")
    form = tidied(text(value))
    if acting := control(form):
        raise value.wrong(f"a control character ({acting}) is in '{value.name}'", "take it out")
    return form


def _forms(value: Value) -> tuple[str, ...]:
    if isinstance(value.data, list) and not value.data:
        raise value.expected("a form or a list of forms")
    if not isinstance(value.data, list):
        return (_form(value),)
    forms = tuple(_form(item) for item in value.items())
    for number, form in enumerate(forms):
        if form in forms[:number]:
            what = f"'{form}' is twice in '{value.name}'"
            raise value.items()[number].wrong(what, "keep one of the two")
    return forms
