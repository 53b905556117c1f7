"""What stands beside two numbers: whether it has moved with them when they changed places.

"12 dead and 40 injured" may become «40 heridos y 12 muertos», but not «40 muertos y 12 heridos».
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from l10n_flow import patterns as re
from l10n_flow.language.quantities.phrases import Number
from l10n_flow.language.quantities.sides import Side

_ROWS = """
killed | killed dead died dies deaths fatalities | muertos muertas muerto murieron mueren fallecidos
 fallecieron fallecidas víctimas | کشته کشتهٔ کشته‌شده باخت باختند باختهٔ باخته درگذشتند مردند فوتی
injured | injured wounded hurt injuries | heridos heridas herido lesionados lesionadas
 | زخمی مجروح مصدوم زخمی‌ها
arrested | arrested detained arrests | detenidos detenidas arrestados arrestadas | بازداشت دستگیر
missing | missing | desaparecidos desaparecidas | مفقود ناپدید
for | favour favor | favor | موافق
against | against | contra | مخالف
abstaining | abstentions abstained | abstenciones abstuvieron | ممتنع
men | men | hombres | مرد مردان
women | women | mujeres | زن زنان
boys | boys | niños | پسر پسران
girls | girls | niñas | دختر دختران
wins | wins | victorias | برد پیروزی
draws | draws | empates | مساوی تساوی
losses | losses defeats | derrotas | باخت شکست
exports | exports | exportaciones | صادرات
imports | imports | importaciones | واردات
"""
"""By thing that news count: its words in English, Spanish and Persian."""


def _by_language() -> Mapping[str, Mapping[str, str]]:
    tables: dict[str, dict[str, str]] = {"en": {}, "es": {}, "fa": {}}
    for row in _ROWS.replace("\n ", " ").strip().splitlines():
        name, *words = row.split("|")
        for table, known in zip(tables.values(), words, strict=True):
            table.update({word: name.strip() for word in known.split()})
    return tables


_THINGS = _by_language()
_WORD = re.compile(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?؟;؛]\s|\n")
_FAR = 60
"""Characters around a number in which what it counts is."""
_NAME = 4
"""Letters from which on a word with a capital is the same name on both sides."""
_NUMBER = ""
_TWO = 2

Neighbours = tuple[Side, Number, Number]
"""A text and two of its numbers, in order."""


def stay_beside(here: Neighbours, there: Neighbours) -> bool | None:
    """Whether the words beside two numbers stayed while the numbers changed places.

    Those words are names and what news count. None where there are none that tell.

    >>> from l10n_flow.language.quantities.phrases import numbers
    >>> def both(text, locale):
    ...     side = Side(text, locale)
    ...     return side, *side.numbers
    >>> source = both("12 people were killed and 40 injured", "en")
    >>> stay_beside(source, both("40 muertos y 12 heridos", "es"))
    True
    >>> stay_beside(source, both("40 heridos y 12 muertos", "es"))
    False
    """
    ours, theirs = _beside(*here), _beside(*there)
    shared = {
        word
        for word in ours
        if word != _NUMBER and ours.count(word) == 1 and theirs.count(word) == 1
    }
    things = {word for word in shared if word.islower()}
    if len(things) == _TWO:
        mine, other = _only(ours, things), _only(theirs, things)
        if not (_one_each(mine) and _one_each(other)):
            return None
        return [word for word in mine if word] == [word for word in other if word]
    mine, other = _only(ours, shared), _only(theirs, shared)
    return True if mine == other and _alternates(mine) else None


def _only(words: Sequence[str], kept: set[str]) -> Sequence[str]:
    return [word for word in words if word == _NUMBER or word in kept]


def _one_each(words: Sequence[str]) -> bool:
    """Whether of two words the first may belong to the first number and the second to the other."""
    first = words.index(_NUMBER)
    last = words.index(_NUMBER, first + 1)
    one, two = (at for at, word in enumerate(words) if word != _NUMBER)
    return one < last and two > first


def _alternates(words: Sequence[str]) -> bool:
    """Whether a word is between the two numbers, and another one before or behind both."""
    first = words.index(_NUMBER)
    last = words.index(_NUMBER, first + 1)
    return last - first > 1 and len(words) > last - first + 1


def _beside(side: Side, first: Number, second: Number) -> list[str]:
    """The names, with a capital, and the counted things around two numbers, in order."""
    text, things = side.text, _THINGS.get(side.language, {})
    before = text[max(0, first.span.start - _FAR) : first.span.start]
    behind = text[second.span.end : second.span.end + _FAR]
    parts = (
        _SENTENCE_END.split(before)[-1],
        text[first.span.end : second.span.start],
        _SENTENCE_END.split(behind)[0],
    )
    found: list[str] = []
    for at, part in enumerate(parts):
        found += [_NUMBER] if at else []
        for word in _WORD.findall(part):
            thing = things.get(word.lower())
            if thing is not None:
                found.append(thing)
            elif word[0].isupper() and len(word) >= _NAME:
                found.append(_plain(word))
    return found


def _plain(name: str) -> str:
    """A name with its capital and without accents: Perez for «Pérez»."""
    return "".join(
        sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign)
    )
