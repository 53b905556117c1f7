"""TBX, the exchange format of terminology (ISO 30042): the only importer of lxml among the terms.

Read: version 3 (`tbx`, both styles) and the older `martif`; data that our terms do not have is
skipped. Written: version 3, dialect TBX-Basic, style DCA, or on request the older version for one
language, the only one that Weblate and other users of Translate Toolkit read. Both use
`administrativeStatus` for the status of a form and `properNoun` for a name. TBX-Basic has no
category for untranslated terms and for case, so these are values of `projectSubset`.

Weblate 5.9 takes the first two languages of a file, whatever it is asked for, and of each language
the first form. So an older file has one pair of languages, and an entry for each form that is
right, which reading joins again; forbidden forms stand behind the preferred one, where Weblate does
not take them for translations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from l10n_flow import xmltext
from l10n_flow.errors import InputError, Place
from l10n_flow.language.tags import is_language_tag, language_tag
from l10n_flow.terms.term import ImportedTerms, Term, Wording, tidied
from l10n_flow.xmltext import LANGUAGE, local_name

LARGEST = 64 * 2**20
"""Maximum size of a file in bytes. IATE's whole export of one language pair is smaller."""

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"

_OLDER = {
    "tbx": "martif",
    "tbxHeader": "martifHeader",
    "conceptEntry": "termEntry",
    "langSec": "langSet",
    "termSec": "tig",
}
"""The names in version 2 of the elements that version 3 renamed."""

_ENTRY = ("conceptEntry", "termEntry")
_SECTION = ("langSec", "langSet")
_WITH_TERM = ("termSec", "tig", "ntig", "termGrp")

_ADMITTED = ("admittedTerm-admn-sts", "admittedTerm", "admitted")
_PREFERRED = ("preferredTerm-admn-sts", "preferredTerm", "preferred", "standardizedTerm-admn-sts")
_FORBIDDEN = (
    "deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "deprecatedTerm", "supersededTerm",
    "deprecated", "superseded", "forbidden", "obsolete", "rejected",
)  # fmt: skip
_AS_IT_IS, _MATCH_CASE, _ANY_CASE = "do-not-translate", "match-case", "any-case"
_SOURCE = "source-language-"
"""Our values of `projectSubset`; the last has a tag, for a term in another source language."""


class _Word(NamedTuple):
    """A term of a file, in the file's sense: one form in one language."""

    form: str
    status: str
    is_name: bool
    stays: bool


class _TbxSection(NamedTuple):
    language: str
    words: tuple[_Word, ...]
    note: str
    place: Place


def read(data: bytes, path: Path, language: str, languages: Iterable[str]) -> ImportedTerms:
    """The terms of a TBX file; concepts without a term in `language` are left out.

    `es-ES` is read as `es` in a project (with `languages`) that has only `es`. No entity is
    expanded, no DTD is loaded, nothing is fetched. Raises `InputError` with file and line for a
    file that is not XML or not TBX, is too large, or declares entities; `UsageError` if lxml is not
    installed.
    """
    root = _root(data, path)
    tags = tuple(map(language_tag, (language, *languages)))
    found: list[Term] = []
    nameless = 0
    for entry in root.iter("{*}*"):
        if local_name(entry) in _ENTRY:
            sections = [
                _section(part, path, tags) for part in entry if local_name(part) in _SECTION
            ]
            term = _term(entry, sections, tags[0], path)
            found += [term] if term is not None else []
            nameless += term is None
    left = f"{nameless} of {nameless + len(found)} concepts: they have no name in {tags[0]}"
    return ImportedTerms(tuple(map(_promoted, _joined(found))), (left,) if nameless else ())


def write(terms: Iterable[Term], title: str, language: str, *, older_for: str = "") -> bytes:
    """The terms as TBX-Basic in UTF-8; `language` is the usual one of their sources.

    Version 3, or the `martif` of version 2 with the forms of one language, `older_for`, and of
    those that it inherits from: `es` for `es-MX`. Terms without a right form in it are left out.

    Law: `read(write(terms))` are the same terms, except the notes of wordings without a form.

    Raises `InputError` for a control character, which XML cannot contain.
    """
    etree = xmltext.library("TBX")
    if older_for:
        terms = [one for term in terms for one in _pairs(term, language_tag(older_for))]
        root = etree.Element(_OLDER["tbx"], {"type": "TBX-Basic"})
    else:
        root = etree.Element(f"{{{_NAMESPACE}}}tbx", {"type": "TBX-Basic", "style": "dca"},
                             nsmap={None: _NAMESPACE})  # fmt: skip
    root.set(LANGUAGE, language_tag(language))
    header = _add(_add(_add(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    _add(header, "p", title)
    body = _add(_add(root, "text"), "body")
    for number, term in enumerate(terms, 1):
        try:
            _write_concept(_add(body, "conceptEntry", id=f"c{number}"), term, root.get(LANGUAGE))
        except ValueError as error:
            raise InputError(f"'{term.forms[0]!a}' has a character that XML cannot hold",
                             term.place) from error  # fmt: skip
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _root(data: bytes, path: Path) -> Any:
    etree = xmltext.library("TBX")
    if len(data) > LARGEST:
        raise InputError(
            f"the file is larger than {LARGEST // 2**20} MiB", Place(path), hint="split it"
        )
    xmltext.refuse_packed(data[:4], path)
    parser = etree.XMLParser(**xmltext.SAFE)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise xmltext.malformed(error, parser.error_log, path, "tbx") from error
    xmltext.refuse_entities(root, path)
    if local_name(root) not in ("tbx", "martif", "TBX"):
        what = f"the file is not TBX: it begins with <{local_name(root)}>"
        raise InputError(what, Place(path, root.sourceline), hint="export it as TBX")
    return root


def _section(element: Any, path: Path, tags: tuple[str, ...]) -> _TbxSection:
    place = Place(path, element.sourceline)
    written = element.get(LANGUAGE) or element.get("lang") or ""
    if not is_language_tag(written):
        raise InputError(f"'{written}' is not a language tag", place, hint="such as es or fa")
    tag = language_tag(written)
    if tag not in tags:
        tag = next((own for own in tags if tag.startswith(f"{own}-")), tag)
    words = tuple(
        _word(part) for part in element.iter("{*}*")
        if local_name(part) in _WITH_TERM and any(local_name(inner) == "term" for inner in part)
    )  # fmt: skip
    return _TbxSection(tag, tuple(word for word in words if word.form), _note(element), place)


def _word(element: Any) -> _Word:
    """One form, from the element that contains it."""
    parent = element.getparent()
    around = parent if local_name(parent) == "ntig" else element
    form = next(_text(part) for part in element if local_name(part) == "term")
    categories = dict(_categories(around))
    return _Word(
        form,
        categories.get("administrativeStatus", ""),
        categories.get("partOfSpeech", "").lower() in ("propernoun", "proper noun"),
        categories.get("translationNote", "").lower() == "no",
    )


def _categories(element: Any) -> Iterator[tuple[str, str]]:
    """The data of an element, by the type of a note (DCA) or by an element's name (DCT)."""
    for part in element.iter("{*}*"):
        if part is not element:
            yield _category(part), _text(part)


def _category(element: Any) -> str:
    return element.get("type") or local_name(element)


def _text(element: Any) -> str:
    return tidied("".join(element.itertext()))


def _note(element: Any) -> str:
    """The note of an entry or section, or else its definition."""
    direct = [part for part in element if local_name(part) == "note"]
    if direct:
        return _text(direct[0])
    for part in element:
        if local_name(part) in ("descrip", "descripGrp", "definition"):
            for inner in (part, *part):
                if _category(inner) == "definition":
                    return _text(inner)
    return ""


def _term(entry: Any, sections: list[_TbxSection], language: str, path: Path) -> Term | None:
    subsets = {_text(part) for part in entry if _category(part) == "projectSubset"}
    language = next((s[len(_SOURCE) :] for s in subsets if s.startswith(_SOURCE)), language)
    own = [section for section in sections if section.language == language]
    words = [word for section in own for word in section.words]
    if not words:
        return None
    ranked = sorted(words, key=lambda word: _rank(word.status))
    stays = _AS_IT_IS in subsets or any(word.stays for word in words)
    wordings = {
        section.language: _wording(section, stays=stays)
        for section in sections
        if section.language != language and section.words
    }
    return Term(
        tuple(dict.fromkeys(word.form for word in ranked)),
        language,
        {tag: wording for tag, wording in wordings.items() if wording != Wording()},
        _note(entry) or next((section.note for section in own if section.note), ""),
        translate=not stays,
        name=any(word.is_name for word in words),
        case=True if _MATCH_CASE in subsets else False if _ANY_CASE in subsets else None,
        place=Place(path, entry.sourceline),
    )


def _wording(section: _TbxSection, *, stays: bool) -> Wording:
    """The wording of a concept in a language; an untranslated term has no approved form there.

    It has no preferred form where all are only admitted.
    """
    ranked = sorted(section.words, key=lambda word: _rank(word.status))
    right = dict.fromkeys(word.form for word in ranked if word.status not in _FORBIDDEN)
    wrong = dict.fromkeys(word.form for word in ranked if word.status in _FORBIDDEN)
    if stays:
        right = {}
    is_admitted = all(word.status in _ADMITTED for word in ranked if word.form in right)
    preferred, *allowed = ("", *right) if is_admitted else right
    return Wording(preferred, tuple(allowed), tuple(wrong), section.note, section.place)


def _joined(terms: Iterable[Term]) -> Iterable[Term]:
    """The terms, each with the forms that later concepts of its name say to be admitted or wrong.

    A later concept with a preferred form of its own is another term, which may contradict this one.
    """
    joined: dict[object, Term] = {}
    for term in terms:
        key, others = term.keys[0], term.wordings
        first = joined.get(key)
        if first is None or not others or any(wording.preferred for wording in others.values()):
            joined[key if first is None else len(joined)] = term
        else:
            joined[key] = replace(first, wordings={**first.wordings, **{
                tag: _added(first.wordings.get(tag, Wording()), wording)
                for tag, wording in others.items()
            }})  # fmt: skip
    return joined.values()


def _added(wording: Wording, more: Wording) -> Wording:
    return replace(
        wording,
        allowed=tuple(dict.fromkeys((*wording.allowed, *more.allowed))),
        forbidden=tuple(dict.fromkeys((*wording.forbidden, *more.forbidden))),
        note=wording.note or more.note,
        place=wording.place or more.place,
    )


def _promoted(term: Term) -> Term:
    """The term with a preferred form wherever a language has only admitted ones: the first."""
    wordings = {
        tag: w
        if w.preferred
        else replace(w, preferred="".join(w.allowed[:1]), allowed=w.allowed[1:])
        for tag, w in term.wordings.items()
    }
    return replace(term, wordings=wordings)


def _pairs(term: Term, locale: str) -> Iterator[Term]:
    """The term for one language, as a term a form that is right there: the best one first."""
    wording = term.wording(locale) or Wording()
    right = wording.approved if term.translate else term.forms[:1]
    if right and locale != term.language:
        best = replace(wording, preferred=right[0], allowed=())
        others = [Wording(allowed=(form,), note=wording.note) for form in right[1:]]
        for part in (best, *others):
            yield replace(term, wordings={locale: part})


def _rank(status: str) -> int:
    return (status in _FORBIDDEN) - (status in _PREFERRED)


def _add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    tag = _OLDER.get(name, name) if _is_older(parent) else f"{{{_NAMESPACE}}}{name}"
    element = parent.makeelement(tag, attributes)
    element.text = text or None
    parent.append(element)
    return element


def _is_older(element: Any) -> bool:
    """Whether it is of version 2, whose elements have no namespace."""
    return not element.tag.startswith("{")


def _write_concept(entry: Any, term: Term, language: str) -> None:
    """Write one concept; its parts are in the order of TBX-Basic's schema."""
    subsets = {
        _AS_IT_IS: not term.translate,
        _MATCH_CASE: term.case is True,
        _ANY_CASE: term.case is False,
        f"{_SOURCE}{term.language}": term.language != language,
    }
    for subset in (name for name, applies in subsets.items() if applies):
        _add(entry, "admin", subset, type="projectSubset")
    is_older = _is_older(entry)
    if is_older and not term.translate:  # so the Toolkit says it, and Weblate lets nobody edit it
        _add(entry, "descrip", "No", type="Translation needed")
    if term.note and is_older:  # what Weblate shows as the source's explanation
        _add(entry, "descrip", term.note, type="definition")
    elif term.note:
        _add(entry, "note", term.note)
    own = _add(entry, "langSec")
    own.set(LANGUAGE, term.language)
    _write_words(own, term, term.forms[:1], term.forms[1:])
    for tag, wording in term.wordings.items():
        section = _add(entry, "langSec")
        section.set(LANGUAGE, tag)
        if wording.note:  # Weblate shows a translator's
            _add(section, "note", wording.note, **({"from": "translator"} if is_older else {}))
        preferred = (wording.preferred,) if wording.preferred else ()
        _write_words(section, term, preferred, wording.allowed, wording.forbidden)


def _write_words(section: Any, term: Term, *forms: tuple[str, ...]) -> None:
    """Write forms, which are given by status: the preferred ones first."""
    for status, of_status in zip(("preferred", "admitted", "deprecated"), forms, strict=False):
        for form in of_status:
            word = _add(section, "termSec")
            _add(word, "term", form)
            if term.name:
                _add(word, "termNote", "properNoun", type="partOfSpeech")
            _add(word, "termNote", f"{status}Term-admn-sts", type="administrativeStatus")
