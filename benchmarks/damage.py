"""Ways in which a good translation goes bad: a function for each, from a pair to a bad target.

Each takes the source, the target, the target's language and a random generator, and gives the
damaged target, or None where the pair has nothing to damage in this way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from l10n_flow.checks.prose import hidden
from l10n_flow.language.quantities.figures import figures

__all__ = ["DAMAGES", "Damage"]

Damage = Callable[[str, str, str, Random], str | None]

_WORD = re.compile(r"[^\W\d_][\w\u200c]*")
_TAG = re.compile(r"</?(?!(?:br|img|hr|input)\b)[A-Za-z][A-Za-z0-9-]*(?:\s[^<>@]*)?>")
_URL = re.compile(r"https?://[^\s<>()\[\]\"'|]+[^\s<>()\[\]\"'|.,:;!?]")
_NUMBERED = re.compile(r"\{(\d)\}")
_FOREIGN = {
    "es": ("мирный", "договор", "和平条约", "צלם", "मैत्री", "توافق"),
    "fa": ("мирный", "договор", "和平条约", "צלם", "मैत्री", "συμφωνία"),
}


def loop(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """One to four words, five to twelve times more."""
    words = [match.span() for match in _WORD.finditer(hidden(target))]
    width = chance.randint(1, 4)
    if len(words) < width + 2:
        return None
    first = chance.randrange(len(words) - width)
    start, end = words[first][0], words[first + width - 1][1]
    again = " ".join([target[start:end]] * chance.randint(5, 12))
    return f"{target[:end]} {again}{target[end:]}"


def cut(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """The first third to two thirds of the words."""
    words = target.split(" ")
    return (
        " ".join(words[: int(len(words) * chance.uniform(0.33, 0.67))]) if len(words) > 8 else None
    )


def number(_source: str, target: str, language: str, chance: Random) -> str | None:
    """One digit of one number."""
    found = figures(hidden(target), language)
    if not found:
        return None
    span = chance.choice(found).span
    at = chance.choice([i for i in range(*span) if target[i].isdigit()])
    zero = ord(target[at]) - int(target[at])
    other = chance.choice([d for d in range(1, 10) if zero + d != ord(target[at])])
    return f"{target[:at]}{chr(zero + other)}{target[at + 1 :]}"


def tag(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """An HTML tag dropped."""
    found = list(_TAG.finditer(target))
    if not found:
        return None
    match = chance.choice(found)
    return (target[: match.start()] + target[match.end() :]).rstrip() or None


def script(source: str, target: str, language: str, chance: Random) -> str | None:
    """A word in a foreign script."""
    words = [match.span() for match in _WORD.finditer(hidden(target))]
    if len(words) < 3 or not source.isascii():
        return None
    start, end = chance.choice(words)
    return target[:start] + chance.choice(_FOREIGN[language]) + target[end:]


def broken_url(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """An address without its colon or a slash, or with a blank in its scheme."""
    found = list(_URL.finditer(target))
    if not found:
        return None
    match = chance.choice(found)
    old, new = chance.choice(
        (("://", ":/"), ("://", "//"), ("://", ": //"), ("http", "htp"), ("://", ":///"))
    )
    return target[: match.start()] + match[0].replace(old, new, 1) + target[match.end() :]


def other_url(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """An address with a letter less."""
    found = list(_URL.finditer(target))
    if not found:
        return None
    match = chance.choice(found)
    at = chance.randrange(match.start() + 9, match.end())
    return target[:at] + target[at + 1 :] if target[at] not in "/." else None


def copy(source: str, _target: str, _language: str, _chance: Random) -> str | None:
    """The source in the translation's place: five words or more, and no wiki's directive."""
    return source if len(_WORD.findall(hidden(source))) >= 5 and "[[" not in source else None


def placeholder(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """The number of one placeholder exchanged for another."""
    found = list(_NUMBERED.finditer(target))
    if not found:
        return None
    match = chance.choice(found)
    other = chance.choice([n for n in range(1, 10) if n != int(match[1])])
    return f"{target[: match.start()]}{{{other}}}{target[match.end() :]}"


def exchanged_links(_source: str, target: str, _language: str, _chance: Random) -> str | None:
    """The numbers of two placeholders exchanged for each other."""
    if "{1}" not in target or "{2}" not in target:
        return None
    return target.replace("{1}", "{0}").replace("{2}", "{1}").replace("{0}", "{2}")


def arabic_letters(_source: str, target: str, language: str, _chance: Random) -> str | None:
    """Every ی and ک from an Arabic keyboard."""
    damaged = target.replace("ی", "ي").replace("ک", "ك")
    return damaged if language == "fa" and damaged != target else None


def lost_joiner(_source: str, target: str, language: str, chance: Random) -> str | None:
    """A space for one zero-width non-joiner."""
    at = [i for i, letter in enumerate(target) if letter == "\u200c"]
    if language != "fa" or not at:
        return None
    where = chance.choice(at)
    return f"{target[:where]} {target[where + 1 :]}"


DAMAGES: Mapping[str, Damage] = {
    "loop": loop,
    "cut": cut,
    "changed number": number,
    "dropped tag": tag,
    "foreign script": script,
    "broken address": broken_url,
    "address with a letter less": other_url,
    "copied source": copy,
    "wrong placeholder": placeholder,
    "exchanged links": exchanged_links,
    "Arabic letters": arabic_letters,
    "lost ZWNJ": lost_joiner,
}
