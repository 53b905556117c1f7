"""Merging keeps people's words, finds the text that changed, and is done after one time."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.catalogs.merge import Merge, MergeReport, merge, template
from l10n_flow.catalogs.po import canonical, header
from l10n_flow.catalogs.provenance import origins
from l10n_flow.model import Catalog, Entry, Key, Origin, Segment, State, digest

from .gettext_tools import complaints, msgcat

THRESHOLD = 70
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)

TALKS = "Peace talks in Doha resume after a long winter."
TALKS_EDITED = "Peace talks in Doha resume after a short winter."
TALKS_AGAIN = "Peace talks in Cairo resume after a short winter."
BREAD = "The price of bread has doubled since the harvest failed."
NEW = "Nobody expected the verdict of the court in The Hague."


def segments(*sources: str) -> list[Segment]:
    return [Segment(source, "paragraph") for source in sources]


def synced(catalog: Catalog, *sources: str, threshold: float = THRESHOLD) -> Merge:
    return merge(catalog, segments(*sources), threshold=threshold)


def reviewed(source: str, target: str) -> Entry:
    return origins.reviewed(Entry(source, target), "ana", NOON)


def live(catalog: Catalog) -> list[str]:
    return [entry.source for entry in catalog.entries if not entry.obsolete]


# Exact


def test_a_new_catalog_has_the_articles_segments_in_order() -> None:
    merged = synced(Catalog("es"), TALKS, BREAD)
    assert merged.catalog.entries == (Entry(TALKS), Entry(BREAD))
    assert merged.report == MergeReport(added=2, changed=True)


def test_an_unchanged_article_changes_nothing() -> None:
    catalog = synced(Catalog("es"), TALKS, BREAD).catalog
    merged = synced(catalog, TALKS, BREAD)
    assert merged.catalog is catalog
    assert merged.report == MergeReport(kept=2)


def test_a_moved_paragraph_keeps_its_translation() -> None:
    one, two = reviewed(TALKS, "Paz"), reviewed(BREAD, "Pan")
    merged = synced(Catalog("es", (one, two)), BREAD, TALKS)
    assert merged.catalog.entries == (two, one)
    assert merged.report == MergeReport(kept=2, changed=True)


def test_what_translators_and_tools_added_stays_and_only_notes_are_rewritten() -> None:
    entry = replace(
        reviewed(TALKS, "Paz"),
        fuzzy=True,
        previous_source="Peace talks",
        comments=("a comment",),
        notes=("stale",),
        references=("a.md:3",),
        flags=("no-wrap", "x-own"),
    )
    headers = (("Language", "es"), ("X-Own", "1"))
    catalog = Catalog("es", (entry,), headers, ("a comment",), ("fuzzy",))
    merged = merge(catalog, [Segment(TALKS, "heading 1")], threshold=THRESHOLD)
    assert merged.catalog == replace(catalog, entries=(replace(entry, notes=("heading 1",)),))
    assert merged.report == MergeReport(kept=1, changed=True)


def test_the_same_text_twice_is_one_entry_with_the_notes_of_both() -> None:
    article = [Segment("Peace", "heading 1", note="a pun"), Segment("Peace", "item", note="a pun")]
    merged = merge(Catalog("es"), article, threshold=THRESHOLD)
    assert merged.catalog.entries == (Entry("Peace", notes=("a pun", "heading 1", "item")),)
    assert template(article).entries == merged.catalog.entries


def test_the_same_text_in_another_context_is_another_entry() -> None:
    article = [Segment("Peace", "text"), Segment("Peace", "text", context="title")]
    merged = merge(Catalog("es", (Entry("Peace", "Paz"),)), article, threshold=THRESHOLD)
    assert merged.catalog.entries == (Entry("Peace", "Paz"), Entry("Peace", context="title"))


# Similar


def test_an_edited_paragraph_keeps_its_words_as_a_draft_and_shows_what_they_were_made_for() -> None:
    old = replace(reviewed(TALKS, "Paz"), comments=("see the glossary",), flags=("no-wrap",))
    merged = synced(Catalog("es", (old,)), TALKS_EDITED)
    draft, kept = merged.catalog.entries
    assert draft == Entry(
        TALKS_EDITED,
        "Paz",
        fuzzy=True,
        origin=Origin(
            "fuzzy", score=0.93, machine=digest("Paz"), source=digest(None, TALKS_EDITED)
        ),
        previous_source=TALKS,
        comments=("see the glossary",),
        flags=("no-wrap",),
    )
    assert draft.state is State.DRAFT
    assert kept == replace(old, obsolete=True)
    assert merged.report == MergeReport(fuzzy=1, obsolete=1, changed=True)


def test_confirming_a_draft_in_another_editor_does_not_revive_the_review() -> None:
    draft = synced(Catalog("es", (reviewed(TALKS, "Paz"),)), TALKS_EDITED).catalog.entries[0]
    assert replace(draft, fuzzy=False).state is State.TRANSLATED


def test_an_untranslated_paragraph_that_is_edited_is_just_a_new_one() -> None:
    merged = synced(Catalog("es", (Entry(TALKS),)), TALKS_EDITED)
    assert merged.catalog.entries == (Entry(TALKS_EDITED),)
    assert merged.report == MergeReport(added=1, removed=1, changed=True)


def test_a_text_edited_twice_is_compared_with_the_one_that_was_translated() -> None:
    once = synced(Catalog("es", (reviewed(TALKS, "Paz"),)), TALKS_EDITED).catalog
    twice = synced(once, TALKS_AGAIN).catalog
    draft, kept = twice.entries
    assert (draft.source, draft.target, draft.previous_source) == (TALKS_AGAIN, "Paz", TALKS)
    assert kept == replace(reviewed(TALKS, "Paz"), obsolete=True)


def test_a_draft_that_a_person_reworked_is_compared_with_the_text_they_saw() -> None:
    once = synced(Catalog("es", (reviewed(TALKS, "Paz"),)), TALKS_EDITED).catalog
    reworked = replace(once, entries=(replace(once.entries[0], target="La paz"), *once.entries[1:]))
    twice = synced(reworked, TALKS_AGAIN).catalog
    draft, *obsolete = twice.entries
    assert (draft.target, draft.previous_source) == ("La paz", TALKS_EDITED)
    assert {entry.target for entry in obsolete} == {"Paz", "La paz"}


def test_an_untouched_draft_follows_the_words_that_were_corrected_on_another_branch() -> None:
    """Somebody corrected the translation of the old text while the author changed the text."""
    before = Catalog("es", (Entry("Help before the snow", "Ayuda antes de la nieve"),))
    article = [Segment("Help before the first snow", "heading 1")]
    synced = merge(before, article, threshold=66).catalog
    draft, old = synced.entries
    corrected = replace(old, target="Ayude antes de que nieve")
    merged = merge(replace(synced, entries=(draft, corrected)), article, threshold=66).catalog
    assert merged.entries[0].target == "Ayude antes de que nieve"
    assert merged.entries[0].state is State.DRAFT
    assert merged.entries[1] == corrected
    assert merge(merged, article, threshold=66).catalog == merged
    touched = replace(draft, target="Ayuda antes de la primera nieve")
    kept = merge(replace(synced, entries=(touched, corrected)), article, threshold=66).catalog
    assert kept.entries[0] == touched


def test_a_draft_whose_placeholders_may_have_other_numbers_does_not_follow() -> None:
    before = Catalog(
        "es", (Entry("See [one]({1}) and [two]({2}).", "Véase [uno]({1}), [dos]({2})."),)
    )
    article = [Segment("See [one]({1}) and then [two]({2}).", "paragraph")]
    draft, old = merge(before, article, threshold=66).catalog.entries
    corrected = replace(old, target="Véanse [uno]({1}), [dos]({2}).")
    kept = merge(Catalog("es", (draft, corrected)), article, threshold=66).catalog
    assert kept.entries[0] == draft


@pytest.mark.parametrize(
    ("numbers", "corrected", "follows"),
    [
        ("", "Véanse notas", True),
        ("{1}", "Véanse [notas]({1})", True),
        ("{1}", "Véanse notas", False),
        ("{1}", "Véanse [notas]({2})", False),
        ("{1}", "Véase [nota]({1}) y [otra]({1})", True),
        ("{1} {2}", "Véanse {1} {2}", False),
    ],
)
def test_a_draft_follows_words_with_the_same_placeholder_or_none(
    numbers: str, corrected: str, follows: bool
) -> None:
    before = Catalog("es", (Entry(f"See the notes {numbers}", f"Véase nota {numbers}"),))
    article = [Segment(f"See all the notes {numbers}", "paragraph")]
    draft, old = merge(before, article, threshold=66).catalog.entries
    parent = replace(old, target=corrected)
    merged = merge(Catalog("es", (draft, parent)), article, threshold=66).catalog.entries[0]
    assert merged.target == (corrected if follows else draft.target)
    assert merged.previous_source == old.source
    assert (merged == draft) is not follows


def test_of_equally_similar_entries_the_one_of_the_same_context_goes_first() -> None:
    for first, second in (("title", None), (None, "title")):
        old = [Entry(TALKS, f"Paz {context}", context=context) for context in (first, second)]
        for context in (first, second):
            article = [Segment(TALKS_EDITED, "paragraph", context=context)]
            merged = merge(Catalog("es", tuple(old)), article, threshold=THRESHOLD)
            assert merged.catalog.entries[0].target == f"Paz {context}"


def test_terms_are_notes_below_the_others() -> None:
    article = [Segment("Peace", "heading 1", note="a pun"), Segment("War", "heading 1")]
    terms = {article[0].key: ("term: peace = paz", "two\nlines")}
    notes = ("a pun", "heading 1", "term: peace = paz", "two␊lines")
    for entries in (
        template(article, project="news", terms=terms).entries,
        merge(Catalog("es"), article, threshold=THRESHOLD, terms=terms).catalog.entries,
    ):
        assert [entry.notes for entry in entries] == [notes, ("heading 1",)]


def test_what_a_later_version_wrote_about_a_draft_goes_along_with_its_words() -> None:
    origin = Origin("mt", "argos-1.9", machine=digest("Paz"), others=(("x", "later"),))
    draft = synced(Catalog("es", (Entry(TALKS, "Paz", fuzzy=True, origin=origin),)), TALKS_EDITED)
    found = draft.catalog.entries[0].origin
    assert found is not None
    assert found.others == (("x", "later"),)


def test_a_draft_does_not_follow_words_that_are_a_draft_themselves() -> None:
    before = Catalog("es", (Entry("Help before the snow", "Ayuda antes de la nieve"),))
    article = [Segment("Help before the first snow", "heading 1")]
    synced = merge(before, article, threshold=66).catalog
    draft, old = synced.entries
    doubtful = replace(old, target="Ayude", fuzzy=True)
    kept = merge(replace(synced, entries=(draft, doubtful)), article, threshold=66).catalog
    assert kept.entries[0] == draft


def test_a_machines_words_stay_a_machines_until_somebody_touches_them() -> None:
    made = origins.drafted(Entry(TALKS), "Paz", Origin("mt", "argos-1.9", 0.8), NOON)
    touched = replace(made, target="La paz")
    for old, kind, engine in ((made, "mt", "argos-1.9"), (touched, "fuzzy", "")):
        entry = synced(Catalog("es", (old,)), TALKS_EDITED).catalog.entries[0]
        assert entry.origin is not None
        assert (entry.origin.kind, entry.origin.engine) == (kind, engine)
        assert entry.is_machine_made is (kind == "mt")


def test_inserting_an_unrelated_paragraph_steals_nothing() -> None:
    before = (reviewed(TALKS, "Paz"), reviewed(BREAD, "Pan"))
    merged = synced(Catalog("es", before), NEW, TALKS, BREAD)
    assert live(merged.catalog) == [NEW, TALKS, BREAD]
    assert merged.catalog.entries == (Entry(NEW), *before)
    assert merged.report == MergeReport(kept=2, added=1, changed=True)


def test_an_edit_and_an_insertion_at_once_are_told_apart() -> None:
    before = (reviewed(TALKS, "Paz"), reviewed(BREAD, "Pan"))
    merged = synced(Catalog("es", before), NEW, TALKS_EDITED, BREAD)
    assert [entry.target for entry in merged.catalog.entries] == ["", "Paz", "Pan", "Paz"]
    assert merged.report == MergeReport(kept=1, added=1, fuzzy=1, obsolete=1, changed=True)


def test_the_best_pair_goes_first_and_an_old_entry_serves_once() -> None:
    nearer = TALKS.replace("winter.", "winter")
    merged = synced(Catalog("es", (Entry(TALKS, "Paz"),)), TALKS_AGAIN, nearer)
    assert [entry.target for entry in merged.catalog.entries] == ["", "Paz", "Paz"]
    assert merged.catalog.entries[1].previous_source == TALKS


def test_of_equally_similar_entries_the_one_still_in_use_goes_first() -> None:
    gone = Entry("Winter of the year 1111", "vieja", obsolete=True)
    used = Entry("Winter of the year 2222", "nueva")
    merged = synced(Catalog("es", (used, gone)), "Winter of the year 3333")
    assert merged.catalog.entries[0].target == "nueva"


def test_lines_that_resemble_one_another_are_matched_in_order() -> None:
    old = [Entry(f"Version {n} of the report is out today.", f"v{n}") for n in range(30)]
    new = [f"Version {n} of the dossier is out today." for n in range(30)]
    merged = synced(Catalog("es", tuple(old)), *new)
    assert [entry.target for entry in merged.catalog.entries[:30]] == [f"v{n}" for n in range(30)]
    assert merged.report == MergeReport(fuzzy=30, obsolete=30, changed=True)


def test_a_context_that_an_author_adds_makes_a_draft_of_the_same_text() -> None:
    article = [Segment(TALKS, "paragraph", context="second sense")]
    merged = merge(Catalog("es", (Entry(TALKS, "Paz", context="a"),)), article, threshold=THRESHOLD)
    draft = merged.catalog.entries[0]
    assert (draft.previous_context, draft.previous_source, draft.fuzzy) == ("a", TALKS, True)
    assert draft.origin is not None
    assert draft.origin.score == 1


@pytest.mark.parametrize(("threshold", "fuzzy"), [(50, 1), (92, 1), (93, 0), (100, 0), (101, 0)])
def test_the_threshold_decides(threshold: float, fuzzy: int) -> None:
    catalog = Catalog("es", (Entry(TALKS, "Paz"),))
    assert synced(catalog, TALKS_EDITED, threshold=threshold).report.fuzzy == fuzzy


# Obsolete


def test_a_text_edited_back_has_its_reviewed_translation_back() -> None:
    before = Catalog("es", (reviewed(TALKS, "Paz"), reviewed(BREAD, "Pan")))
    edited = synced(before, TALKS_EDITED, BREAD).catalog
    merged = synced(edited, TALKS, BREAD)
    assert merged.catalog == before
    assert merged.report == MergeReport(kept=1, revived=1, removed=1, changed=True)


def test_words_that_are_no_longer_used_are_kept_without_notes() -> None:
    old = replace(reviewed(TALKS, "Paz"), notes=("heading 1",), references=("a.md:1",))
    merged = synced(Catalog("es", (old, Entry(NEW))), BREAD)
    assert merged.catalog.entries == (Entry(BREAD), replace(old, obsolete=True, notes=()))
    assert merged.report == MergeReport(added=1, obsolete=1, removed=1, changed=True)


def test_a_draft_carried_over_goes_only_if_its_words_stand_elsewhere() -> None:
    draft = synced(Catalog("es", (Entry(TALKS, "Paz"),)), TALKS_EDITED).catalog.entries[0]
    alone = synced(Catalog("es", (draft,)), BREAD).catalog
    assert [entry.target for entry in alone.entries] == ["", "Paz"]
    remarked = replace(draft, comments=("what about the tense?",))
    kept = synced(Catalog("es", (remarked, Entry(TALKS, "Paz", obsolete=True))), BREAD).catalog
    assert remarked.comments in [entry.comments for entry in kept.entries]


def carried(kind: str, target: str, made: str = "") -> Entry:
    origin = Origin(kind, machine=digest(made or target)) if kind else None
    return Entry(BREAD, target, fuzzy=True, origin=origin, previous_source=TALKS)


@pytest.mark.parametrize(
    ("draft", "stays"),
    [
        (carried("fuzzy", "Paz"), False),
        (carried("mt", "Paz"), False),
        (carried("tm", "Paz"), True),
        (carried("", "Paz"), True),
        (carried("fuzzy", "Paz", made="Pan"), True),
        (carried("fuzzy", "Paz ya"), True),
        (carried("fuzzy", "La paz"), True),
        (replace(carried("fuzzy", "Paz"), fuzzy=False), True),
        (replace(carried("mt", "Paz"), previous_source=None), True),
    ],
)
def test_a_draft_goes_that_nobody_touched_and_whose_words_stand_where_it_was_carried_from(
    draft: Entry, stays: bool
) -> None:
    before = Catalog("es", (draft, Entry(TALKS, "Paz")))
    after = synced(before, NEW).catalog
    assert (draft.target in [e.target for e in after.entries if e.source == BREAD]) == stays
    assert Entry(TALKS, "Paz", obsolete=True) in after.entries


def test_two_drafts_that_name_each_other_do_not_lose_their_words() -> None:
    origin = Origin("fuzzy", machine=digest("Paz"))
    pair = (
        Entry(TALKS, "Paz", fuzzy=True, origin=origin, previous_source=BREAD),
        Entry(BREAD, "Paz", fuzzy=True, origin=origin, previous_source=TALKS),
    )
    assert [entry.target for entry in synced(Catalog("es", pair), NEW).catalog.entries[1:]]


# Laws

WORDS = ["peace", "talks", "war", "bread", "harvest", "court", "winter", "Doha", "the", "of", "in"]
_sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
_segments = st.builds(
    Segment,
    _sentences,
    st.sampled_from(["paragraph", "heading 1"]),
    context=st.sampled_from([None, None, None, "title"]),
    note=st.sampled_from(["", "a pun"]),
)
articles = st.lists(_segments, max_size=8)
thresholds = st.sampled_from([0, 40, 70, 100, 101])


@st.composite
def histories(draw: st.DrawFn) -> Catalog:
    """A catalog as merges, translators, reviewers and every step of the cascade leave it."""
    catalog = Catalog("es")
    for article in draw(st.lists(articles, max_size=4)):
        catalog = merge(catalog, article, threshold=draw(thresholds)).catalog
        catalog = replace(catalog, entries=tuple(draw(_worked_on(e)) for e in catalog.entries))
    return catalog


def _worked_on(entry: Entry) -> st.SearchStrategy[Entry]:
    if entry.obsolete:
        return st.just(entry)
    words = st.sampled_from(["uno", "dos", "tres"])
    translated = words.map(lambda target: replace(entry, target=target, fuzzy=False))
    vouched = translated.map(lambda done: origins.reviewed(done, "ana", NOON))
    remarked = st.just(replace(entry, comments=("hm?",)))
    return st.one_of(st.just(entry), _drafted(entry), translated, vouched, remarked)


def _drafted(entry: Entry) -> st.SearchStrategy[Entry]:
    """As pretranslation does it: an engine, a memory, a similar text, sentences."""
    similar = Key(None, "peace talks of another article")
    made_for = Key(entry.previous_context, entry.previous_source or "")
    kinds: list[tuple[Origin, Key | None]] = [
        (Origin("mt", "fake-1", 0.5, why=("retried",)), None),
        (Origin("tm", "brief", 1.0, why=("context",)), None),
        (Origin("tm", "brief", 0.8, why=("adapted:2024",)), similar),
    ]
    if entry.fuzzy and entry.previous_source is not None:
        kinds.append((Origin("sentences", "fake-1", 0.5, why=("sentence-2",)), made_for))
    words = st.sampled_from(["ein", "zwei"])
    return st.tuples(words, st.sampled_from(kinds)).map(
        lambda drawn: origins.drafted(entry, drawn[0], drawn[1][0], NOON, previous=drawn[1][1])
    )


def is_patch(entry: Entry) -> bool:
    """Whether nobody has touched a draft of sentences."""
    origin = entry.origin
    return bool(
        entry.fuzzy
        and origin
        and origin.kind == "sentences"
        and origin.machine == digest(entry.target)
    )


def merging_twice_is_merging_once(
    catalog: Catalog, article: list[Segment], threshold: float
) -> None:
    once = merge(catalog, article, threshold=threshold)
    twice = merge(once.catalog, article, threshold=threshold)
    assert twice.catalog == once.catalog
    assert not twice.report.changed
    assert once.report.changed == (once.catalog != catalog)


def the_live_entries_are_the_articles_segments(
    catalog: Catalog, article: list[Segment], threshold: float
) -> None:
    merged = merge(catalog, article, threshold=threshold)
    expected = list(dict.fromkeys(segment.key for segment in article))
    assert [entry.key for entry in merged.catalog.entries if not entry.obsolete] == expected
    keys = [entry.key for entry in merged.catalog.entries]
    assert len(keys) == len(set(keys))
    assert not any(entry.obsolete and not entry.target for entry in merged.catalog.entries)


def no_words_are_ever_lost(catalog: Catalog, article: list[Segment], threshold: float) -> None:
    merged = merge(catalog, article, threshold=threshold)
    after = {entry.key: entry for entry in merged.catalog.entries}
    for entry in catalog.entries:
        if entry.state >= State.TRANSLATED:
            kept = after[entry.key]
            assert kept == replace(entry, notes=kept.notes, obsolete=kept.obsolete)
    words = {entry.target for entry in catalog.entries if not is_patch(entry)}
    assert words <= {entry.target for entry in merged.catalog.entries} | {""}
    remarks = {entry.comments for entry in catalog.entries if entry.target}
    assert remarks <= {entry.comments for entry in merged.catalog.entries} | {()}


@given(histories(), articles, articles, thresholds)
def test_an_article_edited_back_has_its_translations_back(
    catalog: Catalog, article: list[Segment], other: list[Segment], threshold: float
) -> None:
    before = merge(catalog, article, threshold=threshold).catalog
    elsewhere = merge(before, other, threshold=threshold).catalog
    back = merge(elsewhere, article, threshold=threshold).catalog
    for entry in before.entries:
        if entry.state >= State.TRANSLATED and not entry.obsolete:
            assert back.live[entry.key] == entry


def the_report_adds_up(catalog: Catalog, article: list[Segment], threshold: float) -> None:
    merged = merge(catalog, article, threshold=threshold)
    report = merged.report
    after = merged.catalog.entries
    assert report.kept + report.added + report.fuzzy + report.revived == len(merged.catalog.live)
    used = len(catalog.live)
    assert used + report.added + report.fuzzy + report.revived - report.obsolete >= len(
        merged.catalog.live
    )
    new = report.added + report.fuzzy
    assert len(catalog.entries) + new - report.removed == len(after)


def every_merged_catalog_can_be_written(
    catalog: Catalog, article: list[Segment], threshold: float
) -> None:
    merged = merge(catalog, article, threshold=threshold).catalog
    complete = header.completed(merged, "a project")
    assert canonical.read(canonical.write(complete), "es") == complete


LAWS = (
    merging_twice_is_merging_once,
    the_live_entries_are_the_articles_segments,
    no_words_are_ever_lost,
    the_report_adds_up,
    every_merged_catalog_can_be_written,
)


@settings(max_examples=80)
@given(histories(), articles, thresholds)
def test_the_laws_of_merging(catalog: Catalog, article: list[Segment], threshold: float) -> None:
    """All of them for each history: to draw one takes longer than to look at it five times."""
    for law in LAWS:
        law(catalog, article, threshold)


# Real articles


def paragraphs(text: str) -> list[str]:
    """Roughly what documents/ would give: no front matter, no code, a line each."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    found = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return list(dict.fromkeys(part for part in found if len(part.split()) >= 4))


@pytest.fixture
def blog(posts: Callable[[int], list[Path]]) -> list[list[str]]:
    return [paragraphs(post.read_text(encoding="utf-8")) for post in posts(1)]


def translated(posts: Sequence[Sequence[str]]) -> list[Catalog]:
    headers = header.new_headers("es", "blog")
    return [
        Catalog("es", tuple(reviewed(source, f"«{source}»") for source in post), headers)
        for post in posts
    ]


def test_editing_a_word_of_a_paragraph_in_twenty_makes_that_many_drafts(
    blog: list[list[str]],
) -> None:
    chance = random.Random(5)
    paragraph_count = sum(map(len, blog))
    wanted = set(chance.sample(range(paragraph_count), paragraph_count // 20))
    number = iter(range(paragraph_count))
    reports = []
    for post, catalog in zip(blog, translated(blog), strict=True):
        article = [edited(p, chance) if next(number) in wanted else p for p in post]
        merged = synced(catalog, *article)
        reports.append(merged.report)
        before = dict(zip(article, post, strict=True))
        drafts = [entry for entry in merged.catalog.entries if entry.fuzzy]
        assert all(entry.previous_source == before[entry.source] for entry in drafts)
    assert len(wanted) >= len(blog) // 2
    assert sum(report.fuzzy for report in reports) == len(wanted)
    assert sum(report.obsolete for report in reports) == len(wanted)
    assert sum(report.added + report.removed + report.revived for report in reports) == 0


def edited(paragraph: str, chance: random.Random) -> str:
    words = paragraph.split()
    words[chance.randrange(len(words))] = "otherwise"
    return " ".join(words)


def test_the_same_paragraph_on_top_of_every_post_is_one_new_entry_each(
    blog: list[list[str]],
) -> None:
    for post, catalog in zip(blog, translated(blog), strict=True):
        merged = synced(catalog, NEW, *post)
        assert merged.report == MergeReport(kept=len(post), added=1, changed=True)
        assert merged.catalog.entries == (Entry(NEW), *catalog.entries)


def test_gettext_accepts_what_a_merge_of_real_articles_writes(blog: list[list[str]]) -> None:
    for post, catalog in list(zip(blog, translated(blog), strict=True))[:: len(blog) // 6 or 1]:
        edited = [f"{source} Indeed." for source in post[::2]]
        dated = header.revised(synced(catalog, *edited).catalog, NOON)
        written = canonical.write(dated)
        assert msgcat(written) == written
        assert complaints(written) == []
