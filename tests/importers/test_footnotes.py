"""Which links of a page are footnotes, and what is left of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from l10n_flow.importers.footnotes import take_notes

CASES = Path(__file__).with_name("footnotes.txt")


def cases() -> list[tuple[str, str]]:
    """Each piece of a page, and the lines under it."""
    found: list[tuple[str, str]] = []
    for line in CASES.read_text("utf-8").split("\n"):
        if line.startswith("  "):
            written, below = found[-1]
            found[-1] = written, below + line + "\n"
        elif line and not line.startswith("# "):
            found.append((line, ""))
    return found


def taken(written: str) -> str:
    """The page without its notes, and each note."""

    def inner(element: html.HtmlElement) -> str:
        return str(html.tostring(element, encoding="unicode", with_tail=False))

    tree = html.fragment_fromstring(written, create_parent="body")
    notes = take_notes(tree)
    page = inner(tree).removeprefix("<body>").removesuffix("</body>")
    page = page.replace("<note-reference label=", "<ref ").replace("</note-reference>", "")
    rows = [page, *(f"{label}: {inner(note)}" for label, note in notes.by_label.items())]
    return "".join(f"  {row}\n" for row in rows)


@pytest.mark.parametrize(("written", "expected"), cases())
def test_notes_are_taken_out_of_a_page(written: str, expected: str) -> None:
    assert taken(written) == expected
