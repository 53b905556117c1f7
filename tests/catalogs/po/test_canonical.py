"""The canonical form is msgcat's, and what it cannot hold is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings

from l10n_flow.catalogs.po import canonical, header
from l10n_flow.errors import CatalogError
from l10n_flow.model import Catalog, Entry, Origin
from tests.catalogs.gettext_tools import complaints, msgcat
from tests.catalogs.strategies import catalogs, known_flags, sound

HEADERS = header.new_headers("es", "a project")

EVERYTHING = Catalog(
    "es",
    (
        Entry(
            'He said "no"\tand left',
            "Dijo «no»\ny se fue",
            context="heading",
            fuzzy=True,
            origin=Origin("mt", "argos 1.9", 0.81),
            previous_source='He said "yes"\nand left',
            previous_context="title",
            comments=("a pun", "", "  indented"),
            notes=("heading 2", "", "{1} = https://example.org"),
            references=("a.md:3", "my notes.md:7"),
            flags=("python-format", "no-wrap"),
        ),
        Entry("Untranslated", fuzzy=True),
        Entry("One line\n", "Una línea\n"),
        Entry("\n", "\n"),
        Entry("\nA\\B\a\b\f\v\r", "\n\nA"),
        Entry(
            "Gone",
            "Se fue",
            fuzzy=True,
            comments=("kept",),
            previous_source="Went\naway",
            obsolete=True,
        ),
    ),
    HEADERS,
    ("The header's comment", ""),
    ("fuzzy",),
)

WRITTEN = r"""# The header's comment
#
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: a project\n"
"PO-Revision-Date: \n"
"Last-Translator: \n"
"Language-Team: \n"
"Language: es\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"

# a pun
#
#   indented
# l10n-flow:o=mt;e=argos%201.9;s=0.81;;
#. heading 2
#.
#. {1} = https://example.org
#: a.md:3 my notes.md:7
#, fuzzy, python-format, no-wrap
#| msgctxt "title"
#| msgid ""
#| "He said \"yes\"\n"
#| "and left"
msgctxt "heading"
msgid "He said \"no\"\tand left"
msgstr ""
"Dijo «no»\n"
"y se fue"

msgid "Untranslated"
msgstr ""

msgid "One line\n"
msgstr "Una línea\n"

msgid "\n"
msgstr "\n"

msgid ""
"\n"
"A\\B\a\b\f\v\r"
msgstr ""
"\n"
"\n"
"A"

# kept
#, fuzzy
#~| msgid ""
#~| "Went\n"
#~| "away"
#~ msgid "Gone"
#~ msgstr "Se fue"
""".replace("my notes.md", "\u2068my notes.md\u2069")


def test_everything_that_an_entry_can_have_is_written_as_msgcat_writes_it() -> None:
    assert canonical.write(EVERYTHING) == WRITTEN
    assert msgcat(WRITTEN) == WRITTEN


@settings(max_examples=50)
@given(catalogs(known_flags()))
def test_msgcat_would_not_change_a_byte_of_any_catalog(catalog: Catalog) -> None:
    written = canonical.write(catalog)
    assert msgcat(written) == written


@settings(max_examples=50)
@given(catalogs(known_flags()))
def test_msgfmt_accepts_every_sound_catalog(catalog: Catalog) -> None:
    written = canonical.write(sound(catalog))
    assert [said for said in complaints(written) if "escape sequence" not in said] == []


def test_flags_that_gettext_does_not_know_stay_behind_those_it_knows() -> None:
    entry = Entry("a", "b", flags=("max-length:80", "no-wrap", "c-format"))
    written = canonical.write(Catalog("es", (entry,)))
    assert written.startswith("#, c-format, no-wrap, max-length:80\n")
    assert msgcat(written).startswith("#, c-format, no-wrap\n")


def test_a_header_keeps_its_other_flags_when_it_is_a_draft() -> None:
    catalog = Catalog(
        "es", (), (("Language", "es"),), header_flags=("fuzzy", "c-format", "no-wrap")
    )
    written = canonical.write(catalog)
    assert written.startswith("#, fuzzy, c-format, no-wrap\n")
    assert msgcat(written) == written


def test_live_entries_stand_before_obsolete_ones() -> None:
    entries = (Entry("gone", "x", obsolete=True), Entry("here", "y"))
    written = canonical.write(Catalog("es", entries))
    assert written.index("here") < written.index("gone")
    assert msgcat(written) == written


def test_a_template_and_a_new_catalog_share_one_body() -> None:
    entries = (Entry("a"), Entry("b"))
    body = canonical.write_body(entries)
    for locale in ("", "fa"):
        catalog = Catalog(locale, entries, header.new_headers(locale, "x"))
        assert canonical.write(catalog) == f"{canonical.write_header(catalog)}\n{body}"


def test_a_catalog_of_nothing_is_an_empty_file() -> None:
    assert canonical.write(Catalog("es")) == ""


def test_a_new_header_is_sound() -> None:
    catalog = Catalog("pt-BR", (Entry("a", "b"),), header.new_headers("pt-BR", "a project"))
    assert complaints(canonical.write(catalog)) == []


def entry(**fields: object) -> Callable[[], Catalog]:
    return lambda: Catalog("es", (replace(Entry("source", "target"), **fields),), HEADERS)  # type: ignore[arg-type]  # a table of fields


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (entry(source="a\x00b"), "U+0000"),
        (entry(target="a\x04b"), "U+0004"),
        (entry(context="a\x04b"), "U+0004"),
        (entry(previous_source="a\x00b"), "U+0000"),
        (entry(source=""), "without a source"),
        (entry(target="", obsolete=True), "obsolete entry without a translation"),
        (entry(previous_context="a"), "previous context without"),
        (entry(comments=("a\nb",)), "line break"),
        (entry(notes=("a\rb",)), "line break"),
        (entry(notes=("one\\", "two")), "final backslash"),
        (entry(comments=("File: a.md, line:3",)), "reads as a reference"),
        (entry(comments=("l10n-flow:o=mt",)), "state comment"),
        (entry(references=("a.md:007",)), "references"),
        (entry(references=("a.md\nb.md",)), "references"),
        (entry(origin=Origin(score=float("nan"))), "score"),
        (entry(origin=Origin(others=(("o", "mt"),))), "'o'"),
        (lambda: Catalog("es", (Entry("a", "b"), Entry("a", "c"))), "two entries"),
        (lambda: Catalog("es", (Entry("é"),)), "no charset"),
        (lambda: Catalog("es", headers=(("Content-Type", "text/plain; charset=x"),)), "UTF-8"),
        (lambda: Catalog("es", headers=(("A", "b\nc"),)), "cannot hold the field"),
        (lambda: Catalog("es", headers=(("", "b: c"),)), "cannot hold the field"),
    ],
)
def test_what_a_po_file_cannot_hold_is_refused(wrong: Callable[[], Catalog], said: str) -> None:
    with pytest.raises(CatalogError, match=r"cannot hold|charset|without|header") as caught:
        canonical.write(wrong())
    assert said in str(caught.value)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(CatalogError, match="after 'msgid \"peace '"):
        canonical.encode(canonical.write_body((Entry("peace \ud800"),)))
