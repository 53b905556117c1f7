"""A page and its translation: which blocks correspond, how surely, and what the article gets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from l10n_flow import documents
from l10n_flow.adopting.alignment import Aligned, align
from l10n_flow.adopting.blocks import PlacedSegment, blocks
from l10n_flow.adopting.verdicts import TranslatedPage, _not_translated, judged

CASES = Path(__file__).parent / "pages.txt"


def cases() -> list[tuple[str, ...]]:
    found = []
    for block in CASES.read_text("utf-8").split("\n=== ")[1:]:
        title, _, rest = block.partition("\n")
        source, page, pairs, verdict = (part.strip("\n") for part in rest.split("\n--- "))
        locale, _, target = page.partition("\n")
        parts = [part.partition("\n")[2].strip("\n") for part in (pairs, verdict)]
        found.append((title, source, target, locale, *parts))
    return found


def read(text: str, locale: str) -> tuple[PlacedSegment, ...]:
    return blocks(documents.read(text.encode(), Path("a.md")), locale)


def row(pair: Aligned) -> str:
    mine, theirs = ("+".join(str(at + 1) for at in some) for some in (pair.source, pair.target))
    nats = f"{pair.evidence:.2f} nats, {pair.shared:.2f} shared, margin {pair.margin:.2f}"
    how = f"{100 * pair.chance:.2f} %, {nats}, length {pair.deviation:+.2f}, lost {pair.lost}"
    sure = "certain" if pair.is_certain else "likely" if pair.is_likely else "unlikely"
    return f"{mine} = {theirs}: {how}, {sure}"


def pairs(source: str, target: str, locale: str) -> str:
    found = align(read(source, "en"), read(target, locale), "en", locale)
    return "\n".join([f"score {found.score:.3f}", *map(row, found.pairs)])


def verdict(source: str, target: str, locale: str) -> str:
    mine, theirs = read(source, "en"), read(target, locale)
    found = judged(TranslatedPage("a", "es/a.md", mine, theirs, "en", locale))
    rows = [f"score {found.score:.3f}{' strange' * found.is_strange}{' a copy' * found.is_copy}"]
    for line, words in zip(found.lines, found.words, strict=True):
        score = words.origin.score if words.origin else None
        why = f" ({words.why[0]}, {score})" if words.fuzzy else ""
        rows.append(
            f"{line} {'~' if words.fuzzy else '='} {words.key.source} = {words.target}{why}"
        )
    rows += [f"{line} - {text} ({reason})" for line, text, reason in found.left]
    rows += [f"learned: {one} = {other}" for one, other in found.confident]
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("source", "target", "locale", "expected"),
    [pytest.param(*case[1:5], id=case[0]) for case in cases()],
)
def test_blocks_correspond_as_surely_as_the_figures_say(
    source: str, target: str, locale: str, expected: str
) -> None:
    assert pairs(source, target, locale) == expected


CERTAIN = Aligned(range(1), range(1), 0.999, 5.0, 5.0, margin=4.0, deviation=2.0)
LIKELY = Aligned(range(1), range(2), 0.95, 1.0, 0.0, deviation=3.999)


@pytest.mark.parametrize(
    ("pair", "beyond"),
    [
        (CERTAIN, {"chance": 0.9989}),
        (CERTAIN, {"evidence": 4.999}),
        (CERTAIN, {"margin": 3.999}),
        (CERTAIN, {"deviation": 2.001}),
        (CERTAIN, {"deviation": -2.001}),
        (CERTAIN, {"lost": 1}),
        (CERTAIN, {"source": range(2)}),
        (CERTAIN, {"target": range(2)}),
        (LIKELY, {"chance": 0.9499}),
        (LIKELY, {"evidence": 0.999}),
        (LIKELY, {"deviation": 4.0}),
        (LIKELY, {"deviation": -4.0}),
    ],
)
def test_a_pair_at_all_limits_is_certain_or_likely_and_no_more_beyond_one(
    pair: Aligned, beyond: dict[str, Any]
) -> None:
    other = pair._replace(**beyond)
    assert (pair.is_certain, pair.is_likely) == (pair is CERTAIN, True)
    assert (other.is_certain, other.is_likely) == (False, pair is CERTAIN)


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("40–44", "40–44", ""),
        ("Velan", "Velan", "it is the original's own text"),
        ("Ana Ruz, Ivo Kern, Orsena", "Ivo Kern, Ana Ruz, Orsena", ""),
        (
            "Ana Ruz, Ivo Kern, Orsena, Miraval",
            "Ivo Kern, Ana Ruz, Orsena, Miraval",
            "it is nearly the original's own text",
        ),
        (
            "One two three four five six seven eight nine ten",
            "One two three four five six seven eight, nueve, diez",
            "it is nearly the original's own text",
        ),
        (
            "Ana Ruz, Ivo Kern, Orsena, Miraval, Velan in May and June",
            "Ana Ruz, Ivo Kern, Orsena, Miraval, Velan, mayo, junio, julio",
            "",
        ),
        (
            "In the morning the bridge was under the water.",
            "Die Brücke war nicht mehr zu sehen, weil sie unter dem Wasser lag, und alle mit Boot.",
            "it is in de",
        ),
        ("The river rose in the night.", "El río subió de noche.", ""),
    ],
)
def test_a_block_with_the_words_of_the_original_or_of_a_third_language_is_left(
    source: str, target: str, reason: str
) -> None:
    assert _not_translated(source, target, "es") == reason


@pytest.mark.parametrize(
    ("source", "target", "locale", "expected"),
    [pytest.param(*case[1:4], case[5], id=case[0]) for case in cases()],
)
def test_an_article_gets_what_is_certain_and_drafts_of_what_is_likely(
    source: str, target: str, locale: str, expected: str
) -> None:
    assert verdict(source, target, locale) == expected
