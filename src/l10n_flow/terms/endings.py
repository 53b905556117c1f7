"""A word of a term with what languages other than Spanish and Persian add to it.

No language is analysed: a form counts as there where a word has its stem, and between it and the
edges only letters that such languages add. It is better to take *Flussbett* for *Fluss* than to say
that a term is missing where it stands in the dative: who reads that twice switches the check off.
"""

from __future__ import annotations

from collections.abc import Mapping

from l10n_flow import patterns as re
from l10n_flow.language.tags import subtags

_LETTERS = r"[^\W\d_]"
_AS_WRITTEN = frozenset(("vi",))
"""Languages whose words never change."""
_COMPOUNDING = frozenset(("da", "de", "et", "fi", "fy", "hu", "is", "nb", "nl", "nn", "no", "sv"))
"""Languages that write compounds in one word: *Hauptfluss*, *Flusspegel*."""
_PREFIXES: Mapping[str, str] = {
    "ar": "[وف]?(?:ال|بال|كال|لل|[بكل])?",
    "he": "[ושהבכלמ]{0,3}",
}
"""Words of one letter, and articles, that are written together with the next word."""
_VOWELS = "aeiouyáàâãäåæèéêëěíìîïóòôõöøőúùûüůűýąęėįųūāēīōаеёиоуыэюяєіїйьέάήίόύώαεηιουωةהיaıə"
_SOFTENED: Mapping[str, str] = {
    "k": "(?:k|c|č|cz|ğ|g)", "g": "(?:g|z|ž|dz|ğ)", "h": "(?:h|š|z)", "r": "(?:r|ř|rz)",
    "к": "[кцч]", "г": "[гзж]", "х": "[хсш]", "p": "[pb]", "t": "[td]", "ç": "[çc]",
    "s": "(?:s|ś|š)", "d": "(?:d|dz|dź)", "ł": "[łl]",
}  # fmt: skip
"""What the last consonant of a stem becomes before an ending: řeka, řece; kitap, kitabı."""
_UMLAUTS: Mapping[str, str] = {"a": "[aä]", "o": "[oö]", "u": "[uü]"}
_GRADED = frozenset(("et", "fi", "se"))
"""Languages whose consonants weaken within a word: joki, joen; kaupunki, kaupungin."""
_MIN_STEM = 2


def with_endings(word: str, language: str) -> str:
    """A pattern for the word as its language may inflect it; without edges.

    >>> bool(re.fullmatch(with_endings("řeka", "cs"), "řece"))
    True
    >>> bool(re.fullmatch(with_endings("Fluss", "de"), "Flüssen"))
    True
    >>> bool(re.fullmatch(with_endings("نهر", "ar"), "والنهر"))
    True
    >>> bool(re.fullmatch(with_endings("река", "ru"), "вода"))
    False
    """
    name = subtags(language).language
    if name in _AS_WRITTEN or not word.isalpha():
        return re.escape(word)
    if word.isupper() and len(word) > 1:
        return rf"{re.escape(word)}(?:['’-]?{_LETTERS}{{1,4}})?"
    stem = word[:-1] if name == "el" and word[-1] in "ςs" else word
    stem = stem[:-1] if len(stem) > _MIN_STEM + 1 and stem[-1].lower() in _VOWELS else stem
    written = _stem(stem, word, name)
    before = _PREFIXES.get(name, f"{_LETTERS}*" if name in _COMPOUNDING else "")
    ending = f"{_LETTERS}*" if name in _COMPOUNDING else f"{_LETTERS}{{0,6}}"
    return rf"{before}{written}{ending}(?:['’]{_LETTERS}{{1,6}})?"


def _stem(stem: str, word: str, language: str) -> str:
    letters = [re.escape(letter) for letter in stem]
    if language == "de":
        letters = [_UMLAUTS.get(letter, letter) for letter in letters]
    if stem != word:
        letters[-1] = _SOFTENED.get(stem[-1].lower(), letters[-1])
    elif len(stem) > _MIN_STEM + 1 and stem[-2].lower() in _VOWELS:
        letters[-1] = _SOFTENED.get(stem[-1].lower(), letters[-1])
        if stem[-3].lower() not in _VOWELS:
            letters[-2] += "?"  # otec, otce; nehir, nehri
    if language in _GRADED and len(stem) > _MIN_STEM and stem[-1].lower() in "kpt":
        letters[-1] = "[kptgdvjm]?"
    return "".join(letters)
