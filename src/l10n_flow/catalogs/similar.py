"""The similarity of two source texts; in `catalogs/`, the only importer of rapidfuzz."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from l10n_flow.catalogs.candidates import Candidates

_ALL_PAIRS = 250_000
"""Up to so many comparisons, every pair is compared. With more, only likely pairs are compared
(`candidates`): two versions of a page with 5,000 lines each would take minutes."""


class SimilarPair(NamedTuple):
    """A new text that resembles an old one, by their positions."""

    new: int
    old: int
    score: float
    """0 to 100, as `similarity` gives it."""


def pairs(new: Sequence[str], old: Sequence[str], *, threshold: float) -> list[SimilarPair]:
    """Each new text with each old one whose similarity is at least `threshold`, in order of `new`.

    For thousands of texts, only old texts that share the new one's rarest words are compared.

    >>> pairs(["A long way home", "War"], ["The end", "A longish way home"], threshold=70)
    [SimilarPair(new=0, old=1, score=90.9090909090909)]
    """
    if not new or not old or threshold > 100:
        return []
    if len(new) * len(old) > _ALL_PAIRS:
        return _likely_pairs(new, old, threshold)
    from rapidfuzz import fuzz, process  # noqa: PLC0415  10 ms, for an article that changed only

    codes: dict[str, str] = {}
    old_words = [_words(text, codes) for text in old]
    found = []
    for position, text in enumerate(new):
        scores: dict[int, float] = {}
        for query, choices in ((text, old), (_words(text, codes), old_words)):
            for _, score, index in process.extract(
                query, choices, scorer=fuzz.ratio, score_cutoff=threshold, limit=None
            ):
                scores[index] = max(score, scores.get(index, 0.0))
        found += [
            SimilarPair(position, index, score) for index, score in sorted(scores.items()) if score
        ]
    return found


def _likely_pairs(new: Sequence[str], old: Sequence[str], threshold: float) -> list[SimilarPair]:
    from rapidfuzz import fuzz  # noqa: PLC0415  as above

    codes: dict[str, str] = {}
    old_words = [_words(text, codes) for text in old]
    index = Candidates(old)
    found = []
    for position, text in enumerate(new):
        words = _words(text, codes)
        for place in sorted(index.near(text, position / len(new))):
            by_letters = fuzz.ratio(text, old[place], score_cutoff=threshold)
            by_words = fuzz.ratio(words, old_words[place], score_cutoff=threshold)
            score = max(by_letters, by_words)
            if score:
                found.append(SimilarPair(position, place, score))
    return found


def similarity(one: str, other: str) -> float:
    """The similarity of two texts, 0 to 100, by letters or by words, whichever is higher.

    Comparing letters tolerates inflection and typing errors; comparing words makes sure that
    changing one word of n leaves at least 100·(n - 1)/n, however long that word was. The measure is
    the Indel ratio: twice the longest common subsequence over the sum of both lengths.

    >>> round(similarity("Ceasefire talks resume in Doha", "Ceasefire talks resume in Islamabad"))
    83
    >>> round(similarity("String", "Storing Books"))
    63
    """
    from rapidfuzz import fuzz  # noqa: PLC0415  10 ms, for an article that changed only

    codes: dict[str, str] = {}
    return max(fuzz.ratio(one, other), fuzz.ratio(_words(one, codes), _words(other, codes)))


def _words(text: str, codes: dict[str, str]) -> str:
    """`text` with one character for each word, the same for the same word."""
    return "".join([codes.setdefault(word, chr(len(codes) % 0x110000)) for word in text.split()])
