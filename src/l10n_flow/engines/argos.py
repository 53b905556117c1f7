"""Argos models, run by CTranslate2 directly: the one doorway to both, and to SentencePiece.

Argos' own `translate` wants stanza, and with it torch, to tell sentences apart, and gives
CTranslate2 one sentence at a time. We translate many at once, which costs a third of the CPU time
for the same words (docs/pretranslation.md). From argostranslate we use what knows packages:
`package.Package`, its tokenizers, and the settings.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from l10n_flow.engines import packages
from l10n_flow.engines.engine import EngineOptions, Hypothesis, NoModelError
from l10n_flow.engines.packages import Model
from l10n_flow.engines.sentencewise import Piece, batches, translate_texts
from l10n_flow.errors import EngineError, PackageError, Place, UsageError
from l10n_flow.language import sentences

__all__ = ["ArgosEngine", "index_address", "open_pair", "verify"]

LENGTH_PENALTY = 0.2
"""Argos' own value: another gives other words."""

MAXIMUM_TOKENS = 500
"""A longer sentence is none, and models of the Marian family have 512 positions."""

MAXIMUM_WORKERS = 8
POLL_SECONDS = 0.005
"""How long Ctrl-C may wait: a blocking call into CTranslate2 would hold it for minutes."""

FAMILIAR = 0.5
"""Least share of the tokenizer's pieces that a model's vocabulary must hold: of a stranger's
tokenizer it holds single letters, of its own nearly all."""

DEVICES = ("cpu", "cuda", "auto")

_AGAIN = "install the package again: l10n-flow models install FILE.argosmodel"
_INSTALL = (
    "pip install 'l10n-flow[argos]' and then, without what it would bring: "
    "pip install --no-deps argostranslate"
)
_DAMAGE = (RuntimeError, ValueError, OSError, MemoryError)
"""What CTranslate2 and SentencePiece raise for a file that is not what it should be."""


@dataclass(frozen=True, slots=True)
class _Libraries:
    ctranslate2: ModuleType
    package: ModuleType
    settings: ModuleType


def index_address() -> str:
    """The address of the Argos index: Argos Translate's own, or what `ARGOS_PACKAGE_INDEX` says."""
    address = str(_libraries().settings.remote_package_index)
    return address.removesuffix("index.json").rstrip("/") + "/index.json"


def open_pair(source: str, target: str, options: EngineOptions) -> ArgosEngine:
    """The installed model that translates directly between two language tags, loaded.

    Raises `NoModelError` when there is none, `EngineError` when the libraries are missing or the
    device is, `PackageError` when the package is damaged, `UsageError` for an unknown device.
    """
    _libraries()
    models = packages.installed(packages.folder()).models
    model = packages.choose(models, source, target)
    if model is None:
        raise NoModelError(
            f"no model {source} → {target} is installed{_detour(models, source, target)}",
            hint=f"l10n-flow models install {source} {target}",
        )
    return ArgosEngine(model, source, target, options)


def verify(folder: Path) -> None:
    """The package in `folder` loads, its parts fit together, and it translates.

    Raises `PackageError` saying what is wrong, `EngineError` when the libraries are missing.
    """
    tokenizer = _Tokenizer(folder)
    translator = _translator(folder, EngineOptions(threads=1))
    _require_vocabulary(folder, tokenizer)
    try:
        translator.translate_batch([tokenizer.encode("1")], max_decoding_length=4, beam_size=1)
    except _DAMAGE as error:
        raise _damaged(folder, error) from error


class ArgosEngine:
    """An Argos package that translates one pair of languages."""

    keeps_markup = False

    def __init__(self, model: Model, source: str, target: str, options: EngineOptions) -> None:
        self.identity = model.identity
        self._path = model.path
        self._source, self._target = source, target
        self._options = options
        self._workers = _workers(options)
        self._tokenizer = _Tokenizer(model.path)
        self._translator = _translator(model.path, options)

    def translate(
        self, texts: Sequence[str], *, align: Container[int] = ()
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield every text's index and hypothesis; see `Engine`."""
        del align  # not yet
        split = partial(sentences, locale=self._source)
        return translate_texts(texts, split, self._translate, self._target)

    def _translate(self, distinct: Sequence[str]) -> Iterator[tuple[str, Piece]]:
        """Yield sentences as they are translated, as many batches at a time as there are workers.

        No batch waits in CTranslate2's queue: after Ctrl-C it would still be translated.
        """
        encoded = [(sentence, self._tokenizer.encode(sentence)) for sentence in distinct]
        usable = []
        for sentence, tokens in encoded:
            if 0 < len(tokens) <= MAXIMUM_TOKENS:
                usable.append((sentence, tokens))
            else:
                yield sentence, Piece("", complete=not tokens)
        under_way: list[_Batch] = []
        for batch in batches(usable, self._options.batch_tokens):
            if len(under_way) == self._workers:
                yield from self._collect(_first_done(under_way))
            under_way.append(self._submit(batch))
        while under_way:
            yield from self._collect(_first_done(under_way))

    def _submit(self, batch: list[tuple[str, Sequence[str]]]) -> _Batch:
        """Start a batch. Models loop on fragments, so they are stopped relative to the source."""
        prefix = self._tokenizer.target_prefix
        handles: list[Any] = self._translator.translate_batch(
            [list(tokens) for _, tokens in batch],
            target_prefix=[[prefix]] * len(batch) if prefix else None,
            asynchronous=True,
            beam_size=self._options.beam,
            length_penalty=LENGTH_PENALTY,
            max_input_length=0,
            max_decoding_length=2 * max(len(tokens) for _, tokens in batch) + 10,
            replace_unknowns=True,
            return_end_token=True,
            return_scores=True,
        )
        return _Batch([sentence for sentence, _ in batch], handles)

    def _collect(self, batch: _Batch) -> Iterator[tuple[str, Piece]]:
        for sentence, handle in zip(batch.sentences, batch.handles, strict=True):
            try:
                result = handle.result()
            except _DAMAGE as error:
                what = f"{self.identity} failed: {error}"
                raise EngineError(what, Place(self._path), hint=_AGAIN) from error
            yield sentence, self._tokenizer.piece(result.hypotheses[0], result.scores[0])


@dataclass(frozen=True, slots=True)
class _Batch:
    """A batch under way: its sentences, and what CTranslate2 gave for each of them to wait for."""

    sentences: list[str]
    handles: list[Any]


def _first_done(under_way: list[_Batch]) -> _Batch:
    """Take out the first batch that is done; wait for one if need be."""
    while True:
        for number, batch in enumerate(under_way):
            if all(handle.done() for handle in batch.handles):
                return under_way.pop(number)
        time.sleep(POLL_SECONDS)


class _Tokenizer:
    """A package's tokenizer, without Argos' habit of turning every `_` into a space."""

    def __init__(self, folder: Path) -> None:
        package = _libraries().package
        try:
            found = package.Package(folder)
            self._tokenizer = found.tokenizer
            self._tokenizer.encode("1")  # loads it
        except ModuleNotFoundError as error:
            raise EngineError(
                f"the package's BPE tokenizer needs {error.name}, which is not installed",
                Place(folder),
                hint=f"pip install {error.name}",
            ) from error
        except (*_DAMAGE, AttributeError) as error:
            raise _damaged(folder, error) from error
        self.target_prefix = str(found.target_prefix)
        self._end = _end_token(folder)

    @property
    def processor(self) -> Any:
        """The SentencePiece processor, or None when the package has another tokenizer."""
        loaded = getattr(self._tokenizer, "lazy_processor", None)
        return loaded() if loaded else None

    def encode(self, sentence: str) -> list[str]:
        """The pieces of a sentence."""
        tokens: list[str] = self._tokenizer.encode(sentence)
        return tokens

    def piece(self, tokens: list[str], score: float) -> Piece:
        """The words that a hypothesis' tokens say; incomplete when it lacks the end token."""
        complete = tokens[-1:] == [self._end]
        words = tokens[:-1] if complete else tokens
        if self.target_prefix and words[:1] == [self.target_prefix]:
            words = words[1:]
        likelihood = score * len(tokens) ** LENGTH_PENALTY  # CTranslate2 divides by this
        return Piece(self._decode(words).strip(), likelihood, len(tokens), complete)

    def _decode(self, tokens: list[str]) -> str:
        if self.processor is None:
            return str(self._tokenizer.decode(tokens))
        # A `▁` that is left belongs to a source piece that stands for an unknown word.
        return str(self.processor.decode_pieces(tokens)).replace("▁", " ")


@cache
def _libraries() -> _Libraries:
    """The engine's libraries; raises `EngineError` when one is not installed."""
    try:
        with _no_new_folders():
            return _Libraries(
                import_module("ctranslate2"),
                import_module("argostranslate.package"),
                import_module("argostranslate.settings"),
            )
    except ModuleNotFoundError as error:
        raise EngineError(
            f"the Argos engine needs {error.name}, which is not installed", hint=_INSTALL
        ) from error


@contextmanager
def _no_new_folders() -> Iterator[None]:
    """While argostranslate is imported, its folders are elsewhere: importing it creates them."""
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
    before = {name: os.environ.get(name) for name in names}
    with tempfile.TemporaryDirectory(prefix="l10n-flow-") as elsewhere:
        os.environ.update(dict.fromkeys(names, elsewhere))
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


def _translator(folder: Path, options: EngineOptions) -> Any:
    """A CTranslate2 translator with one thread per batch, which wastes least."""
    if options.device not in DEVICES:
        raise UsageError(f"no device '{options.device}'", hint="one of " + ", ".join(DEVICES))
    try:
        return _libraries().ctranslate2.Translator(
            str(folder / "model"),
            device=options.device,
            compute_type=options.compute_type,
            inter_threads=_workers(options),
            intra_threads=1,
        )
    except _DAMAGE as error:
        usual = EngineOptions()
        if (options.device, options.compute_type) == (usual.device, usual.compute_type):
            raise _damaged(folder, error) from error
        raise EngineError(
            f"cannot load it on {options.device} as {options.compute_type}: {error}",
            Place(folder),
            hint=f"try device: {usual.device} and compute_type: {usual.compute_type}",
        ) from error


def _workers(options: EngineOptions) -> int:
    """How many batches are translated at the same time; a GPU works on one at a time."""
    if options.threads:
        return options.threads
    if options.device != "cpu" and _libraries().ctranslate2.get_cuda_device_count():
        return 1
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MAXIMUM_WORKERS)
    return min(os.cpu_count() or 1, MAXIMUM_WORKERS)


def _require_vocabulary(folder: Path, tokenizer: _Tokenizer) -> None:
    """The model knows the pieces that the tokenizer makes."""
    processor = tokenizer.processor
    known = _vocabulary(folder / "model")
    if processor is None or not known:
        return
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    if len(known.intersection(pieces)) < FAMILIAR * len(pieces):
        raise _damaged(folder, "the model's vocabulary is not its tokenizer's")


def _vocabulary(model: Path) -> frozenset[str]:
    """The source vocabulary of a CTranslate2 model: a JSON list, or a text with a piece a line."""
    for stem in ("shared_vocabulary", "source_vocabulary", "source_1_vocabulary"):
        file = model / f"{stem}.json"
        if file.is_file():
            return frozenset(json.loads(file.read_text(encoding="utf-8")))
        if file.with_suffix(".txt").is_file():
            return frozenset(file.with_suffix(".txt").read_text(encoding="utf-8").split("\n"))
    return frozenset()


def _end_token(folder: Path) -> str:
    """What ends a sentence, which config.json names (CTranslate2 3.0; older models have none)."""
    try:
        config = json.loads((folder / "model" / "config.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return "</s>"
    except (OSError, ValueError) as error:
        raise _damaged(folder, error) from error
    return str(config.get("eos_token", "</s>")) if isinstance(config, dict) else "</s>"


def _detour(models: Sequence[Model], source: str, target: str) -> str:
    """A word about two models that would lead there together."""
    for by_way in sorted({model.target for model in models}):
        if packages.choose(models, source, by_way) and packages.choose(models, by_way, target):
            return f"; there is a way through {by_way}, but l10n-flow takes direct ones only"
    return ""


def _damaged(folder: Path, why: object) -> PackageError:
    return PackageError(f"a model package that does not work: {why}", Place(folder), hint=_AGAIN)
