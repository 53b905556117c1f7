"""Elements of a page as Markdown blocks."""

from __future__ import annotations

import pytest
from lxml import html

from l10n_flow.importers.tree import BlockBuilder

from .pieces import cases


def blocks(written: str) -> str:
    """Its blocks, then what a person should know, then the words of what was left out."""
    direction, base = ("rtl" if written.startswith("<!--rtl") else "ltr"), ""
    if written.startswith("<!--base"):
        base = "https://a.example/2026/"
    builder = BlockBuilder(base, direction)
    text = written.replace("⏎", "\n")
    found = builder.of(html.fragment_fromstring(text, create_parent="body"))
    rows = [f"{block.kind}: {block.markdown}".replace("\n", "⏎") for block in found]
    rows += [f"! {line}: {what}" for line, what in builder.notes]
    rows += [f"- {line}: {words}" for line, words in builder.dropped]
    return "".join(f"  {row}\n" for row in rows)


@pytest.mark.parametrize(("written", "expected"), cases("blocks"))
def test_elements_become_blocks_of_markdown(written: str, expected: str) -> None:
    assert blocks(written) == expected
