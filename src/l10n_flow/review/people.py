"""The people with access to the desk, and their roles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path

from l10n_flow.errors import ConfigError, Place
from l10n_flow.yamlvalues import Value, one_of, read, text, top

SHORTEST = 16
"""Characters of a token; a program can guess a shorter one."""

_SEALED = re.compile(r"sha256:([0-9a-f]{64})")


class Role(IntEnum):
    """What a person may do. Ordered: a higher role includes the lower ones."""

    NOBODY = 0
    """Has shown no token yet."""
    READER = 1
    """Reads only."""
    TRANSLATOR = 2
    """Writes translations and comments."""
    REVIEWER = 3
    """Approves, and sends back."""

    @property
    def label(self) -> str:
        """The role's name in the file of users.

        >>> Role.REVIEWER.label
        'reviewer'
        """
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Person:
    """A person with a token."""

    name: str
    """The name in catalogs and commits."""
    role: Role
    seal: bytes
    """SHA-256 of the token, which itself is not stored."""
    email: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """All people with a token for this desk."""

    everybody: tuple[Person, ...]
    are_a_team: bool = False
    """Whether they come from a file: then nobody has access by the address alone."""

    def whose(self, token: str) -> Person | None:
        """Return the person with this token. All are compared in the same time.

        >>> ana = alone("Ana", "a token of the launch")
        >>> ana.whose("a token of the launch").name, ana.whose("another")
        ('Ana', None)
        """
        seal = sealed(token)
        found = [one for one in self.everybody if compare_digest(one.seal, seal)]
        return found[0] if found else None

    def named(self, name: str) -> Person | None:
        """Return the person with that name."""
        return next((one for one in self.everybody if one.name == name), None)


def sealed(token: str) -> bytes:
    """Return the digest of a token."""
    return sha256(token.encode("utf-8", "surrogatepass")).digest()


def alone(name: str, token: str, email: str = "") -> People:
    """Return one person with all rights: whoever started the desk."""
    return People((Person(name, Role.REVIEWER, sealed(token), email),))


def read_people(file: Path) -> People:
    """Return the people in a file of users.

    Each has a `name`, a `role` (reader, translator, reviewer) and a `token`, plain or as `sha256:`
    with the 64 digits of its digest; `email` is for commits. Raises `FileError` when the file
    cannot be read, and `ConfigError` with the line of a mistake in it, such as a short token, or
    two people with one name or one token.
    """
    try:
        whole = top(file)
    except FileNotFoundError:
        what = "the file of users does not exist"
        raise ConfigError(what, Place(file), hint="docs/review.md shows one") from None
    listed = whole.section(["users"]).get("users")
    if listed is None or not listed.items():
        raise whole.wrong("it does not name anybody", "list people under 'users:' (docs/review.md)")
    people: list[Person] = []
    for value in listed.items():
        person = _person(value)
        for other in people:
            if other.name == person.name:
                raise value.wrong(
                    f"'{person.name}' is listed twice", "each person needs a different name"
                )
            if other.seal == person.seal:
                what = f"{other.name} and {person.name} have the same token"
                raise value.wrong(what, "give each person a token of their own")
        people.append(person)
    return People(tuple(people), are_a_team=True)


def _person(value: Value) -> Person:
    section = value.section(["name", "role", "token", "email"])
    for key in ("name", "role", "token"):
        if key not in section:
            raise value.wrong(f"a user without '{key}'", "each has a name, a role and a token")
    roles = {role.label: role for role in Role if role}
    role = one_of(roles)(section["role"])
    name = " ".join(text(section["name"]).split())
    return Person(name, role, _seal(section["token"]), read(section, "email", text, ""))


def _seal(value: Value) -> bytes:
    written = text(value).strip()
    digest = _SEALED.fullmatch(written)
    if digest is not None:
        return bytes.fromhex(digest[1])
    if written.startswith("sha256:"):
        raise value.wrong("this is not a SHA-256: it has 64 digits, 0–9 and a–f")
    if len(written) < SHORTEST:
        what = f"a token of {len(written)} characters can be guessed"
        raise value.wrong(what, f"take at least {SHORTEST}: openssl rand -hex 16")
    return sealed(written)
