"""Who published a text first, at its beginning."""

from __future__ import annotations

import pytest

from l10n_flow.importers.credits import Credits, Lifted
from l10n_flow.importers.profile import Credit, Profile

KINDS = {"interview": "interview", "گفتگو": "interview", "long read": "essay"}


def credits_of(
    *texts: str, names: tuple[str, ...] = ("Three Shores",), repeated: bool = False
) -> Credits:
    return Credits(Profile("x", credit=Credit(names, repeated), kinds=KINDS), texts)


@pytest.mark.parametrize(
    ("text", "lifted"),
    [
        ("Three Shores – It rained.", ("", "It rained.", "")),
        ("three  shores: It rained.", ("", "It rained.", "")),
        ("**Three Shores** — It rained.", ("", "It rained.", "")),
        ("\u200f Three Shores - It rained.", ("", "It rained.", "")),
        ("Three Shores", ("", "", "")),
        ("Three Shores – Interview: It rained.", ("interview", "It rained.", "")),
        ("Three Shores – Long  Read : It rained.", ("essay", "It rained.", "")),
        ("Three Shores – گفت‌گو: باران", ("interview", "باران", "")),
        ("Three Shores – Ballad: It rained.", ("", "Ballad: It rained.", "Ballad")),
        ("Three Shores – He said: it rained.", ("", "He said: it rained.", "")),
        ("Three Shores – A b c d: it rained.", ("", "A b c d: it rained.", "")),
        ("Three Shores It rained.", None),
        ("Three Shoreses – It rained.", None),
        ("By Three Shores – It rained.", None),
        ("", None),
    ],
)
def test_a_credit_is_lifted_with_the_kind_behind_it(
    text: str, lifted: tuple[str, str, str] | None
) -> None:
    found = credits_of().lift(text)
    if lifted is None:
        assert found is None
        return
    kind, rest, unknown = lifted
    assert found is not None
    assert found._replace(credit="") == Lifted("", kind, rest, unknown)
    assert found.credit.lower() == "three shores"


def test_of_two_names_the_longer_one_is_meant() -> None:
    found = credits_of(names=("Three", "Three Shores")).lift("Three Shores – It rained.")
    assert found is not None
    assert found.credit == "Three Shores"
    assert credits_of(names=()).lift("Three Shores – It rained.") is None


RAIN, MUD = "Delta Weekly – It rained.", "delta  weekly - Mud."


@pytest.mark.parametrize(
    ("texts", "is_credit"),
    [
        ((RAIN, MUD), True),
        ((RAIN,), False),
        ((RAIN, RAIN), False),  # the same text twice
        ((RAIN, "Delta – Mud."), False),
        (("One two three four five six – a", "One two three four five six – b"), True),
        (("One two three four five six seven – a", "One two three four five six seven – b"), False),
        (("Delta, Weekly – a", "Delta, Weekly – b"), False),
        (("Delta Weekly –a", "Delta Weekly –b"), False),
    ],
)
def test_what_opens_two_different_texts_is_a_credit_where_the_profile_says_so(
    texts: tuple[str, ...], is_credit: bool
) -> None:
    assert (credits_of(*texts, names=(), repeated=True).lift(texts[0]) is not None) is is_credit
    assert credits_of(*texts, names=()).lift(texts[0]) is None
