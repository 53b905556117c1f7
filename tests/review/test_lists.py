"""Lists that stay while somebody works through them."""

from __future__ import annotations

import pytest

from l10n_flow.review import lists
from l10n_flow.review.lists import ChosenRows, Lists

IDS = tuple(map(str, range(101)))


@pytest.mark.parametrize(
    ("number", "pages"), [(0, 1), (1, 1), (50, 1), (51, 2), (100, 2), (101, 3)]
)
def test_a_list_has_a_page_for_each_fifty_rows(number: int, pages: int) -> None:
    listed = ChosenRows("", IDS[:number])
    assert listed.pages == pages
    assert [id_ for page in range(1, pages + 1) for id_ in listed.page(page)] == list(IDS[:number])
    for page in range(1, pages + 1):
        assert {listed.page_of(id_) for id_ in listed.page(page)} <= {page}


def test_what_is_not_in_a_list_is_on_no_page_and_has_nothing_behind_it() -> None:
    listed = ChosenRows("", ("a", "b"))
    assert (listed.page_of("c"), listed.after("c"), listed.after("a")) == (None, None, "b")


def test_the_lists_that_were_used_last_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "_KEPT", 2)
    kept = Lists()
    first, second = (kept.chosen("", lambda: ("a",)) for _ in range(2))
    assert kept.chosen(first.name, tuple) is first
    third = kept.chosen("", tuple)
    assert kept.chosen(first.name, tuple) is first
    assert kept.chosen(third.name, tuple) is third
    assert kept.chosen(second.name, tuple) is not second
