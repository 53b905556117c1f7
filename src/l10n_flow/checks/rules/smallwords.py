"""Small words of languages, and letters that only some of them have."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from l10n_flow import patterns as re
from l10n_flow.files.reading import content_of

DATA = Path(__file__).parent / "data"
"""Lists of words, which are too long for a module."""


def _read(name: str) -> Mapping[str, frozenset[str]]:
    """Read a table of `data/`: a language and a colon, then words; an indented line continues."""
    text = content_of(DATA / name).decode()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    rows = "\n".join(lines).replace("\n ", " ").splitlines()
    return {tag: frozenset(words.split()) for tag, _, words in (row.partition(":") for row in rows)}


SMALL = _read("smallwords.txt")
"""By language: articles, prepositions, pronouns, the most frequent verbs."""

FURTHER = _read("smallwords-further.txt")
"""Of languages that are known by these words alone."""
GROUPS: tuple[frozenset[str], ...] = (
    frozenset(("be", "bg", "ru", "sr", "uk")),
    frozenset(("cs", "hr", "sk", "sl")),
)
"""Those that may stand in the place of each other."""


def small_words(language: str) -> frozenset[str]:
    """The small words of a language; none where they are not known. Norwegian has two tags.

    >>> "není" in small_words("cs"), "the" in small_words("en"), small_words("tlh")
    (True, True, frozenset())
    """
    name = "no" if language in ("nb", "nn") else language
    return SMALL.get(name) or FURTHER.get(name) or frozenset()


LETTERS: Mapping[str, str] = {
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي",
    "be": "абвгдежзйклмнопрстуфхцчшыьэюяёіў",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "ca": "abcdefghijklmnopqrstuvwxyzàçèéíïòóúüŀ",
    "ckb": "ئابپتجچحخدرزژسشعغفڤقکگلڵمنوۆهەھیێڕ",
    "en": "abcdefghijklmnopqrstuvwxyz",
    "es": "abcdefghijklmnopqrstuvwxyzáéíñóúü",
    "fa": "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهةۀی",
    "fr": "abcdefghijklmnopqrstuvwxyzàâæçèéêëîïôùûüÿœ",
    "gl": "abcdefghijklmnopqrstuvwxyzáéíñóúü",
    "it": "abcdefghijklmnopqrstuvwxyzàèéìòóù",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "sr": "абвгдежзиклмнопрстуфхцчшђјљњћџ",
    "uk": "абвгдежзийклмнопрстуфхцчшщьюяєіїґ",
    "ps": "ءآأؤئابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼهوىيېیۍة",
    "pt": "abcdefghijklmnopqrstuvwxyzàáâãçéêíòóôõú",
    "ur": "ءآأؤئابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھیےۂۓ",
}
"""The main exemplar letters of CLDR 46, with the few auxiliary ones that Persian prose has."""

SHAPES: Mapping[str, re.Pattern[str]] = {
    "ar": re.compile(r"و?ال(?!بته|ان|گو|ف|ا|م(?:ان|اس|پ)|ک|زام|ی)\w{3,}|لل\w{3,}"),
    "ast": re.compile(
        r"(?:[dlnps]|qu)['’]\w+|\w+['’]l|ll\w{3,}|x\w{3,}|\w{2,}(?:[áéíñ]u|[bcdfjlmnprstvxyz]u|iu|tá|dá"
        r"|[cdnrlt]iones|[bcdfglnrst]{2}es|[aeo][dlnrs]es|aes|ñes|[^\Wc]aos?|axe|óse|ronse|ríen)"
    ),
    "ca": re.compile(
        r"[dlnsm]['’]\w+|\w+['’](?:ha|hi|n|ls|t)|\w+(?:ció|cions|tats?|atge|ny\w*|eix\w*|itzar"
        r"|ecte|ents|ants|lls?)|\w*l·l\w*"
    ),
    "fa-Latn": re.compile(r"\w*(?:kh|gh|zh|aa)\w*|\w+(?:eh|ha|haye|and|im|id)|n?e?mi\w{3,}"),
    "fr": re.compile(r"(?:[dlnscj]|qu)['’]\w+|\w+(?:eaux?|eux|tions?|ments?|elle|ette|ées?|ait)"),
    "gl": re.compile(
        r"x\w{2,}|\w+axes?|\w*(?:páxin|dixit|rexist|lóxic|elix|suxer|protex)\w*|\w+(?:cións|eir[oa]s?"
        r"|óns|ades?|erán?|ouse|ivo)|\w*(?:ll|d)e(?:uo|nos)"
    ),
    "it": re.compile(
        r"(?:[dl]|dell|all|nell|un|sull|dall|quest)['’]\w+|\w+(?:zion[ei]|ità|ment[oi]|agg[io]+|ggi"
        r"|tt[oiae]|ss[oiae]|zz\w+|cch\w+|gli\w*)"
    ),
    "pt": re.compile(
        r"\w+(?:ç(?:ão|ões)|ões|ão|ãos|agem|agens|dades?|mento|mentos|inho|eira?s?|ência|ância|ável)"
        r"|\w+(?:lh|nh|ss)\w+"
    ),
    "en": re.compile(r"\w+(?:ing|tions?|ness|ould|ight|ally|ed)|(?:th|wh|sh)\w{2,}"),
}
"""Shapes of words that a language has and its nearest neighbours write in another way."""
