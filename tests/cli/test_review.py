"""`l10n-flow review`: the address that it prints, who works there, and what it says at the end."""

from __future__ import annotations

import getpass
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

pytest.importorskip("starlette", reason="the review desk needs the extra 'review'")

from l10n_flow.project import Project
from l10n_flow.review.server import Opened
from l10n_flow.review.unsaved import UnsavedDraft
from tests.workflow import newsroom

from .conftest import Command

Visit = Callable[..., list[Opened]]


@pytest.fixture
def visit(project: Project, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """A desk that ends after one visit instead of waiting for Ctrl-C; it returns the desks."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setattr(getpass, "getuser", lambda: "login")
    newsroom.write(project, rain=newsroom.BRIEF, sport__race="# Race\n")
    desks: list[Opened] = []

    def prepared(does: Callable[[Opened], None] = lambda desk: None) -> list[Opened]:
        def serve(desk: Opened, *, started: Callable[[], None]) -> None:
            desks.append(desk)
            started()
            does(desk)
            desk._socket.close()

        monkeypatch.setattr(Opened, "serve", serve)
        return desks

    return prepared


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that a browser was opened with."""
    addresses: list[str] = []
    monkeypatch.setattr(typer, "launch", addresses.append)
    return addresses


def test_it_prints_the_address_with_its_token_and_opens_it_in_a_browser(
    l10n_flow: Command, visit: Visit, launched: list[str]
) -> None:
    desks = visit()
    said = l10n_flow("review", "--port", "0")
    address = said.out.removesuffix("\n")
    assert address == desks[0].address
    assert address.startswith("http://127.0.0.1:")
    assert "/?token=" in address
    assert launched == [address]
    nothing_lost = "closed; everything is saved (unsaved words would be in .l10n-flow/drafts/)\n"
    assert (said.code, said.err) == (0, nothing_lost)


def test_no_browser_is_opened_where_none_is_wanted(
    l10n_flow: Command, visit: Visit, launched: list[str]
) -> None:
    visit()
    assert l10n_flow("review", "--port", "0", "--no-browser").code == 0
    assert launched == []


@pytest.mark.parametrize(
    ("names", "shown"), [([], None), (["sport/*"], {"sport/race"}), (["rain"], {"rain"})]
)
def test_it_shows_the_articles_that_are_named_or_all(
    names: list[str], shown: set[str] | None, l10n_flow: Command, visit: Visit
) -> None:
    desks = visit()
    l10n_flow("review", *names, "--port", "0", "--no-browser")
    assert desks[0].room.article_names == shown


@pytest.mark.parametrize(
    ("by", "in_git", "name"),
    [
        (["--by", " Ana "], "Leila", "Ana"),
        (["--by", "  "], "Leila", "Leila"),
        ([], "Leila", "Leila"),
        ([], "", "login"),
    ],
)
def test_who_reviews_is_named_by_hand_else_by_git_else_by_the_login(
    by: list[str], in_git: str, name: str, l10n_flow: Command, project: Project, visit: Visit
) -> None:
    if in_git:
        for command in (["init", "-q"], ["config", "user.name", in_git]):
            subprocess.run(["git", *command], cwd=project.root, check=True)
    desks = visit()
    l10n_flow("review", *by, "--port", "0", "--no-browser")
    assert [person.name for person in desks[0].room.people.everybody] == [name]


def test_somebody_without_any_name_is_the_reviewer(
    l10n_flow: Command, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> str:
        raise KeyError("uid not found")  # in a container whose user has no entry

    desks = visit()
    monkeypatch.setattr(getpass, "getuser", unknown)
    l10n_flow("review", "--port", "0", "--no-browser")
    assert desks[0].room.people.everybody[0].name == "reviewer"


USERS = "users:\n- {name: Ravi, role: reviewer, token: a token of sixteen or more}\n"


def test_a_teams_address_has_no_token(l10n_flow: Command, visit: Visit) -> None:
    Path("users.yaml").write_text(USERS, "utf-8")
    desks = visit()
    said = l10n_flow("review", "--users", "users.yaml", "--port", "0", "--no-browser")
    assert "token" not in said.out
    assert [person.name for person in desks[0].room.people.everybody] == ["Ravi"]


def test_others_reach_it_only_when_users_are_named(l10n_flow: Command, visit: Visit) -> None:
    desks = visit()
    said = l10n_flow("review", "--host", "0.0.0.0", "--port", "0", "--no-browser")
    assert said.code == 2
    assert "--users" in said.err
    assert desks == []


def test_the_end_says_where_unsaved_words_are(l10n_flow: Command, visit: Visit) -> None:
    def type_and_leave(desk: Opened) -> None:
        typed = UnsavedDraft("Lluvia", "", "2026-11-02T10:00:00Z")
        desk.room.drafts.keep("login", "rain", "es", "s1", typed)

    visit(type_and_leave)
    said = l10n_flow("review", "--port", "0", "--no-browser")
    assert said.err == "closed; unsaved words of 1 segment are in .l10n-flow/drafts/\n"


def test_the_end_says_what_could_not_be_committed(l10n_flow: Command, visit: Visit) -> None:
    def save(desk: Opened) -> None:
        desk.room.commits.begun("rain", desk.room.people.everybody[0])
        desk.room.commits.finished()

    visit(save)
    said = l10n_flow("review", "--git-commit", "--port", "0", "--no-browser")
    assert "warning: saved, but not committed: " in said.err
    assert "commit" not in l10n_flow("review", "--port", "0", "--no-browser").err
