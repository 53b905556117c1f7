from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.checks.suppression import EVERYTHING, dated, doubts, in_source, suppresses
from l10n_flow.checks.table import CHECKS
from l10n_flow.model import Entry

NAMES = st.lists(st.sampled_from([*CHECKS, EVERYTHING]), min_size=1, max_size=4, unique=True)
ENTRIES = st.builds(
    Entry,
    st.text(min_size=1),
    st.text(),
    st.none() | st.text(),
    comments=st.lists(st.sampled_from(["see 4", "l10n-flow:ignore=copy;h=0"])).map(tuple),
)


def with_comment(entry: Entry, names: list[str]) -> Entry:
    return replace(entry, comments=(*entry.comments, f"l10n-flow: ignore={', '.join(names)}"))


def suppressed(entry: Entry) -> set[str]:
    """The checks that nobody hears of in the entry."""
    return {name for name in CHECKS if suppresses((), name, "a", "es", entry)}


@given(ENTRIES, NAMES)
def test_a_date_changes_nothing_of_what_is_suppressed_today(entry: Entry, names: list[str]) -> None:
    typed = with_comment(entry, names)
    kept = dated(typed)
    assert suppressed(kept) == suppressed(typed)
    assert suppressed(kept) == (set(CHECKS) if EVERYTHING in names else set(names))
    assert dated(kept) is kept
    (line,) = [one for one in kept.comments if one != "see 4"]
    assert " " not in line
    assert kept.comments.count("see 4") == entry.comments.count("see 4")


@given(ENTRIES, NAMES)
def test_it_ends_when_the_source_or_the_context_changes(entry: Entry, names: list[str]) -> None:
    kept = dated(with_comment(entry, names))
    assert suppressed(replace(kept, source=entry.source + ".")) == set()
    assert suppressed(replace(kept, context=(entry.context or "") + ".")) == set()
    assert [one.expired for one in in_source(replace(kept, source=entry.source + "."))] == [True]


def test_what_people_type_without_a_digest_holds() -> None:
    typed = Entry("a", comments=("l10n-flow:ignore=copy,url",))
    assert suppressed(typed) == suppressed(replace(typed, source="b")) == {"copy", "url"}


@pytest.mark.parametrize(
    "line",
    [
        "l10n-flow:ignore=copy, url",
        "l10n-flow: ignore=copy,url",
        "l10n-flow:ignore = copy , url",
        "l10n-flow:ignore=copy url",
        "l10n-flow:ignore=copy,url; h=ca978112ca1b",
    ],
)
def test_blanks_do_no_harm(line: str) -> None:
    entry = Entry("a", comments=(line,))
    assert suppressed(replace(entry, comments=(line.partition(";")[0],))) == {"copy", "url"}
    (one,) = in_source(entry)
    assert one.names == ("copy", "url")


def test_a_comment_with_a_name_that_no_check_has_stays_as_it_was_typed() -> None:
    entry = Entry("a", comments=("l10n-flow:ignore=copy that",))
    assert dated(entry) is entry


def test_a_comment_that_names_no_check_is_told_and_goes_with_the_next_change() -> None:
    entry = Entry("a", comments=("see 4", "l10n-flow:ignore="))
    assert [doubt.message for doubt in doubts(entry)] == [
        "the comment that suppresses checks names none"
    ]
    assert dated(entry).comments == ("see 4",)
