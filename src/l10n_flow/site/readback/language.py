"""Whether words are in a page's declared language, by their letters and small words."""

from __future__ import annotations

import re
from functools import cache

from l10n_flow.checks.rules.otherlanguage import foreign_language, has_small_words
from l10n_flow.checks.rules.scripts import letters_of, named
from l10n_flow.language.tags import direction, script

_MIN_LETTERS = 12
"""Fewer letters of another script are a name."""
_MIN_LATIN = 20
"""Latin letters: more, because company and program names appear in every language."""
_FEW = 4
"""Fewer Latin words are a name."""
_PAGE = 400
"""The maximum characters of a page that are judged; of a longer one its beginning."""

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"\S+(?:://|@|/)\S+")


def misfit(text: str, lang: str) -> str:
    """Return the script of most letters, when it is not the language's; else "".

    A name in its own letters is no misfit: a few letters, Latin words without one of the small
    words that sentences have, or words that all begin with a capital. Addresses are in no script.
    "" for a language whose script is unknown.

    >>> misfit("مذاکرات هجده روز در هتل ادامه داشت", "en")
    'Arabic'
    >>> misfit("The talks went on for days", "fa")
    'Latin'
    >>> misfit("نوشتهٔ Matteo Collina and Joyee Cheung در این باره", "fa")
    ''
    >>> misfit("By ئانا ٢١ی ئازاری, updated", "en"), misfit("By نادیا سرمد، امید راوندی", "en")
    ('', 'Arabic')
    >>> misfit("International Atomic Energy Agency", "fa"), misfit("El JCPOA (برجام)", "es")
    ('', '')
    >>> misfit("⟦ðöç: ḟîẋ (Сковорода Никита Андреевич)⟧", "ja")
    ''
    """
    written = script(lang)
    if (text.isascii() and written == "Latn") or not lang:
        return ""
    own = letters_of(written)
    if own is None:
        return ""
    text = _in_no_language(text)
    words = _WORD.findall(text)
    size = sum(map(len, words))
    if size < _MIN_LETTERS:
        return ""
    mine = sum(map(len, _run(own).findall(text)))
    if 2 * mine >= size or (written == "Latn" and 3 * mine >= size):
        return ""
    theirs = _run(letters_of("Latn") or "").findall(text)
    latin = sum(map(len, theirs))
    if 2 * latin < size - mine:
        is_name = all(word.istitle() for word in words if not _run(own).fullmatch(word))
        return "" if is_name else named(text)
    is_sentence = latin >= _MIN_LATIN and len(theirs) >= _FEW and has_small_words(" ".join(theirs))
    return "Latin" if is_sentence else ""


@cache
def _run(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{letters}]+")


def other_language(text: str, lang: str) -> str:
    """Return the language that a whole page seems to be in, when it is another one; else "".

    >>> page = "The talks went on in the hotel, and those who were there had to wait for days. " * 3
    >>> other_language(page, "es"), other_language(page, "en")
    ('en', '')
    >>> other_language("https://example.org/pull/3226 https://example.org/de/que/la " * 3, "es")
    ''
    """
    return foreign_language("", _in_no_language(text[:_PAGE]), lang.partition("-")[0])


def _in_no_language(text: str) -> str:
    """The text without addresses, paths and the fake engine's words."""
    return _ADDRESS.sub(" ", _DISGUISED.sub(" ", text))


_DISGUISED = re.compile("⟦[^⟧]*⟧?")
"""Words of the fake engine, which are in no language; `fake-text` tells of them."""
_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")


def runs_against(text: str, way: str) -> bool:
    """Whether most letters of the text run in the other direction than `way`.

    >>> runs_against("سلام دنیا", "ltr"), runs_against("Peace", "ltr"), runs_against("۱۲ ٪", "ltr")
    (True, False, False)
    """
    words = [word for word in _WORD.findall(text) if not word.isdecimal()]
    size = sum(map(len, words))
    theirs = sum(map(len, _RTL.findall("".join(words))))
    return size > 0 and (2 * theirs > size if way == "ltr" else 2 * theirs < size)


_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")


def balanced(text: str) -> bool:
    r"""Whether every bidi control that opens something is closed, and nothing else is (UAX #9).

    >>> balanced("\u2068JCPOA\u2069"), balanced("\u2068JCPOA"), balanced("JCPOA\u2069 \u2068")
    (True, False, False)
    """
    if text.isascii():
        return True
    opened: list[str] = []
    for sign in _CONTROL.findall(text):
        if sign not in "\u2069\u202c":
            opened.append("\u2069" if sign >= "\u2066" else "\u202c")
        elif not opened or opened.pop() != sign:
            return False
    return not opened


def is_against(lang: str, way: str) -> bool:
    """Whether a language runs in the other direction."""
    return way in ("ltr", "rtl") and direction(lang) != way
