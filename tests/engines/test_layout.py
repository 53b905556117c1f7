"""Model folders of every kind, and what is said about those that are not whole."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from l10n_flow.engines import Engine, EngineOptions, ModelPath, NoModelError, opener, packages
from l10n_flow.engines import argos as argos_packages
from l10n_flow.engines.layout import layout, vocabulary
from l10n_flow.engines.wordalignment import word_spans
from l10n_flow.errors import PackageError
from tests.engines import models

TEXT = "The president spoke today. They signed the new agreement"
SPANISH = "El presidente habló hoy. Ellos firmaron el nuevo acuerdo"


@pytest.fixture(autouse=True)
def nothing_installed(folder: Path) -> None:
    """Only what a configuration names can be opened."""


def opened(path: Path, pair: str = "en es", named: str = "") -> Engine:
    """The engine for a pair when the configuration names one model, for this pair or another."""
    source, target = pair.split()
    of, to = (named or pair).split()
    return opener("argos")(source, target, EngineOptions(models=(ModelPath(of, to, path),)))


def says(engine: Engine, text: str = TEXT) -> str:
    ((_, found),) = engine.translate([text], align=(0,))
    assert found.complete
    assert found.alignment is not None
    assert found.alignment.source == word_spans(text)
    assert all(max(row) > 0.9 for row in found.alignment.weights)
    return found.text


@pytest.mark.parametrize("ends", [True, False])
def test_a_model_of_opus_mt_translates(tmp_path: Path, ends: bool) -> None:
    engine = opened(models.opus_model(tmp_path / "opus-mt-en-es", models.SPANISH, ends=ends))
    assert says(engine) == SPANISH
    assert engine.identity == "opus-mt-en-es"


def test_a_model_of_opus_mt_for_many_languages_is_told_which(tmp_path: Path) -> None:
    path = models.opus_model(tmp_path / "opus en-roa", models.SPANISH, ">>spa<<", ">>por<<")
    engine = opened(path, "en es", "en *")
    ((_, found),) = engine.translate(["Peace and war"])
    assert found.text.removeprefix(">>spa<<").strip() == "Paz y guerra"  # a gloss copies the mark
    assert engine.identity == "opus_en-roa"
    with pytest.raises(NoModelError, match="has no language 'fr'"):
        opened(path, "en fr")


@pytest.mark.parametrize(
    "languages", [("eng_Latn", "spa_Latn", "pes_Arab"), ("__en__", "__es__", "__fa__")]
)
def test_a_multilingual_model_is_told_the_languages(
    tmp_path: Path, languages: tuple[str, ...]
) -> None:
    path = models.multilingual_model(tmp_path / "nllb", models.SPANISH, *languages)
    assert says(opened(path, "en es", "* *")) == SPANISH
    assert says(opened(path, "en-GB es-MX", "* *")) == SPANISH


def test_the_next_model_is_taken_where_a_multilingual_one_lacks_a_language(tmp_path: Path) -> None:
    many = models.multilingual_model(tmp_path / "nllb", models.SPANISH, "eng_Latn", "fra_Latn")
    one = models.opus_model(tmp_path / "opus", models.SPANISH)
    named = (ModelPath("*", "*", many), ModelPath("en", "es", one))
    assert opener("argos")("en", "es", EngineOptions(models=named)).identity == "opus"
    with pytest.raises(NoModelError, match="no model en → fa is installed"):
        opener("argos")("en", "fa", EngineOptions(models=named))


def test_a_model_that_is_named_comes_before_one_that_is_installed(
    tmp_path: Path, spanish: Path, folder: Path
) -> None:
    packages.install_file(spanish, folder, argos_packages.verify)
    assert opened(models.opus_model(tmp_path / "mine", models.SPANISH)).identity == "mine"


def test_the_folder_of_an_argos_package_can_be_named(
    spanish: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = packages.install_file(spanish, folder, argos_packages.verify).model.path
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "none"))
    engine = opened(path)
    assert (says(engine), engine.identity) == (SPANISH, "argos-en_es-1.0")
    with pytest.raises(PackageError, match="a model en → es, not one for en → fa") as caught:
        opened(path, "en fa")
    assert "in l10n-flow.yaml" in caught.value.hint


def test_an_argos_package_tells_its_languages_itself(
    spanish: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = packages.install_file(spanish, folder, argos_packages.verify).model.path
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "none"))
    assert says(opened(path, named="* *")) == SPANISH
    with pytest.raises(NoModelError, match="no model en → fa is installed"):
        opened(path, "en fa", "* *")


def test_a_model_of_one_pair_that_tells_no_languages_is_not_taken_for_any(tmp_path: Path) -> None:
    path = models.opus_model(tmp_path / "opus", models.SPANISH)
    with pytest.raises(PackageError, match="does not name its languages") as caught:
        opened(path, "en fa", "* *")
    assert "source: en, target: es" in caught.value.hint


def shortened(path: Path) -> None:
    file = path / "model.bin"
    file.write_bytes(file.read_bytes()[:-1000])


def with_a_strange_vocabulary(path: Path) -> None:
    file = path / "shared_vocabulary.json"
    tokens = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(tokens[:3] + [f"word{n}" for n in range(3, len(tokens))]), "utf-8")


def without(name: str) -> Callable[[Path], None]:
    return lambda path: (path / name).unlink()


def written(name: str, text: str) -> Callable[[Path], None]:
    def harm(path: Path) -> None:
        (path / name).write_text(text, "utf-8")

    return harm


def two_tokenizers(path: Path) -> None:
    (path / "source.spm").rename(path / "a.spm")


def nothing_left(path: Path) -> None:
    shutil.rmtree(path)


def a_file_instead(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("", "utf-8")


@pytest.mark.parametrize(
    ("harm", "what", "remedy"),
    [
        (without("model.bin"), "no model.bin", "converter wrote"),
        (shortened, "model.bin", "copy or convert it again"),
        (written("model.bin", "junk"), "does not work", "copy or convert it again"),
        (without("shared_vocabulary.json"), "vocabulary", "copy or convert it again"),
        (written("shared_vocabulary.json", "["), "shared_vocabulary.json cannot be", "copy"),
        (written("shared_vocabulary.json", "{}"), "is not a list of tokens", "copy"),
        (with_a_strange_vocabulary, "not its tokenizer's, source.spm", "copy"),
        (written("config.json", "["), "config.json cannot be read", "copy"),
        (written("config.json", "[]"), "config.json is not an object", "copy"),
        (written("config.json", "[" * 100_000), "config.json cannot be read", "copy"),
        (written("target.spm", "junk"), "target.spm", "copy"),
        (two_tokenizers, "several SentencePiece models: a.spm, target.spm", "source.spm and"),
        (nothing_left, "no such folder", "converter wrote"),
        (a_file_instead, "a file, not the folder of a model", "converter wrote"),
    ],
)
def test_a_model_that_is_not_whole_is_named_with_a_remedy(
    tmp_path: Path, harm: Callable[[Path], None], what: str, remedy: str
) -> None:
    path = models.opus_model(tmp_path / "opus", models.SPANISH)
    harm(path)
    with pytest.raises(PackageError, match=what) as caught:
        opened(path)
    assert caught.value.where is not None
    assert caught.value.where.path == path
    assert remedy in caught.value.hint


def test_a_model_without_a_tokenizer_says_which_to_copy(tmp_path: Path) -> None:
    path = models.opus_model(tmp_path / "opus", models.SPANISH)
    for name in ("source.spm", "target.spm"):
        (path / name).unlink()
    with pytest.raises(PackageError, match="no SentencePiece model") as caught:
        opened(path)
    assert "source.spm and target.spm of OPUS-MT" in caught.value.hint


def test_a_package_file_in_place_of_a_folder_is_to_be_installed(spanish: Path) -> None:
    with pytest.raises(PackageError, match="a file, not the folder") as caught:
        opened(spanish)
    assert caught.value.hint == "install it: l10n-flow models install en_es.argosmodel"


def test_one_tokenizer_of_any_name_serves_both_sides(tmp_path: Path) -> None:
    path = models.opus_model(tmp_path / "opus", models.SPANISH)
    (path / "target.spm").unlink()
    (path / "source.spm").rename(path / "sentencepiece.bpe.joint.model")
    assert opened(path).identity == "opus"


# Without loading anything


def laid_out(folder: Path, *names: str, **config: object) -> Path:
    """A model's folder with empty files of these names beside its weights and its configuration."""
    for name in ("model.bin", *names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("names", "source", "target"),
    [
        (["source.spm", "target.spm"], "source.spm", "target.spm"),
        (["source.model", "target.model"], "source.model", "target.model"),
        (["source.spm", "target.spm", "bpe.model"], "source.spm", "target.spm"),
        (["sentencepiece.model", "bpe.model"], "sentencepiece.model", "sentencepiece.model"),
        (["spiece.model", "sentencepiece.bpe.model"], "sentencepiece.bpe.model",
         "sentencepiece.bpe.model"),
        (["bpe.model", "spiece.model"], "spiece.model", "spiece.model"),
        (["bpe.model", "a.model"], "bpe.model", "bpe.model"),
        (["a.spm", "b.txt"], "a.spm", "a.spm"),
    ],
)  # fmt: skip
def test_each_side_has_the_tokenizer_that_its_makers_name(
    tmp_path: Path, names: list[str], source: str, target: str
) -> None:
    found = layout(laid_out(tmp_path / "m", *names), "en", "es")
    assert (found.source_pieces.name, found.target_pieces.name) == (source, target)


def test_a_model_may_lie_in_a_folder_of_its_own_beside_its_tokenizer(tmp_path: Path) -> None:
    laid_out(tmp_path / "opus en-es!" / "model", "shared_vocabulary.json", "target_vocabulary.txt")
    for name in ("source.spm", "target.spm"):
        (tmp_path / "opus en-es!" / name).write_bytes(b"")
    (tmp_path / "opus en-es!" / "model" / "shared_vocabulary.json").write_text('["a"]', "utf-8")
    found = layout(tmp_path / "opus en-es!", "en", "es")
    assert (found.identity, found.model) == ("opus_en-es_", tmp_path / "opus en-es!" / "model")
    assert [part.name for part in found.parts] == [
        "model.bin", "config.json", "shared_vocabulary.json", "target_vocabulary.txt",
        "source.spm", "target.spm",
    ]  # fmt: skip
    (tmp_path / "opus en-es!" / "source.spm").rename(
        tmp_path / "opus en-es!" / "model" / "spiece.model"
    )
    (tmp_path / "opus en-es!" / "target.spm").unlink()
    found = layout(tmp_path / "opus en-es!" / "model", "en", "es")
    assert (found.identity, found.source_pieces) == ("opus_en-es_", found.model / "spiece.model")
    assert found.parts.count(found.source_pieces) == 1


@pytest.mark.parametrize(
    ("config", "end", "final"),
    [
        ({}, ("</s>",), "</s>"),
        ({"eos_token": "<end>"}, ("<end>",), "<end>"),
        ({"eos_token": "<end>", "add_source_eos": True}, (), "<end>"),
        ({"add_source_eos": False}, ("</s>",), "</s>"),
    ],
)
def test_a_text_ends_as_the_model_s_configuration_says(
    tmp_path: Path, config: dict[str, object], end: tuple[str, ...], final: str
) -> None:
    found = layout(laid_out(tmp_path, "spiece.model", **config), "en", "es")
    assert (found.end, found.final, found.start, found.prefix) == (end, final, (), ())
    assert found.length_penalty == 1.0


@pytest.mark.parametrize(
    ("name", "written", "side"),
    [
        ("shared_vocabulary.json", '["eng_Latn", "spa_Latn"]', "source"),
        ("shared_vocabulary.txt", "eng_Latn\nspa_Latn\n", "target"),
        ("source_vocabulary.txt", "eng_Latn\nspa_Latn", "source"),
        ("source_1_vocabulary.json", '["eng_Latn", "spa_Latn"]', "source"),
        ("target_vocabulary.txt", "eng_Latn\nspa_Latn\n", "target"),
    ],
)
def test_tokens_are_read_from_a_list_or_a_line_each(
    tmp_path: Path, name: str, written: str, side: str
) -> None:
    folder = laid_out(tmp_path, "spiece.model")
    assert vocabulary(folder, side) == frozenset()
    (folder / name).write_text(written, "utf-8")
    assert vocabulary(folder, side) == {"eng_Latn", "spa_Latn"}
    if side == "source":
        found = layout(folder, "en", "es", certain=False)
        assert (found.start, found.prefix) == (("eng_Latn",), ("spa_Latn",))


@pytest.mark.parametrize(
    ("prefix", "tokens"), [(">>spa<<", (">>spa<<",)), ("", ()), (None, ()), (7, ())]
)
def test_an_argos_package_says_what_its_translations_begin_with(
    tmp_path: Path, prefix: object, tokens: tuple[str, ...]
) -> None:
    laid_out(tmp_path / "model", eos_token="<end>")
    (tmp_path / "sentencepiece.model").write_bytes(b"")
    data = {"from_code": "en", "to_code": "pb", "package_version": "1.9", "target_prefix": prefix}
    (tmp_path / "metadata.json").write_text(json.dumps(data), "utf-8")
    found = layout(tmp_path, "en-GB", "pt-BR")
    assert (found.prefix, found.start, found.end, found.final) == (tokens, (), (), "<end>")
    assert (found.identity, found.length_penalty) == ("argos-en_pb-1.9", 0.2)
    assert (found.source, found.target) == ("en-GB", "pt-BR")
    (tmp_path / "metadata.json").write_text('{"type": "sbd"}', "utf-8")
    with pytest.raises(PackageError, match="no translation model, not one for en → es"):
        layout(tmp_path, "en", "es")
    with pytest.raises(NoModelError, match="no translation model, not one for en → es"):
        layout(tmp_path, "en", "es", certain=False)
