"""Articles that share a text with other words are found without reading all of them."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.model import Entry
from l10n_flow.workflow.checking.wordings import divided, packed

ENTRIES = st.builds(
    Entry,
    source=st.sampled_from(["Peace", "War", "Rain", "Mud"]),
    target=st.sampled_from(["", "Paz", "Guerra", "صلح"]),
    context=st.sampled_from([None, None, "title"]),
    fuzzy=st.booleans(),
)


@given(st.dictionaries(st.sampled_from("abcd"), st.lists(ENTRIES, max_size=4)))
def test_it_finds_what_a_look_at_all_entries_finds(articles: dict[str, list[Entry]]) -> None:
    wordings: dict[str, set[str]] = defaultdict(set)
    for entries in articles.values():
        for entry in entries:
            if entry.target and not entry.fuzzy and entry.context is None:
                wordings[entry.source].add(entry.target)
    torn = {source for source, found in wordings.items() if len(found) > 1}
    assert divided({name: packed(entries) for name, entries in articles.items()}) == {
        name
        for name, entries in articles.items()
        if any(e.source in torn and e.target and not e.fuzzy and e.context is None for e in entries)
    }
