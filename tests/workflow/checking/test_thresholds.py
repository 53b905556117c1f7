"""Limits for completeness, and their tolerance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.errors import UsageError
from l10n_flow.model import State
from l10n_flow.reports import Completeness
from l10n_flow.workflow.checking.thresholds import Threshold, judged, parsed, unreviewed


def reached(words: int, locale: str = "es", article: str = "") -> Completeness:
    """So many of 1,000 words translated, and half as many segments of 10."""
    return Completeness(
        locale, article, (10 - words // 200, 0, words // 200, 0), (1000 - words, 0, words, 0)
    )


def missed(row: Completeness, *limits: Threshold, tolerance: float = 0) -> list[str]:
    return [one.sentence for one in judged([row], limits, tolerance).missed]


def test_a_limit_is_missed_below_it_and_kept_at_it() -> None:
    limit = Threshold("es", 95)
    assert missed(reached(949), limit) == ["94.9 % of the words translated, 95 % wanted"]
    assert missed(reached(950), limit) == []


def test_a_project_at_the_edge_does_not_flap_with_a_tolerance() -> None:
    seen = []
    for words in (939, 940, 944, 949, 950, 951):
        verdict = judged([reached(words)], [Threshold("es", 95)], tolerance=1)
        seen.append("red" if verdict.missed else "spared" if verdict.spared else "green")
    assert seen == ["red", "spared", "spared", "spared", "green", "green"]


def test_limits_are_of_a_state_and_of_words_or_segments() -> None:
    reviewed, segments = Threshold("es", 95, State.REVIEWED), Threshold("es", 50, unit="segments")
    assert len(missed(reached(949), reviewed, segments)) == 2


def test_only_totals_count_and_languages_without_one_hold() -> None:
    rows = [reached(100, article="brief"), reached(990)]
    assert judged(rows, [Threshold("es", 95), Threshold("fa", 95)]) == ((), ())


def test_all_languages_together_have_a_limit_of_their_own() -> None:
    assert judged([reached(900, "")], [Threshold("", 95)]).missed[0].locale == ""


def test_a_project_without_words_is_complete() -> None:
    assert missed(Completeness("es", "", (0,) * 4, (0,) * 4), Threshold("es", 100)) == []


@given(st.integers(0, 1000), st.integers(0, 100), st.floats(0, 20))
def test_a_tolerance_only_spares(words: int, wanted: int, tolerance: float) -> None:
    rows, limits = [reached(words)], [Threshold("es", wanted)]
    lenient = judged(rows, limits, tolerance)
    assert {*judged(rows, limits).missed} == {*lenient.missed, *lenient.spared}


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("95", {"es": 95, "fa": 95}),
        ("es=95,fa=80", {"es": 95, "fa": 80}),
        (" es = 95 % , fa=80.5", {"es": 95, "fa": 80.5}),
        ("90,fa=50", {"es": 90, "fa": 50}),
        ("all=99", {"": 99}),
    ],
)
def test_the_command_line_says_limits(told: str, wanted: dict[str, float]) -> None:
    assert {t.locale: t.wanted for t in parsed(told, ["es", "fa"])} == wanted


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("de=95", "names 'de', which is not a language of the project"),
        ("es=101", "says 'es=101'"),
        ("es=-1", "says 'es=-1'"),
        ("es=nan", "says 'es=nan'"),
        ("es", "says 'es'"),
        ("es=", "says 'es='"),
        (" , ", "says nothing"),
    ],
)
def test_what_is_no_limit_is_refused(told: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        parsed(told, ["es", "fa"])


def test_drafts_and_translations_without_a_review_are_unreviewed() -> None:
    rows = [
        Completeness("es", "", (50, 4, 7, 10), (0,) * 4),
        Completeness("fa", "", (0, 5, 5, 10), (0,) * 4),
        Completeness("", "", (50, 9, 12, 20), (0,) * 4),
        Completeness("es", "brief", (0, 90, 0, 0), (0,) * 4),
    ]
    assert [row.sentence for row in unreviewed(rows, 10)] == ["11 segments unreviewed, 10 allowed"]
    assert unreviewed(rows, 11) == ()
