"""The header keeps what it has, gains what gettext asks for, and changes when messages do."""

from __future__ import annotations

from datetime import UTC, datetime

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
    assert canonical.fields(canonical.header_text(fields)) == fields


def test_repeated_and_odd_fields_are_kept() -> None:
    message = "X-A: 1\nX-A: 2\nno colon\n\nX-B:tight\nX-C:  two blanks"
    fields = canonical.fields(message)
    assert fields == (
        ("X-A", "1"),
        ("X-A", "2"),
        ("", "no colon"),
        ("", ""),
        ("X-B", "tight"),
        ("X-C", " two blanks"),
    )
    assert canonical.fields(canonical.header_text(fields)) == fields


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
    assert canonical.is_utf8(header.completed(catalog, "x").headers)


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
    assert canonical.is_utf8(headers) is named
    read = canonical.read(f'msgid ""\nmsgstr "content-type: {value}\\n"\n', "es")
    assert read is not None
    assert canonical.is_utf8(read.headers) is (named is not None or None)


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


@pytest.mark.parametrize("field", [("a:b", "c"), ("a\nb", "c"), ("a", "b\nc"), ("", "a: b")])
def test_a_field_that_would_be_read_back_otherwise_is_refused(field: tuple[str, str]) -> None:
    with pytest.raises(CatalogError, match="the header cannot hold the field"):
        canonical.header_text((field,))
    assert canonical.header_text((("a", "b:c"), ("", "d"))) == "a: b:c\nd\n"


@pytest.mark.parametrize("dates", [("2026-10-01 09:00+0000", "2026-11-02 09:00+0000")])
@pytest.mark.parametrize("way", [1, -1])
def test_of_headers_that_msgcat_joined_the_first_fields_and_the_latest_date_stay(
    dates: tuple[str, str], way: int
) -> None:
    joined = [
        (("", f"#-#-#-#-#  {name}.po  #-#-#-#-#"), ("X-Team", name), (header.REVISION, date))
        for name, date in zip(("one", "two"), dates[::way], strict=True)
    ]
    flags = ("c-format", "fuzzy", "no-wrap")
    catalog = Catalog("fa", headers=(*joined[0], *joined[1]), header_flags=flags)
    done = header.completed(catalog, "desk")
    names = [name for name, _ in done.headers]
    assert len(names) == len(set(names))
    assert "" not in names
    assert (dict(done.headers)["X-Team"], dict(done.headers)[header.REVISION]) == ("one", dates[1])
    assert done.header_flags == ("c-format", "no-wrap")
