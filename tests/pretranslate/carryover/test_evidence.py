"""What translations tell about words."""

from __future__ import annotations

from l10n_flow.pretranslate.carryover.alignment import Bead, blocks, cut
from l10n_flow.pretranslate.carryover.evidence import COMMON, learned

PAIRS = [
    ("The minister resigned", "وزیر استعفا داد"),
    ("A minister travelled", "وزیر سفر کرد"),
    ("The price of oil fell", "بهای نفت کاهش یافت"),
    ("Oil was found", "نفت پیدا شد"),
] + [(f"Some story of day {n}", f"خبر {n}") for n in range(60)]


def test_words_that_come_together_go_together() -> None:
    lexicon = learned(PAIRS)
    assert lexicon.translated("Minister") == ("وزیر",)
    assert lexicon.translated("oil") == ("نفت",)
    assert lexicon.known("نفت") == ("نفت",)


def test_words_seen_once_or_everywhere_tell_nothing() -> None:
    lexicon = learned(PAIRS)
    assert 60 / len(PAIRS) > COMMON
    assert lexicon.translated("story") == lexicon.translated("resigned") == ()
    assert lexicon.known("خبر") == ()


def test_marks_and_inflection_are_no_part_of_a_word() -> None:
    marked = [(source.replace("minister", "*ministers*"), target) for source, target in PAIRS]
    assert learned(marked).translated("ministers") == ("وزیر",)


def test_a_lexicon_makes_sure_what_lengths_leave_open() -> None:
    source = cut("The minister went home. Nobody bought oil.", "en")
    target = cut("وزیر به خانه رفت. کسی نفت نخرید.", "fa")
    assert len(blocks(source, target, "en", "fa")) == 1
    assert blocks(source, target, "en", "fa", learned(PAIRS)) == (
        Bead(range(1), range(1)),
        Bead(range(1, 2), range(1, 2)),
    )
    assert len(blocks(source, target[::-1], "en", "fa", learned(PAIRS))) == 1
