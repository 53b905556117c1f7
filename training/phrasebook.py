"""The phrasebook: as many different sentences in three languages as one asks for.

python -m training.phrasebook 20      twenty of them, to be read
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from random import Random

from training import spanish
from training.everyday import EVERYDAY
from training.headings import FIXED, HEADINGS
from training.nounphrases import Speaker
from training.persian import ZWNJ
from training.sentences import NEWS
from training.values import Three, Triple

LONGEST = 30
"""Words of an English sentence: longer ones are not news but lists."""

UNFINISHED = 0.18
"""The share of statements without their full stop: titles are written so."""

HELD_OUT, HELD_OUT_SEED = 3000, 999
SHORTEST_HELD_OUT = 6
"""Words: of shorter sentences the phrasebook has so few that a model must see them all."""

_KINDS = [say for _, say in (*NEWS, *EVERYDAY, *HEADINGS)]
_WEIGHTS = [weight for weight, _ in (*NEWS, *EVERYDAY, *HEADINGS)]


def stream(seed: int) -> Iterator[Triple]:
    """Sentences without end, always the same for the same seed; the common ones come again."""
    random = Random(seed)  # noqa: S311 - nothing here is secret
    while True:
        triple = _said(random)
        if len(triple.en.split()) <= LONGEST:
            yield triple


def triples(count: int, seed: int) -> list[Triple]:
    """So many different sentences of the stream.

    >>> triples(50, seed=1) == triples(50, seed=1)
    True
    """
    found: dict[str, Triple] = {}
    for triple in stream(seed):
        if len(found) == count:
            break
        found.setdefault(triple.en, triple)
    return list(found.values())


def held_out() -> list[Triple]:
    """Sentences that no model is trained on.

    >>> min(len(triple.en.split()) for triple in held_out()) >= SHORTEST_HELD_OUT
    True
    """
    found = triples(HELD_OUT, HELD_OUT_SEED)
    return [
        triple
        for triple in found
        if len(triple.en.split()) >= SHORTEST_HELD_OUT
        and f"{triple.en.removesuffix('.')}." not in FIXED
    ]


def _said(random: Random) -> Triple:
    speaker = Speaker(random)
    words = random.choices(_KINDS, _WEIGHTS)[0](speaker)
    if words.en.endswith(".") and speaker.chance(UNFINISHED):
        words = Three(*(part.removesuffix(".") for part in words))
    en, es = words.en, spanish.contracted(words.es)
    fa = re.sub(r"(\d) (?=\d)", r"\1، ", words.fa)  # two numbers would read as one
    return Triple(_capital(en), _capital(es), fa, tuple(speaker.anchors))


def _capital(sentence: str) -> str:
    """With a capital letter, after ¿ too.

    >>> _capital("¿dónde está?"), _capital("the end.")
    ('¿Dónde está?', 'The end.')
    """
    start = 1 if sentence[0] in "¿¡" else 0
    return sentence[:start] + sentence[start].upper() + sentence[start + 1 :]


def anchors(triple: Triple) -> list[Three]:
    """The words that stand for each other and are found exactly once, in each language."""
    sentence = Three(triple.en, triple.es, triple.fa)
    return [
        words
        for words in dict.fromkeys(triple.words)
        if all(len(places(part, said)) == 1 for part, said in zip(words, sentence, strict=True))
    ]


def places(words: str, sentence: str) -> list[tuple[int, int]]:
    """Where the words stand in the sentence, as words: not inside another word or number.

    >>> places("5", "At 9:45, 5 reporters read 25 reports."), places("report", "A reporter")
    ([(9, 10)], [])
    """
    pattern = rf"(?<![\w{ZWNJ}:.,]){re.escape(words)}(?![\w{ZWNJ}]|[:.,]\d)"
    return [match.span() for match in re.finditer(pattern, sentence)]


def _main() -> None:
    for triple in triples(int(sys.argv[1]), seed=int(sys.argv[2]) if sys.argv[2:] else 0):
        sys.stdout.write(f"{triple.en}\n{triple.es}\n{triple.fa}\n\n")


if __name__ == "__main__":
    _main()
