"""Argos packages with models that nobody trained: real files, the real libraries."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from l10n_flow.engines import (
    Engine,
    EngineOptions,
    Hypothesis,
    NoModelError,
    argos,
    ctranslate,
    moses,
    opener,
    packages,
)
from l10n_flow.errors import EngineError, PackageError, UsageError
from tests.engines import models


def opened(target: str, **options: object) -> Engine:
    return opener("argos")("en", target, EngineOptions(**options))  # type: ignore[arg-type]  # whatever a test gives


def translated(engine: Engine, *texts: str) -> list[str]:
    found = dict(engine.translate(texts))
    return [found[index].text for index in range(len(texts))]


@pytest.mark.usefixtures("both", "no_network")
def test_texts_are_translated_without_the_network() -> None:
    english = ["Peace and war. The president spoke today!", "They signed the new agreement"]
    assert translated(opened("es"), *english) == [
        "Paz y guerra. El presidente habló hoy!",
        "Ellos firmaron el nuevo acuerdo",
    ]
    assert translated(opened("fa"), *english) == [
        "صلح و جنگ. آن رئیس‌جمهور گفت امروز!",
        "آنان امضاکردند آن نو توافق",
    ]


@pytest.mark.usefixtures("both")
def test_underscores_and_unknown_words_come_through() -> None:
    (found,) = translated(opened("es"), "snake_case, ☃ and 2 * 3")
    assert found == "snake_case, ☃ y 2 * 3"


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("beam", [1, 4])
@pytest.mark.parametrize("batch_tokens", [1, 64, 4096])
def test_batches_and_beams_change_nothing_in_what_is_certain(beam: int, batch_tokens: int) -> None:
    engine = opened("es", beam=beam, batch_tokens=batch_tokens, threads=2)
    texts = [f"The president spoke {'and ' * n}today {n}." for n in range(40)]
    assert translated(engine, *texts) == [
        f"El presidente habló {'y ' * n}hoy {n}." for n in range(40)
    ]


@pytest.mark.usefixtures("both")
def test_every_text_is_answered_once_even_an_empty_one() -> None:
    texts = ["", "Peace", "Peace", "   ", "Peace. Peace."]
    answers = sorted(opened("es").translate(texts), key=lambda answer: answer[0])
    assert [(index, answer.text) for index, answer in answers] == [
        (0, ""),
        (1, "Paz"),
        (2, "Paz"),
        (3, ""),
        (4, "Paz. Paz."),
    ]
    assert answers[1][1].score > 0.9
    assert answers[1][1].complete


@pytest.mark.usefixtures("both")
def test_a_sentence_beyond_the_model_s_reach_is_not_cut_but_incomplete() -> None:
    long = "peace " * 501
    found = dict(opened("es").translate([long, "Peace"]))
    assert found[0] == Hypothesis("", 0.0, complete=False)
    assert found[1].text == "Paz"


def test_a_model_that_comes_to_no_end_is_stopped(folder: Path) -> None:
    file = folder.parent / "endless.argosmodel"
    models.gloss_package(file, "en", "es", models.SPANISH, endless=True)
    packages.install_file(file, folder, argos.verify)
    ((_, found),) = opened("es").translate(["Peace and war"])
    assert found.text.startswith("Paz y guerra")
    assert not found.complete
    assert found.text.count("Paz") < 20


@pytest.mark.usefixtures("both")
def test_the_model_is_named_in_what_it_makes() -> None:
    assert opened("fa").identity == "argos-en_fa-1.0"


@pytest.mark.usefixtures("both")
def test_a_pair_without_a_direct_model_is_told_apart() -> None:
    with pytest.raises(NoModelError, match="no model en → de is installed") as caught:
        opened("de")
    assert caught.value.hint == "l10n-flow models install en de"


@pytest.mark.usefixtures("both")
def test_another_beam_may_be_asked_for_and_what_decides_is_told() -> None:
    engine = opened("es", beam=3)
    assert re.fullmatch(r"beam3,penalty0\.2,cpu-\w+", engine.parameters)
    assert dict(engine.translate(["Peace"], beam=1))[0].text == "Paz"
    assert opened("es").parameters.startswith("beam4,penalty0.2,")
    assert opened("es").model == engine.model != opened("fa").model


@pytest.mark.usefixtures("both")
def test_texts_are_taken_as_they_are_needed() -> None:
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        for taken in range(1, 10_001):
            yield f"Peace {taken}"

    answers = opened("es", beam=1).translate(texts())
    assert next(answers)[1].text.startswith("Paz")
    assert taken == 1024


@pytest.mark.usefixtures("both")
def test_without_a_gpu_that_works_the_processor_translates(monkeypatch: pytest.MonkeyPatch) -> None:
    library = ctranslate._library()
    monkeypatch.setattr(library, "get_cuda_device_count", lambda: 1)  # which is not true
    engine = opened("es")
    assert dict(engine.translate(["Peace"]))[0].text == "Paz"
    assert ",cpu-" in engine.parameters
    with pytest.raises(EngineError, match="cannot load it on cuda") as caught:
        opened("es", device="cuda")
    assert "device: cpu" in caught.value.hint


class Card:
    """A GPU that CTranslate2 sees: it loads models, and works or not."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, failure: BaseException | None) -> None:
        self.workers: list[int] = []
        library = ctranslate._library()
        load = library.Translator

        def translator(folder: str, **options: Any) -> Any:
            if options["device"] != "cuda":
                return load(folder, **options)
            self.workers.append(options["inter_threads"])
            loaded = load(folder, **options | {"device": "cpu"})
            return loaded if failure is None else Broken(failure)

        monkeypatch.setattr(library, "get_cuda_device_count", lambda: 1)
        monkeypatch.setattr(library, "Translator", translator)


class Broken:
    """A translator whose device lacks a library, which shows when it translates."""

    def __init__(self, failure: BaseException) -> None:
        self.failure = failure

    def translate_batch(self, *arguments: object, **options: object) -> object:
        raise self.failure


@pytest.mark.usefixtures("both")
def test_a_gpu_is_tried_out_and_given_one_batch_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    card = Card(monkeypatch, None)
    assert translated(opened("es"), "Peace") == ["Paz"]
    assert card.workers == [1]


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(
    "failure", [RuntimeError("Library libcublas.so.12 is not found"), MemoryError()]
)
def test_a_gpu_that_fails_at_its_first_translation_leaves_it_to_the_processor(
    monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    card = Card(monkeypatch, failure)
    engine = opened("es")
    assert translated(engine, "Peace") == ["Paz"]
    assert ",cpu-" in engine.parameters
    assert card.workers == [1]


def test_a_model_that_was_damaged_after_its_installation_is_named(
    spanish: Path, folder: Path
) -> None:
    model = packages.install_file(spanish, folder, argos.verify).model
    (model.path / "model" / "model.bin").write_bytes(b"")
    with pytest.raises(PackageError, match="incomplete") as caught:
        opened("es")
    assert caught.value.where is not None
    assert caught.value.where.path == model.path
    assert "l10n-flow models install FILE.argosmodel" in caught.value.hint


def test_a_package_with_byte_pairs_says_what_it_needs(spanish: Path, folder: Path) -> None:
    if find_spec("sacremoses"):
        pytest.skip("sacremoses is installed; requirements.txt leaves it out")
    file = folder.parent / "bpe.argosmodel"
    with zipfile.ZipFile(spanish) as whole, zipfile.ZipFile(file, "w") as copy:
        for name in whole.namelist():
            copy.writestr(name.replace("sentencepiece.model", "bpe.model"), whole.read(name))
    with pytest.raises(EngineError, match="BPE tokenizer needs sacremoses") as caught:
        packages.install_file(file, folder, argos.verify)
    assert caught.value.hint == "pip install sacremoses"
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("both")
def test_a_device_that_is_not_there_is_no_fault_of_the_package() -> None:
    with pytest.raises(UsageError, match="no device 'tpu'"):
        opened("es", device="tpu")
    with pytest.raises(EngineError, match="cannot load it on cpu as int7") as caught:
        opened("es", compute_type="int7")
    assert not isinstance(caught.value, PackageError)


@pytest.mark.usefixtures("both")
def test_a_missing_library_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ctranslate._library.cache_clear()
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    with pytest.raises(EngineError, match="needs ctranslate2") as caught:
        opened("es")
    assert caught.value.hint == "pip install 'l10n-flow[argos]'"
    moses._library.cache_clear()
    monkeypatch.setitem(sys.modules, "argostranslate.package", None)
    with pytest.raises(EngineError, match=r"needs argostranslate\.package") as caught:
        moses._library("package")
    assert "--no-deps argostranslate" in caught.value.hint


def python(code: str, home: Path, **environment: str) -> str:
    """What a new process prints, in which nothing is set but a home."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=kept | {"HOME": str(home), "USERPROFILE": str(home)} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_nothing_is_created_by_loading_the_libraries(tmp_path: Path) -> None:
    code = (
        "import os; from l10n_flow.engines import moses; before = dict(os.environ)\n"
        "moses._library('package'); added = set(os.environ.items()) ^ set(before.items())\n"
        "print(sorted(name for name, _ in added))"
    )
    assert python(code, tmp_path) == "['KMP_DUPLICATE_LIB_OK']\n"
    assert list(tmp_path.iterdir()) == []


def test_the_engines_are_not_loaded_with_their_package(tmp_path: Path) -> None:
    code = (
        "import sys; import l10n_flow.engines, l10n_flow.workflow.drafting.pretranslate\n"
        "print([n for n in ('ctranslate2', 'sentencepiece', 'argostranslate') if n in sys.modules])"
    )
    assert python(code, tmp_path) == "[]\n"


def test_the_address_of_the_index_can_be_changed(tmp_path: Path) -> None:
    code = "from l10n_flow.engines import argos; print(argos.index_address())"
    for given in ("https://models.example/argos", "https://models.example/argos/"):
        found = python(code, tmp_path, ARGOS_PACKAGE_INDEX=given)
        assert found == "https://models.example/argos/index.json\n"
