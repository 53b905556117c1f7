"""What git tells of a segment's past, and a commit of nothing but an article's catalogs."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.errors import InputError, UsageError
from l10n_flow.model import State
from l10n_flow.project import Project
from l10n_flow.workflow.git import user
from l10n_flow.workflow.review.desk import Desk
from tests.workflow.newsroom import synced, write

from .conftest import ARTICLE, NOON, at, put

if shutil.which("git") is None:
    if os.environ.get("CI"):
        pytest.fail("git is needed for these tests", pytrace=False)
    pytest.skip("git is not installed", allow_module_level=True)


@pytest.fixture
def repository(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The newsroom, committed by Leila."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    root = project.root
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "config", "user.name", "Leila")
    git(root, "config", "user.email", "leila@example.org")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=Begin")
    return root


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def saved(desk: Desk, words: str, state: State = State.TRANSLATED, by: str = "Ana") -> None:
    row = at(desk, "Floods")
    desk.save("floods", "es", row.id, row.etag, words, by=by, now=NOON, state=state)


def committed(desk: Desk, by: str = "Ana Gómez") -> str:
    return desk.commit("floods", by=by, email="ana@example.org")


# The past


def test_the_words_of_a_segment_are_told_with_who_brought_them(
    desk: Desk, repository: Path
) -> None:
    saved(desk, "Inundaciones")
    second = committed(desk)
    put(desk.project, "es", {"Nobody was hurt.": lambda e: replace(e, target="Nadie herido.")})
    committed(desk, "Omid")
    saved(desk, "Inundaciones", State.REVIEWED, "Eva")
    committed(desk, "Eva")
    put(desk.project, "es", {"Nobody was hurt.": lambda e: replace(e, target="Nadie.")})
    committed(desk, "Omid")
    found = desk.history("floods", "es", at(desk, "Floods").id)
    assert [(one.target, one.state.label, one.who) for one in found] == [
        ("Inundaciones", "reviewed", "Eva"),
        ("Inundaciones", "translated", "Ana Gómez"),
        ("Riadas", "translated", "Leila"),
    ]
    assert (found[1].commit, found[1].what) == (second, "Review floods (es, fa)")
    assert found[0].origin is not None
    assert found[0].origin.reviewer == "Eva"
    assert found[0].when.startswith("20")


def test_an_article_that_was_renamed_keeps_its_past(desk: Desk, repository: Path) -> None:
    old = desk.project.content / "floods.md"
    old.rename(desk.project.content / "rivers.md")
    synced(desk.project)
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=Rename")
    row = next(r for r in desk.sheet("rivers", "es").rows if r.source == "Floods")
    assert [one.what for one in desk.history("rivers", "es", row.id)] == ["Begin"]


def test_without_git_there_is_no_past(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.history("floods", "es", at(desk, "Floods").id) == ()
    monkeypatch.setenv("PATH", "")
    assert desk.history("floods", "es", at(desk, "Floods").id) == ()


def test_a_text_that_is_new_has_a_past_of_its_own(desk: Desk, repository: Path) -> None:
    write(desk.project, floods=ARTICLE + "\nMore rain.\n")
    synced(desk.project)
    committed(desk)
    (only,) = desk.history("floods", "es", at(desk, "More rain.").id)
    assert (only.state, only.what) == (State.UNTRANSLATED, "Review floods (es, fa)")


# The commit


def test_a_commit_has_the_articles_catalogs_and_nothing_that_was_staged(
    desk: Desk, repository: Path
) -> None:
    (repository / "note.txt").write_text("staged", "utf-8")
    git(repository, "add", "note.txt")
    (repository / "content" / "floods.md").write_text(ARTICLE + "\nUnsaved.\n", "utf-8")
    saved(desk, "Inundaciones")
    name = committed(desk)
    assert git(repository, "show", "--name-only", "--format=%an <%ae>|%cn|%s", name) == (
        "Ana Gómez <ana@example.org>|Leila|Review floods (es, fa)\n\n"
        "locales/es/LC_MESSAGES/floods.po"
    )
    left = git(repository, "status", "--porcelain").splitlines()
    assert [line.strip() for line in left] == ["M content/floods.md", "A  note.txt"]
    assert git(repository, "rev-parse", "HEAD") == name


def test_a_catalog_that_git_does_not_know_yet_is_committed_too(
    desk: Desk, repository: Path
) -> None:
    write(desk.project, other="Mud.\n")
    synced(desk.project)
    desk.commit("other", by="Ana", email="ana@example.org")
    assert git(repository, "show", "--name-only", "--format=", "HEAD").split() == [
        "locales/es/LC_MESSAGES/other.po",
        "locales/fa/LC_MESSAGES/other.po",
    ]
    assert (
        git(repository, "status", "--porcelain") == "?? content/other.md\n?? locales/pot/other.pot"
    )


def test_nothing_to_commit_is_no_commit(desk: Desk, repository: Path) -> None:
    assert committed(desk) == ""


def test_a_machine_whose_git_knows_nobody_takes_the_reviewer(desk: Desk, repository: Path) -> None:
    git(repository, "config", "--unset", "user.email")
    git(repository, "config", "--unset", "user.name")
    saved(desk, "Inundaciones")
    committed(desk, "Ana <x>\nGómez")
    assert git(repository, "show", "--format=%cn|%an", "--no-patch") == "Ana x Gómez|Ana x Gómez"


def test_no_hook_and_no_program_of_the_repository_runs(desk: Desk, repository: Path) -> None:
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch ran\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    git(repository, "config", "commit.gpgSign", "true")
    git(repository, "config", "gpg.program", str(hook))
    saved(desk, "Inundaciones")
    assert committed(desk)
    assert not (repository / "ran").exists()


def test_a_signed_commit_in_the_past_runs_no_program_either(desk: Desk, repository: Path) -> None:
    gpg = repository / ".git" / "gpg"
    gpg.write_text("#!/bin/sh\ntouch ran\nexit 1\n", "utf-8")
    gpg.chmod(0o755)
    git(repository, "config", "gpg.program", str(gpg))
    git(repository, "config", "log.showSignature", "true")
    plain = git(repository, "cat-file", "commit", "HEAD")
    head, _, message = plain.partition("\n\n")
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----"
    signed = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"], cwd=repository, check=True,
        capture_output=True, text=True, input=f"{head}\n{signature}\n\n{message}\n",
    )  # fmt: skip
    git(repository, "update-ref", "HEAD", signed.stdout.strip())
    assert desk.history("floods", "es", at(desk, "Floods").id)
    assert not (repository / "ran").exists()
    git(repository, "log", "-1")
    assert (repository / "ran").exists(), "git itself would have run it"


def test_in_the_middle_of_a_merge_git_refuses_and_says_why(desk: Desk, repository: Path) -> None:
    git(repository, "switch", "--quiet", "--create", "other")
    (repository / "a.txt").write_text("1", "utf-8")
    git(repository, "add", "a.txt")
    git(repository, "commit", "--quiet", "--message=other")
    git(repository, "switch", "--quiet", "main")
    (repository / "b.txt").write_text("2", "utf-8")
    git(repository, "add", "b.txt")
    git(repository, "commit", "--quiet", "--message=main")
    git(repository, "merge", "--quiet", "--no-commit", "--no-ff", "other")
    saved(desk, "Inundaciones")
    with pytest.raises(InputError, match=r"git refuses: .*during a merge"):
        committed(desk)


def test_outside_of_a_repository_a_commit_says_so(desk: Desk) -> None:
    with pytest.raises(UsageError, match="--git-commit needs a git repository"):
        committed(desk)


def test_the_user_of_git_is_proposed_as_the_reviewer(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert user(repository) == ("Leila", "leila@example.org")
    git(repository, "config", "user.name", "Leila\t N.")
    git(repository, "config", "--unset", "user.email")
    assert user(repository) == ("Leila N.", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert user(repository) == ("", "")
