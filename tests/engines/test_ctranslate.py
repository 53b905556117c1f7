"""What is decided before CTranslate2 is asked: devices, workers, heads that are remembered."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from l10n_flow.engines import Alignment, EngineOptions, Hypothesis, calibration, ctranslate
from l10n_flow.engines.weights import Heads, Showing
from l10n_flow.engines.wordalignment import NOWHERE
from l10n_flow.errors import EngineError, PackageError, UsageError
from l10n_flow.model import Span


@pytest.mark.parametrize(
    ("threads", "device", "cores", "workers"),
    [
        (0, "cpu", 4, 4),
        (0, "cpu", 8, 8),
        (0, "cpu", 9, 8),  # each takes its own memory
        (0, "cuda", 4, 1),
        (3, "cpu", 1, 3),
        (12, "cpu", 4, 12),
        (2, "cuda", 4, 2),
    ],
)
@pytest.mark.parametrize("system", ["linux", "another"])
def test_a_batch_runs_on_each_core_and_on_a_gpu_one_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
    system: str,
    threads: int,
    device: str,
    cores: int,
    workers: int,
) -> None:
    if system == "linux":
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
    else:
        monkeypatch.delattr(os, "sched_getaffinity", raising=False)
        monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert ctranslate._workers(EngineOptions(threads=threads), device) == workers


def test_a_system_that_does_not_count_its_cores_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert ctranslate._workers(EngineOptions(), "cpu") == 1


@pytest.mark.parametrize(
    ("wanted", "gpus", "device"),
    [("auto", 0, "cpu"), ("auto", 1, "cuda"), ("cpu", 1, "cpu"), ("cuda", 0, "cuda")],
)
def test_a_gpu_is_used_where_there_is_one_unless_somebody_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, wanted: str, gpus: int, device: str
) -> None:
    library = SimpleNamespace(get_cuda_device_count=lambda: gpus)
    monkeypatch.setattr(ctranslate, "_library", lambda: library)
    assert ctranslate._device(EngineOptions(device=wanted)) == device


def test_a_device_that_there_is_not_is_told_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="no device 'tpu'") as caught:
        ctranslate._device(EngineOptions(device="tpu"))
    assert caught.value.hint == "one of cpu, cuda, auto"


@pytest.mark.parametrize(
    ("known", "heads"),
    [
        ({"rule": calibration.RULE, "heads": [0, 1]}, Heads(0, 1)),
        ({"rule": calibration.RULE, "heads": [5, 8]}, Heads(5, 8)),
        ({"rule": calibration.RULE, "heads": [6, 8]}, None),  # counted from 0
        ({"rule": calibration.RULE, "heads": [5, 9]}, None),
        ({"rule": calibration.RULE, "heads": [5, 0]}, None),
        ({"rule": calibration.RULE, "heads": [5]}, None),
        ({"rule": calibration.RULE, "heads": ["5", 8]}, None),
        ({"rule": calibration.RULE}, None),
        ({"rule": calibration.RULE + 1, "heads": [0, 1]}, None),
        ({"heads": [0, 1]}, None),
        ([0, 1], None),
        (None, None),
    ],
)
def test_heads_are_remembered_only_by_today_s_rule_and_if_the_model_has_them(
    known: object, heads: Heads | None
) -> None:
    showing = Showing(Heads(5, 1), 6, 8, 0, 0)
    assert ctranslate._remembered(known, showing) == heads


@pytest.mark.parametrize("done", [0, 1, 2])
def test_the_first_batch_that_is_done_is_collected(
    monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    class Handle:
        def __init__(self, asked: int) -> None:
            self.left = asked

        def done(self) -> bool:
            self.left -= 1
            return self.left < 0

    slept: list[float] = []
    monkeypatch.setattr(ctranslate, "time", SimpleNamespace(sleep=slept.append))
    waits = [9, 9, 9]
    waits[done] = 2
    batches: list[Any] = [
        ctranslate._Batch([str(n)], [Handle(0), Handle(asked)], attention=False)
        for n, asked in enumerate(waits)
    ]
    first = ctranslate._first_done(batches)
    assert first.sentences == [str(done)]
    assert [batch.sentences for batch in batches] == [[str(n)] for n in range(3) if n != done]
    assert slept == [0.005, 0.005]


@pytest.mark.parametrize(
    ("device", "computed", "is_the_model"),
    [("cpu", "auto", True), ("cpu", "int8", False), ("cuda", "auto", False)],
)
def test_what_cannot_be_loaded_is_the_model_s_fault_only_in_the_plainest_way(
    monkeypatch: pytest.MonkeyPatch, device: str, computed: str, is_the_model: bool
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("not enough")

    monkeypatch.setattr(ctranslate, "_library", lambda: SimpleNamespace(Translator=refuse))
    layout: Any = SimpleNamespace(folder=Path("en-es"), model=Path("en-es/model"))
    with pytest.raises(PackageError if is_the_model else EngineError) as caught:
        ctranslate._translator(layout, EngineOptions(compute_type=computed), device, 1, None)
    if is_the_model:
        assert caught.value.what == "a model package that does not work: not enough"
    else:
        assert caught.value.what == f"cannot load it on {device} as {computed}: not enough"
        assert caught.value.hint == "try device: cpu and compute_type: auto"


class Words:
    """A tokenizer for which each word is a token."""

    def encode(self, text: str) -> list[str]:
        return text.split()

    def decode(self, pieces: list[str]) -> str:
        return " " + " ".join(pieces)

    def source_spans(self, sentence: str) -> list[Span]:
        return [Span(0, len(sentence))]

    def target_spans(self, pieces: list[str]) -> list[Span] | None:
        return [Span(1, 3)] if pieces != ["¿?"] else None


class Library:
    """CTranslate2's translator: says each word again, between the marks of the model."""

    device, compute_type = "cpu", "int8"

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.under_way = self.most = 0
        self.failure: Exception | None = None
        self.end = ["</s>"]
        self.prefix = [">>es<<"]

    def translate_batch(self, batch: list[list[str]], **options: Any) -> list[Any]:
        self.asked.append({"batch": batch, **options})
        self.under_way += 1
        self.most = max(self.most, self.under_way)

        def result(tokens: list[str]) -> Any:
            if tokens is batch[-1]:
                self.under_way -= 1
            if self.failure:
                raise self.failure
            words = [*self.prefix, *tokens[1:-1], *self.end]
            attention = [[[float(at)] for at in range(len(words))]]
            return SimpleNamespace(hypotheses=[words], scores=[-0.25], attention=attention)

        return [
            SimpleNamespace(done=lambda: True, result=partial(result, tokens)) for tokens in batch
        ]


def engine(library: Library, **options: Any) -> Any:
    made: Any = object.__new__(ctranslate.CTranslateEngine)
    made.identity = "argos-en_es"
    made._layout = SimpleNamespace(
        start=("<s>",), end=("</s>",), prefix=(">>es<<",), final="</s>", length_penalty=0.5,
        folder=Path("en-es"), source="en", target="es",
    )  # fmt: skip
    made._options = EngineOptions(**options)
    made._device, made._showing, made._heads = "cpu", None, None
    made._tokenizer, made._translator = Words(), library
    made._split = str.splitlines
    return made


def test_what_is_asked_for_is_bounded_by_the_longest_sentence_and_marked_as_the_model_was() -> None:
    library = Library()
    made = engine(library, beam=3)
    answers = dict(made.translate(["one two three", "four"], align={1}))
    assert library.asked == [
        {
            "batch": [["<s>", *words, "</s>"]],
            "target_prefix": [[">>es<<"]],
            "asynchronous": True,
            "beam_size": 3,
            "length_penalty": 0.5,
            "max_input_length": 0,
            "max_decoding_length": longest,
            "replace_unknowns": True,
            "return_end_token": True,
            "return_scores": True,
            "return_attention": attention,
        }
        for words, longest, attention in (
            (["one", "two", "three"], 16, False),
            (["four"], 12, True),
        )
    ]
    assert answers[0] == Hypothesis("one two three", 0.89, complete=True)  # e^(-0.25 * √5 / 5)
    assert (answers[1].text, answers[1].score) == ("four", 0.87)
    assert made.parameters == "beam3,penalty0.5,cpu-int8"
    library.asked.clear()
    made._layout.prefix, library.prefix = (), []
    assert dict(made.translate(["one"], beam=1))[0].text == "one"
    assert [(asked["beam_size"], asked["target_prefix"]) for asked in library.asked] == [(1, None)]


def test_words_that_the_model_did_not_begin_or_end_as_it_should_are_kept() -> None:
    library = Library()
    library.end, library.prefix = ["x"], [">>fa<<"]
    made = engine(library)
    assert dict(made.translate(["one"]))[0] == Hypothesis(">>fa<< one x", 0.87, complete=False)


def test_a_sentence_has_five_hundred_tokens_at_most() -> None:
    library = Library()
    texts = [" ".join("a" * 500), " ".join("b" * 501), "\n"]
    answers = dict(engine(library).translate(texts))
    assert [(answers[n].text, answers[n].complete) for n in range(3)] == [
        (texts[0], True),
        ("", False),
        ("", True),
    ]


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_no_more_batches_run_than_there_are_workers(threads: int) -> None:
    library = Library()
    texts = [f"one two {n}" for n in range(8)]
    answers = dict(engine(library, threads=threads, batch_tokens=3).translate(texts, align={7}))
    assert [answers[n].text for n in range(8)] == texts
    assert (library.most, library.under_way, len(library.asked)) == (threads, 0, 8)
    assert [asked["return_attention"] for asked in library.asked] == [*[False] * 7, True]


def test_a_batch_that_fails_is_told_with_the_engine_and_what_to_try() -> None:
    library = Library()
    library.failure = RuntimeError("out of memory")
    with pytest.raises(EngineError) as caught:
        list(engine(library).translate(["one"]))
    assert str(caught.value.where) == "en-es"
    assert caught.value.what == "argos-en_es failed: out of memory"
    assert caught.value.hint == "try device: cpu, or install or copy the model again"


def test_an_alignment_is_of_the_words_without_what_the_model_puts_around_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pooled: list[tuple[object, ...]] = []

    def pool(*given: object) -> Alignment:
        pooled.append(given)
        return Alignment((), (), ())

    monkeypatch.setattr("l10n_flow.engines.attention.pooled", pool)
    made = engine(Library())
    assert dict(made.translate(["one"], align={0}))[0].alignment is not None
    assert pooled == [([[1.0], [2.0]], "one", [NOWHERE, Span(0, 3)], "one", [Span(0, 2)])]
    assert dict(made.translate(["¿?"], align={0}))[0].alignment is None


@pytest.mark.parametrize(
    ("device", "wanted", "works", "used"),
    [
        ("cuda", "auto", True, ["cuda"]),
        ("cuda", "auto", False, ["cuda", "cpu"]),
        ("cuda", "cuda", False, ["cuda"]),
        ("cpu", "auto", False, ["cpu"]),
    ],
)
def test_a_gpu_that_does_not_work_is_left_only_where_nobody_asked_for_it(
    monkeypatch: pytest.MonkeyPatch, device: str, wanted: str, works: bool, used: list[str]
) -> None:
    loaded: list[str] = []
    tried: list[dict[str, Any]] = []

    def load(_: object, __: object, device: str, *___: object) -> Any:
        loaded.append(device)
        return device

    def attempt(*given: object) -> None:
        tried.append({"of": given[0]})
        if not works:
            raise RuntimeError("no libraries")

    monkeypatch.setattr(ctranslate, "_translator", load)
    monkeypatch.setattr(ctranslate, "_try_out", attempt)
    made = engine(Library(), device=wanted)
    made._device = device
    assert made._first_loaded(None) == used[-1]
    assert (loaded, made._device) == (used, used[-1])
    assert tried == ([{"of": "cuda"}] if (device, wanted) == ("cuda", "auto") else [])


def test_a_model_is_tried_out_with_a_word_of_its_own_marks() -> None:
    library = Library()
    made = engine(library)
    made.try_out()
    made._layout.prefix = ()
    made.try_out()
    asked = {"batch": [["<s>", "1", "</s>"]], "max_decoding_length": 4, "beam_size": 1}
    assert library.asked == [
        {**asked, "target_prefix": [[">>es<<"]]},
        {**asked, "target_prefix": None},
    ]
