"""Which key goes to which server."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.engines.keys import (
    KEY_VARIABLE,
    LONGEST_KEY,
    URL_VARIABLE,
    key_for,
    origin,
    settings_file,
)
from l10n_flow.errors import EngineError

SERVER = "https://translate.example.org"


@pytest.mark.parametrize(
    ("named", "key"),
    [
        (SERVER, "secret"),
        (SERVER + ":443/api", "secret"),
        ("https://TRANSLATE.example.org", "secret"),
        ("http://translate.example.org", ""),
        (SERVER + ":8443", ""),
        ("https://example.org", ""),
        ("", ""),
    ],
)
def test_a_user_s_key_goes_only_to_the_server_that_the_user_names(
    tmp_path: Path, named: str, key: str
) -> None:
    settings = {"XDG_CONFIG_HOME": str(tmp_path), URL_VARIABLE: named}
    assert key_for(SERVER, None, {**settings, KEY_VARIABLE: "secret"}) == key
    assert key_for(SERVER, None, settings) == ""


def test_a_server_without_an_address_has_nobody_s_key(tmp_path: Path) -> None:
    environment = {"XDG_CONFIG_HOME": str(tmp_path), KEY_VARIABLE: "secret"}
    assert key_for(SERVER, None, environment) == ""


def test_the_first_of_a_user_s_servers_with_a_key_for_the_address_counts(tmp_path: Path) -> None:
    environment = {"XDG_CONFIG_HOME": str(tmp_path)}
    settings = settings_file(environment)
    settings.parent.mkdir()
    (settings.parent / "key").write_text(" abc==\n", "utf-8")
    settings.write_text(
        "https://other.example: {key_file: none}\n"
        f"{SERVER}/a: {{}}\n{SERVER}/: {{key_file: key}}\n",
        "utf-8",
    )
    assert key_for(SERVER, None, environment) == "abc=="
    (settings.parent / "key").unlink()
    with pytest.raises(EngineError) as caught:
        key_for(SERVER, None, environment)
    assert caught.value.hint == f"correct key_file in {settings}"


@pytest.mark.parametrize(
    ("held", "says"),
    [
        (b"\xff", "not UTF-8"),
        (b"a" * (LONGEST_KEY + 1), "larger than 4,096 bytes"),
        (b"two words", "the file holds no key"),
        (b"two\nlines", "the file holds no key"),
        (b"TOKEN=abc", "the file holds no key"),
        (b"schl\xc3\xbcssel", "the file holds no key"),
    ],
)
def test_what_is_no_key_is_refused(tmp_path: Path, held: bytes, says: str) -> None:
    (tmp_path / "key").write_bytes(held)
    with pytest.raises(EngineError, match=says) as caught:
        key_for(SERVER, tmp_path / "key", {})
    assert caught.value.where is not None
    assert caught.value.where.path == tmp_path / "key"
    assert caught.value.hint
    with pytest.raises(EngineError, match=f"{KEY_VARIABLE} holds no key") as caught:
        key_for(SERVER, None, {KEY_VARIABLE: "two words", URL_VARIABLE: SERVER})
    assert caught.value.where is None


def test_a_key_is_taken_without_what_an_editor_adds(tmp_path: Path) -> None:
    for held in (b"\xef\xbb\xbfabc=\r\n", b"a" * LONGEST_KEY):
        (tmp_path / "key").write_bytes(held)
        assert key_for(SERVER, tmp_path / "key", {}) == held.decode("utf-8-sig").strip()


def test_a_port_belongs_to_the_address_and_who_asks_does_not() -> None:
    assert origin("http://a") == ("http", "a", 80)
    assert origin("ftp://a") == ("ftp", "a", None)
    assert origin("https://a:0x") is None
    assert origin("https://:443") is None
    assert origin("https://user@a") is None
    assert origin("https://:word@a") is None


def test_settings_are_in_the_user_s_home_where_nothing_else_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert settings_file({}) == tmp_path / ".config" / "l10n-flow" / "servers.yaml"
    assert settings_file({"APPDATA": "/elsewhere"}) == settings_file({})
