"""Ways in which programs and haste break a whole text, each as `damage.py` has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from l10n_flow.checks.prose import hidden
from l10n_flow.language.splitting import sentence_spans

Damage = Callable[[str, str, str, Random], str | None]

_FEW = 12
"""Characters of a sentence that is short enough to go into another one."""


def half_left(source: str, target: str, _language: str, _chance: Random) -> str | None:
    """The second half of the words in the source's language, eight of them and more."""
    ours, theirs = source.split(" "), target.split(" ")
    if min(len(ours), len(theirs)) < 16 or hidden(source) != source:
        return None
    return " ".join([*theirs[: len(theirs) // 2], *ours[len(ours) // 2 :]])


def sentence_left(source: str, target: str, language: str, chance: Random) -> str | None:
    """One sentence of several in the source's language."""
    ours, theirs = sentence_spans(source, "en"), sentence_spans(target, language)
    if len(ours) != len(theirs) or len(ours) < 2:
        return None
    at = chance.randrange(len(ours))
    mine = source[slice(*ours[at])]
    if len(mine.split()) < 5:
        return None
    return target[: theirs[at].start] + mine + target[theirs[at].end :]


def sentence_dropped(source: str, target: str, language: str, chance: Random) -> str | None:
    """One sentence of several."""
    theirs = sentence_spans(target, language)
    if len(theirs) < 2 or len(sentence_spans(source, "en")) != len(theirs):
        return None
    start, end = chance.choice(theirs)
    return (target[:start] + target[end:]).strip() if end - start > _FEW else None


_PAGES = {"es": ("cp1252", "latin-1", "cp850"), "fa": ("cp1256", "cp1252")}


def misread(_source: str, target: str, language: str, chance: Random) -> str | None:
    """UTF-8 read by the code page of Windows, once or twice."""
    page = chance.choice(
        {"es": ("cp1252", "latin-1", "cp850"), "fa": ("cp1256", "cp1252")}[language]
    )
    if target.isascii():
        return None
    for _ in range(chance.choice((1, 1, 2))):
        target = target.encode().decode(page, "ignore")
    return target


def letters_lost(_source: str, target: str, _language: str, _chance: Random) -> str | None:
    """A question mark for each letter that ASCII does not have."""
    if "¿" in target or "¡" in target or "«" in target:
        return None
    return None if target.isascii() else target.encode("ascii", "replace").decode()


def engine_mark(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """An engine's stand-in for markup."""
    mark = chance.choice(("@@INLN_3@@", "⟨1⟩", "__TAG_2__", "<unk>", "</s>", "▁", "<x id=1/>"))
    words = target.split(" ")
    words.insert(chance.randrange(len(words) + 1), mark)
    return " ".join(words)


_BEGINNINGS: Mapping[str, tuple[str, ...]] = {
    "es": (
        "Claro, aquí tienes la traducción:", "¡Por supuesto! Aquí está la traducción al español:",
        "Traducción:", "A continuación se muestra la traducción:", "Here is the translation:",
        "<think>The user wants Spanish.</think>",
    ),
    "fa": (
        "البته، این ترجمهٔ متن است:", "ترجمه:", "در اینجا ترجمه آمده است:", "حتماً! ترجمهٔ فارسی:",
        "Sure, here is the Persian translation:", "<think>The user wants Persian.</think>",
    ),
}  # fmt: skip


def assistant(_source: str, target: str, language: str, chance: Random) -> str | None:
    """An assistant's words before the text."""
    return f"{chance.choice(_BEGINNINGS[language])} {target}"


def added_address(_source: str, target: str, _language: str, chance: Random) -> str | None:
    """An address that the source does not have."""
    address = chance.choice(("https://example.com/x", "info@example.com", "http://example.net"))
    return f"{target} {address}" if "://" not in target and len(target) > _FEW else None


_ACCENTED = re.compile(r"\b\w{3,}(?:[csx]ión|logía|grafía)\b|\b(?:también|según|después)\b")


def accent_lost(_source: str, target: str, language: str, chance: Random) -> str | None:
    """A Spanish word without its accent."""
    found = list(_ACCENTED.finditer(hidden(target)))
    if language != "es" or not found:
        return None
    start, end = chance.choice(found).span()
    plain = target[start:end].translate(str.maketrans("áéíóú", "aeiou"))
    return target[:start] + plain + target[end:]


def capitals(source: str, target: str, language: str, _chance: Random) -> str | None:
    """All in capitals."""
    return target.upper() if language == "es" and len(target) > _FEW and "{" not in source else None


BREAKAGE: Mapping[str, Damage] = {
    "half in the source's language": half_left,
    "a sentence in the source's": sentence_left,
    "a sentence dropped": sentence_dropped,
    "read by another code page": misread,
    "letters that became ?": letters_lost,
    "an engine's mark": engine_mark,
    "an assistant's words": assistant,
    "an address added": added_address,
    "an accent lost": accent_lost,
    "all in capitals": capitals,
}
