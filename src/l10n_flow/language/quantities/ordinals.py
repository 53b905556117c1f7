"""Ordinals in a text: the third quarter, «Carlos III», «جنگ جهانی دوم», each with what it counts.

Only those from the first to the twentieth are read, of which a text has few. Centuries, days of a
month and fractions are no ordinals here: they have rooms of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.language.numerals import ascii_digits
from l10n_flow.language.tags import subtags
from l10n_flow.model import Span


class Ordinal(NamedTuple):
    """A place in a row that a text names."""

    span: Span
    value: int
    term: str
    """"quarter" or "half" where it is one of a year's, a term's, a game's; "" for all else."""


_WORDS: Mapping[str, str] = {
    "en": """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
""",
    "es": """
primer|primero|primera segundo|segunda tercer|tercero|tercera cuarto|cuarta quinto|quinta
sexto|sexta séptimo|séptima octavo|octava noveno|novena décimo|décima
undécimo|undécima|decimoprimero|decimoprimera duodécimo|duodécima|decimosegundo|decimosegunda
""",
    "fa": """
اول|نخست|نخستین|اولین دوم|دومین سوم|سومین چهارم|چهارمین پنجم|پنجمین ششم|ششمین هفتم|هفتمین
هشتم|هشتمین نهم|نهمین دهم|دهمین یازدهم|یازدهمین دوازدهم|دوازدهمین
""",
}
"""By language: the words from the first to the twelfth."""
_VALUES: Mapping[str, Mapping[str, int]] = {
    language: {
        word: value for value, words in enumerate(table.split(), 1) for word in words.split("|")
    }
    for language, table in _WORDS.items()
}
_ROMAN = r"(?<=[^\W\d_]\s)(?P<roman>X{0,1}(?:IX|IV|VI{1,3}|I{2,3})|X{1,2})(?![\w.’'-])"
"""Behind a word; I, V and X may be other things, but for the tenth and twentieth."""
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"(?<![\w-])(?:(?P<word>(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
        r"|tenth|eleventh|twelfth))(?![\w’'])|(?P<figure>\d{1,2})(?:st|nd|rd|th)\b"
        rf"|[QH](?P<short>[1-4])(?!\w)|{_ROMAN})"
    ),
    "es": re.compile(
        r"(?<![\w-])(?:(?P<word>(?i:primer[oa]?|(?<!\bde )segundo|segunda|tercer[oa]?|cuart[oa]"
        r"|quint[oa]|sext[oa]|séptim[oa]|octav[oa]|noven[oa]|(?:un|duo)?décim[oa]))(?!\w)"
        rf"|(?P<figure>\d{{1,2}})\.?(?:er\b|[ºª°](?!\w))|[TS](?P<short>[1-4])(?!\w)|{_ROMAN}"
        r"|(?<=\b[A-ZÁÉÍÓÚ][a-záéíóú]{3}\s)(?P<one>I)(?!\w)"
        r"|(?<=[a-záéíóú]{4}\s)(?<!\bsiglo\s)(?P<first>I)(?![\w.’'-]))"
    ),
    "fa": re.compile(
        r"(?<![\w\u200c])(?P<word>(?:اول|نخست|دوم|سوم|چهارم|پنجم|ششم|هفتم|هشتم|نهم|دهم|یازدهم"
        r"|دوازدهم)(?:ین)?)(?![\w\u200c])"
    ),
}
_NOT_BEFORE: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:\d|\b(?i:one|two|three|four|five|an?|per|each|every|split|twent(?:y|ieth)|thirty|forty"
        r"|fifty|sixty|seventy|eighty|ninety|hundred(?: and)?|at|half|last))[\s-]\Z"
    ),
    "es": re.compile(
        r"(?:\d|gésim[oa]|\b(?i:una?|unos|dos|tres|por|cada|medio|décim[oa]|el día|al|menos|y|lo))"
        r"\s\Z"
    ),
    "fa": re.compile(r"(?:\d|یک|دو|سه|چهار|پنج|و|صد|روز|دست|در\u200cجه|درجه)[\s\u200c]\Z"),
}
"""Before what is a time, a part, or the end of a longer number: ten seconds, one third."""
_NOT_BEHIND: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"[\s-](?:century|centuries|of (?:the )?(?:an?|all|his|her|its|their)\b|party|parties|hand"
        r"|seconds?\b"
        r"|of (?:January|February|March|April|May|June|July|August|September|October|November"
        r"|December)\b)|(?:s|\.|,|:)(?!\w)",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\s(?:creciente|menguante|partes?|plano|mano|de (?:los|las|hora|siglo|enero|febrero|marzo"
        r"|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre))\b|[.,:](?!\w)",
        re.IGNORECASE,
    ),
    "fa": re.compile(r"[\s\u200c](?:از|این\u200cکه|اینکه|وزیر)|[.،:؛](?!\w)"),
}
"""Behind a fraction, a day, a list's "First," and the century."""
_TERMS: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "en": (
        re.compile(r"[\s-](?:fiscal |financial )?quarter\b", re.IGNORECASE),
        re.compile(r"[\s-](?:half|semester)\b", re.IGNORECASE),
    ),
    "es": (
        re.compile(r"\s(?:cuarto\b|trimestre\b)", re.IGNORECASE),
        re.compile(r"\s(?:semestre|mitad|tiempo|parte|cuatrimestre)\b", re.IGNORECASE),
    ),
    "fa": (
        re.compile("سه[\\s\u200c]?ماه[هٔۀ]"),
        re.compile("نیم[هٔۀ]|شش[\\s\u200c]?ماه|نیم\u200cسال|نیمسال|نیم‌فصل"),
    ),
}
"""Quarters and halves, behind the ordinal, or before it in Persian."""
_REACH = 16
"""Characters around an ordinal in which such words are."""
_ROMAN_SIGNS = {"I": 1, "V": 5, "X": 10}


def ordinals(text: str, locale: str) -> list[Ordinal]:
    """The ordinals of a text in English, Spanish or Persian, in order.

    >>> [(one.value, one.term) for one in ordinals("Charles III in the second quarter, H1", "en")]
    [(3, ''), (2, 'quarter'), (1, 'half')]
    >>> [(one.value, one.term) for one in ordinals("Juan Pablo II, el 3.er trimestre", "es")]
    [(2, ''), (3, 'quarter')]
    >>> [(one.value, one.term) for one in ordinals("جنگ جهانی دوم در سه‌ماههٔ سوم سال، یک سوم", "fa")]
    [(2, ''), (3, 'quarter')]
    >>> ordinals("in the third century, a tenth of a second", "en")
    []
    """
    language = subtags(locale).language
    return list(_read(text, language)) if language in _PATTERNS else []


def _read(text: str, language: str) -> Iterator[Ordinal]:
    plain = ascii_digits(text)
    before, behind = _NOT_BEFORE[language], _NOT_BEHIND[language]
    for match in _PATTERNS[language].finditer(plain):
        start, end = match.span()
        is_roman = match.lastgroup in ("roman", "one", "first")
        if before.search(plain[max(0, start - _REACH) : start]):
            continue
        if not is_roman and behind.match(plain, end):
            continue
        written = match[match.lastgroup or 0]
        if match.lastgroup == "word":
            value = _VALUES[language][re.folded(written)]
        elif match.lastgroup in ("figure", "short"):
            value = int(written)
        else:
            value = _of_roman(written)
        yield Ordinal(Span(start, end), value, _term(match, plain, language))


def _term(ordinal: re.Match[str], text: str, language: str) -> str:
    if ordinal.lastgroup == "short":
        return "half" if ordinal[0][0] in "HS" else "quarter"
    quarter, half = _TERMS[language]
    start, end = ordinal.span()
    if language == "fa":
        near = text[max(0, start - _REACH) : start]
        found = [term for term in (quarter, half) if term.search(near)]
    else:
        found = [term for term in (quarter, half) if term.match(text, end)]
    return {quarter: "quarter", half: "half"}[found[0]] if found else ""


def _of_roman(written: str) -> int:
    signs = [_ROMAN_SIGNS[sign] for sign in written]
    return sum(-one if one < two else one for one, two in zip(signs, (*signs[1:], 0), strict=True))


_BELOW_TEN = ("ii", "iii", "iv", "vi", "vii", "viii", "ix")
_ROMANS = frozenset((*_BELOW_TEN, *[f"x{one}" for one in _BELOW_TEN], "xx"))
LOOKS: Mapping[str, frozenset[str]] = {
    language: frozenset(values) | (_ROMANS if language != "fa" else frozenset())
    for language, values in _VALUES.items()
}
"""By language: a text without one of these words, in lower case, has ordinals in figures only."""
_FIGURED = re.compile(r"\d(?:st|nd|rd|th|\.?er|\.?[ºª°])|[QHTS][1-4]")


def may_be_figured(text: str) -> bool:
    """Whether a text may have an ordinal in figures: a quick look at one that has figures.

    >>> may_be_figured("the 3rd quarter"), may_be_figured("Q3"), may_be_figured("3 of 4")
    (True, True, False)
    """
    return _FIGURED.search(text) is not None
