"""Splitting texts into sentences and putting them together again, whatever the engine."""

from __future__ import annotations

import random
from collections.abc import Container, Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.engines import Alignment
from l10n_flow.engines.sentencewise import TranslatedSentence, batches, translate_texts
from l10n_flow.model import Span

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


def test_a_score_is_the_mean_probability_of_a_token() -> None:
    known = {"A.": (-0.2, 1), "B.": (-1.0, 3), "C.": (0.5, 2), "D.": (-9.0, 0)}

    def engine(
        distinct: Sequence[str], _: Container[str]
    ) -> Iterator[tuple[str, TranslatedSentence]]:
        yield from ((s, TranslatedSentence(s, *known[s])) for s in distinct)

    found = dict(translate_texts(["A.|B.", "C.", "D.", "A."], split, engine, "es"))
    assert [found[index].score for index in range(4)] == [0.74, 1.0, 0.0, 0.82]


@pytest.mark.parametrize(("size", "taken"), [(1, [1, 2, 3]), (2, [1, 3, 3]), (4, [3, 3, 3])])
def test_so_many_sentences_are_taken_at_a_time(size: int, taken: list[int]) -> None:
    count = 0

    def texts() -> Iterator[str]:
        nonlocal count
        for text in ("A.|B.", "C.", "D."):
            count += 1
            yield text

    found = [count for _ in translate_texts(texts(), split, shuffled, "es", size=size)]
    assert found == taken


def test_an_alignment_is_where_its_sentences_are_or_none_is_known() -> None:
    def word(text: str) -> Alignment:
        return Alignment((Span(0, 1),), (Span(0, len(text)),), ((1.0,),))

    said = {"A.": "uno", "B.": "", "C.": "tres", "D.": "cuatro"}

    def engine(
        distinct: Sequence[str], asked: Container[str]
    ) -> Iterator[tuple[str, TranslatedSentence]]:
        for one in distinct:
            known = word(said[one]) if one in asked and one != "D." else None
            if one == "B.":
                known = Alignment((Span(0, 1),), (), ())
            yield one, TranslatedSentence(said[one], alignment=known)

    texts = ["A.|B.|C.|A.", "A.", "A.|D."]
    found = dict(translate_texts(texts, split, engine, "es", align={0, 2}))
    assert found[0].text == "uno tres uno"
    assert found[0].alignment is not None
    assert found[0].alignment.source == (Span(0, 1), Span(3, 4), Span(6, 7), Span(9, 10))
    assert found[0].alignment.target == (Span(0, 3), Span(4, 8), Span(9, 12))
    assert [found[index].alignment for index in (1, 2)] == [None, None]
    ((_, chinese),) = translate_texts(["A.|C."], split, engine, "ZH", align={0})
    assert chinese.alignment is not None
    assert chinese.alignment.target == (Span(0, 3), Span(3, 7))


def test_chinese_sentences_follow_each_other_without_a_space() -> None:
    def engine(
        distinct: Sequence[str], _: Container[str]
    ) -> Iterator[tuple[str, TranslatedSentence]]:
        yield from ((s, TranslatedSentence("和平。")) for s in distinct)

    ((_, found),) = translate_texts(["A.|B."], split, engine, "zh-Hant")
    assert found.text == "和平。和平。"


def test_a_batch_has_as_many_sentences_as_it_may() -> None:
    items = [(str(number), "xx") for number in range(7)]
    assert [len(batch) for batch in batches(items, 6)] == [3, 3, 1]
    assert [len(batch) for batch in batches(items, 5)] == [2, 2, 2, 1]
    assert [len(batch) for batch in batches(items, 1)] == [1] * 7


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
