"""What a multilingual model calls a language, by what CLDR knows of its codes."""

from __future__ import annotations

import pytest

from l10n_flow.engines.codes import Marking, marking

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


@pytest.mark.parametrize(
    ("tokens", "source", "target", "expected"),
    [
        ("eng_Latn", "en", "fa", Marking()),  # one may be chance
        ("__en__", "en", "es", Marking()),
        ("eng_Latn pes_Arab", "en", "fa", Marking(("eng_Latn",), ("pes_Arab",))),
        ("__en__ __es__", "en", "es", Marking(("__en__",), ("__es__",))),
        ("__en__ __es__", "fa", "es", "fa"),
        ("__en__ __es__", "en", "fa", "fa"),
        ("__en__ __es__", "de", "fa", "de"),
        ("<2es>", "en", "es", Marking(("<2es>",))),
        (">>spa<<", "en", "es", Marking((">>spa<<",))),
        (">>spa<<", "en", "fa", "fa"),
        (">>pt<< >>pt_BR<<", "en", "pt-BR", Marking((">>pt_BR<<",))),
        (">>pt<< >>pt_BR<<", "en", "pt-PT", Marking((">>pt<<",))),
        (">>zho_Hans<< >>zho_Hant<<", "en", "zh-TW", Marking((">>zho_Hant<<",))),
        (">>sr<< >>srp_Cyrl<< >>srp_Latn<<", "en", "sr", Marking((">>sr<<",))),
        (">>srp_Cyrl<< >>srp_Latn<<", "en", "sr-Latn", Marking((">>srp_Latn<<",))),
        ("the en es eng_latn", "en", "es", Marking()),
    ],
)
def test_a_model_is_marked_as_its_vocabulary_says(
    tokens: str, source: str, target: str, expected: Marking | str
) -> None:
    assert marking(set(tokens.split()), source, target) == expected
