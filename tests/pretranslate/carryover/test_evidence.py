"""What a sentence keeps in its translation, in figures, and what translations tell about words."""

from __future__ import annotations

import pytest

from l10n_flow.pretranslate.carryover.evidence import (
    COMMON,
    MAX_PAIRS,
    MAX_WORDS,
    NOTHING,
    Feature,
    Weighing,
    learned,
    numbers_differ,
    trait,
)
from l10n_flow.pretranslate.carryover.sentences import Bead, blocks, cut

TRAITS = [
    # a sentence, its letters, its anchors: numbers (#, digits d), marks (m), words as they are
    # written (w), consonants (s), the sentence's kind (e), brackets and quotations (p)
    ("", 0, ""),
    ("In 2019 at 7", 4, "#2019 d7"),
    ("6,000.5 or 6 000", 2, "#000 #60005 d6"),
    ("۶٬۰۰۰ و ۷", 1, "#6000 d7"),
    ("a `b` **c** {1} [d]({2})", 3, "m** m[]({2}) m`b` m{1}"),
    ("go NATO an It ABC A Tea now", 20, "wabc wnato wtea"),
    ("Miraval Miravalle áéíóú", 21, "smrl×2 waeiou wmirav×2"),
    ("war ware warfare", 14, "srfr wware wwarfa"),
    ("Lavrov Tyyv Saava", 15, "slrf wlavro wsaava wtyyv"),
    ("سلام دنیای بزرگ", 13, "sbsrk sslm wبزرگ wدنیای wسلام"),
    ("Why? No!", 5, "e! wwhy"),
    ("Why?»", 3, "e? wwhy"),
    ("چرا؟", 3, "e?"),
    ("Now… (or then):", 9, "e: p( wnow wthen"),
    ('“a” «b» "c" (d) (e', 5, "p(×2 p«×3"),
    ("don't l’eau می‌رود", 16, "smrt stnt wdon't wl’eau wمی‌رو"),
]


def anchors(text: str) -> str:
    found = trait(text).anchors
    return " ".join(sorted(name + f"×{n}" * (n > 1) for name, n in found.items()))


@pytest.mark.parametrize(("text", "letters", "expected"), TRAITS)
def test_a_sentence_has_what_a_translation_keeps(text: str, letters: int, expected: str) -> None:
    assert (trait(text).letters, anchors(text)) == (letters, expected)


def test_a_lexicons_stems_are_anchors_too() -> None:
    found = trait("peace now", lambda word: [word[:2]] * (word == "peace"))
    assert found.anchors["lpe"] == 1


@pytest.mark.parametrize(
    ("source", "target", "differ"),
    [
        ("in 2019", "en 2019", False),
        ("in 2019", "en 2018", True),
        ("in 2019", "en", False),
        ("then", "en 2018", False),
        ("in 2019", "در ۱۳۹۸", False),
        ("in 2019", "در ۱۳۹۷", False),
        ("in 2019", "در ۱۳۹۶", True),
        ("in 2019", "در ۱۳۹۹", True),
        ("in 2019 and 12", "در ۱۳۹۸ و ۱۳", True),
        ("7 or 8", "7 o 9", True),
        ("`a` 12", "`b` 12", False),
        ("12 and 12", "12", False),
    ],
)
def test_a_number_replaces_another_unless_it_is_a_year_of_irans_calendar(
    source: str, target: str, differ: bool
) -> None:
    assert numbers_differ(trait(source), trait(target)) is differ


WEIGHED = [
    # languages, source, translation; the length in standard deviations, the shared anchors and all
    # of the evidence in nats
    ("en", "es", "The talks ended.", "Las charlas terminaron.", 1.12, 0, 1.14),
    ("en", "fa", "The talks ended.", "گفت‌وگوها پایان یافت.", 1.22, 0, 1.07),
    ("es", "fa", "Las charlas terminaron.", "گفت‌وگوها پایان یافت.", 0.16, 0, 1.69),
    ("en", "zh", "The talks ended.", "会谈结束了。", -0.17, 0, 1.97),
    ("en", "es", "No.", "Nadie quiso decir nada de todo aquello.", 12.81, 0, -6.54),
    ("en", "es", "In 2019 NATO (7) saw `a`!", "En 2019 la OTAN (7) vio `a`!", 0.26, 13.5, 15.3),
    ("en", "es", "Miraval, Miraval?", "Miraval, Miraval, ¿Miraval?", 1.06, 9.5, 10.68),
    ("en", "es", "“a”", "«a»", -0.05, 1.0, 3.5),
    ("en", "es", "", "", 0.0, 0, 2.85),
]


@pytest.mark.parametrize(("mine", "theirs", "source", "target", "far", "shared", "nats"), WEIGHED)
def test_lengths_and_anchors_weigh_as_measured(
    mine: str, theirs: str, source: str, target: str, far: float, shared: float, nats: float
) -> None:
    one, other = trait(source), trait(target)
    weighing = Weighing.of(one, other, mine, theirs)
    found = weighing.deviation(one, other), weighing.shared(one, other), weighing.fit(one, other)
    assert [round(figure, 2) for figure in found] == [far, shared, nats]


def test_features_are_added_and_taken_away() -> None:
    one, other = Feature(3, {"#12": 1, "wtea": 2}), Feature(2, {"#12": 1, "d7": 1})
    assert one + other == Feature(5, {"#12": 2, "wtea": 2, "d7": 1})
    assert one - other == Feature(1, {"#12": 0, "wtea": 2})
    assert (one + other).hard == {"#12", "d7"}
    assert (one - other).hard == frozenset()
    assert sum([one], NOTHING) == one


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


def test_the_two_words_that_come_together_most_are_related() -> None:
    pairs = [("moon", "luna"), ("moon", "luna nueva"), ("moon", "luna nueva clara")]
    pairs += [("moon", "luna nueva clara"), ("sun", "sol")]
    pairs += [(f"day {n}", f"día {n}") for n in range(400)]
    assert learned(pairs).translated("moon") == ("luna", "nueva")
    assert learned(pairs).translated("moons") == ()
    assert learned(pairs).known("claras") == ()


@pytest.mark.parametrize(("alone", "is_related"), [(2, True), (12, False)])
def test_words_that_are_seldom_together_are_not_related(alone: int, is_related: bool) -> None:
    """Dice's coefficient: twice the number of common texts, of all texts with either."""
    pairs = [("storm", "tormenta")] * 2 + [("storm", "otra")] * alone
    pairs += [(f"day {n}", f"día {n}") for n in range(600)]
    assert ("tormen" in learned(pairs).translated("storm")) is is_related


def test_long_texts_and_late_ones_are_not_read() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    many = [one + other for one in letters for other in letters]
    assert learned([(" ".join(many[:MAX_WORDS]), "mil")] * 2).translated("aa") == ("mil",)
    assert learned([(" ".join(many[: MAX_WORDS + 1]), "mil")] * 2).translated("aa") == ()
    assert learned([("mil", " ".join(many[: MAX_WORDS + 1]))] * 2).translated("mil") == ()
    rest = [("", "")] * (MAX_PAIRS - 2)
    assert learned([("fog", "niebla"), *rest, ("fog", "niebla")]).translated("fog") == ("niebla",)
    assert learned([("fog", "niebla"), *rest, ("", ""), ("fog", "niebla")]).translated("fog") == ()


def test_a_stem_is_six_letters_without_accents() -> None:
    lexicon = learned([("Reunión feliz", "meeting"), ("reuniones", "meetings")] * 1)
    assert lexicon.translated("REUNIÓN") == ("meetin",)
    assert lexicon.known("meetings") == ("meetin",)
    assert lexicon.translated("feliz") == ()
