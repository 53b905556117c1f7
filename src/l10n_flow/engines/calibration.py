"""The attention heads of a model that align a translation with its source best.

CTranslate2 returns the first head of the last layer by default; the best heads differ from model to
model (in two trained models: the last layer's in one, the last but one's in the other). No
reference is needed to find them: if two sentences differ in one word, their translations often
differ in one word, too, and these two words belong together. Heads are judged by their mean
attention from the one to the other.

Measured on a trained model into Persian with sentences of its vocabulary: the first head and the
mean of the last layer and of the first had 0.92, 0.96, 0.76 and 0.81, and linked 0.94, 0.99, 0.50
and 0.69 of 540 groups of words whose translation was known.

All inputs are fixed, the sentences included, so the result is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from l10n_flow.engines.sentencewise import TranslatedSentence
from l10n_flow.engines.weights import Heads
from l10n_flow.engines.wordalignment import word_spans
from l10n_flow.errors import FileError
from l10n_flow.files.reading import bytes_of

RULE = 1
"""The version of remembered results: raised when the sentences or the judgement change."""

OWN_SENTENCES = "anchors.txt"
"""A package may have its own sentences, one a line, each with one word different from the one
before: a model with a small vocabulary cannot translate ours."""

MAXIMUM_OWN = 60
MAXIMUM_OWN_TEXT = 20_000
"""Characters."""

MIN_GAIN = 0.02
"""The model's own heads are kept unless others are better by this."""

Translate = Callable[[Heads, Sequence[str]], Mapping[str, TranslatedSentence]]
"""Translates sentences, with the alignment by some heads."""

_SENTENCES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "The president arrived in Berlin on Monday.",
        "The president arrived in Toronto on Monday.",
        "The president arrived in Toronto on Friday.",
        "The minister arrived in Toronto on Friday.",
        "In 1984 the company sold 27 ships to Norway.",
        "In 1984 the company sold 27 ships to Peru.",
        "In 1984 the company sold 356 ships to Peru.",
        "In 2015 the company sold 356 ships to Peru.",
        "In 2015 the company sold 356 books to Peru.",
        "She wrote a long letter to her brother about the war.",
        "She wrote a long letter to her brother about the sea.",
        "She wrote a short letter to her brother about the sea.",
    ),
    "es": (
        "El presidente llegó a Berlín el lunes.",
        "El presidente llegó a Toronto el lunes.",
        "El presidente llegó a Toronto el viernes.",
        "El ministro llegó a Toronto el viernes.",
        "En 1984 la empresa vendió 27 barcos a Noruega.",
        "En 1984 la empresa vendió 27 barcos a Perú.",
        "En 1984 la empresa vendió 356 barcos a Perú.",
        "En 2015 la empresa vendió 356 barcos a Perú.",
        "En 2015 la empresa vendió 356 libros a Perú.",
        "Escribió una carta larga a su hermano sobre la guerra.",
        "Escribió una carta larga a su hermano sobre la mar.",
        "Escribió una carta corta a su hermano sobre la mar.",
    ),
    "fa": (
        "رئیس‌جمهور روز دوشنبه وارد برلین شد.",
        "رئیس‌جمهور روز دوشنبه وارد تورنتو شد.",
        "رئیس‌جمهور روز جمعه وارد تورنتو شد.",
        "وزیر روز جمعه وارد تورنتو شد.",
        "شرکت در سال ۱۹۸۴ تعداد ۲۷ کشتی به نروژ فروخت.",
        "شرکت در سال ۱۹۸۴ تعداد ۲۷ کشتی به پرو فروخت.",
        "شرکت در سال ۱۹۸۴ تعداد ۳۵۶ کشتی به پرو فروخت.",
        "شرکت در سال ۲۰۱۵ تعداد ۳۵۶ کشتی به پرو فروخت.",
        "شرکت در سال ۲۰۱۵ تعداد ۳۵۶ کتاب به پرو فروخت.",
    ),
}

_NUMBERS = ("1984, 27, 356, 12", "1984, 27, 410, 12", "2015, 27, 410, 12", "2015, 83, 410, 12")
"""For every other language: these occur in all languages, and are rarely translated."""


@dataclass(frozen=True, slots=True)
class _Link:
    """Two words that belong together, by their positions in a sentence and its translation."""

    sentence: str
    source: int
    target: int


def sentences(folder: Path, language: str) -> tuple[str, ...]:
    """Return the test sentences for a model: its package's own, or ours for its source language."""
    try:
        written = bytes_of(folder / OWN_SENTENCES) or b""
        own = written.decode()[:MAXIMUM_OWN_TEXT].splitlines()
    except (FileError, ValueError):
        own = []
    given = tuple(dict.fromkeys(line.strip() for line in own if line.strip()))[:MAXIMUM_OWN]
    return given or _SENTENCES.get(language.partition("-")[0].lower(), _NUMBERS)


def best(
    now: Heads, choices: Sequence[Heads], texts: Sequence[str], translate: Translate
) -> tuple[Heads, Mapping[Heads, float]]:
    """Return the best heads, and the score of each choice, from 0 to 1.

    The model's own heads are kept where the sentences show none that is better.
    """
    links: list[_Link] | None = None
    scores: dict[Heads, float] = {}
    for heads in dict.fromkeys((now, *choices)):
        pieces = translate(heads, texts)
        if links is None:
            links = []  # words do not depend on the heads
            for one, other in pairwise(texts):
                source = _only_difference(_words(one), _words(other))
                target = _only_difference(_words(pieces[one].text), _words(pieces[other].text))
                if source is not None and target is not None:
                    links += [_Link(one, source, target), _Link(other, source, target)]
        if not links:
            break
        scores[heads] = round(sum(_weight(link, pieces) for link in links) / len(links), 4)
    if not scores:
        return now, {}
    top = max(scores, key=lambda heads: scores[heads])
    return (top if scores[top] > scores[now] + MIN_GAIN else now), scores


def _words(text: str) -> list[str]:
    return [text[start:end] for start, end in word_spans(text)]


def _only_difference(one: Sequence[str], other: Sequence[str]) -> int | None:
    """Return the index of the only word in which two texts of equal length differ.

    >>> _only_difference(["a", "b", "c"], ["a", "x", "c"]), _only_difference(["a"], ["a", "b"])
    (1, None)
    """
    if len(one) != len(other):
        return None
    different = [number for number, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return different[0] if len(different) == 1 else None


def _weight(link: _Link, pieces: Mapping[str, TranslatedSentence]) -> float:
    alignment = pieces[link.sentence].alignment
    return alignment.weights[link.target][link.source] if alignment else 0.0
