"""Elements of a page as Markdown blocks."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html

from l10n_flow.importers.tree import BlockBuilder

CASES = Path(__file__).with_name("blocks.txt")


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


def blocks(written: str) -> str:
    """Its blocks, then what a person should know, then the words of what was left out."""
    direction, base = ("rtl" if written.startswith("<!--rtl") else "ltr"), ""
    if written.startswith("<!--base"):
        base = "https://a.example/2026/"
    builder = BlockBuilder(base, direction)
    text = written.replace("⏎", "\n")
    is_xml = written.startswith("<body>")  # as trafilatura's result has it
    tree = (
        etree.fromstring(text) if is_xml else html.fragment_fromstring(text, create_parent="body")
    )
    found = builder.of(tree)
    rows = [f"{block.kind}: {block.markdown}".replace("\n", "⏎") for block in found]
    rows += [f"! {line}: {what}" for line, what in builder.notes]
    rows += [f"- {line}: {words}" for line, words in builder.dropped]
    return "".join(f"  {row}\n" for row in rows)


@pytest.mark.parametrize(("written", "expected"), cases())
def test_elements_become_blocks_of_markdown(written: str, expected: str) -> None:
    assert blocks(written) == expected
