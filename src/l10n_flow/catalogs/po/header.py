"""What the header of a catalog says: the fields of a new one, and the date of a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from l10n_flow.catalogs.po.canonical import is_utf8
from l10n_flow.model import Catalog

REVISION = "PO-Revision-Date"
CONTENT = "Content-Type"


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
    write the catalog, and a Language without a value, which some tools write. Where msgcat has
    joined the headers of several files, each field counts once: the first, and the later date.

    >>> completed(Catalog("fa", headers=(("X-Team", "Tehran"),)), "desk").headers[:2]
    (('X-Team', 'Tehran'), ('Project-Id-Version', 'desk'))
    """
    if any(not name and line.startswith("#-#-#-#-#") for name, line in catalog.headers):
        catalog = _parted(catalog)
    headers = catalog.headers
    if is_utf8(headers) is None:
        headers = tuple([field for field in headers if field[0].lower() != "content-type"])
    known = new_headers(catalog.locale, project)
    language = dict(known)["Language"]
    headers = tuple([_stated(name, value, language) for name, value in headers])
    present = {name.lower() for name, _ in headers}
    headers += tuple([(name, value) for name, value in known if name.lower() not in present])
    return catalog if headers == catalog.headers else replace(catalog, headers=headers)


def _parted(catalog: Catalog) -> Catalog:
    """The catalog with one header, where msgcat has joined several and marked them as a draft."""
    found: dict[str, tuple[str, str]] = {}
    for name, value in catalog.headers:
        if name and (name not in found or (name == REVISION and value > found[name][1])):
            found[name] = (name, value)
    flags = tuple(flag for flag in catalog.header_flags if flag != "fuzzy")
    return replace(catalog, headers=tuple(found.values()), header_flags=flags)


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
