"""Repairs that need no reader: what they change, and what they leave as it is."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import canonical, header
from l10n_flow.checks.suppression import dated
from l10n_flow.errors import CatalogError, ChangedUnderneath, DocumentError
from l10n_flow.model import Catalog, Entry, Origin, State, digest
from l10n_flow.project import Project, find
from l10n_flow.workflow.checking.fix import Fix, FixReport, fix
from tests.workflow.drafts_desk import NOW
from tests.workflow.newsroom import (
    all_bytes,
    catalog,
    catalog_path,
    configure,
    fill,
    reviewed,
    synced,
    write,
)

ARABIC = "كتاب خوبي است"
PERSIAN = "کتاب خوبی است"
SOURCE = "It is a good book"


@pytest.fixture
def book(project: Project) -> Project:
    """One sentence whose Persian was typed on an Arabic keyboard."""
    write(project, book=f"{SOURCE}\n")
    synced(project)
    fill(project, "fa", "book", lambda _: ARABIC)
    return project


def fixed(project: Project, *, dry_run: bool = False) -> FixReport:
    return fix(project, project.articles(), project.languages, now=NOW, dry_run=dry_run)


def persian(*entries: Entry) -> bytes:
    """A Persian catalog."""
    catalog = Catalog("fa", entries, header.new_headers("fa", "a test"))
    return canonical.encode(canonical.write(catalog))


def put(project: Project, *entries: Entry) -> None:
    """Make the Persian catalog hold these entries."""
    catalog_path(project, "fa", "book").write_bytes(persian(*entries))


def test_a_repair_is_told_with_its_place_and_both_texts(book: Project) -> None:
    path = catalog_path(book, "fa", "book")
    line = path.read_text("utf-8").split("\n").index(f'msgid "{SOURCE}"') + 1
    assert fixed(book) == FixReport(
        (Fix("book", "fa", book.relative(path), line, ("arabic-letters",), ARABIC, PERSIAN),)
    )
    (entry,) = catalog(book, "fa", "book").entries
    assert entry.target == PERSIAN


def test_the_second_run_has_nothing_to_do(book: Project) -> None:
    fixed(book)
    before = all_bytes(book.root)
    assert fixed(book) == FixReport(())
    assert all_bytes(book.root) == before


def test_a_dry_run_says_the_same_and_writes_nothing(book: Project) -> None:
    before = all_bytes(book.root)
    told = fixed(book, dry_run=True)
    assert all_bytes(book.root) == before
    assert fixed(book) == told


def test_several_faults_of_an_entry_are_mended_in_one_go(book: Project) -> None:
    torn = "\u200cكتاب\u200c\u200cها " * 12 + "ا\u0653ب"
    fill(book, "fa", "book", lambda _: torn)
    (one,) = fixed(book).fixes
    assert set(one.checks) == {"nfc", "zwnj", "arabic-letters"}
    assert one.after == unicodedata.normalize("NFC", "کتاب\u200cها " * 12 + "ا\u0653ب")


def test_what_needs_a_reader_is_left_alone(book: Project) -> None:
    fill(book, "fa", "book", lambda _: "او می رود")
    assert not fixed(book).fixes
    fill(book, "es", "book", lambda _: "¿Es  un buen libro")
    assert not fixed(book).fixes


def test_a_review_stays_valid(book: Project) -> None:
    reviewed(book, "fa", "book")
    assert fixed(book).fixes
    (entry,) = catalog(book, "fa", "book").entries
    assert (entry.target, entry.state) == (PERSIAN, State.REVIEWED)


def test_a_machine_s_draft_stays_a_machine_s_and_a_draft(book: Project) -> None:
    made = Origin("mt", "fake/1", machine=digest(ARABIC), source=digest(None, SOURCE))
    put(book, Entry(SOURCE, ARABIC, fuzzy=True, origin=made))
    assert fixed(book).fixes
    (entry,) = catalog(book, "fa", "book").entries
    assert (entry.target, entry.state) == (PERSIAN, State.DRAFT)
    assert entry.is_machine_made


def test_marks_that_were_no_longer_valid_do_not_become_so(book: Project) -> None:
    other = Origin("mt", "fake/1", machine=digest("دیگر"), reviewer="ana", words=digest("دیگر"))
    put(book, Entry(SOURCE, ARABIC, origin=other))
    assert fixed(book).fixes
    (entry,) = catalog(book, "fa", "book").entries
    assert (entry.state, entry.is_machine_made) == (State.TRANSLATED, False)


def test_obsolete_entries_and_texts_that_no_article_has_are_left_alone(book: Project) -> None:
    put(
        book,
        Entry(SOURCE, ARABIC),
        Entry("No longer there", ARABIC),
        Entry("It was a good book", ARABIC, obsolete=True),
        Entry(SOURCE, ARABIC, context="title", obsolete=True),
    )
    assert len(fixed(book).fixes) == 1
    assert [entry.target for entry in catalog(book, "fa", "book").entries] == [
        PERSIAN,
        ARABIC,
        ARABIC,
        ARABIC,
    ]


def test_what_is_suppressed_is_not_repaired(book: Project) -> None:
    before, line = catalog(book, "fa", "book"), "l10n-flow:ignore=arabic-letters"
    entries = tuple(dated(replace(one, comments=(line,))) for one in before.entries)
    text = canonical.write(replace(before, entries=entries))
    catalog_path(book, "fa", "book").write_bytes(canonical.encode(text))
    assert not fixed(book).fixes
    fill(book, "fa", "book", lambda _: ARABIC + "\u200c")
    (one,) = fixed(book).fixes
    assert (one.checks, one.after) == (("zwnj",), ARABIC)


def test_what_somebody_suppressed_by_hand_ends_with_its_text_from_then_on(book: Project) -> None:
    put(book, Entry(SOURCE, ARABIC, comments=("see 4", "l10n-flow: ignore=arabic-letters, copy")))
    assert fixed(book, dry_run=True).dated == 1
    before = catalog_path(book, "fa", "book").read_bytes()
    assert fixed(book) == FixReport((), dated=1)
    (entry,) = catalog(book, "fa", "book").entries
    assert entry.comments == (
        "see 4",
        f"l10n-flow:ignore=arabic-letters,copy;h={digest(None, SOURCE)}",
    )
    assert catalog_path(book, "fa", "book").read_bytes() != before
    assert fixed(book) == FixReport(())


def test_a_misspelt_name_is_left_to_who_wrote_it(book: Project) -> None:
    put(book, Entry(SOURCE, PERSIAN, comments=("l10n-flow:ignore=copi",)))
    before = catalog_path(book, "fa", "book").read_bytes()
    assert fixed(book) == FixReport(())
    assert catalog_path(book, "fa", "book").read_bytes() == before


@pytest.mark.parametrize(
    "settings",
    [
        "check: {severity: {arabic-letters: off}}\n",
        "check: {locales: {fa: {severity: {arabic-letters: off}}}}\n",
        "check: {ignore: [{checks: arabic-letters, articles: 'bo*'}]}\n",
        "check: {ignore: [{checks: [arabic-letters], sources: 'good'}]}\n",
    ],
)
def test_what_the_configuration_does_not_want_to_hear_of_is_not_repaired(
    book: Project, settings: str
) -> None:
    assert not fixed(configure(book, settings)).fixes


def test_an_article_in_another_language_is_looked_at_in_that_language(project: Project) -> None:
    project = configure(project, "")
    write(project, visit=f"---\nlang: fa\n---\n\n{PERSIAN}\n")
    synced(project)
    paths = [catalog_path(project, locale, "visit") for locale in ("en", "es", "fa")]
    assert [path.exists() for path in paths] == [True, True, False]
    paths[2].parent.mkdir(parents=True, exist_ok=True)
    stray = persian(Entry(PERSIAN, ARABIC))
    paths[2].write_bytes(stray)
    fill(project, "en", "visit", lambda _: "A cafe\u0301")
    (one,) = fixed(project).fixes
    assert (one.locale, one.checks, one.after) == ("en", ("nfc",), "A café")
    assert paths[2].read_bytes() == stray


def test_one_bad_file_does_not_keep_the_rest_from_being_repaired(book: Project) -> None:
    write(book, another=f"{SOURCE}\n", bad="x\n")
    synced(book)
    fill(book, "fa", "another", lambda _: ARABIC)
    catalog_path(book, "fa", "book").write_text("<<<<<<< HEAD\n", "utf-8")
    (book.content / "bad.md").write_bytes(b"caf\xe9\n")
    report = fixed(find(book.root))
    assert [one.article for one in report.fixes] == ["another"]
    assert [type(failure) for failure in report.failures] == [DocumentError, CatalogError]


def test_words_that_somebody_saves_meanwhile_are_not_overwritten(
    book: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = catalog_path(book, "fa", "book")
    save = store.save

    def meanwhile(catalog: Catalog, path: Path, *, locks: Path, expected: bytes | None) -> bool:
        path.write_text(path.read_text("utf-8").replace("است", "بود"), "utf-8")
        return save(catalog, path, locks=locks, expected=expected)

    monkeypatch.setattr(store, "save", meanwhile)
    report = fixed(book)
    assert [type(failure) for failure in report.failures] == [ChangedUnderneath]
    assert not report.fixes
    assert "بود" in path.read_text("utf-8")
