"""Limits for completeness, and their slack."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.errors import UsageError
from l10n_flow.model import State
from l10n_flow.reports import Completeness
from l10n_flow.workflow.checking.thresholds import Threshold, judged, missed, parsed, unreviewed


def reached(words: int, locale: str = "es", article: str = "") -> Completeness:
    """So many of 1,000 words translated, and half as many segments of 10."""
    return Completeness(
        locale, article, (10 - words // 200, 0, words // 200, 0), (1000 - words, 0, words, 0)
    )


def test_a_limit_is_missed_below_it_and_kept_at_it() -> None:
    limit = [Threshold("es", 95)]
    assert missed([reached(949)], limit)[0].sentence == (
        "94.9 % of the words translated, 95 % wanted"
    )
    assert missed([reached(950)], limit) == ()


def test_a_project_at_the_edge_does_not_flap() -> None:
    """Red until the limit is reached, then green until the slack is used up, then red again."""
    memory: dict[str, float] = {}
    seen = []
    for words in (940, 949, 951, 949, 944, 941, 939, 944, 949, 950, 945):
        verdict = judged([reached(words)], [Threshold("es", 95)], passed_before=memory, slack=1.0)
        memory = dict(verdict.passed)
        seen.append("red" if verdict.missed else "spared" if verdict.spared else "green")
    assert seen == [
        "red", "red", "green", "spared", "spared", "spared", "red", "red", "red", "green", "spared",
    ]  # fmt: skip


def test_without_a_memory_there_is_no_slack() -> None:
    assert len(missed([reached(949)], [Threshold("es", 95)], slack=5)) == 1


def test_a_limit_that_was_raised_gets_no_slack() -> None:
    before = {"es translated words": 90.0}
    assert missed([reached(949)], [Threshold("es", 90)], passed_before=before) == ()
    assert len(missed([reached(949)], [Threshold("es", 95)], passed_before=before)) == 1


def test_a_limit_on_something_else_is_another_limit() -> None:
    before = {"es translated words": 95.0}
    reviewed = Threshold("es", 95, State.REVIEWED)
    segments = Threshold("es", 95, unit="segments")
    assert len(missed([reached(949)], [reviewed, segments], passed_before=before)) == 2


def test_only_totals_count_and_languages_without_one_hold() -> None:
    rows = [reached(100, article="brief"), reached(990)]
    assert judged(rows, [Threshold("es", 95), Threshold("fa", 95)]).passed == {
        "es translated words": 95
    }


def test_all_languages_together_have_a_limit_of_their_own() -> None:
    assert missed([reached(900, "")], [Threshold("", 95)])[0].locale == ""


def test_a_project_without_words_is_complete() -> None:
    assert missed([Completeness("es", "", (0,) * 4, (0,) * 4)], [Threshold("es", 100)]) == ()


@given(st.integers(0, 1000), st.integers(0, 100), st.floats(0, 20))
def test_what_held_holds_and_slack_only_spares(words: int, wanted: int, slack: float) -> None:
    rows, limits = [reached(words)], [Threshold("es", wanted)]
    strict = judged(rows, limits, slack=slack)
    again = judged(rows, limits, passed_before=strict.passed, slack=slack)
    assert again.missed == strict.missed
    lenient = judged(rows, limits, passed_before={"es translated words": 100.0}, slack=slack)
    assert set(strict.missed) == {*lenient.missed, *lenient.spared}


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
        ("de=95", "names 'de', which is no language of the project"),
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
