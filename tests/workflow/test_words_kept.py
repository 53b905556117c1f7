"""What was read from YAML is kept as JSON, and taken only for the very bytes it came from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n_flow.workflow.words import Form, kept


def _numbers(value: object) -> list[int]:
    if not isinstance(value, list):
        raise TypeError("a list is expected")
    return [int(item) for item in value]


FORM = Form(list, _numbers)


class Parser:
    """Reads nothing, and counts how often it is asked."""

    calls = 0

    def __call__(self) -> list[int]:
        self.calls += 1
        return [1, 2]


def test_the_same_bytes_are_read_once(tmp_path: Path) -> None:
    parse = Parser()
    for _ in range(3):
        assert kept(tmp_path / "k.json", b"one", "en", FORM, parse) == [1, 2]
    assert parse.calls == 1


def test_other_bytes_and_other_settings_are_read_anew(tmp_path: Path) -> None:
    parse = Parser()
    kept(tmp_path / "k.json", b"one", "en", FORM, parse)
    kept(tmp_path / "k.json", b"two", "en", FORM, parse)
    kept(tmp_path / "k.json", b"two", "fa", FORM, parse)
    assert parse.calls == 3


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"[",
        b"[]",
        b"null",
        b'{"key": 1}',
        b"\xff",
        b"[" * 100_000,
        b'{"key": "K"}',
    ],
)
def test_what_is_damaged_or_odd_is_read_anew_and_mended(tmp_path: Path, damage: bytes) -> None:
    parse, place = Parser(), tmp_path / "k.json"
    kept(place, b"one", "en", FORM, parse)
    key = json.loads(place.read_bytes())["key"]
    place.write_bytes(damage.replace(b"K", key.encode()))
    assert kept(place, b"one", "en", FORM, parse) == [1, 2]
    assert parse.calls == 2
    kept(place, b"one", "en", FORM, parse)
    assert parse.calls == 2


def test_where_nothing_can_be_written_everything_is_read(tmp_path: Path) -> None:
    parse = Parser()
    (tmp_path / "file").touch()
    for _ in range(2):
        assert kept(tmp_path / "file" / "k.json", b"one", "en", FORM, parse) == [1, 2]
    assert parse.calls == 2
