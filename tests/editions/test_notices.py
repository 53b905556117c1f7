"""What readers are told, in their language or in English that says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from l10n_flow.editions.edition import MESSAGES, Notice, Progress, measure, notice
from l10n_flow.model import Entry, Origin, State, digest
from l10n_flow.words import Words, languages, shipped

MACHINE = Progress(4, translated=4, machine=4, machine_drafts=4)
PARTIAL = Progress(4, translated=3, reviewed=3)


@pytest.mark.parametrize(
    ("progress", "locale", "expected"),
    [
        (MACHINE, "en", "This text was translated by a machine and has not been reviewed."),
        (Progress(4, translated=4, machine_drafts=3, copied=1), "en",
         "This text was translated by a machine and has not been reviewed."),
        (Progress(4, translated=4, machine_drafts=2, copied=1), "en",
         "Parts of this text were translated by a machine and have not been reviewed."),
        (MACHINE, "en-GB", "This text was translated by a machine and has not been reviewed."),
        (MACHINE, "es", "Este texto es una traducción automática que nadie ha revisado todavía."),
        (MACHINE, "fa", "این متن را ماشین ترجمه کرده و هنوز کسی آن را بازبینی نکرده است."),
        (MACHINE, "fa-AF", "این متن را ماشین ترجمه کرده و هنوز کسی آن را بازبینی نکرده است."),
        (PARTIAL, "es", ("Algunas partes de este artículo aún no se han traducido y aparecen en"
                        " persa.")),
        (PARTIAL, "fa", "بخش‌هایی از این مطلب هنوز ترجمه نشده و به زبان فارسی آمده است."),
        (Progress(4), "es", "Este artículo aún no se ha traducido y aparece en persa."),
        (Progress(4, translated=4, reviewed=2, machine_drafts=1, outdated=1), "en",
         ("Parts of this text were translated by a machine and have not been reviewed."
         " Parts of this translation follow an earlier version of the original.")),
        (Progress(4, translated=4, unfinished=1), "es",
         "Algunas partes de esta traducción son todavía un borrador."),
    ],
)  # fmt: skip
def test_readers_are_told_what_they_read(progress: Progress, locale: str, expected: str) -> None:
    found = notice(progress, locale, "fa")
    assert found is not None
    assert (found.text, found.lang) == (expected, locale)


@pytest.mark.parametrize(
    "progress", [Progress(4, translated=4), Progress(4, translated=4, reviewed=4), Progress(0)]
)
def test_a_finished_edition_says_nothing(progress: Progress) -> None:
    assert notice(progress, "es", "en") is None


def test_what_is_left_out_is_said_to_be_left_out() -> None:
    found = notice(PARTIAL, "es", "en", omitted=True)
    assert found is not None
    assert found.text.endswith("aún no se han traducido y se han omitido.")


def test_a_language_without_words_of_its_own_is_told_in_english() -> None:
    found = notice(PARTIAL, "ckb", "fa")
    assert found == Notice(
        "Parts of this article have not been translated yet and appear in Persian.", "en"
    )


def test_a_project_may_say_it_in_its_own_words() -> None:
    words = Words("ckb", {MESSAGES[0]: ("وەرنەگێڕدراوە ({language})",)})
    assert notice(Progress(4), "ckb", "en", words=words) == Notice(
        "وەرنەگێڕدراوە (ئینگلیزی)", "ckb"
    )
    assert (found := notice(PARTIAL, "ckb", "en", words=words)) is not None
    assert found.lang == "en"


def test_the_project_s_words_come_before_the_packaged_ones() -> None:
    words = Words("es", {MESSAGES[3]: ("Traducido a máquina.",)}).before(shipped("es"))
    found = notice(MACHINE, "es", "en", words=words)
    assert found == Notice("Traducido a máquina.", "es")


@pytest.mark.parametrize("locale", ["en", *languages(), "es-MX", "zh-TW"])
def test_every_message_has_words_that_keep_its_placeholder(locale: str) -> None:
    states = [
        (Progress(2), False),
        (Progress(2, translated=1), False),
        (Progress(2, translated=1), True),
        (Progress(2, translated=2, machine_drafts=2), False),
        (Progress(2, translated=2, machine_drafts=1), False),
        (Progress(2, translated=2, outdated=1), False),
        (Progress(2, translated=2, unfinished=1), False),
    ]
    said = [notice(progress, locale, "ar", omitted=omitted) for progress, omitted in states]
    texts = [found.text for found in said if found and found.lang == locale]
    assert len(set(texts)) == len(MESSAGES)
    assert not any("{" in text for text in texts)


def test_persian_words_are_written_with_persian_letters_and_half_spaces() -> None:
    for progress in (PARTIAL, MACHINE, Progress(2, 2, 0, 0, 1, 1, 0)):
        found = notice(progress, "fa", "en")
        assert found is not None
        assert not re.search("[يك]|بخش هایی|آن ها|می [آ-ی]", found.text)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("ar", "باللغة الإنجليزية."),
        ("he", "(אנגלית)."),
        ("zh-Hant", "以英文刊出。"),
        ("fa", "به زبان انگلیسی آمده است."),
        ("en-US", "appear in British English."),
    ],
)
def test_the_language_of_an_article_fits_into_the_sentence(locale: str, words: str) -> None:
    said = notice(Progress(3, translated=1), locale, "en-GB")
    assert said is not None
    assert said.text.endswith(words)


def test_the_documentation_has_every_message() -> None:
    page = (Path(__file__).parents[2] / "docs" / "editions.md").read_text(encoding="utf-8")
    assert [message for message in MESSAGES if f"| {message} |" not in page] == []


def machine(target: str, *, fuzzy: bool, previous: str | None = None) -> Entry:
    origin = Origin(kind="mt", engine="fake", machine=digest("Paz"))
    return Entry("Peace", target, fuzzy=fuzzy, origin=origin, previous_source=previous)


REVIEWED = Entry("Peace", "Paz", origin=Origin(
    kind="mt", machine=digest("Paz"), reviewer="ana", source=digest(None, "Peace"),
    words=digest("Paz")))  # fmt: skip
ENTRIES = [
    None,
    Entry("Peace"),
    Entry("Peace", "Paz"),
    Entry("Peace", "Paz", fuzzy=True),
    Entry("Peace", "Paz", fuzzy=True, previous_source="War"),
    machine("Paz", fuzzy=True),
    machine("La paz", fuzzy=True),
    machine("Paz", fuzzy=True, previous="War"),
    machine("Paz", fuzzy=False),
    REVIEWED,
]


def test_every_segment_is_counted_by_what_vouches_for_it() -> None:
    assert measure(ENTRIES, State.DRAFT) == Progress(
        segments=10,
        translated=8,
        reviewed=1,
        machine=4,
        machine_drafts=2,
        outdated=1,
        unfinished=2,
        outdated_machine=1,
    )


def test_readers_are_told_of_a_machine_s_draft_that_follows_an_earlier_text() -> None:
    said = notice(measure([machine("Paz", fuzzy=True, previous="War")], State.DRAFT), "es", "en")
    assert said is not None
    assert said.text == (
        "Este texto es una traducción automática que nadie ha revisado todavía. "
        "Algunas partes de esta traducción corresponden a una versión anterior del original."
    )


def test_a_draft_whose_changed_sentences_a_machine_translated_follows_the_text_of_today() -> None:
    origin = Origin(kind="sentences", engine="fake", machine=digest("Paz"))
    entry = Entry("Peace", "Paz", fuzzy=True, origin=origin, previous_source="War")
    progress = measure([entry], State.DRAFT)
    assert (progress.machine_drafts, progress.outdated, progress.outdated_machine) == (1, 0, 0)


def test_a_match_of_the_memory_follows_no_earlier_version_of_the_original() -> None:
    match = Origin("tm", "briefs/war", 0.8, source=digest(None, "Peace"))
    found = Entry("Peace", "Paz", fuzzy=True, previous_source="War", origin=match)
    progress = measure([found], State.DRAFT)
    assert progress == Progress(1, translated=1, unfinished=1)
    said = notice(progress, "es", "en")
    assert said is not None
    assert said.text == "Algunas partes de esta traducción son todavía un borrador."


def test_what_is_not_counted_is_none() -> None:
    assert measure([Entry("Peace", "Paz"), None], State.DRAFT) == Progress(2, translated=1)


def test_a_number_that_a_machine_took_over_is_copied_until_somebody_vouches_for_it() -> None:
    copied = Entry("1999", "1999", origin=Origin(kind="mt", machine=digest("1999")))
    reviewed = Entry("1999", "1999", origin=Origin(
        kind="mt", machine=digest("1999"), reviewer="ana", source=digest(None, "1999"),
        words=digest("1999")))  # fmt: skip
    found = measure([copied, reviewed], State.DRAFT)
    assert (found.translated, found.copied, found.reviewed, found.machine) == (2, 1, 1, 1)


@pytest.mark.parametrize(
    ("min_state", "translated", "drafts"),
    [(State.UNTRANSLATED, 8, 5), (State.DRAFT, 8, 5), (State.TRANSLATED, 3, 0),
     (State.REVIEWED, 1, 0)],
)  # fmt: skip
def test_what_may_not_be_published_counts_as_untranslated(
    min_state: State, translated: int, drafts: int
) -> None:
    found = measure(ENTRIES, min_state)
    assert (found.translated, found.drafts) == (translated, drafts)


@pytest.mark.parametrize(
    ("progress", "status"),
    [
        (Progress(4), "untranslated"),
        (Progress(4, translated=3, reviewed=3), "partial"),
        (Progress(4, translated=3, machine_drafts=3), "partial"),
        (Progress(4, translated=4, reviewed=3, outdated=1), "draft"),
        (Progress(4, translated=4, machine_drafts=4), "draft"),
        (Progress(4, translated=4, unfinished=1), "draft"),
        (Progress(4, translated=4, reviewed=3), "translated"),
        (Progress(4, translated=4, reviewed=4, machine=4), "reviewed"),
        (Progress(0), "translated"),
    ],
)
def test_the_status_is_as_good_as_the_worst_segment(progress: Progress, status: str) -> None:
    assert progress.status == status


def test_a_copied_number_is_copied_in_each_unreviewed_state_and_in_no_other() -> None:
    copied = Entry("1999", "1999", origin=Origin(kind="mt", machine=digest("1999")))
    for entry, count in ((copied, 1), (Entry("1999", "1998", origin=copied.origin), 0)):
        assert measure([entry], State.DRAFT).copied == count
