"""One entry of a file is edited, and no byte of any other entry changes, whoever wrote the file."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import canonical, header
from l10n_flow.catalogs.po import entrylines as module
from l10n_flow.catalogs.po.entrylines import (
    EntryBlocks,
    LineRange,
    blocks,
    dated,
    respelled,
    spliced,
)
from l10n_flow.catalogs.provenance import origins
from l10n_flow.errors import CatalogError
from l10n_flow.model import Catalog, Entry, Origin
from tests.catalogs.gettext_tools import msgcat
from tests.catalogs.strategies import catalogs, texts

PATH = Path("a.po")
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def entries(data: bytes, where: EntryBlocks, path: Path, locale: str) -> list[Entry]:
    """The live ones."""
    return [e for e in module.entries(data, where, path, locale) if not e.obsolete]


def edited(data: bytes, index: int, after: Entry) -> bytes:
    where = blocks(data)
    lines = where[index]
    before = entries(data, where, PATH, "es")[index]
    block = respelled(data[lines.start : lines.end], before, after, PATH)
    return spliced(data, {lines: block})


def polib_spells(text: str, tmp_path: Path) -> str:
    path = tmp_path / "a.po"
    path.write_text(text, "utf-8")
    polib.pofile(str(path)).save()
    return path.read_text("utf-8")


def with_cr(text: str, tmp_path: Path) -> str:
    return text.replace("\n", "\r\n")


def with_a_byte_order_mark(text: str, tmp_path: Path) -> str:
    return "\ufeff" + text


def without_empty_lines(text: str, tmp_path: Path) -> str:
    return text.replace("\n\n", "\n")


def without_an_end(text: str, tmp_path: Path) -> str:
    return text.removesuffix("\n")


def wrapped_by_gettext(text: str, tmp_path: Path) -> str:
    return msgcat(text, "--width=60")


SPELLINGS = [
    polib_spells,
    with_cr,
    with_a_byte_order_mark,
    without_empty_lines,
    without_an_end,
    wrapped_by_gettext,
]


def _catalog() -> Catalog:
    long = "A paragraph of a length that every tool breaks into several lines, again and again."
    machine = origins.drafted(Entry(long), "Un párrafo", Origin("mt", "argos-1.9", 0.5), NOON)
    changed = Entry(
        "Rain", "Lluvia", fuzzy=True, previous_source=f"{long} Once.", comments=("see 4",)
    )
    made = (
        replace(machine, notes=("heading 1",), flags=("no-wrap",)),
        changed,
        Entry("Line one\nline two", "Uno\ndos", context="title"),
        origins.reviewed(Entry("Mud", f"Lodo. {long}"), "Anne-Sophie Müller", NOON, how="one"),
        Entry("Nothing yet"),
        Entry("Gone", "Ido", obsolete=True),
    )
    return header.revised(Catalog("es", made, header.new_headers("es", "desk")), NOON)


CATALOG = _catalog()


@given(catalogs())
def test_the_blocks_of_a_file_are_its_live_entries(catalog: Catalog) -> None:
    data = canonical.encode(canonical.write(catalog))
    found = list(module.entries(data, blocks(data), PATH, catalog.locale))
    assert found == list(catalog.entries)


@given(catalogs(), st.booleans(), st.booleans())
def test_the_blocks_of_a_file_that_is_not_canonical_are_its_entries_too(
    catalog: Catalog, has_cr: bool, is_tight: bool
) -> None:
    text = _loosely(canonical.write(catalog))
    text = text.replace("\n\n", "\n") if is_tight else text.replace("\n\n", "\n \n\n#~\n")
    data = canonical.encode(text.replace("\n", "\r\n") if has_cr else text)
    whole = store.parse(data, PATH, catalog.locale)
    found = entries(data, blocks(data), PATH, catalog.locale)
    assert found == [entry for entry in whole.entries if not entry.obsolete]


def _loosely(text: str) -> str:
    """Texts begin on a line of their own, as other tools write them."""
    return text.replace('\nmsgid "', '\nmsgid ""\n"').replace('\nmsgstr "', '\n msgstr\t""\n  "')


@given(catalogs(), texts, st.booleans(), st.data())
def test_an_edited_entry_is_what_was_meant_and_every_other_byte_stays(
    catalog: Catalog, target: str, fuzzy: bool, data: st.DataObject
) -> None:
    live = [entry for entry in catalog.entries if not entry.obsolete]
    if not live:
        return
    index = data.draw(st.integers(0, len(live) - 1))
    after = replace(live[index], target=target, fuzzy=fuzzy and bool(target), comments=("new",))
    file = canonical.encode(_loosely(canonical.write(catalog)))
    lines = blocks(file)[index]
    made = edited(file, index, after)
    expected = [*live[:index], after, *live[index + 1 :]]
    assert [e for e in store.parse(made, PATH, "es").entries if not e.obsolete] == expected
    assert made.startswith(file[: lines.start])
    assert made.endswith(file[lines.end :])


@given(catalogs(), texts)
def test_where_the_others_stand_is_known_without_looking(catalog: Catalog, target: str) -> None:
    file = canonical.encode(canonical.write(catalog))
    where = blocks(file)
    for index in range(len(where)):
        entry = entries(file, where, PATH, "es")[index]
        lines, after = where[index], replace(entry, target=target, fuzzy=False)
        block = respelled(file[lines.start : lines.end], entry, after, PATH)
        file = spliced(file, {lines: block})
        where = where.moved(lines.end, len(block) - (lines.end - lines.start))
        assert where == blocks(file)


@pytest.mark.parametrize("spell", SPELLINGS)
@pytest.mark.parametrize("index", range(5))
def test_only_the_lines_that_say_something_else_change(
    spell: Callable[[str, Path], str], index: int, tmp_path: Path
) -> None:
    file = spell(canonical.write(CATALOG), tmp_path).encode()
    entry = entries(file, blocks(file), PATH, "es")[index]
    after = replace(entry, target="Otra cosa", fuzzy=False, previous_source=None)
    made = edited(file, index, after)
    assert entries(made, blocks(made), PATH, "es")[index] == after
    rows = difflib.unified_diff(file.decode().split("\n"), made.decode().split("\n"), n=0)
    gone = [row[1:] for row in rows if row.startswith("-") and not row.startswith("---")]
    assert all(row.startswith(("msgstr", '"', "#, ", "#|", "# ")) for row in gone)
    assert not any(row.startswith("msgid") for row in gone)


def test_comments_and_source_keep_their_lines_and_the_words_get_one() -> None:
    block = textwrap.dedent("""\
        #  two blanks
        #.heading 1
        #,python-format,fuzzy
        msgid "Pea"
          "ce"
        msgstr ""
        "Pa"
        "x"
        """).encode()
    (before,) = store.parse(block, PATH, "es").entries
    after = replace(before, target="Paz")
    assert respelled(block, before, after, PATH).decode() == textwrap.dedent("""\
        #  two blanks
        #.heading 1
        #,python-format,fuzzy
        msgid "Pea"
          "ce"
        msgstr "Paz"
        """)


def test_a_block_whose_lines_stand_in_another_order_is_written_in_gettexts() -> None:
    block = b'#, fuzzy\n#. heading 1\nmsgid "Peace"\nmsgstr "Pax"\n'
    (before,) = store.parse(block, PATH, "es").entries
    after = replace(before, target="Paz")
    assert respelled(block, before, after, PATH) == (
        b'#. heading 1\n#, fuzzy\nmsgid "Peace"\nmsgstr "Paz"\n'
    )


def test_the_last_entry_of_a_file_without_a_line_end_keeps_the_lines_of_its_source() -> None:
    block = b'msgid "Pea"\n"ce"\nmsgstr "Paz"'
    (before,) = store.parse(block, PATH, "es").entries
    after = replace(before, comments=("see 4",), target="La paz")
    assert respelled(block, before, after, PATH) == (b'# see 4\nmsgid "Pea"\n"ce"\nmsgstr "La paz"')


def _many(count: int) -> list[Entry]:
    """Every hundredth is followed by an obsolete one, as some tools leave them."""
    return [
        Entry(f"{word} {number}", f"Texto {number}", obsolete=word == "Gone")
        for number in range(count)
        for word in ("Text", "Gone")
        if word == "Text" or number % 100 == 0
    ]


def _as_file(entries: list[Entry]) -> bytes:
    return b"\n".join(canonical.encode(canonical.write_body([one])) for one in entries)


@pytest.mark.parametrize("count", [0, 1, 499, 500, 501, 1000, 1001])
def test_a_long_file_is_read_to_its_end_in_its_own_order(count: int) -> None:
    many = _many(count)
    data = _as_file(many)
    found = list(module.entries(data, blocks(data), PATH, "es"))
    for obsolete in (False, True):
        assert [entry for entry in found if entry.obsolete is obsolete] == [
            entry for entry in many if entry.obsolete is obsolete
        ]


def test_what_is_translated_twice_far_apart_in_a_long_file_is_told_with_its_line() -> None:
    data = _as_file([*_many(900), Entry("Text 3", "Otra vez")])
    line = data[: data.index(b"Otra vez")].count(b"\n")
    with pytest.raises(CatalogError, match=rf"a\.po:{line}: 'Text 3' is translated a second time"):
        entries(data, blocks(data), PATH, "es")


def test_one_entry_is_found_by_its_key_with_its_lines() -> None:
    wanted = [
        Entry("Peace", "Paz"),
        Entry("Peace", "La paz", context="title"),
        Entry("A peace treaty", "Un tratado de paz"),
        Entry("…", "..."),
    ]
    file = _as_file(wanted)
    for entry in wanted:
        assert module.found(file, entry.key, PATH, "es") == (entry, _as_file([entry]))
    assert module.found(file, Entry("peace").key, PATH, "es") is None
    assert module.found(file, Entry("War").key, PATH, "es") is None


def test_what_a_file_cannot_hold_is_refused() -> None:
    block = b'msgid "Peace"\nmsgstr "Pax"\n'
    with pytest.raises(CatalogError, match=r"a\.po: a PO file cannot hold the character U\+0000"):
        respelled(block, Entry("Peace", "Pax"), Entry("Peace", "a\x00b"), PATH)


def test_what_is_wrong_anywhere_is_told_with_its_line() -> None:
    data = b'msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d\n'
    with pytest.raises(CatalogError, match=r"a\.po:5: a text without a closing quote"):
        entries(data, blocks(data), PATH, "es")
    gone = b'msgid "a"\nmsgstr "b"\n\n#~ msgid "c"\n#~ msgstr "d\n'
    with pytest.raises(CatalogError, match=r"a\.po:5: a text without a closing quote"):
        entries(gone, blocks(gone), PATH, "es")
    twice = b'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n'
    with pytest.raises(CatalogError, match=r"a\.po:4: 'a' is translated a second time"):
        entries(twice, blocks(twice), PATH, "es")


def test_a_text_that_is_there_twice_with_the_same_words_is_for_sync_to_tidy() -> None:
    twice = b'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "b"\n'
    with pytest.raises(
        CatalogError, match=r"a\.po:4: 'a' is there a second time, with .*l10n-flow sync"
    ):
        entries(twice, blocks(twice), PATH, "es")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            'msgstr ""\n"PO-Revision-Date: YEAR\\n"\n',
            '"PO-Revision-Date: 2026-11-02 12:00+0000\\n"',
        ),
        ('msgstr ""\n', '"PO-Revision-Date: 2026-11-02 12:00+0000\\n"'),
        ('msgstr "Language: es\\n"', '\n"PO-Revision-Date: 2026-11-02 12:00+0000\\n"'),
        ('msgstr "Language: es\\n"\n', '"PO-Revision-Date: 2026-11-02 12:00+0000\\n"'),
        ('msgstr ""\n"PO-Revision-Date: 2\\n"\r\n', '"PO-Revision-Date: 2026-11-02 12:00+0000\\n"'),
    ],
)
def test_the_header_gets_the_date_and_keeps_its_other_lines(before: str, after: str) -> None:
    head = f'# ours\nmsgid ""\n{before}'.encode()
    made = dated(head, LineRange(0, len(head)), NOON, PATH)
    assert after.encode() in made
    assert made.startswith(b'# ours\nmsgid ""\nmsgstr "')
    assert store.parse(made, PATH, "es") == header.revised(store.parse(head, PATH, "es"), NOON)


def test_a_header_that_would_read_otherwise_stays() -> None:
    head = b'msgid ""\nmsgstr "Language: es"\n'
    assert dated(head, LineRange(0, len(head)), NOON, PATH) == head
