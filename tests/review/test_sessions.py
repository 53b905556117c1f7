"""Cookies that only we make, and that outlive the server but not the person."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n_flow.review.people import People, Person, Role, alone, sealed
from l10n_flow.review.sessions import Sessions, own_key

NOW = datetime(2026, 11, 29, tzinfo=UTC)
WEEK = timedelta(days=7)
ANA = Person("آنا ۱", Role.REVIEWER, sealed("the token of Ana"))
TEAM = People((ANA,), are_a_team=True)
SESSIONS = Sessions(b"k" * 32, TEAM, Path("/news"), 8610)


def test_a_cookie_is_good_for_a_week() -> None:
    cookie = SESSIONS.begun(ANA, NOW)
    assert SESSIONS.whose(cookie, NOW + WEEK - timedelta(seconds=1)) == ANA
    assert SESSIONS.whose(cookie, NOW + WEEK) is None
    assert cookie.isascii()
    assert not set(cookie) & set('";, =')


@pytest.mark.parametrize(
    "other",
    [
        replace(SESSIONS, key=b"x" * 32),
        replace(SESSIONS, port=8611),
        replace(SESSIONS, root=Path("/other")),
        replace(SESSIONS, people=People((replace(ANA, seal=sealed("new")),), are_a_team=True)),
        replace(SESSIONS, people=People((replace(ANA, name="Bo"),), are_a_team=True)),
    ],
    ids=["key", "port", "project", "token", "person"],
)
def test_it_is_good_for_one_key_port_project_token_and_person(other: Sessions) -> None:
    assert other.whose(SESSIONS.begun(ANA, NOW), NOW) is None


@pytest.mark.parametrize("name", ["B", "Bo", "Ana", "آنا", "half \ud800"])
def test_a_name_of_any_length_is_found_in_its_cookie(name: str) -> None:
    person = replace(ANA, name=name)
    sessions = replace(SESSIONS, people=People((ANA, person), are_a_team=True))
    assert sessions.whose(sessions.begun(person, NOW), NOW) == person


def test_somebody_alone_goes_on_after_a_restart_whose_token_is_another() -> None:
    before = replace(SESSIONS, people=alone("Ana", "the first launch"))
    after = replace(SESSIONS, people=alone("Ana", "the second launch"))
    cookie = before.begun(before.people.everybody[0], NOW)
    assert after.whose(cookie, NOW) == after.people.everybody[0]


@given(st.text())
def test_no_other_text_is_a_cookie(text: str) -> None:
    assert SESSIONS.whose(text, NOW) is None


@given(st.integers(0, 200), st.characters())
@example(24, "\ud800")
def test_no_letter_of_a_cookie_can_be_changed(at: int, letter: str) -> None:
    cookie = SESSIONS.begun(ANA, NOW)
    at %= len(cookie)
    forged = cookie[:at] + letter + cookie[at + 1 :]
    assert forged == cookie or SESSIONS.whose(forged, NOW) is None


def test_the_key_is_the_users_own_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    key = own_key()
    assert own_key() == key
    file = tmp_path / "l10n-flow" / "review.key"
    assert file.read_bytes() == key
    if os.name == "posix":
        assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_is_none_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    (tmp_path / "l10n-flow").mkdir()
    (tmp_path / "l10n-flow" / "review.key").write_bytes(b"k" * length)
    assert len(own_key()) == 32
    assert b"kkkk" not in own_key()


def test_without_a_home_the_key_is_new_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert own_key() != own_key()
    assert len(own_key()) == 32
