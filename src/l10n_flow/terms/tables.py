"""Terms as a table: CSV with a header, as spreadsheets and other programs read and write it.

The columns are `term`, `in`, `note`, `translate`, `name`, `case` and, for a language such as es,
`es`, `es allowed`, `es forbidden`, `es note`. Several forms in one cell are separated by ` | `.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from l10n_flow.errors import InputError, Place
from l10n_flow.language.tags import language_tag, name_in
from l10n_flow.terms.term import ImportedTerms, Term, Wording, control, tidied
from l10n_flow.terms.termsfile import known_language

_PARTS = ("allowed", "forbidden", "note")
_KEYS = ("in", "note", "translate", "name", "case")
_NO_LANGUAGES = ("id", "no")
"""Columns that are Indonesian and Norwegian only in a project with these languages; in others they
are an identifier and a number."""
_SOURCES = ("term", "source")
_TARGETS = ("target", "translation")
_SEPARATOR = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
"""A first line by which Excel knows the separator."""
_TRUE = ("true", "yes", "1", "x", "sí", "si", "بله")
_FALSE = ("false", "no", "0", "خیر")


def read(
    data: bytes, path: Path, language: str, languages: Iterable[str], target: str = ""
) -> ImportedTerms:
    """The terms in a CSV file: UTF-8 with or without a BOM, or UTF-16 with one; `,`, `;` or tab.

    The source's column is called `term`, `source`, or like its language; `target` is the language
    of a column that is only called `target`. Raises `InputError` with file and line for a table
    without a header, a row of another length, and an invalid value.
    """
    text = _decoded(data, path)
    stated = _SEPARATOR.match(text)
    above = 0
    if stated is not None:
        text, above = text[stated.end() :], 1
    first = text.splitlines()[0] if text.strip() else ""
    delimiter = stated[1] if stated is not None else max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        place = Place(path, above + 1)
        columns = _columns(next(rows, []), place, language, tuple(languages), target)
        found = [
            _term(row, columns, Place(path, rows.line_num + above), language)
            for row in rows
            if any(cell.strip() for cell in row)
        ]
    except csv.Error as error:
        raise InputError(f"the file is not CSV: {error}", Place(path, rows.line_num + above),
                         hint="close every quotation mark")  from error  # fmt: skip
    ignored = (f"column '{name}'" for name, what in columns.items() if what is None)
    return ImportedTerms(tuple(found), tuple(ignored))


def write(terms: Iterable[Term], language: str) -> bytes:
    """The terms as CSV in UTF-8 with a BOM, by which spreadsheets recognise UTF-8.

    A cell that a spreadsheet would read as a formula gets an apostrophe before it, which `read`
    removes (OWASP, CSV injection). `language` is the project's, the default for terms without a
    language of their own. Law: `read(write(terms))` are the same terms. Raises `InputError` for a
    form with `|` in it.
    """
    terms = tuple(terms)
    rows = [dict(_cells(term)) for term in terms]
    tags = sorted({tag for term in terms for tag in term.wordings})
    order = ["term", *_KEYS, *(column for tag in tags for column in
                               (tag, *(f"{tag} {part}" for part in _PARTS)))]  # fmt: skip
    used = [name for name in order if name == "term" or any(row.get(name) for row in rows)]
    if {term.language for term in terms} == {language_tag(language)}:
        used.remove("in")
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow(used)
    writer.writerows([_guarded(row.get(name, "")) for name in used] for row in rows)
    return out.getvalue().encode("utf-8-sig")


_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _decoded(data: bytes, path: Path) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(
            "the file is not UTF-8", Place(path, line), hint="save it as CSV UTF-8"
        ) from error


def _columns(
    header: Sequence[str], place: Place, language: str, languages: tuple[str, ...], target: str
) -> dict[str, tuple[str, str] | None]:
    """The meaning of each column: a key or a language, and a part of it; None for an unused one.

    The source's forms are `("term", "")`.
    """
    names = [name.strip() for name in header]
    found: dict[str, tuple[str, str] | None] = {}
    # If a column is called `term`, as in our own tables, the column of the source's language has
    # the wordings of terms in other languages.
    source = "" if any(name.lower() in _SOURCES for name in names) else _spelled(language, names)
    for name in names:
        if name in found:
            what, hint = f"two columns are called '{name}'", "rename or delete one of them"
            raise InputError(what, place, hint=hint)
        found[name] = _column(name, source, languages, target)
    unknown = [name for name, what in found.items() if what is None and name.lower() in _TARGETS]
    if unknown:
        what = f"the language of the column '{unknown[0]}' is unknown"
        raise InputError(what, place, hint="give it with --language es")
    sources = [name for name, what in found.items() if what == ("term", "")]
    if len(sources) != 1 or sources == names:
        what = {0: "no column holds the terms", 1: "no column holds anything but the terms"}.get(
            len(sources), "two columns hold the terms"
        )
        hint = f"the first line names the columns: term, {', '.join(languages)}"
        raise InputError(what, place, hint=hint)
    return found


def _spelled(language: str, names: Sequence[str]) -> str:
    """The language as the header has it: itself, or its only variant there (`en-GB` for `en`)."""

    def primary(tag: str) -> str:
        return tag.replace("_", "-").partition("-")[0].lower()

    akin = [name for name in names if primary(name) == primary(language) and " " not in name]
    return akin[0] if len(akin) == 1 else language


def _column(
    name: str, language: str, languages: tuple[str, ...], target: str
) -> tuple[str, str] | None:
    plain = name.lower()
    if plain in _SOURCES or (
        language and plain in (language.lower(), name_in(language, "en").lower())
    ):
        return ("term", "")
    if plain in _KEYS:
        return (plain, "")
    head, _, part = plain.partition(" ")
    if plain in _TARGETS and target:
        return (language_tag(target), "")
    for tag in languages:
        if plain == name_in(tag, "en").lower():
            return (language_tag(tag), "")
    if part in ("", *_PARTS) and known_language(head, languages):
        tag = language_tag(head)
        if tag in languages or tag not in _NO_LANGUAGES:
            return (tag, part)
    return None


def _term(
    row: Sequence[str],
    columns: Mapping[str, tuple[str, str] | None],
    place: Place,
    language: str,
) -> Term:
    if len(row) != len(columns):
        what = f"this row has {len(row)} cells, and the first line names {len(columns)} columns"
        raise InputError(what, place, hint="quote the cells that have a separator in them")
    cells = {
        what: _unguarded(cell.strip())
        for what, cell in zip(columns.values(), row, strict=True)
        if what is not None and cell.strip()
    }
    if acting := control(" ".join(" ".join(cells.values()).split())):
        raise InputError(f"a control character ({acting}) is in the row", place, hint="take it out")
    forms = _forms(cells.pop(("term", ""), ""))
    if not forms:
        hint = "fill the column of the term, or delete the row"
        raise InputError("this row has no term", place, hint=hint)
    tags = dict.fromkeys(tag for tag, _ in cells if tag not in _KEYS)
    return Term(
        forms,
        language_tag(cells.get(("in", ""), language)),
        {tag: _wording(tag, cells, place) for tag in tags},
        cells.get(("note", ""), ""),
        translate=_flag(cells, "translate", place) is not False,
        name=_flag(cells, "name", place) is True,
        case=_flag(cells, "case", place),
        place=place,
    )


def _wording(tag: str, cells: Mapping[tuple[str, str], str], place: Place) -> Wording:
    forms = (*_forms(cells.get((tag, ""), "")), *_forms(cells.get((tag, "allowed"), "")))
    approved = tuple(dict.fromkeys(forms))
    forbidden = _forms(cells.get((tag, "forbidden"), ""))
    preferred, allowed = (approved[0], approved[1:]) if approved else ("", ())
    return Wording(preferred, allowed, forbidden, cells.get((tag, "note"), ""), place)


def _forms(cell: str) -> tuple[str, ...]:
    parts = map(tidied, cell.split("|"))
    return tuple(dict.fromkeys(part for part in parts if part))


def _flag(cells: Mapping[tuple[str, str], str], key: str, place: Place) -> bool | None:
    written = cells.get((key, ""), "").lower()
    if not written:
        return None
    if written in _TRUE or written in _FALSE:
        return written in _TRUE
    what = f"the column '{key}' takes yes or no, not '{written}'"
    raise InputError(what, place, hint="correct it, or leave the cell empty")


def _cells(term: Term) -> Iterator[tuple[str, str]]:
    yield "term", _cell(term.forms, term)
    yield "in", term.language
    yield "note", term.note
    yield "translate", "" if term.translate else "no"
    yield "name", "yes" if term.name else ""
    yield "case", "" if term.case is None else ("yes" if term.case else "no")
    for tag, wording in term.wordings.items():
        yield tag, wording.preferred
        yield f"{tag} allowed", _cell(wording.allowed, term)
        yield f"{tag} forbidden", _cell(wording.forbidden, term)
        yield f"{tag} note", wording.note


def _cell(forms: Iterable[str], term: Term) -> str:
    forms = tuple(forms)
    for form in forms:
        if "|" in form:
            raise InputError(f"'{form}' contains '|', which separates forms in a CSV",
                             term.place, hint="export to a file named *.tbx")  # fmt: skip
    return " | ".join(forms)
