"""The header of a catalog: the translation of the empty text, read as "Name: value" lines.

Also whether the language that it names is the one of the catalog's place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from l10n_flow.errors import CatalogError, Place
from l10n_flow.language.tags import is_language_tag, subtags
from l10n_flow.model import Catalog

__all__ = [
    "completed",
    "fields",
    "is_utf8",
    "line_of",
    "new_headers",
    "other_language",
    "refuse_other_language",
    "revised",
    "text",
    "utf8",
]

REVISION = "PO-Revision-Date"
CONTENT = "Content-Type"

_CHARSET = re.compile(r"(charset=)([^\s;]+)", re.IGNORECASE)


def new_headers(locale: str, project: str) -> tuple[tuple[str, str], ...]:
    """The fields of a new catalog: those that `msgfmt -c` requires, and none that changes often.

    No POT-Creation-Date, because it changes at every extraction, a common complaint about gettext
    (https://github.com/WeblateOrg/weblate/issues/5071). No Plural-Forms, because an article has no
    plurals. Unknown values are empty, which msgfmt accepts; it warns about sample values. The
    language is written as in gettext, with underscores.

    >>> dict(new_headers("pt-BR", "world-desk"))["Language"]
    'pt_BR'
    """
    return (
        ("Project-Id-Version", project),
        (REVISION, ""),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", locale.replace("-", "_")),
        ("MIME-Version", "1.0"),
        (CONTENT, "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    )


def completed(catalog: Catalog, project: str) -> Catalog:
    """`catalog` with every field of `new_headers`; existing fields keep their place and value.

    Two kinds of fields are completed: a Content-Type without a charset, with which no tool could
    write the catalog, and a Language without a value, which some tools write.

    >>> completed(Catalog("fa", headers=(("X-Team", "Tehran"),)), "desk").headers[:2]
    (('X-Team', 'Tehran'), ('Project-Id-Version', 'desk'))
    """
    headers = catalog.headers
    if is_utf8(headers) is None:
        headers = tuple([field for field in headers if field[0].lower() != "content-type"])
    known = new_headers(catalog.locale, project)
    language = dict(known)["Language"]
    headers = tuple([_stated(name, value, language) for name, value in headers])
    present = {name.lower() for name, _ in headers}
    headers += tuple([(name, value) for name, value in known if name.lower() not in present])
    return catalog if headers == catalog.headers else replace(catalog, headers=headers)


def _stated(name: str, value: str, language: str) -> tuple[str, str]:
    """The field; an empty Language field gets the language."""
    return (name, language) if name.lower() == "language" and not value.strip() else (name, value)


def revised(catalog: Catalog, now: datetime) -> Catalog:
    """`catalog` with `now` as its revision date; for a catalog whose messages changed.

    The date is written as in gettext, to the minute and with the offset. Raises `ValueError` for a
    time without an offset.

    >>> from datetime import UTC
    >>> revised(Catalog("fa"), datetime(2026, 11, 2, 9, 5, tzinfo=UTC)).headers
    (('PO-Revision-Date', '2026-11-02 09:05+0000'),)
    """
    if now.tzinfo is None:
        raise ValueError("a time needs its offset from UTC")
    field = (REVISION, now.strftime("%Y-%m-%d %H:%M%z"))
    headers = catalog.headers
    if all(name != REVISION for name, _ in headers):
        return replace(catalog, headers=(*headers, field))
    return replace(catalog, headers=tuple(field if h[0] == REVISION else h for h in headers))


def fields(message: str) -> tuple[tuple[str, str], ...]:
    r"""The fields of a header's text, in order; a line without a colon has the name "".

    >>> fields("Language: fa\nX-Note: a: b\n")
    (('Language', 'fa'), ('X-Note', 'a: b'))
    """
    if not message:
        return ()
    found = []
    for line in message.removesuffix("\n").split("\n"):
        name, colon, value = line.partition(":")
        found.append((name, value.removeprefix(" ")) if colon else ("", line))
    return tuple(found)


def text(headers: Sequence[tuple[str, str]]) -> str:
    r"""The header's text: the inverse of `fields`.

    Raises `CatalogError` for a field that would be read back differently: one with a newline, or
    with a colon in its name.

    >>> text((("Language", "fa"),))
    'Language: fa\n'
    """
    for name, value in headers:
        if "\n" in name or "\n" in value or ":" in (name or value):
            raise CatalogError(f"the header cannot hold the field {name or value!r}")
    return "".join([f"{name}: {value}\n" if name else f"{value}\n" for name, value in headers])


def is_utf8(headers: Sequence[tuple[str, str]]) -> bool | None:
    """Whether the header names UTF-8 as the charset; None when it names none."""
    for name, value in headers:
        charset = _CHARSET.search(value) if name.lower() == "content-type" else None
        if charset:
            return charset[2].lower() in {"utf-8", "utf8"}
    return None


def utf8(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """`headers` with UTF-8 as the charset in place of any other, because a `str` has no charset.

    >>> utf8((("Content-Type", "text/plain; charset=ISO-8859-1"),))
    (('Content-Type', 'text/plain; charset=UTF-8'),)
    """
    if is_utf8(headers) is not False:
        return headers
    return tuple(
        (name, _CHARSET.sub(r"\1UTF-8", value)) if name.lower() == "content-type" else (name, value)
        for name, value in headers
    )


def other_language(headers: Sequence[tuple[str, str]], locale: str) -> str:
    """The language that a header names, if it differs from `locale`; otherwise "".

    A header without a language tag, or with a word such as "Spanish", is accepted. Regions and
    scripts are compared only if both tags have one: `es_MX` differs from `es-ES` but not from `es`.

    >>> headers = [[("Language", tag)] for tag in ("fa_IR", "es_MX", "", "Spanish")]
    >>> [other_language(one, "es") for one in headers]
    ['fa_IR', '', '', '']
    >>> other_language([("Language", "zh_CN")], "zh-Hant")
    'zh_CN'
    """
    stated = next((value.strip() for name, value in headers if name.lower() == "language"), "")
    return stated if is_language_tag(stated) and _differ(stated, locale) else ""


def refuse_other_language(catalog: Catalog, data: bytes, path: Path) -> None:
    """Raise `CatalogError` for a catalog that is in another language's place."""
    stated = other_language(catalog.headers, catalog.locale)
    if stated:
        raise CatalogError(
            f"a catalog in {stated}, in the place of the one in {catalog.locale}",
            Place(path, line_of(data, "Language")),
            hint="bring back the right one, or correct the 'Language' of its header",
        )


def line_of(data: bytes, name: str) -> int | None:
    r"""The line of a header's field in a catalog's bytes; None if it has no line of its own.

    >>> line_of(b'msgid ""\nmsgstr ""\n"Language: es\\n"\n', "Language")
    3
    """
    at = data.find(f'"{name}:'.encode())
    return data.count(b"\n", 0, at) + 1 if at >= 0 else None


def _differ(stated: str, locale: str) -> bool:
    one, other = subtags(stated), subtags(locale)
    if one.language != other.language:
        return True
    if not all("-" in tag.replace("_", "-") for tag in (stated, locale)):
        return False
    return one.script != other.script or "" != one.region != other.region != ""
