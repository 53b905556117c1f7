"""Translations that a catalog had, and lost: git knows them."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.catalogs import store
from l10n_flow.model import Origin, Severity, digest
from l10n_flow.project import Project
from l10n_flow.workflow.checking.check import CheckOptions
from tests.workflow.checking.test_check import checked
from tests.workflow.newsroom import (
    BRIEF,
    SPANISH,
    catalog_path,
    fill,
    synced,
    with_reviewed_brief,
    write,
)

SINCE = CheckOptions(since="main")


def git(project: Project, *words: str) -> None:
    base = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words]
    subprocess.run(base, cwd=project.root, check=True, capture_output=True)


def commit(project: Project) -> None:
    git(project, "add", "-A")
    git(project, "commit", "-qm", "work")


@pytest.fixture
def desk(project: Project) -> Project:
    """A brief that somebody translated and reviewed, on the branch of a translator."""
    with_reviewed_brief(project)
    git(project, "init", "-q", "--initial-branch=main")
    commit(project)
    git(project, "checkout", "-qb", "work")
    return project


def lost(
    project: Project, options: CheckOptions | None = None, check: str = "lost-words"
) -> list[str]:
    report = checked(project, "es", options=options)
    return [one.message for one in report.findings if one.check == check]


def cut_short(project: Project) -> None:
    """The file ends between two entries, as whole as any other."""
    path = catalog_path(project, "es", "brief")
    head, first, *_ = path.read_text("utf-8").split("\n\n")
    path.write_text(f"{head}\n\n{first}\n", "utf-8")


def test_words_of_a_catalog_that_was_cut_short_are_missed_and_git_has_them(desk: Project) -> None:
    assert lost(desk) == []
    cut_short(desk)
    (message,) = lost(desk)
    said, _, command = message.partition("; git has them: ")
    assert said == (
        "2 translations that it had are gone (2 of them reviewed), though the article has the texts"
    )
    shown = subprocess.run(command.split(), cwd=desk.root, check=True, capture_output=True)
    assert all(words in shown.stdout.decode() for words in SPANISH.values())
    (finding,) = [one for one in checked(desk, "es").findings if one.check == "lost-words"]
    assert finding.severity is Severity.ERROR
    assert finding.path == Path("locales/es/LC_MESSAGES/brief.po")


def test_one_mistake_is_one_finding(desk: Project) -> None:
    cut_short(desk)
    assert [one.check for one in checked(desk, "es").findings] == ["lost-words"]
    catalog_path(desk, "es", "brief").unlink()
    assert [one.check for one in checked(desk, "es", options=SINCE).findings] == ["lost-words"]


def test_they_are_missed_after_the_loss_was_committed_and_others_worked_on(desk: Project) -> None:
    cut_short(desk)
    commit(desk)
    path = catalog_path(desk, "es", "brief")
    path.write_text(path.read_text("utf-8") + "\n# Which rain?\n", "utf-8")
    commit(desk)
    assert len(lost(desk)) == 1
    assert len(lost(desk, SINCE)) == 1


def test_since_a_revision_they_are_missed_after_a_sync_as_well(desk: Project) -> None:
    cut_short(desk)
    synced(desk)
    commit(desk)
    assert len(lost(desk, SINCE)) == 1


def test_a_catalog_that_was_deleted_has_lost_its_words(desk: Project) -> None:
    catalog_path(desk, "es", "brief").unlink()
    assert len(lost(desk)) == len(lost(desk, SINCE)) == 1
    synced(desk)
    assert len(lost(desk, SINCE)) == 1


def test_words_of_texts_that_the_article_does_not_have_any_more_are_not_missed(
    desk: Project,
) -> None:
    write(desk, brief=BRIEF.replace("\n# Floods\n\nMud.\n", "\nNews.\n"))
    assert lost(desk) == lost(desk, SINCE) == []
    synced(desk)
    assert lost(desk, SINCE) == []
    path = catalog_path(desk, "es", "brief")
    path.write_text(path.read_text("utf-8").partition("#~")[0], "utf-8")
    assert lost(desk) == lost(desk, SINCE) == []


def test_words_that_were_edited_or_moved_to_another_text_are_not_missed(desk: Project) -> None:
    fill(desk, "es", "brief", {"Rain": "La lluvia"}.get)
    path = catalog_path(desk, "es", "brief")
    path.write_text(path.read_text("utf-8").replace('msgid "Mud."', 'msgid "Mud!"'), "utf-8")
    assert lost(desk) == lost(desk, SINCE) == []


def test_a_review_makes_the_difference_for_words_that_were_emptied(desk: Project) -> None:
    fill(desk, "es", "brief", {"Rain": ""}.get)
    (message,) = lost(desk, SINCE)
    assert message.startswith("1 translation that it had is gone (it was reviewed), though")
    commit(desk)
    git(desk, "checkout", "-q", "main")
    fill(desk, "es", "brief", {"Rain": "Agua"}.get)
    commit(desk)
    fill(desk, "es", "brief", {"Rain": ""}.get)
    # The words were changed after the review; who looks at the catalog alone cannot know that.
    assert lost(desk, SINCE) == ["the translation that ana reviewed is empty"]


def test_words_that_nobody_reviewed_are_missed_when_most_of_a_catalog_is_emptied(
    project: Project,
) -> None:
    """As after `rm` and `sync`; one that a translator empties is to be translated anew."""
    write(project, brief="Rain.\n\nMud.\n\nWind.\n")
    synced(project)
    words = {"Rain.": "Lluvia.", "Mud.": "Lodo.", "Wind.": "Viento."}
    fill(project, "es", "brief", words.get)
    git(project, "init", "-q", "--initial-branch=main")
    commit(project)
    fill(project, "es", "brief", (words | {"Mud.": ""}).get)
    assert lost(project, SINCE) == []
    catalog_path(project, "es", "brief").unlink()
    synced(project)
    (message,) = lost(project, SINCE)
    assert message.startswith("3 translations that it had are gone, though")


def empty(project: Project, *sources: str) -> None:
    """What a program does that writes only what was translated in it: the comments stay."""
    fill(project, "es", "brief", dict.fromkeys(sources, "").get)


def test_reviewed_words_that_a_program_emptied_are_missed_whatever_is_compared(
    desk: Project,
) -> None:
    empty(desk, "Rain", "Mud.")
    (message,) = lost(desk)
    assert message.startswith("2 translations that it had are gone (2 of them reviewed), though")
    assert lost(desk, SINCE) == [message]
    assert [one.check for one in checked(desk, "es").findings] == ["lost-words"]


def test_they_are_missed_without_git_too_with_the_line(project: Project) -> None:
    with_reviewed_brief(project)
    empty(project, "Rain")
    (finding,) = [one for one in checked(project, "es").findings if one.check == "lost-words"]
    assert finding.message == "the translation that ana reviewed is empty"
    path = catalog_path(project, "es", "brief")
    rows = path.read_text("utf-8").split("\n")
    assert finding.line is not None
    assert rows[finding.line - 1 :][:2] == ['msgid "Rain"', 'msgstr ""']


def test_several_of_a_catalog_are_one_finding(project: Project) -> None:
    with_reviewed_brief(project)
    empty(project, "Rain", "Mud.")
    (message,) = lost(project)
    assert message.startswith("2 translations that were reviewed are empty (lines ")


def test_a_machines_words_in_the_place_of_a_persons_are_a_loss(desk: Project) -> None:
    path = catalog_path(desk, "es", "brief")
    catalog = store.load(path, "es")
    machines = Origin("mt", "demo", machine=digest("Aguacero"))
    drafted = replace(
        catalog,
        entries=tuple(
            replace(one, target="Aguacero", fuzzy=True, origin=machines)
            if one.source == "Rain"
            else one
            for one in catalog.entries
        ),
    )
    path.write_bytes(store.encoded(drafted, path))
    (message,) = lost(desk, SINCE)
    assert message.startswith("1 translation that it had is gone (it was reviewed), though")


def test_an_article_that_is_to_have_no_edition_in_the_language_misses_nothing(
    desk: Project,
) -> None:
    write(desk, brief=BRIEF.replace("title:", "languages: [fa]\ntitle:"))
    catalog_path(desk, "es", "brief").unlink()
    assert lost(desk) == lost(desk, SINCE) == []


def test_without_git_nothing_can_be_missed(project: Project) -> None:
    write(project, brief=BRIEF)
    assert lost(project) == []


def test_reviews_that_a_program_dropped_are_missed_where_the_words_are_the_same(
    desk: Project,
) -> None:
    path = catalog_path(desk, "es", "brief")
    rows = path.read_text("utf-8").split("\n")
    path.write_text("\n".join(row for row in rows if not row.startswith("# l10n-flow:")), "utf-8")
    (message,) = lost(desk, SINCE, "lost-reviews")
    assert message.startswith("3 reviews that it had are gone, though the words are the same; git")
    assert lost(desk, SINCE) == []


def test_a_review_that_ended_with_an_edit_is_told_by_another_check(desk: Project) -> None:
    fill(desk, "es", "brief", {"Rain": "La lluvia"}.get)
    assert lost(desk, SINCE, "lost-reviews") == []
    assert len(lost(desk, SINCE, "review-outdated")) == 1
