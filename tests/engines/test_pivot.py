"""Two models one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n_flow.engines import (
    Engine,
    EngineOptions,
    NoModelError,
    argos,
    opener,
    packages,
    sentencewise,
)
from tests.engines import models

ENGLISH = {persian: english for english, persian in models.PERSIAN.items() if english.islower()}
TEXT = "صلح و جنگ. وزیر امروز گفت"


@pytest.fixture
def there_and_on(folder: Path, spanish: Path) -> None:
    """Models fa → en and en → es are installed."""
    file = models.gloss_package(folder.parent / "fa.argosmodel", "fa", "en", ENGLISH)
    for package in (file, spanish):
        packages.install_file(package, folder, argos.verify)


def opened(source: str = "fa", target: str = "es") -> Engine:
    return opener("argos")(source, target, EngineOptions())


@pytest.mark.usefixtures("there_and_on")
def test_texts_go_through_the_language_that_both_know() -> None:
    engine = opened()
    answers = dict(engine.translate([TEXT, "", "صلح"], align={0}))
    assert [answers[n].text for n in range(3)] == ["paz y guerra. ministro hoy habló", "", "paz"]
    assert engine.identity == "argos-fa_en-1.0+argos-en_es-1.0"
    assert len(engine.model) == 12
    first, second = opened("fa", "en"), opened("en", "es")
    assert engine.model not in (first.model, second.model)
    assert engine.parameters == f"{first.parameters}+{second.parameters}"


@pytest.mark.usefixtures("there_and_on")
def test_the_alignment_leads_from_the_first_language_to_the_last() -> None:
    ((_, found),) = opened().translate([TEXT], align=(0,))
    assert found.alignment is not None
    linked = [
        (
            found.text[slice(*target)],
            TEXT[slice(*found.alignment.source[max(range(6), key=row.__getitem__)])],
        )
        for target, row in zip(found.alignment.target, found.alignment.weights, strict=True)
    ]
    assert linked == [
        ("paz", "صلح"),
        ("y", "و"),
        ("guerra", "جنگ"),
        ("ministro", "وزیر"),
        ("hoy", "امروز"),
        ("habló", "گفت"),
    ]


@pytest.mark.usefixtures("there_and_on")
def test_scores_are_multiplied() -> None:
    ((_, half),) = opened("fa", "en").translate(["صلح"])
    ((_, rest),) = opened("en", "es").translate([half.text])
    ((_, whole),) = opened().translate(["صلح"])
    assert whole.score == round(half.score * rest.score, 2)


@pytest.mark.usefixtures("there_and_on")
def test_what_the_first_model_cannot_finish_is_not_given_to_the_second() -> None:
    long = "صلح " * 600
    found = dict(opened().translate([long, "جنگ"]))
    assert (found[0].text, found[0].complete) == ("", False)
    assert (found[1].text, found[1].complete) == ("guerra", True)


@pytest.mark.usefixtures("there_and_on")
def test_texts_are_taken_as_they_are_needed() -> None:
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield f"صلح {taken}"

    answers = opened().translate(texts(), align={0}, beam=1)
    found = dict(next(answers) for _ in range(sentencewise.WINDOW))
    assert sorted(found) == list(range(sentencewise.WINDOW))
    assert found[0].alignment is not None
    assert taken <= 2 * sentencewise.WINDOW


@pytest.mark.usefixtures("there_and_on")
def test_there_is_no_way_back() -> None:
    with pytest.raises(NoModelError, match="no model es → fa is installed") as caught:
        opened("es", "fa")
    assert caught.value.hint == "l10n-flow models install es fa"
