from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalogs.threeway import CONFLICT
from l10n_flow.checks.projectlevel import PROJECT_LEVEL
from l10n_flow.checks.projectrules import (
    EntryPlace,
    Slug,
    divided,
    duplicate_slugs,
    inconsistent,
    packed,
    provenance,
)
from l10n_flow.model import Entry, Origin, digest

TALKS = "The talks went on."


def places(*targets: str) -> list[EntryPlace]:
    return [EntryPlace(f"a{n}", Entry(TALKS, target)) for n, target in enumerate(targets)]


def test_the_minority_is_told_what_the_majority_says() -> None:
    found = list(inconsistent(places("Las charlas siguieron.", "Siguió.", "Siguió.")))
    assert [(one.article, one.message) for one in found] == [
        ("a0", "the same text is 'Siguió.' in a1")
    ]


def test_space_and_capitals_make_no_other_translation() -> None:
    assert not list(inconsistent(places("Siguió  así.", "siguió así.")))


def test_labels_drafts_and_texts_with_a_context_do_not_count() -> None:
    labels = [EntryPlace("a", Entry("Go on", "Siga")), EntryPlace("b", Entry("Go on", "Adelante"))]
    assert not list(inconsistent(labels))
    first, second = places("Uno.", "Dos.")
    assert not list(inconsistent([first, EntryPlace("b", replace(second.entry, fuzzy=True))]))
    assert not list(inconsistent([first, EntryPlace("b", replace(second.entry, context="x"))]))
    assert not list(inconsistent([first, EntryPlace("b", replace(second.entry, obsolete=True))]))


def test_a_long_translation_is_quoted_in_part() -> None:
    (found,) = inconsistent(places("x" * 100, "y"))
    assert found.message == f"the same text is '{'x' * 59}…' in a0"


def test_an_address_is_taken_once_in_its_folder() -> None:
    slugs = [Slug("a", "", "paz"), Slug("b", "news", "paz"), Slug("c", "", "Paz")]
    assert [(one.article, one.detail) for one in duplicate_slugs(slugs)] == [("c", "Paz")]


ENTRIES = st.builds(
    Entry,
    source=st.sampled_from(["Peace", "War", "Rain", "Mud"]),
    target=st.sampled_from(["", "Paz", "Guerra", "صلح"]),
    context=st.sampled_from([None, None, "title"]),
    fuzzy=st.booleans(),
)


@given(st.dictionaries(st.sampled_from("abcd"), st.lists(ENTRIES, max_size=4)))
def test_it_finds_what_a_look_at_all_entries_finds(articles: dict[str, list[Entry]]) -> None:
    wordings: dict[str, set[str]] = defaultdict(set)
    for entries in articles.values():
        for entry in entries:
            if entry.target and not entry.fuzzy and entry.context is None:
                wordings[entry.source].add(entry.target)
    torn = {source for source, found in wordings.items() if len(found) > 1}
    assert divided({name: packed(entries) for name, entries in articles.items()}) == {
        name
        for name, entries in articles.items()
        if any(e.source in torn and e.target and not e.fuzzy and e.context is None for e in entries)
    }


def made(target: str, engine: str = "argos-1", *, fuzzy: bool = True, source: str = "") -> Entry:
    """An entry as a machine made it."""
    origin = Origin("mt", engine, machine=digest(target))
    return Entry(source or f"Source of {target}", target, fuzzy=fuzzy, origin=origin)


def told(
    *entries: Entry, published: bool = True, off: str = "", words: dict[str, int] | None = None
) -> list[str]:
    """What is found about the origins of these entries, of ten words each if `words` has none."""
    sizes = {entry.key: (words or {}).get(entry.target, 10) for entry in entries}
    found = provenance(entries, sizes, published=published, wanted=lambda check: check != off)
    return [f"{one.check}: {one.message}" for one in found]


PEOPLES = Entry("War", "Guerra")
OUTDATED = Entry("Rain", "Lluvia", fuzzy=True, origin=Origin("fuzzy"))


def test_drafts_that_are_published_are_counted_by_who_made_them() -> None:
    share = "50 % of the words are machine-translated and unedited"
    assert told(made("Paz"), PEOPLES) == [
        f"machine-draft: 1 machine draft is published without a review; {share}"
    ]
    assert told(made("Paz"), made("Sol"), PEOPLES, PEOPLES, words={"Guerra": 90}) == [
        "machine-draft: 2 machine drafts are published without a review"
    ]
    assert told(OUTDATED) == ["other-draft: 1 outdated translation is published"]
    assert told(OUTDATED, OUTDATED) == ["other-draft: 2 outdated translations are published"]
    assert told(OUTDATED, published=False) == []
    unfinished = Entry("Mud", "Barro", fuzzy=True)
    assert told(unfinished) == ["other-draft: 1 unfinished translation is published"]
    assert told(unfinished, OUTDATED, replace(unfinished, previous_source="Mire")) == [
        "other-draft: 2 outdated and 1 unfinished translations are published"
    ]


def test_a_machine_s_draft_of_an_earlier_text_is_told_as_such() -> None:
    old = replace(made("Paz"), previous_source="War")
    assert told(old, made("Sol"), PEOPLES, PEOPLES, words={"Guerra": 90}) == [
        (
            "machine-draft: 2 machine drafts are published without a review, "
            "1 of them made for an earlier text"
        )
    ]
    alone = told(old, PEOPLES, PEOPLES, words={"Guerra": 90})
    assert alone == [
        "machine-draft: 1 machine draft, made for an earlier text, is published without a review"
    ]


def test_what_the_memory_had_for_a_similar_text_is_unfinished_until_the_article_changes() -> None:
    match = Origin("tm", "briefs/mire", 0.8, source=digest(None, "Mud"))
    found = Entry("Mud", "Barro", fuzzy=True, previous_source="Mire", origin=match)
    assert told(found) == ["other-draft: 1 unfinished translation is published"]
    assert told(replace(found, source="Muds", previous_source="Mud")) == [
        "other-draft: 1 outdated translation is published"
    ]


def test_a_conflict_that_waits_is_no_outdated_translation() -> None:
    contested = Entry("Mud", "Barro", fuzzy=True, comments=(f"{CONFLICT}“Lodo”",))
    assert told(contested) == []
    assert told(PEOPLES) == []


def test_a_share_of_a_machine_is_told_from_half_of_the_words_on() -> None:
    share = "machine-share: 50 % of the words are machine-translated and unedited"
    accepted = made("Paz", fuzzy=False)
    assert told(accepted, PEOPLES) == [share]
    assert told(accepted, PEOPLES, words={"Guerra": 11}) == []
    assert told(made("Paz"), PEOPLES, published=False) == [share]
    assert told(made("Paz"), PEOPLES, off="machine-draft") == [share]
    assert told(accepted, made("Sol"), PEOPLES, published=False) == [share.replace("50", "66")]


def test_words_of_the_fake_engine_and_copies_are_no_machine_translation() -> None:
    fake = "segment is published with the fake engine's words"
    assert told(made("Paz", "fake-1")) == [f"fake-text: 1 {fake}"]
    assert told(made("Paz", "fake-1"), made("Sol", "fake-1", fuzzy=False)) == [
        f"fake-text: 2 {fake.replace('segment is', 'segments are')}"
    ]
    assert told(made("Paz", "fake-1"), published=False) == []
    assert told(made("Paz", "fake-1", fuzzy=False), published=False) == [f"fake-text: 1 {fake}"]
    assert told(made("12", source="12")) == []


def test_a_review_of_an_earlier_version_is_told_with_its_reviewer() -> None:
    reviewed = Origin(reviewer="ana", words=digest("Paces"))
    (found,) = provenance(
        [Entry("Peace", "Paz", origin=reviewed)], {}, published=True, wanted=lambda _: True
    )
    assert found.message == "outdated review: ana reviewed an earlier version"
    assert found.entry is not None


def test_a_source_of_three_words_has_one_translation() -> None:
    for source, count in (("The talks on", 1), ("The talks 12", 0)):
        pair = [EntryPlace("a", Entry(source, "Uno")), EntryPlace("b", Entry(source, "Dos"))]
        assert len(list(inconsistent(pair))) == count


def test_what_is_about_some_texts_is_listed_among_them() -> None:
    among = {name for name, row in PROJECT_LEVEL.items() if not row.leads}
    assert among == {"inconsistent", "duplicate-slug"}
