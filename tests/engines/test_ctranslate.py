"""What is decided before CTranslate2 is asked: devices, workers, heads that are remembered."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from l10n_flow.engines import EngineOptions, calibration, ctranslate
from l10n_flow.engines.weights import Heads, Showing
from l10n_flow.errors import EngineError, PackageError, UsageError


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
