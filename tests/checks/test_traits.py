"""Which kinds of characters a text has: what decides whether a check is asked at all."""

from __future__ import annotations

import pytest

from l10n_flow.checks.traits import Trait, traits


@pytest.mark.parametrize(
    ("characters", "names"),
    [
        ("aáñ", "LETTER"),
        ("AÁ", "LETTER CAPITAL"),
        ("çßªºµ", "LETTER"),
        ("Ø", "LETTER CAPITAL LATIN_MARK"),
        ("е", "LETTER FOREIGN"),
        ("Ж和", "LETTER CAPITAL FOREIGN"),
        ("ازپ", "LETTER ARABIC"),
        ("ټ", "LETTER ARABIC"),
        ("كةى", "LETTER ARABIC ARABIC_FORM"),
        ("ۀ", "LETTER ARABIC ARABIC_FORM"),
        ("۵5", "DIGIT"),
        ("٥", "DIGIT ARABIC_FORM"),
        ("½", "DIGIT"),
        ("<>", "TAG"),
        ("{}", "PLACE BRACKET"),
        ("[]", "LINK BRACKET"),
        ("()（）", "BRACKET"),
        ("`", "CODE"),
        ("*_~", "STRESS"),
        ("&", "ENTITY"),
        (":", "ADDRESS STOP"),
        ("@", "ADDRESS"),
        ("?!؟", "QUESTION STOP"),
        (".,;…؛،。！？：；、۔।¿¡", "STOP"),
        ('"“”„‹›‘’«»', "QUOTE"),
        ("√├┘⁄", "LATIN_MARK"),
        ("\u200c\u200d", "JOINER"),
        ("\u200e\u2066", "BIDI INVISIBLE"),
        ("\u00ad\u0007\ufffd\ue000\u2028", "INVISIBLE"),
        (" \n\t-+=", ""),
        ("\u0301\u212b", "DECOMPOSED LETTER CAPITAL FOREIGN"),
    ],
)
def test_a_text_has_the_kinds_of_its_characters(characters: str, names: str) -> None:
    wanted = {Trait[name] for name in names.split()}
    assert {kind for kind in Trait if kind & traits(characters)} == wanted
    assert traits(characters[:1]) & ~traits(characters) == 0
