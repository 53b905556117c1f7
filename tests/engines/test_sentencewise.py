"""Splitting texts into sentences and putting them together again, whatever the engine."""

from __future__ import annotations

import random
from collections.abc import Container, Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.engines.sentencewise import TranslatedSentence, batches, translate_texts

TEXTS = st.lists(st.lists(st.sampled_from(["A.", "Bb.", "Ccc.", "Dd ee."])).map("|".join))


def split(text: str) -> list[str]:
    return [part for part in text.split("|") if part]


def shuffled(
    distinct: Sequence[str], _: Container[str] = ()
) -> Iterator[tuple[str, TranslatedSentence]]:
    """An engine that answers in an order of its own."""
    order = list(distinct)
    random.Random(len(order)).shuffle(order)
    for sentence in order:
        yield sentence, TranslatedSentence(sentence.lower(), -0.5 * len(sentence), len(sentence))


@given(TEXTS, st.integers(1, 7))
def test_every_text_comes_back_once_in_its_own_words(texts: list[str], size: int) -> None:
    answers = list(translate_texts(texts, split, shuffled, "es", size=size))
    assert sorted(index for index, _ in answers) == list(range(len(texts)))
    for index, hypothesis in answers:
        assert hypothesis.text == " ".join(split(texts[index])).lower()
        assert hypothesis.complete


def test_equal_sentences_are_translated_once() -> None:
    asked: list[str] = []

    def engine(
        distinct: Sequence[str], _: Container[str]
    ) -> Iterator[tuple[str, TranslatedSentence]]:
        asked.extend(distinct)
        return shuffled(distinct)

    list(translate_texts(["A.|B.|A.", "B.|C.", "A."], split, engine, "es"))
    assert sorted(asked) == ["A.", "B.", "C."]


def test_a_text_does_not_wait_for_others() -> None:
    def engine(
        distinct: Sequence[str], _: Container[str]
    ) -> Iterator[tuple[str, TranslatedSentence]]:
        for sentence in distinct:
            yield sentence, TranslatedSentence(sentence)
        raise RuntimeError

    found = []
    try:
        for index, _ in translate_texts(["A.|B.", "B."], split, engine, "es"):
            found.append(index)
    except RuntimeError:
        pass
    assert found == [0, 1]


def test_one_incomplete_sentence_makes_the_text_incomplete() -> None:
    def engine(
        distinct: Sequence[str], _: Container[str]
    ) -> Iterator[tuple[str, TranslatedSentence]]:
        yield from ((s, TranslatedSentence(s, complete=s != "B.")) for s in distinct)

    found = dict(translate_texts(["A.|B.", "A."], split, engine, "es"))
    assert (found[0].complete, found[1].complete) == (False, True)


def test_chinese_sentences_follow_each_other_without_a_space() -> None:
    def engine(
        distinct: Sequence[str], _: Container[str]
    ) -> Iterator[tuple[str, TranslatedSentence]]:
        yield from ((s, TranslatedSentence("和平。")) for s in distinct)

    ((_, found),) = translate_texts(["A.|B."], split, engine, "zh-Hant")
    assert found.text == "和平。和平。"


@given(st.lists(st.integers(1, 40)), st.integers(1, 100))
def test_batches_hold_every_sentence_and_no_more_tokens_than_allowed(
    lengths: list[int], tokens: int
) -> None:
    items = [(str(number), "x" * length) for number, length in enumerate(lengths)]
    made = list(batches(items, tokens))
    assert sorted(item for batch in made for item in batch) == sorted(items)
    for batch in made:
        longest = max(len(pieces) for _, pieces in batch)
        assert len(batch) == 1 or len(batch) * longest <= tokens
