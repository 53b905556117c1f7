"""What a multilingual model calls a language, by what CLDR knows of its codes."""

from __future__ import annotations

import pytest

from l10n_flow.engines.codes import marking

TOKENS = """
eng_Latn spa_Latn pes_Arab prs_Arab zho_Hans zho_Hant nob_Latn nno_Latn aka_Latn twi_Latn
arb_Arab arz_Arab fuv_Latn pbt_Arab quy_Latn heb_Hebr srp_Cyrl
"""
NLLB = frozenset(TOKENS.split())


@pytest.mark.parametrize(
    ("tag", "token"),
    [("es-MX", "spa_Latn"), ("fa", "pes_Arab"), ("fa-IR", "pes_Arab"), ("fa-AF", "prs_Arab"),
     ("prs", "prs_Arab"), ("zh", "zho_Hans"), ("zh-TW", "zho_Hant"), ("no", "nob_Latn"),
     ("nb", "nob_Latn"), ("nn", "nno_Latn"), ("ak", "aka_Latn"), ("tw", "twi_Latn"),
     ("ar", "arb_Arab"), ("arz", "arz_Arab"), ("ff", "fuv_Latn"), ("ps", "pbt_Arab"),
     ("qu", "quy_Latn"), ("iw", "heb_Hebr"), ("sr-Latn", "srp_Cyrl")],
)  # fmt: skip
def test_a_language_has_the_token_of_its_region_its_script_or_the_only_one(
    tag: str, token: str
) -> None:
    found = marking(NLLB, "en", tag)

    assert not isinstance(found, str)
    assert found.prefix == (token,)


@pytest.mark.parametrize("tag", ["ca", "ckb", "gl"])
def test_a_language_without_a_token_is_named(tag: str) -> None:
    assert marking(NLLB, "en", tag) == tag


def test_a_variant_of_another_region_is_not_taken_for_the_language() -> None:
    assert marking({">>spa<<", ">>prs<<"}, "en", "fa") == "fa"
