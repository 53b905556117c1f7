"""The header keeps what it has, gains what gettext asks for, and changes when messages do."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalogs.po import canonical, header
from l10n_flow.errors import CatalogError
from l10n_flow.model import Catalog
from tests.catalogs.gettext_tools import complaints

_parts = st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=8)
_fields = st.tuples(_parts, _parts).filter(lambda field: ":" not in (field[0] or field[1]))


@given(st.lists(_fields).map(tuple))
def test_fields_are_read_back(fields: tuple[tuple[str, str], ...]) -> None:
    assert header.fields(header.text(fields)) == fields


def test_repeated_and_odd_fields_are_kept() -> None:
    message = "X-A: 1\nX-A: 2\nno colon\n\nX-B:tight\nX-C:  two blanks"
    fields = header.fields(message)
    assert fields == (
        ("X-A", "1"),
        ("X-A", "2"),
        ("", "no colon"),
        ("", ""),
        ("X-B", "tight"),
        ("X-C", " two blanks"),
    )
    assert header.fields(header.text(fields)) == fields


def test_completing_keeps_what_is_there_in_its_order() -> None:
    headers = (("X-Generator", "Poedit"), ("language", "fa_IR"), ("Project-Id-Version", "old"))
    completed = header.completed(Catalog("fa", headers=headers), "new")
    assert completed.headers[:3] == headers
    names = [name.lower() for name, _ in completed.headers]
    assert len(names) == len(set(names)) == 9
    assert header.completed(completed, "newer") is completed


def test_completing_names_the_language_where_a_tool_left_it_out_or_empty() -> None:
    for lost in ((("Language", ""), ("X-Team", "Tehran")), (("X-Team", "Tehran"),)):
        completed = header.completed(Catalog("pt-BR", headers=lost), "desk")
        assert dict(completed.headers)["Language"] == "pt_BR"
        assert [name for name, _ in completed.headers].count("Language") == 1
        assert ("X-Team", "Tehran") in completed.headers


def test_completing_names_the_charset_where_a_header_forgot_it() -> None:
    catalog = Catalog("fa", headers=(("Content-Type", "text/plain"),))
    assert header.is_utf8(header.completed(catalog, "x").headers)


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("text/plain; charset=UTF-8", True),
        ("text/plain; charset=utf8", True),
        ("text/plain; charset=CHARSET", False),
        ("text/plain; Charset=ISO-8859-1; x=y", False),
        ("text/plain", None),
    ],
)
def test_the_charset_is_known_by_name(value: str, named: bool | None) -> None:
    headers = (("content-type", value),)
    assert header.is_utf8(headers) is named
    assert header.is_utf8(header.utf8(headers)) is (named is not None or None)


def test_the_revision_date_changes_in_its_place() -> None:
    catalog = Catalog("fa", headers=header.new_headers("fa", "x"))
    now = datetime(2026, 11, 2, 9, 5, 59, tzinfo=UTC)
    revised = header.revised(catalog, now)
    assert [name for name, _ in revised.headers] == [name for name, _ in catalog.headers]
    assert ("PO-Revision-Date", "2026-11-02 09:05+0000") in revised.headers
    assert complaints(canonical.write(revised)) == []


def test_a_time_without_an_offset_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="offset"):
        header.revised(Catalog("fa"), datetime(2026, 11, 2))  # noqa: DTZ001  the mistake


@pytest.mark.parametrize(
    ("stated", "locale", "is_other"),
    [
        ("fa_IR", "es", True),
        ("es_MX", "es", False),
        ("es", "es-MX", False),
        ("es_MX", "es-ES", True),
        ("es-ES", "es-ES", False),
        ("zh_TW", "zh-Hans", True),
        ("zh_CN", "zh-Hans", False),
        ("sr_Latn_RS", "sr-Cyrl", True),
        ("pt-BR ", "pt-PT", True),
        ("Spanish", "fa", False),
        ("", "fa", False),
    ],
)
def test_a_header_is_of_another_language_when_nothing_could_be_both(
    stated: str, locale: str, is_other: bool
) -> None:
    fields = (("X-Language", "de"), ("language", stated), ("Language", "nl"))
    assert header.other_language(fields, locale) == (stated.strip() if is_other else "")


def test_a_catalog_in_the_place_of_another_is_refused_with_its_line(tmp_path: Path) -> None:
    data = b'msgid ""\nmsgstr ""\n"X-A: b\\n"\n"Language: fa\\n"\n'
    path = tmp_path / "a.po"
    for locale in ("fa", "es"):
        catalog = Catalog(locale, headers=(("Language", "fa"),))
        if locale == "fa":
            header.refuse_other_language(catalog, data, path)
        else:
            said = f"{path.as_posix()}:4: a catalog in fa, in the place of the one in es"
            with pytest.raises(CatalogError, match=re.escape(said)):
                header.refuse_other_language(catalog, data, path)
    assert header.line_of(b'msgstr "Language: fa"', "Language") == 1
    assert header.line_of(b"", "Language") is None


@pytest.mark.parametrize("field", [("a:b", "c"), ("a\nb", "c"), ("a", "b\nc"), ("", "a: b")])
def test_a_field_that_would_be_read_back_otherwise_is_refused(field: tuple[str, str]) -> None:
    with pytest.raises(CatalogError, match="the header cannot hold the field"):
        header.text((field,))
    assert header.text((("a", "b:c"), ("", "d"))) == "a: b:c\nd\n"
