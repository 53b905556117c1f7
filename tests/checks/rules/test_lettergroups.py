"""What is kept of words that come again."""

from __future__ import annotations

import pytest

from l10n_flow.checks.rules import lettergroups


def test_a_word_is_valued_once_and_not_too_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lettergroups, "_WORDS", 2)
    asked = []

    def valued(word: str) -> int:
        asked.append(word)
        return len(word)

    values = lettergroups._WordValues(valued)
    assert [values[word] for word in ("a", "bb", "a", "ccc", "a")] == [1, 2, 1, 3, 1]
    assert asked == ["a", "bb", "ccc", "a"]
    assert dict(values) == {"ccc": 3, "a": 1}
