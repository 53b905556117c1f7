"""Lists of other articles: titles and first words, each in one pair."""

from __future__ import annotations

import pytest

from l10n_flow.importers.credits import Credits
from l10n_flow.importers.profile import Credit, Headings, Profile
from l10n_flow.importers.source import SourceLine
from l10n_flow.importers.teasers import pair, stub

PROFILE = Profile(
    "x",
    credit=Credit(("Three Shores",)),
    kinds={"opinion": "opinion"},
    headings=Headings(max_words=3),
)
CREDITS = Credits(PROFILE, [])
MOST = PROFILE.headings.max_words
PROSE = " ".join(["word"] * (MOST + 1)) + "."


@pytest.mark.parametrize(
    ("rows", "credited", "pairs"),
    [
        (["Rain", "Three Shores – It fell."], True, ["Rain > Three Shores – It fell."]),
        (["Rain", "Mud", "Three Shores – It."], True, ["Rain >", "Mud > Three Shores – It."]),
        (["Three Shores – It.", "Rain"], True, ["> Three Shores – It.", "Rain >"]),
        (["Rain", PROSE], False, [f"Rain > {PROSE}"]),
        (["Rain", PROSE], True, ["Rain >", f"{PROSE} >"]),
        (["Rain", PROSE.removesuffix(".")], False, ["Rain >", PROSE[:-1] + " >"]),
        (["Rain", PROSE.removeprefix("word ")], False, ["Rain >", PROSE[5:] + " >"]),
        ([], False, []),
    ],
)
def test_every_line_is_in_one_pair(rows: list[str], credited: bool, pairs: list[str]) -> None:
    lines = [SourceLine(number, text) for number, text in enumerate(rows, 1)]
    found = list(pair(lines, PROFILE, CREDITS, credited=credited))
    told = [f"{t.text if t else ''} > {x.text if x else ''}".strip() for t, x in found]
    assert told == pairs
    assert [one for both in found for one in both if one] == lines


def test_a_stub_has_the_title_and_the_words_without_the_credit() -> None:
    title = SourceLine(7, "The price of salt")
    text = SourceLine(8, "Three Shores – Opinion: *Salt* is weighed on both sides of the border.")
    found = stub(title, text, PROFILE, CREDITS)
    assert (found.title, found.credit, found.kind) == (title.text, "Three Shores", "opinion")
    assert (found.language, found.stub, found.line) == ("en", True, 7)
    (block,) = found.blocks
    assert block.kind == "paragraph"
    assert block.markdown == "\\*Salt\\* is weighed on both sides of the border."
    plain = stub(SourceLine(7, "Salt"), SourceLine(8, "Sal."), PROFILE, CREDITS)
    assert (plain.credit, plain.kind, plain.language) == ("", "", "")
