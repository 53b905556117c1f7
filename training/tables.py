"""Tables of words: rows with a column for each language, made into values."""

from __future__ import annotations

from training.values import Adjective, Noun, Three, Verb


def rows(text: str) -> list[Three]:
    """Rows of one phrase in three languages."""
    found = [line.split(" | ") for line in text.strip().splitlines()]
    return [Three(en, es, fa) for en, es, fa in found]


def _pair(text: str, separator: str) -> tuple[str, str]:
    one, many = (part.replace("+", " ") for part in text.split(separator))
    return one, many


def nouns(text: str, *, agent: bool = False, person: bool = False) -> list[Noun]:
    """Rows of tags and a noun, singular and plural; `+` is a space inside a form.

    >>> nouns("d | map maps | el mapa, los mapas | نقشه، نقشه‌ها")[0].es
    ('mapa', 'mapas')
    """
    found = []
    for line in text.strip().splitlines():
        tags, english, spanish, persian = line.split(" | ")
        one, many = _pair(spanish, ", ")
        feminine = one.startswith("la ")
        bare = one.partition(" ")[2], many.partition(" ")[2]
        found.append(
            Noun(_pair(english, " "), bare, _pair(persian, "، "), feminine, tags, agent, person)
        )
    return found


def adjectives(text: str) -> list[tuple[str, Adjective]]:
    """Rows of tags and an adjective; `-` marks one that stands before the noun in Spanish."""
    found = []
    for line in text.strip().splitlines():
        tags, english, spanish, persian = line.split(" | ")
        one, two, three, four = spanish.removeprefix("-").split(" ")
        before = spanish.startswith("-")
        found.append((tags, Adjective(english, (one, two, three, four), persian, before)))
    return found


def verbs(text: str) -> dict[str, Verb]:
    """Verbs by their English names; a last column says what stands before the object."""
    found = {}
    for line in text.strip().splitlines():
        tags, english, spanish, persian, *link = line.split(" | ")
        base, third, past, participle = english.split(" ")
        en, es, fa = link[0].split("/") if link else ("", "", "")
        before, _, infinitive = persian.rpartition(" ")
        found[base] = Verb(
            (base, third, past, participle),
            tuple(spanish.split(" ")),
            (before.replace("+", " "), infinitive),
            tags,
            Three(en, es, fa.strip()),
        )
    return found
