"""Which model is taken for two languages, and by which third one, before any is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.engines import ModelPath
from l10n_flow.engines.opening import _KnownModels
from l10n_flow.engines.packages import Model


def languages(pair: str) -> tuple[str, str]:
    source, _, target = pair.partition("-")
    return source, target


def installed(*pairs: str) -> tuple[Model, ...]:
    return tuple(Model(*languages(pair), "1.0", Path(pair)) for pair in pairs)


def named(*pairs: str) -> tuple[ModelPath, ...]:
    return tuple(ModelPath(*languages(pair), Path("named", pair)) for pair in pairs)


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ((), ("en-es",), ["en-es certain"]),
        ((), ("es-en",), []),
        (("en-es",), ("en-es",), ["named/en-es certain", "en-es certain"]),
        (("*-*",), ("en-es",), ["named/*-*", "en-es certain"]),
        (("en-*", "*-es"), (), ["named/en-*", "named/*-es"]),
        (("es-*", "*-en", "en-fa"), (), []),
        (("en-fa", "en-es"), (), ["named/en-es certain"]),
    ],
)
def test_models_that_a_configuration_names_come_first_and_say_for_what_they_certainly_are(
    ours: tuple[str, ...], theirs: tuple[str, ...], found: list[str]
) -> None:
    known = _KnownModels(named(*ours), installed(*theirs))
    assert [
        f"{model.path.as_posix()}{' certain' * certain}"
        for model, certain in known.folders("en", "es-MX")
    ] == found


@pytest.mark.parametrize(
    ("ours", "theirs", "middles"),
    [
        ((), ("fa-en", "en-es"), ["en"]),
        ((), ("fa-en", "en-es", "fa-ar", "ar-es"), ["en", "ar"]),
        ((), ("fa-ar", "ar-es", "fa-de", "de-es"), ["ar", "de"]),
        ((), ("fa-en", "es-en"), []),
        ((), ("fa-es",), []),
        (("fa-de", "de-es"), (), ["de"]),
        (("*-*",), (), ["en"]),  # which most models have
        (("*-de", "de-*"), (), ["de"]),
    ],
)
def test_the_way_leads_over_a_language_that_both_have_english_first(
    ours: tuple[str, ...], theirs: tuple[str, ...], middles: list[str]
) -> None:
    known = _KnownModels(named(*ours), installed(*theirs))
    assert list(known.middles("fa", "es")) == middles
