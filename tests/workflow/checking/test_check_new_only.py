"""Only what is new: beside a baseline, and since a revision."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.errors import InputError, UsageError
from l10n_flow.project import Project, find
from l10n_flow.workflow.checking.check import CheckOptions, check
from tests.workflow.checking.test_check import checked, told
from tests.workflow.newsroom import RIGHT, SPANISH, TALKS, catalog_path, fill, synced, write


def test_a_baseline_leaves_only_what_is_new(spanish: Project, tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    first = checked(spanish, options=CheckOptions(baseline=file, update_baseline=True))
    assert not first.findings
    write(spanish, talks=f"First.\n\n{TALKS}")
    synced(spanish)
    report = checked(spanish, options=CheckOptions(baseline=file))
    assert (report.findings, report.known) == ((), 1)
    fill(spanish, "es", "brief", {"Floods": "Riadas", "Rain": "Lluvia", "Mud.": "Lodo 7."}.get)
    report = checked(spanish, options=CheckOptions(baseline=file))
    assert told(report.findings) == [("number", "brief", "es")]
    fill(spanish, "es", "talks", lambda _: RIGHT)
    assert checked(spanish, options=CheckOptions(baseline=file)).gone == 1


def test_a_baseline_that_is_not_there_is_a_mistake_of_the_caller(spanish: Project) -> None:
    missing = spanish.root / "known.json"
    with pytest.raises(UsageError, match=r"no baseline .*add --update-baseline"):
        checked(spanish, options=CheckOptions(baseline=missing))
    with pytest.raises(UsageError, match="without a file"):
        checked(spanish, options=CheckOptions(update_baseline=True))
    report = check(
        spanish,
        spanish.articles(),
        ["es"],
        options=CheckOptions(baseline=missing, update_baseline=True),
        whole=True,
        dry_run=True,
    )
    assert (report.findings, report.known, missing.exists()) == ((), 1, False)


@pytest.fixture
def known(spanish: Project) -> CheckOptions:
    """A baseline that knows a wrong number in each article."""
    fill(spanish, "es", "brief", {**SPANISH, "Mud.": "Lodo 7."}.get)
    options = CheckOptions(baseline=spanish.root / "known.json", update_baseline=True)
    checked(spanish, options=options)
    return replace(options, update_baseline=False)


def test_a_baseline_forgets_only_what_was_looked_at(spanish: Project, known: CheckOptions) -> None:
    fill(spanish, "es", "brief", SPANISH.get)
    fill(spanish, "es", "talks", lambda _: RIGHT)
    brief, talks = spanish.articles()
    assert check(spanish, [brief], ["es"], options=known).gone == 1
    assert check(spanish, [brief, talks], ["en"], options=known, whole=True).gone == 0
    assert checked(spanish, options=known).gone == 2
    check(spanish, [talks], ["es"], options=replace(known, update_baseline=True))
    assert checked(spanish, options=known).gone == 1


def test_what_cannot_be_read_is_not_gone_from_the_baseline(
    spanish: Project, known: CheckOptions
) -> None:
    path = catalog_path(spanish, "es", "talks")
    before = path.read_bytes()
    path.write_bytes(b"<<<<<<< HEAD\n")
    report = checked(spanish, options=replace(known, update_baseline=True))
    assert (report.exit_code, report.gone, report.known) == (3, 0, 1)
    path.write_bytes(before)
    assert checked(spanish, options=known).findings == ()


def test_articles_and_languages_that_are_gone_are_gone_from_the_baseline(
    spanish: Project, known: CheckOptions
) -> None:
    (spanish.content / "talks.md").unlink()
    catalog_path(spanish, "es", "talks").unlink()
    assert checked(spanish, options=known).gone == 1
    (spanish.root / "l10n-flow.yaml").write_text("source: en\nlocales: [fa]\n", "utf-8")
    assert checked(find(spanish.root), options=known).gone == 2


def test_a_damaged_baseline_is_written_anew_by_a_run_over_everything(
    spanish: Project, known: CheckOptions
) -> None:
    assert known.baseline is not None
    known.baseline.write_text("<<<<<<< HEAD\n", "utf-8")
    update = replace(known, update_baseline=True)
    with pytest.raises(InputError, match="merge conflict"):
        checked(spanish, options=known)
    with pytest.raises(InputError, match="merge conflict"):
        check(spanish, spanish.articles(), ["es"], options=update)
    assert checked(spanish, options=update).known == 2
    assert checked(spanish, options=known).known == 2


def test_a_limit_holds_by_its_tolerance_and_the_report_says_so(spanish: Project) -> None:
    fill(spanish, "es", "talks", lambda _: RIGHT)
    write(spanish, talks=f"{TALKS}\n{'More of it. ' * 35}\n")
    synced(spanish)
    fill(spanish, "es", "talks", lambda source: "Y más." if "More" in source else RIGHT)
    fill(spanish, "es", "brief", {"Mud.": ""}.get)
    options = CheckOptions("es=100")
    assert checked(spanish, options=options).missed
    (spanish.root / "l10n-flow.yaml").write_text("check: {tolerance: 2}\n", "utf-8")
    report = checked(find(spanish.root), options=options)
    assert ([one.locale for one in report.spared], report.missed) == (["es"], ())


def test_a_finding_keeps_its_identity_when_its_line_moves(spanish: Project) -> None:
    (before,) = checked(spanish).findings
    write(spanish, talks=f"A new paragraph.\n\nAnother.\n\n{TALKS}")
    synced(spanish)
    (after,) = checked(spanish).findings
    assert after.line != before.line
    assert after.identity == before.identity


def git(project: Project, *words: str) -> None:
    base = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words]
    subprocess.run(base, cwd=project.root, check=True, capture_output=True)


@pytest.fixture
def committed(spanish: Project) -> Project:
    """The same, in a repository."""
    git(spanish, "init", "-q")
    git(spanish, "add", "-A")
    git(spanish, "commit", "-qm", "one")
    return spanish


SINCE = CheckOptions(since="HEAD")


def test_since_a_revision_only_what_changed_is_told(committed: Project) -> None:
    assert not checked(committed, options=SINCE).findings
    fill(committed, "es", "brief", {**SPANISH, "Mud.": "Lodo 7."}.get)
    report = checked(committed, options=SINCE)
    assert told(report.findings) == [("number", "brief", "es")]
    assert report.changed == {Path("locales/es/LC_MESSAGES/brief.po")}
    with pytest.raises(UsageError, match="nowhere"):
        checked(committed, options=CheckOptions(since="nowhere"))


def test_since_a_revision_a_catalog_is_old_because_of_its_article(committed: Project) -> None:
    write(committed, talks="The talks of 2019 are over.\n", third="# News\n")
    assert told(checked(committed, options=SINCE).findings) == [
        ("out-of-date", "talks", "es"),
        ("no-catalog", "third", "es"),
    ]
    (committed.content / "brief.md").unlink()
    assert ("orphan", "brief", "es") in told(checked(committed, options=SINCE).findings)


def test_since_a_revision_a_label_is_missing_where_the_taxonomy_or_the_article_changed(
    spanish: Project,
) -> None:
    fill(spanish, "es", "talks", lambda _: RIGHT)
    spanish.taxonomy.write_text("categories:\n  news: {en: News, es: Noticias}\n", "utf-8")
    write(spanish, talks=f"---\ncategories: [news]\n---\n\n{TALKS}")
    git(spanish, "init", "-q")
    git(spanish, "add", "-A")
    git(spanish, "commit", "-qm", "one")
    spanish.taxonomy.write_text("categories:\n  news: {en: News}\n", "utf-8")
    assert told(checked(spanish, options=SINCE).findings) == [("edition-label", "talks", "es")]
    git(spanish, "commit", "-qam", "two")
    assert not checked(spanish, options=SINCE).findings
    write(spanish, talks=f"---\ncategories: [news]\n---\n\n{TALKS} \n")
    assert told(checked(spanish, options=SINCE).findings) == [("edition-label", "talks", "es")]


def test_since_a_revision_with_a_broken_catalog_all_of_it_is_new(spanish: Project) -> None:
    path = catalog_path(spanish, "es", "talks")
    before = path.read_bytes()
    path.write_bytes(b'msgid "\n')
    git(spanish, "init", "-q")
    git(spanish, "add", "-A")
    git(spanish, "commit", "-qm", "one")
    path.write_bytes(before)
    assert told(checked(spanish, options=SINCE).findings) == [("number", "talks", "es")]


def test_since_a_revision_nothing_is_gone_and_the_baseline_stays(committed: Project) -> None:
    file = committed.root / "known.json"
    checked(committed, options=CheckOptions(baseline=file, update_baseline=True))
    fill(committed, "es", "talks", lambda _: RIGHT)
    report = checked(committed, options=replace(SINCE, baseline=file))
    assert (report.known, report.gone) == (0, 0)
    with pytest.raises(UsageError, match="would forget all that did not change"):
        checked(committed, options=replace(SINCE, baseline=file, update_baseline=True))
