"""Models of any origin, run by CTranslate2: the one doorway to it.

Argos Translate gives CTranslate2 one sentence at a time. We translate many at once, which takes a
third of the CPU time for the same words (docs/pretranslation.md).
"""

from __future__ import annotations

import os
import time
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from functools import cache, partial
from importlib import import_module
from types import ModuleType
from typing import Any

from l10n_flow import extras
from l10n_flow.engines import calibration, remembered
from l10n_flow.engines.engine import Alignment, EngineOptions, Hypothesis
from l10n_flow.engines.layout import Layout, all_tokens, damaged
from l10n_flow.engines.pieces import DAMAGE, SentencePieces, Tokenizer
from l10n_flow.engines.sentencewise import TranslatedSentence, batches, translate_texts
from l10n_flow.engines.weights import CrashError, Heads, Showing, Weights, weights
from l10n_flow.engines.wordalignment import NOWHERE
from l10n_flow.errors import EngineError, Place, UsageError
from l10n_flow.language.splitting import sentences
from l10n_flow.model import Span

MAXIMUM_TOKENS = 500
"""A longer text is not a sentence; models of the Marian family have 512 positions."""

MAXIMUM_WORKERS = 8
POLL_SECONDS = 0.005
"""The maximum delay of Ctrl-C: a blocking call into CTranslate2 would delay it for minutes."""

DEVICES = ("cpu", "cuda", "auto")

_KEY = "attention"


class CTranslateEngine:
    """A model that translates one pair of languages.

    With `calibrate`, it returns the attention heads that align best, which are determined once for
    each model, at its first translation; without, the model's own. Heads also decide about words,
    because an unknown word is copied from where they point: so they never change later.
    """

    keeps_markup = False

    def __init__(
        self,
        layout: Layout,
        options: EngineOptions,
        *,
        calibrate: bool = True,
    ) -> None:
        self.identity = layout.identity
        self._layout = layout
        self._options = options
        self._split = partial(sentences, locale=layout.source)
        self._tokenizer = _tokenizer(layout)
        self._device = _device(options)
        with _unreadable_named(layout):
            found = _safe(layout)
            self._showing = found.showing if found and calibrate else None
            self._heads = self._known_heads()
            self._translator = self._first_loaded(self._files(self._heads))

    @property
    def _workers(self) -> int:
        return _workers(self._options, self._device)

    @property
    def model(self) -> str:
        """A digest of the model's files."""
        with _unreadable_named(self._layout):
            return remembered.digest(self._layout.parts)

    @property
    def parameters(self) -> str:
        """Beam, length penalty, and the compute type."""
        computed = f"{self._translator.device}-{self._translator.compute_type}"
        return f"beam{self._options.beam},penalty{self._layout.length_penalty},{computed}"

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield every text's index and hypothesis; see `Engine`."""
        translate = partial(self._translate, beam=beam or self._options.beam)
        return translate_texts(texts, self._split, translate, self._layout.target, align=align)

    def _translate(
        self, distinct: Sequence[str], aligned: Container[str], *, beam: int
    ) -> Iterator[tuple[str, TranslatedSentence]]:
        """Yield sentences as they are translated; at most as many batches run as there are workers.

        No batch waits in CTranslate2's queue, where it would still be translated after Ctrl-C.
        Sentences that need attention are in batches of their own, because it is copied out of the
        model for a whole batch.
        """
        self.prepare()
        plain: list[tuple[str, list[str]]] = []
        marked: list[tuple[str, list[str]]] = []
        for sentence in distinct:
            tokens = self._tokenizer.encode(sentence)
            if 0 < len(tokens) <= MAXIMUM_TOKENS:
                (marked if sentence in aligned else plain).append((sentence, tokens))
            else:
                yield sentence, TranslatedSentence("", complete=not tokens)
        under_way: list[_Batch] = []
        for items, attention in ((plain, False), (marked, True)):
            for batch in batches(items, self._options.batch_tokens):
                if len(under_way) == self._workers:
                    yield from self._collect(_first_done(under_way))
                under_way.append(self._submit(batch, beam, attention=attention))
        while under_way:
            yield from self._collect(_first_done(under_way))

    def try_out(self) -> None:
        """Translate something; raises what CTranslate2 raises."""
        _try_out(self._translator, self._layout, self._tokenizer)

    def prepare(self) -> None:
        """Choose the heads that align best, and determine them if that has not been done."""
        found = self._showing
        if found is None or self._heads is not None:
            return
        self._heads = found.now
        layout = self._layout
        texts = calibration.sentences(layout.folder, layout.source)
        with _unreadable_named(layout):
            heads, scores = calibration.best(found.now, found.choices, texts, self._tried)
            listed = [[*astuple(choice), score] for choice, score in scores.items()]
            value = {"rule": calibration.RULE, "heads": astuple(heads), "scores": listed}
            remembered.remember(layout.parts, _KEY, value)
            if heads != self._heads:
                self._heads = heads
                self._translator = self._loaded(self._files(heads))

    def _known_heads(self) -> Heads | None:
        """Return the heads to use, if they are known or there is no choice."""
        found = self._showing
        if found is None:
            return None
        if len(found.choices) == 1:
            return found.now
        return _remembered(remembered.recall(self._layout.parts, _KEY), found)

    def _files(self, heads: Heads | None) -> Mapping[str, bytes] | None:
        """Return the files of a model with these heads; None for the files of its own folder."""
        found = self._showing
        if found is None or heads is None or heads == found.now:
            return None
        return found.changed(self._layout.model, heads)

    def _tried(self, heads: Heads, texts: Sequence[str]) -> Mapping[str, TranslatedSentence]:
        """Return the model's translations of the texts, with the alignment by these heads."""
        before = self._translator
        self._translator = self._loaded(self._files(heads))
        try:
            return dict(self._translate(texts, texts, beam=1))
        finally:
            self._translator = before

    def _first_loaded(self, files: Mapping[str, bytes] | None) -> Any:
        """Load the model on the device; with "auto", on the processor if the GPU does not work.

        A GPU that CTranslate2 finds may lack libraries, which shows only at the first translation.
        """
        if not (self._device == "cuda" and self._options.device == "auto"):
            return self._loaded(files)
        try:
            translator = self._loaded(files)
            _try_out(translator, self._layout, self._tokenizer)
        except (*DAMAGE, EngineError):
            self._device = "cpu"
            translator = self._loaded(files)
        return translator

    def _loaded(self, files: Mapping[str, bytes] | None) -> Any:
        return _translator(self._layout, self._options, self._device, self._workers, files)

    def _submit(
        self, batch: list[tuple[str, Sequence[str]]], beam: int, *, attention: bool
    ) -> _Batch:
        """Start a batch. Models loop on fragments, so the source limits the output's length."""
        layout = self._layout
        handles: list[Any] = self._translator.translate_batch(
            [[*layout.start, *tokens, *layout.end] for _, tokens in batch],
            target_prefix=[list(layout.prefix)] * len(batch) if layout.prefix else None,
            asynchronous=True,
            beam_size=beam,
            length_penalty=layout.length_penalty,
            max_input_length=0,
            max_decoding_length=2 * max(len(tokens) for _, tokens in batch) + 10,
            replace_unknowns=True,
            return_end_token=True,
            return_scores=True,
            return_attention=attention,
        )
        return _Batch([sentence for sentence, _ in batch], handles, attention)

    def _collect(self, batch: _Batch) -> Iterator[tuple[str, TranslatedSentence]]:
        for sentence, handle in zip(batch.sentences, batch.handles, strict=True):
            try:
                result = handle.result()
            except DAMAGE as error:
                what = f"{self.identity} failed: {error}"
                hint = "try device: cpu, or install or copy the model again"
                raise EngineError(what, Place(self._layout.folder), hint=hint) from error
            yield sentence, self._piece(sentence, result, attention=batch.attention)

    def _piece(self, sentence: str, result: Any, *, attention: bool) -> TranslatedSentence:
        """Return a result's words; incomplete when it lacks the end token."""
        tokens: list[str] = result.hypotheses[0]
        complete = tokens[-1:] == [self._layout.final]
        prefix = self._layout.prefix
        before = len(prefix) if tuple(tokens[: len(prefix)]) == prefix else 0
        words = tokens[before : len(tokens) - complete]
        text = self._tokenizer.decode(words)
        # CTranslate2 divides the likelihood by this.
        likelihood = result.scores[0] * len(tokens) ** self._layout.length_penalty
        rows = result.attention[0][before:] if attention else None
        alignment = None if rows is None else self._alignment(sentence, words, text, rows)
        return TranslatedSentence(text.strip(), likelihood, len(tokens), complete, alignment)

    def _alignment(
        self, sentence: str, pieces: list[str], decoded: str, rows: Sequence[Sequence[float]]
    ) -> Alignment | None:
        """Return the alignment with the decoded text, without the spaces around it."""
        sources = self._tokenizer.source_spans(sentence)
        targets = self._tokenizer.target_spans(pieces)
        if sources is None or targets is None:
            return None
        from l10n_flow.engines.attention import pooled  # noqa: PLC0415 - loads numpy

        gone = len(decoded) - len(decoded.lstrip())
        moved = [Span(start - gone, end - gone) for start, end in targets]
        columns = [NOWHERE] * len(self._layout.start) + sources
        return pooled(rows, sentence, columns, decoded.strip(), moved)


@dataclass(frozen=True, slots=True)
class _Batch:
    """A running batch: its sentences, and CTranslate2's result object for each."""

    sentences: list[str]
    handles: list[Any]
    attention: bool


def _first_done(under_way: list[_Batch]) -> _Batch:
    """Remove and return the first finished batch; wait for one if necessary."""
    while True:
        for number, batch in enumerate(under_way):
            if all(handle.done() for handle in batch.handles):
                return under_way.pop(number)
        time.sleep(POLL_SECONDS)


def require() -> None:
    """Check that the engine's libraries are installed; raises `EngineError` with their names."""
    if extras.missing("argos"):
        what, hint = extras.lacking("the engine", "argos")
        raise EngineError(what, hint=hint)


def verify(layout: Layout) -> None:
    """Check that the model loads, that its parts fit, and that it translates; determine its heads.

    Raises `PackageError` with the reason, `EngineError` when the libraries are missing.
    """
    engine = CTranslateEngine(layout, EngineOptions(device="cpu"))
    try:
        engine.try_out()
    except DAMAGE as error:
        raise damaged(layout.folder, error) from error
    engine.prepare()


def _try_out(translator: Any, layout: Layout, tokenizer: Tokenizer) -> None:
    """Translate something; raises what CTranslate2 raises."""
    tokens = [*layout.start, *tokenizer.encode("1"), *layout.end]
    prefix = [list(layout.prefix)] if layout.prefix else None
    translator.translate_batch([tokens], target_prefix=prefix, max_decoding_length=4, beam_size=1)


@contextmanager
def _unreadable_named(layout: Layout) -> Iterator[None]:
    """Raise what cannot be read, or must not be loaded, as a fault of the model."""
    try:
        yield
    except (OSError, CrashError) as error:
        raise damaged(layout.folder, f"its model.bin: {error}") from error


def _safe(layout: Layout) -> Weights | None:
    """Return the data of the model's file; raises `CrashError` when it must not be loaded."""
    found = weights(layout.model / "model.bin")
    for side in ("source", "target"):
        if found is not None:
            found.require(side, len(all_tokens(layout.model, side)))
    return found


def _remembered(known: object, found: Showing) -> Heads | None:
    """Return the remembered best heads, unless they are not valid."""
    if not isinstance(known, dict) or known.get("rule") != calibration.RULE:
        return None
    match known.get("heads"):
        case [int(layer), int(count)] if layer < found.layers and 0 < count <= found.heads:
            return Heads(layer, count)
    return None


def _tokenizer(layout: Layout) -> Tokenizer:
    """Load the tokenizer of a model; errors of loading are not caught."""
    if layout.source_pieces.name == "bpe.model":
        from l10n_flow.engines.moses import MosesPairs  # noqa: PLC0415 - few models need it

        return MosesPairs(layout)
    return SentencePieces(layout)


def _device(options: EngineOptions) -> str:
    """Return the device for models: "auto" is a GPU if this build of CTranslate2 finds one."""
    if options.device not in DEVICES:
        raise UsageError(f"no device '{options.device}'", hint="one of " + ", ".join(DEVICES))
    if options.device != "auto":
        return options.device
    return "cuda" if _library().get_cuda_device_count() else "cpu"


def _workers(options: EngineOptions, device: str) -> int:
    """Return how many batches run at the same time; a GPU runs one at a time."""
    if options.threads:
        return options.threads
    if device == "cuda":
        return 1
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MAXIMUM_WORKERS)
    return min(os.cpu_count() or 1, MAXIMUM_WORKERS)


def _translator(
    layout: Layout,
    options: EngineOptions,
    device: str,
    workers: int,
    files: Mapping[str, bytes] | None,
) -> Any:
    """Return a CTranslate2 translator with one thread per batch, which is the most efficient.

    With `files` it is made from these instead of those in the model's folder.
    """
    try:
        return _library().Translator(
            str(layout.model),
            device=device,
            compute_type=options.compute_type,
            inter_threads=workers,
            intra_threads=1,
            files=files,
        )
    except DAMAGE as error:
        if (device, options.compute_type) == ("cpu", EngineOptions().compute_type):
            raise damaged(layout.folder, error) from error
        raise EngineError(
            f"cannot load it on {device} as {options.compute_type}: {error}",
            Place(layout.folder),
            hint="try device: cpu and compute_type: auto",
        ) from error


@cache
def _library() -> ModuleType:
    try:
        return import_module("ctranslate2")
    except ModuleNotFoundError as error:
        what, hint = extras.lacking("the engine", "argos", error)
        raise EngineError(what, hint=hint) from error
