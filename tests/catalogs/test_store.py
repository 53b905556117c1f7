"""A catalog on disk is read without loss or refused by line; two who save at once lose nothing."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import canonical
from l10n_flow.errors import CatalogError, ChangedUnderneath
from l10n_flow.model import Catalog, Entry, Key, Origin, State, digest

from .strategies import catalogs

PO = Path("locales/es/a.po")
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
HEADERS = (("Content-Type", "text/plain; charset=UTF-8"),)


def entries(text: str) -> tuple[Entry, ...]:
    return store.parse(HEAD + text, PO, "es").entries


# Read rightly


@given(catalogs())
def test_what_is_written_is_read_back(catalog: Catalog) -> None:
    written = canonical.encode(canonical.write(catalog))
    assert store.parse(written, PO, catalog.locale) == catalog


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ('msgid ""\n"Pea"\n"ce"\nmsgstr "Pa" "z"\n', Entry("Peace", "Paz")),
        ('msgid"a"\n  msgstr  "b"  \n', Entry("a", "b")),
        ('msgid "a"\n\nmsgstr "b"\n"c"\n\n"d"\n', Entry("a", "bcd")),
        ('msgid "\u2028a\x85\x1c"\nmsgstr "\u2029\x0b"', Entry("\u2028a\x85\x1c", "\u2029\x0b")),
        ('msgid "\\x41\\102\\42\\134\\12"\nmsgstr "\\a\\v"\n', Entry('AB"\\\n', "\a\v")),
        ('#,fuzzy\n#.note\n#:a.md:3\n#plain\nmsgid "a"\nmsgstr "b"\n',
         Entry("a", "b", fuzzy=True, notes=("note",), references=("a.md:3",), comments=("plain",))),
        ('#= c-format\n#, fuzzy\n#! no-wrap\nmsgid "a"\nmsgstr "b"\n',
         Entry("a", "b", fuzzy=True, flags=("c-format", "no-wrap"))),
        ('#   two \n#\n##x\n# -\nmsgid "a"\nmsgstr "b"\n',
         Entry("a", "b", comments=("  two ", "", "#x", "-"))),
        ('#: a\u00a0b.md:3 \u2068c d\u2069:4\nmsgid "a" \nmsgstr "b"\n',
         Entry("a", "b", references=("a\u00a0b.md:3", "c d:4"))),
        ('# File: x y.md, line:7\nmsgid "a"\nmsgstr "b"\n',
         Entry("a", "b", references=("x y.md:7",))),
        ('#| msgid "old"\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n',
         Entry("a", "b", fuzzy=True, previous_source="old")),
        ('#~| msgctxt ""\n#~| "c"\n#~| msgid "o"\n#~| "ld"\n#~ msgid "a"\n#~ msgstr ""\n#~ "b"\n',
         Entry("a", "b", previous_source="old", previous_context="c", obsolete=True)),
        ('#| msgid "old"\n#~msgid "a"\n#~msgstr "b"\n',
         Entry("a", "b", previous_source="old", obsolete=True)),
        ('#~ # kept\n#~ #, fuzzy\n#~ msgid "a"\n#~\n#~ msgstr "b"\n',
         Entry("a", "b", fuzzy=True, comments=("kept",), obsolete=True)),
        ('msgctxt ""\nmsgid ""\nmsgstr "b"\n', Entry("", "b", context="")),
        ('msgid "a"\nmsgstr "caf\\303\\251 \\330\\263 \\\\303"\n', Entry("a", "café س \\303")),
        ('#, fuzzy, max-length:80, my flag\nmsgid "a"\nmsgstr ""\n',
         Entry("a", flags=("max-length:80", "my flag"))),
        *((f'{mark}\nmsgid "a"\nmsgstr "b"\n', Entry("a", "b", fuzzy=True)) for mark in
          ("#, Fuzzy", "#,FUZZY", "#,  fuzzy ,", "#,\tfuzzy", "#,\u00a0fuzzy", "#,, fuzzy")),
        ('#, no-wrap, Fuzzy, my Fuzzy flag\nmsgid "a"\nmsgstr "b"\n',
         Entry("a", "b", fuzzy=True, flags=("no-wrap", "my Fuzzy flag"))),
    ],
)  # fmt: skip
def test_spellings_of_other_tools_are_read_for_what_they_say(text: str, entry: Entry) -> None:
    assert entries(text) == (entry,)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "b"\n', Entry("a", "b")),
        ('# mine\n#, no-wrap\nmsgid "a"\nmsgstr "b"\n\n# yours\n#: c.md:1\nmsgid "a"\nmsgstr "b"\n',
         Entry("a", "b", comments=("mine", "yours"), flags=("no-wrap",), references=("c.md:1",))),
        ('#, fuzzy\nmsgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "b"\n', Entry("a", "b")),
        ('msgid "a"\nmsgstr ""\n\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n', Entry("a", "b", fuzzy=True)),
        ('#~ msgid "a"\n#~ msgstr "b"\n\nmsgid "a"\nmsgstr ""\n', Entry("a", "b")),
        ('msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "b"\n', Entry("a", "b")),
    ],
)  # fmt: skip
def test_a_text_that_is_there_twice_with_the_same_words_is_one(text: str, entry: Entry) -> None:
    for spelling in (text, text.replace("msgid ", "msgid  ")):
        assert entries(spelling)[0] == entry
        assert [one.source for one in entries(spelling)].count("a") == 1


def test_of_a_text_that_is_there_twice_the_review_counts() -> None:
    approved = f"# l10n-flow:h={digest(None, 'a')};r=Ana;v={digest('b')};;"
    one, two = 'msgid "a"\nmsgstr "b"\n', f'{approved}\nmsgid "a"\nmsgstr "b"\n'
    for text in (f"{one}\n{two}", f"{two}\n{one}"):
        (entry,) = entries(text)
        assert entry.state is State.REVIEWED


def test_a_header_that_is_there_twice_is_one() -> None:
    assert store.parse(HEAD + HEAD, PO, "es") == store.parse(HEAD, PO, "es")


def test_the_line_of_a_text_that_is_there_twice_is_the_first() -> None:
    text = 'msgid "a"\nmsgstr "b"\n'
    for spelling in (text, text.replace("msgid ", "msgid  ")):
        assert store.lines(f"{spelling}\n{spelling}".encode(), PO) == {Key(None, "a"): 1}


def test_windows_line_ends_and_a_byte_order_mark_are_no_part_of_the_catalog() -> None:
    text = f'{HEAD}# é\nmsgid "a"\nmsgstr ""\n"b"\n'
    data = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert store.parse(data, PO, "es") == store.parse(text, PO, "es")
    assert store.parse(data, PO, "es").entries == (Entry("a", "b", comments=("é",)),)


@pytest.mark.parametrize("end", ["\r", "\r\r\n"])
def test_line_ends_of_old_and_careless_programs_are_read(end: str) -> None:
    text = f'{HEAD}# a\nmsgid "a"\nmsgstr ""\n"b"\n'
    assert store.parse(text.replace("\n", end), PO, "es") == store.parse(text, PO, "es")


@pytest.mark.parametrize(
    "charset", ["ISO-8859-1", "cp1252", "UTF-8", "utf8", "utf_8_sig", "CHARSET"]
)
def test_the_charset_that_the_header_names_is_obeyed_and_utf_8_is_named_after(charset: str) -> None:
    text = HEAD.replace("UTF-8", charset) + 'msgid "a"\nmsgstr "é"\n'
    codec = "utf-8" if charset == "CHARSET" else charset
    catalog = store.parse(text.encode(codec), PO, "es")
    assert catalog.entries == (Entry("a", "é"),)
    assert canonical.is_utf8(catalog.headers)


def test_arabic_in_a_windows_charset_is_read() -> None:
    text = HEAD.replace("UTF-8", "windows-1256") + 'msgid "peace"\nmsgstr "سلام"\n'
    assert store.parse(text.encode("cp1256"), PO, "fa").entries == (Entry("peace", "سلام"),)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "\ufeff"])
def test_a_file_without_entries_is_an_empty_catalog(text: str) -> None:
    assert store.parse(text.encode(), PO, "es").entries == ()


def test_a_missing_header_is_tolerated() -> None:
    assert store.parse('msgid "a"\nmsgstr "b"\n', PO, "es") == Catalog("es", (Entry("a", "b"),))


def test_the_header_may_stand_anywhere_and_keeps_all_it_has() -> None:
    text = (
        'msgid "a"\nmsgstr "b"\n\n# one\n#. two\n#: three\n#, fuzzy, x\nmsgid ""\n'
        'msgstr "X-Own: 1\\nX-Own: 2\\nno colon"\n\n# at the end\n#. of the file'
    )
    assert store.parse(text, PO, "es") == Catalog(
        "es",
        (Entry("a", "b"),),
        (("X-Own", "1"), ("X-Own", "2"), ("", "no colon")),
        ("one", "two", "three", "at the end", "of the file"),
        ("fuzzy", "x"),
    )


def test_live_entries_come_first_and_those_that_say_nothing_go() -> None:
    text = '#~ msgid "x"\n#~ msgstr "1"\n\n#~ msgid "y"\n#~ msgstr ""\n\nmsgid "a"\nmsgstr "b"\n'
    for spelling in (text, text.replace("msgid ", "msgid  ")):
        assert entries(spelling) == (Entry("a", "b"), Entry("x", "1", obsolete=True))


def test_a_fuzzy_mark_on_an_untranslated_entry_goes() -> None:
    for mark in ("#, fuzzy", "#, fuzzy, no-wrap", "#,fuzzy"):
        (entry,) = entries(f'{mark}\nmsgid "a"\nmsgstr ""\n')
        assert not entry.fuzzy


def test_the_state_comment_is_the_origin_wherever_it_stands() -> None:
    for mark in ("# ", "#"):
        text = f'{mark}l10n-flow:o=mt\n# a note\n#  l10n-flow:o=tm\nmsgid "a"\nmsgstr "b"\n'
        comments = ("a note", " l10n-flow:o=tm")
        assert entries(text) == (Entry("a", "b", origin=Origin("mt"), comments=comments),)


# Refused by line


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('msgid "a"\nmsgstr "b\n', 5, "without a closing quote"),
        ('msgid "a"\nmsgstr “b”\n', 5, "“ after 'msgstr' in the place of a straight double quote"),
        ('msgid "a"\nmsgstr ""\n„b“\n', 6, "„ here in the place of a straight double quote"),
        ('msgid "a"\nmsgstr «b»\n', 5, "« after 'msgstr' in the place of"),
        ('msgid "a"\nmsgstr * (x)"\n', 5, "missing after 'msgstr'"),
        ('msgid "a"\nmsgstr\n', 5, "missing after 'msgstr'"),
        ('msgid "a"\nmsgstr "b" c\n', 5, "'c' comes after the closing quote"),
        ('msgid "a"\nmsgstr "b"c"\n', 5, "comes after the closing quote"),
        ('msgid "a"\nmsgstr "\\q"\n', 5, r"'\\q' is not an escape sequence"),
        ('msgid "a"\nmsgstr "\\x"\n', 5, r"'\\x' is not an escape sequence"),
        ('msgid "a"\nmsgstr "\\x80"\n', 5, r"'\\x80' is not an escape sequence"),
        ('msgid "a"\nmsgstr "\\200"\n', 5, r"'\\200' is not an escape sequence"),
        ('msgid "a"\nmsgstr "\\303"\n', 5, "is not an escape sequence"),
        ('msgid "a"\nmsgstr "\\251\\303"\n', 5, "is not an escape sequence"),
        ('msgid "a"\nmsgstr\xa0"b"\n', 5, "U+00A0, which nobody sees, after 'msgstr'"),
        ('\u200fmsgid "a"\nmsgstr "b"\n', 4, "U+200F, which nobody sees, here"),
        ('\ufeff# c\nmsgid "a"\nmsgstr "b"\n', 4, "U+FEFF, which nobody sees, here"),
        ('msgid "a"\nmsgstr "b"\n\0\0\0', 6, "a byte that is 0 here: the file was damaged"),
        ('msgid "a"\nmsgstr "\\x4a4"\n', 5, "is not an escape sequence"),
        ('msgid "a\\0"\nmsgstr "b"\n', 4, "U+0000"),
        ('msgid "a\x04"\nmsgstr "b"\n', 4, "U+0004"),
        ('msgid "a\\\nb"\nmsgstr "b"\n', 4, "closing quote"),
        ("what is this?\n", 4, "'what' is not a keyword"),
        ("locales/es/b.po", 4, "'locales' is not a keyword"),
        ('domain "x"\n', 4, "'domain' is not a keyword"),
        ('msgid "a"\n', 5, "the file ends after 'msgid'"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 5, "'msgid' after 'msgid'"),
        ('msgstr "b"\n', 4, "'msgstr' after 'msgstr'"),
        ('# c\nmsgstr "b"\n', 5, "'msgstr' after an entry's beginning"),
        ('msgctxt "c"\nmsgstr "b"\n', 5, "'msgstr' after 'msgctxt'"),
        ('msgctxt "c"\nmsgctxt "d"\n', 5, "'msgctxt' after 'msgctxt'"),
        ('msgid "a"\nmsgctxt "d"\n', 5, "'msgctxt' after 'msgid'"),
        ('msgid "a"\n# c\nmsgstr "b"\n', 5, "is between 'msgid' and"),
        ('msgid "a"\n#~ msgstr "b"\n', 5, "#~ on one of them only"),
        ('#~ msgid "a"\n#~ msgstr "b"\n"c"\n', 6, "continues nothing"),
        ('# c\n"a"\n', 5, "continues nothing"),
        ('#| "a"\n', 4, "does not continue"),
        ('#| msgid "a"\n# c\n#| "b"\n', 6, "does not continue"),
        ('#| msgid "a"\n#| msgctxt "b"\n', 5, "does not continue"),
        ('#| msgstr "a"\n', 4, "does not continue"),
        ('#| msgctxt "a"\nmsgid "b"\nmsgstr "c"\n', 5, "'#| msgctxt' without '#| msgid'"),
        ('msgid "a"\nmsgid_plural "b"\n', 5, "plural forms"),
        ('#| msgid_plural "a"\n', 4, "plural forms"),
        ('msgid "a"\nmsgstr[0] "b"\n', 5, "plural forms"),
        ('msgid "a"\nmsgstr "b"\n\n# c\nmsgid "a"\nmsgstr "d"\n', 8, "a second time"),
        ('msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "d"\n', 7, "first in line 4"),
        ('msgid ""\nmsgstr "b"\n', 4, "the header is there a second time; first in line 1"),
        ('#~ msgid ""\n#~ msgstr "b"\n', 4, "the header"),
        ("# ends with \\\n# a backslash\n", 4, "ends with a backslash"),
        ("# car\rriage\n", 4, "U+000D"),
        ("# nul\x00\n", 4, "U+0000"),
        ('<<<<<<< HEAD\nmsgid "a"\n', 4, "merge conflict"),
        ('msgid "a"\n=======\nmsgstr "b"\n', 5, "merge conflict"),
        ('msgid "a"\nmsgstr "b"\n>>>>>>> theirs\n', 6, "merge conflict"),
        ('msgid "a"\nmsgstr "b"\n||||||| base\n', 6, "merge conflict"),
    ],
)  # fmt: skip
def test_what_could_be_misread_is_refused_by_file_and_line(text: str, line: int, what: str) -> None:
    with pytest.raises(CatalogError) as caught:
        entries(text)
    error = caught.value
    assert str(error.where) == f"locales/es/a.po:{line}"
    assert what in error.what
    assert error.hint


def test_a_text_that_the_end_of_the_file_cuts_off_is_not_for_the_translator_to_end() -> None:
    for text, hint in (('msgid "a"\nmsgstr "b', "cut short"), ('msgid "a\nmsgstr "b"\n', "end it")):
        with pytest.raises(CatalogError) as caught:
            entries(text)
        assert caught.value.what == "a text without a closing quote"
        assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("data", "line", "what"),
    [
        (b'msgid "a"\nmsgstr "\xe9"\n', 2, "byte 18 of the file, 0xe9, is not UTF-8"),
        (HEAD.replace("UTF-8", "klingon").encode(), 2, "charset 'klingon', which is unknown"),
        (HEAD.replace("UTF-8", "rot13").encode(), 2, "charset 'rot13', which is unknown"),
        (HEAD.replace("UTF-8", "shift_jis").encode() + b"\x81", 4, "is not SHIFT_JIS"),
        (f"{HEAD.replace('UTF-8', 'latin1')}# é".encode(), 2, "names the charset 'latin1'"),
        ('msgid "a"'.encode("utf-16"), 1, "UTF-16"),
        ('msgid "a"'.encode("utf-32"), 1, "UTF-32"),
        ('msgid "é"'.encode("utf-16-le"), 1, "UTF-16"),
        ('msgid "é"'.encode("utf-16-be"), 1, "UTF-16"),
        (b"\0" * 20, 1, "a byte that is 0 here: the file was damaged"),
    ],
)
def test_bytes_that_are_no_text_are_refused_by_line(data: bytes, line: int, what: str) -> None:
    with pytest.raises(CatalogError) as caught:
        store.parse(data, PO, "es")
    assert str(caught.value.where) == f"locales/es/a.po:{line}"
    assert what in caught.value.what
    assert caught.value.hint


# Saved


def test_saving_writes_the_canonical_form_and_says_whether_that_changed_the_file(
    tmp_path: Path,
) -> None:
    path, locks = tmp_path / "es" / "a.po", tmp_path / "locks"
    catalog = Catalog("es", (Entry("a", "é"),), HEADERS)
    assert store.save(catalog, path, locks=locks, expected=None)
    data = path.read_bytes()
    assert data.decode() == HEAD + 'msgid "a"\nmsgstr "é"\n'
    assert store.load(path, "es") == catalog
    assert not store.save(catalog, path, locks=locks, expected=None, durable=False)


def test_a_catalog_that_somebody_else_changed_is_not_overwritten(tmp_path: Path) -> None:
    path, locks = tmp_path / "a.po", tmp_path / "locks"
    mine = Catalog("es", (Entry("a", "mine"),), HEADERS)
    for theirs, expected in ((b"# theirs\n", None), (b"# theirs\n", b"# before\n")):
        path.write_bytes(theirs)
        with pytest.raises(ChangedUnderneath, match="nothing was written") as caught:
            store.save(mine, path, locks=locks, expected=expected)
        assert path.read_bytes() == theirs
        assert str(caught.value.where) == path.as_posix()
    path.unlink()
    with pytest.raises(ChangedUnderneath):
        store.save(mine, path, locks=locks, expected=b"# before\n")
    assert not path.exists()


def test_bytes_that_are_rewritten_are_those_of_the_moment(tmp_path: Path) -> None:
    path, locks = tmp_path / "a.po", tmp_path / "locks"
    with pytest.raises(ChangedUnderneath) as caught:
        store.rewrite(path, lambda data: data + b"x", locks=locks)
    assert str(caught.value.where) == path.as_posix()
    path.write_bytes(b"# one\n")
    assert store.rewrite(path, lambda data: data + b"# two\n", locks=locks) == b"# one\n# two\n"
    assert path.read_bytes() == b"# one\n# two\n"
    before = path.stat()
    assert store.rewrite(path, lambda data: data, locks=locks) == b"# one\n# two\n"
    assert path.stat() == before


@pytest.mark.parametrize(("failures", "works"), [(0, True), (4, True), (5, False)])
def test_work_is_done_again_while_others_save(failures: int, works: bool) -> None:
    asked: list[tuple[int, int]] = []

    @store.retried
    def add(one: int, *, other: int) -> int:
        asked.append((one, other))
        if len(asked) <= failures:
            raise ChangedUnderneath("somebody saved")
        return one + other

    if works:
        assert add(1, other=2) == 3
    else:
        with pytest.raises(ChangedUnderneath):
            add(1, other=2)
    assert asked == [(1, 2)] * min(failures + 1, 5)


def test_a_catalog_that_cannot_be_written_names_its_file(tmp_path: Path) -> None:
    wrong = Catalog("es", (Entry("a", "\x00"),), HEADERS)
    with pytest.raises(CatalogError, match=r"a\.po: a PO file cannot hold"):
        store.save(wrong, tmp_path / "a.po", locks=tmp_path, expected=None)
    assert list(tmp_path.iterdir()) == []


def test_a_catalog_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        store.load(tmp_path / "a.po", "es")


SAVER = """
import sys
from dataclasses import replace
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.errors import ChangedUnderneath
from l10n_flow.model import Entry

path, locks, name = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
for number in range(50):
    while True:
        data = path.read_bytes()
        catalog = store.parse(data, path, "es")
        entry = Entry(f"{name} {number}", "x" * 500)
        grown = replace(catalog, entries=(*catalog.entries, entry))
        try:
            store.save(grown, path, locks=locks, expected=data, durable=False)
        except ChangedUnderneath:
            continue
        break
"""


def test_two_processes_that_save_a_hundred_times_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    store.save(Catalog("es", (), HEADERS), path, locks=tmp_path, expected=None)
    savers = [
        subprocess.Popen([sys.executable, "-c", SAVER, str(path), str(tmp_path), name])
        for name in ("ana", "babak")
    ]
    assert [saver.wait(60) for saver in savers] == [0, 0]
    saved = {entry.source for entry in store.load(path, "es").entries}
    assert saved == {f"{name} {number}" for name in ("ana", "babak") for number in range(50)}


WRITER = """
import sys
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.model import Catalog, Entry

path, locks = Path(sys.argv[1]), Path(sys.argv[2])
round = int(store.load(path, "es").entries[0].target)
while True:
    round += 1
    texts = [str(round)] * (1000 + round % 500)
    entries = tuple(Entry(f"{n} {'long ' * 20}", text) for n, text in enumerate(texts))
    catalog = Catalog("es", entries, (("Content-Type", "text/plain; charset=UTF-8"),))
    data = path.read_bytes()
    store.save(catalog, path, locks=locks, expected=data, durable=round % 3 == 0)
    print("saved", flush=True)
"""


def test_a_catalog_is_whole_whenever_its_writer_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    store.save(Catalog("es", (Entry("0", "0"),), HEADERS), path, locks=tmp_path, expected=None)
    rounds = [0]
    for kill in range(15):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(tmp_path)], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"saved\n"
            time.sleep(0.013 * (kill % 5) + 0.0017 * kill)
            writer.kill()
        entries = store.load(path, "es").entries
        rounds.append(int(entries[0].target))
        assert {entry.target for entry in entries} == {str(rounds[-1])}
        assert len(entries) == 1000 + rounds[-1] % 500
    assert rounds == sorted(set(rounds))
    assert all(left.suffix in {".po", ".lock", ".tmp"} for left in tmp_path.iterdir())


TWO_SHAPES = """\
msgid ""
msgstr ""
"Language: es\\n"

# a remark
#, fuzzy
msgctxt "title"
msgid "Peace"
msgstr "Paz"

msgid ""
"War"
msgstr ""
"Guerra"
"""


@pytest.mark.parametrize("text", [TWO_SHAPES, TWO_SHAPES.replace("#, fuzzy", "#,fuzzy")])
def test_the_line_of_each_entry_is_known_in_every_shape(text: str) -> None:
    found = store.lines(text.encode(), Path("a.po"))
    assert found == {Key("title", "Peace"): 8, Key(None, "War"): 11}


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
    assert store.other_language(fields, locale) == (stated.strip() if is_other else "")


def test_a_catalog_in_the_place_of_another_is_refused_with_its_line(tmp_path: Path) -> None:
    data = b'msgid ""\nmsgstr ""\n"X-A: b\\n"\n"Language: fa\\n"\n'
    path = tmp_path / "a.po"
    assert store.in_place(data, path, "fa").headers == (("X-A", "b"), ("Language", "fa"))
    message = f"{path.as_posix()}:4: a catalog in fa, in the place of the one in es"
    with pytest.raises(CatalogError, match=re.escape(message)):
        store.in_place(data, path, "es")
    assert store.language_line(b'msgstr "Language: fa"') == 1
    assert store.language_line(b"") is None
