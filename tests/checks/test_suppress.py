from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.checks.suppress import (
    EVERYTHING,
    is_comment,
    listens,
    silenced,
    silences,
    suppressed,
)
from l10n_flow.checks.table import CHECKS
from l10n_flow.model import Entry

NAMES = st.lists(st.sampled_from([*CHECKS, EVERYTHING]), max_size=4)
ENTRIES = st.builds(
    Entry,
    st.text(min_size=1),
    st.text(),
    st.none() | st.text(),
    comments=st.lists(st.sampled_from(["see 4", "l10n-flow:ignore=copy;h=0"])).map(tuple),
)


@given(ENTRIES, NAMES, NAMES)
def test_what_is_silenced_is_what_was_and_what_was_asked(
    entry: Entry, first: list[str], second: list[str]
) -> None:
    once = suppressed(entry, first)
    assert silenced(once) == set(first)
    assert silenced(suppressed(once, second)) == {*first, *second}
    assert all(" " not in line for line in once.comments if is_comment(line))
    assert [c for c in once.comments if not is_comment(c)] == [
        c for c in entry.comments if not is_comment(c)
    ]


@given(ENTRIES, NAMES)
def test_it_ends_when_the_source_or_the_context_changes(entry: Entry, names: list[str]) -> None:
    quiet = suppressed(entry, names)
    assert silenced(replace(quiet, source=entry.source + ".")) == set()
    assert silenced(replace(quiet, context=(entry.context or "") + ".")) == set()


def test_what_people_type_without_a_digest_holds() -> None:
    assert silenced(Entry("a", comments=("l10n-flow:ignore=copy,url",))) == {"copy", "url"}


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
    assert silenced(replace(entry, comments=(line.partition(";")[0],))) == {"copy", "url"}
    (one,) = silences(entry)
    assert one.names == ("copy", "url")
    assert suppressed(entry, ["copy"]).comments[0].startswith("l10n-flow:ignore=copy")


def test_what_silences_for_ever_does_not_after_it_was_written_by_us() -> None:
    entry = suppressed(Entry("a", comments=("l10n-flow:ignore=copy",)), ())
    assert silenced(entry) == {"copy"}
    assert silenced(replace(entry, source="b")) == set()
    assert [one.expired for one in silences(replace(entry, source="b"))] == [True]


def test_a_name_that_no_check_has_is_refused() -> None:
    with pytest.raises(ValueError, match="no name of a check"):
        suppressed(Entry("a"), ["Copy that"])


def test_all_silences_everything() -> None:
    assert not listens("copy", {EVERYTHING})
