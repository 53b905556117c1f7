"""How short and how long a translation may be, by the length of its source."""

from __future__ import annotations

import pytest

from l10n_flow.checks.pair import Pair
from l10n_flow.checks.rules.lengths import CHECKS
from l10n_flow.model import State

(LENGTH,) = CHECKS
ALLOWED = {
    ("en", "es"): [
        (8, 1, 72), (10, 1, 90), (11, 1, 49), (20, 4, 90), (21, 6, 67), (40, 10, 128),
        (41, 21, 106), (80, 40, 208), (81, 47, 194), (160, 92, 384),
        (161, 110, 322), (200, 136, 400),
    ],
    ("en", "fa"): [
        (8, 1, 64), (10, 1, 80), (11, 1, 44), (20, 5, 80), (21, 7, 63), (40, 12, 120),
        (41, 19, 98), (80, 36, 192), (81, 43, 170), (160, 84, 336),
        (161, 100, 305), (200, 124, 380),
    ],
    ("fr", "es"): [
        (8, 1, 64), (10, 1, 80), (11, 1, 55), (20, 3, 100), (21, 5, 73), (40, 8, 140),
        (41, 11, 123), (80, 20, 240), (81, 25, 226), (160, 48, 448),
        (161, 57, 402), (200, 70, 500),
    ],
}  # fmt: skip
"""The characters of a source, and the fewest and most that a draft of it may have: at the beginning
and the end of each class of lengths; from French there is no measure of its own."""


def way(locales: tuple[str, str], source: int, target: int) -> str:
    """What the check says about a draft of so many characters: a long word and a full stop."""
    ours, theirs = ("a" * (size - 1) + "." for size in (source, target))
    hits = list(LENGTH.run(Pair(ours, theirs, *locales, state=State.DRAFT)))
    return " ".join(word for hit in hits for word in hit.message.split() if word[-2:] == "er")


@pytest.mark.parametrize("locales", ALLOWED, ids="-".join)
def test_a_draft_is_as_long_as_translations_are(locales: tuple[str, str]) -> None:
    for source, fewest, most in ALLOWED[locales]:
        assert [way(locales, source, target) for target in (fewest, most)] == ["", ""]
        assert way(locales, source, most + 1) == "longer"
        assert fewest == 1 or way(locales, source, fewest - 1) == "shorter"


def test_as_many_sentences_with_the_same_end_may_be_brief() -> None:
    source = (
        "The river rose overnight by four metres. The schools of the whole valley were closed for"
        " days. Will it rise again before the end of the month of May?"
    )
    for target, is_told in (
        ("Creció el río. No hubo clase. ¿Y otra vez?", False),
        ("Creció el río. No hubo clase. Y otra vez.", True),
        ("Creció el río, no hubo clase. ¿Y otra vez?", True),
    ):
        assert bool(list(LENGTH.run(Pair(source, target, "en", "es")))) is is_told, target
