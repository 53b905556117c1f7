"""Texts that move to another article keep their translations and their reviews."""

from __future__ import annotations

from dataclasses import replace

import pytest

from l10n_flow.model import Entry, Origin, digest
from l10n_flow.project import Project
from l10n_flow.workflow import regrouping
from l10n_flow.workflow.sync import SyncReport

from .newsroom import catalog, catalog_path, fill, reviewed, write
from .test_renames import LIBRARY, RIVER, moved, states, synced, translated

CUT = RIVER.index("Boats")


@pytest.fixture
def newsroom(project: Project) -> Project:
    write(project, river=RIVER, library=LIBRARY)
    return translated(project, "river", "library")


def passed(report: SyncReport) -> list[tuple[str, str, int, bool]]:
    return [(one.old, one.new, one.texts, one.is_joined) for one in report.passed]


SIMILAR = Origin("fuzzy", "brief", 0.9, machine=digest("Lodo y juncos"))


@pytest.mark.parametrize(
    ("why", "entry", "offer", "lacks"),
    [
        ("it has none", Entry("Mud"), Entry("Mud", "Lodo"), True),
        ("a draft is better than none", Entry("Mud"), Entry("Mud", "Lodo", fuzzy=True), True),
        ("it has some", Entry("Mud", "Barro"), Entry("Mud", "Lodo"), False),
        (
            "they are of a similar text",
            Entry("Mud", "Lodo y juncos", fuzzy=True, origin=SIMILAR),
            Entry("Mud", "Lodo"),
            True,
        ),
        (
            "both are drafts",
            Entry("Mud", "Lodo y juncos", fuzzy=True, origin=SIMILAR),
            Entry("Mud", "Lodo", fuzzy=True),
            False,
        ),
        (
            "somebody has changed them since",
            Entry("Mud", "Lodo y cañas", fuzzy=True, origin=SIMILAR),
            Entry("Mud", "Lodo"),
            False,
        ),
        (
            "somebody vouches for them",
            Entry("Mud", "Lodo y juncos", origin=SIMILAR),
            Entry("Mud", "Lodo"),
            False,
        ),
        (
            "they are a copy",
            Entry("Mud", "Lodo y juncos", fuzzy=True, origin=replace(SIMILAR, kind="copy")),
            Entry("Mud", "Lodo"),
            False,
        ),
        ("nobody knows whose", Entry("Mud", "Cieno", fuzzy=True), Entry("Mud", "Lodo"), False),
    ],
)
def test_an_entry_takes_the_words_of_another_article_if_it_has_none_of_its_own(
    why: str, entry: Entry, offer: Entry, *, lacks: bool
) -> None:
    assert regrouping._lacks(entry, offer) is lacks, why


def test_the_smaller_half_of_a_split_keeps_its_reviews(newsroom: Project) -> None:
    write(newsroom, river=RIVER[:CUT], boats=f"# Bread comes by boat\n\n{RIVER[CUT:]}")
    assert passed(synced(newsroom)) == [("river", "boats", 1, False)]
    assert states(newsroom, "es", "boats") == {"untranslated": 1, "reviewed": 1}
    assert states(newsroom, "es", "river") == {"reviewed": 4, "obsolete": 1}
    assert synced(newsroom).written == ()


def test_so_it_does_where_the_larger_half_has_another_name(newsroom: Project) -> None:
    (newsroom.content / "river.md").unlink()
    write(newsroom, flood=RIVER[:CUT], boats=f"# Bread comes by boat\n\n{RIVER[CUT:]}")
    report = synced(newsroom)
    assert moved(report) == [("river", "flood")]
    assert passed(report) == [("flood", "boats", 1, False)]
    assert states(newsroom, "es", "boats") == {"untranslated": 1, "reviewed": 1}


def test_both_halves_of_an_even_split_have_their_words_whoever_gets_the_address(
    newsroom: Project,
) -> None:
    cut = RIVER.index("Schools")
    (newsroom.content / "river.md").unlink()
    write(newsroom, one=RIVER[:cut], two=f"# Bread\n\n{RIVER[cut:]}")
    report = synced(newsroom)
    assert passed(report) == [("river", "one", 3, False), ("river", "two", 2, False)]
    assert states(newsroom, "es", "one") == {"reviewed": 3}
    assert states(newsroom, "es", "two") == {"untranslated": 1, "reviewed": 2}
    assert catalog_path(newsroom, "es", "river").exists()


def test_two_articles_that_were_joined_keep_the_words_of_both(newsroom: Project) -> None:
    fill(newsroom, "fa", "library", lambda source: f"{source} (fa)")
    body = LIBRARY.partition("\n\n")[2]
    (newsroom.content / "library.md").unlink()
    write(newsroom, river=f"{RIVER}\n{body}")
    assert passed(synced(newsroom)) == [("library", "river", 2, True)]
    assert states(newsroom, "es", "river") == {"reviewed": 7, "obsolete": 1}
    assert states(newsroom, "fa", "river") == {"untranslated": 5, "translated": 2, "obsolete": 1}
    assert not catalog_path(newsroom, "es", "library").exists()
    assert not (newsroom.catalogs / "pot" / "library.pot").exists()


def test_what_was_joined_can_be_taken_apart_again(newsroom: Project) -> None:
    body = LIBRARY.partition("\n\n")[2]
    (newsroom.content / "library.md").unlink()
    write(newsroom, river=f"{RIVER}\n{body}")
    synced(newsroom)
    write(newsroom, river=RIVER, library=LIBRARY)
    synced(newsroom)
    assert states(newsroom, "es", "river")["reviewed"] == 5
    assert states(newsroom, "es", "library") == {"reviewed": 3}


def test_a_paragraph_that_was_cut_and_pasted_keeps_its_review(newsroom: Project) -> None:
    write(newsroom, river=RIVER[:CUT], library=f"{LIBRARY}\n{RIVER[CUT:]}")
    report = synced(newsroom)
    assert passed(report) == [("river", "library", 1, False)]
    (changed,) = (one for one in report.written if (one.article, one.locale) == ("library", "es"))
    assert (changed.merged.added, changed.merged.revived) == (0, 1)
    assert states(newsroom, "es", "library") == {"reviewed": 4}


def test_a_text_that_others_have_too_is_nobodys_to_give(newsroom: Project) -> None:
    """A copied paragraph waits for a person, as any new text does; the memory drafts it."""
    write(newsroom, library=f"{LIBRARY}\n{RIVER[CUT:]}")
    assert synced(newsroom).passed == ()
    assert states(newsroom, "es", "library") == {"reviewed": 3, "untranslated": 1}


def test_the_better_of_two_translations_is_given(newsroom: Project) -> None:
    write(newsroom, other=f"# Other\n\n{RIVER[CUT:]}")
    synced(newsroom)
    fill(newsroom, "es", "other", lambda source: f"{source} (not read)")
    write(newsroom, other="# Other\n", river=RIVER[:CUT], new=f"# New\n\n{RIVER[CUT:]}")
    synced(newsroom)
    targets = [entry.target for entry in catalog(newsroom, "es", "new").entries]
    assert targets == ["", "Boats carry bread to the upper village. (es)"]


def test_an_article_that_is_mostly_elsewhere_but_not_quite_stays_in_sight(
    newsroom: Project,
) -> None:
    """Half of the library is in no other article: its catalogs stay, and `status` names them."""
    (newsroom.content / "library.md").unlink()
    write(newsroom, river=f"{RIVER}\nReaders had to wait for three winters.\n\nA new line.\n")
    assert passed(synced(newsroom)) == [("library", "river", 1, False)]
    assert catalog_path(newsroom, "es", "library").exists()
    reviewed(newsroom, "es", "river")


def test_a_dry_run_gives_nothing_away(newsroom: Project) -> None:
    write(newsroom, river=RIVER[:CUT], library=f"{LIBRARY}\n{RIVER[CUT:]}")
    before = catalog_path(newsroom, "es", "library").read_bytes()
    assert synced(newsroom, dry_run=True).passed == ()
    assert catalog_path(newsroom, "es", "library").read_bytes() == before
