"""A draft that is carried over links to what its words are about."""

from __future__ import annotations

import pytest

from l10n_flow.catalogs.merge import merge
from l10n_flow.catalogs.renumber import renumbered
from l10n_flow.model import Catalog, Entry, Placeholder, Segment


def noted(*values: str) -> list[str]:
    return [f"{{{number}}} = {value}" for number, value in enumerate(values, 1)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (noted("/a", "/b"), noted("/a", "/b"), "{1} {2}"),
        (noted("/a", "/b"), noted("/b", "/a"), "{2} {1}"),
        (noted("/a", "/b"), noted("/b"), "{2} {1}"),
        (noted("/a", "/b"), noted("/new", "/a", "/b"), "{2} {3}"),
        (noted("/a", "/b"), noted("/a2", "/b"), "{1} {2}"),
        (noted("/a", "/b"), noted("/b", "/a2"), "{2} {1}"),
        (noted("/a", "/a"), noted("/a", "/a"), "{1} {2}"),
        (noted("/a", "/b"), noted("/y", "/a"), "{2} {1}"),
        (noted("/a", "/b"), noted("/b", "/x", "/y"), "{2} {1}"),
        (noted("/a", "/b"), [], "{1} {2}"),
        ([], noted("/a", "/b"), "{1} {2}"),
        (["{1} = /a-", "b", "{2} = /c"], noted("/c", "/a-b"), "{2} {1}"),  # broken by a tool
        (["{1} = /a-", "b-", "c", "{2} = /c"], noted("/c", "/a-b-c"), "{2} {1}"),
        (["{1} = /c", "{2} = /a-", "b"], noted("/a-b", "/c"), "{2} {1}"),
        (["{1} = /a-", "b c", "{2} = /c"], noted("/c", "/a-"), "{2} {1}"),
        (["{1} = /a", "item", "{2} = /c"], noted("/c", "/a"), "{2} {1}"),
        (["sub-", "item", *noted("/a", "/b")], noted("/b", "/a"), "{2} {1}"),
        (noted("/a", "/b"), noted("/c", "/d", "/a"), "{3} {2}"),
        (noted("/a", "/b"), noted("/x", "/y"), "{1} {2}"),
        (noted("/a", "/b", "/c"), noted("/c", "/b"), "{3} {2}"),
        (noted("/x", "/a"), noted("/a", "/b", "/a"), "{2} {1}"),
        (noted("/a", "/b", "/b"), noted("/b", "/x"), "{2} {1}"),
        (["a note", "item", *noted("/a", "/b")], ["item", *noted("/b", "/a")], "{2} {1}"),
    ],
)
def test_each_number_follows_what_it_stands_for(
    before: list[str], after: list[str], expected: str
) -> None:
    assert renumbered("{1} {2}", before, after) == expected


def test_what_is_gone_never_becomes_something_else() -> None:
    assert renumbered("{1} {2} {3}", noted("/a", "/b", "/c"), noted("/c")) == "{2} {3} {1}"


def test_merging_carries_links_to_their_new_numbers() -> None:
    def segment(source: str, *targets: str) -> Segment:
        return Segment(source, "paragraph", tuple(Placeholder(t, "link") for t in targets))

    both = segment("Read [the news]({1}) and [the essay]({2}) before Monday.", "/news", "/essay")
    one = segment("Read the news and [the essay]({1}) before Monday.", "/essay")
    words = "Lea [las noticias]({1}) y [el ensayo]({2}) antes del lunes."
    catalog = merge(Catalog("es", (Entry(both.source, words),)), [both], threshold=75).catalog
    changed = merge(catalog, [one], threshold=60).catalog
    draft = changed.live[one.key]
    assert draft.target == "Lea [las noticias]({2}) y [el ensayo]({1}) antes del lunes."
    assert merge(changed, [one], threshold=60).catalog == changed
    assert merge(changed, [both], threshold=60).catalog == catalog
