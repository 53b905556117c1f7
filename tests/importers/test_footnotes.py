"""Which links of a page are footnotes, and what is left of them."""

from __future__ import annotations

import pytest
from lxml import html

from l10n_flow.importers.footnotes import take_notes

from .pieces import cases


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


@pytest.mark.parametrize(("written", "expected"), cases("footnotes"))
def test_notes_are_taken_out_of_a_page(written: str, expected: str) -> None:
    assert taken(written) == expected
