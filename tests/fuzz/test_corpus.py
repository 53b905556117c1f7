"""What ever failed under the fuzzer never fails again; and the fuzzer finds what there is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n_flow.errors import InputError

from . import corpus
from .campaign import Campaign
from .data import judge_taxonomy, taxonomy_seeds
from .judging import Fault, judged, law, scratch
from .kinds import KINDS, Kind
from .mutating import LONGEST, mutated
from .shrinking import shrunk

INPUTS = list(corpus.inputs())


@pytest.fixture
def folder() -> Iterator[Path]:
    with scratch() as made:
        yield made


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_failed_once_is_sound_now(path: Path, folder: Path) -> None:
    fault = judged(KINDS[path.parent.name], corpus.read(path), folder)
    assert fault is None, fault.account


def test_every_input_of_the_corpus_is_small_and_of_a_kind() -> None:
    assert {path.parent.name for path in INPUTS} <= set(KINDS)
    assert all(path.stat().st_size <= 4 * LONGEST for path in INPUTS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_few_inputs_of_every_kind_are_sound(kind: Kind, folder: Path, tmp_path: Path) -> None:
    """Seeds, and mutations of them; always the same ones. A campaign is `make fuzz`."""
    chance = random.Random(20261129)
    seeds = [seed[:LONGEST] for seed in kind.seeds()]
    some = chance.sample(seeds, min(5, len(seeds)))
    pool = [*some, *(mutated(chance.choice(seeds), seeds, kind.words, chance) for _ in range(15))]
    for data in pool:
        fault = judged(kind, data, folder)
        assert fault is None, f"{data!r}\n{fault.account}"


def test_the_samples_taxonomy_is_read_and_gets_labels(folder: Path) -> None:
    sample, *_, small = taxonomy_seeds()
    judge_taxonomy(sample, folder)
    judge_taxonomy(small, folder)


# The fuzzer itself


def judge_a_trap(data: bytes, folder: Path) -> None:
    """Fails in each of the ways, for inputs with a letter or a word of its own."""
    (folder / "left").mkdir()
    (folder / "left" / "behind").write_bytes(data)
    law(b"L" not in data, "trap", data)
    if b"K" in data:
        raise KeyError(data)
    if b"M" in data:
        raise MemoryError
    if b"E" in data:
        raise InputError("as expected")
    while b"HANG" in data:
        pass


TRAP = Kind("trap", judge_a_trap, lambda: [b"abc\n"], (b"L", b"K", b"M", b"E"), 1, seconds=0.1)


@pytest.mark.parametrize(
    ("data", "sign"),
    [
        (b"a", None),
        (b"E", None),
        (b"L", "law-trap"),
        (b"K", "KeyError-test_corpus-judge_a_trap"),
        (b"M", "memory"),
        (b"HANG", "hang-test_corpus-judge_a_trap"),
    ],
)
def test_a_fault_is_anything_but_a_value_or_an_expected_failure(
    data: bytes, sign: str | None, folder: Path
) -> None:
    fault = judged(TRAP, data, folder)
    assert (fault.sign if fault else None) == sign
    assert not list(folder.iterdir())


def test_a_campaign_finds_every_fault_once_and_keeps_it_small(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tried: list[bytes] = []
    campaign = Campaign(random.Random(1), folder, lambda _, data: tried.append(data), tmp_path)

    campaign.run([TRAP], 600, most=500)
    assert sorted(corpus.read(found.path) for found in campaign.found) == [b"K", b"L", b"M"]
    assert campaign.faults["trap"] >= 3
    assert len(tried) == campaign.tried >= 500
    assert "KeyError" in capsys.readouterr().err


def test_the_same_seed_gives_the_same_inputs() -> None:
    def some(seed: int) -> list[bytes]:
        chance = random.Random(seed)
        pool = KINDS["catalogs"].seeds()
        return [mutated(pool[0], pool, KINDS["catalogs"].words, chance) for _ in range(50)]

    assert some(1) == some(1) != some(2)


@pytest.mark.parametrize(
    "data", [b"plain\nwords\n", b"\x1b[31m", b"a\r\nb", b"\xff", b"", "é\u2028".encode()]
)
def test_an_input_comes_back_from_its_file(data: bytes, tmp_path: Path) -> None:
    path = corpus.saved("kind", data, Fault("what it is: x/y", ""), tmp_path)
    assert corpus.read(path) == data
    assert path.parent == tmp_path / "kind"
    path.read_text("utf-8")


def test_what_is_shrunk_still_fails() -> None:
    assert shrunk(b"one two\nthree four", lambda data: b"w" in data and b"h" in data) == b"wh"
