"""What systems write differently, in HTML's own elements."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from l10n_flow.importers.shaping import shape

LINES = [
    line
    for line in Path(__file__).with_name("shapes.txt").read_text("utf-8").split("\n")
    if line and not line.startswith("# ")
]
"""A piece of a page, and under it what it becomes."""


@pytest.mark.parametrize(("written", "expected"), list(zip(LINES[::2], LINES[1::2], strict=True)))
def test_a_page_says_the_same_in_elements_of_html(written: str, expected: str) -> None:
    tree = html.fragment_fromstring(written, create_parent="body")
    shape(tree)
    shaped = html.tostring(tree, encoding="unicode").removeprefix("<body>").removesuffix("</body>")
    assert f"  => {shaped}" == expected
