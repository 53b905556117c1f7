from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.checks.projectrules import (
    EntryPlace,
    Slug,
    divided,
    duplicate_slugs,
    inconsistent,
    packed,
)
from l10n_flow.model import Entry

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
