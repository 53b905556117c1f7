"""Plain text: paragraphs between blank lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.documents import read, render


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("", []),
        ("\n \n\t\n", []),
        ("One", ["One"]),
        ("One\n", ["One"]),
        ("\n\nOne\n\n\nTwo", ["One", "Two"]),
        ("One\ntwo\r\nthree\rfour", ["One two three four"]),
        ("One  \n   two", ["One two"]),
        ("One\n \t \nTwo", ["One", "Two"]),
        ("One\r\r\nTwo", ["One", "Two"]),
        ("One\n\x0cTwo", ["One \x0cTwo"]),
        ("***\n\nOne", ["One"]),
        ("\ufeffOne", ["One"]),
        ("سلام\nدنیا", ["سلام دنیا"]),
        ("a {{ x }}\nb {1}", ["a {1} b {2}"]),
        ("- not a list\n- really", ["- not a list - really"]),
    ],
)
def test_a_paragraph_is_a_segment(text: str, sources: list[str]) -> None:
    document = read(text.encode(), Path("a.txt"))
    assert [s.source for s in document.segments] == sources
    assert {s.kind for s in document.segments} <= {"text"}
    assert document.front is None


def test_a_word_alone_between_rules_is_one_paragraph_after_translation_too() -> None:
    document = read(b"One\n\nTwo\n", Path("a.txt"))
    one, two = document.segments
    rendered = render(document, {one.key: "Uno\n\n\nmás", two.key: "\n\nDos\n\n"})
    assert rendered.text == "Uno\nmás\n\nDos\n".encode()
    assert rendered.refusals == ()
