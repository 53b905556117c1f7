"""The file of users, and what is wrong in one."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from l10n_flow.errors import ConfigError
from l10n_flow.review.people import Role, read_people

TOKEN = "9f86d081884c7d65"
SEALED = sha256(TOKEN.encode()).hexdigest()


def written(folder: Path, text: str) -> Path:
    file = folder / "users.yaml"
    file.write_text(text, "utf-8")
    return file


def test_people_have_names_roles_and_tokens_plain_or_sealed(tmp_path: Path) -> None:
    people = read_people(
        written(
            tmp_path,
            f"""\
users:
  - {{name: "Minu Rastin", role: reviewer, token: "another {TOKEN}", email: minu@example.org}}
  - name: لیلا
    role: translator
    token: sha256:{SEALED}
""",
        )
    )
    leila = people.whose(TOKEN)
    assert leila is not None
    assert (leila.name, leila.role) == ("لیلا", Role.TRANSLATOR)
    assert people.everybody[0].email == "minu@example.org"
    assert people.whose(f"sha256:{SEALED}") is None
    assert people.are_a_team


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", None, "it does not name anybody"),
        ("users: []", 1, "it does not name anybody"),
        ("people: []", 1, "unknown key 'people'"),
        ("users:\n  - {name: A, role: reviewer}", 2, "a user without 'token'"),
        ("users:\n  - {name: A, role: boss, token: x}", 2, "'users.role' must be one of"),
        ("users:\n  - {role: reader, token: x}", 2, "a user without 'name'"),
        ("users:\n  - {name: A, token: x}", 2, "a user without 'role'"),
        ("users:\n  - {name: A, role: nobody, token: x}", 2, "'users.role' must be one of"),
        (
            "users:\n  - {name: A, role: reader, token: ' 123456789012345 '}",
            2,
            "a token of 15 characters can be guessed",
        ),
        ("users:\n  - {name: A, role: reader, token: 'sha256:12'}", 2, "not a SHA-256"),
        (
            (
                f"users:\n  - {{name: A, role: reader, token: {TOKEN}x}}\n"
                f"  - {{name: B, role: reader, token: {TOKEN}x}}"
            ),
            3,
            "A and B have the same token",
        ),
        (
            (
                f"users:\n  - {{name: A, role: reader, token: {TOKEN}x}}\n"
                f"  - {{name: A, role: reader, token: {TOKEN}y}}"
            ),
            3,
            "'A' is listed twice",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, text: str, line: int | None, told: str
) -> None:
    with pytest.raises(ConfigError, match=told) as raised:
        read_people(written(tmp_path, text))
    assert raised.value.where is not None
    assert raised.value.where.line == line


def test_a_token_has_sixteen_characters_and_a_name_no_line_ends(tmp_path: Path) -> None:
    user = "  - {name: ' Ana \\n  María ', role: reader, token: ' 1234567890123456'}\n"
    people = read_people(written(tmp_path, "users:\n" + user.replace("'", '"')))
    ana = people.whose("1234567890123456")
    assert ana is not None
    assert (ana.name, ana.email) == ("Ana María", "")
    assert people.named("Ana María") is ana
    assert people.named("Bo") is people.whose("") is None


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="does not exist"):
        read_people(tmp_path / "none.yaml")
