"""PO files with plurals: read whole, or refused with a line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pofile = pytest.importorskip("babel.messages.pofile")

from babel.messages import Catalog  # noqa: E402

from l10n_flow.errors import CatalogError  # noqa: E402
from l10n_flow.words.faults import faults  # noqa: E402
from l10n_flow.words.pofile import Message, Words, read  # noqa: E402

FILE = Path("locales/de/LC_MESSAGES/site.po")

PO = """\
msgid ""
msgstr ""
"Language: de\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

# a translator's note
#. a programmer's
#, python-format
msgid "By %(authors)s"
msgstr "Von "
"%(authors)s"

#, fuzzy
msgid "Notes"
msgstr "Notizen"

msgid "%(shown)s comment"
msgid_plural "%(shown)s comments"
msgstr[0] "%(shown)s Kommentar"
msgstr[1] "%(shown)s Kommentare"

#~ msgid "Gone"
#~ msgstr "Weg"
"""


def written(*rows: str, header: str = "") -> bytes:
    head = f'msgid ""\nmsgstr "{header}"\n\n' if header else ""
    return (head + "\n".join(rows) + "\n").encode()


def test_a_message_without_words_of_its_own_counts_in_english() -> None:
    counted = [Words("de").counted("a note", "notes", number) for number in (0, 1, 2)]
    assert counted == ["notes", "a note", "notes"]


def test_a_number_has_the_form_of_its_language_or_the_last_that_there_is() -> None:
    words = Words("pl", {"note": ("notatka", "notatki")}, form_of=lambda number: number)
    assert [words.counted("note", "notes", number) for number in (0, 1, 2)] == [
        "notatka",
        "notatki",
        "notatki",
    ]


def test_a_file_is_read_whole_but_for_drafts_and_what_is_obsolete() -> None:
    found = read(PO.encode(), FILE, "de")
    assert found.messages == [
        Message("By %(authors)s", "", ("Von %(authors)s",), 9),
        Message(
            "%(shown)s comment",
            "%(shown)s comments",
            ("%(shown)s Kommentar", "%(shown)s Kommentare"),
            17,
        ),
    ]
    assert (found.plurals, found.rule) == (2, "(n != 1)")


@pytest.mark.parametrize(
    "respelled",
    [
        PO.encode().replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + PO.encode(),
        PO.replace("\n\n", "\n").encode(),
        PO.replace("msgstr ", "msgstr\t").encode(),
        PO.rstrip("\n").encode(),
    ],
)
def test_line_ends_and_blank_lines_make_no_difference(respelled: bytes) -> None:
    words = read(respelled, FILE, "de").words("de")
    assert words.forms == read(PO.encode(), FILE, "de").words("de").forms


@pytest.mark.parametrize(
    ("rows", "line", "why"),
    [
        (['msgid "Notes', 'msgstr "x"'], 1, "is not a line of a PO file"),
        (["hello"], 1, "is not a line of a PO file"),
        (['msgid "a"', 'msgid "b"', 'msgstr "c"'], 2, "is out of place"),
        (['"a"'], 1, "is out of place"),
        (['msgid "a"'], 1, "no msgid, or no msgstr"),
        (['msgid "a"', 'msgid_plural "b"', 'msgstr "c"'], 1, "its forms are not"),
        (['msgid "a"', 'msgid_plural "b"', 'msgstr[1] "c"'], 1, "its forms are not"),
        (['msgid "a"', 'msgstr[0] "c"'], 1, "its forms are not"),
        (["<<<<<<< HEAD", 'msgid "a"'], 1, "is not a line of a PO file"),
    ],
)
def test_what_is_no_catalog_is_refused_with_its_line(rows: list[str], line: int, why: str) -> None:
    with pytest.raises(CatalogError, match=why) as refused:
        read(written(*rows), FILE, "de")
    assert str(refused.value.where) == f"{FILE}:{line}"


@pytest.mark.parametrize(
    "header",
    [
        "Plural-Forms: nplurals=2; plural=__import__('os');\\n",
        "Plural-Forms: nplurals=x; plural=n;\\n",
        "Plural-Forms: nplurals=2; plural=n n;\\n",
        "Content-Type: text/plain; charset=klingon\\n",
    ],
)
def test_a_header_that_means_nothing_is_refused(header: str) -> None:
    with pytest.raises(CatalogError):
        read(written('msgid "a"', 'msgstr "b"', header=header), FILE, "de")


def test_a_file_without_plural_forms_has_those_of_its_language() -> None:
    rows = ['msgid "a"', 'msgid_plural "b"', *(f'msgstr[{n}] "{n}"' for n in range(3))]
    words = read(written(*rows), FILE, "ru").words("ru")
    assert [words.counted("a", "b", n) for n in (1, 3, 5, 21)] == ["0", "1", "2", "0"]


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('"\\\n\t'), min_size=1
)


@given(st.dictionaries(TEXTS, TEXTS, max_size=4), st.lists(TEXTS, min_size=2, max_size=2))
def test_what_babel_writes_is_read_as_it_was_meant(said: dict[str, str], forms: list[str]) -> None:
    catalog = Catalog(locale="de", charset="utf-8")
    for message, text in said.items():
        catalog.add(message, text)
    catalog.add(("\x02one", "many"), tuple(forms))
    out = io.BytesIO()
    pofile.write_po(out, catalog, width=40)
    found = {one.text: one.forms for one in read(out.getvalue(), FILE, "de").messages}
    assert found == {**{m: (text,) for m, text in said.items()}, "\x02one": tuple(forms)}


@pytest.mark.parametrize(
    ("message", "said", "why"),
    [
        ("In {language}", "Auf Englisch", "{language} is lost"),
        ("By %(authors)s", "Von", "%(authors)s is lost"),
        ("Page %(page)s of %(pages)s", "Seite", "%(page)s and %(pages)s are lost"),
        ("By %(authors)s", "Von %(autor)s", "%(authors)s is lost"),
        ("Notes", "Notizen %(x)s", "%(x)s is not a value of this message"),
        ("In {language}", "In {language} {sprache}", "{sprache} is not a value of this message"),
        ("Notes", "Notizen {a}, {b}", "{a} and {b} are not values of this message"),
        ("Notes", "Notizen zu 100 %", ""),
        ("By %(authors)s", "%(authors)s schrieb es", ""),
    ],
)
def test_words_keep_the_gaps_of_their_message(message: str, said: str, why: str) -> None:
    found = read(written(f'msgid "{message}"', f'msgstr "{said}"'), FILE, "de")
    assert [fault for _, fault in faults(found)] == ([why] if why else [])


@pytest.mark.parametrize(
    ("locale", "forms", "why"),
    [
        ("de", ["ein Kommentar", "%(shown)s Kommentare"], ""),
        ("de", ["ein Kommentar", "Kommentare"], "%(shown)s is lost"),
        ("fr", ["un commentaire", "%(shown)s commentaires"], "%(shown)s is lost"),
        ("ru", ["комментарий", "%(shown)s комментария", "%(shown)s …"], "%(shown)s is lost"),
        ("ru", ["%(shown)s к", "%(shown)s ка"], "2 of 3 plural forms are there"),
        ("ru", ["%(shown)s к", "%(shown)s ка", ""], "2 of 3 plural forms are there"),
    ],
)
def test_a_form_for_one_number_alone_may_do_without_it(
    locale: str, forms: list[str], why: str
) -> None:
    rows = [f'msgstr[{n}] "{form}"' for n, form in enumerate(forms)]
    po = written('msgid "%(shown)s comment"', 'msgid_plural "%(shown)s comments"', *rows)
    assert [fault for _, fault in faults(read(po, FILE, locale))] == ([why] if why else [])
